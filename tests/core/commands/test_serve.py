"""`wavescribe serve` as a user starts it: what is refused, how it is reached, how it ends."""

from __future__ import annotations

import json
import os
import re
import signal
import socket
import subprocess
import sys
import urllib.request
from pathlib import Path

import openai
import pytest
from websockets.sync.client import connect

from core.cli import main
from core.commands import serve
from tests.helpers.shared_data import PROJECT
from tests.helpers.tiny_mms import write_tiny_mms

DEMO = PROJECT / "assets" / "demo" / "demo.flac"


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["--host", "0.0.0.0"], "needs a token"),
        (["--host", "::"], "needs a token"),
        (["--port", "70000"], "from 0 to 65535"),
        (["--max-upload", "0"], "at least 1"),
        (["--allow-origin", "*"], "name one origin"),
        (["--token-file", "/nowhere/token"], "cannot be read"),
        (["--model", "/nowhere/model", "--port", "0"], "/nowhere/model"),
    ],
)
def test_what_cannot_be_meant_is_one_sentence(
    capsys: pytest.CaptureFixture[str], arguments: list[str], sentence: str
) -> None:
    assert main(["serve", *arguments]) == 2
    said = capsys.readouterr().err
    assert sentence in said
    assert len(said.splitlines()) == 1


def test_a_short_token_is_refused(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "token").write_text("short\n", encoding="utf-8")
    assert main(["serve", "--token-file", str(tmp_path / "token")]) == 2
    assert "at least 16" in capsys.readouterr().err
    monkeypatch.setenv(serve.TOKEN_VARIABLE, "two words of a token")
    assert main(["serve"]) == 2
    assert "one word" in capsys.readouterr().err


def test_a_port_that_is_taken_is_said_before_the_model_is_loaded(capsys: pytest.CaptureFixture[str]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        assert main(["serve", "--port", str(taken.getsockname()[1]), "--model", "/nowhere/model"]) == 2
    assert "choose another --port" in capsys.readouterr().err


@pytest.mark.skipif(sys.platform == "win32", reason="no signals to other processes on Windows")
def test_from_start_to_ctrl_c(tmp_path: Path) -> None:
    """A model with several languages, a token, an upload in each, Ctrl+C with a live client that is drained."""
    token = "a-token-for-the-test"
    (tmp_path / "token").write_text(token + "\n", encoding="utf-8")
    model = write_tiny_mms(tmp_path / "tiny")
    command = [sys.executable, "-m", "core.cli", "serve", "--port", "0", "--model", str(model)]
    process = subprocess.Popen(
        [*command, "--token-file", str(tmp_path / "token")],
        cwd=PROJECT,
        env={**os.environ, "HF_HUB_OFFLINE": "1"},
        stderr=subprocess.PIPE,
        text=True,
    )
    with process:
        assert process.stderr is not None
        line = process.stderr.readline()
        found = re.search(r"serving at http://127\.0\.0\.1:(\d+)/v1; Ctrl\+C ends it", line)
        assert found, line
        address = f"127.0.0.1:{found[1]}"
        with urllib.request.urlopen(f"http://{address}/health", timeout=60) as response:
            assert json.load(response) == {"status": "ok", "transcriptions": 0, "live": 0}
        with openai.OpenAI(base_url=f"http://{address}/v1", api_key=token, max_retries=0) as client:
            (served,) = client.models.list()
            assert served.id == model.name
            texts = {
                language: client.audio.transcriptions.create(
                    file=DEMO, model=served.id, language=language, response_format="verbose_json"
                )
                for language in ("de", "en", "de")
            }
            assert (texts["de"].language, texts["en"].language) == ("german", "english")
        with connect(f"ws://{address}/v1/audio/live?token={token}&language=de", proxy=None) as live:
            live.send(bytes(64_000))
            process.send_signal(signal.SIGINT)
            rows = [json.loads(message) for message in live]
            assert rows[-1]["type"] == "summary"
            assert live.close_code == 1001
        assert process.wait(60) == 0
        assert process.stderr.read() == ""
