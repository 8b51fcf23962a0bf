"""Feeds: a text file that only grows, a WebSocket that only its owner hears, a page that works in OBS."""

from __future__ import annotations

import json
import os
import socket
import stat
import threading
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.client import ClientConnection, connect

from core.decoding.hypothesis import Word
from core.decoding.readable.readable_text import ReadableWord
from core.session.feeds.caption_feed import FeedError, Feeds, caption_row
from core.session.feeds.text_file import TextFileFeed
from core.session.feeds.web_socket import MOST_CLIENTS, MOST_WAITING, WebSocketFeed
from core.session.readable_captions import as_shown
from core.streaming.captions import FinalCaption, PartialCaption


def words(text: str) -> tuple[Word, ...]:
    return tuple(Word(word, 1.0, 1.5, 0.9) for word in text.split())


def final(text: str, number: int = 0) -> FinalCaption:
    return FinalCaption(number, 1.0, 2.0, words(text), 2.1, "eng")


def partial(text: str) -> PartialCaption:
    return PartialCaption(0, 1.0, 2.0, words(text), 0, 2.1, "eng")


# Text file


def test_finals_are_appended_below_what_was_there(tmp_path: Path) -> None:
    path = tmp_path / "captions.txt"
    path.write_text("earlier\n", encoding="utf-8")
    feed = TextFileFeed(path, pytest.fail)
    for caption in (partial("good"), final("good morning"), final(""), final("señor ünal 你好")):
        feed.caption(caption)
    assert path.read_text(encoding="utf-8") == "earlier\ngood morning\nseñor ünal 你好\n"
    feed.close()
    feed.caption(final("too late"))
    assert "late" not in path.read_text(encoding="utf-8")


@pytest.mark.skipif(os.name == "nt", reason="POSIX permissions")
def test_a_new_file_is_the_users_alone(tmp_path: Path) -> None:
    TextFileFeed(tmp_path / "new.txt", pytest.fail).close()
    assert stat.S_IMODE((tmp_path / "new.txt").stat().st_mode) == 0o600


def test_a_file_that_cannot_be_written_is_said_before_anything_starts(tmp_path: Path) -> None:
    with pytest.raises(FeedError, match="choose another file"):
        TextFileFeed(tmp_path / "no" / "folder.txt", pytest.fail)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_full_disk_ends_the_feed_and_is_said_once() -> None:
    said: list[str] = []
    feed = TextFileFeed(Path("/dev/full"), said.append)
    feed.caption(final("one"))
    feed.caption(final("two"))
    assert len(said) == 1
    assert "No space left" in said[0]


# WebSocket


@pytest.fixture
def feed() -> Iterator[WebSocketFeed]:
    feed = WebSocketFeed(0)
    yield feed
    feed.close()


def listener(feed: WebSocketFeed, address: str = "", **options: object) -> ClientConnection:
    return connect(address or feed.address, proxy=None, open_timeout=20, **options)  # type: ignore[arg-type]


def received(connection: ClientConnection) -> dict[str, object]:
    row = json.loads(connection.recv(timeout=20))
    assert isinstance(row, dict)
    return row


def read_to_the_end(connection: socket.socket) -> None:
    while connection.recv(1 << 20):
        pass
    raise EOFError


def test_captions_arrive_in_order_and_late_comers_get_the_last_finals(feed: WebSocketFeed) -> None:
    with listener(feed) as early:
        # The first message shows that the listener is among the clients.
        for number in range(12):
            feed.caption(final(f"line {number}", number))
        feed.caption(partial("half a"))
        rows = [received(early) for _ in range(3)]
        first = int(str(rows[0]["text"]).split()[1])
        assert [row["text"] for row in rows] == [f"line {first + n}" for n in range(3)]
        with listener(feed) as late:
            assert [received(late)["text"] for _ in range(10)] == [f"line {number}" for number in range(2, 12)]
            feed.caption(final("both"))
            assert received(late)["text"] == "both"
            feed.clear()
            assert received(late) == {"type": "clear"}
    with listener(feed) as after_clear:
        feed.caption(final("new"))
        assert received(after_clear)["text"] == "new"


def test_a_row_says_everything_about_a_caption(feed: WebSocketFeed) -> None:
    feed.caption(final("hello"))
    with listener(feed) as connection:
        assert received(connection) == {
            "type": "final",
            "segment": 0,
            "start": 1.0,
            "end": 2.0,
            "language": "eng",
            "text": "hello",
            "words": [{"word": "hello", "start": 1.0, "end": 1.5, "confidence": 0.9}],
        }


