"""The engine that is kept between two starts, and its memory, which is given back."""

from __future__ import annotations

import json
import socket
import weakref
from dataclasses import replace
from pathlib import Path

import pytest

from core.session.recognition import EngineShelf, RecognitionOptions, options_of, options_row
from core.streaming.acoustic_model import ModelError


def test_an_engine_is_loaded_once_for_what_costs_nothing_to_change(mms_folder: Path) -> None:
    shelf = EngineShelf()
    assert shelf.loaded is None
    first = shelf.take(RecognitionOptions(model=str(mms_folder), device="cpu"))
    second = shelf.take(RecognitionOptions(model=str(mms_folder), device="cpu", language="deu"))
    assert second.model is first.model
    assert shelf.loaded is second
    assert second.model.language == "deu"


def test_what_is_released_leaves_memory_and_is_loaded_again(mms_folder: Path) -> None:
    options = RecognitionOptions(model=str(mms_folder), device="cpu")
    shelf = EngineShelf()
    shelf.release()
    engine = shelf.take(options)
    network = weakref.ref(engine.model._network)
    model = weakref.ref(engine.model)
    del engine
    shelf.release()
    assert shelf.loaded is None
    assert model() is None
    assert network() is None
    assert shelf.take(options).model.language == "eng"


def test_a_model_that_is_not_here_is_refused_without_a_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def forbidden(*_: object, **__: object) -> None:
        raise AssertionError("the network was used")

    monkeypatch.setattr(socket.socket, "connect", forbidden)
    for name in ("someone/not-here", "/no/such/folder"):
        with pytest.raises(ModelError, match=f"{name} is not on this computer; download it"):
            EngineShelf().take(RecognitionOptions(model=name))


def test_other_weights_of_the_language_model_leave_the_network_where_it_is() -> None:
    shelf = EngineShelf()
    options = RecognitionOptions()
    engine = shelf.take(options)
    other = shelf.take(replace(options, language_model_weight=0.3, word_bonus=-2.0))
    assert other.model is engine.model
    assert other.language_model is not None
    assert (other.language_model.alpha, other.language_model.beta) == (0.3, -2.0)
    assert shelf.take(replace(options, language_model="none")).language_model is None
    assert shelf.take(options).language_model.alpha == engine.language_model.alpha  # type: ignore[union-attr]
    row = json.loads(json.dumps(options_row(other.options)))
    assert options_of(row) == other.options
