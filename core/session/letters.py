"""How sure the model was of each letter of a word: of finals as they come, and of kept sessions. Any thread."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from core.decoding.calibration import Calibration, Letters, letters_of
from core.session.recognition import Engine, RecognitionOptions, calibration_of, kept_vocabulary
from core.streaming.captions import Caption, FinalCaption

if TYPE_CHECKING:
    from core.session.library import KeptWord, Library


def with_letters(caption: Caption, engine: Engine) -> Caption:
    """Where the engine's options ask for it: a final with its letters, and without the emission that says them.

    Everything else stays as it is. Raises ModelError.
    """
    if not engine.options.letters or not isinstance(caption, FinalCaption) or caption.emission is None:
        return caption
    emission, vocabulary = caption.emission, engine.model.vocabulary_of(caption.language)
    letters = tuple(letters_of(word, emission, vocabulary, engine.calibration) for word in caption.words)
    return replace(caption, emission=None, letters=letters)


class KeptLetters:
    """The letters of a kept session's words, by its kept emissions. One thread at a time."""

    def __init__(self, library: Library, session: str) -> None:
        self._library = library
        self._session = session
        # Words are asked for segment by segment.
        self._emission = lru_cache(maxsize=1)(lambda number: library.emissions.one(session, number))

    def of(self, number: int, word: KeptWord) -> Letters:
        """Those of a word of segment `number`.

        None where no emission was kept, or the model that heard it is gone, and of words that the user wrote or gave
        other times. Raises LibraryError, and ModelError where what lies beside the model cannot be read.
        """
        from core.streaming.acoustic_model import HeardByAnother

        kept = None if word.edited or word.retimed else self._emission(number)
        if kept is None:
            return ()
        try:
            vocabulary = kept_vocabulary(kept.vocabulary, self._options)
        except HeardByAnother:
            return ()
        return letters_of(word.word, kept.emission, vocabulary, self._calibration)

    @cached_property
    def _options(self) -> RecognitionOptions:
        return self._library.recognition(self._session)

    @cached_property
    def _calibration(self) -> Calibration | None:
        return calibration_of(self._options)
