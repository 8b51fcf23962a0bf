"""The tokenizer's settings, and the files that hold them beside `vocab.json`.

`tokenizer_config.json`, `special_tokens_map.json` and `added_tokens.json`, as Hugging Face writes them, old and new.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any, TypedDict

from core.wav2vec2.added_tokens import AddedToken
from core.wav2vec2.ctc_vocabulary import MAXIMUM_LABELS
from core.wav2vec2.hub import CheckpointError, HubOptions, find, read_json

VOCABULARY_FILE = "vocab.json"
CONFIG_FILE = "tokenizer_config.json"
SPECIAL_TOKENS_FILE = "special_tokens_map.json"
ADDED_TOKENS_FILE = "added_tokens.json"
SPECIAL_ROLES = ("bos_token", "eos_token", "unk_token", "pad_token")
# Settings that are plain attributes of the tokenizer, and are written back as they are then.
CHANGEABLE = (
    *SPECIAL_ROLES,
    "word_delimiter_token",
    "replace_word_delimiter_char",
    "do_lower_case",
    "target_lang",
    "clean_up_tokenization_spaces",
    "model_max_length",
    "padding_side",
    "truncation_side",
)
# How Hugging Face writes that there is no longest length.
NO_LONGEST_LENGTH = int(1e30)
# Said about the file, not about the tokenizer; written anew.
_ABOUT_THE_FILE = frozenset(
    {
        "tokenizer_class",
        "processor_class",
        "name_or_path",
        "special_tokens_map_file",
        "tokenizer_file",
        "auto_map",
        "backend",
    }
)

_READ_APART = frozenset({"added_tokens_decoder", "additional_special_tokens", "extra_special_tokens", "vocab_file"})


class TokenizerKeywords(TypedDict, total=False):
    """Keyword arguments of `Wav2Vec2CTCTokenizer`; `TokenizerSettings` says what they mean."""

    bos_token: str | AddedToken | None
    eos_token: str | AddedToken | None
    unk_token: str | AddedToken | None
    pad_token: str | AddedToken | None
    word_delimiter_token: str | AddedToken | None
    replace_word_delimiter_char: str
    do_lower_case: bool
    target_lang: str | None
    clean_up_tokenization_spaces: bool
    additional_special_tokens: list[str]
    added_tokens_decoder: dict[int, AddedToken]
    model_max_length: int
    padding_side: str
    truncation_side: str


@dataclass(slots=True)
class TokenizerSettings:
    """What the files say, with Hugging Face's defaults (4.37.2). Raises CheckpointError for values of the wrong kind.

    `extra` are settings of the file that nothing here reads; they are written back.
    """

    bos_token: str | None = "<s>"
    eos_token: str | None = "</s>"
    unk_token: str | None = "<unk>"
    pad_token: str | None = "<pad>"
    word_delimiter_token: str | None = "|"
    replace_word_delimiter_char: str = " "
    do_lower_case: bool = False
    target_lang: str | None = None
    clean_up_tokenization_spaces: bool = True
    additional_special_tokens: tuple[str, ...] = ()
    model_max_length: int = NO_LONGEST_LENGTH
    padding_side: str = "right"
    truncation_side: str = "right"
    added_tokens: dict[int, AddedToken] = field(default_factory=dict)
    extra: dict[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for name in (*SPECIAL_ROLES, "word_delimiter_token", "target_lang"):
            if not isinstance(getattr(self, name), str | None):
                raise CheckpointError(f"the tokenizer's {name} must be text, not {getattr(self, name)!r:.40}.")
        if not isinstance(self.replace_word_delimiter_char, str):
            raise CheckpointError("the tokenizer's replace_word_delimiter_char must be text.")
        for name in ("padding_side", "truncation_side"):
            if getattr(self, name) not in ("left", "right"):
                raise CheckpointError(
                    f"the tokenizer's {name} must be 'right' or 'left', not {getattr(self, name)!r:.40}."
                )
        if not isinstance(self.model_max_length, int | float) or not self.model_max_length >= 1:
            raise CheckpointError(
                f"the tokenizer's model_max_length must be a number above 0, not {self.model_max_length!r:.40}."
            )
        self.model_max_length = int(min(self.model_max_length, NO_LONGEST_LENGTH))

    @classmethod
    def parse(cls, values: Mapping[str, Any], where: str = "the tokenizer's settings") -> TokenizerSettings:
        """From keyword arguments or a file's entries. Raises CheckpointError."""
        known = {item.name for item in fields(cls)} - {"added_tokens", "extra", "additional_special_tokens"}
        given: dict[str, Any] = {name: _text(value, where) for name, value in values.items() if name in known}
        for name in ("do_lower_case", "clean_up_tokenization_spaces"):
            if name in given:
                given[name] = bool(given[name])
        apart = known | _ABOUT_THE_FILE | _READ_APART
        return cls(
            **given,
            additional_special_tokens=_special_tokens(values, where),
            added_tokens=_added_tokens(values.get("added_tokens_decoder"), where),
            extra={name: value for name, value in values.items() if name not in apart},
        )

    def to_dict(self) -> dict[str, Any]:
        """The form of `tokenizer_config.json`."""
        apart = ("added_tokens", "extra", "additional_special_tokens")
        plain = {item.name: getattr(self, item.name) for item in fields(self) if item.name not in apart}
        return {
            **self.extra,
            **plain,
            "additional_special_tokens": list(self.additional_special_tokens),
            "added_tokens_decoder": {str(index): token.to_dict() for index, token in sorted(self.added_tokens.items())},
            "tokenizer_class": "Wav2Vec2CTCTokenizer",
        }


