"""The library's text: migration of a real old library, edits that can be taken back, search, kept emissions."""

from __future__ import annotations

import shutil
import sqlite3
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.decoding.emission import Emission
from core.decoding.hypothesis import Word
from core.session.library import Gap, KeptWord, Library, LibraryError
from core.session.library.emissions import UNLIKELY, pack, unpack
from core.session.library.words import words_of, words_row
from core.session.recognition import RecognitionOptions
from core.streaming.captions import FinalCaption
from tests.core.streaming.scripted import LANGUAGES
from tests.helpers.shared_data import PROJECT

OLD_LIBRARY = PROJECT / "tests/data/library_1/library.sqlite"
MEETING, CUT_OFF = "0c87a3189f70", "c1330c317560"


def final(number: int, text: str, emission: Emission | None = None) -> FinalCaption:
    words = tuple(Word(word, number + 0.1 * n, number + 0.1 * n + 0.1, 0.5) for n, word in enumerate(text.split()))
    return FinalCaption(number, float(number), number + 1.0, words, number + 1.5, None, emission)


@pytest.fixture
def library(tmp_path: Path):  # type: ignore[no-untyped-def]
    opened = Library(tmp_path)
    yield opened
    opened.close()


def session_of(library: Library, *texts: str, title: str = "Meeting") -> str:
    recorder = library.begin(RecognitionOptions(), title=title)
    recorder.audio(np.zeros(16_000, np.float32))
    for number, text in enumerate(texts):
        recorder.caption(final(number, text))
    recorder.end()
    return recorder.session


def test_a_library_of_version_1_keeps_everything_and_can_be_searched(tmp_path: Path) -> None:
    shutil.copy(OLD_LIBRARY, tmp_path)
    before = sqlite3.connect(OLD_LIBRARY)
    old_words = [words for (words,) in before.execute("SELECT words FROM segments ORDER BY session, number")]
    before.close()
    library = Library(tmp_path)
    assert [(entry.id, entry.title, entry.ended is None) for entry in library.sessions()] == [
        (CUT_OFF, "Cut off", True),
        (MEETING, "Team meeting", False),
    ]
    meeting = library.segments.of(MEETING)
    assert [words_row([KeptWord.of(w) for w in s.raw]) for s in [*meeting, *library.segments.of(CUT_OFF)]] == [
        words_row(words_of(words)) for words in old_words
    ]
    assert [segment.words for segment in meeting] == [tuple(map(KeptWord.of, segment.raw)) for segment in meeting]
    entry = library.rows.one(MEETING)
    assert (entry.seconds, entry.first_words) == (meeting[-1].end, meeting[0].text)
    assert library.marks.gaps(MEETING) == [Gap(3.5, 2.0)]
    word = meeting[2].words[1].text
    assert (MEETING, 2) in [(hit.session, hit.number) for hit in library.search(word.lower())]
    assert library.recognition(MEETING) == RecognitionOptions(model="bundled-en")
    assert [entry.id for entry in library.unfinished()] == [CUT_OFF]
    library.close()
    Library(tmp_path).close()


def test_a_migration_that_breaks_leaves_the_old_library_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from core.session.library import database

    shutil.copy(OLD_LIBRARY, tmp_path)
    broken = (database.MIGRATIONS[0], (*database.MIGRATIONS[1][:12], "SELECT no_such_function()"))
    monkeypatch.setattr(database, "MIGRATIONS", broken)
    with pytest.raises(LibraryError, match="cannot be opened"):
        Library(tmp_path)
    monkeypatch.undo()
    library = Library(tmp_path)
    assert len(library.segments.of(MEETING)) == 5
    library.close()


def test_edits_change_the_text_keep_the_raw_words_and_can_be_taken_back(library: Library) -> None:
    session = session_of(library, "HELLO WORD", "GOOD BYE")
    first = library.segments.of(session)[0]
    mended = (first.words[0], KeptWord("WORLD", 0.1, 0.2, 0.5, edited=True))
    library.segments.edit(session, 0, mended)
    segment = library.segments.of(session)[0]
    assert segment.words == mended
    assert [word.text for word in segment.raw] == ["HELLO", "WORD"]
    assert library.sessions()[0].first_words == "HELLO WORLD"
    assert [hit.number for hit in library.search("world")] == [0]
    assert library.search("word wor") == [], "the word that was replaced is found no more"
    library.segments.change(session, {0: (), 1: ()}, "redecode")
    assert library.transcript(session).text == ""
    assert library.sessions()[0].first_words == ""
    assert library.segments.undo(session) == (0, 1), "what was changed together is taken back together"
    assert library.segments.undo(session) == (0,)
    assert library.segments.undo(session) == ()
    assert library.transcript(session).text == "HELLO WORD GOOD BYE"
    with pytest.raises(LibraryError, match="no segment 9"):
        library.segments.change(session, {0: (), 9: ()}, "hand")
    assert library.transcript(session).text == "HELLO WORD GOOD BYE"


