"""`wavescribe sessions`: what it prints and its exit codes, on a library that needs no model."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from core.audio.media import read_media
from core.cli import main
from core.session.library import Library
from core.session.library.session_form import session_row
from core.session.recognition import MixedIn, RecognitionOptions, load_engine
from tests.core.session.test_library_archive import record
from tests.core.streaming.scripted import LABELS
from tests.helpers.shared_data import PROJECT

DEMO = PROJECT / "assets/demo/demo.flac"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    model = tmp_path / "model"
    model.mkdir()
    (model / "vocab.json").write_text(json.dumps({label: n for n, label in enumerate(LABELS)}), encoding="utf-8")
    library = Library(tmp_path / "library")
    record(library, "Team meeting")
    record(library, "Other", "GOOD BYE", str(model))
    library.close()
    return tmp_path / "library"


def ids(folder: Path) -> dict[str, str]:
    library = Library(folder)
    found = {entry.title: entry.id for entry in library.sessions()}
    library.close()
    return found


class Command:
    """Runs `wavescribe sessions …` and keeps what it printed."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self._folder = folder
        self._capsys = capsys

    def __call__(self, *words: str, library: Path | None = None) -> tuple[int, str, str]:
        code = main(["sessions", *words, "--library", str(library or self._folder)])
        printed = self._capsys.readouterr()
        return code, printed.out, printed.err


@pytest.fixture
def sessions(folder: Path, capsys: pytest.CaptureFixture[str]) -> Command:
    return Command(folder, capsys)


def test_sessions_are_listed_newest_first(sessions: Command, folder: Path) -> None:
    code, out, err = sessions()
    assert (code, err) == (0, "")
    assert [line[:12] for line in out.splitlines()] == [ids(folder)["Other"], ids(folder)["Team meeting"]]
    rows = [json.loads(line) for line in sessions("list", "--json")[1].splitlines()]
    assert [(row["title"], row["first_words"], row["recoverable"], row["pinned"]) for row in rows] == [
        ("Other", "MINE", False, True),
        ("Team meeting", "MINE", False, True),
    ]


def test_a_session_is_shown_and_exported(sessions: Command, folder: Path) -> None:
    session = ids(folder)["Other"]
    assert sessions("show", session) == (0, "MINE\nGOOD BYE\n", "")
    assert json.loads(sessions("show", session, "--json")[1])["text"] == "MINE GOOD BYE"
    code, out, _ = sessions("export", "--format", "srt", session)
    assert (code, out.splitlines()[2]) == (0, "MINE")


def test_words_are_found_and_what_is_not_there_is_exit_code_1(sessions: Command, folder: Path) -> None:
    code, out, _ = sessions("search", "good", "by")
    assert (code, out.split()[0]) == (0, ids(folder)["Other"])
    row = json.loads(sessions("search", "hello", "--json")[1].splitlines()[0])
    assert (row["session"], row["number"], row["text"]) == (ids(folder)["Team meeting"], 1, "HELLO WORLD")
    assert sessions("search", "nothing") == (1, "", "")


def test_a_session_is_renamed_and_deleted(sessions: Command, folder: Path) -> None:
    session = ids(folder)["Other"]
    assert sessions("rename", session, "Quite", "another") == (0, "", "")
    assert ids(folder)["Quite another"] == session
    assert sessions("delete", session) == (0, "", "")
    assert list(ids(folder)) == ["Team meeting"]
    assert not (folder / "audio" / f"{session}.flac").exists()


def test_the_library_goes_into_a_file_and_comes_out_again(sessions: Command, folder: Path, tmp_path: Path) -> None:
    file = tmp_path / "all.zip"
    assert sessions("export-all", str(file)) == (0, "", f"2 sessions -> {file}\n")
    new = tmp_path / "new"
    assert sessions("import", str(file), library=new)[2] == "2 sessions added, 0 were there already\n"
    assert sessions("import", str(file), library=new)[2] == "0 sessions added, 2 were there already\n"
    first, second = Library(folder), Library(new)
    for session in ids(folder).values():
        assert session_row(first.database, session) == session_row(second.database, session)
    first.close()
    second.close()


