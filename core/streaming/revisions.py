"""How calm partial captions are: words shown and then taken back.

Pure; used by the live session's status and by the benchmark.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from core.decoding.hypothesis import Word
from core.streaming.captions import Caption, PartialCaption

# A beam decoder may place a word a few frames from where the greedy one does.
SAME_TIME_SECONDS = 0.2


@dataclass(slots=True)
class RevisionCounter:
    """Counts over a sequence of captions, in the order in which they were shown.

    A word of a partial is unstable when the segment's next caption (the final included) does not say the same
    word at the same time; a caption that so takes words back is one revision.
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
    """How many words that both captions reach back to are gone."""
    start = max(before.start, after.start)
    shown = [word for word in before.words if word.end > start]
    kept = [word for word in after.words if word.end > start]
    taken_back = 0
    for word in shown:
        place = next((place for place, other in enumerate(kept) if same_word(word, other)), None)
        if place is None:
            taken_back += 1
        else:
            # In order, and each only once.
            del kept[: place + 1]
    return taken_back


def same_word(word: Word, other: Word) -> bool:
    """Whether two captions of a segment show the same word at the same time."""
    apart = max(word.start, other.start) - min(word.end, other.end)
    return word.text == other.text and apart <= SAME_TIME_SECONDS
