from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from core.decoding.emission import frame_count
from core.training.manifest import ManifestError
from core.training.packed_audio import pack
from core.training.phone_targets import NO_TARGET, Alignment
from core.training.training_set import Sources, TrainingSet
from tests.core.training.tiny import VOCABULARY, tiny_recipe, tones, utterances

STILL = {"speed_chance": 0.0, "tone_chance": 0.0, "noise_chance": 0.0, "reverberation_chance": 0.0}


def training_set(folder: Path, *words: str, **recipe: object) -> TrainingSet:
    items = utterances(words)
    alignments = {words[0]: Alignment((1, 2), (0.0, 0.2), (0.2, 0.4))}
    return TrainingSet(items, Sources(pack(items, folder, tones), alignments), VOCABULARY, tiny_recipe(**recipe))


def test_a_batch_holds_audio_labels_and_targets(tmp_path: Path) -> None:
    data = training_set(tmp_path, "ABC", "ABCABC", augmentation=STILL)
    batch = data.assemble([0, 1], np.random.default_rng(0))
    assert batch.samples.shape == (2, 6 * 3200)
    assert batch.frames.tolist() == [frame_count(9600), frame_count(19_200)]
    assert batch.label_lengths.tolist() == [3, 6]
    assert "".join(VOCABULARY.labels[label] for label in batch.labels) == "ABCABCABC"
    assert not batch.samples[0, 9600:].any()
    assert batch.samples[1].mean().abs() < 1e-5
    # Frame centres before 0.2 s are those of frames 0 to 9.
    assert batch.phones[0, :20].tolist() == [1] * 10 + [2] * 10
    assert (batch.phones[1] == NO_TARGET).all()


def test_words_are_parted_by_the_delimiter(tmp_path: Path) -> None:
    items = [replace(utterances(["ABC"])[0], text="a b")]
    data = TrainingSet(items, Sources(pack(items, tmp_path, tones)), VOCABULARY, tiny_recipe(augmentation=STILL))
    labels = data.assemble([0], np.random.default_rng(0)).labels
    assert [VOCABULARY.labels[label] for label in labels] == ["A", "|", "B"]


def test_transcripts_that_cannot_be_spelled_are_left_out(tmp_path: Path) -> None:
    good, numeral, silent = utterances(["ABC", "DEF", "FED"])
    items = [good, replace(numeral, text="5 apples"), replace(silent, text="")]
    data = TrainingSet(items, Sources(pack(items, tmp_path, tones)), VOCABULARY, tiny_recipe())
    assert (len(data), data.left_out) == (1, 2)
    with pytest.raises(ManifestError, match="no recording of the manifest can be trained on"):
        TrainingSet(items[1:], Sources(pack(items, tmp_path, tones)), VOCABULARY, tiny_recipe())


def test_speech_too_fast_to_spell_keeps_its_pace(tmp_path: Path) -> None:
    # 0.2 s have 9 frames: at double speed 4, too few for the 5 labels and the blank between equal neighbours.
    item = replace(utterances(["A"])[0], text="ABBAB")
    fast = {**STILL, "speed_chance": 1.0, "slowest": 2.0, "fastest": 2.0}
    data = TrainingSet([item], Sources(pack([item], tmp_path, tones)), VOCABULARY, tiny_recipe(augmentation=fast))
    assert data.assemble([0], np.random.default_rng(0)).frames.tolist() == [frame_count(3200)]
