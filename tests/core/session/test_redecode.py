"""Decoding a session again: the difference, what of it is taken over, and that the user's own words stay."""

from __future__ import annotations

import itertools
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.audio.media import read_media
from core.decoding.emission import Emission
from core.decoding.greedy import GreedyDecoder
from core.decoding.hotwords import Hotword
from core.decoding.hypothesis import Hypothesis, Word
from core.session.library import KeptSegment, KeptWord, Library, LibraryError
from core.session.recognition import RecognitionOptions, decoders, load_engine
from core.session.redecode import Redecoding, accept, differences_of, redecode
from core.session.transcription import Cancelled
from core.streaming.captions import FinalCaption
from tests.core.session.test_letters import model_of
from tests.core.streaming.scripted import LABELS, LANGUAGES
from tests.helpers.shared_data import PROJECT


def words(text: str) -> tuple[Word, ...]:
    return tuple(Word(word, float(n), n + 0.5, 0.5) for n, word in enumerate(text.split()) if word != "-")


def segment_of(text: str) -> KeptSegment:
    """Words a second apart; one with a star was edited by hand, a dash leaves its second empty."""
    kept = tuple(
        replace(KeptWord.of(word), text=word.text.strip("*"), edited=word.text.endswith("*")) for word in words(text)
    )
    return KeptSegment(3, 0.0, 10.0, None, kept, ())


@pytest.mark.parametrize(
    ("current", "heard", "expected"),
    [
        ("A B C", "A B C", []),
        ("A B C", "A X C", [("replaced", "B", "X")]),
        ("A - C", "A B C", [("added", "", "B")]),
        ("A B C", "A - C", [("removed", "B", "")]),
        ("A B* C", "A X C", []),
        ("A B* C", "Y X Z", [("replaced", "A", "Y"), ("replaced", "C", "Z")]),
        ("A* B* C", "X Y C D", [("added", "", "D")]),
        ("", "A", [("added", "", "A")]),
        ("A B", "", [("removed", "A B", "")]),
    ],
)
def test_differences(current: str, heard: str, expected: list[tuple[str, str, str]]) -> None:
    found = differences_of(segment_of(current), words(heard))
    assert [(d.kind, " ".join(w.text for w in d.before), " ".join(w.text for w in d.after)) for d in found] == expected
    assert all(d.segment == 3 and 0 <= d.start < d.end for d in found)


TEXT = st.lists(st.sampled_from(["A", "B", "C", "A*", "B*", "-"]), max_size=8).map(" ".join)


@given(TEXT, TEXT.map(lambda text: text.replace("*", "")))
def test_all_differences_together_give_what_was_heard_but_for_the_users_words(current: str, heard: str) -> None:
    segment = segment_of(current)
    after = list(segment.words)
    for difference in reversed(differences_of(segment, words(heard))):
        end = difference.place + len(difference.before)
        assert tuple(after[difference.place : end]) == difference.before
        assert not any(word.edited for word in difference.before)
        after[difference.place : end] = difference.after
    fixed = {word.start for word in segment.words if word.edited}
    expected = {word.start: word.text for word in words(heard) if word.start not in fixed}
    expected |= {word.start: word.text for word in segment.words if word.edited}
    assert [word.text for word in after] == [expected[start] for start in sorted(expected)]


class Says:
    """A decoder that says one text after the other."""

    vocabulary = LANGUAGES["upper"]

    def __init__(self, *texts: str) -> None:
        self._texts = itertools.cycle(texts)

    def decode(self, emission: Emission) -> Hypothesis:
        return Hypothesis(words(next(self._texts)), 0.0, 0.0)


@pytest.fixture
def library(tmp_path: Path):  # type: ignore[no-untyped-def]
    opened = Library(tmp_path)
    yield opened
    opened.close()


def recorded(library: Library, *texts: str) -> str:
    recorder = library.begin(RecognitionOptions(model="bundled-en"))
    model = SimpleNamespace(vocabulary_of=lambda _: LANGUAGES["upper"])
    recorder.recognised_with(SimpleNamespace(model=model, options=RecognitionOptions(model="bundled-en")))  # type: ignore[arg-type]
    recorder.audio(np.zeros(16_000, np.float32))
    for number, text in enumerate(texts):
        emission = Emission(0, np.zeros((50, len(LABELS)), np.float32))
        recorder.caption(FinalCaption(number, 0.0, 10.0, words(text), 10.0, None, emission))
    recorder.end()
    return recorder.session


def again(library: Library, session: str, *texts: str, **options: Any) -> Redecoding:
    return redecode(library, session, lambda _vocabulary: Says(*texts), **options)


