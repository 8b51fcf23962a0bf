"""Synthetic speech for training: real synthesisers, manifests that training reads, alignments that lie on the sound."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import numpy as np
import pytest

from core.audio.media import read_media
from core.training.manifest import read_manifest
from core.training.phone_targets import PHONES, read_alignments
from core.training.synthetic_speech import (
    ALIGNMENTS,
    MANIFEST,
    Synthesis,
    SynthesisError,
    passages,
    phone_segments,
    synthesise,
)

_SENTENCES = [
    "THE QUICK BROWN FOX JUMPS OVER THE LAZY DOG",
    "SHE SAID IT WASN'T HERS",
    "WE AGREED TO MOVE THE RELEASE TO THURSDAY",
    "NO ONE KNEW",
]

installed = pytest.mark.skipif(shutil.which("flite") is None, reason="flite is not installed (Debian: flite)")


def test_phone_ends_become_starts_and_lengths_of_the_faster_waveform() -> None:
    assert phone_segments("pau:0.2 dh:0.3 ax:0.5 t:0.6 zz:0.7", warp=2.0) == [
        ("SIL", 0.0, 10.0),
        ("DH", 10.0, 5.0),
        ("AH", 15.0, 10.0),
        ("T", 25.0, 5.0),
        ("SIL", 30.0, 5.0),
    ]


def test_passages_are_neighbouring_sentences_of_all_lengths_and_none_too_long() -> None:
    numbered = [f"A{number} B C D" for number in range(4000)]
    read = passages([*numbered, "E " * 41, *numbered], np.random.default_rng(1))
    lengths = [sum(len(sentence.split()) for sentence in passage) for passage in read]
    assert (min(lengths), max(lengths)) == (4, 40)
    assert np.mean(lengths) == pytest.approx((3 + 39) / 2 + 1.5, abs=1)
    for passage in read:
        numbers = [int(sentence.split()[0][1:]) for sentence in passage]
        assert numbers == [*range(numbers[0], numbers[0] + len(numbers))]


def test_without_a_synthesiser_it_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(SynthesisError, match="apt-get install flite espeak-ng"):
        synthesise(_SENTENCES, tmp_path, Synthesis(hours=0.001))


@installed
def test_clips_are_what_training_reads(tmp_path: Path) -> None:
    manifest = synthesise(_SENTENCES, tmp_path, Synthesis(hours=0.02, seed=3))
    assert manifest == tmp_path / MANIFEST
    utterances = read_manifest(manifest)
    assert sum(utterance.seconds for utterance in utterances) >= 72
    texts = {utterance.text for utterance in utterances}
    assert texts <= {" ".join(_SENTENCES[begin:end]) for begin in range(4) for end in range(begin + 1, 5)}
    assert {utterance.source for utterance in utterances} == {"synthetic"}
    alignments = read_alignments(tmp_path / ALIGNMENTS)
    flite = [utterance for utterance in utterances if utterance.speaker.startswith("flite")]
    assert {utterance.id for utterance in flite} == set(alignments)
    silence = PHONES.index("SIL")
    for utterance in flite[:20]:
        samples = read_media(utterance.path)
        assert len(samples) / 16_000 == pytest.approx(utterance.seconds, abs=0.001)
        alignment = alignments[utterance.id]
        assert alignment.ends[-1] == pytest.approx(utterance.seconds, abs=0.15)
        loudness = {True: 0.0, False: 0.0}
        for phone, start, end in zip(alignment.phones, alignment.starts, alignment.ends, strict=True):
            piece = samples[round(start * 16_000) : round(end * 16_000)]
            if len(piece):
                loudness[phone == silence] = max(loudness[phone == silence], float(np.abs(piece).mean()))
        # The pause before the first word is quiet where the alignment says so.
        first = samples[: round(alignment.ends[0] * 16_000 * 0.8)]
        assert alignment.phones[0] == silence
        assert float(np.abs(first).mean()) < loudness[False] / 4


@installed
def test_the_same_seed_reads_the_same(tmp_path: Path) -> None:
    first, second = (
        synthesise(_SENTENCES, tmp_path / name, Synthesis(hours=0.01, seed=5, workers=workers)).read_text()
        for name, workers in (("one", 1), ("two", 3))
    )
    assert first == second
    assert next(json.loads(line)["id"] for line in first.splitlines()) == "synthetic-000000"
