"""The Words sheet: hotwords beside the live text, with weights, import and how often each was heard."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFileDialog,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPushButton,
    QTableView,
)

from core.decoding.hotwords import MAXIMUM_LIST_BYTES, Hotword, parse_hotwords
from desktop.theme.tokens import STEP
from desktop.translation import translated
from desktop.window.sheet import Sheet
from desktop.words.word_table import WEIGHT, WORD, WordTable, level_of

MOST_PROBLEMS = 3


class WordsView(QTableView):
    """The table with its keys: 1, 2 and 3 set the weight, Delete takes words out."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys of the selected rows."""
        table = self.model()
        rows = sorted({index.row() for index in self.selectionModel().selectedIndexes()})
        if not isinstance(table, WordTable) or not rows:
            super().keyPressEvent(event)
        elif event.key() in (Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_3):
            for row in rows:
                table.set_level(row, event.key() - Qt.Key.Key_1 + 1)
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            table.remove(rows)
        else:
            super().keyPressEvent(event)


class WordsSheet(Sheet):
    """Emits `changed` with all hotwords after each change; `reread_wanted` for the session that was heard."""

    changed = Signal(tuple)
    reread_wanted = Signal()

    def __init__(self) -> None:
        super().__init__(
            self.tr("Words"),
            self.tr("Names and words to listen for. A change takes effect with the next sentence."),
        )
        self.table = WordTable()
        self.table.edited.connect(self._edited)
        self.table.refused.connect(self._say)
        self.entry = QLineEdit()
        self.entry.setAccessibleName(self.tr("Add a word or phrase"))
        self.entry.setPlaceholderText(self.tr("Add a word or phrase"))
        self.entry.returnPressed.connect(self.add_entry)
        self.view = self._table_view()
        self.problem = QLabel()
        self.problem.setObjectName("danger")
        self.problem.setWordWrap(True)
        self.problem.hide()
        self.paste = self._button(self.tr("Paste a list"), self.tr("A word or phrase a line, from the clipboard"))
        self.paste.clicked.connect(lambda: self.add_lines(QGuiApplication.clipboard().text()))
        self.imported = self._button(self.tr("Import…"), self.tr("A text or CSV file: word, weight"))
        self.imported.clicked.connect(self._choose_file)
        self.removed = self._button(self.tr("Remove"), self.tr("Take the selected words out (Delete)"))
        self.removed.clicked.connect(self._remove)
        self.reread = self._button(
            self.tr("Re-read this session…"), self.tr("Decode it again with these words, and see what changes")
        )
        self.reread.clicked.connect(self.reread_wanted)
        buttons = QHBoxLayout()
        buttons.setSpacing(STEP)
        for button in (self.paste, self.imported, self.removed):
            buttons.addWidget(button)
        self.content.addWidget(self.entry)
        self.content.addWidget(self.problem)
        self.content.addWidget(self.view, 1)
        self.content.addLayout(buttons)
        self.content.addWidget(self.reread)
        self.setFocusProxy(self.entry)

    def _table_view(self) -> WordsView:
        view = WordsView()
        view.setModel(self.table)
        view.setAccessibleName(self.tr("Words to listen for"))
        view.verticalHeader().hide()
        view.setShowGrid(False)
        view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        view.setTabKeyNavigation(False)
        view.setWordWrap(False)
        view.clicked.connect(self._clicked)
        header = view.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(WORD, QHeaderView.ResizeMode.Stretch)
        header.setHighlightSections(False)
        return view

    def _button(self, text: str, tip: str) -> QPushButton:
        button = QPushButton(text)
        button.setToolTip(tip)
        return button

    def show_hotwords(self, hotwords: tuple[Hotword, ...]) -> None:
        """Fill in the stored words."""
        self.table.show(hotwords)
        self._say("")

    def show_letters(self, letters: frozenset[str] | None) -> None:
        """What the model can spell (None: not known): words with other letters are marked."""
        self.table.show_letters(letters)

    def heard(self, text: str) -> None:
        """A final caption."""
        self.table.heard(text)

    def forget(self) -> None:
        """A new session."""
        self.table.forget()

    def add_entry(self) -> None:
        """What was typed, and the field is free for the next."""
        if self.add_lines(self.entry.text()):
            self.entry.clear()

    def add_lines(self, text: str | bytes) -> bool:
        """Add a list, one a line, each with an optional weight; what can't be read is said. Whether a word came."""
        found = parse_hotwords(text)
        if found.hotwords:
            self.table.merge(found.hotwords)
        self._say_problems(found.problems)
        if not found.hotwords and not found.problems:
            self._say(self.tr("There is no word in it. Write one a line."))
        return bool(found.hotwords)

    def _say_problems(self, problems: Sequence[str]) -> None:
        more = len(problems) - MOST_PROBLEMS
        rest = (self.tr("and %n more line(s) that can't be read", "", more),) if more > 0 else ()
        self._say("\n".join((*map(translated, problems[:MOST_PROBLEMS]), *rest)))

    def add_file(self, path: Path) -> None:
        """Add the list in a text or CSV file."""
        try:
            with path.open("rb") as file:
                content = file.read(MAXIMUM_LIST_BYTES + 1)
        except OSError as failure:
            self._say(self.tr("{} cannot be read: {}").format(path.name, failure.strerror or failure))
            return
        if len(content) > MAXIMUM_LIST_BYTES:
            self._say(self.tr("{} is too large for a list of words.").format(path.name))
            return
        self.add_lines(content)

    def _choose_file(self) -> None:
        dialog = QFileDialog(self, self.tr("List of words"))
        dialog.setNameFilters([self.tr("Lists (*.txt *.csv)"), self.tr("All files (*)")])
        dialog.fileSelected.connect(lambda name: self.add_file(Path(name)))
        dialog.open()

    def _clicked(self, index: QModelIndex) -> None:
        """A click on the dots goes to the next weight."""
        if index.column() == WEIGHT:
            self.table.set_level(index.row(), level_of(self.table.hotwords[index.row()].weight) % 3 + 1)

    def _remove(self) -> None:
        self.table.remove({index.row() for index in self.view.selectionModel().selectedIndexes()})

    def _edited(self) -> None:
        self._say("")
        self.changed.emit(tuple(self.table.hotwords))

    def _say(self, problem: str) -> None:
        self.problem.setText(problem)
        self.problem.setVisible(bool(problem))
