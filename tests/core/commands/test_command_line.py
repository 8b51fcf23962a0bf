"""The `wavescribe` command as a script meets it: output forms, exit codes, one-line messages, never a traceback.

Each exit code, and each stream, is met in a process of its own as well; what else is said is asked in this one.
"""

from __future__ import annotations

import argparse
import io
import json
from pathlib import Path

import pytest

from core.audio.media import read_media
from core.cli import main
from core.commands.failures import UsageError
from core.commands.live_output import LiveOutput
from core.commands.recognition_arguments import hotwords
from core.decoding.hotwords import Hotword
from core.session.recognition import RecognitionOptions, load_engine
from tests.helpers.command import wavescribe, wavescribe_process
from tests.helpers.shared_data import PROJECT, shared

DEMO = PROJECT / "assets" / "demo" / "demo.flac"


def only_line(text: str) -> str:
    lines = text.strip().splitlines()
    assert len(lines) == 1, f"one clear line was expected, got:\n{text}"
    assert "Traceback" not in text
    return lines[0]


@pytest.fixture(scope="module")
def demo_json() -> dict[str, object]:
    done = wavescribe_process("transcribe", DEMO, "--format", "json")
    assert (done.returncode, done.stderr) == (0, "")
    parsed: dict[str, object] = json.loads(only_line(done.stdout))
    return parsed


def test_transcribe_json_has_the_documented_form(demo_json: dict[str, object]) -> None:
    assert set(demo_json) == {"file", "model", "language", "duration", "text", "segments"}
    assert demo_json["duration"] == pytest.approx(25.625, abs=0.01)
    segments = demo_json["segments"]
    assert isinstance(segments, list)
    assert len(segments) >= 5, "five utterances with a second of silence after each"
    assert demo_json["text"] == " ".join(segment["text"] for segment in segments if segment["text"])
    previous = 0.0
    for segment in segments:
        assert set(segment) == {"start", "end", "text", "words"}
        assert previous <= segment["start"] < segment["end"] <= 25.7
        previous = segment["end"]
        assert " ".join(word["word"] for word in segment["words"]) == segment["text"]
        for word in segment["words"]:
            assert set(word) == {"word", "start", "end", "confidence"}
            assert segment["start"] - 0.02 <= word["start"] < word["end"] <= segment["end"] + 0.05
            assert 0 <= word["confidence"] <= 1


def test_listen_finals_equal_transcribe_whatever_the_blocks(demo_json: dict[str, object]) -> None:
    segments = demo_json["segments"]
    assert isinstance(segments, list)
    for run, block in ((wavescribe_process, "160"), (wavescribe, "511"), (wavescribe, "4096")):
        done = run("listen", "--file", DEMO, "--json", "--block", block)
        assert done.returncode == 0, done.stderr
        rows = [json.loads(line) for line in done.stdout.splitlines()]
        finals = [row for row in rows if row["type"] == "final"]
        assert [(row["start"], row["end"], row["text"], row["words"]) for row in finals] == [
            (row["start"], row["end"], row["text"], row["words"]) for row in segments
        ]
        summary = rows[-1]
        assert summary["type"] == "summary"
        assert summary["samples_dropped"] == 0
        assert summary["segments"] == len(finals)
        assert summary["audio_seconds"] == pytest.approx(25.625, abs=0.01)


CAPTION_ROW = {"type", "segment", "start", "end", "text", "words", "audio_time", "lag"}


def test_listen_json_rows_have_the_documented_form() -> None:
    done = wavescribe("listen", "--file", DEMO, "--json", "--realtime", "--seconds", "8")
    assert done.returncode == 0, done.stderr
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    # On a machine that is busy there may be no time for partials.
    assert {row["type"] for row in rows} - {"partial"} == {"final", "summary"}
    assert all(set(row) == CAPTION_ROW for row in rows[:-1])
    assert set(rows[-1]) == {"type", "audio_seconds", "samples_dropped", "segments", "real_time_factor"}
    assert rows[-1]["audio_seconds"] == pytest.approx(8, abs=0.01)


def test_partials_have_the_documented_form() -> None:
    """Fed by no clock, so that there are the same ones on every machine."""
    recogniser = load_engine(RecognitionOptions()).recogniser(partials=True)
    samples = read_media(DEMO)[: 8 * 16_000]
    out = io.StringIO()
    listener = LiveOutput(out, io.StringIO(), as_json=True)
    for start in range(0, len(samples), 1600):
        for caption in recogniser.feed(samples[start : start + 1600]):
            listener.captioned(caption)
    rows = [json.loads(line) for line in out.getvalue().splitlines()]
    assert {row["type"] for row in rows} == {"partial", "final"}
    for row in rows:
        assert set(row) == CAPTION_ROW
        assert row["text"] == " ".join(word["word"] for word in row["words"])
        assert row["start"] <= row["end"] <= row["audio_time"] + 0.001
        assert all(word["end"] <= row["audio_time"] for word in row["words"]), "no word that the audio has not reached"


