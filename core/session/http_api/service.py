"""What the API's requests share: the model, the thread that recognises, how many may ask at once."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from core.session.http_api.access import Access
from core.session.http_api.errors import ApiError
from core.session.http_api.served_model import ServedModel
from core.session.http_api.turns import Turns

MOST_REQUESTS = 32
MOST_LIVE = 16


class Service:
    """Owned by the server's event loop."""

    def __init__(self, model: ServedModel, access: Access, most_upload_bytes: int) -> None:
        self.model = model
        self.access = access
        self.most_upload_bytes = most_upload_bytes
        self.turns = Turns()
        self.requests = 0
        self.live = 0

    @contextmanager
    def one_request(self) -> Iterator[None]:
        """Count one transcription while it lasts. Raises ApiError where there are too many."""
        if self.requests >= MOST_REQUESTS:
            raise ApiError(f"{MOST_REQUESTS} transcriptions are waiting already; try again later.", 429)
        self.requests += 1
        try:
            yield
        finally:
            self.requests -= 1

    @contextmanager
    def one_live(self) -> Iterator[None]:
        """Count one live client while it lasts. Raises ApiError where there are too many."""
        if self.live >= MOST_LIVE:
            raise ApiError(f"{MOST_LIVE} clients are captioned already; try again later.", 429)
        self.live += 1
        try:
            yield
        finally:
            self.live -= 1
