"""A session without hardware or weights: a source that plays given blocks, an engine with the scripted model."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Sequence
from copy import copy
from types import SimpleNamespace
from typing import Any

import numpy as np

from core.audio.source import DeviceLost, DeviceUnavailable
from core.decoding.greedy import GreedyDecoder
from core.session.live_session import LiveSession, LiveSessionOptions, SessionState
from core.session.recognition import Engine, LoadedLanguageModel, RecognitionOptions, with_language_model_of
from core.streaming.captions import Caption, FinalCaption
from core.streaming.recogniser import Recogniser, RecogniserOptions
from core.streaming.spoken_language import AutomaticLanguage
from tests.core.streaming.scripted import LANGUAGES, HalfOfTheAlphabet, ScriptedModel, ScriptedVoice


class BlockSource:
    """Plays blocks; at each index of `lost_at` the device goes away for `away` attempts to start it again."""

    name = "scripted microphone"
    dropped = 0

    def __init__(
        self, samples: np.ndarray, block: int = 1600, live: bool = False, lost_at: Sequence[int] = (), away: int = 1
    ) -> None:
        self.live = live
        self._blocks = [samples[at : at + block] for at in range(0, len(samples), block)]
        self._next = 0
        self._lost_at = set(lost_at)
        self._away = away
        self._missing = 0
        self._stopped = threading.Event()
        self.played = threading.Event()

    def start(self) -> None:
        if self._missing:
            self._missing -= 1
            raise DeviceUnavailable("still away.")

    def read(self, timeout: float) -> np.ndarray | None:
        if self._next in self._lost_at:
            self._lost_at.discard(self._next)
            self._missing = self._away
            raise DeviceLost("The scripted microphone was unplugged.")
        if self._next == len(self._blocks) or self._stopped.is_set():
            self.played.set()
            if self.live and not self._stopped.wait(timeout):
                return np.zeros(0, np.float32)
            return None
        self._next += 1
        return self._blocks[self._next - 1]

    def stop(self) -> None:
        self._stopped.set()


class ScriptedEngine:
    """Satisfies what a session asks of an `Engine`. `slowness`: seconds that each emission takes."""

    language_model: object = None
    take_over = Engine.take_over

    def __init__(self, slowness: float = 0.0, refuses: Sequence[str] = (), among: tuple[str, ...] = ()) -> None:
        self.options = RecognitionOptions(model="scripted", languages=among)
        self.network = ScriptedModel(refuses=refuses)
        self.model: Any = SimpleNamespace(
            device="cpu",
            dtype="float32",
            language="upper",
            languages=("upper", "lower"),
            vocabulary_of=lambda language: LANGUAGES[language or "upper"],
        )
        if slowness:
            emission = self.network.emission

            def slow(*arguments: Any, **options: Any) -> Any:
                time.sleep(slowness)
                return emission(*arguments, **options)

            self.network.emission = slow  # type: ignore[method-assign]

    def with_options(self, options: RecognitionOptions) -> ScriptedEngine:
        changed = copy(self)
        changed.options = with_language_model_of(options, self.options)
        return changed

    def with_language_model(self, loaded: LoadedLanguageModel) -> ScriptedEngine:
        changed = copy(self)
        changed.options = with_language_model_of(self.options, loaded.options)
        changed.language_model = loaded.model
        return changed

    def decoder(self, language: str | None = None) -> GreedyDecoder:
        return GreedyDecoder(LANGUAGES[language or self.network.language or "upper"])

    def automatic(self) -> AutomaticLanguage | None:
        codes = self.options.languages
        return AutomaticLanguage(codes, HalfOfTheAlphabet(), self.decoder) if codes else None

    def recogniser(self, partials: bool, keep: bool = False, known: frozenset[int] = frozenset()) -> Recogniser:
        options = RecogniserOptions(
            partials=partials, keep_emissions=keep, known_segments=known, automatic=self.automatic()
        )
        return Recogniser(self.network, self.decoder(), ScriptedVoice(), options)


class Listener:
    """Keeps what it hears; `wait_for` a state."""

    def __init__(self) -> None:
        self.states: list[tuple[SessionState, str]] = []
        self.captions: list[Caption] = []
        self._changed = threading.Condition()

    def state_changed(self, state: SessionState, message: str) -> None:
        with self._changed:
            self.states.append((state, message))
            self._changed.notify_all()

    def captioned(self, caption: Caption) -> None:
        with self._changed:
            self.captions.append(caption)
            self._changed.notify_all()

    def status_changed(self, status: object) -> None:
        pass

    def wait_for(self, state: SessionState, timeout: float = 30) -> None:
        with self._changed:
            assert self._changed.wait_for(lambda: any(s is state for s, _ in self.states), timeout), self.states

    @property
    def finals(self) -> list[FinalCaption]:
        return [caption for caption in self.captions if isinstance(caption, FinalCaption)]

    @property
    def messages(self) -> list[str]:
        return [message for _, message in self.states if message]


def run_session(
    source: Any, engine_loader: Callable[[], Any], recorder: Any = None, options: LiveSessionOptions | None = None
) -> tuple[LiveSession, Listener]:
    """Run to the end and return what was heard."""
    listener = Listener()
    session = LiveSession(source, engine_loader, listener, recorder, options)
    session.start()
    assert session.join(60)
    return session, listener
