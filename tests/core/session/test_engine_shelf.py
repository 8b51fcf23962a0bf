"""The engine that is kept between two starts, and its memory, which is given back."""

from __future__ import annotations

import json
import socket
import weakref
from dataclasses import replace
from pathlib import Path

import pytest

from core.decoding.language_model_file import LanguageModelError
from core.session.engine_shelf import EngineShelf
from core.session.recognition import Engine, MixedIn, RecognitionOptions, options_of, options_row
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


ARPA = """\\data\\
ngram 1={count}
ngram 2=1

\\1-grams:
-1.0\t<unk>\t0
-99\t<s>\t0
-1.0\t</s>\t0
{words}
\\2-grams:
-0.5\t<s> </s>

\\end\\
"""


def write_model(file: Path, *words: str) -> None:
    lines = "".join(f"-0.5\t{word}\t0\n" for word in words)
    file.write_text(ARPA.format(count=3 + len(words), words=lines), encoding="ascii")


def words_of(engine: Engine) -> frozenset[str]:
    assert engine.language_model is not None
    return engine.language_model.unigrams


def test_language_models_that_cannot_be_used_are_said_and_the_others_are(mms_folder: Path, tmp_path: Path) -> None:
    write_model(tmp_path / "whole.arpa", "WHOLE")
    (tmp_path / "damaged.arpa").write_bytes(b"\\data\\\nngram 1=9999\n")
    mixed_in = (MixedIn(str(tmp_path / "damaged.arpa"), 0.3), MixedIn(str(tmp_path / "whole.arpa"), 0.3))
    options = RecognitionOptions(str(mms_folder), "eng", str(tmp_path / "gone.arpa"), mixed_in, 0.7, 1.0, device="cpu")
    with pytest.raises(LanguageModelError, match=r"gone.arpa does not exist"):
        EngineShelf().take(options)
    said: list[str] = []
    shelf = EngineShelf(said.append)
    engine = shelf.take(options)
    assert words_of(engine) == {"WHOLE"}
    assert engine.language_model is not None
    assert (engine.language_model.alpha, engine.language_model.beta) == (0.7, 1.0)
    assert ["gone.arpa does not exist" in said[0], "damaged.arpa is damaged" in said[1]] == [True, True]
    shelf.take(options)
    assert len(said) == 2
    # Come back, without anything else having been asked for.
    write_model(tmp_path / "gone.arpa", "BACK")
    assert words_of(shelf.take(options)) == {"BACK", "WHOLE"}
    assert len(said) == 3
    (tmp_path / "gone.arpa").unlink()
    (tmp_path / "whole.arpa").unlink()
    assert shelf.take(options).language_model is None


def test_a_language_model_that_was_built_again_is_loaded_again(mms_folder: Path, tmp_path: Path) -> None:
    file = tmp_path / "mine.arpa"
    write_model(file, "FIRST")
    options = RecognitionOptions(str(mms_folder), "eng", str(file), device="cpu")
    shelf = EngineShelf()
    assert words_of(shelf.take(options)) == {"FIRST"}
    write_model(file, "SECOND", "THIRD")
    assert words_of(shelf.take(options)) == {"SECOND", "THIRD"}
