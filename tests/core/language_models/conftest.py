from __future__ import annotations

from pathlib import Path

import pytest

from tests.helpers.kenlm_programs import kenlm_programs


@pytest.fixture(scope="session")
def programs() -> Path:
    """The folder of KenLM's own lmplz and build_binary."""
    return kenlm_programs()
