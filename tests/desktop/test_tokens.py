"""Contrast of every theme by the formula of WCAG 2.2 (relative luminance)."""

from __future__ import annotations

import pytest

from desktop.theme.tokens import THEMES, Tokens, tokens_for


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
