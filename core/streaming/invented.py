"""Whether the words of a segment are a guess at a noise. Pure; finals and partials ask, on the recogniser's thread."""

from __future__ import annotations

import numpy as np

from core.decoding.emission import Emission
from core.decoding.hypothesis import Word
from core.decoding.vocabulary import Vocabulary

# Letters. Chosen for the bundled model of letters: of the words that laughter and effects bring forth, all have less
# of both. It costs no right word of 121 isolated digits, 32 clips of AN4 and 61 short sentences of learners, and wrong
# ones of seven.
SURE_LETTER = 0.9
SURE_WORD = 0.88

# Sounds. Mean entropy (in nats) over the confidence of the surest word: laughter, music, song and effects have 1.12 or
# more, but for one "OH", in which no sound is sure; of 476 segments of development clips one with four of nine words
# right has 1.0, and all others with a right word have 0.82 or less.
UNCERTAINTY = 1.06
FLAT, SURE_SOUND = 0.4, 0.85


def is_invented(words: tuple[Word, ...], emission: Emission, vocabulary: Vocabulary) -> bool:
    """Whether a segment's words are a language model's or a lexicon's guess at a noise.

    Of letters: no letter of the emission is likely, and no word. Of sounds, where any noise is near to some word: what
    is heard is uncertain beside the surest word, or without any sure sound. Looks at the whole segment, so that a
    doubtful word among others stays.
    """
    surest = max((word.confidence for word in words), default=0.0)
    silent = {vocabulary.blank, vocabulary.delimiter, *vocabulary.ignored}
    spoken = [label for label in range(len(vocabulary.labels)) if label not in silent]
    likeliest = float(np.exp(emission.log_probs[:, spoken].max(initial=-np.inf)))
    if vocabulary.lexicon is None:
        return surest < SURE_WORD and likeliest < SURE_LETTER
    uncertainty = _mean_entropy(emission)
    return uncertainty > UNCERTAINTY * surest or (uncertainty > FLAT and likeliest < SURE_SOUND)


def _mean_entropy(emission: Emission) -> float:
    probabilities = np.exp(emission.log_probs)
    # What is impossible adds nothing.
    terms = probabilities * np.where(probabilities > 0.0, emission.log_probs, 0.0)
    return -float(terms.sum(axis=1).mean())
