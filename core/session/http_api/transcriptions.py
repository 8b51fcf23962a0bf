"""POST /v1/audio/transcriptions: a form with a recording in, its text out, at once or as it is recognised."""

from __future__ import annotations

import asyncio
import logging

from aiohttp import web

from core.audio.media import MediaError
from core.session.http_api.answers import CONTENT_TYPES, answer, delta_event, done_event, event
from core.session.http_api.errors import ApiError
from core.session.http_api.file_turn import FileTurn, News
from core.session.http_api.service import Service
from core.session.http_api.uploads import Upload, receive
from core.session.http_api.wishes import TranscriptionWish, transcription_wish
from core.session.transcript import Transcript
from core.streaming.captions import FinalCaption

SIGN_OF_LIFE_SECONDS = 15.0
_log = logging.getLogger(__name__)


async def transcribe(request: web.Request, service: Service) -> web.StreamResponse:
    """Raises ApiError. A client that goes away cancels its work."""
    with service.one_request():
        upload = Upload()
        turn: FileTurn | None = None
        try:
            file = await receive(request, upload, service.most_upload_bytes)
            wish = transcription_wish(upload.fields)
            speaking = service.model.speaking(wish.model, wish.language, wish.prompt)
            loop, news = asyncio.get_running_loop(), asyncio.Queue[News]()

            def tell(one: News) -> None:
                loop.call_soon_threadsafe(news.put_nowait, one)

            turn = FileTurn(file, speaking, service.model.readable, tell, upload.remove)
            service.turns.ask(turn)
            if wish.stream:
                return await _stream(request, news, upload)
            return await _whole(service, wish, news, upload)
        finally:
            if turn is None:
                upload.remove()
            else:
                turn.cancel()


async def _whole(service: Service, wish: TranscriptionWish, news: asyncio.Queue[News], upload: Upload) -> web.Response:
    while not isinstance(one := await news.get(), Transcript):
        if isinstance(one, Exception):
            raise refusal(one, upload)
    text = answer(one, wish, service.model.english_name(one.language))
    return web.Response(text=text, content_type=CONTENT_TYPES[wish.form], charset="utf-8")


async def _stream(request: web.Request, news: asyncio.Queue[News], upload: Upload) -> web.StreamResponse:
    """Server-sent events. What is wrong with the file is known before the first, and is then a status of its own."""
    one = await news.get()
    if isinstance(one, Exception):
        raise refusal(one, upload)
    response = web.StreamResponse(headers={"Cache-Control": "no-store"})
    response.content_type = "text/event-stream"
    response.charset = "utf-8"
    await response.prepare(request)
    first = True
    while isinstance(one, FinalCaption):
        await response.write(delta_event(one, first))
        first = False
        one = await _next(response, news)
    await response.write(done_event(one) if isinstance(one, Transcript) else event(refusal(one, upload).body()))
    await response.write_eof()
    return response


async def _next(response: web.StreamResponse, news: asyncio.Queue[News]) -> News:
    """A long silence in a recording must not look like a dead server: comments, which clients pass over."""
    while True:
        try:
            # Not wait_for: a cancellation would be forgotten (uploads.py).
            async with asyncio.timeout(SIGN_OF_LIFE_SECONDS):
                return await news.get()
        except TimeoutError:
            await response.write(b": still at work\n\n")


def refusal(failure: Exception, upload: Upload | None = None) -> ApiError:
    """What the client is told of a failure; never where its file lay here."""
    if isinstance(failure, ApiError):
        return failure
    if isinstance(failure, MediaError):
        message = str(failure)
        if upload is not None and upload.file is not None:
            message = message.replace(str(upload.file), upload.name)
        return ApiError(message, 400, "file", "invalid_file")
    if type(failure).__module__.startswith("core."):
        return ApiError(str(failure), 500)
    _log.error("a request failed", exc_info=failure)
    return ApiError(f"Recognition failed ({type(failure).__name__}); what is wrong stands in the server's output.", 500)
