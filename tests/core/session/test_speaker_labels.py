"""Who speaks in kept sessions: found in real speech, named, chosen by hand, taken back, exported, kept by archives."""

from __future__ import annotations

import json
import shutil
import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.decoding.vocabulary import Vocabulary
from core.session.editing import EditError, Editor, library_editor
from core.session.export import export_bytes, write_transcript
from core.session.file_job import FileJob, FileState
from core.session.file_queue import FileQueue
from core.session.library import KeptSegment, KeptWord, Library, LibraryError, database
from core.session.library.archive import export_library, import_library
from core.session.library.schema import MIGRATIONS
from core.session.library.segments import lines_of
from core.session.library.words import LONGEST_NAME, name_of_speaker, words_of, words_row
from core.session.places import Place, find
from core.session.recognition import ChangedOptions, Engine, RecognitionOptions, load_engine
from core.session.redecode import accept, redecode
from core.session.speaker_labels import Labels, change_session, find_labels, labelled, renamed, speakers_in, unlabelled
from core.session.speakers import SpeakerOptions, diarisation, load_voices, speakers_wanted, with_speakers
from core.session.transcription import Cancelled, transcribe
from core.speakers.turns import Turn
from tests.core.session.test_file_queue import Watcher
from tests.core.session.test_redecode import Says
from tests.core.session.two_voices import voice_at, write_two_voices


@pytest.fixture(scope="module")
def engine() -> Engine:
    return load_engine(RecognitionOptions())


