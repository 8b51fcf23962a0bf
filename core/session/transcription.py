"""A media file through the same line that captions a microphone, without a clock."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from core.audio.media import open_media
from core.audio.source import SAMPLE_RATE
from core.session.recognition import Engine
from core.session.transcript import Transcript
from core.streaming.captions import FinalCaption

Progress = Callable[[float, float | None], None]
FinalHeard = Callable[[FinalCaption], None]


class Cancelled(Exception):
    """The user stopped a transcription."""


def transcribe(
    path: Path,
    engine: Engine,
    progress: Progress | None = None,
    heard: FinalHeard | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Transcript:
    """The transcript of a file; memory stays bounded whatever its length.

    `progress` gets (seconds done, duration or None) after every block, `heard` each final as it is made. `cancelled`
    is asked before every block. Raises MediaError, ModelError, Cancelled.
    """
    media = open_media(path)
    recogniser = engine.recogniser(partials=False)
    finals: list[FinalCaption] = []

    def take(captions: list[FinalCaption]) -> None:
        finals.extend(captions)
        for caption in captions if heard else ():
            heard(caption)  # type: ignore[misc]

    samples = 0
    for block in media.blocks():
        if cancelled is not None and cancelled():
            raise Cancelled(f"{path} was stopped.")
        samples += len(block)
        take([caption for caption in recogniser.feed(block) if isinstance(caption, FinalCaption)])
        if progress is not None:
            progress(samples / SAMPLE_RATE, media.duration)
    take([caption for caption in recogniser.flush() if isinstance(caption, FinalCaption)])
    return Transcript(
        file=str(path),
        model=engine.options.model,
        language=engine.model.language,
        duration=samples / SAMPLE_RATE,
        segments=tuple(finals),
        warning=media.warning,
    )
