"""Live sessions: the same text as the file, whatever goes wrong around them."""

from __future__ import annotations

import errno
import threading
import time
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.audio.resampling import to_sixteen_bit_grid
from core.audio.source import DeviceUnavailable
from core.decoding.greedy import GreedyDecoder
from core.session.library import Library
from core.session.live_session import LiveSession, LiveSessionOptions, SessionState
from core.session.recognition import LoadedLanguageModel, RecognitionOptions
from core.streaming.acoustic_model import ModelError
from core.streaming.captions import FinalCaption
from tests.core.session.scripted_session import BlockSource, Listener, ScriptedEngine, run_session
from tests.core.streaming.scripted import encode, silence

TEXTS = ("HELLO WORLD", "THIS IS A TEST", "OF LIVE CAPTIONS")


def speech(texts: tuple[str, ...] = TEXTS) -> np.ndarray:
    parts = [silence(0.7)]
    for text in texts:
        parts += [encode(text), silence(1.0)]
    return to_sixteen_bit_grid(np.concatenate(parts))


def one_shot(samples: np.ndarray) -> list[FinalCaption]:
    recogniser = ScriptedEngine().recogniser(partials=False)
    captions = [*recogniser.feed(samples), *recogniser.flush()]
    return [caption for caption in captions if isinstance(caption, FinalCaption)]


@settings(max_examples=15)
@given(block=st.integers(1, 9000), slowness=st.sampled_from([0.0, 0.002]))
def test_finals_do_not_depend_on_blocks_or_slowness(block: int, slowness: float) -> None:
    source = BlockSource(speech(), block=max(block, 40))
    session, listener = run_session(source, lambda: ScriptedEngine(slowness))
    assert listener.finals == one_shot(speech())
    assert [caption.text for caption in listener.finals] == list(TEXTS)
    assert session.status.samples_dropped == 0
    assert [state for state, _ in listener.states][-1] is SessionState.STOPPED


def test_what_is_said_before_the_model_has_loaded_is_captioned() -> None:
    loaded = threading.Event()
    source = BlockSource(speech(), live=True)
    listener = Listener()

    def load() -> ScriptedEngine:
        assert loaded.wait(30)
        return ScriptedEngine()

    session = LiveSession(source, load, listener)
    session.start()
    assert source.played.wait(30)
    assert listener.captions == []
    session.stop()
    loaded.set()
    assert session.join(30)
    assert listener.finals == one_shot(speech())
    assert listener.states[-1][0] is SessionState.STOPPED


def test_stop_twice_and_at_once_is_calm() -> None:
    source = BlockSource(speech(), live=True)
    listener = Listener()
    session = LiveSession(source, ScriptedEngine, listener)
    session.start()
    session.stop()
    session.stop()
    assert session.join(30)
    assert listener.states[-1][0] is SessionState.STOPPED


class SlowToHear(Listener):
    """Takes its time over DRAINING, while the recogniser has all it needs to reach STOPPED."""

    def __init__(self) -> None:
        super().__init__()
        self.stopped = threading.Event()

    def state_changed(self, state: SessionState, message: str) -> None:
        if state is SessionState.DRAINING:
            self.stopped.wait(0.5)
        super().state_changed(state, message)
        if state is SessionState.STOPPED:
            self.stopped.set()


def test_states_are_heard_in_their_order_whichever_thread_reports_them() -> None:
    listener = SlowToHear()
    session = LiveSession(BlockSource(speech()), ScriptedEngine, listener)
    session.start()
    assert session.join(30)
    assert [state for state, _ in listener.states][-2:] == [SessionState.DRAINING, SessionState.STOPPED]


