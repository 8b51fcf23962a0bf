"""`wavescribe listen --script` on real speech: sentences of the demo clip, some skipped, one said twice."""

import itertools
import json
import wave
from pathlib import Path

import numpy as np
import pytest

from core.audio.media import read_media
from tests.core.commands.test_align import LINES, silences
from tests.core.commands.test_command_line import DEMO, only_line
from tests.helpers.command import wavescribe

SAID = (0, 2, 3, 2, 3, 4)


@pytest.fixture
def reading(tmp_path: Path) -> Path:
    """A recording of the script that leaves out the second sentence and goes back once."""
    samples = read_media(DEMO)
    borders = [0, *(round(moment * 16_000) for moment in silences()), len(samples)]
    parts = [samples[borders[line] : borders[line + 1]] for line in SAID]
    path = tmp_path / "reading.wav"
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(16_000)
        file.writeframes((np.concatenate(parts) * 32767).astype("<i2").tobytes())
    return path


def test_the_cursor_goes_where_the_speaker_goes(tmp_path: Path, reading: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    script = tmp_path / "script.md"
    script.write_text("\n\n".join(LINES), encoding="utf-8")
    done = wavescribe("listen", "--file", reading, "--json", "--script", script)
    assert (done.returncode, done.stderr) == (0, "")
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    cursor = [row for row in rows if row["type"] == "script"]
    lines = [line for line, _ in itertools.groupby(row["line"] for row in cursor)]
    assert lines == list(SAID)
    # Whether the very last words are understood is the model's affair.
    assert cursor[-1]["word"] >= sum(len(line.split()) for line in LINES) - 3
    assert all(0 < row["confidence"] <= 1 for row in cursor)
    assert max(row["confidence"] for row in cursor) > 0.9
    shares = rows[-1]["script_lines"]
    # The last sentence is recognised badly: the words that were not understood are not claimed to be spoken.
    assert shares.pop(1) < 0.2 < min(shares)


@pytest.mark.parametrize(("content", "message"), [(b"--- \n", "no words"), (b"\xff\xfe", "not UTF-8")])
def test_a_text_that_cannot_be_followed_is_a_usage_error(tmp_path: Path, content: bytes, message: str) -> None:
    script = tmp_path / "script.txt"
    script.write_bytes(content)
    done = wavescribe("listen", "--file", DEMO, "--script", script)
    assert done.returncode == 2
    assert message in only_line(done.stderr)
