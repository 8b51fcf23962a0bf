"""Live captions over a WebSocket: the finals of `transcribe`, whatever the pieces in which the sound comes."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from itertools import pairwise
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.client import ClientConnection, connect

from core.audio.media import read_media
from core.session.export import transcript_row
from core.session.http_api import live
from core.session.http_api.live_turn import SampleReader
from core.session.http_api.service import MOST_LIVE
from core.session.readable_captions import load_readable, readable_transcript
from core.session.recognition import Engine
from core.session.transcript import Transcript
from core.session.transcription import transcribe
from tests.core.session.http_api.api_server import DEMO, Running, ask, serving

END = '{"type": "end"}'


@pytest.fixture(scope="module")
def pcm() -> bytes:
    """The demo's samples; FLAC has 16 bits, so nothing is lost."""
    return np.round(read_media(DEMO) * 32768).astype("<i2").tobytes()


@pytest.fixture(scope="module")
def expected_rows(expected: Transcript) -> list[dict[str, Any]]:
    rows = transcript_row(expected)["segments"]
    assert isinstance(rows, list)
    return rows


def live_socket(server: Running, query: str = "", **options: Any) -> ClientConnection:
    address = f"ws://127.0.0.1:{server.port}/v1/audio/live{query}"
    return connect(address, proxy=None, open_timeout=60, max_size=None, **options)


def rows_to_the_end(socket: ClientConnection) -> Iterator[dict[str, Any]]:
    with suppress(ConnectionClosed):
        while True:
            yield json.loads(socket.recv(timeout=120))


def captioned(socket: ClientConnection, content: bytes, piece: int) -> list[dict[str, Any]]:
    for start in range(0, len(content), piece):
        socket.send(content[start : start + piece])
    socket.send(END)
    return list(rows_to_the_end(socket))


def finals(rows: list[dict[str, Any]]) -> list[tuple[object, ...]]:
    return [(row["start"], row["end"], row["text"], row["words"]) for row in rows if row["type"] == "final"]


def segments(rows: list[dict[str, Any]]) -> list[tuple[object, ...]]:
    return [(row["start"], row["end"], row["text"], row["words"]) for row in rows]


@pytest.mark.parametrize("piece", [3201, 100_000])
def test_finals_equal_transcribe(server: Running, pcm: bytes, expected_rows: list[dict[str, Any]], piece: int) -> None:
    with live_socket(server) as socket:
        rows = captioned(socket, pcm, piece)
        assert socket.close_code == 1000
    assert finals(rows) == segments(expected_rows)
    assert {row["type"] for row in rows} - {"partial"} == {"final", "summary"}
    for row in rows[:-1]:
        assert set(row) == {"type", "segment", "start", "end", "text", "words", "audio_time", "lag"}
    summary = rows[-1]
    assert summary["type"] == "summary"
    assert summary["audio_seconds"] == pytest.approx(len(pcm) / 32_000, abs=0.001)
    assert (summary["samples_dropped"], summary["segments"]) == (0, len(expected_rows))


def test_floats_give_the_same(server: Running, expected_rows: list[dict[str, Any]]) -> None:
    with live_socket(server, "?format=float32&model=bundled-en-sounds&language=en") as socket:
        rows = captioned(socket, read_media(DEMO).astype("<f4").tobytes(), 10_001)
    assert finals(rows) == segments(expected_rows)


def test_finals_say_their_letters_where_they_are_asked_for(server: Running, pcm: bytes, engine: Engine) -> None:
    lettered = replace(engine, options=replace(engine.options, letters=True))
    wanted = transcript_row(transcribe(DEMO, lettered))["segments"]
    assert isinstance(wanted, list)
    with live_socket(server, "?letters=true") as socket:
        assert finals(captioned(socket, pcm, 100_000)) == segments(wanted)
    assert wanted[0]["words"][0]["letters"]


def test_several_at_once_and_readable(engine: Engine, pcm: bytes) -> None:
    readable = load_readable("en")
    wanted = [
        " ".join(word.text for word in segment.readable)
        for segment in readable_transcript(transcribe(DEMO, engine), readable).segments
    ]
    with serving(engine, readable=readable) as server:
        sockets = [live_socket(server) for _ in range(3)]
        for start in range(0, len(pcm), 32_000):
            for socket in sockets:
                socket.send(pcm[start : start + 32_000])
        for socket in sockets:
            socket.send(END)
        for socket in sockets:
            rows = list(rows_to_the_end(socket))
            texts = [row["readable_text"] for row in rows if row["type"] == "final"]
            # A stream does not know that a final is its last: the end of the last sentence may be open.
            assert texts[:-1] == wanted[:-1]
            socket.close()


