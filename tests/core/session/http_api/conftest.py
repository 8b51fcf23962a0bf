"""The bundled engine, loaded once, a server of it, and for each test a folder of its own for uploads."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from core.session.recognition import Engine, RecognitionOptions, load_engine
from core.session.transcript import Transcript
from core.session.transcription import transcribe
from tests.core.session.http_api.api_server import DEMO, Running, serving


@pytest.fixture(scope="package")
def engine() -> Engine:
    return load_engine(RecognitionOptions())


@pytest.fixture(scope="package")
def expected(engine: Engine) -> Transcript:
    """What `transcribe` makes of the demo."""
    return transcribe(DEMO, engine)


@pytest.fixture(autouse=True)
def uploads_folder(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """What other programs, and servers of other tests, upload on this machine is not seen."""
    folder = tmp_path_factory.mktemp("uploads")
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


@pytest.fixture
def server(engine: Engine) -> Iterator[Running]:
    with serving(engine) as running:
        yield running
