"""Runs `wavescribe train corrections` as a process of its own, which captions never wait for. GUI thread."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from PySide6.QtCore import QObject, QProcess, Signal

# A step takes about a second; who does not end by then is ended, and begins again at a step before.
END_MS = 10_000


@dataclass(frozen=True, slots=True)
class LearningStanding:
    """`done`: the share of all; `seconds_left`: an estimate, or None; `message`: what went wrong, for "failed".

    `waiting`: captions run, and it goes on afterwards. `record`: of "done", what was learned and what that is worth
    (the fields of `core.training.learned_model.LearnedRecord`).
    """

    state: Literal["idle", "running", "waiting", "stopping", "stopped", "done", "failed"] = "idle"
    done: float = 0.0
    seconds_left: float | None = None
    message: str = ""
    record: dict[str, Any] = field(default_factory=dict)


class Learner(QObject):
    """`changed`: another standing. `arguments`: what follows `wavescribe`, as the settings are when it is started."""

    changed = Signal(object)

    def __init__(self, arguments: Callable[[], Sequence[str]], parent: QObject) -> None:
        super().__init__(parent)
        self._arguments = arguments
        self.command = [sys.executable, "-m", "core.cli"]
        self.standing = LearningStanding()
        self._held = False
        self._process = QProcess(self)
        self._process.readyReadStandardOutput.connect(self._read)
        self._process.finished.connect(self._ended)
        self._process.errorOccurred.connect(self._not_begun)

    def start(self) -> None:
        """Begin, or go on; not before captions have ended."""
        if self.standing.state in ("running", "waiting", "stopping"):
            return
        if self._held:
            self._stand(LearningStanding("waiting"))
        else:
            self._begin()

    def stop(self) -> None:
        """As the user wishes; `start` goes on where it was."""
        if self.standing.state == "waiting" and self._process.state() is QProcess.ProcessState.NotRunning:
            self._stand(LearningStanding("stopped"))
        elif self.standing.state in ("running", "waiting"):
            self._stand(replace(self.standing, state="stopping"))
            self._process.terminate()

    def hold(self, held: bool) -> None:
        """Captions run, or do no longer."""
        self._held = held
        running = self._process.state() is not QProcess.ProcessState.NotRunning
        if held and self.standing.state == "running":
            self._stand(replace(self.standing, state="waiting", seconds_left=None))
            self._process.terminate()
        elif not held and self.standing.state == "waiting" and not running:
            self._begin()

    def close(self) -> None:
        """With the window; what was learned so far is kept for the next time."""
        self._process.blockSignals(True)
        if self._process.state() is not QProcess.ProcessState.NotRunning:
            self._process.terminate()
            if not self._process.waitForFinished(END_MS):
                self._process.kill()
                self._process.waitForFinished()

    def _begin(self) -> None:
        self._stand(LearningStanding("running"))
        program, *words = [*self.command, *self._arguments()]
        self._process.start(program, words)

    def _read(self) -> None:
        while self._process.canReadLine():
            row = json.loads(bytes(self._process.readLine().data()))
            if "stage" not in row:
                self._stand(LearningStanding("done", 1.0, record=row))
            elif self.standing.state == "running":
                self._stand(replace(self.standing, done=row["done"], seconds_left=row["seconds_left"]))

    def _ended(self) -> None:
        self._read()
        state = self.standing.state
        if state == "stopping":
            self._stand(replace(self.standing, state="stopped"))
        elif state == "waiting" and not self._held:
            # Captions were over before it had ended for them.
            self._begin()
        elif state == "running":
            said = bytes(self._process.readAllStandardError().data()).decode(errors="replace").strip()
            last = said.splitlines()[-1].removeprefix("wavescribe: ") if said else ""
            self._stand(LearningStanding("failed", message=last))

    def _not_begun(self, error: QProcess.ProcessError) -> None:
        if error is QProcess.ProcessError.FailedToStart:
            self._stand(LearningStanding("failed", message=self._process.errorString()))

    def _stand(self, standing: LearningStanding) -> None:
        self.standing = standing
        self.changed.emit(standing)
