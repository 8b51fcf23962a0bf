"""The words of a search as one tree over sounds: what begins alike is followed once. Never changes; any thread."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from core.decoding.sounds.lexicon import Lexicon

ROOT = 0


@dataclass(frozen=True, slots=True)
class LexiconTree:
    """By node, parents before children, the root first: its children by label, and which of `words` end there."""

    words: tuple[str, ...]
    children: tuple[dict[int, int], ...]
    ending: tuple[tuple[int, ...], ...]
    parents: tuple[int, ...]

    def reach(self, worth: Sequence[float]) -> list[float]:
        """By node the most that a word can be worth that ends there or below, of `worth` by word."""
        reach = [max((worth[word] for word in words), default=float("-inf")) for words in self.ending]
        for node in range(len(reach) - 1, ROOT, -1):
            parent = self.parents[node]
            reach[parent] = max(reach[parent], reach[node])
        return reach


@lru_cache(maxsize=4)
def lexicon_tree(lexicon: Lexicon, labels: tuple[str, ...], words: tuple[str, ...]) -> LexiconTree:
    """The tree of `words` over `labels`; words that the lexicon cannot pronounce are left out of it."""
    return with_words(LexiconTree((), ({},), ((),), (ROOT,)), lexicon, labels, words)


def with_words(tree: LexiconTree, lexicon: Lexicon, labels: tuple[str, ...], words: Sequence[str]) -> LexiconTree:
    """The same with more words, which it lacks. What grows is copied: other searches go on with the first."""
    if not words:
        return tree
    children = [dict(following) for following in tree.children]
    ending = [list(ended) for ended in tree.ending]
    parents = list(tree.parents)
    index = {label: number for number, label in enumerate(labels)}
    for number, word in enumerate(words, start=len(tree.words)):
        for said in lexicon.ways(word):
            node = ROOT
            for label in [index[sound] for sound in said]:
                following = children[node].get(label)
                if following is None:
                    following = children[node][label] = len(children)
                    children.append({})
                    ending.append([])
                    parents.append(node)
                node = following
            if number not in ending[node]:
                ending[node].append(number)
    return LexiconTree((*tree.words, *words), tuple(children), tuple(map(tuple, ending)), tuple(parents))
