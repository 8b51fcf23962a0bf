"""Control over a real socket: what may be asked, who may ask, what a killed process leaves behind."""

from __future__ import annotations

import json
import os
import socket
import stat
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.session.control.client import ask
from core.session.control.messages import ControlError, answer, default_socket
from core.session.control.server import ControlServer

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="no Unix sockets in Python on Windows")


class Target:
    def __init__(self) -> None:
        self.done: list[str] = []

    def start(self) -> None:
        if "start" in self.done:
            raise ControlError("it listens already.")
        self.done.append("start")

    def stop(self) -> None:
        self.done.append("stop")

    def status(self) -> dict[str, Any]:
        return {"state": "listening", "lag": 0.25}

    def mark(self, text: str) -> float:
        self.done.append(f"mark {text}")
        return 12.3456


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "run"
    folder.mkdir(mode=0o700)
    return folder


@pytest.fixture
def target() -> Target:
    return Target()


@pytest.fixture
def server(folder: Path, target: Target) -> Iterator[ControlServer]:
    server = ControlServer(folder / "control.sock", target)
    yield server
    server.close()


def test_each_action_is_carried_out_and_answered(server: ControlServer, target: Target) -> None:
    assert ask(server.path, "start") == {}
    assert ask(server.path, "status") == {"state": "listening", "lag": 0.25}
    assert ask(server.path, "mark", "  the  proof ✓ ") == {"at": 12.346}
    with pytest.raises(ControlError, match="it listens already"):
        ask(server.path, "start")
    assert ask(server.path, "stop") == {}
    assert target.done == ["start", "mark the proof ✓", "stop"]


def test_only_the_user_may_reach_the_socket(server: ControlServer) -> None:
    assert stat.S_IMODE(server.path.stat().st_mode) == 0o600
    assert stat.S_IMODE(server.path.parent.stat().st_mode) == 0o700


def test_a_folder_that_others_may_enter_is_refused(folder: Path, target: Target) -> None:
    folder.chmod(0o755)
    with pytest.raises(ControlError, match="0700"):
        ControlServer(folder / "control.sock", target)


def test_the_socket_goes_with_its_server(folder: Path, target: Target) -> None:
    path = folder / "control.sock"
    ControlServer(path, target).close()
    assert not path.exists()
    with pytest.raises(ControlError, match="no Wavescribe is running"):
        ask(path, "status")


def test_a_second_instance_leaves_the_first_alone(server: ControlServer, target: Target) -> None:
    with pytest.raises(ControlError, match="another Wavescribe"):
        ControlServer(server.path, Target())
    assert ask(server.path, "stop") == {}
    assert target.done == ["stop"]


def test_what_a_killed_process_left_behind_is_replaced(folder: Path, target: Target) -> None:
    path = folder / "control.sock"
    with socket.socket(socket.AF_UNIX) as left:
        left.bind(str(path))
    with pytest.raises(ControlError, match="no Wavescribe is running"):
        ask(path, "status")
    server = ControlServer(path, target)
    assert ask(path, "status")["state"] == "listening"
    server.close()


def test_a_file_in_its_place_is_not_removed(folder: Path, target: Target) -> None:
    path = folder / "control.sock"
    path.write_text("mine", encoding="utf-8")
    with pytest.raises(ControlError, match="in the way"):
        ControlServer(path, target)
    assert path.read_text(encoding="utf-8") == "mine"


def test_clients_that_misbehave_are_dropped_and_the_next_is_served(server: ControlServer) -> None:
    for what in (b"", b"half a li", b"x" * 20_000):
        with socket.socket(socket.AF_UNIX) as client:
            client.connect(str(server.path))
            try:
                client.sendall(what)
                client.shutdown(socket.SHUT_WR)
                assert client.recv(100) == b""
            except (BrokenPipeError, ConnectionResetError):
                pass
    assert ask(server.path, "status")["state"] == "listening"


@given(line=st.binary(max_size=200) | st.from_type(type(None)).map(lambda _: b"[" * 5000))
def test_whatever_is_asked_gets_one_line_of_answer(line: bytes) -> None:
    reply = answer(line, Target())
    assert reply.count(b"\n") == 1
    row = json.loads(reply)
    assert row["ok"] is True or row["problem"].endswith(".")


@pytest.mark.parametrize("request_", [{"do": "quit"}, {"do": ["stop"]}, {"do": "mark", "text": 3}, [], 7, None])
def test_what_cannot_be_meant_is_refused(request_: object) -> None:
    target = Target()
    assert json.loads(answer(json.dumps(request_).encode(), target))["ok"] is False
    assert target.done == []


def test_a_long_mark_is_cut(server: ControlServer, target: Target) -> None:
    ask(server.path, "mark", "a" * 3000)
    assert target.done == ["mark " + "a" * 1000]


def test_the_runtime_folder_is_the_users_own(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    if sys.platform.startswith("linux"):
        assert default_socket() == tmp_path / "wavescribe" / "control.sock"
        assert os.fspath(default_socket()).endswith(".sock")


def test_without_a_runtime_folder_nothing_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    # Warnings are errors here.
    monkeypatch.delenv("XDG_RUNTIME_DIR", raising=False)
    assert default_socket().name == "control.sock"
