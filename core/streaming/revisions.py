"""How calm partial captions are: words shown and then taken back.

Pure; used by the live session's status and by the benchmark.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from core.streaming.captions import Caption, PartialCaption


@dataclass(slots=True)
class RevisionCounter:
    """Counts over a sequence of captions, in the order in which they were shown.

    A word of a caption is unstable when the segment's next caption (the final included) has another word, or
    none, at its place; every caption with such a word is followed by one revision.
    """

    partials: int = 0
    revisions: int = 0
    unstable_words: int = 0
    final_words: int = 0
    _shown: dict[int, tuple[str, ...]] = field(default_factory=dict)

    def add(self, caption: Caption) -> int:
        """Take the next caption; returns how many words it took back from the one before it."""
        texts = tuple(word.text for word in caption.words)
        shown = self._shown.pop(caption.segment, ())
        taken_back = len(shown) - _common_prefix(shown, texts)
        self.unstable_words += taken_back
        self.revisions += taken_back > 0
        if isinstance(caption, PartialCaption):
            self.partials += 1
            self._shown[caption.segment] = texts
        else:
            self.final_words += len(texts)
        return taken_back

    @property
    def unstable_ratio(self) -> float:
        """Unstable partial words for each final word; 0.0 before the first final word."""
        return self.unstable_words / self.final_words if self.final_words else 0.0


def _common_prefix(left: tuple[str, ...], right: tuple[str, ...]) -> int:
    for index, (one, other) in enumerate(zip(left, right, strict=False)):
        if one != other:
            return index
    return min(len(left), len(right))
