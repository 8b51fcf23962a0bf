"""Pickers (combo boxes) as this window has them, so many letters wide, searchable where long; numbers and sliders."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QComboBox, QCompleter, QDoubleSpinBox, QLineEdit, QSlider, QSpinBox, QWidget

from desktop.theme.tokens import STEP


def picker(name: str, letters: int) -> QComboBox:
    """A picker as wide as so many letters of the interface, however large they are."""
    box = QComboBox()
    box.setAccessibleName(name)
    box.setToolTip(name)
    box.setMinimumContentsLength(letters)
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    return box


def searchable(name: str, letters: int) -> QComboBox:
    """A picker into which one types any part of what one looks for."""
    box = picker(name, letters)
    line = QLineEdit()
    box.setLineEdit(line)
    box.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
    completer = QCompleter(box.model(), box)
    completer.setFilterMode(Qt.MatchFlag.MatchContains)
    completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
    completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
    box.setCompleter(completer)
    line.setAccessibleName(name)
    # What was typed and not chosen is no choice.
    line.editingFinished.connect(lambda: line.setText(box.itemText(box.currentIndex())))
    return box


def fill(box: QComboBox, rows: list[tuple[str, object]], chosen: object) -> None:
    """Put in rows of label and data, and show the chosen one (else the first), without a signal."""
    with QSignalBlocker(box):
        box.clear()
        for label, data in rows:
            box.addItem(label, data)
            box.setItemData(box.count() - 1, label, Qt.ItemDataRole.ToolTipRole)
        box.setCurrentIndex(max(0, next((i for i, (_, data) in enumerate(rows) if data == chosen), 0)))
    line = box.lineEdit()
    if line is not None:
        line.setText(box.currentText())
        line.setCursorPosition(0)


def slider(least: int, most: int) -> QSlider:
    """A horizontal slider, ten steps a page; from right to left where the window is."""
    box = QSlider(Qt.Orientation.Horizontal)
    box.setRange(least, most)
    box.setPageStep(10)
    # A style sheet's colours stay where they are when Qt mirrors the slider.
    box.setProperty("mirrored", QGuiApplication.layoutDirection() == Qt.LayoutDirection.RightToLeft)
    return box


def whole_number() -> QSpinBox:
    """A field for a whole number."""
    box = QSpinBox()
    _leave_room(box.lineEdit())
    return box


def decimal_number() -> QDoubleSpinBox:
    """A field for a number with decimals."""
    box = QDoubleSpinBox()
    _leave_room(box.lineEdit())
    return box


def _leave_room(line: QLineEdit) -> None:
    """Qt gives the digits no padding of the style sheet once the arrows are styled."""
    line.setTextMargins(2 * STEP, 0, 2 * STEP, 0)


def renew_clear_buttons(window: QWidget) -> None:
    """Dress the buttons that clear a field: Qt asks the style sheet for their picture only when they are made."""
    for field in window.findChildren(QLineEdit):
        if field.isClearButtonEnabled():
            field.setClearButtonEnabled(False)
            field.setClearButtonEnabled(True)
