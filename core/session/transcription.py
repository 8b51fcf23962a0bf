"""A media file through the same line that captions a microphone, without a clock."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from core.audio.media import Media, open_media
from core.audio.source import SAMPLE_RATE
from core.session.letters import with_letters
from core.session.recognition import Engine
from core.session.transcript import Transcript
from core.streaming.captions import Caption, FinalCaption

if TYPE_CHECKING:
    from core.speakers.diarisation import Diarisation

Progress = Callable[[float, float | None], None]
FinalHeard = Callable[[FinalCaption], None]


class Cancelled(Exception):
    """The user stopped a transcription."""


class FileTranscription:
    """A transcription in steps, for whoever does several at a time. One thread at a time.

    `heard` gets each final as it is made; `speakers` hears all as well.
    """

    def __init__(
        self, media: Media, engine: Engine, heard: FinalHeard | None = None, speakers: Diarisation | None = None
    ) -> None:
        self._media = media
        self._engine = engine
        self._heard = heard
        self._speakers = speakers
        self._samples = 0
        self._finals: list[FinalCaption] = []

    def steps(self) -> Iterator[float]:
        """Recognise; seconds done after each block. Raises MediaError, ModelError."""
        recogniser = self._engine.recogniser(partials=False)
        for block in self._media.blocks():
            self._samples += len(block)
            if self._speakers is not None:
                self._speakers.feed(block)
            self._take(recogniser.feed(block))
            yield self._samples / SAMPLE_RATE
        self._take(recogniser.flush())

    def transcript(self) -> Transcript:
        """What was recognised, once `steps` has come to its end."""
        return Transcript(
            file=str(self._media.path),
            model=self._engine.options.model,
            language=None if self._engine.options.languages else self._engine.model.language,
            duration=self._samples / SAMPLE_RATE,
            segments=tuple(self._finals),
            warning=self._media.warning,
        )

    def _take(self, captions: list[Caption]) -> None:
        for caption in captions:
            final = with_letters(caption, self._engine)
            if isinstance(final, FinalCaption):
                self._finals.append(final)
                if self._speakers is not None:
                    self._speakers.hear(final)
                if self._heard is not None:
                    self._heard(final)


def transcribe(
    path: Path,
    engine: Engine,
    progress: Progress | None = None,
    heard: FinalHeard | None = None,
    cancelled: Callable[[], bool] | None = None,
    speakers: Diarisation | None = None,
) -> Transcript:
    """The transcript of a file; memory stays bounded whatever its length.

    `progress` gets (seconds done, duration or None) after every block, `heard` each final as it is made. `cancelled`
    is asked after every block. `speakers` hears all as well, and says afterwards who spoke when. Raises MediaError,
    ModelError, Cancelled.
    """
    media = open_media(path)
    work = FileTranscription(media, engine, heard, speakers)
    for done in work.steps():
        if progress is not None:
            progress(done, media.duration)
        if cancelled is not None and cancelled():
            raise Cancelled(f"{path} was stopped.")
    return work.transcript()
