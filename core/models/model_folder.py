"""What the small files of a checkpoint's folder say, without loading it: is it whole, its labels, languages, licence.

Checkpoints are hostile input: every file is bounded, and nonsense in one counts as its absence.
"""

from __future__ import annotations

import json
import re
import struct
from collections.abc import Mapping
from pathlib import Path
from typing import Any

CONFIG = "config.json"
VOCABULARY = "vocab.json"
NEEDED = (CONFIG, VOCABULARY, "preprocessor_config.json")
WEIGHTS = ("model.safetensors", "pytorch_model.bin", "tf_model.h5", "flax_model.msgpack")
ADAPTER = re.compile(r"adapter\.([A-Za-z0-9][A-Za-z0-9_-]{0,63})\.(?:safetensors|bin)")
MAXIMUM_JSON_BYTES = 64 * 1024 * 1024
MAXIMUM_CARD_BYTES = 1024 * 1024


def read_object(path: Path) -> dict[str, Any]:
    """A JSON object; empty where there is none that can be read."""
    try:
        if path.stat().st_size > MAXIMUM_JSON_BYTES:
            return {}
        values = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}
    return values if isinstance(values, dict) else {}


def is_recognition_model(folder: Path) -> bool:
    """Whether a folder holds a Wav2Vec2 CTC checkpoint, as far as its small files say."""
    return is_recognition_config(read_object(folder / CONFIG)) and (folder / VOCABULARY).is_file()


def is_recognition_config(config: dict[str, Any]) -> bool:
    """Whether a `config.json` is that of a Wav2Vec2 CTC checkpoint; one that names no architecture may be."""
    architectures = config.get("architectures") or ["Wav2Vec2ForCTC"]
    return config.get("model_type") == "wav2vec2" and architectures == ["Wav2Vec2ForCTC"]


def missing_files(folder: Path) -> list[str]:
    """Names that a whole checkpoint would have and this one has not; empty: it can be loaded."""
    missing = [name for name in NEEDED if not (folder / name).is_file()]
    for name in WEIGHTS:
        index = folder / f"{name}.index.json"
        if (folder / name).is_file():
            return missing
        if index.is_file():
            shards = read_object(index).get("weight_map")
            names = sorted({str(shard) for shard in shards.values()}) if isinstance(shards, dict) else [index.name]
            return missing + [shard for shard in names if not (folder / shard).is_file()]
    return [*missing, WEIGHTS[0]]


def labels_of(folder: Path) -> int:
    """How many labels the vocabulary has; of a vocabulary for each language, that of the main weights (or first)."""
    vocabulary = read_object(folder / VOCABULARY)
    languages = _nested(vocabulary)
    if languages:
        own = own_language(folder)
        return len(languages[own] if own in languages else next(iter(languages.values())))
    return len(vocabulary)


def has_labels(folder: Path, labels: Mapping[int, str]) -> bool:
    """Whether the vocabulary, or that of one of its languages, has these labels by index; nothing is known of one that
    cannot be read."""
    vocabulary = read_object(folder / VOCABULARY)
    known = _nested(vocabulary).values() or (vocabulary,)
    return not vocabulary or any(labels.items() <= {n: label for label, n in one.items()}.items() for one in known)


def own_language(folder: Path) -> str | None:
    """The language of the main weights of a checkpoint with several."""
    own = read_object(folder / "tokenizer_config.json").get("target_lang")
    return own if isinstance(own, str) and own in _nested(read_object(folder / VOCABULARY)) else None


def offered_languages(folder: Path) -> tuple[str, ...]:
    """All languages that the checkpoint has a vocabulary for, whether their adapters are here or not; sorted."""
    return tuple(sorted(_nested(read_object(folder / VOCABULARY))))


def adapter_files(folder: Path, language: str) -> list[Path]:
    """The adapter of a language in its one or two forms; none where it is not here."""
    names = (f"adapter.{language}.safetensors", f"adapter.{language}.bin")
    return [folder / name for name in names if ADAPTER.fullmatch(name) and (folder / name).is_file()]


def languages_here(folder: Path) -> tuple[str, ...]:
    """Languages that can be recognised at once: adapters in the folder, and the main weights' own; sorted."""
    own = own_language(folder)
    adapters = {match[1] for path in folder.glob("adapter.*") if (match := ADAPTER.fullmatch(path.name))}
    return tuple(sorted(adapters | ({own} if own else set())))


def card(folder: Path) -> dict[str, Any]:
    """The data at the head of the model card, `README.md`: licence, languages and more; empty where there is none."""
    from huggingface_hub import metadata_load
    from yaml import YAMLError

    path = folder / "README.md"
    try:
        if path.stat().st_size > MAXIMUM_CARD_BYTES:
            return {}
        return metadata_load(path) or {}
    except (OSError, ValueError, YAMLError, RecursionError):
        return {}


def licence_of(values: dict[str, Any]) -> str:
    """The licence that a card names, or its link; empty where it says none."""
    named = values.get("license_name") if values.get("license") == "other" else values.get("license")
    return named if isinstance(named, str) else ""


def size_on_disk(folder: Path) -> int:
    """Bytes of a checkpoint's files, those of its language model and lexicon among them."""
    parts = (folder, folder / "language_model", folder / "lexicon")
    files = [path for part in parts if part.is_dir() for path in part.iterdir()]
    return sum(path.stat().st_size for path in files if path.is_file())


def cut_off(path: Path) -> bool:
    """Whether a safetensors file is shorter or longer than its own header says: copied or downloaded in part."""
    size = path.stat().st_size
    with path.open("rb") as file:
        head = file.read(8)
        if len(head) < 8 or (length := struct.unpack("<Q", head)[0]) > min(size, MAXIMUM_JSON_BYTES):
            return True
        try:
            tensors = json.loads(file.read(length))
            ends = [entry["data_offsets"][1] for name, entry in tensors.items() if name != "__metadata__"]
            return bool(size != 8 + length + max(ends, default=0))
        except (ValueError, TypeError, KeyError, IndexError, AttributeError, RecursionError):
            return True


def _nested(vocabulary: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """The vocabularies by language, where it holds one for each."""
    return vocabulary if vocabulary and all(isinstance(value, dict) for value in vocabulary.values()) else {}
