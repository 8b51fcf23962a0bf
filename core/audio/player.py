"""`Player`: plays one file on the default output, from any place, at half to double speed, once or in a loop.

A thread of its own opens the device and keeps a ring a little ahead of it; PortAudio's callback only copies from the
ring. The methods may be called from any thread and never wait: what is wanted is one immutable order, which the thread
takes up. The device is let go after some seconds of rest, so that other programs, and a look for new devices, get it.
"""

from __future__ import annotations

import threading
import time
from collections import deque
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from core.audio.media import MediaError
from core.audio.output import Output
from core.audio.ring_buffer import RingBuffer, RingReader
from core.audio.sound_reader import FASTEST, SLOWEST, SoundReader
from core.audio.source import DeviceUnavailable

AHEAD_SECONDS = 0.4
RING_SECONDS = 4
LOOK_AGAIN = 0.04
REST_SECONDS = 5.0
FADE_SECONDS = 0.004


@dataclass(frozen=True, slots=True)
class Order:
    """What is wanted, in seconds of the file: from where, until where (None: the end), and then from where again."""

    start: float
    end: float | None = None
    back: float | None = None
    speed: float = 1.0


class Player:
    """`playing` ends by itself at the end, and where something fails; `failure` then says what, in a sentence."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.failure = ""
        self._changed = threading.Condition()
        self._order = Order(0.0)
        self._playing = False
        self._closed = False
        self._passage: _Passage | None = None
        self._thread: threading.Thread | None = None

    @property
    def playing(self) -> bool:
        """Whether sound is wanted and there is still some."""
        return self._playing

    @property
    def position(self) -> float:
        """The second of the file that is heard now, or where the next `play` begins."""
        passage = self._passage
        if self._playing and passage is not None and passage.order is self._order:
            return passage.heard()
        return self._order.start

    @property
    def speed(self) -> float:
        """1 is as it was spoken."""
        return self._order.speed

    def play(self, start: float | None = None, end: float | None = None) -> None:
        """From `start` (None: where it is) to `end` (None: the end of the file)."""
        self._play(Order(self.position if start is None else max(0.0, start), end))

    def loop(self, start: float, end: float) -> None:
        """From `start` to `end`, and again; from here on, where that lies within."""
        here = self.position
        self._play(Order(here if start <= here < end else max(0.0, start), end, max(0.0, start)))

    def _play(self, order: Order) -> None:
        with self._changed:
            self.failure = ""
            self._order = replace(order, speed=self._order.speed)
            self._playing = True
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name="player", daemon=True)
                self._thread.start()
            self._changed.notify_all()

    def pause(self) -> None:
        """Be silent, and stay here."""
        self.seek(self.position, playing=False)

    def seek(self, seconds: float, playing: bool | None = None) -> None:
        """Go there, and go on as before; what was to be looped or was to end is that no more."""
        with self._changed:
            self._order = Order(max(0.0, seconds), speed=self._order.speed)
            self._playing = self._playing if playing is None else playing
            self._changed.notify_all()

    def set_speed(self, speed: float) -> None:
        """0.5 to 2, from now on."""
        with self._changed:
            wanted = min(FASTEST, max(SLOWEST, speed))
            self._order = replace(self._order, start=self.position, speed=wanted)
            self._changed.notify_all()

    def close(self) -> None:
        """Be silent for good; the thread ends by itself, soon."""
        with self._changed:
            self._closed, self._playing = True, False
            self._changed.notify_all()

    def join(self) -> None:
        """Wait for the thread, after `close`."""
        if self._thread is not None:
            self._thread.join()

    def _run(self) -> None:
        """The player's thread."""
        output = Output()
        reader: SoundReader | None = None
        try:
            while (order := self._wait(output)) is not None:
                try:
                    output.open()
                    if reader is not None and (reader.rate, reader.channels) != (output.rate, output.channels):
                        reader.close()
                        reader = None
                    reader = reader or SoundReader(self.path, output.rate, output.channels)
                    self._sound(order, output, reader)
                except (DeviceUnavailable, MediaError) as failure:
                    self._fail(str(failure), output)
                except Exception as failure:  # noqa: BLE001 - the thread's one broad except
                    self._fail(f"{self.path.name} cannot be played ({type(failure).__name__}: {failure}).", output)
        finally:
            output.close()
            if reader is not None:
                reader.close()

    def _wait(self, output: Output) -> Order | None:
        """The next order; None when all is over. A device that rests for long is let go meanwhile."""
        with self._changed:
            output.source = None
            resting = self._changed.wait_for(lambda: self._playing or self._closed, REST_SECONDS)
            if not resting:
                output.close()
                self._changed.wait_for(lambda: self._playing or self._closed)
            return None if self._closed else self._order

    def _sound(self, order: Order, output: Output, reader: SoundReader) -> None:
        """Play one order, until there is another one or nothing is left."""
        passage = _Passage(order, reader, output)
        passage.feed()
        self._passage = passage
        output.source = passage.take
        while True:
            with self._changed:
                if self._order is not order or not self._playing:
                    return
                if passage.over:
                    # After the end of the file it stands at the beginning.
                    self._order = Order(0.0 if order.end is None else order.end, speed=order.speed)
                    self._playing = False
                    return
                self._changed.wait(LOOK_AGAIN)
            output.check()
            passage.feed()

    def _fail(self, message: str, output: Output) -> None:
        output.close()
        with self._changed:
            self._order = Order(self.position, speed=self._order.speed)
            self._playing, self.failure = False, message


