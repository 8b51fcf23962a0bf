"""pyctcdecode 0.5.0 as the oracle of our search, a hand-made language model, and emissions to try both on."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from pyctcdecode.alphabet import Alphabet
from pyctcdecode.decoder import BeamSearchDecoderCTC
from pyctcdecode.language_model import LanguageModel as PyctcdecodeLanguageModel

from core.decoding.language_model import LanguageModel
from core.decoding.prefix_search import BeamOptions, PrefixSearch
from core.decoding.spelled_words import Reading, SpelledWord
from core.decoding.vocabulary import Vocabulary

logging.getLogger("pyctcdecode").setLevel(logging.ERROR)

LETTERS = Vocabulary(("<pad>", "|", *"ABCDEFGH"), 0, 1, frozenset())
# "S" + "T" and "ST" spell the same.
DIGRAPHS = Vocabulary(("A", "S", "T", "ST", "TS", "|", "<pad>"), 6, 5, frozenset())
CHARACTERS = Vocabulary(("<pad>", *"你好吗我们"), 0, None, frozenset())

ARPA = """\\data\\
ngram 1=11
ngram 2=7

\\1-grams:
-1.2\t<unk>\t0
0\t<s>\t-0.3
-1.0\t</s>\t0
-0.8\tA\t-0.2
-0.9\tBAD\t-0.3
-1.1\tCAB\t-0.1
-1.5\tFACE\t-0.2
-0.7\tB\t-0.2
-1.3\tSTAT\t-0.1
-0.9\t你\t-0.2
-1.1\t好\t-0.1

\\2-grams:
-0.3\t<s> A
-0.4\tA BAD
-0.2\tBAD CAB
-0.5\tCAB </s>
-0.4\tB A
-0.9\tA B
-0.2\t你 好

\\end\\
"""

# A reading as both sides give it: text, words with frames, acoustic score, whole score.
Result = tuple[str, list[tuple[str, int, int]], float, float]


def write_arpa(folder: Path, text: str = ARPA) -> Path:
    path = folder / "tiny.arpa"
    path.write_text(text, encoding="utf-8")
    return path


def pyctcdecode_for(vocabulary: Vocabulary, model: LanguageModel | None) -> Any:
    """Without a delimiter each label begins a word: pyctcdecode's word-piece alphabet, each piece with its mark."""
    labels = list(vocabulary.labels)
    pieces = vocabulary.delimiter is None
    if pieces:
        labels = [f"▁{label}" for label in labels]
    else:
        labels[vocabulary.delimiter] = " "
    labels[vocabulary.blank] = ""
    adapted = None
    if model:
        adapted = PyctcdecodeLanguageModel(
            model.model, model.unigrams or None, model.alpha, model.beta, model.unk_score_offset, model.score_boundary
        )
    return BeamSearchDecoderCTC(Alphabet(labels, is_bpe=pieces), adapted)


def expected(decoder: Any, log_probs: NDArray[np.float32], options: BeamOptions) -> list[Result]:
    beams = decoder._decode_logits(
        np.clip(log_probs, np.log(1e-15), 0),
        beam_width=options.beam_width,
        beam_prune_logp=options.beam_prune_logp,
        token_min_logp=options.token_min_logp,
        prune_history=options.prune_history,
        hotword_scorer=_NoHotwords(),
    )
    return [
        (text, [(word, *span) for word, span in frames], float(logit_score), float(score))
        for text, _state, frames, logit_score, score in beams
    ]


def results(settled: list[SpelledWord], readings: list[Reading]) -> list[Result]:
    return [
        (
            " ".join(word.text for word in (*settled, *reading.words)),
            [tuple(word) for word in (*settled, *reading.words)],
            reading.logit_score,
            reading.score,
        )
        for reading in readings
    ]


def fed(search: PrefixSearch, log_probs: NDArray[np.float32], cuts: list[int]) -> list[SpelledWord]:
    """Feed in pieces of the sizes `cuts`, over and over; the words that came out settled."""
    settled: list[SpelledWord] = []
    position = turn = 0
    while position < len(log_probs):
        size = cuts[turn % len(cuts)]
        settled += search.feed(log_probs[position : position + size])
        position, turn = position + size, turn + 1
    return settled


def log_softmax(logits: NDArray[np.float32]) -> NDArray[np.float32]:
    shifted = logits - logits.max(axis=1, keepdims=True)
    return (shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))).astype(np.float32)


def random_emission(
    seed: int, frames: int, vocabulary: Vocabulary, sharpness: float, blanks: float, whole: bool = False
) -> NDArray[np.float32]:
    """Noise with a liking for blanks; `whole` rounds the logits, so that many hypotheses have equal scores."""
    logits = np.random.default_rng(seed).normal(size=(frames, len(vocabulary.labels))) * sharpness
    logits[:, vocabulary.blank] += blanks
    return log_softmax((np.round(logits) if whole else logits).astype(np.float32))


class _NoHotwords:
    def __contains__(self, word: str) -> bool:
        return False

    def score(self, text: str) -> float:
        return 0.0

    def score_partial_token(self, word: str) -> float:
        return 0.0