def test_no_vad_listen_equals_transcribe() -> None:
    file = wavescribe("transcribe", DEMO, "--no-vad", "--format", "json")
    live = wavescribe("listen", "--file", DEMO, "--no-vad", "--json", "--block", "777")
    assert (file.returncode, live.returncode) == (0, 0), file.stderr + live.stderr
    segments = json.loads(file.stdout)["segments"]
    rows = [json.loads(line) for line in live.stdout.splitlines()]
    finals = [row for row in rows if row["type"] == "final"]
    assert len(finals) == 1
    assert [(row["start"], row["end"], row["words"]) for row in finals] == [
        (row["start"], row["end"], row["words"]) for row in segments
    ]


@pytest.mark.parametrize("form", ["txt", "srt", "vtt"])
def test_output_folder_takes_one_file_each(tmp_path: Path, form: str) -> None:
    done = wavescribe("transcribe", DEMO, "--format", form, "--output", tmp_path / "new" / "folder")
    assert (done.returncode, done.stdout) == (0, "")
    written = (tmp_path / "new" / "folder" / f"demo.{form}").read_text(encoding="utf-8")
    assert {"txt": "", "srt": "1\n0", "vtt": "WEBVTT"}[form] == written[: {"txt": 0, "srt": 3, "vtt": 6}[form]]
    assert len(written.split()) > 20


def test_a_bad_file_does_not_stop_the_others(tmp_path: Path) -> None:
    (tmp_path / "empty.wav").write_bytes(b"")
    (tmp_path / "notes.txt").write_text("these are not sounds, only words\n" * 50, encoding="utf-8")
    done = wavescribe_process(
        "transcribe", tmp_path / "empty.wav", tmp_path / "notes.txt", tmp_path / "nowhere.mp3", tmp_path, DEMO
    )
    assert done.returncode == 1
    messages = done.stderr.strip().splitlines()
    assert len(messages) == 4, done.stderr
    for message, name in zip(messages, ("empty.wav", "notes.txt", "nowhere.mp3", tmp_path.name), strict=True):
        assert message.startswith("wavescribe: ")
        assert name in message
    assert "demo.flac" in done.stdout


@pytest.mark.parametrize(
    ("arguments", "hint"),
    [
        (["transcribe", str(DEMO), "--model", str(PROJECT / "tests")], "config.json"),
        (["transcribe", str(DEMO), "--lm", "nowhere.arpa"], "nowhere.arpa"),
        (["transcribe", str(DEMO), "--language", "deu"], "deu"),
        (["transcribe", str(DEMO), "--hotword", "printer:-3"], "printer"),
        (["listen", "--realtime"], "--file"),
        (["listen", "--channel", "0"], "--channel"),
        (["listen", "--file", "nowhere.wav"], "nowhere.wav"),
    ],
)
def test_wrong_usage_is_one_line_and_exit_code_2(arguments: list[str], hint: str) -> None:
    done = wavescribe(*arguments)
    assert done.returncode == 2, done.stderr
    assert hint in only_line(done.stderr)


def test_a_model_that_is_nowhere_is_one_line_and_exit_code_2_of_the_process() -> None:
    done = wavescribe_process("transcribe", DEMO, "--model", "no/such/folder")
    assert (done.returncode, done.stdout) == (2, "")
    assert "--model" in only_line(done.stderr)


def test_unknown_options_and_commands_exit_with_2() -> None:
    assert wavescribe("transcribe").returncode == 2
    assert wavescribe("transcribe", DEMO, "--format", "docx").returncode == 2
    assert wavescribe_process("sing").returncode == 2


def test_a_microphone_that_is_not_there_is_one_clear_line() -> None:
    done = wavescribe_process("listen", "--input", "No such microphone")
    assert done.returncode in (1, 2)
    assert "No such microphone" in done.stderr
    assert "Traceback" not in done.stderr


def test_devices_and_models_are_listed() -> None:
    devices = wavescribe_process("devices", "--json")
    assert devices.returncode == 0
    assert isinstance(json.loads(devices.stdout), list)
    models = wavescribe("models")
    assert models.returncode == 0
    assert models.stdout.startswith("bundled-en")


def test_damaged_media_each_give_one_line() -> None:
    folder = shared("data/media/derived")
    broken = sorted(folder.glob("*header_only.wav")) + sorted(folder.glob("*zero_bytes.wav"))
    done = wavescribe("transcribe", *broken)
    assert done.returncode == 1
    messages = done.stderr.strip().splitlines()
    assert len(messages) == len(broken), done.stderr
    assert all(path.name in message for path, message in zip(broken, messages, strict=True))