def test_letters_go_along_unless_the_words_are_the_readable_ones() -> None:
    caption = replace(final("is four"), letters=((("i", 0.9), ("s", 0.8)), tuple((letter, 0.5) for letter in "four")))
    rows: Any = caption_row(caption)["words"]
    assert rows[0]["letters"] == [{"letter": "i", "confidence": 0.9}, {"letter": "s", "confidence": 0.8}]
    shown = as_shown(replace(caption, readable=(ReadableWord("Is", 0, 0), ReadableWord("4.", 1, 1))))
    rows = caption_row(shown)["words"]
    assert [set(row) for row in rows] == [{"word", "start", "end", "confidence"}] * 2


def test_who_does_not_know_the_token_hears_nothing(feed: WebSocketFeed) -> None:
    for address in (f"ws://127.0.0.1:{feed.port}/captions", f"ws://127.0.0.1:{feed.port}/captions?token=guess"):
        with pytest.raises(InvalidStatus, match="403"):
            listener(feed, address)
    with pytest.raises(urllib.error.HTTPError, match="403"):
        urllib.request.urlopen(f"http://127.0.0.1:{feed.port}/", timeout=20)


def test_a_page_of_another_site_hears_nothing_even_with_the_token(feed: WebSocketFeed) -> None:
    with pytest.raises(InvalidStatus, match="403"):
        listener(feed, origin="https://example.org")
    with listener(feed, origin=f"http://127.0.0.1:{feed.port}"):
        pass


def test_only_this_machine_is_served(feed: WebSocketFeed) -> None:
    found = {info[4][0] for info in socket.getaddrinfo(socket.gethostname(), feed.port, socket.AF_INET)}
    for address in found - {"127.0.0.1"}:
        if address.startswith("127."):
            continue
        with pytest.raises(ConnectionRefusedError):
            socket.create_connection((address, feed.port), timeout=5).close()


def test_the_number_of_listeners_is_bounded(feed: WebSocketFeed) -> None:
    feed.caption(final("here"))
    connections = [listener(feed) for _ in range(MOST_CLIENTS)]
    for connection in connections:
        assert received(connection)["text"] == "here"
    with pytest.raises(InvalidStatus, match="503"):
        listener(feed)
    for connection in connections:
        connection.close()


def test_a_listener_that_does_not_read_is_cut_off_and_the_others_go_on(feed: WebSocketFeed) -> None:
    feed.caption(final("here"))
    deaf = socket.create_connection(("127.0.0.1", feed.port), timeout=20)
    request = [f"GET /captions?token={feed.token} HTTP/1.1", "Host: 127.0.0.1", "Upgrade: websocket"]
    request += ["Connection: Upgrade", "Sec-WebSocket-Version: 13", f"Sec-WebSocket-Key: {'A' * 22}==", "", ""]
    deaf.sendall("\r\n".join(request).encode())
    assert b"101" in deaf.recv(4096)
    long = final("x" * 100_000)
    with listener(feed, max_size=None) as hearing:
        assert received(hearing)["text"] == "here"
        for _ in range(MOST_WAITING + 60):
            feed.caption(long)
            assert received(hearing)["text"] == long.text
        feed.caption(final("still here"))
        assert received(hearing)["text"] == "still here"
    with pytest.raises((ConnectionError, EOFError)):
        read_to_the_end(deaf)
    deaf.close()


def test_the_page_is_one_file_that_loads_nothing_from_elsewhere(feed: WebSocketFeed) -> None:
    with urllib.request.urlopen(feed.page_address, timeout=20) as response:
        page = response.read().decode("utf-8")
        assert response.headers["Content-Type"] == "text/html; charset=utf-8"
        assert "default-src 'none'" in response.headers["Content-Security-Policy"]
    assert "textContent" in page
    assert "innerHTML" not in page
    assert "http" not in page.replace("http-equiv", "")
    with pytest.raises(urllib.error.HTTPError, match="404"):
        urllib.request.urlopen(f"http://127.0.0.1:{feed.port}/other?token={feed.token}", timeout=20)


def test_a_port_that_is_taken_is_said(feed: WebSocketFeed) -> None:
    with pytest.raises(FeedError, match="choose another port"):
        WebSocketFeed(feed.port)


def test_closing_says_goodbye_and_later_captions_are_no_failure() -> None:
    feed = WebSocketFeed(0)
    feed.caption(final("here"))
    with listener(feed) as connection:
        assert received(connection)["text"] == "here"
        all_feeds = Feeds([feed])
        all_feeds.close()
        with pytest.raises(ConnectionClosed):
            connection.recv(timeout=20)
    all_feeds.caption(final("nobody"))
    assert not [thread for thread in threading.enumerate() if thread.name == "caption feed"]
