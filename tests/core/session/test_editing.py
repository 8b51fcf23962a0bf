"""The editor's model: any changes, taken back and made again, with times that stay sensible."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from core.decoding.alternatives import Alternative
from core.decoding.hypothesis import Word
from core.session.editing import EditError, Editor, library_editor
from core.session.library import KeptSegment, KeptWord, Library
from core.session.places import Place, find, next_doubtful
from core.session.recognition import RecognitionOptions
from core.streaming.captions import FinalCaption

TEXTS = ("so we will move the release", "", "and okonkwo writes to the printers")


def segment(number: int, text: str) -> KeptSegment:
    start = 10.0 * number
    raw = tuple(
        Word(word, start + i * 0.5, start + i * 0.5 + 0.4, 0.3 if word in ("okonkwo", "release") else 0.9)
        for i, word in enumerate(text.split())
    )
    others = tuple(
        (Alternative("a conqueror", 0.3), Alternative("", 0.1)) if word.text == "okonkwo" else () for word in raw
    )
    return KeptSegment(number, start, start + 6, None, tuple(map(KeptWord.of, raw)), raw, others)


def editor(saved: list[Mapping[int, tuple[KeptWord, ...]]] | None = None) -> Editor:
    log = saved if saved is not None else []
    return Editor([segment(number, text) for number, text in enumerate(TEXTS)], log.append)


def state(edited: Editor) -> list[tuple[KeptWord, ...]]:
    return [edited.words(number) for number in range(edited.segment_count)]


places = st.builds(Place, st.integers(0, 2), st.integers(0, 6))
written = st.text(st.sampled_from("ab é"), max_size=12)
times = st.floats(-5, 40)
changes = st.one_of(
    st.tuples(st.just("write"), places, written, st.integers(1, 4)),
    st.tuples(st.just("rewrite"), st.integers(0, 2), written),
    st.tuples(st.just("rewrite"), st.integers(0, 2), st.sampled_from(["so will move the release", "new " + TEXTS[2]])),
    st.tuples(st.just("turn_line"), places),
    st.tuples(st.just("retime"), places, times, times),
    st.tuples(st.just("choose"), places, st.integers(0, 2)),
    st.tuples(st.just("replace_all"), st.sampled_from(["the", "the release", "a"]), written),
    st.tuples(st.just("undo")),
    st.tuples(st.just("redo")),
)


@given(st.lists(changes, max_size=25))
@example([("rewrite", number, "") for number in range(3)])  # no word is left anywhere
def test_any_changes_are_taken_back_and_made_again_and_times_never_run_backwards(made: list[tuple]) -> None:
    saved: list[Mapping[int, tuple[KeptWord, ...]]] = []
    edited = editor(saved)
    before, stored = state(edited), dict(enumerate(state(edited)))
    for name, *arguments in made:
        try:
            getattr(edited, name)(*arguments)
        except EditError:
            continue
        words = [word for words in state(edited) for word in words]
        assert all(word.start <= word.end for word in words)
        assert all(word.end <= following.start for word, following in pairwise(words))
    after = state(edited)
    for change in saved:
        stored.update(change)
    assert list(stored.values()) == after
    steps = 0
    while edited.undo() is not None:
        steps += 1
    assert state(edited) == before
    for _ in range(steps):
        assert edited.redo() is not None
    if not any(name == "undo" for name, *_ in made):
        assert state(edited) == after


def test_new_words_share_the_time_of_the_old_by_their_letters() -> None:
    edited = editor()
    edited.write(Place(2, 1), "ada okonjo", 2)
    assert edited.text(2) == "and ada okonjo to the printers"
    ada, okonjo = edited.words(2)[1:3]
    assert (ada.start, okonjo.end) == (20.5, 21.4)
    assert ada.end == okonjo.start == pytest.approx(20.5 + 0.9 * 3 / 9)
    assert ada.edited
    assert ada.confidence == 1.0
    edited.rewrite(2, "and ada okonjo to the best printers")
    assert [word.text for word in edited.words(2) if word.edited] == ["ada", "okonjo", "the", "best"]


def test_doubtful_words_go_round_and_leave_out_what_was_written() -> None:
    edited = editor()
    first = next_doubtful(edited, None)
    assert first == Place(0, 5)
    second = next_doubtful(edited, first)
    assert second == Place(2, 1)
    assert next_doubtful(edited, second) == first
    assert next_doubtful(edited, first, step=-1) == second
    edited.choose(second, 0)
    assert edited.text(2) == "and a conqueror writes to the printers"
    assert next_doubtful(edited, first) == first
    with pytest.raises(EditError):
        edited.choose(first, 0)


def test_alternatives_stay_with_a_word_that_was_given_other_times_and_go_with_one_that_was_written() -> None:
    raw = (Word("the", 0.0, 0.2, 0.9), Word("proof", 0.2, 0.6, 0.4), Word("proof", 0.7, 1.0, 0.4))
    others = ((), (Alternative("roof", 0.3),), (Alternative("prove", 0.2),))
    kept = KeptSegment(0, 0.0, 1.0, None, tuple(KeptWord.of(word) for word in raw), raw, others)
    edited = Editor([kept])
    edited.retime(Place(0, 1), 0.3, 0.65)
    edited.retime(Place(0, 2), 0.66, 0.9)
    assert [edited.alternatives(place) for place in edited.places()] == list(others)
    edited.choose(Place(0, 2), 0)
    assert edited.word(Place(0, 2)).text == "prove"
    assert edited.alternatives(Place(0, 2)) == ()
    edited.undo()
    assert edited.alternatives(Place(0, 2)) == others[2]


def test_a_line_that_was_given_other_times_begins_and_ends_there(tmp_path: Path) -> None:
    library = Library(tmp_path)
    recorder = library.begin(RecognitionOptions())
    recorder.audio(np.zeros(16_000, np.float32))
    for number, text in enumerate(TEXTS):
        kept = segment(number, text)
        recorder.caption(FinalCaption(number, kept.start, kept.end, kept.raw, kept.end, None))
    recorder.end()
    edited = library_editor(library, recorder.session)
    # Beyond the borders that the recogniser heard, up to the words of the segments beside it, and no further.
    edited.retime(Place(2, 0), 3.25, 20.4)
    edited.retime(Place(0, 5), 2.5, 5.0)
    assert edited.word(Place(0, 5)).end == 3.25
    edited.retime(Place(0, 5), 2.5, 3.0)
    edited.retime(Place(2, 5), 22.5, 28.0)
    edited.write(Place(2, 5), "the printers")

    def lines() -> list[tuple[float, float]]:
        return [(line.start, line.end) for line in library.transcript(recorder.session).segments if line.words]

    assert lines() == [(0.0, 3.0), (3.25, 28.0)]
    edited.turn_line(Place(2, 2))
    assert lines() == [(0.0, 3.0), (3.25, 21.0), (21.0, 28.0)]
    while edited.undo() is not None:
        pass
    assert lines() == [(0.0, 6.0), (20.0, 26.0)]
    library.close()


def test_find_and_replace_takes_one_undo() -> None:
    edited = editor()
    assert find(edited, "THE") == Place(0, 4)
    assert find(edited, "the", Place(0, 4)) == Place(2, 4)
    assert find(edited, "to the pri") == Place(2, 3)
    assert edited.replace_all("the", "this the") == 2
    assert edited.text(0) == "so we will move this the release"
    assert edited.undo() == 0
    assert edited.text(2) == TEXTS[2]


@given(
    st.lists(st.lists(st.sampled_from(["the", "The.", "release", "res"]), max_size=4), min_size=1, max_size=5),
    st.one_of(st.none(), places),
    st.sampled_from(["the", "THE rel", "re", "nowhere", ""]),
    st.sampled_from([1, -1]),
)
def test_what_is_found_is_the_next_of_all_there_are(
    texts: list[list[str]], after: Place | None, text: str, step: int
) -> None:
    edited = Editor([segment(number, " ".join(words)) for number, words in enumerate(texts)])
    everywhere = edited.places()
    after = after if after in everywhere else None

    def first(found: list[Place]) -> Place | None:
        ordered = found if step > 0 else found[::-1]
        here = everywhere.index(after) if after is not None else -step * len(everywhere)
        beyond = [place for place in ordered if step * (everywhere.index(place) - here) > 0]
        return next(iter(beyond or ordered), None)

    doubtful = [p for p in everywhere if edited.word(p).confidence < 0.5]
    assert next_doubtful(edited, after, 0.5, step) == first(doubtful)
    if step > 0:
        sought = text.casefold().split()

        def stands(p: Place) -> bool:
            here = [word.casefold().strip(".") for word in texts[p.segment][p.word : p.word + len(sought)]]
            return len(here) == len(sought) and here[:-1] == sought[:-1] and here[-1].startswith(sought[-1])

        assert find(edited, text, after) == first([p for p in everywhere if sought and stands(p)])


def test_neighbours_are_all_words_in_order() -> None:
    edited = editor()
    walked = [Place(0, 0)]
    while (following := edited.neighbour(walked[-1], 1)) is not None:
        walked.append(following)
    assert walked == edited.places()
    assert edited.neighbour(Place(2, 0), -1) == Place(0, 5)
    assert edited.neighbour(Place(0, 0), -1) is None


def test_the_word_at_a_time() -> None:
    edited = editor()
    assert edited.place_at(-1) is None
    assert edited.place_at(0.6) == Place(0, 1)
    assert edited.place_at(15) == Place(0, 5)
    assert edited.place_at(99) == Place(2, 5)


def test_a_save_that_fails_changes_nothing() -> None:
    def fail(_changes: object) -> None:
        raise OSError("disk full")

    edited = Editor([segment(0, TEXTS[0])], fail)
    with pytest.raises(OSError, match="disk full"):
        edited.write(Place(0, 0), "now")
    assert edited.text(0) == TEXTS[0]
    assert not edited.can_undo


def test_changes_are_in_the_library_as_they_are_made(tmp_path: Path) -> None:
    library = Library(tmp_path)
    recorder = library.begin(RecognitionOptions())
    recorder.audio(np.zeros(16_000, np.float32))
    for number, text in enumerate(TEXTS):
        kept = segment(number, text)
        recorder.caption(FinalCaption(number, kept.start, kept.end, kept.raw, kept.end, None))
    recorder.end()
    edited = library_editor(library, recorder.session)
    edited.write(Place(2, 1), "Okonjo")
    edited.turn_line(Place(2, 3))
    assert [line.text for line in library.transcript(recorder.session).segments][-2:] == [
        "and Okonjo writes",
        "to the printers",
    ]
    assert [hit.number for hit in library.search("okonjo")] == [2]
    edited.undo()
    edited.undo()
    assert library.transcript(recorder.session).text == " ".join(filter(None, TEXTS))
    library.close()
