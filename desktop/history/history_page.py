"""The History place: the sessions in the library."""

from __future__ import annotations

from PySide6.QtCore import QDateTime, QLocale, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QListWidget, QListWidgetItem, QPushButton, QVBoxLayout, QWidget

from core.session.library import SessionEntry
from desktop.captions.captions_view import clock
from desktop.theme.tokens import STEP


class HistoryPage(QWidget):
    """A list, newest first; a session that was cut off says so and can be recovered."""

    open_wanted = Signal(str)
    recover_wanted = Signal(str)
    delete_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.list = QListWidget()
        self.list.setAccessibleName(self.tr("Sessions"))
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.itemActivated.connect(lambda item: self.open_wanted.emit(item.data(Qt.ItemDataRole.UserRole)))
        self.list.currentRowChanged.connect(self._chosen)
        self.empty = QLabel()
        self.empty.setObjectName("soft")
        self.empty.setWordWrap(True)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.open = self._button(self.tr("Open"), self.open_wanted)
        self.recover = self._button(self.tr("Recover"), self.recover_wanted)
        self.delete = self._button(self.tr("Delete"), self.delete_wanted)
        self._lost: set[str] = set()
        buttons = QHBoxLayout()
        buttons.setSpacing(2 * STEP)
        for button in (self.open, self.recover, self.delete):
            buttons.addWidget(button)
        buttons.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(6 * STEP, 6 * STEP, 6 * STEP, 6 * STEP)
        layout.setSpacing(3 * STEP)
        layout.addWidget(self.empty, 1)
        layout.addWidget(self.list, 1)
        layout.addLayout(buttons)

    def show_sessions(self, sessions: list[SessionEntry], lost: set[str], folder: str) -> None:
        """Fill the list; `lost` are the sessions that were cut off."""
        self._lost = lost
        self.list.clear()
        for entry in sessions:
            when = QLocale().toString(QDateTime.fromSecsSinceEpoch(int(entry.started)), QLocale.FormatType.ShortFormat)
            words = entry.first_words[:80] or self.tr("no words")
            state = self.tr("   · cut off, can be recovered") if entry.id in lost else ""
            item = QListWidgetItem(f"{when}   {clock(entry.seconds)}   {words}{state}")
            item.setData(Qt.ItemDataRole.UserRole, entry.id)
            self.list.addItem(item)
        self.empty.setText(
            self.tr("Sessions are kept here, text and sound, until you delete them.\nThey lie in {}.").format(folder)
        )
        self.empty.setVisible(not sessions)
        self.list.setVisible(bool(sessions))
        self._chosen(self.list.currentRow())

    def _chosen(self, row: int) -> None:
        chosen = self.list.item(row).data(Qt.ItemDataRole.UserRole) if row >= 0 else None
        self.open.setEnabled(chosen is not None)
        self.delete.setEnabled(chosen is not None)
        self.recover.setVisible(chosen in self._lost)

    def _button(self, text: str, signal: object) -> QPushButton:
        button = QPushButton(text)
        button.clicked.connect(lambda: self._emit(signal))
        return button

    def _emit(self, signal: object) -> None:
        item = self.list.currentItem()
        if item is not None:
            signal.emit(item.data(Qt.ItemDataRole.UserRole))  # type: ignore[attr-defined]