def test_the_same_sentence_is_read_from_many_formats() -> None:
    folder = shared("data/media/derived")
    stem = "ls-1688-142285-0003__"
    lossless = ["alac.m4a", "aiff.aiff", "au.au", "caf.caf", "tta.tta", "wv.wv"]
    lossy = ["aac.m4a", "adts.aac", "vbr.mp3", "vorbis.ogg", "opus.opus", "opus.webm", "h264.mp4", "mulaw8k.wav"]
    files = [folder / (stem + name) for name in lossless + lossy]
    done = wavescribe("transcribe", *files, "--format", "json")
    assert (done.returncode, done.stderr) == (0, "")
    texts = [json.loads(line)["text"] for line in done.stdout.splitlines()]
    assert len(texts) == len(files)
    assert len(set(texts[: len(lossless)])) == 1, "lossless forms of one recording must give one text"
    assert all(texts), "every form of the sentence must give some text"


@pytest.mark.parametrize(
    ("words", "command"),
    [
        ([], "gui"),
        (["--model", "X"], "gui"),
        (["talk.mp3"], None),
        (["listen", "--json"], "listen"),
    ],
)
def test_options_without_a_command_are_the_windows(
    words: list[str], command: str | None, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = []
    for name in ("gui", "listen"):
        monkeypatch.setattr(f"core.commands.{name}.run", lambda parsed: asked.append(parsed) or 0)
    if command is None:
        with pytest.raises(SystemExit):
            main(words)
        assert "invalid choice" in capsys.readouterr().err
        return
    assert main(words) == 0
    assert [parsed.command for parsed in asked] == [command]
    assert asked[0].model == ("X" if "X" in words else None)


def test_a_hotword_that_the_model_cannot_spell_is_named() -> None:
    done = wavescribe("transcribe", DEMO, "--hotword", "Zürich", "--hotword", "wreckage")
    assert done.returncode == 0
    assert only_line(done.stderr) == "wavescribe: hotword 'Zürich': the model has no letter for Ü"


def test_lines_of_a_hotword_file_that_cannot_be_read_are_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "names.txt"
    file.write_bytes(b"Ada:3\n\xff\n" + b"Byron:-1\n" * 14 + b"wreckage\n")
    arguments = argparse.Namespace(hotword=["demo"], hotwords_file=str(file))
    assert hotwords(arguments) == (Hotword("demo"), Hotword("Ada", 3.0), Hotword("wreckage"))
    first, second, *_, last = capsys.readouterr().err.splitlines()
    assert first == f"wavescribe: {file}, line 2: this is no text in UTF-8; save the list as UTF-8."
    assert second.startswith(f"wavescribe: {file}, line 3: hotword 'Byron' has the weight -1;")
    assert last == "wavescribe: and 5 more lines that cannot be read"
    file.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(UsageError, match="line 1: this is no text in UTF-8"):
        hotwords(arguments)


@pytest.mark.parametrize("model", ["bundled-en", "bundled-en-sounds"])
def test_letters_are_said_with_their_confidence_where_they_are_asked_for(model: str) -> None:
    plain = json.loads(only_line(wavescribe("transcribe", DEMO, "--format", "json", "--model", model).stdout))
    done = wavescribe("transcribe", DEMO, "--format", "json", "--letters", "--model", model)
    assert (done.returncode, done.stderr) == (0, "")
    written = json.loads(only_line(done.stdout))
    confidences = []
    for segment in written["segments"]:
        for word in segment["words"]:
            letters = word.pop("letters")
            assert "".join(letter["letter"] for letter in letters) == word["word"]
            confidences += [letter["confidence"] for letter in letters]
    assert written == plain
    assert all(0 < confidence < 1 for confidence in confidences)
    assert len(set(confidences)) > 20


def test_live_finals_have_the_letters_of_the_file() -> None:
    transcript = json.loads(only_line(wavescribe("transcribe", DEMO, "--format", "json", "--letters").stdout))
    done = wavescribe("listen", "--file", DEMO, "--json", "--letters")
    assert done.returncode == 0
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    finals = [row for row in rows if row["type"] == "final"]
    assert [row["words"] for row in finals] == [segment["words"] for segment in transcript["segments"]]
    assert all(word["letters"] for row in finals for word in row["words"])
    assert not any("letters" in word for row in rows if row["type"] == "partial" for word in row["words"])


@pytest.mark.parametrize("more", [(), ("--json", "--no-vad"), ("--feed-file", "captions.txt")])
def test_live_letters_without_a_form_for_them_are_a_usage_error(more: tuple[str, ...]) -> None:
    done = wavescribe("listen", "--file", DEMO, "--letters", *more)
    assert done.returncode == 2
    assert "--letters goes with --json or --feed-websocket, and with voice activity." in done.stderr


@pytest.mark.parametrize("more", [(), ("--format", "srt"), ("--format", "json", "--no-vad")])
def test_letters_without_a_form_for_them_are_a_usage_error(more: tuple[str, ...]) -> None:
    done = wavescribe("transcribe", DEMO, "--letters", *more)
    assert done.returncode == 2
    assert "--letters goes with --format json and voice activity." in done.stderr
