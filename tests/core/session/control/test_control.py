"""Control over real sockets of both kinds: what may be asked, who may ask, what a killed process leaves behind."""

from __future__ import annotations

import json
import socket
import stat
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.session.control.client import ask
from core.session.control.loopback import Loopback
from core.session.control.messages import ControlError, answer
from core.session.control.server import ControlServer
from core.session.control.transport import Transport, default_place, transport_for
from core.session.control.unix_socket import UnixSocket
from tests.helpers.shared_data import PROJECT

has_unix_sockets = pytest.mark.skipif(sys.platform == "win32", reason="no Unix sockets in Python on Windows")


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
        typing = [what for what in self.done if what.endswith("typing")][-1:] == ["start-typing"]
        return {"state": "listening", "typing": "typing" if typing else "off", "lag": 0.25}

    def mark(self, text: str) -> float:
        self.done.append(f"mark {text}")
        return 12.3456

    def start_typing(self) -> None:
        self.done.append("start-typing")

    def stop_typing(self) -> None:
        self.done.append("stop-typing")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "run"
    folder.mkdir(mode=0o700)
    return folder


@pytest.fixture
def target() -> Target:
    return Target()


@pytest.fixture(params=[pytest.param(UnixSocket, marks=has_unix_sockets), Loopback])
def transport(request: pytest.FixtureRequest) -> Transport:
    transport: Transport = request.param()
    return transport


@pytest.fixture
def place(folder: Path, transport: Transport) -> Path:
    return folder / transport.file_name


@pytest.fixture
def server(place: Path, target: Target, transport: Transport) -> Iterator[ControlServer]:
    server = ControlServer(target, place, transport)
    yield server
    server.close()


class Asked:
    """Asks the server of the test."""

    def __init__(self, place: Path, transport: Transport) -> None:
        self._place, self._transport = place, transport

    def __call__(self, action: str, text: str = "") -> dict[str, Any]:
        return ask(action, text, self._place, self._transport)


@pytest.fixture
def asked(place: Path, transport: Transport) -> Asked:
    return Asked(place, transport)


@pytest.mark.usefixtures("server")
def test_each_action_is_carried_out_and_answered(asked: Asked, target: Target) -> None:
    assert asked("start") == {}
    assert asked("status") == {"state": "listening", "typing": "off", "lag": 0.25}
    assert asked("mark", "  the  proof ✓ ") == {"at": 12.346}
    with pytest.raises(ControlError, match="it listens already"):
        asked("start")
    assert asked("stop") == {}
    assert asked("start-typing") == {}
    assert asked("status")["typing"] == "typing"
    for _ in range(2):
        assert asked("toggle-typing") == {}
    assert asked("stop-typing") == {}
    typed = ["start-typing", "stop-typing", "start-typing", "stop-typing"]
    assert target.done == ["start", "mark the proof ✓", "stop", *typed]


def test_each_platform_has_its_own_way() -> None:
    assert isinstance(transport_for("win32"), Loopback)
    assert isinstance(transport_for("linux"), UnixSocket)
    assert isinstance(transport_for("darwin"), UnixSocket)


@has_unix_sockets
def test_only_the_user_may_reach_it(server: ControlServer) -> None:
    assert stat.S_IMODE(server.place.stat().st_mode) == 0o600
    assert stat.S_IMODE(server.place.parent.stat().st_mode) == 0o700


@has_unix_sockets
def test_a_folder_that_others_may_enter_is_refused(place: Path, target: Target, transport: Transport) -> None:
    place.parent.chmod(0o755)
    with pytest.raises(ControlError, match="0700"):
        ControlServer(target, place, transport)


def test_it_goes_with_its_server(place: Path, target: Target, transport: Transport, asked: Asked) -> None:
    for _ in range(2):
        ControlServer(target, place, transport).close()
        assert not place.exists()
        with pytest.raises(ControlError, match="no Wavescribe is running"):
            asked("status")


@pytest.mark.usefixtures("server")
def test_a_second_instance_leaves_the_first_alone(
    place: Path, transport: Transport, target: Target, asked: Asked
) -> None:
    with pytest.raises(ControlError, match="another Wavescribe"):
        ControlServer(Target(), place, transport)
    assert asked("stop") == {}
    assert target.done == ["stop"]


SERVE = """
import os, signal, sys
from pathlib import Path
from tests.core.session.control.test_control import ControlServer, Loopback, Target, UnixSocket
ControlServer(Target(), Path(sys.argv[1]), globals()[sys.argv[2]]())
os.kill(os.getpid(), signal.SIGKILL)
"""


