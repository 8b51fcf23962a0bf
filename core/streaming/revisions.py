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
    _shown: dict[int, PartialCaption] = field(default_factory=dict)

    def add(self, caption: Caption) -> int:
        """Take the next caption; returns how many words it took back from the one before it.

        Only what both captions reach back to is compared: a long partial may show no more than its last
        words.
        """
        before = self._shown.pop(caption.segment, None)
        taken_back = 0 if before is None else _taken_back(before, caption)
        self.unstable_words += taken_back
        self.revisions += taken_back > 0
        if isinstance(caption, PartialCaption):
            self.partials += 1
            self._shown[caption.segment] = caption
        else:
            self.final_words += len(caption.words)
        return taken_back

    @property
    def unstable_ratio(self) -> float:
        """Unstable partial words for each final word; 0.0 before the first final word."""
        return self.unstable_words / self.final_words if self.final_words else 0.0


def _taken_back(before: Caption, after: Caption) -> int:
    start = max(before.start, after.start)
    shown, kept = ([word.text for word in caption.words if word.end > start] for caption in (before, after))
    same = 0
    while same < min(len(shown), len(kept)) and shown[same] == kept[same]:
        same += 1
    return len(shown) - same
