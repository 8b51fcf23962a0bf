"""A live session: the threads between a source of audio and captions.

Capture thread: source → recorder (disk) → ring. Recogniser thread: loads the engine, then ring → recogniser →
recorder, listener. Audio is kept from the first sample, long before the model has loaded; `stop` returns at once and
what was heard is captioned before STOPPED is reported. Each thread has one broad `except`, at its top, which turns a
fault into the state FAILED.
"""

from __future__ import annotations

import queue
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields, replace
from enum import Enum
from typing import TYPE_CHECKING, Protocol

import numpy as np
from numpy.typing import NDArray

from core.audio.media import MediaError
from core.audio.ring_buffer import RingBuffer
from core.audio.source import SAMPLE_RATE, AudioSource, DeviceLost, DeviceUnavailable
from core.session.live_statistics import LiveStatistics, SessionStatus
from core.session.recognition import ChangedOptions
from core.session.ring_feed import RingFeed

if TYPE_CHECKING:
    from core.decoding.hotwords import Hotword
    from core.session.recognition import Engine, LoadedLanguageModel
    from core.session.recorder import Recorder
    from core.streaming.captions import Caption
    from core.streaming.recogniser import Recogniser

READ_TIMEOUT = 0.2
RETRY_SECONDS = 1.0


class SessionState(Enum):
    """Where a session stands. STARTING: the model loads, audio is already kept."""

    STARTING = "starting"
    LISTENING = "listening"
    WAITING_FOR_DEVICE = "waiting for device"
    DRAINING = "draining"
    STOPPED = "stopped"
    FAILED = "failed"


class SessionListener(Protocol):
    """Hears of everything, on the session's threads; must return quickly."""

    def state_changed(self, state: SessionState, message: str) -> None:
        """A new state, or a message (one sentence for the user) within the same state."""

    def captioned(self, caption: Caption) -> None:
        """A partial or final caption, in order."""

    def status_changed(self, status: SessionStatus) -> None:
        """Lag and the other figures, after each step of the recogniser."""


@dataclass(frozen=True, slots=True)
class LiveSessionOptions:
    """`ring_seconds`: how far recognition may fall behind without a recorder. `stop_after_seconds` of audio."""

    ring_seconds: float = 600.0
    stop_after_seconds: float | None = None
    partials: bool = True


@dataclass(frozen=True, slots=True)
class Wish:
    """What a running session is to do from the next segment on; None: as it is. `among`: none for a fixed language."""

    language: str | None = None
    among: tuple[str, ...] | None = None
    hotwords: tuple[Hotword, ...] | None = None
    language_model: LoadedLanguageModel | None = None

    def followed_by(self, later: Wish) -> Wish:
        """Both, as far as the later one has no wish of its own."""
        return Wish(*(getattr(self if getattr(later, f.name) is None else later, f.name) for f in fields(Wish)))

    def granted_to(self, engine: Engine) -> Engine:
        """The engine with options that follow this wish."""
        options = engine.options
        among = options.languages if self.among is None else self.among
        # Where languages are heard, one that was wished for once does not stand against what was heard since.
        language = self.language or (None if among else options.language)
        hotwords = options.hotwords if self.hotwords is None else self.hotwords
        engine = engine.with_options(replace(options, language=language, languages=among, hotwords=hotwords))
        return engine if self.language_model is None else engine.with_language_model(self.language_model)


