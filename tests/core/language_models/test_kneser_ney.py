"""Our estimates against those of KenLM's lmplz on the same text."""

from __future__ import annotations

import itertools
import lzma
import re
import subprocess
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.decoding.spoken_text import fold_sentences
from core.language_models.kneser_ney import FALLBACK_DISCOUNTS, EstimateOptions, NgramModel, estimate
from core.language_models.ngram_counts import LanguageModelBuildError
from tests.helpers.shared_data import shared

# The first test that runs may have to build lmplz.
pytestmark = pytest.mark.timeout(900)

Ngrams = dict[str, tuple[float, float]]


def lmplz(programs: Path, scratch: Path, text: list[str], options: EstimateOptions) -> tuple[Ngrams, str] | None:
    """What lmplz prints: n-grams with probability and back-off, and its report; None where it refuses the text."""
    command = [programs / "lmplz", "-o", str(options.order), "-S", "100M", "-T", scratch / "lmplz-"]
    command += ["--prune", *map(str, options.prune)]
    if options.fallback_discounts:
        command += ["--discount_fallback", *map(str, options.fallback_discounts)]
    if options.vocabulary is not None:
        vocabulary = scratch / "vocabulary.txt"
        vocabulary.write_text(" ".join(options.vocabulary), encoding="utf-8")
        command += ["--limit_vocab_file", vocabulary]
    lines = "".join(line + "\n" for line in text)
    done = subprocess.run([str(word) for word in command], input=lines, capture_output=True, text=True, check=False)
    if done.returncode:
        assert "discount" in done.stderr
        return None
    rows = [line.split("\t") for line in done.stdout.splitlines() if "\t" in line]
    return {row[1]: (float(row[0]), float(row[2]) if len(row) > 2 else 0.0) for row in rows}, done.stderr


def ngrams(model: NgramModel) -> Ngrams:
    found: Ngrams = {}
    below = [""]
    for order in model.orders:
        below = [
            f"{model.words[first]} {below[row]}".strip() for first, row in zip(order.first, order.suffix, strict=True)
        ]
        found.update(zip(below, zip(order.log_prob.tolist(), order.backoff.tolist(), strict=True), strict=True))
    return found


def assert_equal(programs: Path, scratch: Path, text: list[str], options: EstimateOptions) -> None:
    expected = lmplz(programs, scratch, text, options)
    if expected is None:
        with pytest.raises(LanguageModelBuildError, match="too small or too regular"):
            estimate(text, options)
        return
    theirs, report = expected
    model = estimate(text, options)
    ours = ngrams(model)
    assert ours.keys() == theirs.keys()
    np.testing.assert_allclose([ours[ngram] for ngram in theirs], list(theirs.values()), rtol=2e-6, atol=2e-7)
    statistics = re.findall(r"^\d \d+\S* D1=(\S+) D2=(\S+) D3\+=(\S+)$", report, re.MULTILINE)
    # lmplz reports six digits.
    np.testing.assert_allclose(model.discounts, np.array(statistics, float), rtol=1e-5)


@st.composite
def cases(draw: st.DrawFn) -> tuple[list[str], EstimateOptions]:
    words = draw(st.lists(st.sampled_from("abcdefgh"), min_size=1, max_size=8, unique=True))
    sentence = st.lists(st.sampled_from(words), max_size=9).map(" ".join)
    text = draw(st.lists(sentence, min_size=1, max_size=40).filter(any))
    order = draw(st.integers(2, 5))
    steps = draw(st.lists(st.integers(0, 1), max_size=order - 1))
    vocabulary = draw(st.none() | st.lists(st.sampled_from(words), min_size=1, unique=True))
    fallback = draw(st.sampled_from((None, FALLBACK_DISCOUNTS, (0.25, 0.5, 3.0))))
    return text, EstimateOptions(order, (0, *itertools.accumulate(steps)), vocabulary, fallback)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(cases())
def test_small_texts(programs: Path, tmp_path: Path, case: tuple[list[str], EstimateOptions]) -> None:
    assert_equal(programs, tmp_path, *case)


@pytest.mark.parametrize("options", [EstimateOptions(4), EstimateOptions(5, (0, 0, 1, 2), fallback_discounts=None)])
def test_a_book(programs: Path, tmp_path: Path, options: EstimateOptions) -> None:
    book = shared("data/text/en_books/se_h-g-wells_the-time-machine.txt.xz")
    with lzma.open(book, "rt", encoding="utf-8") as opened:
        text = list(fold_sentences(opened.read()))
    assert_equal(programs, tmp_path, text, options)


def test_a_book_with_a_limited_vocabulary(programs: Path, tmp_path: Path) -> None:
    book = shared("data/text/en_books/se_oscar-wilde_the-importance-of-being-earnest.txt.xz")
    with lzma.open(book, "rt", encoding="utf-8") as opened:
        text = list(fold_sentences(opened.read()))
    words = sorted(set(" ".join(text).split()))[::2]
    assert_equal(programs, tmp_path, text, EstimateOptions(3, (0, 1), words))


def test_probabilities_sum_to_one() -> None:
    text = ["a b a c", "b a", "c c a b", "a"]
    known = ngrams(estimate(text, EstimateOptions(2)))
    words = [*"abc", "</s>", "<unk>"]
    assert sum(10 ** known[word][0] for word in words) == pytest.approx(1, abs=1e-6)
    for context in ("a", "b", "c", "<s>"):
        pairs = {word: known.get(f"{context} {word}") for word in words}
        backed_off = known[context][1]
        total = sum(10 ** (pair[0] if pair else backed_off + known[word][0]) for word, pair in pairs.items())
        assert total == pytest.approx(1, abs=1e-6)


def test_what_cannot_be_built_is_said() -> None:
    with pytest.raises(LanguageModelBuildError, match="no words"):
        estimate(["", " "], EstimateOptions())
    with pytest.raises(LanguageModelBuildError, match="take them out"):
        estimate(["a <s> b"], EstimateOptions())
    with pytest.raises(LanguageModelBuildError, match="choose one of 2 to 6"):
        estimate(["a"], EstimateOptions(order=7))
    for prune in ((1, 0), (-1,), (), (0, 0, 1)):
        with pytest.raises(LanguageModelBuildError, match="cannot prune order 2"):
            EstimateOptions(2, prune)
