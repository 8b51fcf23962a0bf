"""A transcript: the finals of one file or session."""

from __future__ import annotations

from dataclasses import dataclass

from core.streaming.captions import FinalCaption


@dataclass(frozen=True, slots=True)
class Transcript:
    """`file`: media file or session title; `duration`: seconds of audio; `warning`: damage that was met."""

    file: str
    model: str
    language: str | None
    duration: float
    segments: tuple[FinalCaption, ...]
    warning: str = ""

    @property
    def text(self) -> str:
        """All segments that have words, separated by single spaces."""
        return " ".join(segment.text for segment in self.segments if segment.words)
