"""The sheet of language models: which of them help the recogniser and how much, and a new one from documents."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QDoubleSpinBox, QFileDialog, QLabel, QLineEdit, QMenu, QPushButton, QVBoxLayout, QWidget

from core.session.language_model_list import Listed, ListedModel, shares
from core.session.settings import Settings
from desktop.models.notice import Notice
from desktop.theme.pickers import decimal_number
from desktop.translation import translated
from desktop.window.message_bar import MessageBar
from desktop.window.sheet import Sheet
from desktop.words.language_model_row import LanguageModelRow

STEP_OF_WEIGHTS = 0.1
DOCUMENTS = "*.txt *.md *.docx *.pdf *.srt *.vtt"


class LanguageModelSheet(Sheet):
    """Emits `changed` (the whole list), `add_wanted` (a path) and `build_wanted` (documents, a name)."""

    changed = Signal(tuple)
    add_wanted = Signal(object)
    weight_chosen = Signal(object)
    bonus_chosen = Signal(object)
    build_wanted = Signal(list, str)

    def __init__(self) -> None:
        super().__init__(
            self.tr("Language models"),
            self.tr(
                "They know which words follow each other. One made from your own documents, such as minutes or papers, "
                "knows your words. A change takes effect with the next sentence."
            ),
        )
        self.rows: list[LanguageModelRow] = []
        self._troubled = False
        self._documents = 0
        self._list = QWidget()
        self._list.setObjectName("plain")
        self._list.setAccessibleName(self.tr("Language models in use, with their shares"))
        self._list_layout = QVBoxLayout(self._list)
        self._list_layout.setContentsMargins(0, 0, 0, 0)
        self.content.addWidget(self._list)
        self.none = QLabel(self.tr("None is in use: the sound alone decides."))
        self.none.setObjectName("soft")
        self.none.setWordWrap(True)
        self.content.addWidget(self.none)
        self.add = QPushButton(self.tr("Add a language model"))
        self.add_menu = QMenu(self)
        self.add.setMenu(self.add_menu)
        self.content.addWidget(self.add)
        self.weight = self._number(0.0, 3.0, self.tr("More follows the language models, less the sound"))
        self.weight.valueChanged.connect(lambda _value: self.weight_chosen.emit(_chosen(self.weight)))
        self.add_labelled(self.tr("Weight of them all beside the sound"), self.weight)
        self.bonus = self._number(-5.0, 5.0, self.tr("More where words are missing, less where there are too many"))
        self.bonus.valueChanged.connect(lambda _value: self.bonus_chosen.emit(_chosen(self.bonus)))
        self.add_labelled(self.tr("Bonus for each word"), self.bonus)
        self.name = QLineEdit(self.tr("my words"))
        self.name.setMaxLength(60)
        self.add_labelled(self.tr("Name of a new one"), self.name)
        self.build = QPushButton(self.tr("Build from documents…"))
        self.build.setToolTip(self.tr("Text, Markdown, Word, PDF or subtitles; they stay on this computer"))
        self.build.clicked.connect(self._choose_documents)
        self.content.addWidget(self.build)
        self.bar = MessageBar()
        self.add_below(self.bar)
        self.state = QLabel()
        self.state.setWordWrap(True)
        self.state.setAccessibleName(self.tr("State of the language models"))
        self.content.addWidget(self.state)
        self.question = Notice(self.tr("Replace a language model"))
        self.content.addWidget(self.question)
        self.content.addStretch(1)

    def show_models(self, built: tuple[Path, ...], settings: Settings, has_own: bool = True) -> None:
        """The list, and those built here that can be added. `has_own`: whether the speech model has one itself."""
        listed = settings.language_models
        if [one.path for one in listed] != [row.listed.path for row in self.rows]:
            self._lay_out(listed)
        found = shares(listed, has_own)
        for row, one, share in zip(self.rows, listed, found, strict=True):
            row.show_listed(one, share, has_own or one.path is not None)
        self.none.setVisible(not any(found))
        self._fill_menu([path for path in built if str(path) not in {one.path for one in listed}])
        for field, value in ((self.weight, settings.language_model_weight), (self.bonus, settings.word_bonus)):
            field.setEnabled(any(found))
            with QSignalBlocker(field):
                field.setValue(field.minimum() if value is None else value)

    def show_building(self, count: int) -> None:
        """One is being made of so many documents; the bar says how far that is."""
        self._documents = count
        self.build.setEnabled(False)
        self.question.hide()
        self._say("")

    def how_far(self, read: int) -> str:
        """In a sentence: so many documents have been read."""
        if read >= self._documents:
            return self.tr("Making the language model…")
        if self._documents > 1:
            return self.tr("Reading document {} of {}…").format(read + 1, self._documents)
        return self.tr("Reading %n document(s)…", "", self._documents)

    def ask_to_replace(self, name: str, replace: Callable[[], None]) -> None:
        """There is one of this name."""
        self._end()
        text = self.tr("There is a language model “{}” already. Give the new one another name, or replace it.")
        self.question.say(text.format(name), self.tr("Leave it"), self.tr("Replace"), replace)
        self.show_inside(self.question)

    def show_built(self, words: int) -> None:
        """Done."""
        self._end()
        self._troubled = False
        self._say(self.tr("Built: %n word(s). It is in use from the next sentence.", "", words))

    def show_not_built(self, message: str) -> None:
        """Why not."""
        self._end()
        self.show_problem(message)

    def show_stopped(self) -> None:
        """The user has had enough."""
        self._end()
        self._troubled = False
        self._say(self.tr("Stopped. No language model was made or changed."))

    def show_problem(self, message: str) -> None:
        """What cannot be used, and why; empty: what was said last holds no more."""
        if message or self._troubled:
            self._say(translated(message))
        self._troubled = bool(message)

    def _end(self) -> None:
        self.build.setEnabled(True)
        self.bar.hide()
        self._say("")

    def _say(self, text: str) -> None:
        """Where it is seen: it stands below all that can be changed."""
        self.state.setText(text)
        if text:
            self.show_inside(self.state)

    def _lay_out(self, listed: Listed) -> None:
        """Rows for other models than before; the focus stays where it was, or goes to the next row."""
        place = next((n for n, row in enumerate(self.rows) if row.isAncestorOf(self.focusWidget() or self)), None)
        for row in self.rows:
            self._list_layout.removeWidget(row)
            row.hide()
            row.deleteLater()
        self.rows = [LanguageModelRow(one) for one in listed]
        for row in self.rows:
            row.changed.connect(self._changed)
            row.removed.connect(self._removed)
            self._list_layout.addWidget(row)
        chain = [self.done_button, *(control for row in self.rows for control in row.controls), self.add]
        for before, after in pairwise(chain):
            QWidget.setTabOrder(before, after)
        if place is not None:
            self.rows[min(place, len(self.rows) - 1)].on.setFocus()

    def _fill_menu(self, built: list[Path]) -> None:
        self.add_menu.clear()
        for path in built:
            action = self.add_menu.addAction(path.name.replace("&", "&&"))
            action.triggered.connect(lambda _checked, path=path: self.add_wanted.emit(path))
        if built:
            self.add_menu.addSeparator()
        self.add_menu.addAction(self.tr("A file…"), lambda: self._choose(QFileDialog.FileMode.ExistingFile))
        self.add_menu.addAction(self.tr("A folder…"), lambda: self._choose(QFileDialog.FileMode.Directory))

    def _changed(self, _listed: ListedModel) -> None:
        self.changed.emit(tuple(row.listed for row in self.rows))

    def _removed(self, listed: ListedModel) -> None:
        self.changed.emit(tuple(row.listed for row in self.rows if row.listed.path != listed.path))

    def _number(self, least: float, most: float, tip: str) -> QDoubleSpinBox:
        """A number whose lowest step stands for what the model brings itself."""
        field = decimal_number()
        field.setSingleStep(STEP_OF_WEIGHTS)
        field.setDecimals(1)
        field.setRange(least - STEP_OF_WEIGHTS, most)
        field.setSpecialValueText(self.tr("the model's own"))
        field.setKeyboardTracking(False)
        field.setToolTip(tip)
        return field

    def _choose(self, mode: QFileDialog.FileMode) -> None:
        dialog = QFileDialog(self, self.tr("Language model"))
        dialog.setFileMode(mode)
        dialog.setNameFilter(self.tr("KenLM models (*.arpa *.bin *.binary *.klm)"))
        dialog.fileSelected.connect(lambda name: self.add_wanted.emit(Path(name)))
        dialog.open()

    def _choose_documents(self) -> None:
        dialog = QFileDialog(self, self.tr("Documents"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.setNameFilter(self.tr("Documents ({})").format(DOCUMENTS))
        dialog.filesSelected.connect(lambda names: self.build_wanted.emit([Path(n) for n in names], self.name.text()))
        dialog.open()


def _chosen(field: QDoubleSpinBox) -> float | None:
    return None if field.value() == field.minimum() else round(field.value(), 1)
