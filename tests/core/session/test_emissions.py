"""Kept emissions: a search follows the labels of a frame that it followed when the emission was new."""

from __future__ import annotations

import numpy as np

from core.decoding.prefix_search import BeamOptions
from core.decoding.sounds.lexicon_search import LexiconOptions
from core.session.library.emissions import UNLIKELY, pack, unpack


def test_no_label_is_followed_that_was_too_unlikely_before_it_was_kept() -> None:
    """Rounding must not lift one over the limit of the letters' search or of the lexicon's."""
    # What lies further from a limit than float16 tells apart.
    steps = np.arange(0.0, -20.0, -0.05, dtype=np.float32) - np.float32(0.025)
    kept = unpack(pack(steps[:, None]), len(steps), 1)[:, 0]
    for lowest in (BeamOptions().token_min_logp, LexiconOptions().token_min_logp):
        assert lowest - 0.5 >= UNLIKELY
        assert ((kept >= lowest) == (steps >= lowest)).all()