class LiveSession:
    """One run from start to stop. Methods are for one controlling thread; `status` and `ring` for any."""

    def __init__(
        self,
        source: AudioSource,
        engine_loader: Callable[[], Engine],
        listener: SessionListener,
        recorder: Recorder | None = None,
        options: LiveSessionOptions | None = None,
    ) -> None:
        self._source = source
        self._load_engine = engine_loader
        self._listener = listener
        self._recorder = recorder
        self._options = options or LiveSessionOptions()
        self.ring = RingBuffer(round(self._options.ring_seconds * SAMPLE_RATE))
        self._feed = RingFeed(self.ring, recorder)
        self._state = SessionState.STARTING
        # Held while the listener is told, so that it hears of states in their order, whichever thread reports them.
        self._state_lock = threading.RLock()
        self._stop = threading.Event()
        self._requests: queue.SimpleQueue[Wish] = queue.SimpleQueue()
        self._statistics = LiveStatistics()
        self._capture_thread = threading.Thread(target=self._capture, name="capture", daemon=True)
        self._recogniser_thread = threading.Thread(target=self._recognise, name="recogniser", daemon=True)

    @property
    def status(self) -> SessionStatus:
        """The figures of this moment."""
        lost = self._source.dropped + self._feed.lost
        return replace(self._statistics.status(self.ring.position / SAMPLE_RATE), samples_dropped=lost)

    @property
    def state(self) -> SessionState:
        """The state reported last."""
        return self._state

    @property
    def stopping(self) -> bool:
        """Whether `stop` was called."""
        return self._stop.is_set()

    def start(self) -> None:
        """Begin to listen; returns at once."""
        self._report(SessionState.STARTING)
        self._capture_thread.start()
        self._recogniser_thread.start()

    def stop(self) -> None:
        """End the audio here; returns at once. STOPPED follows when everything heard is captioned."""
        if not self._stop.is_set():
            self._stop.set()
            self._source.stop()

    def join(self, timeout: float | None = None) -> bool:
        """Wait for both threads; whether they have ended."""
        deadline = None if timeout is None else time.monotonic() + timeout
        for thread in (self._capture_thread, self._recogniser_thread):
            if thread.is_alive():
                thread.join(None if deadline is None else max(0.0, deadline - time.monotonic()))
        return not (self._capture_thread.is_alive() or self._recogniser_thread.is_alive())

    def set_language(self, code: str, among: Sequence[str] = ()) -> None:
        """Caption in this language from the next segment on, or go on from it among these; a refusal is a message."""
        self._requests.put(Wish(code, tuple(among)))
        self._feed.wake()

    def set_languages(self, among: Sequence[str]) -> None:
        """Hear from the next segment on which of these is spoken."""
        self._requests.put(Wish(among=tuple(among)))
        self._feed.wake()

    def set_hotwords(self, hotwords: Sequence[Hotword]) -> None:
        """Use these hotwords from the next segment on."""
        self._requests.put(Wish(hotwords=tuple(hotwords)))
        self._feed.wake()

    def set_language_model(self, loaded: LoadedLanguageModel) -> None:
        """Use this language model from the next segment on."""
        self._requests.put(Wish(language_model=loaded))
        self._feed.wake()

    def mark(self, text: str = "") -> float:
        """Mark this moment, in the library too where the session is kept; seconds from the start. Any thread."""
        at = self.ring.position / SAMPLE_RATE
        if self._recorder is not None:
            self._recorder.mark(at, text)
        return at

    # Capture thread

    def _capture(self) -> None:
        try:
            self._source.start()
            while (block := self._next_block()) is not None:
                if len(block):
                    self._feed.put(block, wait=not self._source.live)
                    for message in self._feed.messages():
                        self._report(self._state, message)
                    self._pass_on_messages()
        except (DeviceUnavailable, MediaError) as failure:
            self._fail(str(failure))
        except Exception as failure:  # noqa: BLE001 - the thread's one broad except
            self._fail(f"capturing failed ({type(failure).__name__}: {failure}).")
        finally:
            self._source.stop()
            self._feed.finish()
            if self._state is not SessionState.FAILED:
                self._report(SessionState.DRAINING)

    def _next_block(self) -> NDArray[np.float32] | None:
        """The next block, cut at `stop_after_seconds`; None at the end. Waits for a device that has gone."""
        limit = self._options.stop_after_seconds
        left = None if limit is None else round(limit * SAMPLE_RATE) - self.ring.position
        if left is not None and left <= 0:
            return None
        try:
            block = self._source.read(READ_TIMEOUT)
        except DeviceLost as lost:
            return self._wait_for_device(str(lost))
        return block if block is None or left is None else block[:left]

    def _wait_for_device(self, message: str) -> NDArray[np.float32] | None:
        """Try once a second until the device is back (an empty block) or the user stops (None)."""
        resume, lost = self._state, self._source.name
        self._report(SessionState.WAITING_FOR_DEVICE, f"{message} Waiting for it to come back.")
        began = time.monotonic()
        while not self._stop.wait(RETRY_SECONDS):
            try:
                self._source.start()
            except DeviceUnavailable:
                continue
            self._feed.mark_gap(time.monotonic() - began)
            name = self._source.name
            self._report(resume, f"{name} is back." if name == lost else f"{name} is heard in place of {lost}.")
            return np.zeros(0, np.float32)
        return None

    # Recogniser thread

    def _recognise(self) -> None:
        try:
            engine = self._load_engine()
            recogniser = engine.recogniser(self._options.partials, keep=self._recorder is not None)
            self._statistics.describe(engine)
            if self._recorder is not None:
                self._recorder.recognised_with(engine)
            if self._state is SessionState.STARTING:
                self._report(SessionState.LISTENING)
            self._feed_recogniser(engine, recogniser)
            if self._recorder is not None:
                self._recorder.end()
                self._pass_on_messages()
            if self._state is not SessionState.FAILED:
                self._report(SessionState.STOPPED)
        except Exception as failure:  # noqa: BLE001 - the thread's one broad except
            self._abandon_recording()
            ours = type(failure).__module__.startswith("core.")
            self._fail(str(failure) if ours else f"recognition failed ({type(failure).__name__}: {failure}).")

    def _abandon_recording(self) -> None:
        """Keep what was heard for recovery; the capture thread must have written its last."""
        self._stop.set()
        self._source.stop()
        # Nobody will make room in the ring any more: a capture thread that waits for it must go on.
        self._feed.finish()
        self._capture_thread.join()
        if self._recorder is not None:
            self._recorder.abandon()

    def _feed_recogniser(self, engine: Engine, recogniser: Recogniser) -> None:
        while (samples := self._feed.take()) is not None:
            engine = self._follow_requests(engine, recogniser)
            if len(samples):
                self._step(lambda samples=samples: recogniser.feed(samples), recogniser, engine)  # type: ignore[misc]
        self._step(recogniser.flush, recogniser, engine)

    def _step(self, work: Callable[[], list[Caption]], recogniser: Recogniser, engine: Engine) -> None:
        """One feed or flush: time it, store and deliver what came of it."""
        from core.session.letters import with_letters
        from core.streaming.recogniser import LanguageSwitchError

        started = time.perf_counter()
        message = ""
        try:
            captions = work()
        except LanguageSwitchError as refused:
            captions, message = refused.captions, str(refused)
        self._statistics.worked(time.perf_counter() - started, recogniser.audio_seconds)
        for caption in captions:
            self._statistics.captioned(caption, self.ring.position / SAMPLE_RATE)
            if self._recorder is not None:
                self._recorder.caption(caption)
            self._listener.captioned(with_letters(caption, engine))
        if message:
            self._report(self._state, message)
        self._pass_on_messages()
        self._listener.status_changed(self.status)

    def _follow_requests(self, engine: Engine, recogniser: Recogniser) -> Engine:
        """Language, hotwords and language model that the user asked for since the last step; the engine with them."""
        from core.streaming.acoustic_model import ModelError

        wish = Wish()
        while not self._requests.empty():
            wish = wish.followed_by(self._requests.get())
        # A language that is refused takes nothing else down with it.
        for possible in (wish, replace(wish, language=None, among=None)):
            if possible == Wish():
                break
            try:
                changed = possible.granted_to(engine)
                changed.take_over(recogniser)
            except ModelError as refused:
                self._report(self._state, str(refused))
                continue
            if self._recorder is not None:
                at = round(recogniser.audio_seconds * SAMPLE_RATE)
                self._recorder.changed(ChangedOptions(at, changed.options))
            return changed
        return engine

    # Both

    def _pass_on_messages(self) -> None:
        for message in self._recorder.messages() if self._recorder is not None else ():
            self._report(self._state, message)

    def _report(self, state: SessionState, message: str = "") -> None:
        with self._state_lock:
            if self._state in (SessionState.STOPPED, SessionState.FAILED):
                return
            # The capture thread may have ended while the model was still loading.
            if state is SessionState.LISTENING and self._state is SessionState.DRAINING:
                return
            self._state = state
            self._listener.state_changed(state, message)

    def _fail(self, message: str) -> None:
        self._stop.set()
        self._source.stop()
        self._feed.finish()
        self._report(SessionState.FAILED, message)
