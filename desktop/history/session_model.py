"""Sessions, or what a search found, as rows of a list: a view asks for those that it shows. GUI thread only."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QDateTime, QLocale, QModelIndex, QPersistentModelIndex, Qt

from core.session.library import SearchHit, SessionEntry
from core.session.writing import clock

FIRST_WORDS = 80
Index = QModelIndex | QPersistentModelIndex


class SessionModel(QAbstractListModel):
    """`rows`: entries of the library, or hits; `lost`: sessions that were cut off."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: Sequence[SessionEntry | SearchHit] = ()
        self.lost: frozenset[str] = frozenset()

    def show_rows(self, rows: Sequence[SessionEntry | SearchHit], lost: frozenset[str]) -> None:
        """Other rows."""
        self.beginResetModel()
        self.rows, self.lost = rows, lost
        self.endResetModel()

    def session(self, row: int) -> str | None:
        """The session of a row; None where there is no such row."""
        if not 0 <= row < len(self.rows):
            return None
        entry = self.rows[row]
        return entry.id if isinstance(entry, SessionEntry) else entry.session

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """How many there are."""
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The text of a row."""
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        entry = self.rows[index.row()]
        when = QLocale().toString(QDateTime.fromSecsSinceEpoch(int(entry.started)), QLocale.FormatType.ShortFormat)
        if isinstance(entry, SearchHit):
            return f"{when}   {clock(entry.start)}   {entry.text}"
        # A title that the user gave comes first; the one that a session has by itself says no more than its date.
        named = "" if entry.title[:1].isdigit() and ":" in entry.title else f"{entry.title}: "
        words = entry.first_words[:FIRST_WORDS] or self.tr("no words")
        # Before the words, whose end a narrow window does not show.
        state = self.tr("cut off, can be recovered") + "   " if entry.id in self.lost else ""
        return f"{when}   {clock(entry.seconds)}   {state}{named}{words}"
