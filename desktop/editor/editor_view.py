"""The text of a session under the user's hand: one word is the current one, and keys act on it. GUI thread only.

After a change only its own segment is laid out anew.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextCharFormat,
    QTextLayout,
)
from PySide6.QtWidgets import QLineEdit, QWidget

from core.session.editing import Editor
from core.session.places import Place
from core.session.writing import clock
from desktop.captions.caption_column import CaptionColumn
from desktop.captions.caption_layout import Line, text_length
from desktop.editor.text_rows import Replaced, Row, TextRows
from desktop.theme.tokens import STEP, Tokens, mixed

PLAYING_ON = 0.18


class WordField(QLineEdit):
    """Return and Escape end here: they must not reach the text below, where they mean something else."""

    done = Signal(bool)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """`done(True)`: write; `done(False)`: leave."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape):
            event.accept()
            self.done.emit(event.key() != Qt.Key.Key_Escape)
        else:
            super().keyPressEvent(event)


class EditorView(CaptionColumn):
    """`show_editor`, then `refresh` after each change.

    `moved`: another word is the current one. `clicked`: a word was. `scrolled_away`: the user did, by hand.
    `speaker_clicked`: the name before the current word's line was, twice.
    """

    moved = Signal(object)
    clicked = Signal(object)
    scrolled_away = Signal()
    speaker_clicked = Signal()
    written = Signal(object, str)
    key_wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Transcript"))
        self.editor = Editor(())
        self.current: Place | None = None
        self.playing: Place | None = None
        self.following = True
        # Whether Tab (True), or Shift+Tab, acts in the text instead of moving the focus.
        self.keeps_tab: Callable[[bool], bool] = lambda _onward: False
        self.field = WordField(self.viewport())
        self.field.setAccessibleName(self.tr("Words in this place"))
        self.field.hide()
        self.field.done.connect(self._finish)
        self.field.editingFinished.connect(self.field.hide)
        # Only the user's own scrolling is an action; a value that is set is none.
        self.verticalScrollBar().actionTriggered.connect(lambda _action: self.scrolled_away.emit())
        self._text = TextRows()
        self._laid_out_for: tuple[object, ...] = ()

    def show_editor(self, editor: Editor) -> None:
        """Another text, from its first word."""
        self.editor = editor
        self.current = self.playing = self._read = None
        self.refresh()
        self.verticalScrollBar().setValue(0)
        self.select(editor.first)

    def apply(self, tokens: Tokens, pixels: int, doubtful: float) -> None:
        """Colours, size of the text, and below which confidence a word is marked."""
        if self._take_look(tokens, pixels, doubtful):
            self.refresh()

    def refresh(self, rows: TextRows | None = None) -> None:
        """Lay the text out as it is now: only segments whose words are not the same objects as before. `rows`: all of
        it, where that is parted already."""
        self._width = self._column_width()
        wanted = (self._width, self._pixels, self.font().family())
        first, away = self._anchor()
        top = self._text.rows[first] if first < len(self._text.rows) else None
        changes = self._text.update(self.editor) if rows is None else self._take_rows(rows)
        if top is not None and (now := self.row_of(Place(top.segment, top.first))) is not None:
            first = now
        for change in changes:
            letters = self._text.letters[change.first : change.first + change.now]
            self._read_anew(change.first, change.count, change.now)
            self._heights.replace(change.first, change.count, self._estimates(letters))
        if wanted != self._laid_out_for:
            self._laid_out_for = wanted
            self._heights.replace(0, len(self._heights), self._estimates(self._text.letters))
        self._settle(first, away)
        self._measure_view()

    def _take_rows(self, rows: TextRows) -> list[Replaced]:
        before, self._text = len(self._text.rows), rows
        return [Replaced(0, before, len(rows.rows))]

    def select(self, place: Place | None) -> None:
        """Make a word the current one, and bring it into view."""
        self.current = place
        if place is not None and (row := self.row_of(place)) is not None:
            self.reveal(row)
            word = self.editor.word(place)
            said = self.tr("{word}, at {time}, {percent} % sure").format(
                word=word.text, time=clock(word.start), percent=round(100 * word.confidence)
            )
            self.setAccessibleDescription(f"{word.speaker}: {said}" if word.speaker else said)
            self._caret_moved()
        self.moved.emit(place)
        self.viewport().update()

    def show_playing(self, place: Place | None) -> None:
        """Mark the word that is heard; while `following`, it is kept in view."""
        if place == self.playing:
            return
        marked = [self.row_of(each) for each in (self.playing, place) if each is not None]
        self.playing = place
        top = self.verticalScrollBar().value()
        if place is not None and self.following and (row := self.row_of(place)) is not None:
            self.reveal(row)
        if self.verticalScrollBar().value() != top:
            return
        for number in {row for row in marked if row is not None}:
            first, last = self._heights.top(number), self._heights.bottom(number)
            self.viewport().update(0, round(first - top), self.viewport().width(), round(last - first) + 1)

    def follow(self, on: bool) -> None:
        """Keep the word that is heard in view, from now on, or not."""
        self.following = on
        if on and self.playing is not None and (row := self.row_of(self.playing)) is not None:
            self.reveal(row)

    @property
    def rows(self) -> list[Row]:
        """The lines, in order."""
        return self._text.rows

    @property
    def times(self) -> tuple[list[float], list[float]]:
        """Where the lines start and end, in seconds."""
        return self._text.starts, self._text.ends

    def step(self, by: int) -> None:
        """Some words on, or back."""
        place = self.current
        for _ in range(abs(by)):
            following = self.editor.neighbour(place, 1 if by > 0 else -1) if place is not None else None
            place = following or place
        self.select(place)

    def edit_word(self) -> None:
        """Open a field over the current word; Return writes, Escape leaves it as it was."""
        if self.current is None or (row := self.row_of(self.current)) is None:
            return
        box = self._word_box(row, self.current.word)
        self.field.setText(self.editor.word(self.current).text)
        font = self._font()
        self.field.setFont(font)
        wanted = max(box.width() + 10 * STEP, 40 * STEP)
        left = max(0.0, min(box.left() - 2 * STEP, self.viewport().width() - wanted))
        height = max(self.field.sizeHint().height(), round(box.height()) + 2 * STEP)
        self.field.setGeometry(round(left), round(box.center().y() - height / 2), round(wanted), height)
        self.field.selectAll()
        self.field.show()
        self.field.setFocus()

    def _finish(self, write: bool) -> None:
        place, text = self.current, self.field.text()
        self.field.hide()
        self.setFocus()
        if write and place is not None:
            self.written.emit(place, text)

    # Qt

    def focusNextPrevChild(self, onward: bool) -> bool:
        """Tab moves the focus unless it acts in the text."""
        if self.field.isVisible() or not self.keeps_tab(onward):
            return super().focusNextPrevChild(onward)
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows move; the page decides about the rest."""
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        plain, control = held == Qt.KeyboardModifier.NoModifier, held == Qt.KeyboardModifier.ControlModifier
        key = Qt.Key(event.key())
        # With Ctrl as well: screen readers know it as "by word", and say the word.
        if key in (Qt.Key.Key_Left, Qt.Key.Key_Right) and (plain or control):
            self.step(1 if (key == Qt.Key.Key_Right) != self._mirrored else -1)
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down) and plain:
            self._step_row(1 if key == Qt.Key.Key_Down else -1)
        else:
            event.ignore()
            self.key_wanted.emit(event)
            if not event.isAccepted():
                super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """The word under the pointer becomes the current one."""
        place = self.place_under(event.position())
        if place is not None:
            self.select(place)
            self.clicked.emit(place)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Edit the word under the pointer, or the name of who speaks."""
        found = self.position_at(event.position())
        if found is not None and found[1] < text_length(self._line(found[0]).lead):
            self.speaker_clicked.emit()
        else:
            self.edit_word()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay out anew."""
        super().resizeEvent(event)
        self.refresh()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Only the rows that can be seen."""
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), QColor(self._tokens.surface))
        for number, y in self._rows_in_view():
            self._paint_row(painter, number, y)

    # Geometry

    def place_under(self, point: QPointF) -> Place | None:
        """The word at a point of the viewport."""
        found = self.position_at(point)
        return None if found is None else self._word_at(*found)

    def _word_at(self, number: int, position: int) -> Place:
        """The word that a position of a row's text is in."""
        row = self._text.rows[number]
        starts = [start for start, _ in self._text.spans(row)]
        # The name before a line is its first word's.
        return Place(row.segment, row.first + max(0, bisect_right(starts, position) - 1))

    def box_of_current(self) -> QRectF:
        """Where the current word is in the viewport; empty where there is none."""
        row = self.row_of(self.current) if self.current is not None else None
        return QRectF() if row is None or self.current is None else self._word_box(row, self.current.word)

    def _word_box(self, number: int, word: int) -> QRectF:
        row = self._text.rows[number]
        start, end = self._text.spans(row)[word - row.first]
        first, last = self.box_of(number, start), self.box_of(number, end - 1)
        return first.united(last) if first.top() == last.top() else first

    def _line(self, row: int) -> Line:
        return self._text.line(self._text.rows[row])

    def _has_time(self, row: int) -> bool:
        return not self._text.rows[row].joined

    def caret(self) -> tuple[int, int]:
        """At the current word's beginning."""
        row = self.row_of(self.current) if self.current is not None else None
        if row is None or self.current is None:
            return 0, 0
        return row, self._text.spans(self._text.rows[row])[self.current.word - self._text.rows[row].first][0]

    def place_caret(self, row: int, position: int) -> None:
        """The word there becomes the current one."""
        if row < len(self._text.rows):
            self.select(self._word_at(row, position))

    def row_of(self, place: Place) -> int | None:
        """The line that holds a word, by its number."""
        return self._text.row_of(place)

    def _step_row(self, by: int) -> None:
        row = self.row_of(self.current) if self.current is not None else None
        if row is not None and 0 <= row + by < len(self._text.rows):
            target = self._text.rows[row + by]
            self.select(Place(target.segment, target.first))

    def _paint_row(self, painter: QPainter, number: int, y: float) -> None:
        row = self._text.rows[number]
        if not row.joined:
            self._paint_time(painter, self.editor.words(row.segment)[row.first].start, y)
        self._row_layout(number).draw(painter, QPointF(self._left(), y), self._marks(row))

    def _marks(self, row: Row) -> list[QTextLayout.FormatRange]:
        """The current word stands out; the one that is heard has a line below it as well."""
        marks = []
        for place in (self.playing, self.current):
            if place is None or place.segment != row.segment or not row.first <= place.word < row.last:
                continue
            start, end = self._text.spans(row)[place.word - row.first]
            mark = QTextLayout.FormatRange()
            mark.start, mark.length = start, end - start
            look = mark.format
            if place == self.current:
                look.setBackground(QColor(self._tokens.accent))
                look.setForeground(QColor(self._tokens.on_accent))
            else:
                look.setBackground(QColor(mixed(self._tokens.surface, self._tokens.accent, PLAYING_ON)))
            if place == self.playing:
                look.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SingleUnderline)
            mark.format = look
            marks.append(mark)
        return marks
