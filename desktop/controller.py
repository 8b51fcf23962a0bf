"""Between the window and the core: starts sessions and files, and brings what they report onto the GUI thread.

The core calls on its own threads; every report is re-emitted as a signal, which Qt queues to the GUI thread.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal

from core.audio.source import AudioSource
from core.decoding.hotwords import Hotword
from core.session.file_queue import FileJob, FileQueue
from core.session.library import Library, LibraryError
from core.session.library.retention import apply_retention, retention_of
from core.session.live_session import LiveSession, SessionState
from core.session.live_statistics import SessionStatus
from core.session.recognition import Engine, EngineShelf, RecognitionOptions
from core.session.settings import Settings, save_settings
from core.streaming.captions import Caption
from core.streaming.stability import AGREEING_WINDOWS, Stability
from desktop.background import Background

SourceMaker = Callable[[Settings], AudioSource]
EngineMaker = Callable[[RecognitionOptions], Engine]


def microphone(settings: Settings) -> AudioSource:
    """The microphone that the settings name."""
    from core.audio.microphone import Microphone

    return Microphone(settings.input_device)


class Controller(QObject):
    """GUI thread, but for the methods of the listeners, which the core's threads call."""

    state_reported = Signal(object, str)
    caption_reported = Signal(object)
    status_reported = Signal(object)
    file_reported = Signal(object)
    devices_found = Signal(list)
    models_found = Signal(list)
    history_changed = Signal()
    settings_changed = Signal(object)
    problem = Signal(str)

    def __init__(
        self,
        settings: Settings,
        settings_path: Path,
        library_folder: Path,
        make_source: SourceMaker = microphone,
        make_engine: EngineMaker | None = None,
    ) -> None:
        super().__init__()
        self.settings = settings
        self.session: LiveSession | None = None
        self.closed = False
        self.background = Background(self)
        self.background.failed.connect(self.problem)
        self._settings_path = settings_path
        self._library_folder = library_folder
        self._library: Library | None = None
        self._make_source = make_source
        self._live_engine = make_engine or EngineShelf().take
        self._file_engine = make_engine or EngineShelf().take
        # An engine is for one thread at a time, and files may run while a session is recovered.
        self._recovery_engine = make_engine or EngineShelf().take
        self._files: FileQueue | None = None

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
        level: Stability = next((name for name in AGREEING_WINDOWS if name == s.stability), "balanced")
        return RecognitionOptions(
            model=s.model,
            language=s.language,
            language_model=s.language_model,
            hotwords=s.hotwords,
            voice_activity=s.voice_activity,
            device=s.device,
            dtype=s.dtype,
            stability=level,
        )

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
        recorder = None
        if self.settings.keep_sessions:
            try:
                recorder = self.library().begin(options)
            except (LibraryError, OSError) as failure:
                self.problem.emit(self.tr("This session is not kept: {}").format(failure))
        self.session = LiveSession(
            self._make_source(self.settings), lambda: self._live_engine(options), self, recorder=recorder
        )
        self.session.start()

    def stop(self) -> None:
        """End the session's audio; STOPPED is reported when all is captioned."""
        if self.session is not None:
            self.session.stop()

    def set_language(self, code: str | None) -> None:
        """Store the language, and use it from the next segment on."""
        if self.listening and self.session is not None and code is not None:
            self.session.set_language(code)
        self.change(language=code)

    def set_hotwords(self, hotwords: tuple[Hotword, ...]) -> None:
        """Store the hotwords, and use them from the next segment on."""
        self.change(hotwords=hotwords)
        if self.listening and self.session is not None:
            self.session.set_hotwords(hotwords)

    def state_changed(self, state: SessionState, message: str) -> None:
        """Session thread."""
        self.state_reported.emit(state, message)
        if state in (SessionState.STOPPED, SessionState.FAILED):
            self.history_changed.emit()

    def captioned(self, caption: Caption) -> None:
        """Session thread."""
        self.caption_reported.emit(caption)

    def status_changed(self, status: SessionStatus) -> None:
        """Session thread."""
        self.status_reported.emit(status)

    # Files

    def add_files(self, paths: list[Path]) -> None:
        """Queue files, and the files that lie in folders."""
        if self._files is None:
            self._files = FileQueue(lambda: self._file_engine(self.recognition_options()), self)
        for path in paths:
            inside = sorted(p for p in path.rglob("*") if p.is_file()) if path.is_dir() else [path]
            for file in inside:
                self._files.add(file)

    def cancel_file(self, number: int) -> None:
        """Stop a waiting or running file."""
        if self._files is not None:
            self._files.cancel(number)

    def file_changed(self, job: FileJob) -> None:
        """Files' thread (and the GUI's, when one is added)."""
        self.file_reported.emit(job)

    # Lists that take time to make

    def find_devices(self) -> None:
        """List the microphones, without holding up the window; looks again only while none is open."""
        from core.audio.microphone import input_devices

        refresh = not self.listening
        self.background.run(lambda: input_devices(refresh=refresh), self.devices_found.emit)

    def find_models(self) -> None:
        """List the models on this machine."""
        from core.models.catalogue import list_models

        self.background.run(list_models, self.models_found.emit)

    # Library

    def library(self) -> Library:
        """The library, opened on first use. Raises LibraryError."""
        if self._library is None:
            self._library = library = Library(self._library_folder)
            retention = retention_of(self.settings.keep_days, self.settings.keep_audio_days)
            self.background.run(lambda: apply_retention(library, retention), lambda _: self.history_changed.emit())
        return self._library

    def recover(self, session: str) -> None:
        """Recognise what a session that was cut off still lacks, with what it was recorded with."""
        library = self.library()
        self.background.run(
            lambda: library.recover(session, self._recovery_engine(library.recognition(session))),
            lambda _transcript: self.history_changed.emit(),
        )

    def close(self) -> None:
        """Wait for all threads; the session has to be stopped before."""
        self.closed = True
        if self.session is not None:
            self.session.stop()
            self.session.join()
        if self._files is not None:
            self._files.close()
        self.background.close()
        if self._library is not None:
            self._library.close()