def test_a_final_that_is_stored_again_does_not_undo_what_the_user_wrote(library: Library) -> None:
    session = session_of(library, "HELLO WORD")
    library.segments.edit(session, 0, (KeptWord("MINE", 0.0, 0.1, 1.0, edited=True),))
    library.segments.add(session, final(0, "HELLO WORD"))
    assert library.transcript(session).text == "MINE"


def test_lines_are_joined_and_split_as_the_user_wants(library: Library) -> None:
    session = session_of(library, "ONE TWO THREE", "FOUR", "")
    one, two, three = library.segments.of(session)[0].words
    library.segments.edit(session, 0, (one, KeptWord("TWO", two.start, two.end, 0.5, turned=True), three))
    (four,) = library.segments.of(session)[1].words
    library.segments.edit(session, 1, (KeptWord("FOUR", four.start, four.end, 0.5, turned=True),))
    lines = library.transcript(session).segments
    assert [(line.segment, line.start, line.end, line.text) for line in lines] == [
        (0, 0.0, 0.1, "ONE"),
        (0, 0.1, 2.0, "TWO THREE FOUR"),
        (2, 2.0, 3.0, ""),
    ]


@pytest.mark.parametrize(
    ("query", "numbers"),
    [
        ("hello", [3, 0]),
        ("HELLO again", [3]),
        ('"world hello"', []),
        ('"hello world"', [0]),
        ("wor", [0]),
        ("wor hello", []),
        ("cafe", [1]),
        ("京都", [2]),
        ("都は", [2]),
        ("都京", []),
        ("", []),
        (' " ', []),
        ("NEAR( - ^ *", []),
        ("hello OR café", []),
        ("co-operate", [4]),
    ],
)
def test_search_takes_what_people_type(library: Library, query: str, numbers: list[int]) -> None:
    session_of(library, "HELLO WORLD", "CAFÉ", "東 京都は", "HELLO AGAIN", "we co-operate")
    assert [hit.number for hit in library.search(query)] == numbers


def test_a_hit_shows_where_it_is(library: Library) -> None:
    session = session_of(library, "SAY HELLO WORLD", "東京都", title="Talk")
    (hit,) = library.search("hello")
    assert (hit.session, hit.title, hit.number, hit.start, hit.end) == (session, "Talk", 0, 0.0, 1.0)
    assert hit.pieces == (("SAY ", False), ("HELLO", True), (" WORLD", False))
    assert library.search("京都")[0].text == "東京都"


@settings(max_examples=200)
@given(st.text(max_size=30))
def test_no_query_is_an_error(query: str) -> None:
    from core.session.library.database import Database
    from core.session.library.search import search

    database = _EMPTY.setdefault("database", Database(Path(_folder())))
    assert search(database, query) == []


_EMPTY: dict = {}  # type: ignore[type-arg]


def _folder() -> str:
    import tempfile

    return _EMPTY.setdefault("folder", tempfile.mkdtemp())


def test_titles_are_found_and_pages_are_cut(library: Library) -> None:
    ids = [session_of(library, "A", title=f"Talk {n}% of_it") for n in range(5)]
    assert [entry.id for entry in library.sessions()] == ids[::-1]
    assert [entry.id for entry in library.sessions(limit=2, offset=1)] == [ids[3], ids[2]]
    assert [entry.id for entry in library.sessions(titled="talk 3%")] == [ids[3]]
    assert [entry.id for entry in library.sessions(titled="f_i")] == ids[::-1]
    assert library.sessions(titled="fxi") == []
    library.rows.rename(ids[0], "  Other \n title ")
    assert library.rows.one(ids[0]).title == "Other title"
    with pytest.raises(LibraryError, match="title"):
        library.rows.rename(ids[0], " ")
    with pytest.raises(LibraryError, match="no session"):
        library.rows.rename("nothing", "x")


