"""Which hotwords a text holds or has begun: an automaton over characters, one step a character.

Aho and Corasick 1975, with a weight for each phrase. Built once; any thread may use it (`reach` only remembers
what it would find again).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from core.decoding.hotwords import Hotword
from core.decoding.vocabulary import Vocabulary

BOUNDARY = " "


@dataclass(frozen=True, slots=True)
class TrieTables:
    """By state: where each character leads, the failure link, the weights completed, the largest share begun."""

    following: list[dict[str, int]]
    fail: list[int]
    complete: list[float]
    begun: list[float]


class HotwordTrie:
    """Follows a text character by character; `start` is the state before its first character.

    Words are parted by `BOUNDARY`. A phrase counts each time it stands in the text between boundaries, overlapping
    ones each for themselves, at the boundary that ends it. A vocabulary with neither delimiter nor lexicon has no
    boundaries: there a phrase counts wherever its characters follow each other, at its last one.
    """

    def __init__(self, hotwords: Iterable[Hotword], vocabulary: Vocabulary) -> None:
        whole_words = vocabulary.delimiter is not None or vocabulary.lexicon is not None
        self._next: list[dict[str, int]] = [{}]
        self._complete = [0.0]
        self._begun = [0.0]
        phrases: dict[str, float] = {}
        self.words: set[str] = set()
        for hotword in hotwords:
            words = vocabulary.fold(hotword.text).split()
            self.words.update(words if whole_words else "".join(words))
            phrase = BOUNDARY.join(words) if whole_words else "".join(words)
            phrases[phrase] = max(hotword.weight, phrases.get(phrase, 0.0))
        for phrase, weight in phrases.items():
            self._add(phrase, weight, whole_words)
        self._fail = self._link()
        self.largest = max(map(sum, zip(self._complete, self._begun, strict=True)))
        self._reach: dict[int, float] = {}
        self.start = self.step(0, BOUNDARY)[0] if whole_words else 0

    def tables(self) -> TrieTables:
        """The automaton itself, for the search's fast form."""
        return TrieTables(self._next, self._fail, self._complete, self._begun)

    def step(self, state: int, text: str) -> tuple[int, float]:
        """The state after `text`, and the weights of the phrases that it completed."""
        gained = 0.0
        for character in text:
            while state and character not in self._next[state]:
                state = self._fail[state]
            state = self._next[state].get(character, 0)
            gained += self._complete[state]
        return state, gained

    def begun(self, state: int) -> float:
        """The largest share, in a phrase's weight, of its characters that the text ends with."""
        return self._begun[state]

    def reach(self, state: int) -> float:
        """The most that one more character can bring: what it completes and what is begun then."""
        reach = self._reach.get(state)
        if reach is None:
            following = [self._complete[end] + self._begun[end] for end in self._next[state].values()]
            reach = max(following, default=0.0)
            if state:
                reach = max(reach, self.reach(self._fail[state]))
            self._reach[state] = reach
        return reach

    def _add(self, phrase: str, weight: float, whole_words: bool) -> None:
        framed = f"{BOUNDARY}{phrase}{BOUNDARY}" if whole_words else phrase
        state = 0
        for position, character in enumerate(framed):
            following = self._next[state].get(character)
            if following is None:
                following = len(self._next)
                self._next[state][character] = following
                self._next.append({})
                self._complete.append(0.0)
                self._begun.append(0.0)
            state = following
            spelled = position if whole_words else position + 1
            if position + 1 < len(framed):
                self._begun[state] = max(self._begun[state], weight * spelled / len(phrase))
        self._complete[state] += weight

    def _link(self) -> list[int]:
        """Failure links, breadth first; what a state's longest proper suffix is worth, it is worth as well."""
        fail = [0] * len(self._next)
        queue = list(self._next[0].values())
        for state in queue:
            for character, following in self._next[state].items():
                suffix = fail[state]
                while suffix and character not in self._next[suffix]:
                    suffix = fail[suffix]
                fail[following] = self._next[suffix].get(character, 0)
                queue.append(following)
            self._complete[state] += self._complete[fail[state]]
            self._begun[state] = max(self._begun[state], self._begun[fail[state]])
        return fail