@has_unix_sockets
def test_what_a_killed_process_left_behind_is_replaced(
    place: Path, target: Target, transport: Transport, asked: Asked
) -> None:
    command = [sys.executable, "-c", SERVE, str(place), type(transport).__name__]
    assert subprocess.run(command, cwd=PROJECT, check=False).returncode == -9
    assert place.exists()
    with pytest.raises(ControlError, match="no Wavescribe is running"):
        asked("status")
    server = ControlServer(target, place, transport)
    assert asked("status")["state"] == "listening"
    server.close()


@has_unix_sockets
def test_a_file_in_the_place_of_the_socket_is_not_removed(folder: Path, target: Target) -> None:
    path = folder / "control.sock"
    path.write_text("mine", encoding="utf-8")
    with pytest.raises(ControlError, match="in the way"):
        ControlServer(target, path, UnixSocket())
    assert path.read_text(encoding="utf-8") == "mine"


@pytest.mark.usefixtures("server")
def test_clients_that_misbehave_are_dropped_and_the_next_is_served(
    place: Path, transport: Transport, asked: Asked
) -> None:
    for what in (b"", b"half a li", b"x" * 20_000, b"x" * 20_000 + b"\n"):
        client, secret = transport.reach(place, 5.0)
        with client:
            try:
                client.sendall(secret + what)
                client.shutdown(socket.SHUT_WR)
                assert client.recv(100) == b""
            except (BrokenPipeError, ConnectionResetError):
                pass
    assert asked("status")["state"] == "listening"


def test_who_does_not_know_the_token_is_not_answered(folder: Path, target: Target) -> None:
    place, transport = folder / "control.json", Loopback()
    server = ControlServer(target, place, transport)
    _, secret = connected(transport, place)
    assert len(secret) == 64
    wrong = (secret[:-1] + (b"0" if secret[-1:] != b"0" else b"1"), secret[:-1], b"", secret.upper() + b"x")
    for given_ in wrong:
        client, _ = connected(transport, place)
        client.sendall(given_ + b'{"do": "stop"}\n')
        assert client.recv(100) == b""
        client.close()
    # What a page in a browser can send.
    client, _ = connected(transport, place)
    client.sendall(b'POST / HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n{"do": "stop"}\n')
    with suppress(ConnectionResetError):
        assert client.recv(100) == b""
    client.close()
    assert target.done == []
    ask("stop", "", place, transport)
    assert target.done == ["stop"]
    server.close()
    # Each instance has a token of its own.
    again = ControlServer(target, place, transport)
    assert connected(transport, place)[1] != secret
    again.close()


def connected(transport: Loopback, place: Path) -> tuple[socket.socket, bytes]:
    client, secret = transport.reach(place, 5.0)
    OPEN.append(client)
    return client, secret


OPEN: list[socket.socket] = []


@pytest.fixture(autouse=True)
def close_what_is_open() -> Iterator[None]:
    yield
    while OPEN:
        OPEN.pop().close()


def test_only_this_computer_reaches_it(folder: Path, target: Target) -> None:
    server = ControlServer(target, folder / "control.json", Loopback())
    client, _ = connected(Loopback(), folder / "control.json")
    assert client.getpeername()[0] == "127.0.0.1"
    assert server._door.listener.getsockname()[0] == "127.0.0.1"
    server.close()


@pytest.mark.parametrize(
    "content",
    ["", "{", "[1]", '{"port": 1}', '{"port": "1", "token": "a"}', '{"port": 70000, "token": "a"}', "[" * 999],
)
def test_a_file_that_says_nothing_is_named(folder: Path, content: str) -> None:
    (folder / "control.json").write_text(content, encoding="utf-8")
    with pytest.raises(ControlError, match=r"control\.json cannot be understood"):
        ask("stop", "", folder / "control.json", Loopback())


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


@pytest.mark.usefixtures("server")
def test_a_long_mark_is_cut(asked: Asked, target: Target) -> None:
    asked("mark", "a" * 3000)
    assert target.done == ["mark " + "a" * 1000]


def test_the_runtime_folder_is_the_users_own(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, transport: Transport
) -> None:
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    if sys.platform.startswith("linux"):
        assert default_place(transport) == tmp_path / "wavescribe" / transport.file_name


def test_without_a_runtime_folder_nothing_is_said(monkeypatch: pytest.MonkeyPatch, transport: Transport) -> None:
    # Warnings are errors here.
    monkeypatch.delenv("XDG_RUNTIME_DIR", raising=False)
    assert default_place(transport).name == transport.file_name