def test_old_sessions_are_removed_but_not_marked_ones(sessions: Command, folder: Path) -> None:
    assert sessions("prune", "--days", "0") == (0, "", "removed: 0 sessions, the audio of 0 others\n")
    library = Library(folder)
    session = ids(folder)["Other"]
    library.rows.pin(session, False)
    library.database.write("DELETE FROM marks")
    library.database.write("UPDATE sessions SET ended = 0.0")
    library.close()
    assert json.loads(sessions("prune", "--audio-days", "5", "--json")[1]) == {"sessions": [], "audio": [session]}
    assert json.loads(sessions("prune", "--days", "5", "--json")[1]) == {"sessions": [session], "audio": []}


@pytest.mark.parametrize(
    "words",
    [
        ["show"],
        ["show", "a", "b"],
        ["rename", "a"],
        ["delete"],
        ["search"],
        ["import"],
        ["import", "nowhere.zip"],
        ["prune"],
        ["prune", "--days", "-1"],
        ["list", "a"],
    ],
)
def test_wrong_usage_is_exit_code_2(sessions: Command, words: list[str]) -> None:
    code, out, err = sessions(*words)
    assert (code, out, len(err.splitlines())) == (2, "", 1)


@pytest.mark.parametrize(
    "words", [["show", "x"], ["export", "x"], ["delete", "x"], ["rename", "x", "y"], ["recover", "x"]]
)
def test_a_session_that_is_not_there_is_one_line(sessions: Command, words: list[str]) -> None:
    code, out, err = sessions(*words)
    assert (code, out) == (1, "")
    assert err.startswith("wavescribe: ")
    assert "there is no session x" in err
    assert len(err.splitlines()) == 1


def test_a_file_that_is_no_library_is_one_line(sessions: Command, tmp_path: Path) -> None:
    (tmp_path / "notes.zip").write_text("no archive")
    code, _, err = sessions("import", str(tmp_path / "notes.zip"))
    assert (code, len(err.splitlines())) == (1, 1)
    assert "is no exported library" in err


