"""Contrast of every theme by the formula of WCAG 2.2 (relative luminance)."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLineEdit, QToolButton
from pytestqt.qtbot import QtBot

from desktop.editor.editor_view import PLAYING_ON
from desktop.files.file_delegate import SELECTED_ON
from desktop.theme.tokens import THEMES, Tokens, mixed, tokens_for
from tests.desktop.conftest import Open


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


def test_the_button_that_clears_a_search_can_be_seen_in_every_theme(qtbot: QtBot, open_window: Open) -> None:
    window = open_window(theme="contrast")
    window.go(2)
    field = window.history.search
    field.setText("words")
    for name in ("light", "dark", "contrast", "light"):
        window.controller.change(theme=name)
        # It fades in.
        qtbot.waitUntil(lambda name=name: seen(field, THEMES[name]) >= 0.5)


def seen(field: QLineEdit, tokens: Tokens) -> float:
    """The share of what is drawn that stands out; the rest is edges."""
    (button,) = (one for one in field.findChildren(QToolButton) if one.isVisible())
    image = field.grab(button.geometry()).toImage()
    inside = [image.pixelColor(x, y) for x in range(4, image.width() - 4) for y in range(4, image.height() - 4)]
    drawn = [found for colour in inside if (found := contrast(colour.name(), tokens.surface)) > 1.5]
    return sum(found >= 3 for found in drawn) / max(1, len(drawn))
