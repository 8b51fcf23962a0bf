"""`wavescribe listen` with feeds, steered by `wavescribe control`, as another program would use them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from core.cli import main
from core.session.control import client
from core.session.control.transport import default_place, transport_for
from tests.helpers.shared_data import PROJECT

DEMO = PROJECT / "assets" / "demo" / "demo.flac"

# `wavescribe`, with the transport that another platform has.
COMMAND = """
import sys
from core.session.control import server
from core.session.control.transport import transport_for
server.transport_for = lambda: transport_for(sys.argv[1])
from core.cli import main
sys.exit(main(sys.argv[2:]))
"""


@pytest.fixture(autouse=True)
def runtime_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))


@pytest.mark.parametrize("platform", ["linux", "win32"])
def test_a_listener_is_asked_marked_and_stopped_and_its_feed_has_its_finals(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, platform: str
) -> None:
    transport = transport_for(platform)
    monkeypatch.setattr(client, "transport_for", lambda: transport)
    feed = tmp_path / "captions.txt"
    process = subprocess.Popen(
        [
            *(sys.executable, "-c", COMMAND, platform, "listen", "--file", str(DEMO), "--realtime", "--json"),
            *("--feed-file", str(feed), "--feed-websocket", "0"),
        ],
        cwd=PROJECT,
        env={**os.environ, "HF_HUB_OFFLINE": "1", "DISPLAY": "", "WAYLAND_DISPLAY": ""},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        deadline = time.monotonic() + 120
        while not (feed.exists() and feed.stat().st_size):
            assert process.poll() is None, process.communicate()
            assert time.monotonic() < deadline
            time.sleep(0.1)
        assert main(["control", "status", "--json"]) == 0
        status = json.loads(capsys.readouterr().out)
        assert status["state"] == "listening"
        assert status["samples_dropped"] == 0
        assert status["typing"] == "off"
        assert main(["control", "stop-typing"]) == 1
        assert "it does not type" in capsys.readouterr().err
        assert main(["control", "toggle-typing"]) == 0
        assert main(["control", "start"]) == 1
        assert "listens already" in capsys.readouterr().err
        assert main(["control", "mark", "second", "proof"]) == 0
        assert main(["control", "stop"]) == 0
        output, messages = process.communicate(timeout=120)
    finally:
        process.kill()
        process.wait()
    assert process.returncode == 0, messages
    rows = [json.loads(line) for line in output.splitlines()]
    assert [row["text"] for row in rows if row["type"] == "mark"] == ["second proof"]
    assert feed.read_text(encoding="utf-8").splitlines() == [
        row["text"] for row in rows if row["type"] == "final" and row["text"]
    ]
    assert "page for OBS: http://127.0.0.1:" in messages
    # There is nothing to type into here.
    assert "there is no desktop to type into" in messages
    assert not default_place(transport).exists()


def test_nobody_there_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["control", "stop"]) == 1
    assert "no Wavescribe is running" in capsys.readouterr().err


def test_only_a_mark_takes_a_text(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["control", "stop", "now"]) == 2
    assert "only mark takes a text" in capsys.readouterr().err


def test_a_feed_that_cannot_begin_ends_the_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ["listen", "--file", str(DEMO), "--feed-file", str(tmp_path / "no" / "file.txt")]
    assert main(arguments) == 1
    assert "choose another file" in capsys.readouterr().err
