"""What all searches of one decoder over a lexicon share. Any thread may make it; it never changes."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING

from core.decoding.hotword_trie import BOUNDARY, HotwordTrie
from core.decoding.native_search import NativeSearch, extension, native_hotwords, score_table
from core.decoding.prefix_search import SETTLE_EVERY
from core.decoding.sounds.lexicon_search import LexiconOptions, LexiconSearch, SearchWords
from core.decoding.sounds.lexicon_tree import lexicon_tree, with_words
from core.decoding.vocabulary import Vocabulary
from core.decoding.word_scores import WordScores

if TYPE_CHECKING:
    from core.decoding.native import _beams


def search_words(vocabulary: Vocabulary, scores: WordScores | None, trie: HotwordTrie) -> SearchWords:
    """The words of the language model where it lists them, else the lexicon's; and the hotwords."""
    lexicon = vocabulary.lexicon
    assert lexicon is not None
    known = scores.words if scores is not None and scores.has_words else lexicon.words
    tree = lexicon_tree(lexicon, vocabulary.labels, known)
    worth = _worth_alone(scores, known) if scores is not None else [0.0] * len(known)
    place = {word: number for number, word in enumerate(known)} if trie.words else {}
    added = sorted(word for word in trie.words if word not in place)
    for word in sorted(trie.words):
        alone = scores.alone(word) if scores is not None else 0.0
        state, gained = trie.step(trie.start, word + BOUNDARY)
        if word in place:
            worth[place[word]] = alone + gained + trie.begun(state)
        else:
            worth.append(alone + gained + trie.begun(state))
    tree = with_words(tree, lexicon, vocabulary.labels, added)
    return SearchWords(tree, tree.reach(worth), scores, trie)


def _worth_alone(scores: WordScores, words: tuple[str, ...]) -> list[float]:
    if not scores.has_words:
        return [scores.alone(word) for word in words]
    weight = scores.alpha * scores.natural
    return [weight * alone + scores.beta for alone in scores.model.words_alone()]


class LexiconForm:
    """Searches over the words of a vocabulary's lexicon, in C++ where the extension was built."""

    def __init__(
        self, vocabulary: Vocabulary, scores: WordScores | None, trie: HotwordTrie, options: LexiconOptions
    ) -> None:
        self._vocabulary = vocabulary
        self._words = search_words(vocabulary, scores, trie)
        self._options = options
        self._native = NativeLexicon(vocabulary, self._words, options) if extension is not None else None

    def search(self) -> NativeSearch | LexiconSearch:
        """A new search."""
        return self._native.search() if self._native is not None else self.reference_search()

    def reference_search(self) -> LexiconSearch:
        """A new search in Python, which the fast form is held against."""
        return LexiconSearch(self._vocabulary, self._words, self._options)


@dataclass(frozen=True, slots=True)
class _Options:
    beam_width: int
    beam_prune_logp: float
    open_frames: int
    settle_every: int


class NativeLexicon:
    """What the searches of a decoder share, once in the extension's own form."""

    def __init__(self, vocabulary: Vocabulary, words: SearchWords, options: LexiconOptions) -> None:
        self.vocabulary = vocabulary
        self.lowest = options.token_min_logp
        self._words = words
        self._tree = _flat(words)
        self._table = score_table(words.scores) if words.scores else None
        characters = {character: number for number, character in enumerate(_characters(words))}
        self._hotwords = native_hotwords(words.trie, characters)
        is_unknown = words.scores.is_unknown if words.scores else lambda word: False
        self._unknown = [is_unknown(word) for word in words.tree.words]
        self._options = _Options(options.beam_width, options.beam_prune_logp, options.open_frames, SETTLE_EVERY)

    def search(self) -> NativeSearch:
        """A new search."""
        delimiter = self.vocabulary.delimiter
        found = extension.LexiconSearch(
            self._tree,
            self._options,
            self.vocabulary.blank,
            -1 if delimiter is None else delimiter,
            self._hotwords,
            self._words.trie.start,
            self._words.scores,
            self._table,
            self._unknown,
        )
        return NativeSearch(self, found)


def _characters(words: SearchWords) -> list[str]:
    """The characters that hotwords are followed by; none without hotwords."""
    return sorted(set(BOUNDARY.join(words.tree.words)) | {BOUNDARY}) if words.trie.words else [BOUNDARY]


def _flat(words: SearchWords) -> _beams.LexiconTree:
    tree = words.tree
    numbers = {character: number for number, character in enumerate(_characters(words))}
    spelled = [[numbers[c] for c in word + BOUNDARY] for word in tree.words] if words.trie.words else []
    children = [sorted(following.items()) for following in tree.children]
    found: _beams.LexiconTree = extension.LexiconTree(
        list(tree.words),
        [0, *accumulate(map(len, children))],
        [label for following in children for label, _ in following],
        [node for following in children for _, node in following],
        [0, *accumulate(map(len, tree.ending))],
        [word for ended in tree.ending for word in ended],
        list(words.reach),
        spelled,
    )
    return found
