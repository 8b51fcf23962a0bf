"""A form that comes through aiohttp's own reader, and is given up while it comes."""

from __future__ import annotations

import asyncio

import pytest
from aiohttp import StreamReader
from aiohttp.base_protocol import BaseProtocol
from aiohttp.test_utils import make_mocked_request

from core.session.http_api.uploads import Upload, receive

PART = b'--x\r\nContent-Disposition: form-data; name="file"; filename="a.wav"\r\n\r\n'
SOUND = bytes(1000)
TURNS = 50
"""More turns of the loop than one read takes."""


async def given_up(first: bytes, then: bytes, turns: int, upload: Upload) -> bool:
    """Whether the task that receives a form has ended; it is cancelled `turns` turns of the loop after `then` came."""
    loop = asyncio.get_running_loop()
    connection = BaseProtocol(loop)
    connection.connection_made(asyncio.Transport())
    content = StreamReader(connection, 1 << 16, loop=loop)
    headers = {"Content-Type": "multipart/form-data; boundary=x"}
    request = make_mocked_request("POST", "/v1/audio/transcriptions", headers, payload=content)
    task = asyncio.create_task(receive(request, upload, 1 << 20))
    content.feed_data(first)
    for _ in range(TURNS):
        await asyncio.sleep(0)
    assert not task.done()
    content.feed_data(then)
    for _ in range(turns):
        await asyncio.sleep(0)
    task.cancel()
    for _ in range(TURNS):
        await asyncio.sleep(0)
    # Asked here, as what is left when the loop ends is cancelled once more.
    return task.cancelled()


@pytest.mark.parametrize("turns", range(6))
@pytest.mark.parametrize(("first", "then"), [(b"", PART), (PART + SOUND, SOUND)], ids=("head", "sound"))
def test_a_form_is_given_up_though_a_read_ends_in_the_same_turn(first: bytes, then: bytes, turns: int) -> None:
    upload = Upload()
    ended = asyncio.run(given_up(first, then, turns, upload))
    upload.remove()
    assert ended
