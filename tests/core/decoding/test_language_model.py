"""Language-model files: those that load, and damaged or hostile ones, each refused with one sentence."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from core.decoding.language_model import LanguageModel, LanguageModelError
from core.decoding.language_model_file import PARAMETERS, PARAMETERS_AT, check_form
from tests.core.decoding.oracle import ARPA, write_arpa

WORDS = {"A", "BAD", "CAB", "FACE", "B", "STAT", "你", "好"}


def test_an_arpa_file_knows_its_words(tiny_model) -> None:
    assert tiny_model.unigrams == WORDS
    assert tiny_model.words == tuple(sorted(WORDS))
    assert tiny_model.has_words
    assert (tiny_model.alpha, tiny_model.beta, tiny_model.model.order) == (0.5, 1.5, 2)
    assert tiny_model.model.score("A BAD", bos=True, eos=False) == pytest.approx(-0.7)


def test_a_folder_says_weights_and_words(tmp_path) -> None:
    write_arpa(tmp_path)
    attrs = {"alpha": 0.7, "beta": 2, "unk_score_offset": -4.0, "score_boundary": False}
    (tmp_path / "attrs.json").write_text(json.dumps(attrs), encoding="utf-8")
    (tmp_path / "unigrams.txt").write_text("A\nBAD\nNEVERSEEN\n", encoding="utf-8")
    model = LanguageModel.load(tmp_path)
    assert (model.alpha, model.beta, model.unk_score_offset, model.score_boundary) == (0.7, 2.0, -4.0, False)
    assert model.words == ("A", "BAD")
    assert LanguageModel.load(tmp_path, alpha=0.1, beta=0.0).alpha == 0.1


def refused(path: Path) -> str:
    with pytest.raises(LanguageModelError) as caught:
        LanguageModel.load(path)
    message = str(caught.value)
    assert "\n" not in message
    return message


def test_what_is_not_there_or_something_else(tmp_path) -> None:
    assert "does not exist; give a KenLM file" in refused(tmp_path / "none.arpa")
    (tmp_path / "text.arpa").write_text("no model\n" * 10, encoding="utf-8")
    assert "is no KenLM language model" in refused(tmp_path / "text.arpa")
    (tmp_path / "empty.bin").write_bytes(b"")
    assert "is no KenLM language model" in refused(tmp_path / "empty.bin")
    assert "exactly one .bin or .arpa file, and holds 2" in refused(tmp_path)


@pytest.mark.parametrize("line", [4, 8, 14, 21])
def test_an_arpa_file_cut_short(tmp_path, line) -> None:
    text = "\n".join(ARPA.splitlines()[:line])
    assert "copy" in refused(write_arpa(tmp_path, text))


def test_an_arpa_file_that_asks_for_more_memory_than_it_can_fill(tmp_path) -> None:
    assert "damaged" in refused(write_arpa(tmp_path, ARPA.replace("ngram 2=7", "ngram 2=999999999999")))
    many = "".join(f"ngram {order}=1\n" for order in range(3, 9))
    assert "damaged" in refused(write_arpa(tmp_path, ARPA.replace("ngram 2=7\n", f"ngram 2=7\n{many}")))


@pytest.mark.parametrize(
    "attrs", ["{", "[]", '{"alpha": "much"}', '{"alpha": NaN}', '{"beta": 1e999}', '{"alpha":null}']
)
def test_damaged_attributes(tmp_path, attrs) -> None:
    write_arpa(tmp_path)
    (tmp_path / "attrs.json").write_text(attrs, encoding="utf-8")
    assert "copy the language model again" in refused(tmp_path)


def header(order: int, counts: tuple[int, ...], multiplier: float = 1.5, model_type: int = 2) -> bytes:
    magic = b"mmap lm http://kheafield.com/code format version 5\n\0"
    values = b"".join(count.to_bytes(8, "little") for count in counts)
    return magic.ljust(PARAMETERS_AT, b"\0") + PARAMETERS.pack(order, multiplier, model_type, 1, 1) + values


@pytest.mark.parametrize(
    "content",
    [
        header(2, (10, 20))[:60],
        header(2, (10, 20))[:-4],
        header(0, ()),
        header(9, (1,) * 9),
        header(2, (2**63, 2**63)),
        header(2, (0, 0)),
        header(2, (10, 20), multiplier=float("nan")),
        header(2, (10, 20), multiplier=0.5),
        header(2, (10, 20), model_type=77),
    ],
)
def test_binaries_whose_head_cannot_be_true(tmp_path, content) -> None:
    path = tmp_path / "model.bin"
    path.write_bytes(content + bytes(200) if len(content) > 140 else content)
    with pytest.raises(LanguageModelError, match="damaged, cut short"):
        check_form(path)


def test_a_binary_with_a_likely_head_and_nothing_behind_it(tmp_path) -> None:
    path = tmp_path / "model.bin"
    path.write_bytes(header(2, (10, 20)) + bytes(4000))
    assert "damaged or of another version" in refused(path)
