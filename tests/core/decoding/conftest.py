from __future__ import annotations

import pytest

from core.decoding.language_model import LanguageModel
from tests.core.decoding.oracle import write_arpa


@pytest.fixture(scope="session")
def tiny_model(tmp_path_factory: pytest.TempPathFactory) -> LanguageModel:
    """A hand-made bigram model; `oracle.ARPA` is its text."""
    return LanguageModel.load(write_arpa(tmp_path_factory.mktemp("tiny_model")))
