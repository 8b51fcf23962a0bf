"""The hotwords as a table: word, weight as three dots, how often it was heard in this session. GUI thread only."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from core.decoding.hotwords import DEFAULT_WEIGHT, Hotword, HotwordError, parse_hotword
from core.decoding.vocabulary import Vocabulary

WORD, WEIGHT, FOUND = range(3)
LEVELS = (0.5 * DEFAULT_WEIGHT, DEFAULT_WEIGHT, 1.6 * DEFAULT_WEIGHT)
Index = QModelIndex | QPersistentModelIndex


def level_of(weight: float) -> int:
    """1, 2 or 3: the nearest of the three weights that the dots stand for."""
    return min(range(len(LEVELS)), key=lambda level: abs(LEVELS[level] - weight)) + 1


class WordTable(QAbstractTableModel):
    """`edited` after every change by the user; `refused` with a sentence where a word can't be read."""

    edited = Signal()
    refused = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.hotwords: list[Hotword] = []
        self._found: Counter[str] = Counter()
        self._longest = 1
        self._vocabulary: Vocabulary | None = None

    def show(self, hotwords: Iterable[Hotword]) -> None:
        """Another list."""
        self.beginResetModel()
        self.hotwords = list(hotwords)
        self._longest = max((len(word.text.split()) for word in self.hotwords), default=1)
        self.endResetModel()

    def show_letters(self, letters: frozenset[str] | None) -> None:
        """What the model can spell; None: nobody knows."""
        self._vocabulary = None if letters is None else Vocabulary(tuple(sorted(letters)), -1, None, frozenset())
        if self.hotwords:
            self.dataChanged.emit(self.index(0, WORD), self.index(len(self.hotwords) - 1, WORD))

    def merge(self, added: Iterable[Hotword]) -> int:
        """Add words; an equal one gets the new weight. Returns how many there were."""
        known = {word.text.casefold(): word for word in self.hotwords}
        fresh = {word.text.casefold(): word for word in added}
        self.show({**known, **fresh}.values())
        self.edited.emit()
        return len(fresh)

    def set_level(self, row: int, level: int) -> None:
        """One, two or three dots."""
        self._replace(row, Hotword(self.hotwords[row].text, LEVELS[level - 1]))

    def remove(self, rows: Iterable[int]) -> None:
        """Take words out."""
        gone = set(rows)
        self.show(word for row, word in enumerate(self.hotwords) if row not in gone)
        self.edited.emit()

    def heard(self, text: str) -> None:
        """Count the hotwords in a final caption."""
        words = text.casefold().split()
        wanted = {word.text.casefold() for word in self.hotwords}
        for length in range(1, min(self._longest, len(words)) + 1):
            spans = (" ".join(words[at : at + length]) for at in range(len(words) - length + 1))
            self._found.update(span for span in spans if span in wanted)
        if self.hotwords:
            self.dataChanged.emit(self.index(0, FOUND), self.index(len(self.hotwords) - 1, FOUND))

    def forget(self) -> None:
        """A new session: nothing has been heard."""
        self._found.clear()
        if self.hotwords:
            self.dataChanged.emit(self.index(0, FOUND), self.index(len(self.hotwords) - 1, FOUND))

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """A row a word."""
        return 0 if parent.isValid() else len(self.hotwords)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """Word, weight, found."""
        return 0 if parent.isValid() else 3

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """What a cell shows, says to a screen reader, and tells in its tooltip."""
        word = self.hotwords[index.row()]
        level = level_of(word.weight)
        found = self._found[word.text.casefold()]
        if role == Qt.ItemDataRole.TextAlignmentRole and index.column() != WORD:
            return int(Qt.AlignmentFlag.AlignCenter)
        if role == Qt.ItemDataRole.EditRole:
            return word.text if index.column() == WORD else None
        if role == Qt.ItemDataRole.DisplayRole:
            shown = (self._marked(word.text), "●" * level + "○" * (3 - level), f"{found} ×" if found else "–")
            return shown[index.column()]
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            weight = self.tr("weight {} of 3 ({:g}); press 1, 2 or 3").format(level, word.weight)
            heard = self.tr("heard %n time(s)", "", found)
            return (self._with_lacking(word.text), weight, heard)[index.column()]
        return None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Another spelling."""
        if role != Qt.ItemDataRole.EditRole or index.column() != WORD:
            return False
        try:
            text = parse_hotword(str(value)).text
        except HotwordError as wrong:
            self.refused.emit(str(wrong))
            return False
        self._replace(index.row(), Hotword(text, self.hotwords[index.row()].weight))
        return True

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Words can be edited."""
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsEditable if index.column() == WORD else flags

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Names of the columns."""
        if role == Qt.ItemDataRole.TextAlignmentRole and section == WORD:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        if orientation != Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        return (self.tr("Word or phrase"), self.tr("Weight"), self.tr("Heard"))[section]

    def _lacking(self, text: str) -> str:
        return " ".join(self._vocabulary.unknown_characters(text)) if self._vocabulary else ""

    def _marked(self, text: str) -> str:
        """The word, and which of its letters the model cannot write, in a narrow column."""
        lacking = self._lacking(text)
        return self.tr("{} (no {})").format(text, lacking) if lacking else text

    def _with_lacking(self, text: str) -> str:
        lacking = self._lacking(text)
        return self.tr("{} (the model has no {})").format(text, lacking) if lacking else text

    def _replace(self, row: int, word: Hotword) -> None:
        self.hotwords[row] = word
        self._longest = max(self._longest, len(word.text.split()))
        self.dataChanged.emit(self.index(row, WORD), self.index(row, FOUND))
        self.edited.emit()