def test_a_recogniser_overtaken_by_the_ring_reads_the_journal(tmp_path: Path) -> None:
    samples = np.concatenate([speech()] * 3)
    library = Library(tmp_path)
    recorder = library.begin(RecognitionOptions(model="scripted"))
    source = BlockSource(samples, live=True)
    listener = Listener()

    def load() -> ScriptedEngine:
        # All of it has been said, and the ring holds two seconds.
        assert source.played.wait(30)
        session.stop()
        return ScriptedEngine()

    session = LiveSession(source, load, listener, recorder, LiveSessionOptions(ring_seconds=2.0))
    session.start()
    assert session.join(60)
    # What the encoder had not yet written when it was read back is lost, and counted: less than two FLAC frames.
    lost = session.status.samples_dropped
    assert lost < 2 * 4608
    assert [caption.text for caption in listener.finals][:6] == [*TEXTS, *TEXTS]
    library.close()


def test_without_a_journal_what_the_ring_lost_is_counted() -> None:
    samples = np.concatenate([speech()] * 3)
    source = BlockSource(samples, live=True)
    listener = Listener()

    def load() -> ScriptedEngine:
        assert source.played.wait(30)
        session.stop()
        return ScriptedEngine()

    session = LiveSession(source, load, listener, options=LiveSessionOptions(ring_seconds=2.0))
    session.start()
    assert session.join(60)
    assert session.status.samples_dropped == len(samples) - 2 * 16_000


def test_a_device_that_comes_back_goes_on_in_the_same_session() -> None:
    source = BlockSource(speech(), lost_at=[5, 9], away=1)
    _, listener = run_session(source, ScriptedEngine)
    assert [caption.text for caption in listener.finals] == list(TEXTS)
    assert SessionState.WAITING_FOR_DEVICE in [state for state, _ in listener.states]
    assert "scripted microphone is back." in listener.messages


def test_stop_while_the_device_is_away_ends_the_session() -> None:
    source = BlockSource(speech(), lost_at=[5], away=1000)
    listener = Listener()
    session = LiveSession(source, ScriptedEngine, listener)
    session.start()
    listener.wait_for(SessionState.WAITING_FOR_DEVICE)
    session.stop()
    assert session.join(30)
    assert listener.states[-1][0] is SessionState.STOPPED


def test_a_model_that_cannot_be_loaded_is_said() -> None:
    def load() -> ScriptedEngine:
        raise ModelError("no such model; choose another.")

    _, listener = run_session(BlockSource(speech(), live=True), load)
    assert listener.states[-1] == (SessionState.FAILED, "no such model; choose another.")


def test_a_model_that_breaks_is_said_and_the_session_can_be_recovered(tmp_path: Path) -> None:
    class Broken(ScriptedEngine):
        def __init__(self) -> None:
            super().__init__()
            self.network.emission = self._break  # type: ignore[method-assign]

        def _break(self, *_arguments: object, **_options: object) -> object:
            raise RuntimeError("the network fell over")

    library = Library(tmp_path)
    recorder = library.begin(RecognitionOptions(model="scripted"))
    _, listener = run_session(BlockSource(speech()), Broken, recorder)
    state, message = listener.states[-1]
    assert state is SessionState.FAILED
    assert "the network fell over" in message
    entry = library.sessions()[0]
    assert entry.ended is None, "a session that failed is not whole"
    library.close()


def test_a_full_disk_stops_the_recording_and_not_the_captions() -> None:
    class FullDisk:
        ended = False

        def audio(self, _samples: object) -> None:
            raise OSError(errno.ENOSPC, "No space left on device")

        def caption(self, _caption: object) -> None:
            pass

        def recognised_with(self, _engine: object) -> None:
            pass

        def messages(self) -> list[str]:
            return []

        def end(self) -> None:
            self.ended = True

    recorder = FullDisk()
    _, listener = run_session(BlockSource(speech()), ScriptedEngine, recorder)
    assert listener.finals == one_shot(speech())
    assert any("No space left on device" in message for message in listener.messages)
    assert listener.states[-1][0] is SessionState.STOPPED


