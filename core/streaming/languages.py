"""The languages of a checkpoint: which there are, and one of them read into memory.

Files are only read, so any thread may call. A language is small: about 9 MB for MMS-1B.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from torch import Tensor

from core.decoding.sounds.lexicon import FOLDER, LexiconError, load_lexicon
from core.decoding.vocabulary import Vocabulary
from core.streaming.acoustic_model import ModelError
from core.wav2vec2 import HubOptions, Wav2Vec2CTCTokenizer
from core.wav2vec2.adapters import adapters_in, read_adapter
from core.wav2vec2.hub import find, locate, read_json

HEAD = "lm_head.weight"


@dataclass(frozen=True, slots=True)
class Language:
    """A vocabulary and the adapter and head that go with it; None: nothing to put into the network."""

    code: str | None
    vocabulary: Vocabulary
    adapter: dict[str, Tensor] | None


@dataclass(frozen=True, slots=True)
class Languages:
    """What `vocab.json`, `tokenizer_config.json` and the adapter files of a checkpoint say.

    `codes` can be chosen, sorted; none for a checkpoint of one language. `own` is the tokenizer's
    `target_lang`, the language of the main weights. `nested`: `vocab.json` holds a vocabulary for each
    language.
    """

    name: str
    codes: tuple[str, ...]
    own: str | None
    nested: bool

    @classmethod
    def of(cls, name_or_folder: str) -> Languages:
        """Adapter files of a folder; on the hub, whose files are not listed, the languages of `vocab.json`.

        Raises CheckpointError.
        """
        vocabulary = read_json(locate(name_or_folder, "vocab.json"))
        nested = bool(vocabulary) and all(isinstance(value, dict) for value in vocabulary.values())
        own = _own_language(name_or_folder) if nested else None
        own = own if own in vocabulary else None
        folder = Path(name_or_folder)
        codes = set(adapters_in(folder)) if folder.is_dir() else set()
        if nested:
            codes = {code for code in vocabulary if not folder.is_dir() or code in codes or code == own}
        return cls(name_or_folder, tuple(sorted(codes)), own, nested)

    @property
    def default(self) -> str | None:
        """The checkpoint's own language, else English, else the first."""
        if self.own is not None or not self.codes:
            return self.own
        return "eng" if "eng" in self.codes else self.codes[0]

    def read(self, code: str) -> Language:
        """A language that has an adapter file. Raises CheckpointError, and ModelError for an unknown code."""
        self.check(code)
        adapter = read_adapter(self.name, code, HubOptions())
        return Language(code, self._vocabulary(code, len(adapter.get(HEAD, ()))), adapter)

    def main(self, labels: int, adapter: dict[str, Tensor] | None) -> Language:
        """The language of the main weights, with so many labels. Raises CheckpointError, ModelError."""
        return Language(self.own, self._vocabulary(self.own, labels), adapter)

    def check(self, code: str) -> None:
        """Raise ModelError for a code that cannot be chosen."""
        if code in self.codes:
            return
        there = ", ".join(self.codes[:12]) + (", …" if len(self.codes) > 12 else "")
        advice = f"choose one of {there}" if self.codes else "leave the language out"
        raise ModelError(f"{self.name} has no language {code!r}; {advice}.")

    def _vocabulary(self, code: str | None, labels: int) -> Vocabulary:
        options: dict[str, Any] = {"target_lang": code} if self.nested else {}
        tokenizer = Wav2Vec2CTCTokenizer.from_pretrained(self.name, **options)
        vocabulary = Vocabulary.from_tokenizer(tokenizer, labels)
        if len(vocabulary.labels) != labels:
            raise ModelError(
                f"{self.name} has {len(vocabulary.labels)} labels in its vocabulary but {labels} in its weights; "
                "copy the whole checkpoint again."
            )
        return with_lexicon(vocabulary, Path(self.name) / FOLDER)


def with_lexicon(vocabulary: Vocabulary, folder: Path) -> Vocabulary:
    """The same with the lexicon that lies in a folder, if one does. Raises ModelError where it cannot be used."""
    if not folder.is_dir():
        return vocabulary
    try:
        return replace(vocabulary, lexicon=load_lexicon(folder, vocabulary.sounds), of_sounds=True)
    except LexiconError as failure:
        raise ModelError(str(failure)) from failure


def _own_language(name_or_folder: str) -> str | None:
    settings = find(name_or_folder, "tokenizer_config.json")
    own = read_json(settings).get("target_lang") if settings else None
    return own if isinstance(own, str) else None
