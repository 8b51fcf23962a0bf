"""The specification's own version: what transformers 4.37.2 answered (tests/helpers/make_oracle_4_37.py)."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from core.wav2vec2.tokenization import Wav2Vec2CTCTokenizer

FOLDER = Path(__file__).resolve().parents[2] / "data" / "oracle_4_37"
ENCODED = json.loads((FOLDER / "encoding.json").read_text(encoding="utf-8"))
DECODED = json.loads((FOLDER / "decoding.json").read_text(encoding="utf-8"))


def _tokenizer(folder: Path, case: dict[str, Any]) -> Wav2Vec2CTCTokenizer:
    path = folder / "vocab.json"
    path.write_text(json.dumps(case["vocabulary"]), encoding="utf-8")
    return Wav2Vec2CTCTokenizer(path, **case["settings"])


def _text(case: dict[str, Any]) -> Any:
    """JSON has no tuples: a batch of two texts each was a batch of pairs."""
    text, split = case["text"], case["options"].get("is_split_into_words", False)
    if isinstance(text, list) and not split:
        return [tuple(item) if isinstance(item, list) else item for item in text]
    return text


@pytest.mark.parametrize("case", ENCODED, ids=lambda case: f"{case['text']}-{case['options']}")
def test_encodes_as_4_37_2_did(tmp_path: Path, case: dict[str, Any]) -> None:
    assert dict(_tokenizer(tmp_path, case)(_text(case), **case["options"])) == case["answer"]


@pytest.mark.parametrize("case", DECODED, ids=lambda case: f"{case['settings']}-{case['options']}")
def test_decodes_as_4_37_2_did(tmp_path: Path, case: dict[str, Any]) -> None:
    answer = _tokenizer(tmp_path, case).decode(case["ids"], **case["options"])
    if isinstance(case["answer"], str):
        assert answer == case["answer"]
    else:
        assert {name: answer[name] for name in answer.keys()} == case["answer"]  # noqa: SIM118
