"""Truncating and padding sequences of token indices: the options of the tokenizer's call, and what they do.

Pure functions of Python lists. Matches Hugging Face's tokenizers written in Python, which add no marks around a text.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, TypedDict

from core.wav2vec2.batch_encoding import BatchEncoding, check_tensor_type

PADDINGS = ("longest", "max_length", "do_not_pad")
TRUNCATIONS = ("longest_first", "only_first", "only_second", "do_not_truncate")
# A model without a longest length says so with a number above this.
UNLIMITED = int(1e20)


class EncodingKeywords(TypedDict, total=False):
    """Keyword arguments of `Wav2Vec2CTCTokenizer.__call__`; `EncodingOptions` says what they mean."""

    add_special_tokens: bool
    padding: bool | str
    truncation: bool | str | None
    max_length: int | None
    stride: int
    is_split_into_words: bool
    pad_to_multiple_of: int | None
    padding_side: str | None
    return_tensors: str | None
    return_token_type_ids: bool | None
    return_attention_mask: bool | None
    return_overflowing_tokens: bool
    return_special_tokens_mask: bool
    return_offsets_mapping: bool
    return_length: bool
    verbose: bool


@dataclass(frozen=True, slots=True)
class EncodingOptions:
    """Options of one call.

    `padding`: True or "longest", "max_length", False or "do_not_pad". `truncation`: True or "longest_first",
    "only_first", "only_second", False or "do_not_truncate"; None: "longest_first" where only `max_length` is given.
    `stride`: how many tokens of the kept part the overflowing ones repeat. `add_special_tokens` and `verbose` change
    nothing: CTC texts carry no marks, and nothing is printed.
    """

    add_special_tokens: bool = True
    padding: bool | str = False
    truncation: bool | str | None = None
    max_length: int | None = None
    stride: int = 0
    is_split_into_words: bool = False
    pad_to_multiple_of: int | None = None
    padding_side: str | None = None
    return_tensors: str | None = None
    return_token_type_ids: bool | None = None
    return_attention_mask: bool | None = None
    return_overflowing_tokens: bool = False
    return_special_tokens_mask: bool = False
    return_offsets_mapping: bool = False
    return_length: bool = False
    verbose: bool = True


@dataclass(frozen=True, slots=True)
class LengthPlan:
    """What options and tokenizer together ask for; `max_length` is None where nothing limits."""

    padding: str
    truncation: str
    max_length: int | None
    truncation_side: str = "right"


@dataclass(frozen=True, slots=True)
class PaddingRule:
    """How to lengthen: to `max_length` (None: not at all), rounded up to `multiple`, on `side`, with `pad_token_id`."""

    max_length: int | None
    multiple: int | None
    side: str
    pad_token_id: int
    attention_mask: bool


def length_plan(options: EncodingOptions, model_max_length: int, truncation_side: str = "right") -> LengthPlan:
    """Resolve the spellings of padding and truncation. Raises ValueError for names that do not exist."""
    truncation_given = options.truncation
    if options.max_length is not None and options.padding is False and options.truncation is None:
        truncation_given = "longest_first"
    padding = padding_name(options.padding)
    truncation = _name(truncation_given or False, "longest_first", "do_not_truncate", "truncation", TRUNCATIONS)
    limit = options.max_length
    if limit is None:
        limited = model_max_length <= UNLIMITED
        if not limited:
            padding = "do_not_pad" if padding == "max_length" else padding
            truncation = "do_not_truncate"
        elif padding == "max_length" or truncation != "do_not_truncate":
            limit = model_max_length
    multiple = options.pad_to_multiple_of
    if (
        truncation != "do_not_truncate"
        and padding != "do_not_pad"
        and limit is not None
        and multiple
        and limit % multiple
    ):
        raise ValueError(f"max_length={limit} is not a multiple of pad_to_multiple_of={multiple}; choose one that is.")
    return LengthPlan(padding, truncation, limit, truncation_side)


def padding_name(padding: bool | str) -> str:
    """The one spelling of each padding. Raises ValueError for one that does not exist."""
    return _name(padding, "longest", "do_not_pad", "padding", PADDINGS)


def prepare(
    ids: list[int], pair: list[int] | None, options: EncodingOptions, plan: LengthPlan
) -> dict[str, list[int] | int]:
    """One sequence or pair, truncated but not padded, with the entries that are asked for."""
    if options.return_overflowing_tokens and pair is not None and plan.truncation == "longest_first":
        raise ValueError(
            "of a pair cut by longest_first no overflowing tokens can be returned; use only_first or only_second."
        )
    total = len(ids) + len(pair or ())
    excess = max(0, total - plan.max_length) if plan.max_length and plan.truncation != "do_not_truncate" else 0
    if plan.truncation_side == "left":
        cut = truncate(ids[::-1], pair[::-1] if pair else pair, excess, plan.truncation, options.stride)
        ids, pair, overflow = cut[0][::-1], cut[1][::-1] if cut[1] else cut[1], cut[2][::-1]
    else:
        ids, pair, overflow = truncate(ids, pair, excess, plan.truncation, options.stride)
    sequence = ids + (pair or [])
    entries: dict[str, list[int] | int] = {"input_ids": sequence}
    if options.return_token_type_ids:
        entries["token_type_ids"] = [0] * len(ids) + [1] * len(pair or ())
    if options.return_special_tokens_mask:
        entries["special_tokens_mask"] = [0] * len(sequence)
    if options.return_overflowing_tokens and not options.return_tensors and overflow:
        entries["overflowing_tokens"] = overflow
        entries["num_truncated_tokens"] = total - (plan.max_length or total)
    if options.return_length:
        entries["length"] = len(sequence)
    return entries


def truncate(
    ids: list[int], pair: list[int] | None, excess: int, strategy: str, stride: int
) -> tuple[list[int], list[int] | None, list[int]]:
    """Take `excess` tokens off the end; returns both sequences and what overflowed (with `stride` tokens before it)."""
    if excess <= 0:
        return ids, pair, []
    if strategy == "only_second":
        if not pair:
            return ids, pair, []
        return ids, pair[:-excess], pair[-min(len(pair), stride + excess) :]
    if strategy == "only_first" or pair is None:
        return ids[:-excess], pair, ids[-min(len(ids), stride + excess) :]
    # The longer one is first cut to the length of the other, then both alike.
    ahead = min(abs(len(pair) - len(ids)), excess)
    rest = excess - ahead
    from_ids = rest // 2 + (ahead if len(ids) > len(pair) else 0)
    from_pair = excess - from_ids
    return ids[: max(0, len(ids) - from_ids)], pair[: max(0, len(pair) - from_pair)], []


def pad_sequence(entries: Mapping[str, Any], rule: PaddingRule) -> dict[str, Any]:
    """One sequence's entries, lengthened."""
    padded = dict(entries)
    length = len(padded["input_ids"])
    if rule.attention_mask:
        padded.setdefault("attention_mask", [1] * length)
    missing = max(0, round_up(rule.max_length, rule.multiple) - length) if rule.max_length is not None else 0
    fillings = {"input_ids": rule.pad_token_id, "attention_mask": 0, "token_type_ids": 0, "special_tokens_mask": 1}
    for name, filling in fillings.items():
        if name in padded and missing and (name != "attention_mask" or rule.attention_mask):
            added = [filling] * missing
            padded[name] = added + padded[name] if rule.side == "left" else padded[name] + added
    return padded


