"""WebSocket /v1/audio/live: sound in, live captions out.

The client sends 16 kHz mono samples as binary messages, cut anywhere, and `{"type": "end"}` when there are no more. It
gets the rows of `wavescribe listen --json`, one a message (`?letters=true`: `--letters`), and at the end the summary.
"""

from __future__ import annotations

import asyncio
import json
from contextlib import suppress

from aiohttp import WSCloseCode, WSMsgType, web

from core.session.http_api.errors import ApiError
from core.session.http_api.live_turn import MOST_ROWS_WAITING, LiveTurn, SampleReader
from core.session.http_api.service import Service
from core.session.http_api.transcriptions import refusal
from core.session.http_api.wishes import live_wish

LARGEST_MESSAGE = 1 << 20
IDLE_SECONDS = 300.0
LOOK_AGAIN_SECONDS = 0.05

Row = dict[str, object] | Exception | None


async def caption(request: web.Request, service: Service, stopping: asyncio.Event) -> web.WebSocketResponse:
    """Until the client says that it ends, goes, or the server stops. Raises ApiError before it begins."""
    fields = {key: request.query.getall(key) for key in request.query}
    wish = live_wish(fields)
    speaking = service.model.speaking(wish.model, wish.language, wish.prompt)
    if wish.letters:
        speaking = speaking.with_letters()
    socket = web.WebSocketResponse(max_msg_size=LARGEST_MESSAGE)
    if not socket.can_prepare(request).ok:
        raise ApiError("This address is a WebSocket; connect to it with ws://.", 426)
    with service.one_live():
        await socket.prepare(request)
        loop, rows = asyncio.get_running_loop(), asyncio.Queue[Row]()

        def tell(row: Row) -> None:
            loop.call_soon_threadsafe(rows.put_nowait, row)

        turn = LiveTurn(speaking, service.model.readable, tell, rows.qsize)
        sender = asyncio.ensure_future(_send(socket, rows, turn, service))
        hearer = asyncio.ensure_future(_hear(socket, SampleReader(wish.samples), turn, service))
        stop = asyncio.ensure_future(stopping.wait())
        try:
            await asyncio.wait((hearer, sender, stop), return_when=asyncio.FIRST_COMPLETED)
            if hearer.done() and (problem := hearer.exception()) is not None:
                tell(problem if isinstance(problem, Exception) else None)
            elif not hearer.done() or hearer.result():
                # The client, or the server, is at its end: what was heard is still captioned.
                turn.end()
                service.turns.ask(turn)
            else:
                return socket
            with suppress(ConnectionError):
                code = await sender
                await socket.close(code=WSCloseCode.GOING_AWAY if stop.done() and code == WSCloseCode.OK else code)
        finally:
            turn.cancel()
            for task in (sender, hearer, stop):
                task.cancel()
            await asyncio.gather(sender, hearer, stop, return_exceptions=True)
    return socket


async def _hear(socket: web.WebSocketResponse, reader: SampleReader, turn: LiveTurn, service: Service) -> bool:
    """Take what comes; True where the client has said that it ends, False where it has gone. Raises ApiError."""
    while True:
        try:
            message = await socket.receive(timeout=IDLE_SECONDS)
        except TimeoutError as failure:
            raise ApiError(f"Nothing has come for {IDLE_SECONDS:g} seconds; connect again.", 408) from failure
        if message.type is WSMsgType.BINARY:
            turn.give(reader.read(message.data))
            service.turns.ask(turn)
            while turn.is_full:
                # The client has to wait, as what it sends now is not read from the network.
                await asyncio.sleep(LOOK_AGAIN_SECONDS)
        elif message.type is WSMsgType.TEXT:
            if not _is_end(message.data):
                raise ApiError('Send samples as binary messages, and {"type": "end"} when there are no more.')
            return True
        else:
            return False


def _is_end(text: str) -> bool:
    try:
        row = json.loads(text)
    except (ValueError, RecursionError):
        return False
    return isinstance(row, dict) and row.get("type") == "end"


async def _send(
    socket: web.WebSocketResponse, rows: asyncio.Queue[Row], turn: LiveTurn, service: Service
) -> WSCloseCode:
    """Give each row to the client, to the last; the code with which to say goodbye."""
    while (row := await rows.get()) is not None:
        if isinstance(row, Exception):
            problem = refusal(row)
            await socket.send_str(json.dumps({"type": "error", **problem.body()}, ensure_ascii=False))
            return WSCloseCode.INTERNAL_ERROR if problem.status >= 500 else WSCloseCode.POLICY_VIOLATION
        await socket.send_str(json.dumps(row, ensure_ascii=False))
        if rows.qsize() == MOST_ROWS_WAITING:
            # The turn has waited for this.
            service.turns.ask(turn)
    return WSCloseCode.OK
