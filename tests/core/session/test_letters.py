"""Letters of a kept session's words: those that the emission says, and none where it says nothing of the word."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from core.decoding.calibration import letters_of
from core.decoding.emission import Emission
from core.decoding.greedy import GreedyDecoder
from core.models.catalogue import BUNDLED, resolve
from core.session.letters import KeptLetters
from core.session.library import Library
from core.session.recognition import RecognitionOptions, calibration_of
from core.streaming.captions import FinalCaption
from tests.core.streaming.scripted import LABELS, LANGUAGES

VOCABULARY = LANGUAGES["upper"]


def spoken(text: str, sure: float) -> Emission:
    """Two frames a letter and a blank after it; the last letter is likely by `sure`, the others by 0.995."""
    labels = [n for letter in text for n in (*[1 if letter == " " else LABELS.index(letter)] * 2, 0)]
    most = np.full(len(labels), 0.995)
    most[-3:-1] = sure
    rows = np.repeat(((1 - most) / (len(LABELS) - 1))[:, None], len(LABELS), axis=1)
    rows[np.arange(len(labels)), labels] = most
    return Emission(0, np.log(rows).astype(np.float32))


def model_of(folder: Path) -> str:
    """A model with the labels here, as sure of them as the bundled one."""
    folder.mkdir()
    shutil.copy(Path(resolve(BUNDLED)) / "confidence.json", folder)
    labels = {label: index for index, label in enumerate(VOCABULARY.labels)}
    (folder / "vocab.json").write_text(json.dumps(labels), encoding="utf-8")
    return str(folder)


def final(number: int, emission: Emission) -> FinalCaption:
    words = GreedyDecoder(VOCABULARY).decode(emission).words
    return FinalCaption(number, 0.0, 5.0, words, 5.0, None, emission)


@pytest.fixture
def library(tmp_path: Path):  # type: ignore[no-untyped-def]
    opened = Library(tmp_path)
    yield opened
    opened.close()


def test_the_letters_of_each_word_come_from_its_own_segment(library: Library, tmp_path: Path) -> None:
    options = RecognitionOptions(model=model_of(tmp_path / "model"))
    recorder = library.begin(options)
    for number, text in enumerate(("OUR MINUTES", "PROOF")):
        library.segments.add(recorder.session, final(number, spoken(text, 0.4)), VOCABULARY)
    calibration = calibration_of(options)
    assert calibration is not None
    kept = KeptLetters(library, recorder.session)
    for segment, text in zip(library.segments.of(recorder.session), ("OUR MINUTES", "PROOF"), strict=True):
        assert segment.text == text
        for word in segment.words:
            letters = kept.of(segment.number, word)
            assert "".join(letter for letter, _ in letters) == word.text
            expected = letters_of(word.word, spoken(text, 0.4), VOCABULARY, calibration)
            # Kept emissions are float16.
            assert [sure for _, sure in letters] == pytest.approx([sure for _, sure in expected], abs=0.005)
        sure = [sure for _, sure in letters]
        assert min(sure) == sure[-1] < min(sure[:-1]) - 0.05
    recorder.end()


def test_nothing_is_said_of_words_that_the_user_changed_or_where_nothing_was_kept(
    library: Library, tmp_path: Path
) -> None:
    recorder = library.begin(RecognitionOptions(model=model_of(tmp_path / "model")))
    library.segments.add(recorder.session, final(0, spoken("PROOF", 0.9)), VOCABULARY)
    library.segments.add(recorder.session, replace(final(1, spoken("PROOF", 0.9)), emission=None), VOCABULARY)
    kept, bare = library.segments.of(recorder.session)
    for number, word in (
        (0, replace(kept.words[0], edited=True)),
        (0, replace(kept.words[0], retimed=True)),
        (1, bare.words[0]),
        (7, kept.words[0]),
    ):
        assert KeptLetters(library, recorder.session).of(number, word) == ()
    recorder.end()
