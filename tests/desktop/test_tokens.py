"""Contrast of every theme by the formula of WCAG 2.2 (relative luminance)."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLineEdit, QToolButton
from pytestqt.qtbot import QtBot

from desktop.editor.editor_view import PLAYING_ON
from desktop.files.file_delegate import SELECTED_ON
from desktop.theme.tokens import THEMES, Tokens, mixed, style_sheet, tokens_for


def luminance(colour: str) -> float:
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("tokens", THEMES.values(), ids=THEMES.keys())
def test_text_can_be_read(tokens: Tokens) -> None:
    for ground in (tokens.surface, tokens.raised):
        assert contrast(tokens.text, ground) >= 7
        for colour in (tokens.soft, tokens.warning, tokens.danger, tokens.accent, tokens.focus):
            assert contrast(colour, ground) >= 4.5, (colour, ground)
    assert contrast(tokens.on_accent, tokens.accent) >= 4.5


def test_the_system_decides_unless_told_otherwise() -> None:
    assert tokens_for("system", dark_system=True) is THEMES["dark"]
    assert tokens_for("system", dark_system=False) is THEMES["light"]
    assert tokens_for("contrast", dark_system=True) is THEMES["contrast"]


@pytest.mark.parametrize("tokens", THEMES.values(), ids=THEMES.keys())
def test_text_can_be_read_on_what_is_marked(tokens: Tokens) -> None:
    """A doubtful word fades down to `soft`, also while it is heard; a file has soft facts, also where it is chosen."""
    heard = mixed(tokens.surface, tokens.accent, PLAYING_ON)
    chosen = mixed(tokens.raised, tokens.accent, SELECTED_ON)
    assert contrast(tokens.text, heard) >= 7
    for ground, colours in (
        (heard, (tokens.soft,)),
        (chosen, (tokens.text, tokens.soft, tokens.danger, tokens.warning)),
    ):
        for colour in colours:
            assert contrast(colour, ground) >= 4.5, (colour, ground)


def test_high_contrast_is_high_everywhere() -> None:
    tokens = THEMES["contrast"]
    marked = mixed(tokens.surface, tokens.accent, PLAYING_ON), mixed(tokens.raised, tokens.accent, SELECTED_ON)
    for ground in (tokens.surface, tokens.raised, *marked):
        for colour in (tokens.text, tokens.soft, tokens.warning, tokens.danger, tokens.accent, tokens.focus):
            assert contrast(colour, ground) >= 7, (colour, ground)
    assert contrast(tokens.on_accent, tokens.accent) >= 7
    # What has no words of its own: the edges of controls.
    assert contrast(tokens.line, tokens.surface) >= 3


@pytest.mark.parametrize("name", THEMES)
def test_the_button_that_clears_a_field_can_be_seen(qtbot: QtBot, name: str) -> None:
    tokens = THEMES[name]
    field = QLineEdit("words")
    qtbot.addWidget(field)
    field.setStyleSheet(style_sheet(tokens))
    field.setClearButtonEnabled(True)
    field.resize(300, 40)
    field.show()
    (button,) = field.findChildren(QToolButton)
    # It fades in.
    qtbot.waitUntil(lambda: seen(field, button, tokens) >= 3)


def seen(field: QLineEdit, button: QToolButton, tokens: Tokens) -> float:
    image = field.grab(button.geometry()).toImage()
    colours = {image.pixelColor(x, y).name() for x in range(image.width()) for y in range(image.height())}
    return max(contrast(colour, tokens.surface) for colour in colours)