def test_the_server_that_stops_still_captions_what_it_has(engine: Engine, pcm: bytes, expected_rows: list[Any]) -> None:
    with serving(engine) as server, live_socket(server) as socket:
        socket.send(pcm)
        # The first row shows that it has come.
        first = json.loads(socket.recv(timeout=120))
        server.stop()
        rows = [first, *rows_to_the_end(socket)]
        assert socket.close_code == 1001
        server.join()
    assert finals(rows) == segments(expected_rows)
    assert rows[-1]["type"] == "summary"


def test_a_client_that_goes_leaves_the_others_alone(server: Running, pcm: bytes, expected_rows: list[Any]) -> None:
    with live_socket(server) as going:
        going.send(pcm)
    with live_socket(server) as staying:
        assert finals(captioned(staying, pcm, 64_000)) == segments(expected_rows)


@pytest.mark.parametrize("message", ["hello", "[]", '{"type": "start"}', "[" * 5000])
def test_what_is_no_message_of_ours_is_said(server: Running, message: str) -> None:
    with live_socket(server) as socket:
        socket.send(message)
        row = json.loads(socket.recv(timeout=60))
        assert row["type"] == "error"
        assert "binary messages" in row["error"]["message"]
        with pytest.raises(ConnectionClosed):
            socket.recv(timeout=60)
        assert socket.close_code == 1008


def test_a_message_that_is_too_long_ends_the_connection(server: Running) -> None:
    with live_socket(server) as socket:
        with suppress(ConnectionClosed):
            socket.send(bytes(live.LARGEST_MESSAGE + 2))
        assert list(rows_to_the_end(socket)) == []
        assert socket.close_code == 1009


def test_nobody_keeps_a_place_by_saying_nothing(server: Running, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(live, "IDLE_SECONDS", 0.2)
    with live_socket(server) as socket:
        row = json.loads(socket.recv(timeout=60))
        assert "connect again" in row["error"]["message"]


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("?format=mp3", 400),
        ("?model=other", 404),
        ("?language=fr", 400),
        ("?prompt=a:900", 400),
        ("?model=a&model=b", 400),
    ],
)
def test_a_wrong_wish_is_refused_before_it_begins(server: Running, query: str, status: int) -> None:
    with pytest.raises(InvalidStatus) as caught:
        live_socket(server, query)
    assert caught.value.response.status_code == status
    assert json.loads(caught.value.response.body)["error"]["message"].endswith(".")


def test_without_a_websocket_the_address_says_what_it_is(server: Running) -> None:
    status, _headers, answer = ask(server, "/v1/audio/live")
    assert status == 426
    assert "ws://" in answer["error"]["message"]


def test_the_number_of_live_clients_is_bounded(server: Running) -> None:
    sockets = [live_socket(server) for _ in range(MOST_LIVE)]
    with pytest.raises(InvalidStatus, match="429"):
        live_socket(server)
    for socket in sockets:
        socket.close()


@given(
    numbers=st.lists(st.integers(-32_768, 32_767), max_size=50),
    cuts=st.lists(st.integers(0, 100), max_size=10),
)
def test_sixteen_bit_numbers_may_be_cut_anywhere(numbers: list[int], cuts: list[int]) -> None:
    content = np.array(numbers, "<i2").tobytes()
    reader = SampleReader("pcm16")
    edges = [0, *sorted(min(cut, len(content)) for cut in cuts), len(content)]
    pieces = [reader.read(content[start:end]) for start, end in pairwise(edges)]
    assert np.array_equal(np.concatenate(pieces), np.array(numbers, np.float32) / 32_768)


def test_floats_that_are_no_numbers_are_silence() -> None:
    content = np.array([0.5, np.nan, np.inf, -np.inf, -0.25], "<f4").tobytes()
    assert SampleReader("float32").read(content + b"\x00").tolist() == [0.5, 0.0, 1.0, -1.0, -0.25]
