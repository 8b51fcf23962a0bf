"""What `wavescribe listen` prints: captions in the terminal or JSON lines. Called on the session's threads."""

from __future__ import annotations

import json
import shutil
import threading
from typing import TYPE_CHECKING, TextIO

from core.session.live_rows import live_row, summary_row
from core.session.readable_captions import as_shown, with_readable

if TYPE_CHECKING:
    from core.commands.script_cursor import ScriptCursor
    from core.decoding.readable.readable_text import ReadableStream
    from core.session.feeds.caption_feed import Feeds
    from core.session.live_session import LiveSession, SessionState
    from core.session.live_statistics import SessionStatus
    from core.streaming.captions import FinalCaption, PartialCaption

ERASE_LINE = "\r\x1b[K"
DIM, PLAIN = "\x1b[2m", "\x1b[0m"


def clock(seconds: float) -> str:
    """Time as H:MM:SS.t, for the left edge of a caption."""
    tenths = int(seconds * 10)
    return f"{tenths // 36000}:{tenths // 600 % 60:02d}:{tenths // 10 % 60:02d}.{tenths % 10}"


class LiveOutput:
    """The session's listener on the command line.

    In a terminal the partial rewrites its line and a final takes its place; into a file or pipe only finals are
    written. With `as_json` every caption is one line, and the last line is the summary.
    """

    def __init__(
        self, out: TextIO, err: TextIO, as_json: bool, feeds: Feeds | None = None, script: ScriptCursor | None = None
    ) -> None:
        self.finished = threading.Event()
        self._out = out
        self._err = err
        self._json = as_json
        self._rewrites = out.isatty() and not as_json
        self._feeds = feeds
        self._script = script
        self._segments = 0
        self._failure = ""
        self._session: LiveSession | None = None
        self._readable: ReadableStream | None = None

    def follow(self, session: LiveSession) -> None:
        """The session whose status gives lag and summary."""
        self._session = session

    def show_readable(self, stream: ReadableStream) -> None:
        """Finals are shown in their readable form, which JSON has beside the words; so is the partial in a terminal."""
        self._readable = stream

    def state_changed(self, state: SessionState, message: str) -> None:
        """Session thread: say what the user must know, and notice the end."""
        from core.session.live_session import SessionState

        if message:
            self._err.write(f"{ERASE_LINE if self._rewrites else ''}wavescribe: {message}\n")
            self._err.flush()
        if state is SessionState.FAILED:
            self._failure = message or "the session failed"
        if state in (SessionState.STOPPED, SessionState.FAILED):
            self._finish()

    def status_changed(self, status: SessionStatus) -> None:
        """Nothing is printed for the status alone; lag stands in each JSON line."""

    def captioned(self, caption: PartialCaption | FinalCaption) -> None:
        """Session thread: print one caption."""
        from core.streaming.captions import FinalCaption

        final = isinstance(caption, FinalCaption)
        self._segments += final
        shown = caption
        if isinstance(caption, FinalCaption) and self._readable is not None:
            caption = with_readable(caption, self._readable)
            shown = as_shown(caption)
        if self._feeds is not None:
            self._feeds.caption(shown)
        if self._json:
            lag = self._session.status.lag if self._session else 0.0
            self._line(live_row(caption, lag))
        elif final and caption.text:
            erase = ERASE_LINE if self._rewrites else ""
            self._out.write(f"{erase}{clock(caption.start)}  {shown.text}\n")
        elif self._rewrites:
            self._out.write(f"{ERASE_LINE}{DIM}{self._tail(clock(caption.start), self._peek(caption))}{PLAIN}")
        if self._script is not None:
            self._move(self._script, caption, final)
        self._out.flush()

    def _peek(self, caption: PartialCaption | FinalCaption) -> str:
        """The text of a caption that may still change."""
        if self._readable is None:
            return caption.text
        return " ".join(word.text for word in self._readable.peek([word.text for word in caption.words]))

    def _move(self, script: ScriptCursor, caption: PartialCaption | FinalCaption, final: bool) -> None:
        """Say where in the script the speaker is now; in plain text, after finals, what comes next."""
        position = script.captioned(caption)
        if self._json and position is not None:
            self._line(script.row(position, caption.audio_time))
        elif final and not self._json and caption.text:
            self._out.write(f"{' ' * len(clock(caption.start))}  ▸ {script.coming()}\n")

    def marked(self, at: float, text: str) -> None:
        """Control thread: the user has marked this moment, `at` seconds into the audio."""
        if self._json:
            self._line({"type": "mark", "at": round(at, 3), "text": text})
            self._out.flush()
        else:
            self._err.write(f"{ERASE_LINE if self._rewrites else ''}{clock(at)}  ★ {text}\n")
            self._err.flush()

    def exit_code(self) -> int:
        """0 after a session that ended well, 1 after one that failed."""
        return 1 if self._failure else 0

    def _tail(self, start: str, text: str) -> str:
        """The end of a partial that still fits on one terminal line."""
        from rich.cells import cell_len

        room = shutil.get_terminal_size().columns - len(start) - 3
        while cell_len(text) > room:
            text = text[1:]
        return f"{start}  {text}"

    def _finish(self) -> None:
        if self.finished.is_set():
            return
        if self._rewrites:
            self._out.write(ERASE_LINE)
        if self._session is not None and (self._session.status.audio_seconds or not self._failure):
            self._summary(self._session.status)
        self._out.flush()
        self.finished.set()

    def _summary(self, status: SessionStatus) -> None:
        row = summary_row(status.audio_seconds, status.samples_dropped, self._segments, status.real_time_factor)
        if self._script is not None:
            row["script_lines"] = self._script.spoken_share()
        if self._json:
            self._line(row)
        else:
            self._err.write(
                f"{status.audio_seconds:.1f} s of audio, {self._segments} segments, {status.samples_dropped} samples "
                f"dropped, real-time factor {status.real_time_factor:.3f}\n"
            )

    def _line(self, row: dict[str, object]) -> None:
        self._out.write(json.dumps(row, ensure_ascii=False) + "\n")
