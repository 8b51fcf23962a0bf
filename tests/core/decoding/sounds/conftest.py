from __future__ import annotations

import pytest

from core.decoding.language_model import LanguageModel
from tests.core.decoding.sounds import lexicons


@pytest.fixture(scope="session")
def word_model(tmp_path_factory: pytest.TempPathFactory) -> LanguageModel:
    """A hand-made bigram model; `lexicons.ARPA` is its text."""
    return lexicons.tiny_model(tmp_path_factory.mktemp("word_model"))
