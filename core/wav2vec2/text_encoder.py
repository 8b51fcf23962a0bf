"""The encoding half of the tokenizer: text to indices, truncated and padded."""

from __future__ import annotations

from typing import Any, Unpack

from core.wav2vec2.batch_encoding import BatchEncoding, to_lists
from core.wav2vec2.text_encoding import (
    EncodingKeywords,
    EncodingOptions,
    LengthPlan,
    PaddingRule,
    check_options,
    collate,
    length_plan,
    pad_batch,
    pad_one,
    prepare,
)
from core.wav2vec2.token_roles import TokenRoles


class TextEncoder(TokenRoles):
    """What `Wav2Vec2CTCTokenizer` does towards the model. Adds no sentence marks, as CTC has none."""

    model_input_names = ("input_ids", "attention_mask")

    def __call__(
        self,
        text: Any = None,
        text_pair: Any = None,
        text_target: Any = None,
        text_pair_target: Any = None,
        **options: Unpack[EncodingKeywords],
    ) -> BatchEncoding:
        """Text, or a list of texts, to `input_ids` and `attention_mask`; `text_target` alone likewise, beside `text` as
        `labels`. A text may also be a list of words (`is_split_into_words`) or of indices, and a pair a tuple of two.

        Options: `EncodingOptions`. Raises ValueError for options that do not go together, NotImplementedError for
        `return_offsets_mapping`, as documented.
        """
        chosen = EncodingOptions(**options)
        check_options(chosen)
        if text is None and text_target is None:
            raise ValueError("give text or text_target")
        encoded = None if text is None else self._encode(text, text_pair, chosen)
        if text_target is None:
            assert encoded is not None
            return encoded
        target = self._encode(text_target, text_pair_target, chosen)
        if encoded is None:
            return target
        encoded["labels"] = target["input_ids"]
        return encoded

    def encode(self, text: Any, text_pair: Any = None, **options: Unpack[EncodingKeywords]) -> Any:
        """Only the indices of `__call__`."""
        return self(text, text_pair, **options)["input_ids"]

    def pad(
        self,
        encoded_inputs: Any,
        padding: bool | str = True,
        max_length: int | None = None,
        pad_to_multiple_of: int | None = None,
        return_attention_mask: bool | None = None,
        **options: Any,
    ) -> BatchEncoding:
        """Pad what `__call__` returned: one encoding, a batch, or a list of encodings (as a collating function).

        Further options: `padding_side`, `return_tensors`, `verbose`. Raises ValueError without `input_ids`.
        """
        entries = to_lists(collate(encoded_inputs))
        if "input_ids" not in entries:
            raise ValueError(f"there are no input_ids to pad, only {', '.join(entries) or 'nothing'}")
        chosen = EncodingOptions(
            padding=padding,
            truncation=False,
            max_length=max_length,
            pad_to_multiple_of=pad_to_multiple_of,
            return_attention_mask=return_attention_mask,
            **options,
        )
        check_options(chosen)
        several = any(isinstance(item, list) for item in entries["input_ids"])
        padded = (pad_batch if several else pad_one)(entries, self._plan(chosen), self._rule(chosen))
        return padded.convert_to_tensors(chosen.return_tensors)

    def tokenize(self, text: str, is_split_into_words: bool = False) -> list[str]:
        """Text to tokens; a word of a list of words (`is_split_into_words`) begins with a delimiter."""
        return self.table.tokenize(" " + text if is_split_into_words else text, self._spell)

    def _spell(self, text: str) -> list[str]:
        letters = text.upper() if self.do_lower_case else text
        delimiter = self.word_delimiter_token
        return [delimiter if letter == " " and delimiter is not None else letter for letter in letters]

    def _plan(self, options: EncodingOptions) -> LengthPlan:
        plan = length_plan(options, self.model_max_length, self.truncation_side)
        if plan.padding != "do_not_pad" and self.pad_token_id is None:
            raise ValueError(
                "there is no padding token; set one: tokenizer.add_special_tokens({'pad_token': '[PAD]'})."
            )
        return plan

    def _rule(self, options: EncodingOptions) -> PaddingRule:
        return PaddingRule(
            max_length=None,
            multiple=options.pad_to_multiple_of,
            side=options.padding_side or self.padding_side,
            pad_token_id=self.pad_token_id or 0,
            attention_mask=options.return_attention_mask is not False,
        )

    def _encode(self, text: Any, pair: Any, options: EncodingOptions) -> BatchEncoding:
        plan, rule = self._plan(options), self._rule(options)
        if not _is_batch(text, options.is_split_into_words):
            entries = pad_one(self._prepare(text, pair, options, plan), plan, rule)
            return entries.convert_to_tensors(options.return_tensors, prepend_batch_axis=True)
        if pair is not None and (not isinstance(pair, list | tuple) or len(pair) != len(text)):
            raise ValueError("text is a batch, so text_pair must be a batch of the same length")
        batch: dict[str, list[Any]] = {"input_ids": []}
        for index, item in enumerate(text):
            first, second = _pair(item, options.is_split_into_words) if pair is None else (item, pair[index])
            for name, value in self._prepare(first, second, options, plan).items():
                batch.setdefault(name, []).append(value)
        return pad_batch(batch, plan, rule).convert_to_tensors(options.return_tensors)

    def _prepare(self, text: Any, pair: Any, options: EncodingOptions, plan: LengthPlan) -> dict[str, Any]:
        words = options.is_split_into_words
        return prepare(self._ids(text, words), None if pair is None else self._ids(pair, words), options, plan)

    def _ids(self, text: Any, is_split_into_words: bool) -> list[int]:
        """Indices of a text, of a list of words or tokens, or of a list of indices."""
        if isinstance(text, str):
            return self.convert_tokens_to_ids(self.tokenize(text))
        if isinstance(text, list | tuple):
            if all(isinstance(item, int) for item in text):
                return list(text)
            if all(isinstance(item, str) for item in text):
                if not is_split_into_words:
                    return self.convert_tokens_to_ids(text)
                return self.convert_tokens_to_ids(token for word in text for token in self.tokenize(word, True))
        raise ValueError(f"a text must be a string, a list of words or a list of indices, not {text!r:.60}")


def _is_batch(text: Any, is_split_into_words: bool) -> bool:
    if not isinstance(text, list | tuple):
        return False
    if is_split_into_words:
        return bool(text) and isinstance(text[0], list | tuple)
    return not text or isinstance(text[0], str | list | tuple)


def _pair(item: Any, is_split_into_words: bool) -> tuple[Any, Any]:
    """An item of a batch as a text and its pair: two texts together are a pair, a list of words is not."""
    inner = (list, tuple) if is_split_into_words else (str, list, tuple)
    if isinstance(item, list | tuple) and len(item) == 2 and all(isinstance(part, inner) for part in item):
        return item[0], item[1]
    return item, None
