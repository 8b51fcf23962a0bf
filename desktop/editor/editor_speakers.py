"""Who speaks, in the editor: labels asked for and removed, names changed, a line's speaker chosen. GUI thread only."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QCoreApplication, QObject, Signal
from PySide6.QtWidgets import QInputDialog, QMenu, QWidget

from core.session.speaker_labels import Labels, labelled, renamed, speakers_in, unlabelled
from core.session.speakers import SpeakerOptions
from desktop.editor.editor_view import EditorView

MOST_OFFERED = 10
Change = Callable[[Callable[[], object]], None]


class EditorSpeakers(QObject):
    """`change` makes a change as the editor makes all of them, so that each can be taken back.

    `label_wanted` with the `SpeakerOptions`; `take` gets what was found.
    """

    label_wanted = Signal(object)

    def __init__(self, view: EditorView, change: Change, parent: QWidget) -> None:
        super().__init__(parent)
        self._view, self._change, self._window = view, change, parent
        self.menu, self.line_menu = QMenu(parent), QMenu(self.tr("This line is said by"), parent)
        self.menu.aboutToShow.connect(self._fill)
        self.line_menu.aboutToShow.connect(self._fill_line)

    @property
    def names(self) -> tuple[str, ...]:
        """Who speaks, by first appearance."""
        editor = self._view.editor
        return speakers_in([editor.words(number) for number in range(editor.segment_count)])

    def label(self) -> None:
        """Ask how many people speak, and then have them found."""
        ask_how_many(self._window, self.label_wanted.emit)

    def take(self, labels: Labels) -> None:
        """Write who was found."""
        editor = self._view.editor
        self._change(lambda: editor.change_all(labelled(editor.segments, labels)))

    def choose(self, name: str) -> None:
        """The current word's line is said by somebody; an empty name: by nobody."""
        place, editor = self._view.current, self._view.editor
        if place is not None:
            self._change(lambda: editor.choose_speaker(place, name))

    def rename(self, name: str, other: str) -> None:
        """Another name for one who speaks, everywhere."""
        editor = self._view.editor
        if other.strip():
            self._change(lambda: editor.change_all(renamed(editor.segments, name, other)))

    def remove(self) -> None:
        """No labels any more."""
        editor = self._view.editor
        self._change(lambda: editor.change_all(unlabelled(editor.segments)))

    def show_line_menu(self) -> None:
        """Ask at the current word who says its line."""
        if self._view.current is not None:
            self.line_menu.popup(self._view.viewport().mapToGlobal(self._view.box_of_current().bottomLeft().toPoint()))

    def ask_name(self) -> None:
        """Ask for another name for who says the current word."""
        place = self._view.current
        if place is not None:
            self._ask_rename(self._view.editor.word(place).speaker)

    def _fill(self) -> None:
        self.menu.clear()
        self.menu.addAction(self.tr("Label speakers…"), self.label)
        if self._view.current is not None:
            self.menu.addMenu(self.line_menu)
        names = self.names
        for name in names:
            self.menu.addAction(self.tr("Rename {}…").format(_plain(name)), partial(self._ask_rename, name))
        if names:
            self.menu.addSeparator()
            self.menu.addAction(self.tr("Remove labels"), self.remove)

    def _fill_line(self) -> None:
        self.line_menu.clear()
        place = self._view.current
        current = self._view.editor.word(place).speaker if place is not None else ""
        for name in self.names:
            action = self.line_menu.addAction(_plain(name), partial(self.choose, name))
            action.setCheckable(True)
            action.setChecked(name == current)
        self.line_menu.addAction(self.tr("Somebody else…"), self._ask_somebody)
        if current:
            self.line_menu.addAction(self.tr("Nobody that is known"), lambda: self.choose(""))

    def _ask_somebody(self) -> None:
        _ask(self._window, self.tr("Speaker"), self.tr("Who says this line?"), "", self.choose)

    def _ask_rename(self, name: str) -> None:
        if not name:
            self._ask_somebody()
            return
        question = self.tr("Name in place of “{}”, everywhere in this session:").format(name)
        _ask(self._window, self.tr("Speaker"), question, name, lambda other: self.rename(name, other))


def ask_how_many(window: QWidget, then: Callable[[SpeakerOptions], None]) -> None:
    """Ask how many people speak; closing it asks for nothing."""
    translate = QCoreApplication.translate
    heard = translate("Speakers", "As many as are heard")
    dialog = QInputDialog(window)
    dialog.setWindowTitle(translate("Speakers", "Label speakers"))
    dialog.setLabelText(
        translate(
            "Speakers",
            "How many people speak? Labels err often; the right number helps.\n"
            "What you chose by hand stays, and so do names that you gave.",
        )
    )
    dialog.setComboBoxItems([heard, *(str(number) for number in range(1, MOST_OFFERED + 1))])
    dialog.textValueSelected.connect(lambda text: then(speaker_options(None if text == heard else int(text))))
    dialog.open()


def speaker_options(speakers: int | None) -> SpeakerOptions:
    """So many (None: as many as are heard), who are called by numbers in the window's language."""
    return SpeakerOptions(speakers, unnamed=QCoreApplication.translate("Speakers", "Speaker {}"))


def _ask(window: QWidget, title: str, question: str, text: str, then: Callable[[str], None]) -> None:
    dialog = QInputDialog(window)
    dialog.setWindowTitle(title)
    dialog.setLabelText(question)
    dialog.setTextValue(text)
    dialog.textValueSelected.connect(then)
    dialog.open()


def _plain(name: str) -> str:
    """A name in a menu, where & would mark a key."""
    return name.replace("&", "&&")
