"""The transcription of one file that a client has sent, a second of audio a turn."""

from __future__ import annotations

from collections.abc import Callable, Generator
from dataclasses import replace
from pathlib import Path

from core.audio.media import open_media
from core.decoding.readable.readable_text import ReadableText
from core.session.http_api.served_model import Speaking
from core.session.readable_captions import as_shown, with_readable
from core.session.transcript import Transcript
from core.session.transcription import FileTranscription
from core.streaming.captions import FinalCaption

TURN_SECONDS = 1.0

News = FinalCaption | Transcript | Exception


class FileTurn:
    """A `Turn`. `tell` gets each final as it will be shown, then the transcript or what went wrong.

    `dropped` is called once, when nothing reads the file any more.
    """

    live = False

    def __init__(
        self,
        file: Path,
        speaking: Speaking,
        readable: ReadableText | None,
        tell: Callable[[News], None],
        dropped: Callable[[], None],
    ) -> None:
        self._file = file
        self._speaking = speaking
        self._stream = None if readable is None else readable.stream()
        self._tell = tell
        self._dropped = dropped
        self._cancelled = False
        # Whether a final ends the text is known when the next one has come.
        self._held: FinalCaption | None = None
        self._shown: list[FinalCaption] = []
        self._work = self._steps()

    def cancel(self) -> None:
        """Nobody waits for it any more. Any thread."""
        self._cancelled = True

    def run(self) -> bool:
        """See `Turn`."""
        if not self._cancelled:
            self._speaking.take_up()
            if next(self._work, None) is not None:
                return True
        self._leave()
        return False

    def fail(self, failure: Exception) -> None:
        """See `Turn`."""
        self._leave()
        self._tell(failure)

    def _leave(self) -> None:
        self._work.close()
        self._dropped()

    def _steps(self) -> Generator[float, None, None]:
        media = open_media(self._file, alone=True)
        work = FileTranscription(media, self._speaking.engine, self._hear)
        next_turn = TURN_SECONDS
        for done in work.steps():
            if done >= next_turn:
                next_turn = done + TURN_SECONDS
                yield done
        self._show(ends=True)
        self._tell(replace(work.transcript(), segments=tuple(self._shown)))

    def _hear(self, final: FinalCaption) -> None:
        if final.words:
            self._show(ends=False)
            self._held = final

    def _show(self, ends: bool) -> None:
        final, self._held = self._held, None
        if final is None:
            return
        if self._stream is not None:
            final = as_shown(with_readable(final, self._stream, ends))
        self._shown.append(final)
        self._tell(final)
