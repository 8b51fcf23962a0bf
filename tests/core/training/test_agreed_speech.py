"""What two recognisers agree on: which words, and which span of the recording holds them and no others."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.audio.media import read_media
from core.training.agreed_speech import HeardWord, agreed_runs, cut_agreed
from core.training.manifest import read_manifest
from tests.helpers.shared_data import speech_clips


def heard(*words: tuple[str, float, float]) -> list[HeardWord]:
    return [HeardWord(*word) for word in words]


def test_a_run_ends_where_they_differ_and_keeps_half_of_the_gap() -> None:
    first = heard(
        ("AND", 0.0, 0.3),
        ("WE", 0.5, 0.7),
        ("AGREED", 0.7, 1.2),
        ("TODAY", 1.3, 1.8),
        ("UM", 1.9, 2.0),
        ("SO", 2.0, 2.2),
    )
    second = heard(("AN", 0.0, 0.3), ("WE", 0.55, 0.7), ("AGREED", 0.75, 1.2), ("TODAY", 1.3, 1.8), ("SO", 2.0, 2.2))
    (run,) = agreed_runs(first, second)
    assert (run.text, run.start, run.end) == ("WE AGREED TODAY", pytest.approx(0.4), pytest.approx(1.85))


def test_the_same_words_at_other_times_are_no_agreement() -> None:
    first = heard(("WE", 0.5, 0.7), ("AGREED", 0.7, 1.2), ("TODAY", 1.3, 1.8))
    later = heard(("WE", 3.5, 3.7), ("AGREED", 3.7, 4.2), ("TODAY", 4.3, 4.8))
    assert list(agreed_runs(first, later)) == []


def test_two_words_or_few_letters_are_too_little() -> None:
    short = heard(("I", 0.0, 0.1), ("AM", 0.1, 0.2), ("A", 0.2, 0.3), ("MAN", 0.3, 0.5))
    assert list(agreed_runs(short, short)) == []
    pair = heard(("AGREEMENTS", 0.0, 1.0), ("MATTER", 1.0, 1.5))
    assert list(agreed_runs(pair, pair)) == []


words = st.lists(
    st.tuples(st.sampled_from(["THE", "HOUSE", "GARDEN", "OF", "MORNING"]), st.floats(0.05, 0.6)), max_size=12
)


def spoken(items: Sequence[tuple[str, float]]) -> list[HeardWord]:
    result, now = [], 0.0
    for text, length in items:
        result.append(HeardWord(text, now, now + length))
        now += length
    return result


@given(words, words)
def test_runs_are_in_both_and_hold_no_word_of_the_first_beside_them(
    one: list[tuple[str, float]], two: list[tuple[str, float]]
) -> None:
    first, second = spoken(one), spoken(two)
    both = " ".join(word.text for word in second)
    end = 0.0
    for run in agreed_runs(first, second):
        assert run.text in both
        assert run.start >= end - 1e-9
        end = run.end
        centres = [word.text for word in first if run.start < (word.start + word.end) / 2 < run.end]
        assert " ".join(centres) == run.text


@pytest.mark.slow
def test_real_clips_are_cut_with_their_words(tmp_path: Path) -> None:
    pytest.importorskip("pocketsphinx", reason="pocketsphinx is one of the two that agree")
    clip = next(clip for clip in speech_clips("arctic", "train") if clip.seconds > 2.5)
    said = clip.text.upper().split()
    utterances = read_manifest(clip.path.parents[1] / "manifest.jsonl", lambda row: row.id == clip.id)

    def ours(samples: object) -> list[HeardWord]:
        from core.training.phone_aligner import PhoneDecoder

        return [HeardWord(*word) for word in PhoneDecoder.recogniser().words(read_media(clip.path))]

    rows = read_manifest(cut_agreed(utterances, read_media, ours, tmp_path))
    assert rows
    text = " ".join(said)
    for row in rows:
        assert len(set(row.text.split()) & set(text.split())) >= len(row.text.split()) // 2
        assert len(read_media(row.path)) / 16_000 == pytest.approx(row.seconds, abs=0.001)
