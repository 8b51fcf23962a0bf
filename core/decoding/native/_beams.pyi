from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

Words = list[tuple[str, int, int]]
Readings = list[tuple[Words, float, float]]

class Hotwords:
    def __init__(
        self, next: list[list[tuple[int, int]]], fail: list[int], complete: list[float], begun: list[float]
    ) -> None: ...

class WordList:
    def __init__(self, words: list[str]) -> None: ...

class ScoreTable:
    def __init__(
        self,
        new_state: Callable[[], object],
        beginning: object,
        base_score: Callable[[object, str, object], float],
        knows: Callable[[str], bool] | None,
        most: int,
    ) -> None: ...
    def size(self) -> tuple[int, int]: ...

class Search:
    frames: int
    def __init__(
        self,
        labels: list[str],
        blank: int,
        delimiter: int,
        options: object,
        hotwords: Hotwords,
        scores: object | None,
        table: ScoreTable | None,
        known: WordList,
        vouched: WordList,
    ) -> None: ...
    def feed(self, labels: NDArray[np.int32], scores: NDArray[np.float64], borders: list[int]) -> Words: ...
    def peek(self, count: int) -> Readings: ...
    def look_ahead(
        self, labels: NDArray[np.int32], scores: NDArray[np.float64], borders: list[int], count: int
    ) -> Readings: ...

class LexiconTree:
    def __init__(self, sounds: dict[int, int]) -> None: ...
    def with_words(self, words: list[str], ways: list[tuple[str, ...]]) -> LexiconTree: ...

class LexiconWords:
    def __init__(self, tree: LexiconTree, worth: NDArray[np.float64], unknown: NDArray[np.bool_]) -> None: ...

class LexiconSearch:
    frames: int
    def __init__(
        self,
        words: LexiconWords,
        options: object,
        blank: int,
        delimiter: int,
        hotwords: Hotwords,
        trie_start: int,
        scores: object | None,
        table: ScoreTable | None,
    ) -> None: ...
    def feed(self, labels: NDArray[np.int32], scores: NDArray[np.float64], borders: list[int]) -> Words: ...
    def peek(self, count: int) -> Readings: ...
    def look_ahead(
        self, labels: NDArray[np.int32], scores: NDArray[np.float64], borders: list[int], count: int
    ) -> Readings: ...
