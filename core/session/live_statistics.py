"""The figures of a live session: lag, delays, revisions, speed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from core.streaming.captions import Caption, FinalCaption
from core.streaming.revisions import RevisionCounter

if TYPE_CHECKING:
    from core.session.recognition import Engine


@dataclass(frozen=True, slots=True)
class SessionStatus:
    """Seconds and 16 kHz samples. `lag`: captured minus recognised; `finalisation_delay`: of the last final."""

    audio_seconds: float = 0.0
    lag: float = 0.0
    finalisation_delay: float | None = None
    revisions_per_minute: float = 0.0
    samples_dropped: int = 0
    real_time_factor: float = 0.0
    model: str = ""
    device: str = ""
    dtype: str = ""
    language: str | None = None
    languages: tuple[str, ...] = ()


class LiveStatistics:
    """Written by the recogniser thread; `status` may be read from any."""

    def __init__(self) -> None:
        self._engine: Engine | None = None
        self._revisions = RevisionCounter()
        self._worked = 0.0
        self._recognised = 0.0
        self._delay: float | None = None

    def describe(self, engine: Engine) -> None:
        """The engine has loaded."""
        self._engine = engine

    def worked(self, seconds: float, recognised: float) -> None:
        """A step took so long; `recognised` seconds of audio are behind it."""
        self._worked += seconds
        self._recognised = recognised

    def captioned(self, caption: Caption, captured: float) -> None:
        """A caption is about to be shown, `captured` seconds into the audio."""
        self._revisions.add(caption)
        if isinstance(caption, FinalCaption) and caption.words:
            self._delay = captured - caption.words[-1].end

    def status(self, captured: float) -> SessionStatus:
        """The figures at this moment; `captured` seconds of audio so far."""
        minutes = self._recognised / 60
        model = self._engine.model if self._engine else None
        return SessionStatus(
            audio_seconds=captured,
            lag=max(0.0, captured - self._recognised),
            finalisation_delay=self._delay,
            revisions_per_minute=self._revisions.revisions / minutes if minutes > 0 else 0.0,
            real_time_factor=self._worked / self._recognised if self._recognised else 0.0,
            model=self._engine.options.model if self._engine else "",
            device=model.device if model else "",
            dtype=model.dtype if model else "",
            language=model.language if model else None,
            languages=model.languages if model else (),
        )
