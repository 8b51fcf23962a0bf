"""Turns by a network that labels frames: hand-made activities, a tiny real checkpoint, the whole line."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from core.cli import main
from core.decoding.hypothesis import Word
from core.models.catalogue import ASSETS
from core.session.speakers import SpeakerOptions, load_turns, load_voices
from core.speakers.diarisation import Diarisation
from core.speakers.frame_speakers import FrameSpeakers, is_frame_classifier, turn_starts, word_speakers
from core.streaming.acoustic_model import ModelError
from core.streaming.captions import FinalCaption
from core.wav2vec2 import Wav2Vec2Config, Wav2Vec2FeatureExtractor, Wav2Vec2ForAudioFrameClassification
from tests.core.speakers.test_diarisation import Pitches, tone


@pytest.fixture
def checkpoint(tmp_path: Path) -> Path:
    config = Wav2Vec2Config(
        conv_dim=(8, 8), conv_kernel=(10, 3), conv_stride=(160, 2), hidden_size=16, num_hidden_layers=1,
        num_attention_heads=2, intermediate_size=16, num_conv_pos_embeddings=4, num_conv_pos_embedding_groups=2,
        num_labels=2, use_weighted_layer_sum=True,
    )  # fmt: skip
    torch.manual_seed(0)
    Wav2Vec2ForAudioFrameClassification(config).save_pretrained(tmp_path / "frames")
    Wav2Vec2FeatureExtractor().save_pretrained(tmp_path / "frames")
    return tmp_path / "frames"


def words(*times: float) -> tuple[Word, ...]:
    """One from each time to the next, with a tenth of a second between."""
    return tuple(Word(f"w{n}", at, to - 0.1, 0.9) for n, (at, to) in enumerate(pairwise(times)))


def test_a_word_is_said_by_who_is_heard_most_in_it() -> None:
    # Frames of 0.1 s from 5 s on: speaker 0, both and 1 more, nobody, 1 alone.
    activity = np.array([[0.9, 0.1]] * 10 + [[0.6, 0.8]] * 10 + [[0.2, 0.1]] * 10 + [[0.0, 0.7]] * 10, np.float32)
    assert word_speakers(activity, 0.1, words(5, 6, 7, 8, 9), 5.0) == [0, 1, 1, 1]
    # Where nobody is heard at first, whoever is heard most; words beyond the frames are the last one's.
    assert word_speakers(activity[20:30], 0.1, words(5, 6, 7, 8), 5.0) == [0, 0, 0]
    assert word_speakers(activity, 0.1, words(8.5, 9, 12, 13), 5.0) == [1, 1, 1]


def test_turns_are_not_shorter_than_asked_for() -> None:
    spoken = words(0, 1, 2, 3, 4, 5, 6)
    assert turn_starts([0, 0, 1, 1, 0, 0], spoken, 6.0, 1.2) == [2, 4]
    assert turn_starts([0, 0, 1, 0, 0, 0], spoken, 6.0, 1.2) == [], "one word of another one is too short"
    assert turn_starts([0, 1, 1, 1, 1, 1], spoken, 6.0, 1.2) == [], "and so is one at the beginning"
    assert turn_starts([2, 1, 1, 1, 0, 0], spoken, 6.0, 1.2) == [4]
    assert turn_starts([0, 0, 0, 0, 0, 1], spoken, 6.0, 1.2) == [], "or at the end"
    assert turn_starts([0, 1, 0, 1, 0, 1], spoken, 6.0, 0.5) == [1, 2, 3, 4, 5]


@given(st.lists(st.integers(0, 2), min_size=1, max_size=12), st.floats(0, 5))
def test_any_speakers_give_turns_that_are_long_enough(speakers: list[int], shortest: float) -> None:
    spoken = words(*range(len(speakers) + 1))
    found = turn_starts(speakers, spoken, float(len(speakers)), shortest)
    assert found == sorted(set(found))
    times = [0.0, *(spoken[n].start for n in found)]
    assert all(speakers[n] != speakers[n - 1] for n in found)
    assert all(later - before >= shortest for before, later in pairwise(times))
    assert all(len(speakers) - spoken[n].start >= shortest for n in found)


def test_a_checkpoint_gives_the_activity_of_each_frame(checkpoint: Path) -> None:
    transformers = pytest.importorskip("transformers")
    theirs = transformers.Wav2Vec2ForAudioFrameClassification.from_pretrained(checkpoint).eval()
    samples = np.random.default_rng(0).normal(0, 0.1, 32_000).astype(np.float32)
    inputs = transformers.Wav2Vec2FeatureExtractor.from_pretrained(checkpoint)(
        samples, sampling_rate=16_000, return_tensors="pt"
    )
    with torch.no_grad():
        expected = torch.sigmoid(theirs(**inputs).logits[0]).numpy()
    activity = FrameSpeakers.load(str(checkpoint)).activity(samples)
    assert activity == pytest.approx(expected, abs=1e-5)
    assert activity.shape == (99, 2)
    assert FrameSpeakers.load(str(checkpoint)).activity(samples[:5]).shape[1] == 2


class Changes:
    """A scripted network: another one begins with the second word."""

    def changes(self, samples: np.ndarray, words: tuple[Word, ...], start: float, shortest: float) -> list[int]:
        assert len(samples) == 64_000
        assert (start, shortest) == (0.0, 1.2)
        return [1]


def test_whose_turns_are_is_said_by_their_voices() -> None:
    diarisation = Diarisation(Pitches(), frames=Changes())
    diarisation.feed(np.concatenate([tone(1, 2.0), tone(2, 2.0)]))
    diarisation.hear(FinalCaption(0, 0.0, 4.0, words(0.0, 2.0, 4.0), 4.5, None))
    (first, second) = diarisation.turns()
    assert (first.start, second.end) == (0.0, 4.0)
    assert first.end == second.start == pytest.approx(1.95)


def test_such_a_checkpoint_is_known_and_goes_with_the_bundled_voices(checkpoint: Path, tmp_path: Path) -> None:
    options = SpeakerOptions(model=str(checkpoint))
    assert is_frame_classifier(str(checkpoint))
    assert load_turns(options) is not None
    assert load_voices(options).name == load_voices(SpeakerOptions()).name
    assert load_turns(SpeakerOptions()) is None
    assert not is_frame_classifier(str(tmp_path))
    (checkpoint / "preprocessor_config.json").write_text(json.dumps({"sampling_rate": 8000}))
    with pytest.raises(ModelError, match="16 kHz"):
        load_turns(options)


def test_transcribe_takes_it(checkpoint: Path, capsys: pytest.CaptureFixture[str]) -> None:
    demo = str(ASSETS / "demo" / "demo.flac")
    assert main(["transcribe", demo, "--speakers", "2", "--speaker-model", str(checkpoint), "--format", "json"]) == 0
    rows = json.loads(capsys.readouterr().out)["segments"]
    assert {row["speaker"] for row in rows if row["words"]} <= {"Speaker 1", "Speaker 2"}
    assert [row for row in rows if row["words"]]
