"""`Wav2Vec2CTCTokenizer` against the reference implementation's newest release, and its files."""

from __future__ import annotations

import json
import logging
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from transformers import Wav2Vec2CTCTokenizer as Reference

from core.wav2vec2.added_tokens import AddedToken
from core.wav2vec2.hub import CheckpointError
from core.wav2vec2.tokenization import Wav2Vec2CTCTokenizer
from tests.helpers.shared_data import shared

logging.getLogger("transformers").setLevel(logging.CRITICAL)
LETTERS = "abcdefgäßçXYZ'.?,-"
SPECIAL = ["<pad>", "<s>", "</s>", "<unk>", "|"]
QUICK = settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])


@st.composite
def vocabularies(draw: st.DrawFn) -> dict[str, int]:
    letters = draw(st.lists(st.sampled_from(LETTERS), unique=True, min_size=1))
    pairs = draw(st.lists(st.sampled_from(["sh", "ch", "sch", "th", "ab", "abc"]), unique=True, max_size=4))
    tokens = draw(st.permutations([*SPECIAL, *letters, *pairs]))
    return {token: index for index, token in enumerate(tokens)}


def _both(folder: Path, vocabulary: dict[str, Any], **options: Any) -> tuple[Wav2Vec2CTCTokenizer, Any]:
    path = folder / "vocab.json"
    path.write_text(json.dumps(vocabulary), encoding="utf-8")
    # The default of this option is 4.37.2's here, another one in the newest release.
    options.setdefault("clean_up_tokenization_spaces", True)
    return Wav2Vec2CTCTokenizer(path, **options), Reference(str(path), **options)


texts = st.text(alphabet=LETTERS + "  shct|Ω", max_size=30)


@QUICK
@given(
    vocabulary=vocabularies(),
    batch=st.lists(texts, min_size=1, max_size=4),
    padding=st.sampled_from([False, True, "max_length"]),
    truncation=st.sampled_from([None, False, True, "only_first"]),
    max_length=st.sampled_from([None, 4, 12]),
    multiple=st.sampled_from([None, 4]),
    lower=st.booleans(),
)
def test_encodes_as_the_reference(  # noqa: PLR0917
    tmp_path: Path,
    vocabulary: dict[str, int],
    batch: list[str],
    padding: bool | str,
    truncation: bool | str | None,
    max_length: int | None,
    multiple: int | None,
    lower: bool,
) -> None:
    ours, theirs = _both(tmp_path, vocabulary, do_lower_case=lower)
    options = {"truncation": truncation, "max_length": max_length, "pad_to_multiple_of": multiple}
    if padding is True and max_length and not truncation:
        # The reference warns of it; the result is the same without.
        options["max_length"] = None
    options |= {"padding": padding, "return_special_tokens_mask": True}
    assert dict(ours(batch, **options)) == dict(theirs(batch, **options))
    assert ours.tokenize(batch[0]) == theirs.tokenize(batch[0])
    assert ours.encode(batch[0]) == theirs.encode(batch[0])


@QUICK
@given(
    vocabulary=vocabularies(),
    frames=st.lists(st.integers(0, 30), max_size=40),
    options=st.fixed_dictionaries(
        {
            "skip_special_tokens": st.booleans(),
            "clean_up_tokenization_spaces": st.sampled_from([None, True, False]),
            "output_char_offsets": st.booleans(),
            "output_word_offsets": st.booleans(),
            "group_tokens": st.booleans(),
            "spaces_between_special_tokens": st.booleans(),
        }
    ),
    lower=st.booleans(),
)
def test_decodes_as_the_reference(
    tmp_path: Path, vocabulary: dict[str, int], frames: list[int], options: dict[str, Any], lower: bool
) -> None:
    ours, theirs = _both(tmp_path, vocabulary, do_lower_case=lower, replace_word_delimiter_char="_" if lower else " ")
    for form in (frames, np.array(frames, np.int64), torch.tensor(frames, dtype=torch.long)):
        mine, other = ours.decode(form, **options), theirs.decode(form, **options)
        if options["output_char_offsets"] or options["output_word_offsets"]:
            assert mine.text == other.text
            assert (mine.char_offsets, mine.word_offsets) == (other.char_offsets, other.word_offsets)
        else:
            assert mine == other
    assert ours.convert_ids_to_tokens(frames) == theirs.convert_ids_to_tokens(frames)


