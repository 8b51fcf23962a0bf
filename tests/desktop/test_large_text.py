"""The window with the system's text at 200 %: nothing is cut off, the menu fits; hints in fields can be read."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QAbstractSpinBox, QApplication, QComboBox, QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from desktop.theme.tokens import THEMES, style_sheet
from desktop.translation import install_translations
from tests.desktop.conftest import Open
from tests.desktop.screenshots import DEVICES, STATES
from tests.desktop.test_tokens import contrast

POINTS = 20.0


@pytest.fixture
def large_text(qapp: QApplication) -> Iterator[None]:
    usual, sheet = qapp.font(), qapp.styleSheet()
    font = QFont(usual)
    font.setPointSizeF(POINTS)
    qapp.setFont(font)
    yield
    qapp.setFont(usual)
    qapp.setStyleSheet(sheet)


@pytest.fixture
def language(qapp: QApplication, request: pytest.FixtureRequest) -> Iterator[str]:
    usual = QLocale()
    installed = install_translations(qapp, request.param)
    yield request.param
    for translator in installed:
        qapp.removeTranslator(translator)
    QLocale.setDefault(usual)


STATES_IN_ENGLISH = (
    "listening",
    "editor",
    "editor-playing",
    "export",
    "history",
    "words",
    "files",
    "watches",
    "aligning",
)


def needed(widget: QWidget) -> int:
    """The width that a control's own words take, pixels; of a field its hint. 0 for what may be narrower."""
    if isinstance(widget, QPushButton):
        return widget.sizeHint().width()
    if isinstance(widget, QLabel) and not widget.wordWrap():
        return widget.sizeHint().width()
    if isinstance(widget, QLineEdit) and not isinstance(widget.parentWidget(), QComboBox | QAbstractSpinBox):
        return widget.fontMetrics().horizontalAdvance(widget.placeholderText())
    return 0


def cut_off(window: QWidget) -> list[str]:
    """Controls and sentences whose words are not seen to their end."""
    return [
        widget.text() or widget.accessibleName()
        for kind in (QPushButton, QLabel, QLineEdit)
        for widget in window.findChildren(kind)
        if widget.isVisible()
        and (widget.width() < needed(widget) or widget.mapTo(window, widget.rect().topRight()).x() > window.width())
    ]


@pytest.mark.parametrize(
    ("language", "state"),
    # Longer words; where there is least room.
    [
        *(("en", state) for state in STATES_IN_ENGLISH),
        *(("de", state) for state in ("export", "watches", "aligning", "typing", "muted")),
        *(("es", state) for state in ("export", "typing", "muted")),
    ],
    indirect=["language"],
)
@pytest.mark.usefixtures("large_text", "language")
def test_nothing_is_cut_off(qtbot: QtBot, open_window: Open, state: str) -> None:
    window = open_window()
    window.resize(1280, 800)
    window.controller.devices_found.emit(DEVICES)
    STATES[state](window)
    QApplication.processEvents()
    assert len([button for button in window.findChildren(QPushButton) if button.isVisible()]) > 5

    def whole() -> None:
        assert cut_off(window) == []

    # A bar takes a second row in a pass of its own.
    qtbot.waitUntil(whole)


@pytest.mark.usefixtures("large_text")
def test_the_menu_fits_a_small_screen(open_window: Open) -> None:
    menu = open_window().menu
    assert menu.sizeHint().height() < 720
    for action in menu.actions():
        if action.menu() is not None:
            assert action.menu().sizeHint().height() < 720  # type: ignore[attr-defined]


@pytest.mark.parametrize("name", THEMES)
def test_hints_in_fields_can_be_read(qtbot: QtBot, name: str) -> None:
    tokens = THEMES[name]
    field = QLineEdit()
    qtbot.addWidget(field)
    field.setStyleSheet(style_sheet(tokens, 40))
    # A letter that is a thick stroke, so that its middle has the whole colour.
    field.setPlaceholderText("█")
    field.show()
    field.clearFocus()
    image = field.grab().toImage()
    colours = {image.pixelColor(x, image.height() // 2).name() for x in range(8, image.width() // 4)}
    assert max(contrast(colour, tokens.surface) for colour in colours) >= 4.5
