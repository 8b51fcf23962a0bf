"""`WebSocketFeed`: captions as JSON on a WebSocket of this machine, and the page that shows them in OBS.

Only 127.0.0.1 is bound. Who connects needs the token that stands in the address; so a web page that the user happens
to visit, which can reach local ports but does not know the token, hears nothing. A page's Origin has to be our own as
well. The number of clients is bounded; one that does not read is cut off when 64 messages wait for it. `websockets`
serves on a thread of its own; `caption`, `clear` and `close` come from any thread and never wait for a client.
"""

from __future__ import annotations

import asyncio
import contextlib
import hmac
import json
import secrets
import threading
from collections.abc import Callable
from http import HTTPStatus
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

from core.session.feeds.caption_feed import FeedError, caption_row
from core.session.feeds.subtitle_page import PAGE
from core.streaming.captions import Caption, FinalCaption

if TYPE_CHECKING:
    from websockets.asyncio.server import ServerConnection
    from websockets.http11 import Request, Response

HOST = "127.0.0.1"
MOST_CLIENTS = 16
MOST_WAITING = 64
LARGEST_MESSAGE = 1024
START_SECONDS = 10.0
REMEMBERED_FINALS = 10


class WebSocketFeed:
    """Serves from construction to `close`. `port` 0 takes a free one; `token` None makes one."""

    def __init__(self, port: int, token: str | None = None) -> None:
        """Raises FeedError where the port is taken."""
        self.token = token or secrets.token_urlsafe(16)
        self.port = port
        self._loop = asyncio.new_event_loop()
        self._clients: dict[ServerConnection, asyncio.Queue[str]] = {}
        self._recent: list[str] = []
        self._failure: OSError | None = None
        self._running = threading.Event()
        self._end = asyncio.Event()
        self._thread = threading.Thread(target=self._serve, name="caption feed", daemon=True)
        self._thread.start()
        self._running.wait(START_SECONDS)
        if self._failure is not None:
            self._thread.join()
            reason = self._failure.strerror or str(self._failure)
            raise FeedError(f"captions cannot be served on port {port} ({reason}); choose another port.")

    @property
    def address(self) -> str:
        """Of the WebSocket."""
        return f"ws://{HOST}:{self.port}/captions?token={self.token}"

    @property
    def page_address(self) -> str:
        """Of the page for OBS."""
        return f"http://{HOST}:{self.port}/?token={self.token}"

    def caption(self, caption: Caption) -> None:
        """Send a partial or final to everyone."""
        self._send(json.dumps(caption_row(caption), ensure_ascii=False), isinstance(caption, FinalCaption))

    def clear(self) -> None:
        """A new session: screens begin empty."""
        self._call(self._forget)
        self._send(json.dumps({"type": "clear"}), False)

    def close(self) -> None:
        """Say goodbye to everyone and end the thread."""
        self._call(self._end.set)
        self._thread.join()

    def _send(self, message: str, final: bool) -> None:
        self._call(lambda: self._publish(message, final))

    def _call(self, what: Callable[[], None]) -> None:
        # The loop may have been closed by another thread: then nobody listens any more.
        with contextlib.suppress(RuntimeError):
            self._loop.call_soon_threadsafe(what)

    # The feed's own thread

    def _serve(self) -> None:
        asyncio.set_event_loop(self._loop)
        try:
            self._loop.run_until_complete(self._run())
        finally:
            self._loop.close()

    async def _run(self) -> None:
        from websockets.asyncio.server import serve

        try:
            server = await serve(
                self._client,
                HOST,
                self.port,
                process_request=self._admit,
                max_size=LARGEST_MESSAGE,
                compression=None,
                close_timeout=1,
                server_header=None,
            )
        except OSError as failure:
            self._failure = failure
            self._running.set()
            return
        self.port = next(iter(server.sockets)).getsockname()[1]
        self._running.set()
        async with server:
            await self._end.wait()

    def _admit(self, connection: ServerConnection, request: Request) -> Response | None:
        """None lets a WebSocket in; everything else is answered here."""
        target = urlsplit(request.path)
        token = parse_qs(target.query).get("token", [""])[0]
        if not hmac.compare_digest(token.encode(), self.token.encode()):
            return connection.respond(HTTPStatus.FORBIDDEN, "The address lacks its token; copy it from Wavescribe.\n")
        if target.path == "/":
            page = connection.respond(HTTPStatus.OK, PAGE)
            del page.headers["Content-Type"]
            page.headers["Content-Type"] = "text/html; charset=utf-8"
            page.headers["Cache-Control"] = "no-store"
            page.headers["Referrer-Policy"] = "no-referrer"
            page.headers["Content-Security-Policy"] = (
                "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; "
                f"connect-src ws://{HOST}:{self.port} ws://localhost:{self.port}"
            )
            return page
        if target.path != "/captions":
            return connection.respond(HTTPStatus.NOT_FOUND, "There is nothing here.\n")
        origin = request.headers.get("Origin")
        if origin is not None and origin not in (f"http://{HOST}:{self.port}", f"http://localhost:{self.port}"):
            return connection.respond(HTTPStatus.FORBIDDEN, "Another site's page may not listen.\n")
        if len(self._clients) >= MOST_CLIENTS:
            return connection.respond(HTTPStatus.SERVICE_UNAVAILABLE, "Too many listeners.\n")
        return None

    async def _client(self, connection: ServerConnection) -> None:
        """One listener: the last finals first, then everything as it comes. What it says is ignored."""
        from websockets.exceptions import ConnectionClosed

        # Several may have been admitted at the same moment.
        if len(self._clients) >= MOST_CLIENTS:
            return
        queue: asyncio.Queue[str] = asyncio.Queue(MOST_WAITING)
        for message in self._recent:
            queue.put_nowait(message)
        self._clients[connection] = queue
        sender = asyncio.ensure_future(self._deliver(connection, queue))
        try:
            # Ends when either side closes.
            async for _message in connection:
                pass
        except ConnectionClosed:
            return
        finally:
            self._clients.pop(connection, None)
            sender.cancel()

    async def _deliver(self, connection: ServerConnection, queue: asyncio.Queue[str]) -> None:
        from websockets.exceptions import ConnectionClosed

        with contextlib.suppress(ConnectionClosed):
            while True:
                await connection.send(await queue.get())

    def _publish(self, message: str, final: bool) -> None:
        if final:
            self._recent = [*self._recent, message][-REMEMBERED_FINALS:]
        for connection, queue in list(self._clients.items()):
            try:
                queue.put_nowait(message)
            except asyncio.QueueFull:
                self._clients.pop(connection, None)
                connection.transport.abort()

    def _forget(self) -> None:
        self._recent = []
