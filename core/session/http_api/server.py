"""The HTTP server: addresses, who may ask, and how it ends. `aiohttp` serves on the thread that runs it."""

from __future__ import annotations

import asyncio
import json
import socket
import time
from collections.abc import Awaitable, Callable

from aiohttp import web

from core.session.http_api import live, transcriptions
from core.session.http_api.access import Access
from core.session.http_api.errors import ApiError
from core.session.http_api.served_model import ServedModel
from core.session.http_api.service import Service

DRAIN_SECONDS = 3600.0
KEEP_ALIVE_SECONDS = 60.0
_WORDS = {404: "There is nothing at this address", 405: "This address takes another method"}
_HELP = "POST /v1/audio/transcriptions, GET /v1/models, GET /health, WebSocket /v1/audio/live"


class ApiServer:
    """Serves one model on a bound socket, until it is told to stop."""

    def __init__(self, model: ServedModel, access: Access, most_upload_bytes: int) -> None:
        self._service = Service(model, access, most_upload_bytes)
        self._created = int(time.time())
        self._stopping = asyncio.Event()

    async def serve(self, bound: socket.socket, stop: asyncio.Event, give_up: asyncio.Event) -> None:
        """Until `stop`: then no more is taken, and what is being done is finished, or dropped at `give_up`."""
        runner = web.AppRunner(
            self._application(),
            handler_cancellation=True,
            shutdown_timeout=DRAIN_SECONDS,
            keepalive_timeout=KEEP_ALIVE_SECONDS,
            access_log=None,
        )
        await runner.setup()
        try:
            await web.SockSite(runner, bound).start()
            await stop.wait()
            self._stopping.set()
            draining = asyncio.ensure_future(runner.cleanup())
            impatient = asyncio.ensure_future(give_up.wait())
            await asyncio.wait((draining, impatient), return_when=asyncio.FIRST_COMPLETED)
            draining.cancel()
            impatient.cancel()
            await asyncio.gather(draining, impatient, return_exceptions=True)
        finally:
            await asyncio.to_thread(self._service.turns.close)

    def _application(self) -> web.Application:
        application = web.Application(middlewares=[self._guard])
        application.add_routes(
            [
                web.get("/health", self._health),
                web.get("/v1/models", self._models),
                web.get("/v1/models/{name:.+}", self._model),
                web.post("/v1/audio/transcriptions", self._transcriptions),
                web.get("/v1/audio/live", self._live, allow_head=False),
            ]
        )
        application.on_response_prepare.append(self._let_pages_read)
        return application

    @web.middleware
    async def _guard(
        self, request: web.Request, handler: Callable[[web.Request], Awaitable[web.StreamResponse]]
    ) -> web.StreamResponse:
        """Turn away who may not ask; answer in JSON whatever is refused."""
        access = self._service.access
        try:
            access.check_sender(request.headers)
            if request.method == "OPTIONS" and "Origin" in request.headers:
                return _preflight(request)
            if request.path != "/health":
                access.check_token(request.headers, request.query)
            return await handler(request)
        except ApiError as refused:
            return _refused(refused)
        except web.HTTPException as failure:
            words = f"{_WORDS.get(failure.status, failure.reason)}; there are {_HELP}."
            return _refused(ApiError(words, failure.status), {k: v for k, v in failure.headers.items() if k == "Allow"})

    async def _let_pages_read(self, request: web.Request, response: web.StreamResponse) -> None:
        origin = request.headers.get("Origin")
        if origin in self._service.access.origins:
            response.headers["Access-Control-Allow-Origin"] = origin
            response.headers["Vary"] = "Origin"

    async def _health(self, _request: web.Request) -> web.Response:
        service = self._service
        return _json({"status": "ok", "transcriptions": service.requests, "live": service.live})

    async def _models(self, _request: web.Request) -> web.Response:
        return _json({"object": "list", "data": [self._model_row()]})

    async def _model(self, request: web.Request) -> web.Response:
        # Says what is served where the name is another's.
        self._service.model.speaking(request.match_info["name"], None, "")
        return _json(self._model_row())

    def _model_row(self) -> dict[str, object]:
        model = self._service.model
        row = {"id": model.name, "object": "model", "created": self._created, "owned_by": "wavescribe"}
        return {**row, "languages": list(model.languages)}

    async def _transcriptions(self, request: web.Request) -> web.StreamResponse:
        return await transcriptions.transcribe(request, self._service)

    async def _live(self, request: web.Request) -> web.StreamResponse:
        return await live.caption(request, self._service, self._stopping)


def _preflight(request: web.Request) -> web.Response:
    """What a page that is let in may send."""
    wanted = request.headers.get("Access-Control-Request-Headers", "")
    headers = {"Access-Control-Allow-Methods": "GET, POST", "Access-Control-Max-Age": "600"}
    return web.Response(status=204, headers={**headers, "Access-Control-Allow-Headers": wanted})


def _refused(refused: ApiError, headers: dict[str, str] | None = None) -> web.Response:
    answer = _json(refused.body(), refused.status)
    answer.headers.update(headers or {})
    if refused.status == 401:
        answer.headers["WWW-Authenticate"] = "Bearer"
    if refused.status == 429:
        answer.headers["Retry-After"] = "5"
    return answer


def _json(row: dict[str, object], status: int = 200) -> web.Response:
    return web.Response(text=json.dumps(row, ensure_ascii=False), status=status, content_type="application/json")
