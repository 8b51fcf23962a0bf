"""A server of the API on a thread, for tests."""

from __future__ import annotations

import asyncio
import json
import socket
import threading
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from email.message import Message
from typing import Any

from core.decoding.readable.readable_text import ReadableText
from core.session.http_api.access import Access
from core.session.http_api.served_model import ServedModel
from core.session.http_api.server import ApiServer
from core.session.recognition import Engine
from tests.helpers.shared_data import PROJECT

DEMO = PROJECT / "assets" / "demo" / "demo.flac"


@dataclass
class Running:
    """`stop` drains it, `give_up` does not wait; both return at once. `join` until it is through."""

    port: int
    loop: asyncio.AbstractEventLoop
    stopping: asyncio.Event
    giving_up: asyncio.Event
    thread: threading.Thread

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def stop(self) -> None:
        self._set(self.stopping)

    def give_up(self) -> None:
        self._set(self.giving_up)

    def _set(self, event: asyncio.Event) -> None:
        # It may have come to its end meanwhile.
        with suppress(RuntimeError):
            self.loop.call_soon_threadsafe(event.set)

    def join(self) -> None:
        self.thread.join(60)
        assert not self.thread.is_alive(), "the server has not come to its end"


def ask(
    server: Running, path: str, headers: dict[str, str] | None = None, body: bytes | None = None, method: str = ""
) -> tuple[int, Message, Any]:
    """Status, headers and JSON (None: nothing) of an answer, whether it is a refusal or not. `method`: of its own."""
    request = urllib.request.Request(server.address + path, body, headers or {}, method=method or None)
    try:
        response = urllib.request.urlopen(request, timeout=60)
    except urllib.error.HTTPError as refused:
        response = refused
    with response:
        content = response.read()
        return response.status, response.headers, json.loads(content) if content else None


@contextmanager
def serving(
    engine: Engine,
    access: Access | None = None,
    most_bytes: int = 64 << 20,
    readable: ReadableText | None = None,
) -> Iterator[Running]:
    started: list[Running] = []
    ready = threading.Event()

    async def serve() -> None:
        bound = socket.create_server(("127.0.0.1", 0))
        server = ApiServer(ServedModel(engine, readable), access or Access("127.0.0.1"), most_bytes)
        stop, give_up = asyncio.Event(), asyncio.Event()
        thread = threading.current_thread()
        started.append(Running(bound.getsockname()[1], asyncio.get_running_loop(), stop, give_up, thread))
        ready.set()
        await server.serve(bound, stop, give_up)

    thread = threading.Thread(target=lambda: asyncio.run(serve()), name="api server")
    thread.start()
    assert ready.wait(30)
    running = started[0]
    try:
        yield running
    finally:
        running.stop()
        running.give_up()
        running.join()