def test_a_session_is_decoded_again_on_the_command_line(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    session = ids(folder)["Other"]
    command = ["redecode", session, "--library", str(folder), "--lm", "none", "--json"]
    assert main(command) == 0
    row = json.loads(capsys.readouterr().out)
    assert (row["session"], row["accepted"]) == (session, False)
    # The kept emission says nothing certain, so nothing is read in it.
    assert [(d["kind"], d["segment"], d["before"]) for d in row["differences"]] == [("removed", 1, "GOOD BYE")]
    assert main([*command, "--accept", "2"]) == 1
    assert capsys.readouterr().err == ("wavescribe: there is no difference 2; choose among those that are listed.\n")
    assert main([*command, "--accept"]) == 0
    assert json.loads(capsys.readouterr().out)["accepted"] is True
    library = Library(folder)
    assert library.transcript(session).text == "MINE"
    library.close()
    assert main([*command, "--hotword", "x:-1"]) == 2
    assert main(["redecode", session, "--library", str(folder), "--lm", "nowhere.arpa"]) == 2
    assert main(["redecode", "x", "--library", str(folder)]) == 1


def test_the_letters_of_what_would_change_are_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "library"
    library = Library(folder)
    engine = load_engine(RecognitionOptions(model="bundled-en"))
    session = library.begin_file(DEMO, engine.options)
    library.recover(session, engine)
    library.close()
    command = ["redecode", session, "--library", str(folder), "--hotword", "destruction:9"]
    assert main([*command, "--letters"]) == 2
    assert capsys.readouterr().err == "wavescribe: --letters goes with --json.\n"
    assert main([*command, "--json"]) == 0
    (plain,) = json.loads(capsys.readouterr().out)["differences"]
    assert main([*command, "--json", "--letters"]) == 0
    (found,) = json.loads(capsys.readouterr().out)["differences"]
    for side in ("before", "after"):
        words = found[f"{side}_words"]
        assert " ".join(word["word"] for word in words) == found[side]
        for word, without in zip(words, plain[f"{side}_words"], strict=True):
            letters = word.pop("letters")
            assert "".join(letter["letter"] for letter in letters) == word["word"]
            assert all(0 < letter["confidence"] < 1 for letter in letters)
            assert word == without
            assert set(word) == {"word", "start", "end", "confidence"}
    assert found["after"] == "DESTRUCTION"
    # What was taken over says the same of its letters as a difference that would bring it.
    letters = found["after_words"]
    assert main([*command, "--accept"]) == 0
    capsys.readouterr()
    assert main(["redecode", session, "--library", str(folder), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["differences"] == [], "the word that was taken over with it is kept"
    assert main(["redecode", session, "--library", str(folder), "--json", "--letters", "--only-these"]) == 0
    (back,) = json.loads(capsys.readouterr().out)["differences"]
    assert [{key: word[key] for key in letters[0]} for word in back["before_words"]] == letters


def test_words_that_cannot_be_spelled_are_named(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    session = ids(folder)["Other"]
    assert main(["redecode", session, "--library", str(folder), "--lm", "none", "--hotword", "Müller"]) == 0
    assert "hotword 'Müller': the model has no letter for Ü\n" in capsys.readouterr().err


def test_sessions_that_can_be_recovered_are_though_others_cannot(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder, gone = tmp_path / "library", tmp_path / "gone.arpa"
    library = Library(folder)
    sessions = []
    for options in (
        RecognitionOptions(model=str(tmp_path / "no model")),
        RecognitionOptions(mixed_in=(MixedIn(str(gone), 0.4),)),
        RecognitionOptions(language_model="none"),
    ):
        recorder = library.begin(options)
        recorder.audio(read_media(DEMO)[: 6 * 16_000])
        recorder.abandon()
        sessions.append(recorder.session)
    library.close()
    run = Command(folder, capsys)
    code, _, err = run("recover", *sessions, "--hotword", "reliable:10")
    assert code == 1
    assert err.splitlines() == [
        f"wavescribe: {sessions[0]}: {tmp_path / 'no model'} is not on this computer; download it, or choose another "
        "model.",
        f"wavescribe: {sessions[1]}: Language model {gone} does not exist; give a KenLM file (.arpa or .bin). The rest "
        "is recognised without it.",
        f"{sessions[1]}: 6.0 s recovered",
        f"{sessions[2]}: 6.0 s recovered",
    ]
    assert run("recover", "--no-vad")[0] == 2
    library = Library(folder)
    assert [entry.id for entry in library.unfinished()] == [sessions[0]]
    texts = [library.transcript(session).text for session in sessions[1:]]
    library.close()
    assert texts[0] != texts[1], "each has the language model that it was recorded with"
    assert run("recover", "--model", "bundled-en")[0] == 0
    library = Library(folder)
    assert library.transcript(sessions[0]).text
    library.close()


def test_who_speaks_is_labelled_renamed_and_forgotten(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    library = Library(tmp_path / "library")
    engine = load_engine(RecognitionOptions(model="bundled-en"))
    session = library.begin_file(DEMO, engine.options)
    text = library.recover(session, engine).text
    library.close()
    sessions = Command(tmp_path / "library", capsys)
    assert sessions("speakers", session, "--speakers", "1", "--speaker-name", "Ada")[0] == 0
    shown = sessions("show", session)[1].splitlines()
    assert [line.partition(": ")[0] for line in shown] == ["Ada"] * len(shown)
    assert " ".join(line.partition(": ")[2] for line in shown) == text
    assert sessions("rename-speaker", session, "Ada", "Bob") == (0, "", "")
    rows = json.loads(sessions("show", session, "--json")[1])["segments"]
    assert {row["speaker"] for row in rows if row["words"]} == {"Bob"}
    code, _, err = sessions("rename-speaker", session, "Ada", "Bob")
    assert (code, err) == (2, f"wavescribe: nobody is called Ada in session {session}; there are Bob.\n")
    assert sessions("speakers", session, "--speakers", "none") == (0, "", "")
    assert " ".join(sessions("export", session)[1].splitlines()) == text
    code, _, err = sessions("rename-speaker", session, "Bob", "Ada")
    assert (code, "label them first" in err) == (2, True)


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("speakers", "0" * 12), "speakers needs --speakers: a number, auto, or none."),
        (("speakers", "0" * 12, "--speakers", "many"), "--speakers takes a number, auto or none, not 'many'."),
        (("list", "--speakers", "2"), "--speakers goes with speakers ID."),
        (("rename-speaker", "0" * 12, "Ada", " "), "a speaker's name needs at least one letter."),
    ],
)
def test_what_of_speakers_cannot_be_meant_is_refused(sessions: Command, words: tuple[str, ...], sentence: str) -> None:
    code, out, err = sessions(*words)
    assert (code, out, err) == (2, "", f"wavescribe: {sentence}\n")
