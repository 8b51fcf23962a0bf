"""The engine that is kept between two starts, so that only what has changed is loaded again.

Owned by whoever recognises again and again (the window has three); any thread may take and release.
"""

from __future__ import annotations

import gc
import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from core.models.catalogue import is_here, whole_folder
from core.session.recognition import (
    Engine,
    RecognitionOptions,
    language_model_shares,
    load_engine,
    load_identifier,
    load_language_model,
    wanted_models,
)


class EngineShelf:
    """Keeps the engine that was used last, so that Start, a new hotword or another language do not load it again.

    Downloads nothing: nobody would see how far it is. One thread at a time may recognise with what it gives; live
    captions and files have a shelf each. `missed`: see `load_language_model`.
    """

    def __init__(self, missed: Callable[[str], None] | None = None) -> None:
        self._engine: Engine | None = None
        self._missed = missed
        self._language_models: tuple[object, ...] = ()
        self._lock = threading.Lock()

    @property
    def loaded(self) -> Engine | None:
        """The engine that is kept. Any thread."""
        return self._engine

    def release(self) -> None:
        """Give its memory back, where nobody recognises with it; the next `take` loads it again. Any thread."""
        with self._lock:
            if self._engine is None:
                return
            self._engine = None
            # What was frozen on loading is looked at no more: rings of objects among it would never be freed.
            gc.unfreeze()
            gc.collect()
            gc.freeze()

    def take(self, options: RecognitionOptions) -> Engine:
        """The engine for these options, loaded only if more than hotwords and language differ.

        Language models are loaded again where others are asked for, or their files have changed.
        """
        with self._lock:
            return self._take(options)

    def _take(self, options: RecognitionOptions) -> Engine:
        engine = self._engine
        if engine is None or _heavy(engine.options) != _heavy(options):
            self._engine = None
            _check_here(options)
            self._language_models = _language_models(options)
            engine = load_engine(options, self._missed)
        elif self._language_models != (wanted := _language_models(options)):
            engine = engine.with_language_model(load_language_model(options, self._missed))
            self._language_models = wanted
        if _identified_by(engine.options) != _identified_by(options):
            _check_here(options)
            engine = replace(engine, identifier=load_identifier(options))
        if (language := options.language or engine.model.default_language) is not None:
            engine.model.use_language(language)
        self._engine = engine.with_options(options)
        return self._engine


def _check_here(options: RecognitionOptions) -> None:
    from core.streaming.acoustic_model import ModelError

    for name, language in wanted_models(options):
        if not is_here(name, language):
            wanted = f"{name} with the language {language}" if language else name
            raise ModelError(f"{wanted} is not on this computer; download it, or choose another model.")
    if options.languages and whole_folder(options.identifier) is None:
        raise ModelError(f"{options.identifier} is not on this computer; download it, or choose another model.")


def _heavy(options: RecognitionOptions) -> RecognitionOptions:
    """The options without what can be changed while the acoustic model stays."""
    plain = replace(options, language_model=None, mixed_in=(), language_model_weight=None, word_bonus=None)
    plain = replace(plain, hotwords=(), language=None, stability="balanced", hypotheses=1, letters=False)
    return replace(plain, languages=(), identifier="")


def _identified_by(options: RecognitionOptions) -> str:
    return options.identifier if options.languages else ""


def _language_models(options: RecognitionOptions) -> tuple[object, ...]:
    """What is asked for, and the files as they are now: one may have been built again, or have come back."""
    wanted = language_model_shares(options)
    files = tuple(_file_state(Path(path)) for path, _ in wanted)
    return wanted, files, options.language_model_weight, options.word_bonus


def _file_state(path: Path) -> tuple[int, int] | None:
    from core.decoding.language_model import LanguageModelError, model_file

    try:
        state = model_file(path).stat()
    except (LanguageModelError, OSError):
        return None
    return state.st_mtime_ns, state.st_size
