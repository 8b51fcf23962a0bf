"""The part of the models sheet where a model learns from the user's corrections: how many there are, how far it is."""

from __future__ import annotations

from PySide6.QtCore import QLocale, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QLabel, QProgressBar, QPushButton, QVBoxLayout, QWidget

from desktop.models.learner import LearningStanding
from desktop.theme.tokens import STEP
from desktop.translation import translated

PROGRESS_STEPS = 1000


class LearningPart(QWidget):
    """`seen`: it is shown, and wants to be told how many corrections there are."""

    seen = Signal()
    wanted = Signal()
    stop_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("plain")
        title = QLabel(self.tr("Learn from my corrections"))
        title.setObjectName("modelTitle")
        self.facts = QLabel()
        self.facts.setObjectName("soft")
        self.doing = QLabel()
        self.doing.setAccessibleName(self.tr("What is being done"))
        self.bar = QProgressBar()
        self.bar.setRange(0, PROGRESS_STEPS)
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(self.tr("Progress"))
        self.begin = QPushButton(self.tr("Learn"))
        self.begin.clicked.connect(self.wanted)
        self.stop = QPushButton(self.tr("Stop"))
        self.stop.clicked.connect(self.stop_wanted)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 3 * STEP)
        layout.setSpacing(STEP)
        for widget in (title, self.facts, self.doing, self.bar, self.begin, self.stop):
            layout.addWidget(widget)
        for label in (title, self.facts, self.doing):
            label.setWordWrap(True)
        self._enough = False
        self.show_standing(LearningStanding())

    def showEvent(self, event: QShowEvent) -> None:
        """The sheet was opened."""
        super().showEvent(event)
        self.seen.emit()

    def show_corrections(self, model: str, lines: int, seconds: float, needed: float) -> None:
        """What there is to learn from, in seconds; `needed`: how many there have to be, 0 where these are enough."""
        said = self.tr("%n corrected line(s) that {} heard, {} min.", "", lines).format(model, _minutes(seconds))
        if needed:
            more = self.tr("Correct some more, until there are about {} min.").format(_minutes(needed))
        else:
            more = self.tr(
                "A copy of the model learns your voices and words; it is kept only if it makes fewer errors."
            )
        self.facts.setText(f"{said} {more}")
        self._enough = not needed
        self.begin.setEnabled(self._enough)

    def show_problem(self, message: str) -> None:
        """They cannot be counted."""
        self.facts.setText(translated(message))
        self._enough = False
        self.begin.setEnabled(False)

    def show_standing(self, standing: LearningStanding) -> None:
        """How far it is."""
        state = standing.state
        busy = state in ("running", "waiting", "stopping")
        self.doing.setText(self._doing(standing))
        self.doing.setVisible(bool(self.doing.text()))
        self.bar.setVisible(busy)
        self.bar.setValue(round(PROGRESS_STEPS * standing.done))
        self.stop.setVisible(busy)
        self.stop.setEnabled(state != "stopping")
        self.begin.setVisible(not busy)
        self.begin.setText(self.tr("Go on") if state == "stopped" else self.tr("Learn"))
        self.begin.setEnabled(self._enough)

    def _doing(self, standing: LearningStanding) -> str:
        match standing.state:
            case "running":
                return self._left(standing.seconds_left)
            case "waiting":
                return self.tr("Waits while captions run, and goes on afterwards.")
            case "stopping":
                return self.tr("Stopping…")
            case "stopped":
                return self.tr("Stopped; it goes on where it was.")
            case "failed":
                return translated(standing.message)
            case "done":
                return self._result(standing.record)
        return ""

    def _left(self, seconds: float | None) -> str:
        if seconds is None:
            return self.tr("Learning…")
        if seconds < 60:
            return self.tr("Learning, less than a minute left")
        return self.tr("Learning, about %n minute(s) left", "", round(seconds / 60))

    def _result(self, record: dict[str, object]) -> str:
        words = _number(record, "held_out_words")
        before, after = (
            QLocale().toString(100 * _number(record, name) / max(1, words), "f", 1)
            for name in ("errors_before", "errors_after")
        )
        said = self.tr(
            "Word errors in corrected lines that it did not learn from: {} % before, {} % after (%n word(s)).",
            "",
            words,
        )
        parts = [said.format(before, after)]
        if left := _number(record, "left_words"):
            text = self.tr("Errors in what you left as it was: {} before, {} after (%n word(s)).", "", left)
            both = (_number(record, name) for name in ("left_errors_before", "left_errors_after"))
            parts.append(text.format(*both))
        if record["folder"]:
            parts.append(self.tr("The new model is used from the next start on; to undo it, remove it from the list."))
        else:
            parts.append(self.tr("It is no better, so nothing was kept."))
        return " ".join(parts)


def _minutes(seconds: float) -> str:
    return QLocale().toString(seconds / 60, "f", 1)


def _number(record: dict[str, object], name: str) -> int:
    value = record[name]
    assert isinstance(value, int)
    return value
