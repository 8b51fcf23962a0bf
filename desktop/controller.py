"""Between the window and the core: starts sessions and files, and brings what they report onto the GUI thread.

The core calls on its own threads; every report is re-emitted as a signal, which Qt queues to the GUI thread.
"""

from __future__ import annotations

import contextlib
import logging
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal

from core.audio.source import SAMPLE_RATE, AudioSource
from core.audio.switching import SwitchingSource
from core.decoding.hotwords import Hotword
from core.models.catalogue import language_model_of
from core.models.places import ModelPlaces
from core.session.coarse_words import masked
from core.session.control.messages import ControlError
from core.session.control.server import ControlServer
from core.session.engine_shelf import EngineShelf
from core.session.language_model_list import mixture
from core.session.library import Library, LibraryError
from core.session.library.database import FILE_NAME
from core.session.library.retention import apply_retention, retention_of
from core.session.live_session import LiveSession, SessionState
from core.session.live_statistics import SessionStatus
from core.session.readable_captions import ReadableLayer, as_shown
from core.session.recognition import Engine, RecognitionOptions
from core.session.recorder import Recorder
from core.session.settings import Settings, save_settings
from core.streaming.captions import Caption
from core.streaming.stability import LEVELS, Stability
from desktop.background import Background
from desktop.control_target import WindowTarget
from desktop.feeds.window_feeds import WindowFeeds
from desktop.files.window_files import WindowFiles
from desktop.translation import translated

log = logging.getLogger("wavescribe")
SourceMaker = Callable[[Settings], AudioSource]
EngineMaker = Callable[[RecognitionOptions], Engine]


def chosen_source(settings: Settings, report: Callable[[str], None]) -> AudioSource:
    """What the settings want to listen to."""
    from core.audio.choice import LISTENING, Listening, SourceChoice, make_source

    listening: Listening = next((name for name in LISTENING if name == settings.listening), "microphone")
    fallback = settings.device_fallback
    return make_source(SourceChoice(listening, settings.input_device, settings.monitor, fallback=fallback), report)


