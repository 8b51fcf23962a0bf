"""The keyword arguments of `from_pretrained`: which are about the hub, and which about the thing that is loaded."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, replace
from typing import Any

from core.wav2vec2.hub import HubOptions

_ABOUT_THE_HUB = frozenset(item.name for item in fields(HubOptions))


def part_keywords(keywords: Mapping[str, Any], options: HubOptions | None = None) -> tuple[HubOptions, dict[str, Any]]:
    """The hub's part laid over `options`, and the rest."""
    about_hub = {name: value for name, value in keywords.items() if name in _ABOUT_THE_HUB}
    rest = {name: value for name, value in keywords.items() if name not in _ABOUT_THE_HUB}
    return replace(options or HubOptions(), **about_hub), rest
