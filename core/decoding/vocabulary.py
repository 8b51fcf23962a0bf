"""What the columns of an emission stand for."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Protocol

from core.decoding.sounds.lexicon import Lexicon


class Tokenizer(Protocol):
    """The part of a CTC tokenizer that says what its labels are (`Wav2Vec2CTCTokenizer` has it)."""

    pad_token_id: int
    word_delimiter_token_id: int | None
    all_special_ids: list[int]

    def get_vocab(self) -> dict[str, int]:
        """Label text → index."""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Labels by index. `blank` is CTC's; `delimiter` parts words (None: every label is a word of its own).

    `ignored` are labels that never stand in a text (sentence marks, unknown, unused rows). With a `lexicon` the labels
    are sounds, a character each, and words are written in the lexicon's characters. `of_sounds`: they were read with
    one, which is needed to read them again.
    """

    labels: tuple[str, ...]
    blank: int
    delimiter: int | None
    ignored: frozenset[int]
    lexicon: Lexicon | None = field(default=None, compare=False, repr=False)
    of_sounds: bool = field(default=False, compare=False, repr=False)

    @classmethod
    def from_tokenizer(cls, tokenizer: Tokenizer, size: int | None = None) -> Vocabulary:
        """Vocabulary of a tokenizer; `size` is the number of rows of the model's head where that is larger."""
        indices = {index: label for label, index in tokenizer.get_vocab().items()}
        special = set(tokenizer.all_special_ids)
        if size is not None:
            # Sentence marks that vocab.json does not hold get indices behind it, for which the head has no rows.
            indices = {index: label for index, label in indices.items() if index < size or index not in special}
        count = max(size or 0, max(indices, default=-1) + 1)
        blank, delimiter = tokenizer.pad_token_id, tokenizer.word_delimiter_token_id
        unused = {index for index in range(count) if index not in indices}
        ignored = ({index for index in special if index < count} | unused) - {blank, delimiter}
        return cls(tuple(indices.get(index, "") for index in range(count)), blank, delimiter, frozenset(ignored))

    @property
    def spoken(self) -> frozenset[str]:
        """The characters that words are written in: the labels that can stand inside a word, or the lexicon's."""
        return self.sounds if self.lexicon is None else self.lexicon.characters

    @property
    def written(self) -> dict[int, str]:
        """The labels that can stand in a text, by index; the delimiter is one."""
        unwritten = self.ignored | {self.blank}
        return {index: label for index, label in enumerate(self.labels) if index not in unwritten}

    @property
    def sounds(self) -> frozenset[str]:
        """The labels that can stand inside a word."""
        unspoken = self.ignored | {self.blank, self.delimiter}
        return frozenset(label for index, label in enumerate(self.labels) if index not in unspoken)

    def fold(self, text: str) -> str:
        """The text in the case that the vocabulary has: upper, lower, or as it is where both occur."""
        letters = "".join(self.spoken)
        if letters == letters.upper() != letters.lower():
            return text.upper()
        if letters == letters.lower() != letters.upper():
            return text.lower()
        return text

    def unknown_characters(self, text: str) -> tuple[str, ...]:
        """Characters of the folded text that no label holds, in order, each once; white space is not counted."""
        known = set("".join(self.spoken))
        return tuple(dict.fromkeys(c for c in self.fold(text) if not c.isspace() and c not in known))


class Speller:
    """Which labels a word of a text stands for."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        unspoken = vocabulary.ignored | {vocabulary.blank, vocabulary.delimiter}
        self._labels = {label: n for n, label in enumerate(vocabulary.labels) if label and n not in unspoken}
        self._longest = max(map(len, self._labels), default=0)
        self._lexicon = vocabulary.lexicon

    def ways(self, word: str) -> tuple[tuple[int, ...], ...]:
        """The labels of a word by each of its pronunciations, the usual one first; of letters there is one way."""
        if self._lexicon is None:
            return (self._cut(word),)
        return tuple(self._cut(said) for said in self._lexicon.ways(word)) or ((),)

    def spell(self, word: str) -> tuple[int, ...]:
        """The first of its ways."""
        return self.ways(word)[0]

    def _cut(self, text: str) -> tuple[int, ...]:
        """The longest label that fits first; characters that no label begins with are left out."""
        labels: list[int] = []
        position = 0
        while position < len(text):
            ends = range(min(position + self._longest, len(text)), position, -1)
            end = next((end for end in ends if text[position:end] in self._labels), None)
            if end is not None:
                labels.append(self._labels[text[position:end]])
            position = end or position + 1
        return tuple(labels)