@QUICK
@given(vocabulary=vocabularies(), batch=st.lists(st.lists(st.integers(0, 12), min_size=1), min_size=1, max_size=3))
def test_decodes_batches_as_the_reference(tmp_path: Path, vocabulary: dict[str, int], batch: list[list[int]]) -> None:
    ours, theirs = _both(tmp_path, vocabulary)
    assert ours.batch_decode(batch) == theirs.batch_decode(batch)
    mine = ours.batch_decode(batch, output_word_offsets=True, output_char_offsets=True)
    other = theirs.batch_decode(batch, output_word_offsets=True, output_char_offsets=True)
    assert (mine.text, mine.char_offsets, mine.word_offsets) == (other.text, other.char_offsets, other.word_offsets)
    assert mine[0] == mine["text"] == mine.text


def test_tensors_and_targets() -> None:
    tokenizer = Wav2Vec2CTCTokenizer.from_pretrained(shared("models/first"))
    single = tokenizer("HELLO", return_tensors="pt")
    assert single.input_ids.shape == (1, 5)
    assert single.input_ids.dtype == torch.int64
    batch = tokenizer(["HELLO", "A"], padding=True, return_tensors="np")
    assert isinstance(batch.input_ids, np.ndarray)
    assert batch["attention_mask"].tolist() == [[1] * 5, [1, 0, 0, 0, 0]]
    both = tokenizer("A", text_target="B")
    assert both.labels == tokenizer("B").input_ids == tokenizer(text_target="B").input_ids
    assert single.to("cpu") is single
    with pytest.raises(ValueError, match="padding=True"):
        tokenizer(["HELLO", "A"], return_tensors="pt")
    with pytest.raises(NotImplementedError):
        tokenizer("A", return_offsets_mapping=True)


def test_pads_encodings_as_a_collating_function() -> None:
    ours = Wav2Vec2CTCTokenizer.from_pretrained(shared("models/first"))
    theirs = Reference.from_pretrained(shared("models/first"))
    labels = [{"input_ids": ours(text).input_ids} for text in ("HELLO", "A B", "")]
    for options in ({}, {"pad_to_multiple_of": 8}, {"padding": "max_length", "max_length": 9}):
        mine = ours.pad([dict(row) for row in labels], return_tensors="pt", **options)
        other = theirs.pad([dict(row) for row in labels], return_tensors="pt", **options)
        assert torch.equal(mine.input_ids, other["input_ids"])
        assert torch.equal(mine.attention_mask, other["attention_mask"])
    assert ours.pad({"input_ids": [5, 6]}, pad_to_multiple_of=4) == {
        "input_ids": [5, 6, 0, 0],
        "attention_mask": [1, 1, 0, 0],
    }
    with pytest.raises(ValueError, match="input_ids"):
        ours.pad([{"labels": [1]}])


@QUICK
@given(vocabulary=vocabularies(), text=texts)
def test_what_is_written_loads_there_and_back(tmp_path: Path, vocabulary: dict[str, int], text: str) -> None:
    ours, _ = _both(tmp_path, vocabulary)
    ours.add_tokens(["<noise>", AddedToken("<laugh>", special=True)])
    text = f"{text}<noise>{text}<laugh>"
    ours.save_pretrained(tmp_path / "ours")
    theirs = Reference.from_pretrained(tmp_path / "ours")
    assert ours(text).input_ids == theirs(text).input_ids
    assert ours.get_vocab() == theirs.get_vocab()
    assert ours.clean_up_tokenization_spaces == theirs.clean_up_tokenization_spaces
    theirs.save_pretrained(tmp_path / "theirs")
    again = Wav2Vec2CTCTokenizer.from_pretrained(tmp_path / "theirs")
    assert again(text) == ours(text)
    assert again.get_vocab() == ours.get_vocab()
    ids = ours(text).input_ids
    assert again.decode(ids, group_tokens=False) == theirs.decode(ids, group_tokens=False)
    assert again.decode(ids, skip_special_tokens=True) == theirs.decode(ids, skip_special_tokens=True)
    assert "<laugh>" in again.all_special_tokens


