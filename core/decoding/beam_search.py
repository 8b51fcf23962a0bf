"""Beam search over a whole emission, with language model and hotwords, by pyctcdecode."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from pyctcdecode.alphabet import Alphabet
from pyctcdecode.decoder import BeamSearchDecoderCTC
from pyctcdecode.language_model import LanguageModel as PyctcdecodeLanguageModel

from core.decoding.confidence import word_confidence
from core.decoding.emission import FRAME_SECONDS, Emission
from core.decoding.greedy import GreedyDecoder
from core.decoding.hotword_scorer import HotwordScorer
from core.decoding.hotwords import Hotword
from core.decoding.hypothesis import Hypothesis, Word
from core.decoding.language_model import LanguageModel
from core.decoding.vocabulary import Vocabulary

# A label that must not stand in a text gets this log-probability: never above pyctcdecode's own floor (1e-15).
NEVER = -100.0
FLOOR = float(np.log(1e-15))


@dataclass(frozen=True, slots=True)
class BeamOptions:
    """Widths and prunings of the search; the defaults are pyctcdecode's."""

    beam_width: int = 100
    beam_prune_logp: float = -10.0
    token_min_logp: float = -5.0


class BeamDecoder:
    """Decodes emissions of one vocabulary. One thread at a time."""

    def __init__(
        self,
        vocabulary: Vocabulary,
        language_model: LanguageModel | None = None,
        hotwords: Sequence[Hotword] = (),
        options: BeamOptions | None = None,
    ) -> None:
        self.vocabulary = vocabulary
        self._options = options or BeamOptions()
        self._hotwords = tuple(hotwords)
        self._labels = {label: index for index, label in enumerate(vocabulary.labels)}
        # Any: our scorer has the methods of pyctcdecode's, not its class.
        self._search: Any = BeamSearchDecoderCTC(_alphabet(vocabulary), _adapt(language_model))
        self._greedy = GreedyDecoder(vocabulary)
        self._ignored = sorted(vocabulary.ignored)

    def decode(self, emission: Emission) -> Hypothesis:
        """The best reading, with word times and confidences; raises ValueError on another number of labels.

        Without a delimiter every label is a word of its own, and a search over words has nothing to search.
        """
        if self.vocabulary.delimiter is None:
            return self._greedy.decode(emission)
        log_probs = self._prepare(emission.log_probs)
        if not len(log_probs):
            return Hypothesis((), 0.0, 0.0)
        # The public call takes one weight for all hotwords.
        beams = self._search._decode_logits(
            log_probs,
            beam_width=self._options.beam_width,
            beam_prune_logp=self._options.beam_prune_logp,
            token_min_logp=self._options.token_min_logp,
            prune_history=False,
            hotword_scorer=HotwordScorer(self._hotwords, self.vocabulary),
        )
        _text, _state, frames, logit_score, score = beams[0]
        words = [self._word(text, start, end, emission) for text, (start, end) in frames]
        return Hypothesis(tuple(words), float(logit_score), float(score - logit_score))

    def _prepare(self, log_probs: NDArray[np.float32]) -> NDArray[np.float32]:
        """The emission as pyctcdecode wants it: floored, and without the labels that stand in no text."""
        if log_probs.ndim != 2 or log_probs.shape[1] != len(self.vocabulary.labels):
            raise ValueError(
                f"the emission's shape is {log_probs.shape}, the vocabulary has {len(self.vocabulary.labels)} labels"
            )
        prepared = np.clip(log_probs, FLOOR, 0.0)
        if self._ignored:
            prepared[:, self._ignored] = NEVER
        return prepared

    def _word(self, text: str, start: int, end: int, emission: Emission) -> Word:
        labels = [self._labels[label] for label in self._spell(text)]
        rows = emission.log_probs[start:end]
        return Word(
            text=text,
            start=(emission.start_frame + start) * FRAME_SECONDS,
            end=(emission.start_frame + end) * FRAME_SECONDS,
            confidence=word_confidence(rows, labels, self.vocabulary.blank) if len(rows) else 0.0,
        )

    def _spell(self, text: str) -> list[str]:
        """Labels of a word; the longest label that fits is taken first."""
        labels: list[str] = []
        longest = max(map(len, self._labels))
        while text:
            fitting = (text[:n] for n in range(min(longest, len(text)), 0, -1) if text[:n] in self._labels)
            label = next(fitting, None)
            if label is not None:
                labels.append(label)
            text = text[len(label or text[0]) :]
        return labels


def _alphabet(vocabulary: Vocabulary) -> Alphabet:
    """pyctcdecode's form of the labels: "" is the blank, " " the delimiter; ignored labels get names of their own."""
    labels = list(vocabulary.labels)
    for index in vocabulary.ignored:
        labels[index] = f"<ignored {index}>"
    labels[vocabulary.blank] = ""
    if vocabulary.delimiter is not None:
        labels[vocabulary.delimiter] = " "
    return Alphabet(labels, is_bpe=False)


def _adapt(model: LanguageModel | None) -> PyctcdecodeLanguageModel | None:
    if model is None:
        return None
    return PyctcdecodeLanguageModel(
        model.model,
        unigrams=model.unigrams or None,
        alpha=model.alpha,
        beta=model.beta,
        unk_score_offset=model.unk_score_offset,
        score_boundary=model.score_boundary,
    )