def read_settings(
    name_or_folder: str | Path, given: Mapping[str, Any], options: HubOptions | None
) -> TokenizerSettings:
    """Settings of a checkpoint; `given` ones win over those of its files. Raises CheckpointError."""
    config = find(name_or_folder, CONFIG_FILE, options)
    values = read_json(config) if config else {}
    if "added_tokens_decoder" not in values:
        values.update(_read_legacy(name_or_folder, options))
    return TokenizerSettings.parse({**values, **given}, str(config or name_or_folder))


def write_settings(folder: Path, settings: TokenizerSettings, prefix: str) -> tuple[str, ...]:
    """Write the two settings files, and `added_tokens.json` where tokens outside the vocabulary were added."""
    special = {role: getattr(settings, role) for role in SPECIAL_ROLES if getattr(settings, role) is not None}
    if settings.additional_special_tokens:
        special["additional_special_tokens"] = list(settings.additional_special_tokens)
    contents: dict[str, dict[str, Any]] = {CONFIG_FILE: settings.to_dict(), SPECIAL_TOKENS_FILE: special}
    return tuple(write_json(folder / (prefix + name), content) for name, content in contents.items())


def write_json(path: Path, values: Mapping[str, Any]) -> str:
    """Write an object the way Hugging Face does; returns the path as text."""
    path.write_text(json.dumps(values, indent=2, sort_keys=True, ensure_ascii=False) + "\n", encoding="utf-8")
    return str(path)


def _read_legacy(name_or_folder: str | Path, options: HubOptions | None) -> dict[str, Any]:
    """What files before `added_tokens_decoder` (transformers 4.33 and older) say about special and added tokens."""
    special = find(name_or_folder, SPECIAL_TOKENS_FILE, options)
    values = read_json(special) if special else {}
    added = find(name_or_folder, ADDED_TOKENS_FILE, options)
    if added:
        values["added_tokens_decoder"] = {str(index): content for content, index in read_json(added).items()}
    return values


def _text(value: Any, where: str) -> Any:
    """A token's description becomes its text; other values stay."""
    return AddedToken.parse(value, where).content if isinstance(value, AddedToken | Mapping) else value


def _special_tokens(values: Mapping[str, Any], where: str) -> tuple[str, ...]:
    """Special tokens without a role; transformers 5 has another name for them, which may also hold roles."""
    tokens: list[str] = []
    for name in ("additional_special_tokens", "extra_special_tokens"):
        given = values.get(name)
        given = list(given.values()) if isinstance(given, Mapping) else given or []
        if not isinstance(given, list | tuple):
            raise CheckpointError(f"{where}: {name} must be a list, not {given!r:.40}.")
        tokens += [AddedToken.parse(value, where).content for value in given]
    return tuple(dict.fromkeys(tokens))


def _added_tokens(values: Any, where: str) -> dict[int, AddedToken]:
    if values is None:
        return {}
    if not isinstance(values, Mapping):
        raise CheckpointError(f"{where}: added_tokens_decoder must be an object, not {values!r:.40}.")
    tokens = {}
    for index, token in values.items():
        if not str(index).isdecimal() or int(index) >= MAXIMUM_LABELS:
            raise CheckpointError(f"{where} gives an added token the index {index!r:.40}, which is none.")
        tokens[int(index)] = AddedToken.parse(token, where)
    return tokens
