"""The History place: the sessions in the library, and search over all they say. GUI thread only."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt, QTimer, Signal
from PySide6.QtWidgets import QLabel, QLineEdit, QListView, QPushButton, QVBoxLayout, QWidget

from core.session.library import SearchHit, SessionEntry
from desktop.history.session_model import SessionModel
from desktop.theme.tokens import STEP
from desktop.window.message_bar import MessageBar
from desktop.window.two_rows import TwoRows

TYPING_MS = 150

ROW = QItemSelectionModel.SelectionFlag.ClearAndSelect


class HistoryPage(QWidget):
    """Newest first; a session that was cut off says so and can be recovered. `search_wanted` follows the typing."""

    open_wanted = Signal(str, float)
    recover_wanted = Signal(str)
    delete_wanted = Signal(str)
    rename_wanted = Signal(str)
    label_wanted = Signal(str)
    align_wanted = Signal(str)
    search_wanted = Signal(str)
    export_all_wanted = Signal()
    import_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = SessionModel()
        self.message = MessageBar()
        self.recovery = MessageBar()
        self._asked_about: str | None = None
        self.search = QLineEdit()
        self.search.setPlaceholderText(self.tr("Search in everything that was said"))
        self.search.setAccessibleName(self.search.placeholderText())
        self.search.setClearButtonEnabled(True)
        self._typed = QTimer(self, singleShot=True, interval=TYPING_MS)
        self._typed.timeout.connect(lambda: self.search_wanted.emit(self.search.text()))
        self.search.textChanged.connect(lambda _text: self._typed.start())
        self.list = QListView()
        self.list.setObjectName("sessions")
        self.list.setAccessibleName(self.tr("Sessions"))
        self.list.setModel(self.model)
        self.list.setUniformItemSizes(True)
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.activated.connect(self._open)
        # By Tab, Qt makes the first row the current one and does not show it.
        select = self.list.selectionModel()
        select.currentChanged.connect(lambda now, _before: select.select(now, ROW))
        select.currentChanged.connect(lambda *_: self._chosen())
        self.empty = QLabel()
        self.empty.setObjectName("soft")
        self.empty.setWordWrap(True)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.kept = QLabel()
        self.kept.setObjectName("soft")
        self.kept.setWordWrap(True)
        self.open = self._button(self.tr("Open"), lambda: self._open(self.list.currentIndex()))
        self.rename = self._button(self.tr("Rename…"), lambda: self._emit(self.rename_wanted))
        self.label = self._button(self.tr("Label speakers…"), lambda: self._emit(self.label_wanted))
        self.align = self._button(self.tr("Replace the text…"), lambda: self._emit(self.align_wanted))
        self.align.setToolTip(self.tr("By a text of yours, whose words get the times at which they are spoken"))
        self.recover = self._button(self.tr("Recover"), lambda: self._emit(self.recover_wanted))
        self.delete = self._button(self.tr("Delete"), self._ask_to_delete)
        self.export_all = self._button(self.tr("Export all…"), self.export_all_wanted.emit)
        self.import_all = self._button(self.tr("Import…"), self.import_wanted.emit)
        buttons = TwoRows("plain", 0, 0)
        self._of_one = (self.open, self.rename, self.label, self.align, self.delete)
        buttons.fill((*self._of_one[:-1], self.recover, self.delete), (self.export_all, self.import_all))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(6 * STEP, 6 * STEP, 6 * STEP, 6 * STEP)
        layout.setSpacing(3 * STEP)
        for widget in (self.search, self.message, self.recovery, self.empty, self.list, self.kept, buttons):
            layout.addWidget(widget, int(widget in (self.empty, self.list)))
        self._chosen()

    def show_sessions(self, sessions: Sequence[SessionEntry], lost: set[str], folder: str, kept: str = "") -> None:
        """Fill the list; `lost` are the sessions that were cut off, `kept` says for how long sessions are kept."""
        self.kept.setText(kept)
        self._show(
            sessions,
            lost,
            self.tr("Sessions are kept here, text and sound.\nThey lie in {}.").format(folder),
        )

    def show_hits(self, hits: Sequence[SearchHit]) -> None:
        """What a search has found."""
        self._show(
            hits, set(), self.tr("Nothing was found. Words in quotes must stand together; case does not matter.")
        )

    def _show(self, rows: Sequence[SessionEntry | SearchHit], lost: set[str], nothing: str) -> None:
        before = self.chosen
        self.model.show_rows(rows, frozenset(lost))
        self.empty.setText(nothing)
        self.empty.setVisible(not rows)
        self.list.setVisible(bool(rows))
        if before is not None:
            again = next((n for n in range(len(rows)) if self.model.session(n) == before), -1)
            self.list.setCurrentIndex(self.model.index(again))
        self._chosen()

    @property
    def chosen(self) -> str | None:
        """The session of the current row."""
        return self.model.session(self.list.currentIndex().row())

    def _chosen(self) -> None:
        chosen = self.chosen
        for button in self._of_one:
            button.setEnabled(chosen is not None)
        self.recover.setVisible(chosen in self.model.lost)
        # A list that is filled anew meanwhile takes no question away that is still open.
        if chosen != self._asked_about:
            self.message.hide()
        self._asked_about = chosen

    def _open(self, index: QModelIndex) -> None:
        session = self.model.session(index.row())
        if session is not None:
            row = self.model.rows[index.row()]
            self.open_wanted.emit(session, row.start if isinstance(row, SearchHit) else 0.0)

    def _ask_to_delete(self) -> None:
        session = self.chosen
        if session is not None:
            self.message.show_message(
                self.tr("Text and sound of this session will be removed for good."),
                self.tr("Delete for good"),
                lambda: self.delete_wanted.emit(session),
            )

    def _emit(self, signal: object) -> None:
        if self.chosen is not None:
            signal.emit(self.chosen)  # type: ignore[attr-defined]

    def _button(self, text: str, what: object) -> QPushButton:
        button = QPushButton(text)
        button.clicked.connect(lambda _checked: what())  # type: ignore[operator]
        return button
