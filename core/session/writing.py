"""How times and texts are written, wherever they are shown: a clock's form, a text's direction. Pure."""

from __future__ import annotations

from typing import Protocol
from unicodedata import bidirectional


class Spoken(Protocol):
    """A caption: what is said, and by whom (empty where nobody knows)."""

    @property
    def text(self) -> str:
        """The words."""

    @property
    def speaker(self) -> str:
        """A name."""


def spoken(caption: Spoken) -> str:
    """What a caption says, after the name of who says it."""
    return f"{caption.speaker}: {caption.text}" if caption.speaker else caption.text


def clock(seconds: float) -> str:
    """H:MM:SS."""
    whole = int(seconds)
    return f"{whole // 3600}:{whole // 60 % 60:02d}:{whole % 60:02d}"


def runs_right_to_left(text: str) -> bool:
    """Whether the first letter with a direction belongs to a script that runs to the left."""
    return next((kind != "L" for kind in map(bidirectional, text) if kind in ("L", "R", "AL")), False)