def test_added_and_special_tokens(tmp_path: Path) -> None:
    ours, theirs = _both(tmp_path, {"<pad>": 0, "|": 1, "<unk>": 2, "a": 3})
    assert ours.get_vocab() == theirs.get_vocab()
    assert len(ours) == len(theirs) == 6
    assert ours.vocab_size == theirs.vocab_size == 4
    assert ours.add_tokens(["<a>", "a", "<b>"]) == theirs.add_tokens(["<a>", "a", "<b>"]) == 2
    assert ours.add_special_tokens({"pad_token": "[PAD]"}) == theirs.add_special_tokens({"pad_token": "[PAD]"}) == 1
    assert ours.pad_token_id == theirs.pad_token_id == 8
    assert ours.special_tokens_map["pad_token"] == "[PAD]"
    assert ours.decode([3, 8, 3]) == theirs.decode([3, 8, 3]) == "aa"
    assert ours.add_special_tokens({"unk_token": {"content": "[UNK]"}, "additional_special_tokens": ["<x>"]}) == 2
    assert (ours.unk_token, ours.unk_token_id) == ("[UNK]", 9)
    assert ours.decode([3, 10, 9, 3], skip_special_tokens=True, group_tokens=False) == "aa"
    with pytest.raises(ValueError, match="no special token"):
        ours.add_special_tokens({"nose_token": "<nose>"})


def test_a_delimiter_of_several_characters_is_one_token(tmp_path: Path) -> None:
    vocabulary = {"<pad>": 0, "<s>": 1, "</s>": 2, "<unk>": 3, "[WORD]": 4, "a": 5}
    ours, _ = _both(tmp_path, vocabulary, word_delimiter_token="[WORD]")
    assert ours("a a").input_ids == [5, 4, 5]
    assert ours.decode([5, 5, 4, 0, 5]) == "a a"
    assert ours.word_delimiter_token_id == 4


def test_a_vocabulary_without_delimiter(tmp_path: Path) -> None:
    ours, _ = _both(tmp_path, {"<pad>": 0, "<unk>": 1, "a": 2})
    assert ours.word_delimiter_token_id is None
    assert ours.decode([2, 0, 2, 2]) == "aa"


NESTED = {
    "eng": {"<pad>": 0, "<s>": 1, "</s>": 2, "<unk>": 3, "|": 4, "a": 5, "th": 6},
    "deu": {"<pad>": 0, "<s>": 1, "</s>": 2, "<unk>": 3, "|": 4, "ß": 5, "sch": 6, "ä": 7},
}


def test_languages_of_a_nested_vocabulary(tmp_path: Path) -> None:
    ours, theirs = _both(tmp_path, NESTED, target_lang="eng")
    for language in ("eng", "deu", "eng"):
        ours.set_target_lang(language)
        theirs.set_target_lang(language)
        for text in ("a th sch ß", "ßä|tha"):
            assert ours(text).input_ids == theirs(text).input_ids
        assert ours.decode([5, 5, 4, 6, 0, 6, 7]) == theirs.decode([5, 5, 4, 6, 0, 6, 7])
        assert ours.target_lang == language
    ours.set_target_lang("deu")
    ours.save_pretrained(tmp_path / "saved")
    for again in (Wav2Vec2CTCTokenizer, Reference):
        assert again.from_pretrained(tmp_path / "saved")("sch").input_ids == [6]
        assert again.from_pretrained(tmp_path / "saved", target_lang="eng")("th").input_ids == [6]
    assert json.loads((tmp_path / "saved" / "vocab.json").read_text()) == NESTED
    with pytest.raises(ValueError, match="choose one of deu"):
        ours.set_target_lang("dau")


def test_added_tokens_stay_when_the_language_changes(tmp_path: Path) -> None:
    ours, _ = _both(tmp_path, NESTED, target_lang="deu")
    assert ours.add_tokens(["<noise>", "ä"]) == 1
    ours.set_target_lang("eng")
    assert ours.convert_tokens_to_ids(["<noise>", "th", "ä"]) == [8, 6, 3]
    assert ours.decode([5, 8]) == "a<noise>"
    ours.set_target_lang("deu")
    assert ours("ä<noise>").input_ids == [7, 8]


def test_languages_must_fit_the_vocabulary(tmp_path: Path) -> None:
    flat, _ = _both(tmp_path, {"<pad>": 0, "<unk>": 1, "|": 2})
    with pytest.raises(ValueError, match="not a multi-lingual"):
        flat.set_target_lang("eng")
    with pytest.raises(CheckpointError, match="one language only"):
        Wav2Vec2CTCTokenizer(tmp_path / "vocab.json", target_lang="eng")
    (tmp_path / "vocab.json").write_text(json.dumps(NESTED))
    with pytest.raises(CheckpointError, match="2 languages; choose one"):
        Wav2Vec2CTCTokenizer(tmp_path / "vocab.json")
    with pytest.raises(CheckpointError, match="no language 'fra'"):
        Wav2Vec2CTCTokenizer(tmp_path / "vocab.json", target_lang="fra")


