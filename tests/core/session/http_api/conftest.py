"""The bundled engine, loaded once, and a server of it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from core.session.recognition import Engine, RecognitionOptions, load_engine
from tests.core.session.http_api.api_server import Running, serving


@pytest.fixture(scope="package")
def engine() -> Engine:
    return load_engine(RecognitionOptions())


@pytest.fixture
def server(engine: Engine) -> Iterator[Running]:
    with serving(engine) as running:
        yield running
