"""How sure the model was of each letter of a final's words, by the emission that the final carries. Any thread."""

from __future__ import annotations

from dataclasses import replace

from core.decoding.calibration import letters_of
from core.session.recognition import Engine
from core.streaming.captions import Caption, FinalCaption


def with_letters(caption: Caption, engine: Engine) -> Caption:
    """Where the engine's options ask for it: a final with its letters, and without the emission that says them.

    Everything else stays as it is. Raises ModelError.
    """
    if not engine.options.letters or not isinstance(caption, FinalCaption) or caption.emission is None:
        return caption
    emission, vocabulary = caption.emission, engine.model.vocabulary_of(caption.language)
    letters = tuple(letters_of(word, emission, vocabulary, engine.calibration) for word in caption.words)
    return replace(caption, emission=None, letters=letters)