def test_settings_before_added_tokens_decoder(tmp_path: Path) -> None:
    """The files of transformers 4.33 and older, as base-960h on the hub has them."""
    (tmp_path / "vocab.json").write_text(json.dumps({"[PAD]": 0, "[UNK]": 1, "|": 2, "a": 3}))
    special = {"pad_token": "[PAD]", "unk_token": {"content": "[UNK]", "lstrip": False}, "bos_token": "<s>"}
    (tmp_path / "special_tokens_map.json").write_text(json.dumps(special))
    (tmp_path / "added_tokens.json").write_text(json.dumps({"</s>": 5, "<s>": 4}))
    (tmp_path / "tokenizer_config.json").write_text(json.dumps({"do_lower_case": False, "tokenizer_class": "X"}))
    ours, theirs = Wav2Vec2CTCTokenizer.from_pretrained(tmp_path), Reference.from_pretrained(tmp_path)
    assert ours.get_vocab() == theirs.get_vocab() == {"[PAD]": 0, "[UNK]": 1, "|": 2, "a": 3, "<s>": 4, "</s>": 5}
    assert (ours.pad_token_id, ours.unk_token_id, ours.bos_token_id, ours.eos_token_id) == (0, 1, 4, 5)
    assert ours.decode([3, 0, 3, 2, 4, 3]) == theirs.decode([3, 0, 3, 2, 4, 3])


@pytest.mark.parametrize(
    ("file", "content"),
    [
        ("vocab.json", ""),
        ("vocab.json", "[1]"),
        ("vocab.json", "{}"),
        ("vocab.json", '{"a": "b"}'),
        ("vocab.json", '{"a": -1}'),
        ("vocab.json", '{"a": true}'),
        ("vocab.json", '{"a": 1e3}'),
        ("vocab.json", '{"a": 100000000000}'),
        ("vocab.json", '{"eng": {"a": 1}, "deu": 3}'),
        ("vocab.json", '{"eng": {}}'),
        ("vocab.json", "{" * 100_000),
        ("vocab.json", '{"' + "x" * 2000 + '": 1}'),
        ("tokenizer_config.json", '{"pad_token": 3}'),
        ("tokenizer_config.json", '{"pad_token": {"content": []}}'),
        ("tokenizer_config.json", '{"added_tokens_decoder": [1]}'),
        ("tokenizer_config.json", '{"added_tokens_decoder": {"-1": "a"}}'),
        ("tokenizer_config.json", '{"added_tokens_decoder": {"99999999999": "a"}}'),
        ("tokenizer_config.json", '{"additional_special_tokens": 3}'),
        ("tokenizer_config.json", '{"model_max_length": "long"}'),
        ("tokenizer_config.json", '{"model_max_length": NaN}'),
        ("tokenizer_config.json", '{"extra_special_tokens": "x"}'),
        ("tokenizer_config.json", '{"padding_side": "up"}'),
        ("tokenizer_config.json", '{"replace_word_delimiter_char": 3}'),
        ("special_tokens_map.json", '{"pad_token": [1]}'),
        ("added_tokens.json", '{"a": "b"}'),
        ("added_tokens.json", '{"a": {"b": 1}}'),
    ],
)
def test_damaged_files_give_one_clear_error(tmp_path: Path, file: str, content: str) -> None:
    (tmp_path / "vocab.json").write_text('{"<pad>": 0, "<unk>": 1}')
    (tmp_path / file).write_text(content)
    with pytest.raises(CheckpointError) as caught:
        Wav2Vec2CTCTokenizer.from_pretrained(tmp_path)
    assert len(str(caught.value)) < 500


def test_characters_without_a_label_need_an_unknown_token(tmp_path: Path) -> None:
    ours, _ = _both(tmp_path, {"<pad>": 0, "<unk>": 1, "a": 2}, unk_token="<unk>")
    assert ours("ab").input_ids == [2, 1]
    strict = Wav2Vec2CTCTokenizer(tmp_path / "vocab.json", unk_token=None)
    with pytest.raises(ValueError, match="neither 'b'"):
        strict("ab")


def test_the_vocabulary_needs_a_folder(tmp_path: Path) -> None:
    ours, _ = _both(tmp_path, {"<pad>": 0, "<unk>": 1})
    assert ours.save_vocabulary(tmp_path, "mine") == (str(tmp_path / "mine-vocab.json"),)
    with pytest.raises(NotADirectoryError):
        ours.save_vocabulary(tmp_path / "nowhere")
