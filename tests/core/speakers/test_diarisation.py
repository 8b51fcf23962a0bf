"""Turns, their speakers and captions by speaker, with scripted voices: a voice is the pitch of a tone."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from core.decoding.hypothesis import Word
from core.speakers.diarisation import Diarisation, DiarisationOptions, by_speaker
from core.speakers.scoring import best_matching, diarisation_error, equal_error_rate
from core.speakers.turns import Turn
from core.streaming.captions import FinalCaption

RATE = 16_000
PITCHES = (200, 500, 900, 1700)


class Pitches:
    """A scripted speaker model: the share of each pitch in a stretch."""

    def vectors(self, stretches: list[NDArray[np.float32]]) -> NDArray[np.float32]:
        rows = []
        for samples in stretches:
            times = np.arange(len(samples)) / RATE
            row = np.array([abs(np.exp(-2j * np.pi * pitch * times) @ samples) for pitch in PITCHES]) + 1e-9
            rows.append(row / np.linalg.norm(row))
        return np.stack(rows).astype(np.float32)


def tone(speaker: int, seconds: float) -> NDArray[np.float32]:
    return np.sin(2 * np.pi * PITCHES[speaker] * np.arange(round(seconds * RATE)) / RATE).astype(np.float32)


def caption(number: int, start: float, end: float) -> FinalCaption:
    """A word every half second."""
    count = max(1, round((end - start) * 2))
    step = (end - start) / count
    words = tuple(Word(f"w{n}", start + n * step + 0.05, start + (n + 1) * step - 0.05, 0.9) for n in range(count))
    return FinalCaption(number, start, end, words, end + 0.5, None)


def heard(script: list[list[tuple[int, float]]], cuts: list[int], options: DiarisationOptions) -> tuple[Turn, ...]:
    """Segments of (speaker, seconds) each, half a second apart, fed in blocks of these sizes."""
    pieces, captions, at = [], [], 0.0
    for number, parts in enumerate(script):
        pieces += [tone(*part) for part in parts] + [np.zeros(RATE // 2, np.float32)]
        seconds = sum(part[1] for part in parts)
        captions.append(caption(number, at, at + seconds))
        at += seconds + 0.5
    samples = np.concatenate(pieces)
    diarisation, fed, turn = Diarisation(Pitches(), options), 0, 0
    while fed < len(samples):
        block = samples[fed : fed + cuts[turn % len(cuts)]]
        diarisation.feed(block)
        fed, turn = fed + len(block), turn + 1
        while captions and captions[0].audio_time <= fed / RATE + 1e-6:
            diarisation.hear(captions.pop(0))
    assert not captions
    return diarisation.turns()


def test_segments_of_one_voice_each() -> None:
    turns = heard([[(0, 3.0)], [(1, 4.0)], [(0, 2.0)], [(2, 4.0)]], [1600], DiarisationOptions())
    assert [(turn.start, turn.speaker) for turn in turns] == [(0.0, 0), (3.5, 1), (8.0, 0), (10.5, 2)]


def test_a_change_within_a_segment_falls_between_the_words_around_it() -> None:
    turns = heard([[(0, 3.0), (1, 4.0)], [(0, 2.0)]], [1600], DiarisationOptions())
    assert [turn.speaker for turn in turns] == [0, 1, 0]
    assert turns[0].end == turns[1].start == pytest.approx(3.0, abs=0.26)


def test_the_number_of_speakers_can_be_given() -> None:
    script = [[(0, 3.0)], [(1, 2.0)], [(2, 4.0)], [(3, 4.0)]]
    turns = heard(script, [1600], DiarisationOptions(speakers=2))
    assert len({turn.speaker for turn in turns}) == 2


def test_who_speaks_less_than_three_seconds_in_all_is_no_speaker() -> None:
    script = [[(0, 5.0)], [(1, 4.0)], [(2, 2.0)]]
    assert len({turn.speaker for turn in heard(script, [1600], DiarisationOptions())}) == 2


@settings(max_examples=8)
@given(st.lists(st.integers(1_000, 60_000), min_size=1, max_size=5))
def test_block_sizes_change_nothing(cuts: list[int]) -> None:
    script = [[(0, 2.0), (1, 2.5)], [(1, 2.0)], [(2, 3.5)]]
    assert heard(script, cuts, DiarisationOptions()) == heard(script, [1600], DiarisationOptions())


def test_only_the_last_three_quarters_of_a_minute_are_kept() -> None:
    diarisation = Diarisation(Pitches())
    for _ in range(20):
        diarisation.feed(np.zeros(10 * RATE, np.float32))
    assert diarisation._buffer.end - diarisation._buffer.start == 45 * RATE


def test_captions_are_parted_between_speakers_and_named() -> None:
    first = caption(0, 0.0, 4.0)
    first = replace(first, letters=tuple(((word.text, 0.5),) for word in first.words))
    captions = (first, replace(caption(1, 5.0, 6.0), words=()), caption(2, 7.0, 9.0))
    turns = (Turn(0.0, 2.0, 0), Turn(2.0, 4.0, 1), Turn(7.0, 9.0, 0))
    parts = by_speaker(captions, turns, ("Ada",))
    assert [(part.speaker, len(part.words)) for part in parts] == [("Ada", 4), ("Speaker 2", 4), ("", 0), ("Ada", 4)]
    assert [word for part in parts for word in part.words] == [word for one in captions for word in one.words]
    assert parts[0].end <= parts[1].start
    assert [letters[0][0] for letters in parts[1].letters] == [word.text for word in parts[1].words]
    assert (parts[0].start, parts[1].end, parts[1].segment) == (0.0, 4.0, 0)


def test_a_name_of_spaces_is_none() -> None:
    assert by_speaker((caption(0, 0, 1),), (Turn(0, 1, 0),), ("  ",))[0].speaker == "Speaker 1"


# Scoring


def test_diarisation_error_counts_what_is_missed_invented_and_confused() -> None:
    reference = [Turn(0.0, 4.0, 0), Turn(4.0, 8.0, 1)]
    # Another numbering is no error; a second is missed, one is invented, one is confused.
    found = [Turn(1.0, 5.0, 7), Turn(5.0, 9.0, 3)]
    error = diarisation_error(reference, found)
    assert [round(value, 6) for value in (error.speech, error.missed, error.false_alarm, error.confused)] == [
        8,
        1,
        1,
        1,
    ]
    assert error.rate == pytest.approx(3 / 8)
    assert diarisation_error(reference, reference).rate == 0.0
    assert diarisation_error(reference, [Turn(0.2, 4.2, 0), Turn(4.2, 8.2, 1)], collar=0.25).rate == 0.0
    assert diarisation_error(reference, ()).rate == 1.0
    assert (error + error).speech == pytest.approx(16)
    assert (error + error).rate == pytest.approx(3 / 8)


@given(st.lists(st.lists(st.integers(0, 9), min_size=3, max_size=3), min_size=1, max_size=5))
def test_the_matching_is_the_best_there_is(rows: list[list[int]]) -> None:
    from itertools import permutations

    table = np.array(rows, float)
    padded = np.zeros((max(table.shape), max(table.shape)))
    padded[: table.shape[0], : table.shape[1]] = table
    best = max(
        sum(padded[row, column] for row, column in enumerate(order)) for order in permutations(range(len(padded)))
    )
    assert best_matching(table) == best


def test_equal_error_rate_of_separable_and_of_random_pairs() -> None:
    same = np.array([True] * 10 + [False] * 90)
    assert equal_error_rate(same.astype(float), same) == 0.0
    scores = np.random.default_rng(0).random(20_000)
    assert equal_error_rate(scores, np.arange(20_000) % 2 == 0) == pytest.approx(0.5, abs=0.02)
