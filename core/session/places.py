"""Places in a text that is edited, and how they are found: words in a row, words that are doubtful. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from core.decoding.hypothesis import DOUBTFUL

if TYPE_CHECKING:
    from core.session.editing import Editor


@dataclass(frozen=True, slots=True)
class Place:
    """Word number `word` of the segment that is `segment`-th in the session."""

    segment: int
    word: int


def next_doubtful(editor: Editor, after: Place | None, threshold: float = DOUBTFUL, step: int = 1) -> Place | None:
    """The next word (`step` -1: the one before) that was recognised with less confidence and not yet written by hand;
    goes round at the end."""
    for place in _walk(editor, after, step, lambda _segment: True):
        word = editor.words(place[0])[place[1]]
        if word.confidence < threshold and not word.edited:
            return Place(*place)
    return None


def find(editor: Editor, text: str, after: Place | None = None, match_case: bool = False) -> Place | None:
    """Where words stand in a row, from `after` on, and round at the end; the last may be a word's beginning."""
    sought = [form(word, match_case) for word in text.split()]
    if not sought:
        return None
    for segment, word in _walk(editor, after, 1, lambda segment: may_hold(editor.text(segment), sought, match_case)):
        words = editor.words(segment)[word : word + len(sought)]
        here = [form(word.text, match_case) for word in words]
        if len(here) == len(sought) and here[:-1] == sought[:-1] and here[-1].startswith(sought[-1]):
            return Place(segment, word)
    return None


def form(word: str, match_case: bool) -> str:
    """A word as it is looked for: without the marks around it."""
    bare = re.sub(r"^\W+|\W+$", "", word) or word
    return bare if match_case else bare.casefold()


def may_hold(text: str, sought: list[str], match_case: bool) -> bool:
    """Whether a text has all the letters that are sought: a quick look, before words are compared one by one."""
    plain = text if match_case else text.casefold()
    return all(word in plain for word in sought)


def _walk(editor: Editor, after: Place | None, step: int, wanted: Callable[[int], bool]) -> Iterator[tuple[int, int]]:
    """(segment, word) of all words of the segments that are wanted, once round, beginning behind `after`."""
    count = editor.segment_count
    if not count:
        return
    here = after.segment if after is not None else (0 if step > 0 else count - 1)
    for away in range(count + 1):
        number = (here + step * away) % count
        if not wanted(number):
            continue
        words = range(len(editor.words(number)))
        if after is not None and away == 0:
            words = words[after.word + 1 :] if step > 0 else words[: after.word]
        elif away == count:
            if after is None:
                return
            words = words[: after.word + 1] if step > 0 else words[after.word :]
        yield from ((number, word) for word in (words if step > 0 else reversed(words)))
