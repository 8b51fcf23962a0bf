"""Which tokens have a role (blank, unknown, sentence marks, delimiter), and tokens to indices and back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any, overload

from core.wav2vec2.added_tokens import AddedToken
from core.wav2vec2.token_table import TokenTable
from core.wav2vec2.tokenizer_files import SPECIAL_ROLES, TokenizerSettings


class TokenRoles:
    """The tokenizer's vocabulary. Tokens with a role are plain attributes (`pad_token`), their indices are derived."""

    table: TokenTable

    def __init__(self, settings: TokenizerSettings) -> None:
        self.settings = settings
        self.bos_token = settings.bos_token
        self.eos_token = settings.eos_token
        self.unk_token = settings.unk_token
        self.pad_token = settings.pad_token
        self.word_delimiter_token = settings.word_delimiter_token
        self.replace_word_delimiter_char = settings.replace_word_delimiter_char
        self.do_lower_case = settings.do_lower_case
        self.target_lang = settings.target_lang
        self.clean_up_tokenization_spaces = settings.clean_up_tokenization_spaces
        self.model_max_length = settings.model_max_length
        self.padding_side = settings.padding_side
        self.truncation_side = settings.truncation_side
        self.additional_special_tokens = list(settings.additional_special_tokens)

    @overload
    def convert_tokens_to_ids(self, tokens: str) -> int: ...  # type: ignore[overload-overlap]
    @overload
    def convert_tokens_to_ids(self, tokens: Iterable[str]) -> list[int]: ...
    def convert_tokens_to_ids(self, tokens: str | Iterable[str]) -> int | list[int]:
        """Indices; what is not in the vocabulary gets the unknown token's. Raises ValueError where there is none."""
        if not isinstance(tokens, str):
            return [self.convert_tokens_to_ids(token) for token in tokens]
        index = self.table.index_of(tokens)
        if index is None and self.unk_token is not None:
            index = self.table.index_of(self.unk_token)
        if index is None:
            raise ValueError(f"the vocabulary has neither {tokens!r} nor an unknown token; leave such characters out.")
        return index

    @overload
    def convert_ids_to_tokens(self, ids: int, skip_special_tokens: bool = False) -> str: ...
    @overload
    def convert_ids_to_tokens(self, ids: Iterable[int], skip_special_tokens: bool = False) -> list[str]: ...
    def convert_ids_to_tokens(self, ids: int | Iterable[int], skip_special_tokens: bool = False) -> str | list[str]:
        """Tokens; an index that is not in the vocabulary gives the unknown token."""
        if isinstance(ids, int):
            token = self.table.token_of(ids)
            return (self.unk_token or "") if token is None else token
        skipped = set(self.all_special_ids) if skip_special_tokens else set()
        return [self.convert_ids_to_tokens(int(index)) for index in ids if int(index) not in skipped]

    def add_tokens(self, new_tokens: Any, special_tokens: bool = False) -> int:
        """Keep one token or several whole; returns how many got a new index (the model's head must grow by that)."""
        several = [new_tokens] if isinstance(new_tokens, str | AddedToken) else list(new_tokens)
        tokens = [replace(token, special=special_tokens or token.special) for token in map(_as_token, several)]
        for token in tokens:
            if token.special and token.content not in self.all_special_tokens:
                self.additional_special_tokens.append(token.content)
        return self.table.add(tokens)

    def add_special_tokens(self, special_tokens_dict: Mapping[str, Any]) -> int:
        """Set special tokens by role (`{"pad_token": "[PAD]"}`); returns how many got a new index."""
        new = 0
        for role, given in special_tokens_dict.items():
            if role == "additional_special_tokens":
                new += self.add_tokens(given, special_tokens=True)
                continue
            if role not in SPECIAL_ROLES:
                raise ValueError(f"{role} is no special token; use {', '.join(SPECIAL_ROLES)}.")
            token = _as_token(given)
            setattr(self, role, token.content)
            new += self.add_tokens(token, special_tokens=True)
        return new

    def get_vocab(self) -> dict[str, int]:
        """Token → index, with added tokens."""
        return self.table.vocabulary()

    def __len__(self) -> int:
        return len(self.table)

    @property
    def vocab_size(self) -> int:
        """Number of labels without added tokens."""
        return len(self.table.tokens)

    @property
    def encoder(self) -> dict[str, int]:
        """Label → index of the language in use."""
        return self.table.labels

    @property
    def decoder(self) -> dict[int, str]:
        """Index → label of the language in use."""
        return self.table.tokens

    @property
    def added_tokens_decoder(self) -> dict[int, AddedToken]:
        """Index → token kept whole, by index."""
        return dict(sorted(self.table.added.items()))

    @property
    def added_tokens_encoder(self) -> dict[str, int]:
        """Token kept whole → index, by index."""
        return {token.content: index for index, token in sorted(self.table.added.items())}

    @property
    def special_tokens_map(self) -> dict[str, Any]:
        """Role → token, of those that are set."""
        roles: dict[str, Any] = {role: getattr(self, role) for role in SPECIAL_ROLES if getattr(self, role) is not None}
        more = {"additional_special_tokens": self.additional_special_tokens} if self.additional_special_tokens else {}
        return roles | more

    @property
    def all_special_tokens(self) -> list[str]:
        """Sentence marks, unknown token, blank and additional ones, each once."""
        roles = [getattr(self, role) for role in SPECIAL_ROLES]
        return list(dict.fromkeys(token for token in [*roles, *self.additional_special_tokens] if token is not None))

    @property
    def all_special_ids(self) -> list[int]:
        """Indices of `all_special_tokens`."""
        return self.convert_tokens_to_ids(self.all_special_tokens)

    @property
    def bos_token_id(self) -> int | None:
        """Index of the token that begins a sentence."""
        return self._index(self.bos_token)

    @property
    def eos_token_id(self) -> int | None:
        """Index of the token that ends a sentence."""
        return self._index(self.eos_token)

    @property
    def unk_token_id(self) -> int | None:
        """Index of the unknown token."""
        return self._index(self.unk_token)

    @property
    def pad_token_id(self) -> int | None:
        """Index of the padding, which is the CTC blank."""
        return self._index(self.pad_token)

    @property
    def word_delimiter_token_id(self) -> int | None:
        """Index of the token between words; None where the vocabulary has none."""
        return self._index(self.word_delimiter_token)

    def _index(self, token: str | None) -> int | None:
        return None if token is None else self.table.index_of(token)


def _as_token(token: str | AddedToken | Mapping[str, Any]) -> AddedToken:
    return AddedToken.parse(token, "the token to add")
