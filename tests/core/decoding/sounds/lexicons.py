"""Small lexicons, a language model of their words, and all CTC paths written out."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping
from itertools import groupby, product
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from core.decoding.hotword_trie import HotwordTrie
from core.decoding.hotwords import Hotword
from core.decoding.language_model import LanguageModel
from core.decoding.sounds.letter_to_sound import LetterToSound
from core.decoding.sounds.lexicon import Lexicon
from core.decoding.sounds.lexicon_form import LexiconForm
from core.decoding.sounds.lexicon_search import LexiconOptions, LexiconSearch
from core.decoding.vocabulary import Vocabulary
from core.decoding.word_scores import WordScores

WIDE = LexiconOptions(beam_width=10**6, beam_prune_logp=-1e6, token_min_logp=-1e6)

# Homophones, two ways to say a word, words that begin others, and words that end as others begin.
LISTED: Mapping[str, tuple[str, ...]] = {
    "SEE": ("ab",),
    "SEA": ("ab",),
    "A": ("a", "b"),
    "ABBA": ("abba",),
    "BA": ("ba", "bb", "bab"),
    "AH": ("aa",),
    "C": ("c",),
    "CAB": ("cab", "ca"),
}
LETTERS = {"X": {"c": -0.2, "": -2.0}, "Y": {"ab": -0.5, "b": -1.0}, "A": {"a": -0.1}, "XY": {"ca": -0.3}}

ARPA = """\\data\\
ngram 1=9
ngram 2=6

\\1-grams:
-1.2\t<unk>\t0
0\t<s>\t-0.3
-1.0\t</s>\t0
-0.8\tSEE\t-0.2
-0.9\tSEA\t-0.3
-1.1\tA\t-0.1
-1.5\tBA\t-0.2
-0.7\tABBA\t-0.2
-1.3\tC\t-0.1

\\2-grams:
-0.3\t<s> SEE
-0.4\tSEE A
-0.2\tA SEA
-0.5\tBA </s>
-0.4\tC BA
-0.9\tSEA SEA

\\end\\
"""


def tiny_model(folder: Path) -> LanguageModel:
    path = folder / "sounds.arpa"
    path.write_text(ARPA, encoding="utf-8")
    return LanguageModel.load(path, alpha=0.7, beta=0.4)


def vocabulary(
    delimiter: bool,
    sounds: str = "abc",
    listed: Mapping[str, tuple[str, ...]] = LISTED,
    letters: Mapping[str, Mapping[str, float]] = LETTERS,
) -> Vocabulary:
    """The blank, then the delimiter where there is one, then sounds."""
    labels = ("<pad>", "|", *sounds) if delimiter else ("<pad>", *sounds)
    lexicon = Lexicon(listed, LetterToSound(letters))
    return Vocabulary(labels, 0, 1 if delimiter else None, frozenset(), lexicon)


def form_of(
    vocabulary: Vocabulary, model: LanguageModel | None, hotwords: Mapping[str, float], options: LexiconOptions
) -> LexiconForm:
    trie = HotwordTrie([Hotword(text, float(weight)) for text, weight in hotwords.items()], vocabulary)
    return LexiconForm(vocabulary, WordScores(model, trie.words) if model else None, trie, options)


def reference(
    vocabulary: Vocabulary,
    options: LexiconOptions = WIDE,
    model: LanguageModel | None = None,
    hotwords: Mapping[str, float] | None = None,
) -> LexiconSearch:
    return form_of(vocabulary, model, hotwords or {}, options).reference_search()


def written_out(
    log_probs: NDArray[np.float32], vocabulary: Vocabulary, ways: Mapping[str, tuple[str, ...]]
) -> dict[tuple[str, ...], float]:
    """By word sequence the logarithm of the probability of all its paths, once for each way to say its words."""
    said = defaultdict(list)
    for word, spoken in ways.items():
        for way in dict.fromkeys(spoken):
            said[way].append(word)
    sums: dict[tuple[str, ...], float] = defaultdict(float)
    columns = range(len(vocabulary.labels))
    for path in product(columns, repeat=len(log_probs)):
        probability = math.exp(sum(float(log_probs[frame, label]) for frame, label in enumerate(path)))
        heard = [label for label, _ in groupby(path) if label != vocabulary.blank]
        texts: list[tuple[str, ...]] = [()]
        part = ""
        for label in [*heard, None]:
            if label is not None and label != vocabulary.delimiter:
                part += vocabulary.labels[label]
            else:
                texts = [text + more for text in texts for more in _cuts(part, said)]
                part = ""
        for text in texts:
            sums[text] += probability
    return {text: math.log(total) for text, total in sums.items()}


def _cuts(sounds: str, said: Mapping[str, list[str]]) -> list[tuple[str, ...]]:
    """All ways to read sounds as whole words."""
    if not sounds:
        return [()]
    found = []
    for end in range(1, len(sounds) + 1):
        for word in said.get(sounds[:end], ()):
            found += [(word, *rest) for rest in _cuts(sounds[end:], said)]
    return found


def hotwords_worth(words: tuple[str, ...], hotwords: Mapping[str, float]) -> float:
    """A phrase counts wherever it stands in the text, whole words."""
    worth = 0.0
    for phrase, weight in hotwords.items():
        parts = tuple(phrase.split())
        worth += weight * sum(
            words[place : place + len(parts)] == parts for place in range(len(words) - len(parts) + 1)
        )
    return worth


def model_worth(words: tuple[str, ...], model: LanguageModel | None, vouched: frozenset[str]) -> float:
    """The words' scores by KenLM's own whole-sentence score, the sentence's end and unknown words' offsets."""
    if model is None:
        return 0.0
    tens = model.model.score(" ".join(words), bos=True, eos=True)
    unknown = sum(word not in model.unigrams and word not in vouched for word in words)
    return model.alpha * (tens + unknown * model.unk_score_offset) * math.log(10) + model.beta * len(words)
