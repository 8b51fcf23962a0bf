"""A text of the user's own in the library: aligned to a recording, or in the place of what a session says."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.audio.media import open_media
from core.decoding.ctc_viterbi import AlignmentError
from core.decoding.hypothesis import Word
from core.decoding.script import ScriptError
from core.models.catalogue import ASSETS
from core.session.aligned_text import replaced_by, sound_to_align
from core.session.library import KeptSegment, KeptWord, Library, LibraryError
from core.session.library.segments import lines_of
from core.session.recognition import NO_LANGUAGE_MODEL, Engine, RecognitionOptions, load_engine
from core.session.script_alignment import align_file, alignment_options
from core.session.transcript import Transcript
from core.session.transcription import Cancelled
from core.streaming.captions import FinalCaption
from tests.core.commands.test_align import LINES

DEMO = ASSETS / "demo/demo.flac"


@pytest.fixture(scope="module")
def engine() -> Engine:
    return load_engine(alignment_options(RecognitionOptions(), None))


def segment(number: int, start: float, end: float, speaker: str = "") -> KeptSegment:
    words = (KeptWord("heard", start, end, 0.9, speaker=speaker),)
    return KeptSegment(number, start, end, None, words, tuple(word.word for word in words))


def line(number: int, *words: tuple[str, float, float]) -> FinalCaption:
    made = tuple(Word(*word, 0.8) for word in words)
    return FinalCaption(number, made[0].start, made[-1].end, made, made[-1].end, None)


times = st.lists(st.floats(0.0, 100.0).map(lambda seconds: round(seconds, 2)), min_size=2, max_size=40)


@given(times, times, st.data())
def test_the_lines_are_those_of_the_text_whatever_was_heard(
    borders: list[float], spoken: list[float], data: st.DataObject
) -> None:
    """Segments with pauses between them, some of which get no word; lines that go over several."""
    borders, spoken = sorted(borders), sorted(spoken)
    segments = [segment(n, *pair) for n, pair in enumerate(zip(borders[::2], borders[1::2], strict=False))]
    words = [(f"w{n}", *pair) for n, pair in enumerate(zip(spoken[::2], spoken[1::2], strict=False))]
    lines = []
    while words:
        count = data.draw(st.integers(1, len(words)))
        lines.append(line(len(lines), *words[:count]))
        words = words[count:]
    replaced = replaced_by(segments, lines)
    shown = lines_of([replace(kept, words=own) for kept, own in zip(segments, replaced, strict=True)])
    assert [(one.text, one.start, one.end) for one in shown if one.words] == [
        (one.text, one.start, one.end) for one in lines
    ]
    # Each where it sounds, so that what was heard there can be compared with it.
    for number, own in enumerate(replaced):
        for word in own:
            middle = (word.start + word.end) / 2
            away = [max(one.start - middle, middle - one.end, 0.0) for one in segments]
            assert away[number] == min(away)


def test_who_spoke_stays_and_the_words_count_as_written_by_hand() -> None:
    segments = [segment(0, 0.0, 2.0, "Ada"), segment(1, 3.0, 5.0, "Bob")]
    first, second = replaced_by(segments, [line(0, ("Well,", 0.1, 0.4), ("yes", 1.0, 1.5), ("no.", 3.2, 4.0))])
    assert first == (
        KeptWord("Well,", 0.1, 0.4, 0.8, edited=True, retimed=True, speaker="Ada"),
        KeptWord("yes", 1.0, 1.5, 0.8, edited=True, speaker="Ada"),
    )
    assert second == (KeptWord("no.", 3.2, 4.0, 0.8, edited=True, turned=True, retimed=True, speaker="Bob"),)


def test_an_aligned_text_is_a_whole_session_or_none(tmp_path: Path, engine: Engine) -> None:
    library = Library(tmp_path)
    aligned = align_file(DEMO, "\n".join(LINES), engine)
    session = library.add_whole(DEMO, aligned, engine.options)
    entry = library.rows.one(session)
    assert (entry.title, entry.media, entry.model) == ("demo.flac", str(DEMO), engine.options.model)
    assert entry.ended is not None
    assert entry.seconds == pytest.approx(aligned.duration)
    assert entry.first_words == LINES[0]
    assert library.transcript(session).segments == aligned.segments
    assert library.sound(session) == DEMO
    assert [hit.session for hit in library.search("honeymoon")] == [session]
    assert library.unfinished() == []
    # A text that SQLite refuses at its end: no half of it stays.
    bad = replace(aligned, segments=(*aligned.segments, line(9, ("\ud800", 20.0, 20.5))))
    with pytest.raises(UnicodeEncodeError):
        library.add_whole(DEMO, bad, engine.options)
    assert [one.id for one in library.sessions()] == [session]
    library.close()


def test_a_text_takes_the_place_of_what_was_heard_and_gives_it_back(tmp_path: Path, engine: Engine) -> None:
    library = Library(tmp_path)
    session = library.begin_file(DEMO, RecognitionOptions())
    heard = library.recover(session, engine)
    aligned = align_file(sound_to_align(library, session), "\n".join(LINES), engine)
    segments = library.segments.of(session)
    changes = {one.number: words for one, words in zip(segments, replaced_by(segments, aligned.segments), strict=True)}
    library.segments.change(session, changes, "hand")
    now = [(one.text, one.start, one.end) for one in library.transcript(session).segments if one.words]
    assert now == [(one.text, one.start, one.end) for one in aligned.segments]
    library.segments.undo(session)
    assert library.transcript(session) == heard
    library.close()


def test_what_cannot_be_replaced_says_why(tmp_path: Path) -> None:
    library = Library(tmp_path)
    running = library.begin_file(DEMO, RecognitionOptions())
    with pytest.raises(LibraryError, match="is not whole yet"):
        sound_to_align(library, running)
    empty = library.add_whole(DEMO, Transcript("", "scripted", None, 1.0, ()), RecognitionOptions())
    with pytest.raises(LibraryError, match="nothing was heard"):
        sound_to_align(library, empty)
    library.close()


def test_a_text_of_something_else_is_refused(engine: Engine) -> None:
    other = "The committee will meet on the twenty first of october to consider the proposals for the new harbour."
    with pytest.raises(AlignmentError, match="hardly a word"):
        align_file(DEMO, other, engine)


@pytest.mark.parametrize("other", ["Seven", "yes", "Good morning.", "the committee", "two teaspoons of salt"])
def test_a_few_words_of_something_else_are_refused(engine: Engine, other: str) -> None:
    with pytest.raises(AlignmentError, match="hardly a word"):
        align_file(DEMO, other, engine)


@pytest.mark.parametrize("said", ["Her father", "honeymoon", "an empty house", "No one stirred."])
def test_a_few_words_of_the_recording_are_found(engine: Engine, said: str) -> None:
    (line,) = align_file(DEMO, said, engine).segments
    assert line.text == said


def test_letters_that_the_model_lacks_are_said_before_anything_is_heard(engine: Engine) -> None:
    with pytest.raises(ScriptError, match="most letters"):
        align_file(DEMO, "Её отец самый замечательный человек", engine, lambda *_: pytest.fail("heard"))


def test_an_alignment_can_be_stopped(engine: Engine) -> None:
    with pytest.raises(Cancelled):
        align_file(DEMO, LINES[0], engine, cancelled=lambda: True)


def test_an_alignment_can_be_stopped_once_all_is_heard(engine: Engine) -> None:
    asked: list[float] = []
    heard = [0.0]

    def stopped() -> bool:
        # Once after the last block that is heard, then by the search.
        asked.append(heard[-1])
        return asked.count(heard[-1]) > 1

    with pytest.raises(Cancelled):
        align_file(DEMO, "\n".join(LINES), engine, lambda done, _of: heard.append(done), stopped)
    assert heard[-1] == pytest.approx(open_media(DEMO).duration)


def test_what_a_session_was_decoded_with_is_not_loaded() -> None:
    options = RecognitionOptions(languages=("deu", "eng"), identifier="lid", language_model="/lm", language="eng")
    assert alignment_options(options, "deu") == RecognitionOptions(language="deu", language_model=NO_LANGUAGE_MODEL)
