"""Who may ask: programs of this machine, or whoever knows the token; never a web page that nobody allowed. Pure.

A page that the user happens to visit can send requests to local ports, and a name of its own that suddenly means
127.0.0.1 (DNS rebinding) would make it our own page in the browser's eyes. The first names its Origin, the second its
Host; both are refused.
"""

from __future__ import annotations

import hmac
import ipaddress
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from core.session.http_api.errors import ApiError

SHORTEST_TOKEN = 16


def is_loopback(host: str) -> bool:
    """Whether only this machine can reach what is bound there."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


@dataclass(frozen=True, slots=True)
class Access:
    """The rules of one server: where it is bound, the token (None: none is asked for), origins that pages may have."""

    host: str
    token: str | None = None
    origins: frozenset[str] = frozenset()

    def check_sender(self, headers: Mapping[str, str]) -> None:
        """Raise ApiError for requests that a page of another site has sent."""
        if is_loopback(self.host) and not self._is_own_name(headers.get("Host", "")):
            raise ApiError("This name does not belong to this computer; ask 127.0.0.1 or localhost.", 403)
        origin = headers.get("Origin")
        foreign = origin is not None or headers.get("Sec-Fetch-Site") in ("cross-site", "same-site")
        if foreign and origin not in self.origins:
            raise ApiError(
                f"Pages of {origin or 'other sites'} may not ask here; "
                "start wavescribe serve with --allow-origin to let one.",
                403,
            )

    def check_token(self, headers: Mapping[str, str], query: Mapping[str, str]) -> None:
        """Raise ApiError where the token is asked for and not given (`token` of the address counts as well)."""
        if self.token is None:
            return
        kind, _, given = headers.get("Authorization", "").partition(" ")
        if kind.lower() != "bearer":
            given = query.get("token", "")
        # Bytes of a header that are no text are kept as surrogates.
        if not hmac.compare_digest(given.strip().encode(errors="surrogateescape"), self.token.encode()):
            raise ApiError(
                "The token is missing or wrong; send it as Authorization: Bearer TOKEN.", 401, code="invalid_api_key"
            )

    def _is_own_name(self, host: str) -> bool:
        try:
            name = urlsplit(f"//{host}").hostname
        except ValueError:
            return False
        return name is not None and (name == self.host or is_loopback(name))
