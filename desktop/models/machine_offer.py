"""Measures the machine once, while nobody speaks, and offers in a quiet bar what suits it. GUI thread."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from core.session.live_session import SessionState
from core.session.settings import Settings
from desktop.background import Background
from desktop.controller import Controller
from desktop.window.message_bar import MessageBar

if TYPE_CHECKING:
    from core.session.machine_check import MachineChoice

EXAMPLES = {"base": "facebook/wav2vec2-base-960h", "large": "facebook/wav2vec2-large-960h"}
REST_MS = 60_000


class MachineOffer(QObject):
    """`model_wanted`: the user wants to see a model of the size that suits."""

    model_wanted = Signal(str)

    def __init__(self, controller: Controller, bar: MessageBar, parent: QObject) -> None:
        super().__init__(parent)
        self._controller, self._bar = controller, bar
        self._worker = Background(self)
        self._worker.failed.connect(self._failed)
        self._stop = threading.Event()
        self._measuring = self._asked = False
        # After captions have come in between, the machine is left in peace for a while.
        self.rest = QTimer(self, singleShot=True, interval=REST_MS)
        self.rest.timeout.connect(self.begin)
        controller.state_reported.connect(self._state)

    def begin(self) -> None:
        """Measure, unless that has been done on this machine as it is now."""
        self._asked = False
        self._run()

    def measure(self) -> None:
        """Measure again, as the user asks for it."""
        if self._controller.listening:
            self._bar.show_message(self.tr("Stop the captions first: measuring takes the whole processor."))
            return
        self._asked = True
        self._bar.show_message(self.tr("Measuring this computer; that takes less than a minute…"))
        self._run()

    def close(self) -> None:
        """With the window."""
        self.rest.stop()
        self._stop.set()
        self._worker.close()

    def _run(self) -> None:
        if self._measuring:
            return
        self._measuring = True
        self._stop = stop = threading.Event()
        settings, asked = self._controller.settings, self._asked
        self._worker.run(lambda: _measure(settings, asked, stop), self._measured)

    def _measured(self, choice: MachineChoice | None) -> None:
        self._measuring = False
        if choice is None:
            return
        if not choice.busy:
            self._controller.change(machine=choice.machine, model_size=choice.size)
        elif not self._asked:
            # It would say too little of this machine; the next start measures again.
            return
        self.show(choice)

    def show(self, choice: MachineChoice) -> None:
        """Say what suits; where it is what is used already, only if the user asked."""
        settings = self._controller.settings
        better = choice.stored_in(settings)
        new = (better.device, better.dtype) != (settings.device, settings.dtype)
        if choice.size == "small" and not new and not self._asked:
            return
        said = {
            "large": self.tr("This computer keeps real time with large models, with room to spare ({})."),
            "base": self.tr("This computer keeps real time with base models, with room to spare ({})."),
            "small": self.tr("The bundled model suits this computer; larger ones serve for files ({})."),
        }[choice.size].format(f"{choice.device} {choice.dtype}")
        if choice.busy:
            said += " " + self.tr("Other programs were busy meanwhile: it may be faster.")
        if choice.size in EXAMPLES:
            self._bar.show_message(said, self.tr("See a model for it"), lambda: self._accept(choice))
        elif new:
            self._bar.show_message(said, self.tr("Use this"), lambda: self._accept(choice))
        else:
            self._bar.show_message(said)

    def _accept(self, choice: MachineChoice) -> None:
        better = choice.stored_in(self._controller.settings)
        self._controller.change(device=better.device, dtype=better.dtype)
        if choice.size in EXAMPLES:
            self.model_wanted.emit(EXAMPLES[choice.size])

    def _failed(self, message: str) -> None:
        self._measuring = False
        if self._asked:
            self._bar.show_message(message, self.tr("Try again"), self.measure)

    def _state(self, state: SessionState) -> None:
        """Captions come first."""
        if state is SessionState.STARTING:
            self._bar.hide()
            self._stop.set()
            self.rest.stop()
        elif state in (SessionState.STOPPED, SessionState.FAILED) and self._stop.is_set():
            self.rest.start()


def _measure(settings: Settings, asked: bool, stop: threading.Event) -> MachineChoice | None:
    """The worker's thread. None: it has been measured before, or captions came in between."""
    from core.session.machine_check import CheckStopped, check_machine, is_checked

    if is_checked(settings) and not asked:
        return None
    try:
        return check_machine(stopped=stop.is_set)
    except CheckStopped:
        return None