class Controller(QObject):
    """GUI thread, but for the methods of the listeners, which the core's threads call."""

    state_reported = Signal(object, str)
    caption_reported = Signal(object)
    status_reported = Signal(object)
    marked = Signal(float, str)
    start_asked = Signal()
    typing_asked = Signal(bool)
    devices_found = Signal(list)
    monitors_found = Signal(list)
    models_found = Signal(list)
    history_changed = Signal()
    settings_changed = Signal(object)
    engine_released = Signal()
    _source_refused = Signal(object, object)
    problem = Signal(str)
    notice = Signal(str)

    def __init__(
        self,
        settings: Settings,
        settings_path: Path,
        library_folder: Path,
        make_source: SourceMaker | None = None,
        make_engine: EngineMaker | None = None,
    ) -> None:
        super().__init__()
        self.settings = settings
        self.session: LiveSession | None = None
        self.title = ""
        self.closed = False
        self.background = Background(self)
        self.background.failed.connect(self.problem)
        self._settings_path = settings_path
        self._library_folder = library_folder
        self._library: Library | None = None
        self._make_source = make_source or (lambda wanted: chosen_source(wanted, self.notice.emit))
        self._source: SwitchingSource | None = None
        self._readable = self._readable_layer()
        self._source_refused.connect(self._went_on)
        # The sources of this session, each with what the settings said of it.
        self._sources: list[tuple[AudioSource, dict[str, str | None]]] = []
        self._recorder: Recorder | None = None
        # What tells languages apart in this session, and which it may take up.
        self._identifier, self._among = "", tuple[str, ...]()
        self.feeds = WindowFeeds(self.background, self.notice.emit, self)
        self.feeds.permitted.connect(lambda permission: self.change(typing_permission=permission))
        self.typing_asked.connect(self._type)
        self._control: ControlServer | None = None
        self.places = ModelPlaces(own=library_folder.parent / "models")
        # An engine is for one thread at a time, and files may run while a session is recovered.
        self.live_shelf, self._file_shelf = EngineShelf(self._missed), EngineShelf(self._missed)
        # A recovery says itself which language model it misses, where that would be needed.
        self._recovery_shelf, self._alignment_shelf = EngineShelf(lambda _problem: None), EngineShelf()
        self._live_engine = make_engine or self.live_shelf.take
        self._file_engine = make_engine or self._file_shelf.take
        self.recovery_engine = make_engine or self._recovery_shelf.take
        self.alignment_engine = make_engine or self._alignment_shelf.take
        self.files = WindowFiles(self._load_file_engine, self.library, lambda: self.settings, self)

    # Settings

    def change(self, **changes: Any) -> None:
        """Change settings, tell everyone, and store them."""
        self.settings = replace(self.settings, **changes)
        self.settings_changed.emit(self.settings)
        settings, path = self.settings, self._settings_path
        self.background.run(lambda: save_settings(settings, path), lambda _none: None)

    def recognition_options(self) -> RecognitionOptions:
        """What to recognise with, as the settings are now."""
        s = self.settings
        level: Stability = next((name for name in LEVELS if name == s.stability), "balanced")
        heard = s.allowed_languages if s.automatic_language and s.voice_activity else ()
        language_model, mixed_in = mixture(s.language_models, language_model_of(s.model) is not None)
        return RecognitionOptions(
            model=s.model,
            language=None if heard else s.language,
            languages=heard,
            identifier=s.identifier if heard else "",
            language_model=language_model,
            mixed_in=mixed_in,
            language_model_weight=s.language_model_weight,
            word_bonus=s.word_bonus,
            hotwords=s.hotwords,
            voice_activity=s.voice_activity,
            device=s.device,
            dtype=s.dtype,
            stability=level,
        )

    def without(self, problem: str) -> str:
        """What to say of a language model that cannot be used, with core's sentence on it."""
        return self.tr("{} Recognition goes on without it.").format(translated(problem))

    def _missed(self, problem: str) -> None:
        """Any thread: as the engine is loaded, a language model cannot be."""
        self.notice.emit(self.without(problem))

    # Live

    @property
    def listening(self) -> bool:
        """Whether a session runs, or still drains."""
        return self.session is not None and self.session.state not in (SessionState.STOPPED, SessionState.FAILED)

    def start(self) -> None:
        """Begin a session; its fate comes by signals."""
        if self.listening:
            return
        options = self.recognition_options()
        self._recorder = None
        self.title = time.strftime("%Y-%m-%d %H:%M")
        if self.settings.keep_sessions:
            try:
                self._recorder = self.library().begin(options, self.title)
            except (LibraryError, OSError) as failure:
                self.problem.emit(self.tr("This session is not kept: {}").format(translated(str(failure))))
        self.feeds.clear()
        self._sources.clear()
        self._readable = self._readable_layer()
        self._source = SwitchingSource(self._next_source(), self.notice.emit, self._source_refused.emit)
        self._identifier, self._among = options.identifier, options.languages
        self.session = LiveSession(self._source, lambda: self._live_engine(options), self, recorder=self._recorder)
        self.session.start()

    def stop(self) -> None:
        """End the session's audio; STOPPED is reported when all is captioned."""
        if self.session is not None:
            self.session.stop()

    def listen_to(self, listening: str, device: str | None, monitor: str | None) -> None:
        """Store what to listen to; a running session changes to it without a break."""
        self.change(listening=listening, input_device=device, monitor=monitor)
        if self.listening and self._source is not None:
            self._source.switch_to(self._next_source())

    def _next_source(self) -> AudioSource:
        settings = self.settings
        source = self._make_source(settings)
        chosen = {"listening": settings.listening, "input_device": settings.input_device, "monitor": settings.monitor}
        self._sources.append((source, chosen))
        return source

    def _went_on(self, refused: AudioSource, heard: AudioSource) -> None:
        """A device could not be opened: the settings, and so the picker, say again what is heard."""
        # Where the user has chosen yet another one since, that choice stands.
        if self._sources and self._sources[-1][0] is refused:
            chosen = next(chosen for source, chosen in self._sources if source is heard)
            self.change(**chosen)

    def mark(self, text: str = "") -> float | None:
        """Mark this moment of a running session, in seconds from its start; None where none runs. Any thread."""
        session, recorder = self.session, self._recorder
        if session is None or not self.listening:
            return None
        at = session.ring.position / SAMPLE_RATE
        if recorder is not None:
            self.background.run(lambda: recorder.mark(at, text), lambda _none: None)
        self.marked.emit(at, text)
        return at

    def rename(self, title: str) -> None:
        """Another title for the session that was started last."""
        self.title = title
        recorder = self._recorder
        if recorder is not None:
            self.background.run(
                lambda: self.library().rows.rename(recorder.session, title), lambda _none: self.history_changed.emit()
            )

    def toggle_typing(self) -> None:
        """Type finals into whatever other window has the focus, or no longer."""
        self._type(self.feeds.typing is None)

    def _type(self, wanted: bool) -> None:
        if not wanted:
            self.feeds.stop_typing()
        elif self.feeds.typing is None:
            self.feeds.type(self.settings.typing_permission)

    @property
    def language_model_folder(self) -> Path:
        """Where the language models lie that the user builds."""
        return self._library_folder.parent / "language_models"

    @property
    def kept_session(self) -> str | None:
        """Which session of the library the last start was, if it is kept."""
        return self._recorder.session if self._recorder is not None else None

    def serve_control(self) -> None:
        """Let `wavescribe control` reach this window. Where another one is reached already, this one is not."""
        with contextlib.suppress(ControlError):
            self._control = ControlServer(WindowTarget(self))

    def set_language(self, code: str | None) -> None:
        """Store the language, and use it from the next segment on."""
        if self.listening and self.session is not None and code is not None:
            self.session.set_language(code)
        self.change(language=code, automatic_language=False)

    def set_automatic_language(self, languages: tuple[str, ...], identifier: str) -> None:
        """Store that the language is heard, among these, by this model: from the next segment on if that is loaded."""
        self.change(automatic_language=True, allowed_languages=languages, identifier=identifier)
        if not self.listening or self.session is None:
            return
        if identifier == self._identifier:
            self._among = languages
            self.session.set_languages(languages)
        else:
            self.notice.emit(self.tr("The language is heard from the next start on."))

    def leave_out_language(self, code: str, back: str) -> None:
        """What was heard was not this language: go on in the one before, and don't take it up again in this session."""
        if self.listening and self.session is not None:
            self._among = tuple(other for other in self._among if other != code)
            self.session.set_language(back, self._among)

    def set_hotwords(self, hotwords: tuple[Hotword, ...]) -> None:
        """Store the hotwords, and use them from the next segment on."""
        self.change(hotwords=hotwords)
        if self.listening and self.session is not None:
            self.session.set_hotwords(hotwords)

    def state_changed(self, state: SessionState, message: str) -> None:
        """Session thread."""
        log.info("session %s", state.value)
        self.state_reported.emit(state, message)
        if state in (SessionState.STOPPED, SessionState.FAILED):
            self.history_changed.emit()

    def _readable_layer(self) -> ReadableLayer:
        return ReadableLayer(self.settings.language, lambda: self._reads_readable)

    @property
    def _reads_readable(self) -> bool:
        # What makes text readable knows one language.
        return self.settings.readable and not self.settings.automatic_language

    def captioned(self, caption: Caption) -> None:
        """Session thread."""
        caption = self._readable.read(caption)
        if self.settings.mask_words:
            caption = masked(caption, self.settings.language)
        self.feeds.caption(as_shown(caption))
        self.caption_reported.emit(caption)

    def status_changed(self, status: SessionStatus) -> None:
        """Session thread."""
        self.status_reported.emit(status)

    # Files

    def restore_files(self) -> None:
        """Take up the queue of files as it was when the window was closed."""
        if self.settings.keep_sessions and self.has_library:
            self.files.queue()
        self.files.watch(self.settings.watched_folders)

    def _load_file_engine(self, options: RecognitionOptions | None) -> Engine:
        return self._file_engine(options or self.recognition_options())

    # Lists that take time to make

    def find_devices(self) -> None:
        """List the microphones, without holding up the window; looks again only while none is open."""
        from core.audio.microphone import input_devices
        from core.audio.system_audio import monitors

        refresh = not self.listening
        self.background.run(lambda: input_devices(refresh=refresh), self.devices_found.emit)
        self.background.run(monitors, self.monitors_found.emit)

    def find_models(self) -> None:
        """List the models on this machine."""
        from core.models.catalogue import list_models

        places = self.model_places()
        self.background.run(lambda: list_models(places), self.models_found.emit)

    # Models

    def model_places(self) -> ModelPlaces:
        """Where models are looked for."""
        return replace(self.places, linked=tuple(Path(folder) for folder in self.settings.model_folders))

    def resident_languages(self) -> tuple[str, ...]:
        """Languages of the chosen model that are in memory: one of them is taken up without reading anything."""
        engine = self.live_shelf.loaded
        return engine.model.resident if engine is not None and engine.options.model == self.settings.model else ()

    def release_engines(self) -> None:
        """Give the memory of all models back; a session or file that runs keeps its own until it ends."""
        for shelf in (self.live_shelf, self._file_shelf, self._recovery_shelf, self._alignment_shelf):
            self.background.run(shelf.release, lambda _none: self.engine_released.emit())

    # Library

    @property
    def has_library(self) -> bool:
        """Whether there is one already; `library` would make it."""
        return (self._library_folder / FILE_NAME).exists()

    def library(self) -> Library:
        """The library, opened on first use. Raises LibraryError."""
        if self._library is None:
            self._library = library = Library(self._library_folder)
            retention = retention_of(self.settings.keep_days, self.settings.keep_audio_days)
            self.background.run(lambda: apply_retention(library, retention), lambda _: self.history_changed.emit())
        return self._library

    def close(self) -> None:
        """Wait for all threads; the session has to be stopped before."""
        self.closed = True
        if self._control is not None:
            self._control.close()
        if self.session is not None:
            self.session.stop()
            self.session.join()
        self.files.close()
        self.background.close()
        self.feeds.close()
        if self._library is not None:
            self._library.close()