def round_up(length: int, multiple: int | None) -> int:
    """The next multiple, or the length itself where there is none asked for."""
    return -(-length // multiple) * multiple if multiple else length


def pad_one(entries: Mapping[str, Any], plan: LengthPlan, rule: PaddingRule) -> BatchEncoding:
    """Entries of one sequence (lists of numbers), padded as the plan says."""
    padded = pad_sequence(entries, _settled(rule, plan, len(entries["input_ids"])))
    if "length" in padded:
        padded["length"] = len(padded["input_ids"])
    return BatchEncoding(padded)


def pad_batch(entries: Mapping[str, Any], plan: LengthPlan, rule: PaddingRule) -> BatchEncoding:
    """Entries of a batch (lists of lists), padded as the plan says. Raises ValueError where some are missing."""
    sequences = entries["input_ids"]
    if any(len(column) != len(sequences) for column in entries.values()):
        raise ValueError("the entries to pad have different numbers of sequences; give each sequence every entry.")
    settled = _settled(rule, plan, max(map(len, sequences), default=0))
    names = [*entries, "attention_mask"] if rule.attention_mask else entries
    batch: dict[str, list[Any]] = {name: [] for name in names}
    for index in range(len(sequences)):
        one = pad_sequence({name: column[index] for name, column in entries.items()}, settled)
        for name, value in one.items():
            batch[name].append(value)
    return BatchEncoding(batch)


def _settled(rule: PaddingRule, plan: LengthPlan, longest: int) -> PaddingRule:
    target = {"longest": longest, "max_length": plan.max_length, "do_not_pad": None}[plan.padding]
    return replace(rule, max_length=target)


def collate(examples: Any) -> dict[str, Any]:
    """A list of dictionaries as a dictionary of lists; a dictionary stays as it is."""
    if isinstance(examples, Mapping):
        return dict(examples)
    examples = list(examples)
    return {name: [example[name] for example in examples] for name in (examples[0] if examples else {})}


def check_options(options: EncodingOptions) -> None:
    """Raises for what cannot be returned: tensors of other frameworks, places of tokens in the text."""
    check_tensor_type(options.return_tensors)
    if options.return_offsets_mapping:
        raise NotImplementedError("return_offsets_mapping needs a fast tokenizer, and CTC vocabularies have none.")
    if options.padding_side not in (None, "left", "right"):
        raise ValueError(f"padding_side={options.padding_side!r} does not exist; use 'right' or 'left'.")
    if options.return_overflowing_tokens and options.stride < 0:
        raise ValueError("stride must not be negative.")


def _name(given: bool | str, when_true: str, when_false: str, argument: str, names: tuple[str, ...]) -> str:
    if given is True:
        return when_true
    if given is False:
        return when_false
    # Members of Hugging Face's enumerations carry their name as `value`.
    name = str(getattr(given, "value", given))
    if name not in names:
        raise ValueError(f"{argument}={given!r} does not exist; use one of {', '.join(names)}, True or False.")
    return name
