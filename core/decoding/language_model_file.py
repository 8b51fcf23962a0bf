"""What can be told of a KenLM file before KenLM itself opens it: whether it is one, and which words it knows.

KenLM takes what it reads at its word: it allocates what an ARPA file's counts ask for, and follows a binary's
pointers. So the counts are held against the file's size first.
"""

from __future__ import annotations

import mmap
import re
import struct
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

BINARY_MAGIC = b"mmap lm http://kheafield.com/code format version"
# sizeof(Sanity), then order, probing multiplier, model type, has_vocabulary and search version, then the counts
# (kenlm 0.3, lm/binary_format.cc).
PARAMETERS_AT = 88
PARAMETERS = struct.Struct("<BxxxfiBxxxI")
MAXIMUM_ORDER = 6
MODEL_TYPES = 6
HEAD_BYTES = 65536
# The shortest line of an ARPA file: "0 a" and its end.
SHORTEST_LINE = 4
MAXIMUM_LISTED_BYTES = 512 * 2**20
SENTENCE_MARKS = frozenset(("<s>", "</s>", "<unk>", "<UNK>"))


class LanguageModelError(Exception):
    """A language model cannot be used; the message is one sentence that says what to do."""


def check_form(file: Path) -> None:
    """Raise LanguageModelError where the file is no KenLM model, or cannot hold what it says it holds."""
    try:
        size = file.stat().st_size
        with file.open("rb") as opened:
            head = opened.read(HEAD_BYTES)
    except OSError as failure:
        raise LanguageModelError(f"Language model {file} cannot be read ({failure.strerror or failure}).") from failure
    if head.startswith(BINARY_MAGIC):
        sound = _is_sound_binary(head, size)
    elif b"\\data\\" in head:
        counts = [int(count) for count in re.findall(rb"^ngram +\d+ *= *(\d{1,18})", head, re.MULTILINE)]
        sound = 0 < len(counts) <= MAXIMUM_ORDER and 0 < sum(counts) * SHORTEST_LINE <= size
    else:
        raise LanguageModelError(f"{file} is no KenLM language model; give an .arpa file or a KenLM binary.")
    if not sound:
        raise LanguageModelError(
            f"Language model {file} is damaged, cut short or of more than {MAXIMUM_ORDER} words' order; "
            "copy or build it again."
        )


def ngram_counts(file: Path) -> tuple[int, ...]:
    """How many n-grams of each order a file says it has, for one that `check_form` passes."""
    with file.open("rb") as opened:
        head = opened.read(HEAD_BYTES)
    if not head.startswith(BINARY_MAGIC):
        return tuple(int(count) for count in re.findall(rb"^ngram +\d+ *= *(\d{1,18})", head, re.MULTILINE))
    order = PARAMETERS.unpack_from(head, PARAMETERS_AT)[0]
    return struct.unpack_from(f"<{order}Q", head, PARAMETERS_AT + PARAMETERS.size)


def is_binary(file: Path) -> bool:
    """Whether the file begins as KenLM's binaries do."""
    with file.open("rb") as opened:
        return opened.read(len(BINARY_MAGIC)) == BINARY_MAGIC


def read_words(file: Path) -> Iterator[str]:
    """The words that the file lists: an ARPA file's 1-grams, or the strings at a binary's end, if it has them."""
    with file.open("rb") as opened:
        words = _binary_words(opened) if is_binary(file) else _arpa_words(opened)
        for word in words:
            text = word.decode("utf-8", errors="replace")
            if text not in SENTENCE_MARKS:
                yield text


def _is_sound_binary(head: bytes, size: int) -> bool:
    if len(head) < PARAMETERS_AT + PARAMETERS.size:
        return False
    order, multiplier, model_type, _vocabulary, _version = PARAMETERS.unpack_from(head, PARAMETERS_AT)
    if not (1 < order <= MAXIMUM_ORDER and 1.0 <= multiplier < 1000 and 0 <= model_type < MODEL_TYPES):
        return False
    counts = struct.Struct(f"<{order}Q")
    if len(head) < PARAMETERS_AT + PARAMETERS.size + counts.size:
        return False
    # The closest packing, a quantised trie, takes more than a byte for an n-gram.
    ngrams: int = sum(counts.unpack_from(head, PARAMETERS_AT + PARAMETERS.size))
    return 0 < ngrams < size


def _arpa_words(opened: BinaryIO) -> Iterator[bytes]:
    inside = False
    for line in opened:
        if line.startswith(b"\\1-grams:"):
            inside = True
        elif inside and line.startswith(b"\\"):
            return
        elif inside and len(parts := line.split()) >= 2:
            yield parts[1]


def _binary_words(opened: BinaryIO) -> list[bytes]:
    """Null-terminated strings, the unknown word first, behind all tables."""
    with mmap.mmap(opened.fileno(), 0, access=mmap.ACCESS_READ) as mapped:
        _order, _multiplier, _type, listed, _version = PARAMETERS.unpack_from(mapped, PARAMETERS_AT)
        start = mapped.rfind(b"<unk>\0")
        if not listed or start < 0 or len(mapped) - start > MAXIMUM_LISTED_BYTES:
            return []
        *words, rest = mapped[start:].split(b"\0")
        (count,) = struct.unpack_from("<Q", mapped, PARAMETERS_AT + PARAMETERS.size)
        if rest or len(words) != count:
            raise LanguageModelError(f"Language model {opened.name} is cut short; copy or build it again.")
        return words
