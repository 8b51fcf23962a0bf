"""Readable text: KenLM's own scores as the oracle of the search; numbers; sentences across captions."""

import itertools
import math
import random
from pathlib import Path

import kenlm
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.decoding.language_model_file import LanguageModelError
from core.decoding.readable.digits import Numeral, numerals
from core.decoding.readable.hidden_events import EventModel
from core.decoding.readable.marks import MARKS
from core.decoding.readable.readable_text import ReadableOptions, ReadableText

WORDS = ("rome", "turkey", "eats", "she", "who")
FORMS = {"rome": ("rome", "Rome"), "turkey": ("turkey", "Turkey")}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A bigram model with scores drawn by lot: nothing about it is regular enough to hide a mistake."""
    lots = random.Random(5)
    target = tmp_path_factory.mktemp("readable")
    tokens = ["<unk>", "<s>", "</s>", *WORDS, "Rome", "Turkey", *MARKS]
    pairs = [pair for pair in itertools.product(tokens[1:], tokens[2:]) if pair[0] != "</s>" and lots.random() < 0.6]
    lines = ["\\data\\", f"ngram 1={len(tokens)}", f"ngram 2={len(pairs)}", "", "\\1-grams:"]
    lines += [f"{-lots.uniform(0.5, 2):.4f}\t{token}\t{-lots.uniform(0, 0.5):.4f}" for token in tokens]
    lines += ["", "\\2-grams:", *(f"{-lots.uniform(0.1, 2):.4f}\t{one} {two}" for one, two in pairs), "", "\\end\\", ""]
    (target / "model.bin").write_text("\n".join(lines), encoding="utf-8")
    (target / "forms.txt").write_text("Rome\nTurkey\n", encoding="utf-8")
    return target


@settings(max_examples=50)
@given(words=st.lists(st.sampled_from([*WORDS, "unheard"]), min_size=2, max_size=4))
def test_no_reading_is_more_probable(folder: Path, words: list[str]) -> None:
    model = EventModel(folder)
    marked, _ = model.mark(model.begin(), words, last_odds=1e-9)
    scores = kenlm.Model(str(folder / "model.bin"))

    def score(forms: tuple[str, ...], marks: tuple[str, ...]) -> float:
        tokens = [part for pair in zip(forms, (*marks, ""), strict=True) for part in pair if part]
        return float(scores.score(" ".join(tokens), bos=True, eos=False)) + left(tokens)

    def left(tokens: list[str]) -> float:
        """No mark after the last word: what the marks leave."""
        whole = float(scores.score(" ".join(tokens), bos=True, eos=False))
        marks = sum(10 ** (scores.score(" ".join([*tokens, mark]), bos=True, eos=False) - whole) for mark in MARKS)
        return math.log10(max(1e-6, 1 - marks))

    found = score(tuple(word.form for word in marked), tuple(word.mark for word in marked[:-1]))
    forms = itertools.product(*(FORMS.get(word, (word,)) for word in words))
    marks = itertools.product(("", *MARKS), repeat=len(words) - 1)
    assert found == pytest.approx(max(score(*reading) for reading in itertools.product(forms, marks)), abs=1e-4)
    assert marked[-1].mark == ""


def test_a_mark_never_parts_a_number(folder: Path) -> None:
    text = ReadableText(EventModel(folder))
    for _ in range(3):
        shown = text.render(["SHE", "EATS", "TWENTY", "ONE", "TURKEY"])
        assert [(word.first_word, word.last_word) for word in shown] == [(0, 0), (1, 1), (2, 3), (4, 4)]
        assert shown[2].text.rstrip(",.?") == "21"
        assert shown[-1].text.endswith((".", "?"))


def test_without_a_model_each_caption_is_a_sentence() -> None:
    stream = ReadableText(None).stream()
    assert [word.text for word in stream.feed(["I'M", "FIFTY", "TWO"])] == ["I'm", "52."]
    assert [word.text for word in stream.peek(["AND", "I"])] == ["And", "I"]
    assert [word.text for word in stream.feed(["AND", "I", "CAME"])] == ["And", "I", "came."]
    assert stream.feed([]) == []
    plain = ReadableText(None, ReadableOptions(digits=False)).render(["fifty", "two"])
    assert [word.text for word in plain] == ["Fifty", "two."]


def test_a_sentence_goes_on_in_the_next_caption(folder: Path) -> None:
    """Whatever the cuts, a capital stands exactly after a mark that ends a sentence."""
    stream = ReadableText(EventModel(folder), ReadableOptions(pause_odds=0.5)).stream()
    lots = random.Random(2)
    shown = [word.text for _ in range(60) for word in stream.feed(lots.choices(["she", "eats", "who"], k=3))]
    assert any(text[-1] in ".?" for text in shown)
    assert any(text[-1] not in ".?" for text in shown[2::3])
    for before, text in itertools.pairwise(shown):
        assert text[0].isupper() == (before[-1] in ".?")


@settings(max_examples=60)
@given(words=st.lists(st.sampled_from(["one", "twenty", "hundred", "nineteen", "o", "a", "m", "at", "point", "she"])))
def test_every_word_is_shown_once_and_in_order(words: list[str]) -> None:
    shown = ReadableText(None).render(words)
    places = [place for word in shown for place in range(word.first_word, word.last_word + 1)]
    assert places == list(range(len(words)))


@pytest.mark.parametrize(
    ("words", "written"),
    [
        ("twenty first of may nineteen forty seven", ["21st", "1947"]),
        ("in nineteen o five", ["1905"]),
        ("two hundred and fifty one dollars", ["251"]),
        ("three point one four", ["3.14"]),
        ("in twenty twenty four", ["2024"]),
        ("eighteen hundred and twelve", ["1812"]),
        ("we met at ten thirty five", ["10:35"]),
        ("seven thirty five p m", ["7:35 p.m."]),
        ("seven a m", ["7 a.m."]),
        ("five hundred million", ["500,000,000"]),
        ("one thousand two hundred", ["1200"]),
        ("one two three four", ["1", "2", "3", "4"]),
        ("thirty second street", ["32nd"]),
        ("i saw one man and two dogs", []),
        ("the first one", []),
        ("a hundred people and a million stars", []),
        ("twelve ten", ["12", "10"]),
    ],
)
def test_numbers_are_written_as_they_are_in_print(words: str, written: list[str]) -> None:
    assert [number.text for number in numerals(words.split())] == written


def test_other_languages_have_their_numbers() -> None:
    assert numerals(["einundzwanzig", "hunde"], "de") == [Numeral("21", 0, 0)]
    assert numerals(["quatre", "vingt", "dix", "sept"], "fr") == [Numeral("97", 0, 3)]
    assert numerals(["twenty", "one"], "xx") == []


def test_damage_is_one_sentence(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "forms.txt").write_text("Rome\n")
    (tmp_path / "model.bin").write_bytes(b"\x00" * 100)
    with pytest.raises(LanguageModelError, match="no KenLM"):
        ReadableText.load(tmp_path)
    assert ReadableText.load(tmp_path / "absent").events is None
    assert ReadableText.load(folder, ReadableOptions(language="de")).events is None
