"""Several KenLM models as one: the probability of a word is the weighted mean of theirs.

It has those methods of `kenlm.Model` that decoding asks for; a state is a tuple of KenLM's, one a model. Any thread.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Sequence
from typing import Any

import kenlm
import numpy as np
from numpy.typing import NDArray

States = tuple[Any, ...]


def scores_alone(model: Any, words: Sequence[str]) -> NDArray[np.float64]:
    """By word the logarithm to base 10 of its probability where nothing stands before it; of one of KenLM's models."""
    nothing, after, score = kenlm.State(), kenlm.State(), model.BaseScore
    model.NullContextWrite(nothing)
    return np.array([score(nothing, word, after) for word in words], np.float64)


class Mixture:
    """`weights` are shares of the whole: positive, any sum. `words`: those that some of the models know.

    `<unk>` of a model is all that it does not know: the words among `words`, each, and whatever none of the models
    knows have equal parts of its probability. With all of it for each of them, a small model, to which any word is
    likely an unknown one, would make all words equally likely. What none knows costs what it costs with the model that
    knows most: of that one's `<unk>` it has all.
    """

    def __init__(self, models: Sequence[Any], weights: Sequence[float], words: Collection[str] = ()) -> None:
        if not models or len(models) != len(weights) or not all(0 < weight < math.inf for weight in weights):
            raise ValueError("a mixture needs models, and a positive weight for each")
        self._models = tuple(models)
        self._shares = [weight / sum(weights) for weight in weights]
        lacking = [sum(word not in model for word in words) for model in models]
        self._parts = [math.log10(1 + count) for count in lacking]
        self._parts_of_unknown = [math.log10(1 + count - min(lacking)) for count in lacking]
        self.order = max(int(model.order) for model in models)

    def state(self) -> States:
        """A new state, for the methods below to write."""
        return tuple(kenlm.State() for _ in self._models)

    def scores_alone(self, words: Sequence[str]) -> NDArray[np.float64]:
        """What `BaseScore` gives for each of `words` where nothing stands before it, but for the last bits; all at once
        in a third of the time.
        """
        known = np.array([[word in model for word in words] for model in self._models], np.bool_)
        parts, of_unknown = np.array(self._parts)[:, None], np.array(self._parts_of_unknown)[:, None]
        scores = np.stack([scores_alone(model, words) for model in self._models])
        scores -= np.where(known, 0.0, np.where(known.any(axis=0), parts, of_unknown))
        best = scores.max(axis=0)
        sums: NDArray[np.float64] = np.array(self._shares) @ 10.0 ** (scores - best)
        mixed: NDArray[np.float64] = best + np.log10(sums)
        return mixed

    def __contains__(self, word: str) -> bool:
        return any(word in model for model in self._models)

    def BeginSentenceWrite(self, states: States) -> None:  # noqa: N802 - KenLM's name
        """Make it the state at a sentence's begin."""
        for model, state in zip(self._models, states, strict=True):
            model.BeginSentenceWrite(state)

    def NullContextWrite(self, states: States) -> None:  # noqa: N802 - KenLM's name
        """Make it the state without any word before."""
        for model, state in zip(self._models, states, strict=True):
            model.NullContextWrite(state)

    def BaseScore(self, states: States, word: str, following: States) -> float:  # noqa: N802 - KenLM's name
        """Logarithm to base 10 of the word's probability after `states`; `following` becomes the state with it."""
        known = [word in model for model in self._models]
        parts = self._parts if any(known) else self._parts_of_unknown
        scores = [
            model.BaseScore(state, word, after) - (0.0 if knows else part)
            for model, state, after, knows, part in zip(self._models, states, following, known, parts, strict=True)
        ]
        best = max(scores)
        # The best one is taken out, so that no power is too small for a number.
        return float(
            best
            + math.log10(sum(share * 10.0 ** (score - best) for share, score in zip(self._shares, scores, strict=True)))
        )
