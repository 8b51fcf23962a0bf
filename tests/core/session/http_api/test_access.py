"""Who may ask: tokens, names of this computer, pages of other sites."""

from __future__ import annotations

import openai
import pytest
from hypothesis import given
from hypothesis import strategies as st
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect

from core.session.http_api.access import Access, is_loopback
from core.session.http_api.errors import ApiError
from core.session.recognition import Engine
from tests.core.session.http_api.api_server import Running, ask, serving

TOKEN = "a-long-enough-token"
PAGE = "https://captions.example.org"


def asked(server: Running, path: str, headers: dict[str, str] | None = None, method: str = "GET") -> tuple[int, str]:
    status, answered, answer = ask(server, path, headers, method=method)
    if status >= 400:
        assert answer["error"]["message"].endswith(".")
    return status, answered.get("Access-Control-Allow-Origin", "")


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 200),
        ({"Host": "localhost"}, 200),
        ({"Host": "127.0.0.1:1"}, 200),
        ({"Host": "[::1]:8770"}, 200),
        ({"Host": "evil.example.org"}, 403),
        ({"Host": "127.0.0.1.evil.example.org"}, 403),
        ({"Host": "[::1"}, 403),
        ({"Origin": "https://evil.example.org"}, 403),
        ({"Origin": "null"}, 403),
        ({"Origin": "http://localhost"}, 403),
        ({"Sec-Fetch-Site": "cross-site"}, 403),
        ({"Sec-Fetch-Site": "none"}, 200),
    ],
)
def test_only_programs_of_this_computer_may_ask(server: Running, headers: dict[str, str], status: int) -> None:
    for path in ("/v1/models", "/health"):
        assert asked(server, path, headers) == (status, "")


def test_a_page_may_not_open_a_live_socket(server: Running) -> None:
    with pytest.raises(InvalidStatus, match="403"):
        connect(f"ws://127.0.0.1:{server.port}/v1/audio/live", origin="https://evil.example.org", proxy=None)  # type: ignore[arg-type]


def test_an_origin_that_is_allowed_may_ask_and_read(engine: Engine) -> None:
    with serving(engine, Access("127.0.0.1", None, frozenset({PAGE}))) as server:
        assert asked(server, "/v1/models", {"Origin": PAGE}) == (200, PAGE)
        assert asked(server, "/nothing", {"Origin": PAGE}) == (404, PAGE)
        wish = {"Origin": PAGE, "Access-Control-Request-Method": "POST"}
        assert asked(server, "/v1/audio/transcriptions", wish, "OPTIONS") == (204, PAGE)
        assert asked(server, "/v1/models", {"Origin": "https://evil.example.org"}) == (403, "")
        assert asked(server, "/v1/models", {**wish, "Origin": "https://evil.example.org"}, "OPTIONS") == (403, "")


def test_without_the_token_nothing_but_the_health_is_told(engine: Engine) -> None:
    with serving(engine, Access("127.0.0.1", TOKEN)) as server:
        assert asked(server, "/health") == (200, "")
        for given_ in ({}, {"Authorization": "Bearer wrong"}, {"Authorization": TOKEN}, {"Authorization": "Bearer ü"}):
            assert asked(server, "/v1/models", given_)[0] == 401
        assert asked(server, "/v1/models", {"Authorization": f"Bearer {TOKEN}"})[0] == 200
        with openai.OpenAI(base_url=f"{server.address}/v1", api_key=TOKEN, max_retries=0) as client:
            assert [model.id for model in client.models.list()] == ["bundled-en-sounds"]
            assert client.models.retrieve("bundled-en-sounds").owned_by == "wavescribe"
            with pytest.raises(openai.NotFoundError, match="ask for bundled-en-sounds"):
                client.models.retrieve("owner/other")
        stranger = openai.OpenAI(base_url=f"{server.address}/v1", api_key="wrong", max_retries=0)
        with stranger, pytest.raises(openai.AuthenticationError, match="token is missing or wrong"):
            stranger.models.list()
        live = f"ws://127.0.0.1:{server.port}/v1/audio/live"
        with pytest.raises(InvalidStatus, match="401"):
            connect(live, proxy=None)
        # What a browser cannot send as a header.
        with connect(f"{live}?token={TOKEN}", proxy=None):
            pass


def test_beyond_this_computer_names_are_not_known_and_the_token_counts() -> None:
    access = Access("0.0.0.0", TOKEN)
    access.check_sender({"Host": "kitchen.local:8770"})
    access.check_token({"Authorization": f"bearer {TOKEN}"}, {})
    with pytest.raises(ApiError, match="token is missing"):
        access.check_token({}, {})


@given(host=st.text(max_size=40))
def test_whatever_stands_for_a_host_is_ours_or_refused(host: str) -> None:
    ours = True
    try:
        Access("127.0.0.1").check_sender({"Host": host})
    except ApiError:
        ours = False
    if ours:
        assert "localhost" in host.lower() or "127." in host or "::" in host or "0:" in host


@pytest.mark.parametrize(
    ("host", "ours"),
    [("127.0.0.1", True), ("127.9.9.9", True), ("::1", True), ("localhost", True), ("0.0.0.0", False), ("::", False),
     ("192.168.1.5", False), ("example.org", False)],
)  # fmt: skip
def test_which_addresses_only_this_computer_reaches(host: str, ours: bool) -> None:
    assert is_loopback(host) is ours