def test_a_language_is_taken_up_at_the_next_segment_and_no_sample_is_lost() -> None:
    source = BlockSource(speech(), live=True)
    listener = Listener()
    engine = ScriptedEngine()
    session = LiveSession(source, lambda: engine, listener)
    session.set_language("lower")
    session.start()
    assert source.played.wait(30)
    session.stop()
    assert session.join(30)
    assert [caption.text for caption in listener.finals] == [text.lower() for text in TEXTS]
    assert {caption.language for caption in listener.finals} == {"lower"}


class NotingEngine(ScriptedEngine):
    """Notes which language model each decoder was made with. `lacks`: languages without a vocabulary."""

    def __init__(self, lacks: tuple[str, ...] = ()) -> None:
        super().__init__()
        self.used: list[object] = []
        self._lacks = lacks

    def decoder(self, language: str | None = None) -> GreedyDecoder:
        if language in self._lacks:
            raise ModelError(f"{language} is not here.")
        self.used.append(self.language_model)
        return super().decoder(language)


@pytest.mark.parametrize(("lacks", "texts"), [((), [text.lower() for text in TEXTS]), (("lower",), list(TEXTS))])
def test_a_language_model_is_taken_up_at_the_next_segment_even_where_a_language_is_refused(
    lacks: tuple[str, ...], texts: list[str]
) -> None:
    engine = NotingEngine(lacks)
    listener = Listener()
    session = LiveSession(BlockSource(speech()), lambda: engine, listener)
    model: Any = object()
    session.set_language_model(LoadedLanguageModel(None, RecognitionOptions(language_model="none")))
    session.set_language_model(LoadedLanguageModel(model, RecognitionOptions()))
    session.set_language("lower")
    session.start()
    assert session.join(30)
    assert engine.used == [None, model], "the first is the recogniser's own"
    assert [caption.text for caption in listener.finals] == texts
    assert listener.messages == [f"{code} is not here." for code in lacks]


def test_a_refused_language_is_said_and_the_old_one_stays() -> None:
    listener = Listener()
    session = LiveSession(BlockSource(speech()), lambda: ScriptedEngine(refuses=["lower"]), listener)
    session.set_language("lower")
    session.start()
    assert session.join(30)
    assert [caption.text for caption in listener.finals] == list(TEXTS)
    assert any("lower cannot be loaded" in message for message in listener.messages)


@pytest.mark.parametrize("seconds", [1.0, 2.345])
def test_stop_after_seconds_is_exact(seconds: float) -> None:
    session, _ = run_session(
        BlockSource(speech()), ScriptedEngine, options=LiveSessionOptions(stop_after_seconds=seconds)
    )
    assert session.status.audio_seconds == seconds


def test_a_device_that_cannot_be_opened_leaves_no_empty_session(tmp_path: Path) -> None:
    class Missing(BlockSource):
        def start(self) -> None:
            raise DeviceUnavailable("no microphone was found; plug one in.")

    library = Library(tmp_path)
    _, listener = run_session(Missing(speech()), ScriptedEngine, library.begin(RecognitionOptions(model="scripted")))
    assert listener.states[-1] == (SessionState.FAILED, "no microphone was found; plug one in.")
    assert library.sessions() == []
    library.close()


def test_a_model_that_breaks_while_a_file_waits_for_room_ends_the_session() -> None:
    def load() -> ScriptedEngine:
        # The file is longer than the ring, and has filled it.
        assert full.wait(30)
        raise ModelError("no such model; choose another.")

    full = threading.Event()
    source = BlockSource(np.concatenate([speech()] * 3))
    listener = Listener()
    session = LiveSession(source, load, listener, options=LiveSessionOptions(ring_seconds=1.0))
    session.start()
    while session.ring.position < 14_400:
        time.sleep(0.01)
    full.set()
    assert session.join(20), "the capture thread waits for ever"
    assert listener.states[-1][0] is SessionState.FAILED