def test_nothing_changes_before_it_is_accepted_and_then_wholly_or_one_by_one(library: Library) -> None:
    session = recorded(library, "A B C", "D E")
    shares: list[float] = []
    redecoding = again(library, session, "A X C", "D E F", progress=shares.append)
    assert shares == [0.5, 1.0]
    assert library.transcript(session).text == "A B C D E"
    accept(library, redecoding, [1])
    assert library.transcript(session).text == "A B C D E F"
    with pytest.raises(LibraryError, match="decode again"):
        accept(library, redecoding)
    accept(library, again(library, session, "A X C", "D E F"))
    assert library.transcript(session).text == "A X C D E F"
    assert [word.text for word in library.segments.of(session)[0].raw] == ["A", "B", "C"]
    assert library.segments.undo(session) == (0,)
    assert library.transcript(session).text == "A B C D E F"
    with pytest.raises(LibraryError, match="there is no difference 2"):
        accept(library, again(library, session, "A B C", "D E"), [1])


def test_what_the_user_wrote_or_deleted_stays_so(library: Library) -> None:
    session = recorded(library, "A B C D")
    a, _, c, d = library.segments.of(session)[0].words
    library.segments.edit(session, 0, (replace(a, text="MINE", edited=True), c, d))
    redecoding = again(library, session, "A B C X")
    assert [(x.kind, x.before[0].text) for x in redecoding.differences] == [("replaced", "D")]
    accept(library, redecoding)
    assert library.transcript(session).text == "MINE C X"
    library.segments.undo(session)
    library.segments.undo(session)
    assert [x.kind for x in again(library, session, "A B C X").differences] == ["replaced"]


def test_a_line_that_was_split_stays_split(library: Library) -> None:
    session = recorded(library, "A B C")
    a, b, c = library.segments.of(session)[0].words
    library.segments.edit(session, 0, (a, replace(b, turned=True), c))
    accept(library, again(library, session, "A X C"))
    assert [line.text for line in library.transcript(session).segments] == ["A", "X C"]


def test_a_noise_that_had_no_words_has_none_when_it_is_decoded_again(library: Library, tmp_path: Path) -> None:
    options = RecognitionOptions(model=model_of(tmp_path / "model"), language_model="none")
    # No letter is likely, and yet some are likelier than silence.
    log_probs = np.full((50, len(LABELS)), np.log(0.1 / (len(LABELS) - 1)), np.float32)
    for frame in range(50):
        letter = "HA|"[frame % 3] if frame % 2 else "<pad>"
        log_probs[frame, LABELS.index(letter)] = np.log(0.6)
    emission, vocabulary = Emission(0, log_probs), LANGUAGES["upper"]
    recorder = library.begin(options)
    library.segments.add(recorder.session, FinalCaption(0, 0.0, 1.0, (), 1.0, None, emission), vocabulary)
    assert decoders(replace(options, voice_activity=False))(vocabulary).decode(emission).words
    assert redecode(library, recorder.session, decoders(options)).differences == ()
    recorder.abandon()


@pytest.mark.parametrize(("chosen", "whole", "kept"), [(None, True, True), ([0], True, False), (None, False, False)])
def test_what_was_taken_over_wholly_is_what_the_next_one_begins_with(
    library: Library, chosen: list[int] | None, whole: bool, kept: bool
) -> None:
    session = recorded(library, "A B C", "D E")
    if not whole:
        library.database.write("UPDATE sessions SET ended = NULL")
    options = RecognitionOptions(hotwords=(Hotword("X"),))
    before = library.recognition(session)
    accept(library, again(library, session, "A X C", "D E F"), chosen, options)
    assert library.recognition(session) == (options if kept else before)


def test_it_can_be_stopped_and_says_where_nothing_was_kept(library: Library) -> None:
    session = recorded(library, "A", "B")
    with pytest.raises(Cancelled):
        again(library, session, "A", cancelled=lambda: True)
    bare = library.begin(RecognitionOptions(model="bundled-en"))
    bare.audio(np.zeros(16_000, np.float32))
    bare.end()
    with pytest.raises(LibraryError, match="nothing was kept"):
        again(library, bare.session, "A")


def test_real_speech_decoded_again_is_the_same_until_a_hotword_is_given(library: Library) -> None:
    options = RecognitionOptions(language_model="none")
    engine = load_engine(options)
    recogniser = engine.recogniser(partials=False, keep=True)
    recorder = library.begin(options)
    recorder.recognised_with(engine)
    samples = read_media(PROJECT / "assets/demo/demo.flac")[: 10 * 16_000]
    recorder.audio(samples)
    for caption in [*recogniser.feed(samples), *recogniser.flush()]:
        recorder.caption(caption)
    recorder.end()
    assert redecode(library, recorder.session, decoders(options)).differences == ()
    assert redecode(library, recorder.session, GreedyDecoder).segments == tuple(library.segments.of(recorder.session))
    segment = library.segments.of(recorder.session)[0]
    assert len(segment.alternatives) == len(segment.raw)
    assert any(segment.alternatives)
    # A word that the model considered and did not choose, wanted very much.
    other = next(other.text for found in segment.alternatives for other in found if other.text.isalpha())
    wanted = replace(options, hotwords=(Hotword(other, 50.0),))
    differences = redecode(library, recorder.session, decoders(wanted)).differences
    assert any(other in [word.text for word in difference.after] for difference in differences)
