"""A session that was cut off, made whole: what was stored stays, and what is missing is recognised from the journal.

Runs on the thread that calls it, with an engine of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from core.audio.media import MediaError, open_media
from core.audio.source import SAMPLE_RATE
from core.session.transcript import Transcript
from core.session.transcription import Cancelled
from core.streaming.captions import Caption, FinalCaption

if TYPE_CHECKING:
    from core.session.library import Library
    from core.session.recognition import Engine

# A journal shorter than this may not hold one whole FLAC frame.
SMALLEST_AUDIO = 16_384


def recover(
    library: Library,
    session: str,
    engine: Engine,
    progress: Callable[[float], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Transcript:
    """Recognise the finals that a session lacks, and mark it as whole.

    Endpoints depend on the samples alone, so the voice activity goes over the whole journal again and finds the same
    segments; those stored keep their text and the user's changes, the others are recognised and stored at once, so that
    even a recovery may be cut off. `progress` gets the seconds done. A session without any sound or text is removed.
    Raises LibraryError, MediaError, ModelError, Cancelled.
    """
    entry = library.rows.one(session)
    with library.ownership(session):
        known = {segment.number: segment.end for segment in library.segments.of(session)}
        recovering = _Recovery(library, session, engine, known)
        for block in _journal(library, session, bool(known)):
            if cancelled is not None and cancelled():
                raise Cancelled(f"the recovery of {entry.title} was stopped.")
            recovering.feed(block)
            if progress is not None:
                progress(recovering.samples / SAMPLE_RATE)
        recovering.flush()
        transcript = library.transcript(session)
        if recovering.samples or known:
            library.rows.end(session, recovering.samples / SAMPLE_RATE)
            return library.transcript(session)
    library.delete(session)
    return transcript


class _Recovery:
    """One session on its way through the recogniser. `known`: ends of the segments that are stored, in seconds."""

    def __init__(self, library: Library, session: str, engine: Engine, known: dict[int, float]) -> None:
        self._library = library
        self._session = session
        self._engine = engine
        self._recogniser = engine.recogniser(partials=False, keep=True, known=frozenset(known))
        self.samples = 0
        # Without voice activity a segment ended where the user asked for something new.
        voiced = engine.options.voice_activity
        self._borders = [] if voiced else sorted(round(end * SAMPLE_RATE) for end in known.values())

    def feed(self, block: NDArray[np.float32]) -> None:
        """Recognise the next samples and store the finals that were missing."""
        while len(block):
            border = self._borders[0] - self.samples if self._borders else len(block)
            part, block = block[:border], block[border:]
            self._store(self._recogniser.feed(part))
            self.samples += len(part)
            if self._borders and self.samples == self._borders[0]:
                self._borders.pop(0)
                self._recogniser.use(None, self._engine.decoder())

    def flush(self) -> None:
        """The journal has ended."""
        self._store(self._recogniser.flush())

    def _store(self, captions: list[Caption]) -> None:
        for caption in captions:
            if isinstance(caption, FinalCaption):
                vocabulary = self._engine.model.vocabulary_of(caption.language)
                self._library.segments.add(self._session, caption, vocabulary)


def _journal(library: Library, session: str, has_text: bool) -> Iterator[NDArray[np.float32]]:
    """The journal's blocks; none where the process ended before any was written, or only
    text is left. Raises MediaError."""
    path = library.audio_path(session)
    try:
        yield from open_media(path).blocks()
    except MediaError:
        written = path.stat().st_size if path.exists() else 0
        if not has_text and written >= SMALLEST_AUDIO:
            raise
