"""The sheet of a model's languages: searched by name, used, downloaded and removed one by one."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QSortFilterProxyModel, Qt, Signal
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QLineEdit, QListView, QPushButton

from core.models.catalogue import ModelEntry
from core.models.model_languages import ModelLanguage
from desktop.models.model_row import data_size
from desktop.models.notice import Notice
from desktop.theme.tokens import STEP
from desktop.window.sheet import Sheet

CODE = Qt.ItemDataRole.UserRole
DOT = "●"

ROW = QItemSelectionModel.SelectionFlag.ClearAndSelect


class LanguagesSheet(Sheet):
    """Emits codes. What is in memory stands first, with a dot; then what is on the disk; then what can be fetched."""

    chosen = Signal(str)
    download_wanted = Signal(str)
    removed = Signal(str)
    stop_wanted = Signal()

    def __init__(self) -> None:
        super().__init__(
            self.tr("Languages"),
            self.tr("With a dot: in memory, and taken up at the next pause in speech. Others are read first."),
        )
        self.entry: ModelEntry | None = None
        self._rows: dict[str, ModelLanguage] = {}
        self.search = QLineEdit()
        self.search.setPlaceholderText(self.tr("Search by name or code"))
        self.search.setAccessibleName(self.tr("Search languages"))
        self._languages = QStandardItemModel(self)
        self._found = QSortFilterProxyModel(self)
        self._found.setSourceModel(self._languages)
        self._found.setFilterCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.search.textChanged.connect(self._filter)
        self.search.returnPressed.connect(self._act_on_first)
        self.list = QListView()
        self.list.setObjectName("languages")
        self.list.setAccessibleName(self.tr("Languages"))
        self.list.setModel(self._found)
        self.list.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.list.setUniformItemSizes(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setMinimumHeight(60 * STEP)
        # By Tab, Qt makes the first row the current one and does not show it.
        select = self.list.selectionModel()
        select.currentChanged.connect(lambda now, _before: select.select(now, ROW))
        self.list.selectionModel().currentChanged.connect(self._show_buttons)
        self.list.activated.connect(self._act)
        self.use = self._button(self.tr("Use"), lambda: self._emit(self.chosen))
        self.download = self._button(self.tr("Download"), lambda: self._emit(self.download_wanted))
        self.remove = self._button(self.tr("Remove…"), self._ask_to_remove)
        buttons = QHBoxLayout()
        buttons.setSpacing(2 * STEP)
        for button in (self.use, self.download, self.remove):
            buttons.addWidget(button)
        buttons.addStretch(1)
        self.notice = Notice(self.tr("Language"))
        self.content.addWidget(self.search)
        self.content.addWidget(self.list, 1)
        self.content.addLayout(buttons)
        self.content.addWidget(self.notice)
        self.setFocusProxy(self.search)

    def show_languages(
        self, entry: ModelEntry, languages: list[ModelLanguage], chosen: str | None, resident: tuple[str, ...]
    ) -> None:
        """The languages of a model; `resident`: codes of those in memory."""
        before = self.current or chosen
        self.entry = entry
        self._rows = {one.code: one for one in sorted(languages, key=lambda one: one.code not in resident)}
        self._languages.clear()
        for code, one in self._rows.items():
            item = QStandardItem(self._text(one, code in resident))
            item.setData(code, CODE)
            item.setToolTip(item.text())
            self._languages.appendRow(item)
        self._select(before)
        self._show_buttons()

    @property
    def current(self) -> str | None:
        """The code of the current row."""
        index = self.list.currentIndex()
        return str(index.data(CODE)) if index.isValid() else None

    @property
    def texts(self) -> list[str]:
        """What the list shows, as it is searched now."""
        return [self._found.index(row, 0).data() for row in range(self._found.rowCount())]

    def show_state(self, text: str, stop: bool = False) -> None:
        """What is being fetched, or nothing; `stop`: it can be stopped."""
        self.notice.hide()
        if stop:
            self.notice.say(text, "", self.tr("Stop"), self.stop_wanted.emit)
        elif text:
            self.notice.say(text, self.tr("Close"))

    def show_problem(self, text: str, action: str, what: Callable[[], None]) -> None:
        """It failed, why, and what can be done."""
        self.notice.say(text, self.tr("Close"), action, what)

    def _text(self, one: ModelLanguage, resident: bool) -> str:
        name = one.name
        both = name.native if name.native == name.english else f"{name.native} ({name.english})"
        here = data_size(one.size_bytes) if one.size_bytes else self.tr("in the main weights")
        note = here if one.here else self.tr("to download")
        return f"{DOT + ' ' if resident else ''}{both} · {one.code} · {note}"

    def _filter(self, text: str) -> None:
        self._found.setFilterFixedString(text.strip())
        if not self.list.currentIndex().isValid():
            self.list.setCurrentIndex(self._found.index(0, 0))
        self._show_buttons()

    def _select(self, code: str | None) -> None:
        rows = range(self._found.rowCount())
        row = next((row for row in rows if self._found.index(row, 0).data(CODE) == code), 0)
        self.list.setCurrentIndex(self._found.index(row, 0))

    def _show_buttons(self) -> None:
        one, entry = self._rows.get(self.current or ""), self.entry
        self.use.setEnabled(one is not None and one.here)
        self.download.setEnabled(one is not None and not one.here and entry is not None and entry.origin == "hub")
        self.remove.setEnabled(one is not None and one.size_bytes > 0 and entry is not None and entry.removable)

    def _act_on_first(self) -> None:
        self._act(self.list.currentIndex())

    def _act(self, index: QModelIndex) -> None:
        """Enter: use it if it is here, else download it."""
        if index.isValid() and self.entry is not None:
            (self.use if self.use.isEnabled() else self.download).click()

    def _ask_to_remove(self) -> None:
        one = self._rows.get(self.current or "")
        if one is None:
            return
        self.notice.say(
            self.tr("{} will be deleted from the disk, {}.").format(one.name.native, data_size(one.size_bytes)),
            self.tr("Keep it"),
            self.tr("Delete for good"),
            lambda: self.removed.emit(one.code),
        )
        self.notice.leave.setFocus()

    def _emit(self, signal: object) -> None:
        if self.current is not None:
            signal.emit(self.current)  # type: ignore[attr-defined]

    def _button(self, text: str, what: object) -> QPushButton:
        button = QPushButton(text)
        button.clicked.connect(what)
        return button
