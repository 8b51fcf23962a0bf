"""What is used without eyes or without a mouse: a name and a role for every control, and a focus that is seen."""

from __future__ import annotations

import re

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QColor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QAbstractSlider,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLineEdit,
    QScrollBar,
    QWidget,
)

from desktop.captions.caption_column import CaptionColumn
from desktop.theme.tokens import THEMES, Tokens
from desktop.window.main_window import MainWindow
from tests.desktop.conftest import Open
from tests.desktop.screenshots import DEVICES, STATES

INTERACTIVE = (QAbstractButton, QAbstractSpinBox, QAbstractSlider, QComboBox, QLineEdit, QAbstractItemView)


def inner(widget: QWidget) -> bool:
    """What Qt makes inside its own widgets: the field of a box, the button of a field, a corner, a header."""
    parent = widget.parentWidget()
    while parent is not None:
        if isinstance(parent, QComboBox | QAbstractSpinBox | QLineEdit) or parent.objectName().startswith("qt_"):
            return True
        if isinstance(parent, QAbstractItemView):
            return True
        parent = parent.parentWidget()
    return isinstance(widget, QScrollBar) or widget.objectName().startswith("qt_")


def described(widget: QWidget) -> str:
    return f"{type(widget).__name__} {widget.objectName()} in {type(widget.parentWidget()).__name__}"


def nameless(window: QWidget) -> list[str]:
    found = []
    for widget in window.findChildren(QWidget):
        reached = widget.focusPolicy() & Qt.FocusPolicy.TabFocus and not isinstance(widget, QAbstractScrollArea)
        if not isinstance(widget, INTERACTIVE) and not reached:
            continue
        if widget.isHidden() and not widget.parentWidget().isVisible():
            continue
        if inner(widget):
            continue
        interface = QAccessible.queryAccessibleInterface(widget)
        name = interface.text(QAccessible.Text.Name)
        if not re.search(r"\w", name) and widget.isVisible():
            found.append(f"{described(widget)}: no name")
        # What we draw ourselves has Qt's general role.
        if interface.role() == QAccessible.Role.NoRole or (
            interface.role() == QAccessible.Role.Client and isinstance(widget, INTERACTIVE)
        ):
            found.append(f"{described(widget)}: no role")
    return found


# One of each place and sheet; the other states show the same controls.
SEEN = ("offer", "words", "reread", "screens", "feeds", "keys", "language-model", "models", "model-languages",
        "automatic-language", "files",
        "result", "watches", "history", "editor", "export", "aligning")  # fmt: skip


@pytest.mark.parametrize("state", SEEN)
def test_everything_that_can_be_used_has_a_name_and_a_role(open_window: Open, state: str) -> None:
    window = open_window()
    window.controller.devices_found.emit(DEVICES)
    STATES[state](window)
    QApplication.processEvents()
    assert nameless(window) == []


def ring(widget: QWidget, tokens: Tokens) -> int:
    """Pixels in the colour of its focus ring; the one button in that colour has the text's."""
    image = widget.grab().toImage().convertToFormat(QImage.Format.Format_ARGB32)
    idle_start = widget.objectName() == "start" and not widget.property("listening")
    colour = QColor(tokens.text if idle_start else tokens.focus).rgb()
    pixels = np.frombuffer(image.constBits(), np.uint32).reshape(image.height(), image.bytesPerLine() // 4)
    return int((pixels[:, : image.width()] == colour).sum())


def without_ring(window: MainWindow, tokens: Tokens) -> list[str]:
    """Controls that have no more of a ring with the focus than without."""
    found, seen = [], set()
    window.top_bar.menu_button.setFocus()
    for _ in range(80):
        QApplication.processEvents()
        widget = QApplication.focusWidget()
        if widget is None or widget in seen:
            break
        seen.add(widget)
        with_focus = ring(widget, tokens)
        widget.clearFocus()
        QApplication.processEvents()
        if ring(widget, tokens) + widget.height() > with_focus and not isinstance(widget, CaptionColumn):
            found.append(described(widget))
        widget.setFocus()
        QTest.keyClick(widget, Qt.Key.Key_Tab)
    assert len(seen) >= 5, [described(widget) for widget in seen]
    return found


@pytest.mark.parametrize("theme", ["light", "contrast"])
@pytest.mark.parametrize("state", ["idle", "words", "screens", "keys", "feeds", "history", "aligning"])
def test_what_has_the_focus_shows_it(open_window: Open, state: str, theme: str) -> None:
    window = open_window(theme=theme)
    window.controller.devices_found.emit(DEVICES)
    STATES[state](window)
    assert without_ring(window, THEMES[theme]) == []