def test_marks_and_notes_are_kept(library: Library) -> None:
    recorder = library.begin(RecognitionOptions())
    recorder.audio(np.zeros(24_000, np.float32))
    recorder.mark(1.25, "remember")
    recorder.end()
    (mark,) = library.marks.of(recorder.session)
    assert (mark.at, mark.text) == (1.25, "remember")
    library.marks.change(mark.id, "forget")
    assert library.marks.of(recorder.session)[0].text == "forget"
    library.marks.remove(mark.id)
    assert library.marks.of(recorder.session) == []
    library.rows.annotate(recorder.session, "about\nprinters")
    library.rows.pin(recorder.session)
    entry = library.rows.one(recorder.session)
    assert (entry.notes, entry.pinned) == ("about\nprinters", True)
    with pytest.raises(LibraryError, match="no session"):
        library.marks.add("nothing", 1.0)


def test_deleted_text_is_nowhere_in_the_folder(library: Library, tmp_path: Path) -> None:
    kept = session_of(library, "PERSIMMON ORCHARD", title="kept")
    gone = session_of(library, "XYLOPHONE QUARTZ", *["ZEPPELIN MUFFLER"] * 40, title="UNSPEAKABLE")
    library.segments.edit(gone, 0, (KeptWord("WHIPPOORWILL", 0.0, 0.1, 1.0, edited=True),))
    library.rows.annotate(gone, "THUNDERSTRUCK")
    library.marks.add(gone, 0.5, "BUMBLEBEES")
    library.delete(gone)
    assert library.transcript(kept).text == "PERSIMMON ORCHARD"
    library.close()
    bytes_left = b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()).lower()
    assert b"persimmon" in bytes_left
    secrets = [
        "xylophone",
        "quartz",
        "zeppelin",
        "muffler",
        "unspeakable",
        "whippoorwill",
        "thunderstruck",
        "bumblebees",
    ]
    assert [word for word in secrets if word.encode() in bytes_left] == []
    terms = sqlite3.connect(tmp_path / "library.sqlite")
    terms.execute("CREATE VIRTUAL TABLE temp.terms USING fts5vocab('main', 'segment_index', 'row')")
    assert [term for (term,) in terms.execute("SELECT term FROM terms")] == ["orchard", "persimmon"]
    terms.close()
    assert not (tmp_path / "audio" / f"{gone}.flac").exists()


@settings(max_examples=60)
@given(st.integers(0, 40), st.integers(1, 40), st.integers(0, 2**32 - 1))
def test_a_kept_emission_is_what_the_search_needs(frames: int, labels: int, seed: int) -> None:
    logits = np.random.default_rng(seed).normal(0, 8, (frames, labels)).astype(np.float32)
    log_probs = np.minimum(logits - np.log(np.exp(logits).sum(axis=1, keepdims=True)), np.float32(0))
    kept = unpack(pack(log_probs), frames, labels)
    assert kept.shape == log_probs.shape
    likely = log_probs > UNLIKELY
    assert np.array_equal(kept[likely], log_probs[likely].astype(np.float16).astype(np.float32))
    assert np.all(np.abs(kept - log_probs)[~likely] <= 0.52)


def test_damaged_emissions_are_said(library: Library) -> None:
    content = pack(np.zeros((10, 4), np.float32))
    for damaged in (content[:-3], b"", b"nothing", pack(np.zeros((11, 4), np.float32))):
        with pytest.raises(LibraryError, match="damaged"):
            unpack(damaged, 10, 4)
    with pytest.raises(LibraryError, match="damaged"):
        unpack(content, 2**31, 4)


def test_emissions_are_stored_with_their_labels(library: Library) -> None:
    recorder = library.begin(RecognitionOptions())
    recorder.audio(np.zeros(16_000, np.float32))
    log_probs = np.full((50, 28), -9.0, np.float32)
    log_probs[:, 0] = 0.0
    library.segments.add(recorder.session, final(0, "A", Emission(7, log_probs)), LANGUAGES["upper"])
    library.segments.add(recorder.session, final(1, "B"), None)
    library.segments.add(recorder.session, final(2, "c", Emission(70, log_probs)), LANGUAGES["lower"])
    recorder.end()
    kept = list(library.emissions.of(recorder.session))
    assert [(k.number, k.emission.start_frame, k.vocabulary) for k in kept] == [
        (0, 7, LANGUAGES["upper"]),
        (2, 70, LANGUAGES["lower"]),
    ]
    assert np.array_equal(kept[0].emission.log_probs, log_probs)
    assert library.emissions.sizes(recorder.session)[0] == 2
    library.delete(recorder.session)
    assert library.database.read("SELECT * FROM emissions") == []
