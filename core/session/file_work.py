"""The transcription of one file of the queue, reported as it goes. On the queue's thread."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from core.session.file_job import FileJob, FileState
from core.session.kept_finals import KeptFinals
from core.session.library.database import LibraryError
from core.session.library.files import is_text, stamp_of
from core.streaming.captions import FinalCaption

if TYPE_CHECKING:
    from core.session.library import Library
    from core.session.recognition import Engine, RecognitionOptions
    from core.session.recovery import NotStored
    from core.session.speakers import SpeakerOptions
    from core.session.transcript import Transcript

# Progress is reported this often at most, so that a fast file does not flood the window.
REPORT_SECONDS = 0.1
# How much of a finished text is shown beside its file.
SHOWN_CHARACTERS = 200
Begun = Callable[["str | None", str], None]
EngineLoader = Callable[["RecognitionOptions | None"], "Engine"]


class LateText:
    """The text of a file whose session could not be begun, as the disk was full: kept here until there is room."""

    def __init__(self, library: Library, path: Path, options: RecognitionOptions, transcript: Transcript) -> None:
        self._library, self._path, self._options, self._transcript = library, path, options, transcript
        self._finals: KeptFinals | None = None
        self.session: str | None = None

    def store(self) -> bool:
        """Try to begin its session and to store all of it; whether it is whole now."""
        try:
            if self._finals is None:
                self.session = self._library.begin_file(self._path, self._options)
                self._finals = KeptFinals(self._library, self.session)
                for final in self._transcript.segments:
                    self._finals.add(final)
            if self._finals.save():
                return False
            self._library.rows.end(self.session or "", self._transcript.duration)
        except LibraryError:
            return False
        return True


class FileWork:
    """One file. `not_stored`: the text that a full disk did not take, to be stored later.

    `report` gets each new standing; `begun` the session and the file's stamp of a new one. A `RecoveryListener`.
    `speakers`: whether, and how, it is to be found out who speaks, once the text is there. `elsewhere`: where
    another process was at the same file, when the file came into the queue, in seconds since 1970: what the other one
    has made of it since is taken over, where it was asked for the same.
    """

    def __init__(
        self,
        job: FileJob,
        report: Callable[[FileJob], None],
        stopped: Callable[[], bool],
        speakers: SpeakerOptions | None = None,
        elsewhere: float | None = None,
    ) -> None:
        self.job = job
        self._elsewhere = elsewhere
        self._speakers = speakers
        self.not_stored: NotStored | LateText | None = None
        self._begun: Begun = lambda _session, _stamp: None
        self._stamp = ""
        self.stopped = stopped
        self._report_job = report
        self._reported = 0.0
        self._started = 0.0
        self._trouble = ""

    def run(self, load_engine: EngineLoader, library: Library | None, stamp: str, begun: Begun) -> None:
        """Load the engine if need be, transcribe, report. Raises Cancelled."""
        from core.session.transcription import Cancelled

        self._report(state=FileState.RUNNING, message="", heard=[])
        try:
            transcript = self._labelled(self._transcribe(load_engine, library, stamp, begun), library)
        except Cancelled:
            self._leave_nothing_empty(library, begun)
            raise
        except Exception as failure:  # noqa: BLE001 - one bad file must not end the queue
            ours = type(failure).__module__.startswith("core.")
            message = str(failure) if ours else f"{self.job.path.name} failed ({type(failure).__name__}: {failure})."
            self._leave_nothing_empty(library, begun)
            self._report(state=FileState.FAILED, message=message, heard=[])
        else:
            kept = self.job.session is not None and self.not_stored is None
            self._report(
                state=FileState.DONE,
                done=transcript.duration,
                duration=transcript.duration,
                last_line=transcript.text[:SHOWN_CHARACTERS],
                transcript=None if kept else transcript,
                labelling=None,
                heard=[],
                message=" ".join(part for part in (self._trouble, transcript.warning) if part),
            )

    def store_again(self) -> bool:
        """Write what the disk did not take; whether all of it is stored now."""
        late = self.not_stored
        if late is None or not late.store():
            return False
        if isinstance(late, LateText):
            self.job = replace(self.job, session=late.session)
            # At worst the next start does not know that the file is done, and does it again.
            with suppress(LibraryError):
                self._begun(late.session, self._stamp)
        self.not_stored = None
        self.job = replace(self.job, transcript=None, message="")
        return True

    def rested(self, seconds: float) -> None:
        """The queue was held: that is not this file's slowness."""
        self._started += seconds

    def progressed(self, done: float, duration: float | None) -> None:
        """A block was read."""
        now = time.monotonic()
        if now - self._reported >= REPORT_SECONDS:
            self._reported = now
            self._report(done=done, duration=duration, speed=done / max(now - self._started, 1e-6))

    def heard(self, final: FinalCaption) -> None:
        """Shown at once."""
        if final.words:
            # Of what comes with the words an hour takes many megabytes, and nobody reads it.
            self.job.heard.append(replace(final, emission=None, hypotheses=(), letters=()))
            self._report(last_line=final.text)

    def troubled(self, message: str) -> None:
        """The disk takes no text, or takes it again."""
        self._report(message=message)

    def _transcribe(self, load_engine: EngineLoader, library: Library | None, stamp: str, begun: Begun) -> Transcript:
        from core.session.recovery import NotStored, recover
        from core.session.transcription import transcribe

        session, now = self.job.session, stamp_of(self.job.path)
        if session is not None and library is not None and not library.rows.exists(session):
            # Deleted in the history since: the file is begun anew.
            session = None
            self.job = replace(self.job, session=None)
        if session is not None and library is not None and stamp != now:
            # Another file has this name since: half of the one and half of the other would be no text.
            self._forget_session(library, session, begun)
            session = None
        engine = load_engine(library.recognition(session) if library is not None and session else None)
        self._started = time.monotonic()
        self._begun, self._stamp = begun, now
        if library is None:
            return transcribe(self.job.path, engine, self.progressed, self.heard, self.stopped)
        if session is None and (made := self._made_elsewhere(library, engine.options)) is not None:
            begun(made, now)
            self._report(session=made)
            return library.transcript(made)
        if session is None:
            try:
                session = library.begin_file(self.job.path, engine.options)
                begun(session, now)
            except LibraryError as failure:
                # Its text is worth more than its place in the library.
                self._trouble = f"{failure} The text is stored as soon as there is room."
                self.troubled(self._trouble)
                transcript = transcribe(self.job.path, engine, self.progressed, self.heard, self.stopped)
                self.not_stored = LateText(library, self.job.path, engine.options, transcript)
                return transcript
        self.job.heard.extend(line for line in library.transcript(session).segments if line.words)
        self._report(session=session)
        try:
            return recover(library, session, engine, self)
        except NotStored as failure:
            self.not_stored = failure
            self._trouble = f"{failure} The text is stored as soon as there is room."
            return failure.transcript

    def _made_elsewhere(self, library: Library, options: RecognitionOptions) -> str | None:
        if self._elsewhere is None or not is_text(self.job.path):
            return None
        made = library.rows.of_media(self.job.path, self._elsewhere)
        same = made is not None and (made.model, made.language) == (options.model, options.language)
        return made.id if made is not None and same else None

    def _labelled(self, transcript: Transcript, library: Library | None) -> Transcript:
        """With who speaks, where that was asked for and the library has the text; a failure leaves it as it is."""
        from core.session.speaker_labels import change_session, find_labels, labelled
        from core.session.transcription import Cancelled

        session, options = self.job.session, self._speakers
        if options is None or library is None or session is None or self.not_stored is not None:
            return transcript
        try:
            labels = find_labels(library, session, options, self._labelling, self.stopped)
            change_session(library, session, lambda segments: labelled(segments, labels))
        except Cancelled:
            raise
        except Exception as failure:  # noqa: BLE001 - the text is whole, whatever becomes of its labels
            self._trouble = f"{failure} It was not found out who speaks."
        return replace(library.transcript(session), warning=transcript.warning)

    def _labelling(self, done: float, duration: float | None) -> None:
        now = time.monotonic()
        if now - self._reported >= REPORT_SECONDS:
            self._reported = now
            self._report(labelling=done / max(duration or 0.0, done))

    def _leave_nothing_empty(self, library: Library | None, begun: Begun) -> None:
        """A session in which nothing was heard is of no use to anyone."""
        session = self.job.session
        # Where the disk is full it stays, to be recovered in vain.
        with suppress(LibraryError):
            if library is not None and session is not None and not library.segments.numbers(session):
                self._forget_session(library, session, begun)

    def _forget_session(self, library: Library, session: str, begun: Begun) -> None:
        begun(None, "")
        library.delete(session)
        self.job = replace(self.job, session=None)

    def _report(self, **changes: Any) -> None:
        self.job = replace(self.job, **changes)
        self._report_job(self.job)
