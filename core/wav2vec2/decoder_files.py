"""pyctcdecode's beam decoder on disk: `alphabet.json`, and `language_model/` with attributes, words and a KenLM file.

What is read is checked before pyctcdecode and KenLM see it; both take what they read at its word.
"""

from __future__ import annotations

import json
import math
import re
import shutil
import struct
from pathlib import Path
from typing import Any

import kenlm
from pyctcdecode.alphabet import Alphabet
from pyctcdecode.decoder import BeamSearchDecoderCTC
from pyctcdecode.language_model import LanguageModel

from core.wav2vec2.ctc_vocabulary import MAXIMUM_LABELS
from core.wav2vec2.hub import CheckpointError, HubOptions, read_json

ALPHABET_FILE = "alphabet.json"
MODEL_FOLDER = "language_model"
ATTRIBUTES_FILE = "attrs.json"
WORDS_FILE = "unigrams.txt"
MODEL_SUFFIXES = (".arpa", ".bin", ".binary")
MAXIMUM_WORDS_BYTES = 512 * 2**20
NUMBERS = ("alpha", "beta", "unk_score_offset")
_BINARY = b"mmap lm http://kheafield.com/code format version"
_ARPA_COUNT = re.compile(rb"^ngram +\d+ *= *(\d+)", re.MULTILINE)
# No line of an ARPA file is shorter: "0\ta\n"; a binary takes more than a byte for an n-gram.
_SHORTEST_LINE = 4
# Where KenLM's binaries (kenlm 0.3, lm/binary_format.cc) say the order, and how many n-grams there are of each.
_ORDER_AT, _COUNTS_AT = 88, 108
_ORDERS = range(2, 7)


def read_decoder(name_or_folder: str | Path, options: HubOptions) -> BeamSearchDecoderCTC:
    """The decoder of a folder, or of a model on the hub. Raises CheckpointError."""
    folder = Path(name_or_folder)
    if not folder.is_dir():
        folder = _download(str(name_or_folder), options)
    if not (folder / ALPHABET_FILE).is_file():
        raise CheckpointError(f"{name_or_folder} has no {ALPHABET_FILE}; choose a checkpoint with a language model.")
    alphabet = _read_alphabet(folder / ALPHABET_FILE)
    models = folder / MODEL_FOLDER
    return BeamSearchDecoderCTC(alphabet, _read_model(models) if models.is_dir() else None)


def write_decoder(decoder: BeamSearchDecoderCTC, folder: Path) -> None:
    """Write the decoder's files into a folder that exists; an older language model there is replaced."""
    (folder / ALPHABET_FILE).write_text(decoder._alphabet.dumps(), encoding="utf-8")
    model: Any = decoder._language_model
    if model is None:
        return
    source = Path(model._kenlm_model.path.decode())
    target = folder / MODEL_FOLDER
    target.mkdir(exist_ok=True)
    for other in target.iterdir():
        if other.suffix in MODEL_SUFFIXES and not other.samefile(source):
            other.unlink()
    if not (target / source.name).exists():
        shutil.copy2(source, target)
    (target / ATTRIBUTES_FILE).write_text(json.dumps(model.serializable_attrs), encoding="utf-8")
    (target / WORDS_FILE).write_text("".join(f"{word}\n" for word in sorted(model._unigram_set)), encoding="utf-8")


def _download(name: str, options: HubOptions) -> Path:
    """The decoder's files of a hub repository; the KenLM file may have any name, so the whole folder is asked for."""
    from huggingface_hub import snapshot_download
    from huggingface_hub.errors import HfHubHTTPError, HFValidationError

    try:
        return Path(
            snapshot_download(
                name,
                allow_patterns=[ALPHABET_FILE, f"{MODEL_FOLDER}/*"],
                cache_dir=options.cache_dir,
                revision=options.revision,
                token=options.token,
                local_files_only=options.local_files_only,
                force_download=options.force_download,
            )
        )
    except (HfHubHTTPError, HFValidationError, OSError) as failure:
        reason = " ".join(str(failure).split())[:160]
        raise CheckpointError(
            f"the language model of {name} could not be downloaded ({reason}); check the name and the network."
        ) from failure


def _read_alphabet(path: Path) -> Alphabet:
    values = read_json(path)
    labels = values.get("labels")
    sound = isinstance(labels, list) and 0 < len(labels) <= MAXIMUM_LABELS
    if not sound or not all(isinstance(label, str) for label in labels or ()):
        raise CheckpointError(f"{path} has no list of labels; copy the checkpoint again.")
    if not isinstance(values.get("is_bpe"), bool):
        raise CheckpointError(f"{path} does not say whether its labels are pieces of words (is_bpe: true or false).")
    assert labels is not None
    if len(set(labels)) != len(labels):
        raise CheckpointError(f"{path} has a label twice; copy the checkpoint again.")
    return Alphabet(labels, values["is_bpe"])


def _read_model(folder: Path) -> LanguageModel:
    files = sorted(file for file in folder.iterdir() if file.suffix in MODEL_SUFFIXES)
    if len(files) != 1:
        raise CheckpointError(f"{folder} must hold one {' or '.join(MODEL_SUFFIXES)} file, and holds {len(files)}.")
    words = _read_words(folder / WORDS_FILE)
    attributes = _read_attributes(folder / ATTRIBUTES_FILE)
    return LanguageModel(_open(files[0]), words, **attributes)


def _read_attributes(path: Path) -> dict[str, Any]:
    values = read_json(path)
    if set(values) != {*NUMBERS, "score_boundary"} or not isinstance(values["score_boundary"], bool):
        raise CheckpointError(
            f"{path} must have {', '.join(NUMBERS)} and score_boundary (true or false), nothing else."
        )
    for name in NUMBERS:
        number = values[name]
        if isinstance(number, bool) or not isinstance(number, int | float) or not math.isfinite(number):
            raise CheckpointError(f"{path}: {name} must be a number, not {number!r:.40}.")
        values[name] = float(number)
    return values


def _read_words(path: Path) -> list[str]:
    try:
        if path.stat().st_size > MAXIMUM_WORDS_BYTES:
            raise CheckpointError(f"{path} is larger than {MAXIMUM_WORDS_BYTES // 2**20} MiB; prune the list of words.")
        return path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as failure:
        raise CheckpointError(f"{path} cannot be read ({failure}); copy the language model again.") from failure


def _open(path: Path) -> Any:
    with path.open("rb") as file:
        head = file.read(65536)
    if not 0 < _least_bytes(head) <= path.stat().st_size:
        raise CheckpointError(f"{path} is no KenLM language model, or cut short; copy it again.")
    config = kenlm.Config()
    config.show_progress = False
    config.arpa_complain = kenlm.ARPALoadComplain.NONE
    try:
        return kenlm.Model(str(path), config)
    except (OSError, RuntimeError, ValueError) as failure:
        reason = " ".join(str(failure).split())[:160]
        raise CheckpointError(f"{path} is damaged or of another version ({reason}); copy it again.") from failure


def _least_bytes(head: bytes) -> int:
    """The size that a KenLM file with this head must have at least, by its own counts; 0 where it is none."""
    if not head.startswith(_BINARY):
        counts = [int(count) for count in _ARPA_COUNT.findall(head)] if b"\\data\\" in head else []
        return sum(counts) * _SHORTEST_LINE
    order = head[_ORDER_AT] if len(head) > _ORDER_AT else 0
    if order not in _ORDERS or len(head) < _COUNTS_AT + 8 * order:
        return 0
    return sum(struct.unpack_from(f"<{order}Q", head, _COUNTS_AT))
