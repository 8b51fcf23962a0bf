"""The beams of one frame, and which of their prefixes a label can lead to something that may be kept.

Owned by one `PrefixSearch`; made anew for each frame.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from itertools import takewhile
from operator import attrgetter

from core.decoding.prefix_tree import Prefix, PrefixTree
from core.decoding.spelled_words import EndedWord


class Beam:
    """One text under consideration. `label` is the last frame's; `start` (below 0: none) and `end` are the frames of
    the word under way; `total` is `logit_score` with the prefix's bonus; `place` decides between equal totals.
    """

    __slots__ = ("end", "ended", "label", "logit_score", "place", "prefix", "start", "total")

    def __init__(self, prefix: Prefix, label: int, logit_score: float, place: int) -> None:
        self.prefix = prefix
        self.label = label
        self.logit_score = logit_score
        self.total = logit_score + prefix.bonus
        self.place = place
        self.ended: EndedWord | None = None
        self.start = self.end = -1

    def copy(self) -> Beam:
        """Another beam at the same point, which may go its own way."""
        twin = Beam(self.prefix, self.label, self.logit_score, self.place)
        twin.ended, twin.start, twin.end = self.ended, self.start, self.end
        return twin


class Group:
    """The beams of one prefix, the best first. `resting`, `spelled` and `ended` are no less than the total that they
    can have together before the frame's score: with a blank, with a letter, with the word's end.
    """

    __slots__ = ("beams", "ended", "prefix", "resting", "spelled")

    def __init__(self, prefix: Prefix) -> None:
        self.prefix = prefix
        self.beams: list[Beam] = []
        self.resting = self.spelled = self.ended = 0.0

    def bound(self) -> None:
        """Work out the bounds, once all beams are here."""
        most = self.beams[0].logit_score
        if len(self.beams) > 1:
            most += math.log(len(self.beams))
        self.resting = most + self.prefix.bonus
        self.spelled = most + self.prefix.spelled_bonus
        self.ended = most + self.prefix.ended_bonus


NONE: set[Group] = set()
_spelled = attrgetter("spelled")
_ended = attrgetter("ended")


class Frontier:
    """All groups of a frame. `beams` are the best first; their places become their ranks."""

    def __init__(self, beams: list[Beam], tree: PrefixTree, delimiter: int | None) -> None:
        self._tree = tree
        self._delimiter = delimiter
        groups: dict[Prefix, Group] = {}
        self._held: dict[int, set[Group]] = {}
        for rank, beam in enumerate(beams):
            beam.place = rank
            group = groups.get(beam.prefix)
            if group is None:
                group = groups[beam.prefix] = Group(beam.prefix)
            group.beams.append(beam)
            self._held.setdefault(beam.label, set()).add(group)
        for group in groups.values():
            group.bound()
        self._groups = groups
        self._ordered: dict[bool, list[Group]] = {}
        self._joined = None if tree.ambiguous else self._join()

    def resting(self, limit: float) -> Iterator[Group]:
        """The groups that may be kept with a blank."""
        return (group for group in self._groups.values() if group.resting >= limit)

    def sources(self, label: int, limit: float) -> dict[Prefix, list[Beam]]:
        """The prefixes that a label leads to, and of each the beams that become it: by another letter, or because
        the last one is held. Those are left out that stay under the limit; but not where another beam may join them.
        """
        sources = {
            group.prefix: [beam for beam in group.beams if beam.label == label] for group in self._held.get(label, ())
        }
        ends = label == self._delimiter or self._delimiter is None
        bound = _ended if ends else _spelled
        joined = self._joined_by(label)
        for group in self._promising(ends, limit):
            if bound(group) - self._tree.excess(group.prefix, label) >= limit and group not in joined:
                self._move(group, label, sources)
        for group in joined:
            self._move(group, label, sources)
        return sources

    def _move(self, group: Group, label: int, sources: dict[Prefix, list[Beam]]) -> None:
        moving = [beam for beam in group.beams if beam.label != label]
        if moving:
            following = group.prefix.next
            target = following.get(label) if following else None
            if target is None:
                target = self._tree.extend(group.prefix, label)
            sources.setdefault(target, []).extend(moving)

    def _promising(self, ends: bool, limit: float) -> Iterator[Group]:
        bound = _ended if ends else _spelled
        ordered = self._ordered.get(ends)
        if ordered is None:
            ordered = self._ordered[ends] = sorted(self._groups.values(), key=bound, reverse=True)
        return takewhile(lambda group: bound(group) >= limit, ordered)

    def _join(self) -> dict[int, set[Group]]:
        """By label, the groups that it leads to the prefix of another."""
        joined: dict[int, set[Group]] = {}
        for prefix in self._groups:
            before = self._groups.get(prefix.parent) if prefix.parent else None
            if before is not None:
                joined.setdefault(prefix.label, set()).add(before)
            if self._delimiter is not None and not prefix.word:
                joined.setdefault(self._delimiter, set()).add(self._groups[prefix])
        return joined

    def _joined_by(self, label: int) -> set[Group]:
        if self._joined is not None:
            return self._joined.get(label, NONE)
        return {group for prefix, group in self._groups.items() if self._tree.known(prefix, label) in self._groups}
