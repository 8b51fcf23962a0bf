"""The editor's place: the sound, the text, what acts on its current word, find and replace. GUI thread only."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent
from PySide6.QtWidgets import QCheckBox, QLabel, QLineEdit, QMenu, QPushButton, QVBoxLayout, QWidget

from core.decoding.hypothesis import DOUBTFUL
from core.session.aligned_text import replaced_by
from core.session.editing import Editor
from core.session.export import timed_text, write_transcript
from core.session.places import Place, find, next_doubtful
from core.session.settings import Settings
from core.session.transcript import Transcript
from core.session.writing import clock
from core.streaming.captions import FinalCaption
from desktop.editor.editor_keys import Action, EditorKeys
from desktop.editor.editor_sound import EditorSound, Sound
from desktop.editor.editor_speakers import EditorSpeakers
from desktop.editor.editor_view import EditorView
from desktop.editor.playback_bar import PlaybackBar
from desktop.editor.text_changes import Change, TextChanges
from desktop.editor.text_rows import TextRows
from desktop.editor.waveform_strip import WaveformStrip
from desktop.editor.word_letters import WordLetters
from desktop.theme.tokens import STEP, Tokens
from desktop.window.bindings import shown
from desktop.window.message_bar import MessageBar
from desktop.window.shortcuts import ALTERNATIVES, of_editor, with_keys
from desktop.window.two_rows import TwoRows

NUDGE = 0.02
# Letters of a name that stands in a bar.
SHOWN_NAME = 24


# Reads a transcript in the background, and then tells it.
Reading = Callable[[Callable[[Transcript], None]], None]


class EditorPage(QWidget):
    """`open` shows a session; each change is stored by the editor as it is made."""

    back_wanted = Signal()
    exported = Signal(object)
    copied = Signal(str)
    # Transcript; with times; as a PDF instead of on a printer.
    printed = Signal(object, bool, bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.view = EditorView()
        self.view.moved.connect(self._show_word)
        self.view.written.connect(lambda place, text: self._do(lambda editor: editor.write(place, text)))
        self.view.key_wanted.connect(self._key)
        self.strip = WaveformStrip()
        self.strip.retimed.connect(self._retime_line)
        self.playback = PlaybackBar()
        self.message = MessageBar()
        self.sound = EditorSound(self.view, self.strip, self.playback, self.message)
        self.changes = TextChanges(self)
        self.changes.made.connect(self._show_change)
        self.changes.refused.connect(self.message.show_message)
        self.speakers = EditorSpeakers(self.view, self._do, self)
        self.view.speaker_clicked.connect(self.speakers.ask_name)
        self.session = ""
        self.letters = WordLetters()
        self.facts = QLabel()
        self.facts.setObjectName("soft")
        self.title = QLabel()
        self.title.setObjectName("heading")
        self.title.setTextFormat(Qt.TextFormat.PlainText)
        self.find_field, self.replace_field = QLineEdit(), QLineEdit()
        self.match_case = QCheckBox(self.tr("Match case"))
        self.choices: list[QPushButton] = []
        self._keys: dict[str, str] = {}
        self._tips: list[tuple[str, QPushButton, str]] = []
        self._doubtful = DOUBTFUL
        self._read: Reading = lambda _then: None
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._top())
        layout.addWidget(self.strip)
        layout.addWidget(self.message)
        layout.addWidget(self.view, 1)
        layout.addWidget(self._bottom())
        self.keys = EditorKeys(self, self._actions())
        self.view.keeps_tab = self._keeps_tab
        self.apply_keys({action.id: action.keys for action in of_editor()})

    def open(self, session: str, editor: Editor, title: str, read: Reading, sound: Sound) -> None:
        """Show a session; `read` gives what it says then to whom it is told."""
        self.session = session
        self.title.setText(title)
        self._read = lambda then: self.changes.when_made(lambda: read(then))
        self.message.hide()
        self.sound.open(sound)
        self.view.show_editor(editor)
        self.strip.show_lines(*self.view.times)
        self._show_state()
        self.view.setFocus()

    def apply(self, tokens: Tokens, settings: Settings) -> None:
        """Looks."""
        self._doubtful = settings.doubtful
        self.view.apply(tokens, settings.caption_size, settings.doubtful)
        self.strip.apply(tokens)
        self.letters.apply(tokens, settings.doubtful)

    def apply_keys(self, bindings: Mapping[str, str]) -> None:
        """The keys of its actions (by id)."""
        said = {action.id: shown(bindings[action.id]) for action in of_editor()}
        if said == self._keys:
            return
        self._keys = said
        self.keys.apply(bindings)
        self.playback.show_keys(said)
        for name, button, tip in self._tips:
            button.setToolTip(with_keys(tip, said[name]))
            button.setAccessibleDescription(button.toolTip())
        if self.session:
            self._show_word(self.view.current)

    def hideEvent(self, event: QHideEvent) -> None:
        """What nobody sees is not played."""
        self.sound.pause()
        super().hideEvent(event)

    def undo(self) -> None:
        """Take back the last change."""
        self._do(lambda editor: editor.undo(), lambda editor: editor.undo_size)

    def redo(self) -> None:
        """Make it again."""
        self._do(lambda editor: editor.redo(), lambda editor: editor.redo_size)

    def copy(self) -> None:
        """All its text, to the clipboard."""
        self._read(self._copy)

    def export(self) -> None:
        """Hand the text over to who exports it."""
        self.exported.emit(self._read)

    def next_doubtful(self, step: int = 1) -> None:
        """Go to the next word that the recogniser was not sure of."""
        place = next_doubtful(self.view.editor, self.view.current, self._doubtful, step)
        if place is not None:
            self.view.select(place)

    def find_next(self) -> None:
        """Go to the next place that holds what is looked for."""
        place = find(self.view.editor, self.find_field.text(), self.view.current, self.match_case.isChecked())
        if place is None:
            self.message.show_message(self.tr("Not found: {}").format(self.find_field.text()))
            return
        self.message.hide()
        self.view.select(place)

    def replace_text(self, lines: Sequence[FinalCaption], then: Callable[[], None]) -> None:
        """Put an aligned text in the place of what is shown, as one change."""
        self._do(
            lambda editor: editor.change_all(replaced_by(editor.segments, lines)),
            lambda editor: editor.segment_count,
            then,
        )

    def replace_all(self) -> None:
        """Replace what is looked for, everywhere, as one change."""
        find, by = self.find_field.text(), self.replace_field.text()
        match_case = self.match_case.isChecked()
        count = 0

        def replace(editor: Editor) -> None:
            nonlocal count
            count = editor.replace_all(find, by, match_case)

        self._do(
            replace,
            lambda editor: editor.segment_count,
            lambda: self.message.show_message(self.tr("%n replaced", "", count)),
        )

    # Building

    def _top(self) -> QWidget:
        back = self._button(self.tr("Back"), self.back_wanted.emit)
        self.undo_button = self._button(self.tr("Undo"), self.undo, "editor_undo")
        self.redo_button = self._button(self.tr("Redo"), self.redo, "editor_redo")
        # Arrows that everybody knows, as the words are long in other languages; those are the name and in the tip.
        for button, arrow in ((self.undo_button, "↶"), (self.redo_button, "↷")):
            button.setAccessibleName(button.text())
            button.setText(arrow)
        self.copy_menu, self.print_menu = QMenu(self), QMenu(self)
        self.copy_menu.addAction(self.tr("Copy"), self.copy)
        self.copy_menu.addAction(self.tr("Copy with times"), lambda: self._read(self._copy_timed))
        for text, times, pdf in (
            (self.tr("Print with times…"), True, False),
            (self.tr("Print without times…"), False, False),
            (self.tr("PDF with times…"), True, True),
            (self.tr("PDF without times…"), False, True),
        ):
            action = self.print_menu.addAction(text)
            action.triggered.connect(
                lambda _checked, times=times, pdf=pdf: self._read(
                    lambda transcript: self.printed.emit(transcript, times, pdf)
                )
            )
        speakers = self._menu_button(self.tr("Speakers"), self.speakers.menu)
        copy = self._menu_button(self.tr("Copy"), self.copy_menu)
        export = self._button(self.tr("Export…"), self.export)
        printing = self._menu_button(self.tr("Print"), self.print_menu)
        bar = TwoRows("topBar", 4 * STEP, 2 * STEP)
        bar.fill((back, self.title), (self.undo_button, self.redo_button, speakers, copy, export, printing))
        return bar

    def _menu_button(self, text: str, menu: QMenu) -> QPushButton:
        button = self._button(text, lambda: menu.popup(button.mapToGlobal(button.rect().bottomLeft())))
        return button

    def _bottom(self) -> QWidget:
        bar = QWidget()
        bar.setObjectName("controlBar")
        column = QVBoxLayout(bar)
        column.setContentsMargins(4 * STEP, 2 * STEP, 4 * STEP, 2 * STEP)
        column.addWidget(self.playback)
        for number in range(ALTERNATIVES):
            self.choices.append(self._button("", lambda n=number: self._choose(n)))
        word = TwoRows("plain", 0, 0)
        word.fill(
            (self.facts, self.letters, *self.choices),
            (self._button(self.tr("Next doubtful word"), self.next_doubtful, "editor_next"),),
        )
        column.addWidget(word)
        for field, name in ((self.find_field, self.tr("Find")), (self.replace_field, self.tr("Replace by"))):
            field.setPlaceholderText(name)
            field.setAccessibleName(name)
        self.find_field.returnPressed.connect(self.find_next)
        self.match_case.setToolTip(self.tr("Find and replace only what is written in the same capitals"))
        find_next = self._button(self.tr("Find next"), self.find_next)
        replace_all = self._button(self.tr("Replace all"), self.replace_all)
        search = TwoRows("plain", 0, 0, wide=True)
        search.fill((self.find_field, self.match_case, find_next), (self.replace_field, replace_all))
        column.addWidget(search)
        return bar

    def _button(self, text: str, what: Callable[..., object], name: str = "") -> QPushButton:
        """`name`: the id of its action, if that can have a key."""
        button = QPushButton(text)
        button.clicked.connect(lambda _checked: what())
        if name:
            self._tips.append((name, button, text))
        return button

    # What the user does

    def _key(self, event: QKeyEvent) -> None:
        """Keys of the text, where it has the focus."""
        if event.key() == Qt.Key.Key_Escape:
            self.back_wanted.emit()
        elif not self.keys.press(event):
            return
        event.accept()

    def _keeps_tab(self, onward: bool) -> bool:
        """Whether Tab acts in the text: it walks through the doubtful words as long as there are any."""
        name = self.keys.name_of("Tab" if onward else "Shift+Tab")
        if name in ("editor_next", "editor_previous"):
            return next_doubtful(self.view.editor, None, self._doubtful) is not None
        return bool(name)

    def _actions(self) -> dict[str, Action]:
        """What can have a key, by its id."""
        sound, word = self.sound, self._on_word
        return {
            **{f"editor_take_{n + 1}": word(partial(self._take, n)) for n in range(ALTERNATIVES)},
            "editor_play": sound.toggle,
            "editor_play_writing": sound.toggle,
            "editor_hear": lambda: sound.hear(self.view.current),
            "editor_loop": sound.toggle_looping,
            "editor_follow": sound.toggle_follow,
            "editor_slower": lambda: sound.step_speed(-1),
            "editor_faster": lambda: sound.step_speed(1),
            "editor_next": self.next_doubtful,
            "editor_previous": lambda: self.next_doubtful(-1),
            "editor_write": word(lambda _place: self.view.edit_word()),
            "editor_remove": word(lambda place: self._do(lambda editor: editor.write(place, ""))),
            "editor_turn_line": word(lambda place: self._do(lambda editor: editor.turn_line(place))),
            "editor_speaker": word(lambda _place: self.speakers.show_line_menu()),
            "editor_start_earlier": word(lambda place: self._nudge(place, -NUDGE, end=False)),
            "editor_start_later": word(lambda place: self._nudge(place, NUDGE, end=False)),
            "editor_end_earlier": word(lambda place: self._nudge(place, -NUDGE, end=True)),
            "editor_end_later": word(lambda place: self._nudge(place, NUDGE, end=True)),
            "editor_undo": self.undo,
            "editor_redo": self.redo,
        }

    def _on_word(self, what: Callable[[Place], object]) -> Action:
        """What acts on the current word, where there is one."""

        def act() -> bool:
            place = self.view.current
            if place is not None:
                what(place)
            return place is not None

        return act

    def _retime_line(self, number: int, start: bool, seconds: float) -> None:
        """An edge of a line was dragged: its first word begins there, or its last one ends."""
        row = self.view.rows[number]
        place = Place(row.segment, row.first if start else row.last - 1)
        word = self.view.editor.word(place)
        times = (seconds, word.end) if start else (word.start, seconds)
        self.view.select(place)
        self._do(lambda editor: editor.retime(place, *times))

    def _nudge(self, place: Place, by: float, end: bool) -> None:
        word = self.view.editor.word(place)
        times = (word.start, word.end + by) if end else (word.start + by, word.end)
        self._do(lambda editor: editor.retime(place, *times))

    def _choose(self, number: int) -> None:
        if self.view.current is not None:
            self._take(number, self.view.current)

    def _take(self, number: int, place: Place) -> None:
        if number < len(self.view.editor.alternatives(place)):
            self._do(lambda editor: editor.choose(place, number))

    def _do(
        self,
        change: Change,
        size: Callable[[Editor], int] = lambda _editor: 1,
        then: Callable[[], None] = lambda: None,
    ) -> None:
        """Make a change of the text that is shown; see `TextChanges`."""
        self.message.hide()
        self.changes.make(self.view.editor, change, size, then)

    def _show_change(self, changed: Editor, rows: TextRows | None) -> None:
        if changed is not self.view.editor:
            return
        place, editor = self.view.current, self.view.editor
        self.view.refresh(rows)
        if place is not None and editor.words(place.segment):
            place = Place(place.segment, min(place.word, len(editor.words(place.segment)) - 1))
        else:
            place = editor.first
        self.strip.show_lines(*self.view.times)
        self.view.select(place)
        self._show_state()

    def _show_state(self) -> None:
        self.undo_button.setEnabled(self.view.editor.can_undo)
        self.redo_button.setEnabled(self.view.editor.can_redo)

    def _show_word(self, place: Place | None) -> None:
        """Facts of the current word, and what else it may be."""
        row = self.view.row_of(place) if place is not None else None
        self.strip.show_current(-1 if row is None else row)
        editor = self.view.editor
        others = editor.alternatives(place) if place is not None else ()
        self.letters.show_word(None if place is None else (editor.number(place.segment), editor.word(place)))
        if place is None:
            self.facts.setText(self.tr("No words."))
        else:
            word = editor.word(place)
            sure = self.tr("by hand") if word.edited else self.tr("{} % sure").format(round(100 * word.confidence))
            name = word.speaker
            speaker = name if len(name) <= SHOWN_NAME else f"{name[: SHOWN_NAME - 1]}…"
            self.facts.setText(" · ".join(part for part in (clock(word.start), speaker, sure) if part))
        for number, button in enumerate(self.choices):
            button.setVisible(number < len(others))
            if number < len(others):
                text = others[number].text or self.tr("(no word)")
                key = self._keys[f"editor_take_{number + 1}"]
                button.setText(f"{key}  {text}".lstrip().replace("&", "&&"))
                button.setAccessibleName(self.tr("Alternative {number}: {word}").format(number=number + 1, word=text))

    def _copy(self, transcript: Transcript) -> None:
        self.copied.emit(write_transcript(transcript, "txt"))

    def _copy_timed(self, transcript: Transcript) -> None:
        self.copied.emit(timed_text(transcript))
