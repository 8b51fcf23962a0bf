"""Tokens that are never cut at encoding: special tokens, labels of several characters, tokens added by the user."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from core.wav2vec2.hub import CheckpointError


@dataclass(frozen=True, slots=True)
class AddedToken:
    """A token kept whole. `lstrip`/`rstrip` take the white space beside it along; `single_word`: only as a whole word.

    `normalized` is kept for the files' sake; nothing here reads it. `special` tokens can be left out of decoded text.
    """

    content: str
    single_word: bool = False
    lstrip: bool = False
    rstrip: bool = False
    normalized: bool = False
    special: bool = False

    def __str__(self) -> str:
        return self.content

    def to_dict(self) -> dict[str, Any]:
        """The form of `tokenizer_config.json`."""
        names = ("content", "lstrip", "normalized", "rstrip", "single_word", "special")
        return {name: getattr(self, name) for name in names}

    @classmethod
    def parse(cls, value: Any, where: str) -> AddedToken:
        """From a string or the dictionary form. Raises CheckpointError, naming `where` it stood."""
        if isinstance(value, AddedToken):
            return value
        if isinstance(value, str):
            return cls(value)
        if isinstance(value, Mapping) and isinstance(value.get("content"), str):
            flags = ("single_word", "lstrip", "rstrip", "normalized", "special")
            return cls(value["content"], **{flag: bool(value.get(flag, False)) for flag in flags})
        raise CheckpointError(f"{where} has a token that is neither text nor a token's description: {value!r:.80}.")


class TokenSplitter:
    """Cuts a text at the tokens that are kept whole: leftmost first, and the longest of those that begin there."""

    def __init__(self, tokens: Mapping[str, AddedToken]) -> None:
        self._tokens = {content: token for content, token in tokens.items() if content}
        ordered = sorted(self._tokens, key=len, reverse=True)
        self._pattern = re.compile("(" + "|".join(map(re.escape, ordered)) + ")") if ordered else None

    def tokenize(self, text: str, spell: Callable[[str], list[str]]) -> list[str]:
        """Whole tokens as they are, what lies between them through `spell`."""
        pieces = self._pattern.split(text) if self._pattern else [text]
        for index in range(1, len(pieces), 2):
            self._settle(pieces, index)
        tokens: list[str] = []
        for index, piece in enumerate(pieces):
            if piece:
                tokens.extend([piece] if index % 2 else spell(piece))
        return tokens

    def _settle(self, pieces: list[str], index: int) -> None:
        """Apply one token's wishes to the text on its two sides."""
        token = self._tokens[pieces[index]]
        left, right = pieces[index - 1], pieces[index + 1]
        if token.rstrip:
            pieces[index + 1] = right.lstrip()
        if token.lstrip:
            pieces[index - 1] = left.rstrip()
        if token.single_word and left and not left.endswith(" "):
            pieces[index - 1] += token.content
            pieces[index] = ""
        elif token.single_word and right and not right.startswith(" "):
            pieces[index + 1] = token.content + pieces[index + 1]
            pieces[index] = ""
