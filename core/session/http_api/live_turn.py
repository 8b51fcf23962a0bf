"""Live captions of the sound that a client sends, taken up as it comes."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from core.audio.source import SAMPLE_RATE
from core.decoding.readable.readable_text import ReadableText
from core.session.http_api.served_model import Speaking
from core.session.letters import with_letters
from core.session.live_rows import live_row, summary_row
from core.session.readable_captions import with_readable
from core.streaming.captions import Caption, FinalCaption
from core.streaming.recogniser import Recogniser

MOST_WAITING_SECONDS = 30.0
"""Of sound that is not recognised yet; a client that sends faster is made to wait."""
TURN_SECONDS = 5.0
MOST_ROWS_WAITING = 200
"""A client that does not read its captions is not recognised for until it does."""


class SampleReader:
    """Numbers of a stream that may be cut anywhere, also within one: float32, full scale 1."""

    def __init__(self, form: Literal["pcm16", "float32"]) -> None:
        self._type = np.dtype("<i2" if form == "pcm16" else "<f4")
        self._rest = b""

    def read(self, content: bytes) -> NDArray[np.float32]:
        """The samples that these bytes complete. What is no number is silence, what is too loud full scale."""
        content = self._rest + content
        whole = len(content) // self._type.itemsize * self._type.itemsize
        self._rest = content[whole:]
        numbers = np.frombuffer(content[:whole], self._type)
        if self._type.kind == "i":
            return numbers.astype(np.float32) / np.float32(32768)
        return np.nan_to_num(numbers.astype(np.float32), nan=0.0, posinf=1.0, neginf=-1.0)


class LiveTurn:
    """A `Turn`. `tell` gets each row (`core.session.live_rows`) and what went wrong; None is the end.

    `rows_waiting`: how many rows the client has not taken yet.
    """

    live = True

    def __init__(
        self,
        speaking: Speaking,
        readable: ReadableText | None,
        tell: Callable[[dict[str, object] | Exception | None], None],
        rows_waiting: Callable[[], int],
    ) -> None:
        self._speaking = speaking
        self._stream = None if readable is None else readable.stream()
        self._tell = tell
        self._rows_waiting = rows_waiting
        self._lock = threading.Lock()
        self._blocks: list[NDArray[np.float32]] = []
        self._given = 0
        self._taken = 0
        self._ended = False
        self._done = False
        self._recogniser: Recogniser | None = None
        self._segments = 0
        self._worked = 0.0

    @property
    def is_full(self) -> bool:
        """Whether enough sound waits. Any thread."""
        return self._given - self._taken > MOST_WAITING_SECONDS * SAMPLE_RATE

    def give(self, samples: NDArray[np.float32]) -> None:
        """More sound, 16 kHz mono. The client's thread."""
        with self._lock:
            self._blocks.append(samples)
            self._given += len(samples)

    def end(self) -> None:
        """No more sound will come: what was given is still captioned. Any thread."""
        self._ended = True

    def cancel(self) -> None:
        """Nobody listens any more. Any thread."""
        self._done = True

    def run(self) -> bool:
        """See `Turn`."""
        if self._done or self._rows_waiting() > MOST_ROWS_WAITING:
            return False
        began = time.perf_counter()
        engine = self._speaking.take_up()
        if self._recogniser is None:
            self._recogniser = engine.recogniser(partials=True)
        ended = self._ended
        captions = self._recogniser.feed(self._take())
        more = self._taken < self._given
        if ended and not more:
            captions += self._recogniser.flush()
        self._worked += time.perf_counter() - began
        for caption in captions:
            self._tell(self._row(with_letters(caption, engine)))
        if ended and not more:
            self._done = True
            self._tell(self._summary())
            self._tell(None)
        return more

    def fail(self, failure: Exception) -> None:
        """See `Turn`."""
        self._done = True
        self._tell(failure)
        self._tell(None)

    def _take(self) -> NDArray[np.float32]:
        """What was given, a turn's worth at most."""
        with self._lock:
            waiting = np.concatenate([*self._blocks, np.zeros(0, np.float32)])
            now: NDArray[np.float32] = waiting[: round(TURN_SECONDS * SAMPLE_RATE)]
            self._blocks = [waiting[len(now) :]]
            self._taken += len(now)
        return now

    def _row(self, caption: Caption) -> dict[str, object]:
        if isinstance(caption, FinalCaption):
            self._segments += 1
            if self._stream is not None:
                caption = with_readable(caption, self._stream)
        return live_row(caption, (self._given - self._taken) / SAMPLE_RATE)

    def _summary(self) -> dict[str, object]:
        seconds = self._taken / SAMPLE_RATE
        return summary_row(seconds, 0, self._segments, self._worked / seconds if seconds else 0.0)