class _Passage:
    """What sounds because of one order: a ring, and which second of the file stands where in it.

    `feed`, `over`: player's thread. `take`: the callback. `heard`: any thread.
    """

    def __init__(self, order: Order, reader: SoundReader, output: Output) -> None:
        self.order = order
        self._reader = reader
        self._rate, self._channels, self._latency = output.rate, output.channels, output.latency
        self._ring = RingBuffer(RING_SECONDS * self._rate * self._channels)
        self._taken = RingReader(self._ring)
        # (frame of the ring, second of the file) wherever the one does not simply follow from the other.
        self._places: deque[tuple[int, float]] = deque(maxlen=64)
        self._fed = 0
        self._done = False
        # (frames taken before the last block, its frames, when it was taken)
        self._last: tuple[int, int, float] | None = None
        self._ahead = min(RING_SECONDS / 2, max(AHEAD_SECONDS, 3 * output.latency)) * self._rate
        self._begin(order.start)

    def feed(self) -> None:
        """Read ahead as far as is wanted."""
        while not self._done and self._fed - self._frames_taken < self._ahead:
            samples = self._reader.read()
            left = self._left()
            if samples is None or len(samples) >= left:
                if samples is not None and left:
                    self._write(_faded(samples[:left], self._rate, end=True))
                self._turn()
            else:
                self._write(samples)

    def take(self, block: NDArray[np.float32]) -> None:
        """Fill a block (frames, channels); silence where there is no more."""
        before = self._frames_taken
        samples = self._taken.read_available(block.size)
        frames = len(samples) // self._channels
        block[:frames] = samples.reshape(-1, self._channels)
        block[frames:] = 0.0
        if frames:
            self._last = (before, frames, time.monotonic())

    def heard(self) -> float:
        """The second of the file that is heard now."""
        if self._last is None:
            return self.order.start
        before, frames, when = self._last
        now = before + min(frames, (time.monotonic() - when) * self._rate) - self._latency * self._rate
        places = tuple(self._places)
        frame, second = next((place for place in reversed(places) if place[0] <= now), places[0])
        return second + max(0.0, now - frame) / self._rate * self.order.speed

    @property
    def over(self) -> bool:
        """Whether all has been heard."""
        if not self._done or self._frames_taken < self._fed:
            return False
        if self._last is None:
            return True
        _, frames, when = self._last
        return time.monotonic() - when > frames / self._rate + self._latency

    @property
    def _frames_taken(self) -> int:
        return self._taken.position // self._channels

    def _begin(self, second: float) -> None:
        self._reader.start(second, self.order.speed)
        self._places.append((self._fed, second))

    def _left(self) -> int:
        """Frames until the order's end."""
        if self.order.end is None:
            return 2**62
        began, second = self._places[-1]
        return max(0, round((self.order.end - second) * self._rate / self.order.speed) - (self._fed - began))

    def _turn(self) -> None:
        """The end: once more, unless nothing was there to be heard."""
        nothing = self._fed == self._places[-1][0]
        if self.order.back is None or nothing:
            self._done = True
        else:
            self._begin(self.order.back)

    def _write(self, samples: NDArray[np.float32]) -> None:
        if self._fed == self._places[-1][0]:
            samples = _faded(samples, self._rate, end=False)
        self._ring.write(np.ascontiguousarray(samples).ravel())
        self._fed += len(samples)


def _faded(samples: NDArray[np.float32], rate: int, end: bool) -> NDArray[np.float32]:
    """With a few milliseconds of fading at one end, where the sound is cut: a cut clicks."""
    count = min(len(samples), round(FADE_SECONDS * rate))
    faded = samples.copy()
    ramp = np.linspace(0.0, 1.0, count, endpoint=False, dtype=np.float32)[:, None]
    if end:
        faded[len(faded) - count :] *= ramp[::-1]
    else:
        faded[:count] *= ramp
    return faded
