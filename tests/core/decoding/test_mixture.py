"""Mixed language models against the formula, over two KenLM models."""

from __future__ import annotations

import math
from dataclasses import replace
from pathlib import Path

import kenlm
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.decoding.language_model import Answered, LanguageModel, LanguageModelError
from core.decoding.word_scores import WordScores
from core.language_models.arpa import write_arpa
from core.language_models.kneser_ney import EstimateOptions, estimate

COMMON = ["the cat sat on the mat", "the dog sat on the cat", "a cat ran to the dog"] * 2
OWN = ["okonkwo sat on the committee", "okonkwo ran the committee"]


@pytest.fixture(scope="module")
def models(tmp_path_factory: pytest.TempPathFactory) -> list[LanguageModel]:
    folder = tmp_path_factory.mktemp("models")
    for name, text, order in (("common", COMMON, 3), ("own", OWN, 2)):
        write_arpa(estimate(text, EstimateOptions(order)), folder / f"{name}.arpa")
    return [LanguageModel.load(folder / "common.arpa", alpha=0.7, beta=0.3), LanguageModel.load(folder / "own.arpa")]


def probabilities(model: kenlm.Model, sentence: list[str], lacking: int, more: int) -> list[float]:
    """Of a word that another one knows: its part of what such words, and the rest, have together; of what none knows
    its part beside those that this one lacks and the one that knows most does not."""
    parts = [1 + (more if word == "nobody" else lacking) for word in [*sentence, "</s>"]]
    scored = zip(model.full_scores(" ".join(sentence)), parts, strict=True)
    return [10**score / (part if oov else 1) for (score, _, oov), part in scored]


@given(
    sentence=st.lists(st.sampled_from(["the", "cat", "okonkwo", "committee", "sat", "on", "nobody"]), max_size=6),
    weights=st.tuples(st.floats(0.01, 5), st.floats(0.01, 5)),
)
def test_the_weighted_mean_of_probabilities(
    models: list[LanguageModel], sentence: list[str], weights: tuple[float, float]
) -> None:
    mixed = LanguageModel.mix(models, weights)
    state = mixed.state()
    mixed.model.BeginSentenceWrite(state)
    known = models[0].unigrams | models[1].unigrams
    lacking = [len(known - model.unigrams) for model in models]
    one, other = (
        probabilities(model.model, sentence, count, count - min(lacking))
        for model, count in zip(models, lacking, strict=True)
    )
    for place, word in enumerate([*sentence, "</s>"]):
        following = mixed.state()
        score = mixed.model.BaseScore(state, word, following)
        mean = (weights[0] * one[place] + weights[1] * other[place]) / sum(weights)
        assert score == pytest.approx(math.log10(mean), abs=2e-6)
        state = following


def test_a_small_model_leaves_the_words_that_it_does_not_know_as_the_other_tells_them_apart(
    models: list[LanguageModel], tmp_path: Path
) -> None:
    write_arpa(estimate(["okonkwo"] * 3, EstimateOptions(2)), tmp_path / "tiny.arpa")
    scores = WordScores(LanguageModel.mix([models[0], LanguageModel.load(tmp_path / "tiny.arpa")], (0.6, 0.4)))
    alone = WordScores(models[0])
    after_the = scores.score(scores.beginning, "the")[1], alone.score(alone.beginning, "the")[1]
    gaps = [
        scorer.score(history, "cat")[0] - scorer.score(history, "ran")[0]
        for scorer, history in zip((scores, alone), after_the, strict=True)
    ]
    assert gaps[0] > 0.8 * gaps[1] > 0


def test_it_knows_the_words_of_all_and_weighs_as_the_first(models: list[LanguageModel]) -> None:
    mixed = LanguageModel.mix(models, (0.5, 0.5))
    assert mixed.unigrams == models[0].unigrams | models[1].unigrams
    assert mixed.words == tuple(sorted(mixed.unigrams))
    assert (mixed.alpha, mixed.beta, mixed.model.order) == (0.7, 0.3, 3)
    assert "okonkwo" in mixed.model
    assert "nobody" not in mixed.model


def test_scores_of_words(models: list[LanguageModel]) -> None:
    scores = WordScores(LanguageModel.mix(models, (0.6, 0.4)))
    alone = WordScores(models[0])
    assert scores.score(scores.beginning, "okonkwo")[0] > alone.score(alone.beginning, "okonkwo")[0] + 10
    history = scores.score(scores.beginning, "the")[1]
    again = scores.score(scores.beginning, "the")[1]
    assert history == again
    assert hash(history) == hash(again)


def test_scores_of_many_words_are_those_of_each(models: list[LanguageModel]) -> None:
    scores = WordScores(LanguageModel.mix(models, (0.6, 0.4)))
    words = (*scores.words, "nobody")
    worth, _ = scores.all_alone(scores.words)
    assert worth.tolist() == pytest.approx([scores.alone(word) for word in scores.words], rel=1e-12)
    unlisted = WordScores(replace(scores.model, words=(), unigrams=frozenset(), answered=Answered()))
    worth, unknown = unlisted.all_alone(words)
    assert worth.tolist() == pytest.approx([unlisted.alone(word) for word in words], rel=1e-12)
    assert unknown.tolist() == [word == "nobody" for word in words]


def test_one_alone_stays_as_it_is_and_weights_are_positive(models: list[LanguageModel]) -> None:
    assert LanguageModel.mix(models[:1], [0.3]) is models[0]
    with pytest.raises(LanguageModelError, match="above 0"):
        LanguageModel.mix(models, (1.0, 0.0))
