"""One language model of the list: switched on or off, weighed, taken off the list. GUI thread only."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QLocale, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QGridLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QStyle,
    QStyleOptionButton,
    QWidget,
)

from core.session.language_model_list import ListedModel
from desktop.theme.pickers import slider
from desktop.theme.tokens import STEP

SCALE = 100


class NameBox(QCheckBox):
    """A check box whose name is cut in its middle where there is no room for it; the tip has all of it."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._name = name
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """As much of the name as there is room for."""
        super().resizeEvent(event)
        option = QStyleOptionButton()
        self.initStyleOption(option)
        room = self.style().subElementRect(QStyle.SubElement.SE_CheckBoxContents, option, self).width()
        shown = self.fontMetrics().elidedText(self._name, Qt.TextElideMode.ElideMiddle, room)
        self.setText(shown.replace("&", "&&"))


class LanguageModelRow(QFrame):
    """`changed` with the model as it is then; `removed`. The model's own stays in the list."""

    changed = Signal(object)
    removed = Signal(object)

    def __init__(self, listed: ListedModel) -> None:
        super().__init__()
        self.setObjectName("modelRow")
        self.listed = listed
        own = listed.path is None
        name = self.tr("The model's own") if listed.path is None else Path(listed.path).name
        self.on = NameBox(name)
        self.on.setToolTip(self.tr("Comes with the speech model") if own else str(listed.path))
        self.on.toggled.connect(lambda on: self._change(replace(self.listed, on=on)))
        self.share = QLabel()
        self.share.setObjectName("soft")
        self.remove = QPushButton("✕", self)
        self.remove.setToolTip(self.tr("Take off the list (Delete); the file stays"))
        self.remove.setAccessibleName(self.tr("Take {} off the list").format(name))
        self.remove.clicked.connect(lambda: self.removed.emit(self.listed))
        self.remove.setVisible(not own)
        self.weight = slider(1, SCALE)
        self.weight.setAccessibleName(self.tr("Weight of {}").format(name))
        self.weight.setToolTip(self.tr("Its weight beside the others"))
        self.weight.valueChanged.connect(lambda value: self._change(replace(self.listed, weight=value / SCALE)))
        layout = QGridLayout(self)
        layout.setContentsMargins(0, 0, 0, STEP)
        layout.setHorizontalSpacing(2 * STEP)
        layout.setVerticalSpacing(STEP)
        layout.addWidget(self.on, 0, 0)
        layout.addWidget(self.share, 0, 1)
        layout.addWidget(self.remove, 0, 2)
        layout.addWidget(self.weight, 1, 0, 1, 3)
        layout.setColumnStretch(0, 1)

    def show_listed(self, listed: ListedModel, share: float, usable: bool) -> None:
        """As it is now; `share` of the whole, 0 to 1. `usable`: False for a model's own where it has none."""
        self.listed = listed
        with QSignalBlocker(self.on), QSignalBlocker(self.weight):
            self.on.setChecked(listed.on and usable)
            self.weight.setValue(round(listed.weight * SCALE))
        self.on.setEnabled(usable)
        self.weight.setEnabled(listed.on and usable)
        percent = QLocale().toString(round(100 * share))
        shown = self.tr("{} %").format(percent) if share else self.tr("off") if usable else self.tr("it has none")
        self.share.setText(shown)
        for control in (self.on, self.weight):
            control.setAccessibleDescription(self.tr("Share: {}").format(shown))

    @property
    def controls(self) -> list[QWidget]:
        """What takes the focus, in order."""
        return [self.on, self.weight, self.remove]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Delete takes it off the list."""
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and self.listed.path is not None:
            self.removed.emit(self.listed)
        else:
            super().keyPressEvent(event)

    def _change(self, listed: ListedModel) -> None:
        self.listed = listed
        self.changed.emit(listed)
