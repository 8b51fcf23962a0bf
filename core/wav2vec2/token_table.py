"""Labels and added tokens of one language: token to index, index to token, and where a text is cut."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

from core.wav2vec2.added_tokens import AddedToken, TokenSplitter


class TokenTable:
    """The vocabulary of one language together with tokens outside it.

    Labels of several characters are kept whole at encoding, with the white space around them taken along, as Hugging
    Face does. Where an added token claims the index or the text of a label, the label wins.
    """

    def __init__(self, labels: Mapping[str, int], added: Mapping[int, AddedToken], special: Iterable[str]) -> None:
        self.labels = dict(labels)
        self.tokens = {index: label for label, index in labels.items()}
        self.added: dict[int, AddedToken] = {}
        for index, token in added.items():
            outside = index not in self.tokens and token.content not in self.labels
            if outside or labels.get(token.content) == index:
                self.added[index] = token
        self._settle()
        self.add(AddedToken(token, special=True) for token in special)
        for label, index in labels.items():
            if len(label) > 1:
                self.added[index] = AddedToken(label, lstrip=True, rstrip=True)
        self._settle()

    def __len__(self) -> int:
        return len(self.vocabulary())

    def vocabulary(self) -> dict[str, int]:
        """All tokens with their indices, added ones included."""
        return {**self.labels, **{token.content: index for index, token in sorted(self.added.items())}}

    def index_of(self, token: str) -> int | None:
        """None for a token that is not here."""
        return self._added_indices.get(token, self.labels.get(token))

    def token_of(self, index: int) -> str | None:
        """None for an index that is not here."""
        if index in self.tokens:
            return self.tokens[index]
        added = self.added.get(index)
        return None if added is None else added.content

    def add(self, tokens: Iterable[AddedToken]) -> int:
        """Keep tokens whole from now on; those not here yet get the next free indices. Returns how many are new."""
        new = 0
        for token in tokens:
            if not token.content:
                continue
            index = self.index_of(token.content)
            if index is None:
                index = 1 + max((*self.tokens, *self.added), default=-1)
                new += 1
            elif token.special and index in self.added:
                token = replace(self.added[index], special=True)  # noqa: PLW2901
            self.added[index] = token
            self._added_indices[token.content] = index
        self._settle()
        return new

    def tokenize(self, text: str, spell: Callable[[str], list[str]]) -> list[str]:
        """Whole tokens, and what lies between them spelt by `spell`."""
        return self._splitter.tokenize(text, spell)

    def outside(self) -> dict[int, AddedToken]:
        """The added tokens that are no labels."""
        return {index: token for index, token in self.added.items() if index not in self.tokens}

    def _settle(self) -> None:
        self._added_indices = {token.content: index for index, token in self.added.items()}
        self._splitter = TokenSplitter({token.content: token for token in self.added.values()})