@pytest.fixture(scope="module")
def recorded(engine: Engine, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A library with one session, the transcribed recording of two people; its id."""
    folder = tmp_path_factory.mktemp("two")
    library = Library(folder / "library")
    session = library.begin_file(write_two_voices(folder / "two.wav"), engine.options)
    library.recover(session, engine)
    library.close()
    return folder / "library", session


@pytest.fixture
def library(recorded: tuple[Path, str], tmp_path: Path) -> Iterator[Library]:
    opened = Library(Path(shutil.copytree(recorded[0], tmp_path / "library")))
    yield opened
    opened.close()


def texts(library: Library, session: str) -> list[tuple[KeptWord, ...]]:
    return [segment.words for segment in library.segments.of(session)]


def label(library: Library, session: str, options: SpeakerOptions) -> tuple[str, ...]:
    labels = find_labels(library, session, options)
    return change_session(library, session, partial(labelled, labels=labels))


# Real speech


def test_a_kept_session_says_who_speaks_as_transcribe_does(
    library: Library, recorded: tuple[Path, str], engine: Engine
) -> None:
    session = recorded[1]
    plain, before = texts(library, session), library.transcript(session)
    heard: list[float] = []
    labels = find_labels(library, session, SpeakerOptions(2, ("Ada",)), lambda done, _whole: heard.append(done))
    assert heard == sorted(heard)
    assert heard[-1] == before.duration
    assert texts(library, session) == plain, "nothing changes before it is written"
    assert change_session(library, session, partial(labelled, labels=labels)) == ("Ada", "Speaker 2")
    who = {"ls-2428": "Ada", "ls-251": "Speaker 2"}
    found = [word for words in texts(library, session) for word in words]
    assert [word.speaker for word in found] == [who[voice_at((word.start + word.end) / 2)] for word in found]
    assert [replace(word, speaker="") for word in found] == [word for words in plain for word in words]
    # The same as in one go, in every format.
    voices = diarisation(load_voices(SpeakerOptions()), SpeakerOptions(2))
    spoken = transcribe(recorded[0].parent / "two.wav", engine, speakers=voices)
    at_once = replace(with_speakers(spoken, voices.turns(), ("Ada",)), file=before.file)
    kept = library.transcript(session)
    assert json.loads(write_transcript(kept, "json")) == json.loads(write_transcript(at_once, "json"))
    for form in ("txt", "srt", "vtt", "ass", "csv", "tsv"):
        assert write_transcript(kept, form) == write_transcript(at_once, form)
        assert "Ada" in write_transcript(kept, form)
    assert export_bytes(kept, "docx")
    # As it is found again, so it is taken back.
    assert library.segments.undo(session)
    assert texts(library, session) == plain


def test_names_and_what_the_user_said_stay_when_it_is_found_anew(library: Library, recorded: tuple[Path, str]) -> None:
    session, german = recorded[1], SpeakerOptions(unnamed="Sprecher {}")
    assert label(library, session, german) == ("Sprecher 1", "Sprecher 2")
    change_session(library, session, partial(renamed, name="Sprecher 2", other=" Bob \n Jr "))
    editor = library_editor(library, session)
    editor.choose_speaker(Place(0, 0), "Carla")
    chosen = [len([word for word in words if word.chosen]) for words in texts(library, session)]
    assert sum(chosen) == chosen[0] > 0
    assert label(library, session, replace(german, speakers=2)) == ("Carla", "Bob Jr")
    assert [len([word for word in words if word.chosen]) for words in texts(library, session)] == chosen
    # Whoever is named on the command line is called so, and who was chosen by hand is not.
    assert label(library, session, SpeakerOptions(2, ("Ada",))) == ("Carla", "Ada", "Bob Jr")
    assert change_session(library, session, unlabelled) == ()
    assert write_transcript(library.transcript(session), "txt").count(":") == 0
    for _ in range(6):
        assert library.segments.undo(session)
    assert library.segments.undo(session) == ()


def test_what_cannot_be_labelled_says_why(library: Library, recorded: tuple[Path, str]) -> None:
    session = recorded[1]
    before = texts(library, session)
    with pytest.raises(Cancelled):
        find_labels(library, session, SpeakerOptions(), cancelled=lambda: True)
    with library.ownership(session), pytest.raises(LibraryError, match="being recorded; stop it first"):
        find_labels(library, session, SpeakerOptions())
    with pytest.raises(LibraryError, match="no session"):
        find_labels(library, "000000000000", SpeakerOptions())
    options = library.recognition(session)
    library.add_change(session, ChangedOptions(0, replace(options, voice_activity=False)))
    with pytest.raises(LibraryError, match="record with voice activity"):
        find_labels(library, session, SpeakerOptions())
    library.add_change(session, ChangedOptions(0, options))
    library.database.write("UPDATE sessions SET media = '/nowhere/two.wav'")
    with pytest.raises(LibraryError, match="is not there any more"):
        find_labels(library, session, SpeakerOptions())
    assert texts(library, session) == before


def test_sound_that_was_cut_off_labels_what_it_has(
    library: Library, recorded: tuple[Path, str], tmp_path: Path
) -> None:
    session, whole = recorded[1], (recorded[0].parent / "two.wav").read_bytes()
    # 12 s: in the midst of the second voice.
    (tmp_path / "half.wav").write_bytes(whole[: 44 + 2 * 16_000 * 12])
    library.database.write("UPDATE sessions SET media = ?", (str(tmp_path / "half.wav"),))
    label(library, session, SpeakerOptions(2))
    said = [(segment.start < 12, bool(segment.words[0].speaker)) for segment in library.segments.of(session)]
    assert all(heard == labelled for heard, labelled in said)
    assert {heard for heard, _ in said} == {True, False}


# The queue of files


def queue_of(library: Library, engine: Engine, watcher: Watcher, **options: Any) -> FileQueue:
    return FileQueue(lambda _options: engine, watcher, library, lambda: SpeakerOptions(**options))


def test_files_of_the_queue_are_labelled_where_that_is_asked_for(
    library: Library, recorded: tuple[Path, str], engine: Engine
) -> None:
    watcher = Watcher()
    queue = queue_of(library, engine, watcher, speakers=2, unnamed="Voz {}")
    number = queue.add(recorded[0].parent / "two.wav").number
    done = watcher.wait(number, FileState.DONE)
    queue.close(30)
    shares = [job.labelling for job in watcher.jobs[number] if job.labelling is not None]
    assert shares == sorted(shares)
    assert 0 < shares[0] <= shares[-1] <= 1
    assert (done.message, done.labelling, done.transcript) == ("", None, None)
    assert done.session is not None
    label(library, recorded[1], SpeakerOptions(2, unnamed="Voz {}"))
    assert texts(library, done.session) == texts(library, recorded[1])
    assert speakers_in(texts(library, done.session)) == ("Voz 1", "Voz 2")


def test_a_text_stays_whatever_becomes_of_its_labels(
    library: Library, recorded: tuple[Path, str], engine: Engine, tmp_path: Path
) -> None:
    class Stops(Watcher):
        """Cancels a file while it is labelled."""

        def file_changed(self, job: FileJob) -> None:
            super().file_changed(job)
            if job.labelling is not None and job.number not in stopped:
                stopped.append(job.number)
                queue.cancel(job.number)

    stopped: list[int] = []
    watcher = Stops()
    queue = queue_of(library, engine, watcher, speakers=2)
    number = queue.add(recorded[0].parent / "two.wav").number
    session = watcher.wait(number, FileState.CANCELLED).session
    assert session is not None
    assert texts(library, session) == texts(library, recorded[1])
    queue.again(number)
    assert watcher.wait(number, FileState.DONE).session == session
    assert speakers_in(texts(library, session)) == ("Speaker 1", "Speaker 2")
    queue.close(30)

    watcher = Stops()
    queue = queue_of(library, engine, watcher, model=str(tmp_path / "nowhere"))
    done = watcher.wait(queue.add(recorded[0].parent / "two.wav").number, FileState.DONE)
    queue.close(30)
    assert done.message.endswith(" It was not found out who speaks.")
    assert done.session is not None
    assert texts(library, done.session) == texts(library, recorded[1])


@pytest.mark.parametrize(
    ("setting", "expected"),
    [
        ("", None), ("0", None), ("21", None), ("-1", None), ("many", None), ("²", None),
        ("auto", SpeakerOptions()), ("1", SpeakerOptions(1)), ("20", SpeakerOptions(20)),
    ],
)  # fmt: skip
def test_what_the_setting_for_files_says(setting: str, expected: SpeakerOptions | None) -> None:
    assert speakers_wanted(setting) == expected


# The library


names = st.text(st.sampled_from("Aé \n"), max_size=5)
kept_words = st.lists(
    st.builds(
        KeptWord,
        st.text(max_size=4),
        st.floats(0, 9),
        st.floats(0, 9),
        st.floats(0, 1),
        st.booleans(),
        st.booleans(),
        st.booleans(),
        names.map(name_of_speaker),
        st.booleans(),
    ),
    max_size=8,
).map(tuple)


@given(kept_words)
def test_words_come_back_with_their_speakers(words: tuple[KeptWord, ...]) -> None:
    assert words_of(words_row(words)) == words


def test_names_stand_where_they_change_and_are_bounded() -> None:
    a, b = KeptWord("A", 0.0, 1.0, 0.5, speaker="Ada"), KeptWord("B", 1.0, 2.0, 0.5, speaker="Ada")
    assert words_row((a, b)) == '[["A",0.0,1.0,0.5,0,"Ada"],["B",1.0,2.0,0.5]]'
    assert words_row((a, replace(b, speaker=""))) == '[["A",0.0,1.0,0.5,0,"Ada"],["B",1.0,2.0,0.5,0,""]]'
    assert words_of('[["A",0,1,1,0,"x\\n y' + "z" * 200 + '"]]')[0].speaker == "x y" + "z" * (LONGEST_NAME - 3)
    for evil in ('[["A",0,1,1,0,5]]', '[["A",0,1,1,0,null]]', '[["A",0,1,1,0,"x",1]]', '[["A",0,1,1,"x"]]', "[5]"):
        with pytest.raises(ValueError, match="no words"):
            words_of(evil)


def test_a_library_of_before_is_taken_over_and_one_of_now_is_too_new_for_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as before:
        before.setattr(database, "MIGRATIONS", MIGRATIONS[:4])
        Library(tmp_path / "before").close()
    again = Library(tmp_path / "before")
    assert again.database.read("PRAGMA user_version") == [(len(MIGRATIONS),)]
    again.close()


def test_labels_lie_in_the_exported_library_and_old_ones_are_read(
    library: Library, recorded: tuple[Path, str], tmp_path: Path
) -> None:
    session = recorded[1]
    change_session(library, session, lambda segments: [everyone(words) for words in words_by(segments)])
    export_library(library, tmp_path / "all.zip")
    other = Library(tmp_path / "other")
    import_library(other, tmp_path / "all.zip")
    assert texts(other, session) == texts(library, session)
    assert other.segments.undo(session)
    assert speakers_in(texts(other, session)) == ()
    other.close()


def words_by(segments: object) -> list[tuple[KeptWord, ...]]:
    return [segment.words for segment in segments]  # type: ignore[attr-defined]


def everyone(words: tuple[KeptWord, ...]) -> tuple[KeptWord, ...]:
    return tuple(replace(word, speaker="Ada") for word in words)


def test_the_index_of_words_is_left_alone(library: Library, recorded: tuple[Path, str]) -> None:
    session = recorded[1]
    word = next(w.text for words in texts(library, session) for w in words if len(w.text) > 6)
    hits = library.search(word)
    assert hits
    watched = sqlite3.connect(library.folder / "library.sqlite")
    index = watched.execute("SELECT id, block FROM segment_index_data").fetchall()
    change_session(library, session, lambda segments: [everyone(words) for words in words_by(segments)])
    assert watched.execute("SELECT id, block FROM segment_index_data").fetchall() == index
    watched.close()
    assert library.search(word) == hits
    assert library.search("Ada") == []


# Lines and their speakers, under the user's hand


def said(text: str) -> tuple[KeptWord, ...]:
    """ "a:one two b:three": who says which words, a second each."""
    words, speaker = [], ""
    for part in text.split():
        name, colon, rest = part.rpartition(":")
        speaker = name if colon else speaker
        words.append(KeptWord(rest, float(len(words)), len(words) + 0.5, 0.9, speaker=speaker))
    return tuple(words)


def segment(number: int, text: str) -> KeptSegment:
    away = 10.0 * number
    words = tuple(replace(word, start=word.start + away, end=word.end + away) for word in said(text))
    return KeptSegment(number, away, away + 9, None, words, tuple(word.word for word in words))


def lines(editor: Editor) -> list[str]:
    return [f"{line.speaker}: {line.text}" for line in lines_of(editor.segments)]


def test_a_line_ends_where_another_one_speaks() -> None:
    editor = Editor([segment(0, "a:one two b:three"), segment(1, "b:four :five")])
    assert lines(editor) == ["a: one two", "b: three", "b: four", ": five"]
    assert editor.parts(0) == [(0, 2), (2, 3)]
    times = [(line.start, line.end) for line in lines_of(editor.segments)]
    assert times == [(0.0, 1.5), (2.0, 9.0), (10.0, 10.5), (11.0, 19.0)]


def test_joining_lines_makes_them_one_speakers_and_is_taken_back() -> None:
    editor = Editor([segment(0, "a:one two b:three"), segment(1, "a:four :five"), segment(2, "b:six")])
    start = [editor.words(n) for n in range(3)]
    editor.turn_line(Place(1, 0))
    assert lines(editor) == ["a: one two", "b: three four", ": five", "b: six"]
    editor.turn_line(Place(0, 2))
    assert lines(editor) == ["a: one two three", "b: four", ": five", "b: six"]
    editor.turn_line(Place(0, 1))
    assert lines(editor)[:2] == ["a: one", "a: two three"]
    editor.choose_speaker(Place(0, 2), "  c  d ")
    assert lines(editor)[:3] == ["a: one", "c d: two three", "b: four"]
    editor.change_all(renamed(editor.segments, "b", "c d"))
    assert lines(editor) == ["a: one", "c d: two three four", ": five", "c d: six"]
    for _ in range(5):
        editor.undo()
    assert [editor.words(n) for n in range(3)] == start
    for _ in range(5):
        editor.redo()
    assert lines(editor) == ["a: one", "c d: two three four", ": five", "c d: six"]
    with pytest.raises(EditError):
        editor.choose_speaker(Place(0, 9), "a")


def test_written_words_are_said_by_who_said_those_before_them() -> None:
    editor = Editor([segment(0, "a:one two b:three four")])
    editor.write(Place(0, 1), "x y z", 2)
    assert [(w.text, w.speaker) for w in editor.words(0)] == [
        ("one", "a"), ("x", "a"), ("y", "a"), ("z", "b"), ("four", "b")
    ]  # fmt: skip
    editor.replace_all("four", "five six")
    editor.write(Place(0, 0), "")
    assert lines(editor) == ["a: x y", "b: z five six"]
    assert find(editor, "z five") == Place(0, 2), "what is looked for stands in the words, whoever says them"


def test_decoding_again_leaves_who_speaks(library: Library, recorded: tuple[Path, str]) -> None:
    session = recorded[1]
    label(library, session, SpeakerOptions(2, ("Ada", "Bob")))
    before = texts(library, session)

    def other_words(vocabulary: Vocabulary) -> Says:
        return Says(*("X " * len(words) for words in before))

    found = redecode(library, session, other_words)
    accept(library, found)
    after = texts(library, session)
    assert after != before
    assert all(word.speaker in ("Ada", "Bob") for words in after for word in words)
    assert library.segments.undo(session)
    assert texts(library, session) == before


# Turns and names


def labels_of(*turns: tuple[float, float, int], **options: object) -> Labels:
    return Labels(tuple(Turn(*turn) for turn in turns), SpeakerOptions(**options))  # type: ignore[arg-type]


def test_labels_follow_turns_and_leave_what_has_none() -> None:
    segments = [segment(0, "one two three"), segment(1, ""), segment(2, "c:four five")]
    found = labelled(segments, labels_of((0, 1.7, 0), (1.7, 9, 1)))
    assert [[word.speaker for word in words] for words in found] == [
        ["Speaker 1", "Speaker 1", "Speaker 2"], [], ["c", "c"],
    ]  # fmt: skip


def test_a_number_that_is_taken_by_hand_is_not_given_twice() -> None:
    first = segment(0, "one two three four")
    words = (replace(first.words[0], speaker="Speaker 2", chosen=True), *first.words[1:])
    found = labelled([replace(first, words=words)], labels_of((0, 1.7, 0), (1.7, 9, 1)))
    assert [word.speaker for word in found[0]] == ["Speaker 2", "Speaker 2", "Speaker 3", "Speaker 3"]


@given(st.lists(st.tuples(st.floats(0.1, 5), st.integers(0, 3)), max_size=6))
def test_labels_change_nothing_but_who_speaks(spans: list[tuple[float, int]]) -> None:
    segments = [segment(0, "one a:two three"), segment(1, "b:four five")]
    turns, at = [], 0.0
    for seconds, speaker in spans:
        turns.append((at, at + seconds, speaker))
        at += seconds
    found = labelled(segments, labels_of(*turns))
    for kept, words in zip(segments, found, strict=True):
        assert [replace(word, speaker=other.speaker) for word, other in zip(words, kept.words, strict=True)] == [
            *kept.words
        ]
