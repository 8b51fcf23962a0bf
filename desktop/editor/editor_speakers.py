"""Who speaks, in the editor: labels asked for and removed, names changed, a line's speaker chosen. GUI thread only."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QCoreApplication, QObject, Signal
from PySide6.QtWidgets import QInputDialog, QMenu, QWidget

from core.session.editing import Editor
from core.session.library import KeptSegment
from core.session.speaker_labels import Labels, Words, labelled, renamed, speakers_in, unlabelled
from core.session.speakers import SpeakerOptions
from desktop.editor.editor_view import EditorView
from desktop.editor.text_changes import Change

MOST_OFFERED = 10
# Makes a change: what it is, how many segments it may change, whom to tell then.
Make = Callable[[Change, Callable[[Editor], int], Callable[[], None]], None]


class EditorSpeakers(QObject):
    """`make` makes a change as the editor makes all of them, so that each can be taken back.

    `label_wanted` with the `SpeakerOptions`; `take` gets what was found.
    """

    label_wanted = Signal(object)

    def __init__(self, view: EditorView, make: Make, parent: QWidget) -> None:
        super().__init__(parent)
        self._view, self._make, self._window = view, make, parent
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

    def take(self, labels: Labels, then: Callable[[], None] = lambda: None) -> None:
        """Write who was found."""
        self._change_all(lambda segments: labelled(segments, labels), then)

    def choose(self, name: str) -> None:
        """The current word's line is said by somebody; an empty name: by nobody."""
        place = self._view.current
        if place is not None:
            self._make(lambda editor: editor.choose_speaker(place, name), lambda _editor: 1, lambda: None)

    def rename(self, name: str, other: str) -> None:
        """Another name for one who speaks, everywhere."""
        if other.strip():
            self._change_all(lambda segments: renamed(segments, name, other))

    def remove(self) -> None:
        """No labels any more."""
        self._change_all(unlabelled)

    def _change_all(
        self, change: Callable[[Sequence[KeptSegment]], Sequence[Words]], then: Callable[[], None] = lambda: None
    ) -> None:
        self._make(lambda editor: editor.change_all(change(editor.segments)), lambda editor: editor.segment_count, then)

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
