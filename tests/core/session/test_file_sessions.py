"""Media files whose text is a session of the library: the same text as without, found by path, made whole."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from core.audio.media import MediaError
from core.session.library import Library, LibraryError
from core.session.library.archive import export_library, import_library
from core.session.recognition import Engine, RecognitionOptions, load_engine
from core.session.transcription import Cancelled, transcribe
from core.streaming.captions import FinalCaption
from tests.core.session.scripted_session import ScriptedEngine
from tests.core.session.test_file_queue import wav
from tests.core.session.test_library_archive import rewritten
from tests.core.session.test_live_session import TEXTS, one_shot, speech
from tests.helpers.shared_data import PROJECT, shared

DEMO = PROJECT / "assets/demo/demo.flac"


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    opened = Library(tmp_path / "library")
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def engine() -> Engine:
    return load_engine(RecognitionOptions())


class Stops:
    """Stops a transcription after so many finals."""

    def __init__(self, finals: int) -> None:
        self.finals: list[FinalCaption] = []
        self.done: list[tuple[float, float | None]] = []
        self._most = finals

    def stopped(self) -> bool:
        return len(self.finals) >= self._most

    def progressed(self, done: float, duration: float | None) -> None:
        self.done.append((done, duration))

    def heard(self, final: FinalCaption) -> None:
        self.finals.append(final)

    def troubled(self, message: str) -> None:
        raise AssertionError(message)


@pytest.mark.parametrize(
    "media", ["derived/misc_en-jfk__h264.mp4", "derived/misc_en-jfk__ac3.mka", "derived/ls-1688-142285-0003__vbr.mp3"]
)
def test_a_stored_file_has_the_text_of_one_that_is_not(library: Library, engine: Engine, media: str) -> None:
    path = shared("data/media") / media
    expected = transcribe(path, engine)
    session = library.begin_file(path, RecognitionOptions())
    transcript = library.recover(session, engine)
    assert [(line.start, line.end, line.words) for line in transcript.segments] == [
        (final.start, final.end, final.words) for final in expected.segments
    ]
    assert (transcript.duration, transcript.warning) == (expected.duration, expected.warning)
    entry = library.rows.one(session)
    assert (entry.title, entry.media, entry.seconds) == (path.name, str(path), expected.duration)
    assert entry.ended is not None
    assert library.unfinished() == []
    assert library.sound(session) == path
    word = expected.segments[0].words[0].text
    assert session in {hit.session for hit in library.search(word.lower())}


def test_a_file_that_was_stopped_goes_on_where_it_was(library: Library, tmp_path: Path) -> None:
    path = wav(tmp_path / "talk.wav", speech())
    session = library.begin_file(path, RecognitionOptions(model="scripted"))
    first = Stops(1)
    with pytest.raises(Cancelled):
        library.recover(session, ScriptedEngine(), first)  # type: ignore[arg-type]
    assert [final.text for final in first.finals] == [TEXTS[0]]
    assert [entry.id for entry in library.unfinished()] == [session]
    rest = Stops(9)
    transcript = library.recover(session, ScriptedEngine(), rest)  # type: ignore[arg-type]
    assert [final.text for final in rest.finals] == list(TEXTS[1:])
    assert [line.words for line in transcript.segments] == [final.words for final in one_shot(speech())]
    assert rest.done[-1] == pytest.approx((len(speech()) / 16_000,) * 2)


def test_a_file_that_moved_is_said_and_its_text_stays(library: Library, tmp_path: Path) -> None:
    path = wav(tmp_path / "talk.wav", speech())
    session = library.begin_file(path, RecognitionOptions(model="scripted"))
    library.recover(session, ScriptedEngine())  # type: ignore[arg-type]
    path.rename(tmp_path / "elsewhere.wav")
    with pytest.raises(LibraryError, match=r"talk\.wav is not there any more; put it back"):
        library.sound(session)
    assert library.transcript(session).text == " ".join(TEXTS)


def test_deleting_the_session_leaves_the_file_of_the_user_alone(library: Library, tmp_path: Path) -> None:
    path = wav(tmp_path / "talk.wav", speech())
    session = library.begin_file(path, RecognitionOptions(model="scripted"))
    library.recover(session, ScriptedEngine())  # type: ignore[arg-type]
    before = path.read_bytes()
    library.delete_audio(session)
    library.delete(session)
    assert path.read_bytes() == before
    assert library.sessions() == []


@pytest.mark.parametrize("content", [b"", b"no sounds here\n" * 100])
def test_a_file_without_sound_is_refused_with_its_reason(library: Library, tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "bad.wav"
    path.write_bytes(content)
    session = library.begin_file(path, RecognitionOptions(model="scripted"))
    with pytest.raises(MediaError, match=r"bad\.wav is"):
        library.recover(session, ScriptedEngine())  # type: ignore[arg-type]
    assert library.rows.one(session).ended is None


def test_an_archive_names_the_file_but_no_place_on_the_network(library: Library, tmp_path: Path) -> None:
    path = wav(tmp_path / "talk.wav", speech())
    session = library.begin_file(path, RecognitionOptions(model="scripted"))
    library.recover(session, ScriptedEngine())  # type: ignore[arg-type]
    export_library(library, tmp_path / "all.zip")
    for number, (media, expected) in enumerate(
        [(str(path), str(path)), ("//evil/share/a.wav", None), (r"\\evil\share\a.wav", None), ("a.wav", None)]
    ):

        def change(members: dict[str, bytes], media: str = media) -> None:
            name = f"sessions/{session}.json"
            members[name] = json.dumps({**json.loads(members[name]), "media": media}).encode()

        archive = rewritten(tmp_path / "all.zip", tmp_path / f"{number}.zip", change)
        other = Library(tmp_path / f"other{number}")
        import_library(other, archive)
        assert other.rows.one(session).media == expected
        other.close()


def test_an_archive_of_a_version_without_files_still_comes_in(library: Library, tmp_path: Path) -> None:
    recorder = library.begin(RecognitionOptions(), "Meeting")
    recorder.audio(speech())
    recorder.end()
    export_library(library, tmp_path / "all.zip")

    def change(members: dict[str, bytes]) -> None:
        name = f"sessions/{recorder.session}.json"
        row = json.loads(members[name])
        del row["media"]
        members[name] = json.dumps(row).encode()

    archive = rewritten(tmp_path / "all.zip", tmp_path / "old.zip", change, compression=zipfile.ZIP_STORED)
    other = Library(tmp_path / "other")
    assert import_library(other, archive).added == (recorder.session,)
    other.close()
