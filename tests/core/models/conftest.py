"""Where the models of a test lie."""

from __future__ import annotations

from pathlib import Path

import pytest

from core.models.places import ModelPlaces
from tests.helpers.hub_server import Hub


@pytest.fixture
def places(hub: Hub, tmp_path: Path) -> ModelPlaces:
    """Folders of the test's own, and the server on this machine as the hub."""
    return ModelPlaces(tmp_path / "own", (), tmp_path / "cache", hub.address)
