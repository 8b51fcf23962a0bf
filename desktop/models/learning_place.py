"""Between the sheet's part about learning, its process, and the controller. GUI thread."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from core.models.learned import base_of
from core.models.places import ModelPlaces
from core.session.library import Library, LibraryError
from core.session.live_session import SessionState
from desktop.controller import Controller
from desktop.models.learner import Learner, LearningStanding
from desktop.models.learning_part import LearningPart

AT_REST = (SessionState.STOPPED, SessionState.FAILED)


class LearningPlace(QObject):
    """`chosen`: the model that has learned, to use from the next start on."""

    chosen = Signal(str)

    def __init__(self, controller: Controller, part: LearningPart, parent: QObject) -> None:
        super().__init__(parent)
        self._controller, self._part = controller, part
        self.learner = Learner(self._arguments, self)
        self.learner.changed.connect(self._changed)
        controller.state_reported.connect(lambda state, _message: self.learner.hold(state not in AT_REST))
        part.seen.connect(self.count)
        part.wanted.connect(self.learner.start)
        part.stop_wanted.connect(self.learner.stop)

    def count(self) -> None:
        """Say how many corrections there are."""
        controller, settings, places = self._controller, self._controller.settings, self._controller.places
        name = base_of(settings.model).replace("\\", "/").rstrip("/").rpartition("/")[2]
        try:
            library = controller.library()
        except LibraryError as failure:
            self._part.show_problem(str(failure))
            return
        controller.background.run(
            lambda: _counted(settings.model, settings.language, places, library),
            lambda found: self._part.show_corrections(name, *found),
        )

    def close(self) -> None:
        """With the window."""
        self.learner.close()

    def _arguments(self) -> Sequence[str]:
        controller, settings = self._controller, self._controller.settings
        language = ["--language", settings.language] if settings.language else []
        library, models = str(controller.library().folder), str(controller.places.own)
        named = ["--model", settings.model, "--library", library, "--models", models]
        return ["train", "corrections", "--json", *named, *language]

    def _changed(self, standing: LearningStanding) -> None:
        self._part.show_standing(standing)
        if standing.state == "done" and standing.record["folder"]:
            self._controller.find_models()
            self.chosen.emit(str(Path(standing.record["folder"])))


def _counted(model: str, language: str | None, places: ModelPlaces, library: Library) -> tuple[int, float, float]:
    """Lines, their seconds, and how many of these there have to be where they are too few, else 0."""
    from core.session.corrections import NEEDED_SECONDS, Corrections, CorrectionsError, corrections_for

    found, needed = Corrections(), 0.0
    try:
        found = corrections_for(model, language, places, library)
        found.check()
    except CorrectionsError:
        needed = max(NEEDED_SECONDS, 1.5 * found.seconds)
    return len(found.learned) + len(found.held_out), found.seconds, needed
