"""Every argument that the specification's version documents is there, with its default."""

from __future__ import annotations

import dataclasses
import inspect
import json
from pathlib import Path
from typing import Any

import pytest

import core.wav2vec2 as family
from core.wav2vec2.feature_extraction import PaddingKeywords, PaddingOptions
from core.wav2vec2.processing_with_lm import BeamKeywords, BeamOptions
from core.wav2vec2.text_encoding import EncodingKeywords, EncodingOptions
from core.wav2vec2.tokenizer_files import TokenizerKeywords, TokenizerSettings

FOLDER = Path(__file__).resolve().parents[2] / "data" / "oracle_4_37"
DOCUMENTED: dict[str, dict[str, str]] = json.loads((FOLDER / "signatures.json").read_text(encoding="utf-8"))
# Where a method takes its options as typed keywords: their names, and the class that holds their defaults.
OPTIONS: dict[str, tuple[Any, Any]] = {
    "Wav2Vec2CTCTokenizer.__init__": (TokenizerKeywords, TokenizerSettings),
    "Wav2Vec2CTCTokenizer.__call__": (EncodingKeywords, EncodingOptions),
    "Wav2Vec2CTCTokenizer.pad": (EncodingKeywords, EncodingOptions),
    "Wav2Vec2FeatureExtractor.__call__": (PaddingKeywords, PaddingOptions),
    "Wav2Vec2FeatureExtractor.pad": (PaddingKeywords, PaddingOptions),
    "Wav2Vec2ProcessorWithLM.decode": (BeamKeywords, BeamOptions),
    "Wav2Vec2ProcessorWithLM.batch_decode": (BeamKeywords, BeamOptions),
}
MINE = [name for name in DOCUMENTED if name.split(".")[0] in {key.split(".")[0] for key in OPTIONS}]


def _arguments(name: str) -> dict[str, str]:
    """Name → default as text, "" where there is none."""
    kind, method = name.split(".")
    found: dict[str, str] = {}
    if name in OPTIONS:
        keywords, holder = OPTIONS[name]
        defaults = {field.name: repr(field.default) for field in dataclasses.fields(holder)}
        found = {key: defaults.get(key, "") for key in keywords.__annotations__}
    for parameter in inspect.signature(getattr(getattr(family, kind), method)).parameters.values():
        found[parameter.name] = "" if parameter.default is parameter.empty else repr(parameter.default)
    return found


@pytest.mark.parametrize("name", MINE)
def test_documented_arguments_are_there(name: str) -> None:
    found = _arguments(name)
    documented = {argument: default for argument, default in DOCUMENTED[name].items() if argument != "kwargs"}
    assert {argument: found.get(argument, "missing") for argument in documented} == documented
