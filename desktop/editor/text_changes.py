"""Changes of the text: small ones at once, those of a long text in the background, all in the order of the wishes.

A change in the background is made to a copy, which then takes the text's place; what the user does meanwhile waits for
that, so no change meets a text that is half another one. GUI thread, but for the work on copies.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject, Signal

from core.session.editing import EditError, Editor
from core.session.library import LibraryError
from desktop.editor.text_rows import TextRows

# Changes of more segments than this would be felt.
AT_ONCE = 50

Change = Callable[[Editor], object]
# Does work elsewhere, and then tells its result on the GUI thread.
Run = Callable[[Callable[[], None], Callable[[None], None]], None]


@dataclass(frozen=True, slots=True)
class _Step:
    editor: Editor
    change: Change
    # How many segments it may change.
    size: Callable[[Editor], int]
    then: Callable[[], None]


@dataclass(slots=True)
class _Work:
    """A change that is being made to `copy`; `rows` of the copy then, or the sentence why there is none."""

    step: _Step
    copy: Editor
    rows: TextRows | None = None
    refused: str = ""

    def do(self) -> None:
        """Background thread."""
        try:
            self.step.change(self.copy)
            rows = TextRows()
            rows.update(self.copy)
            self.rows = rows
        except (EditError, LibraryError) as failure:
            self.refused = str(failure)


class TextChanges(QObject):
    """`make`, one after the other. `made`: an editor's text is another one, with its rows where those are made already
    (else None); `refused`: one could not be made, or stored, and the text is as it was."""

    made = Signal(object, object)
    refused = Signal(str)
    _worked = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._run: Run | None = None
        self._waiting: deque[_Step] = deque()
        self._work: _Work | None = None
        self._worked.connect(self._take)

    def run_by(self, run: Run) -> None:
        """Who does work in the background."""
        self._run = run

    def make(
        self,
        editor: Editor,
        change: Change,
        size: Callable[[Editor], int] = lambda _editor: 1,
        then: Callable[[], None] = lambda: None,
    ) -> None:
        """Make a change, after those that wait; `then` is called in any case."""
        self._waiting.append(_Step(editor, change, size, then))
        self._go_on()

    def when_made(self, then: Callable[[], None]) -> None:
        """Call this when all that was wished is made: at once, where nothing waits."""
        self.make(Editor(()), lambda _editor: None, then=then)

    def close(self) -> None:
        """Make what waits; the work in the background has ended."""
        self._run = None
        self._take()

    def _go_on(self) -> None:
        while self._waiting and self._work is None:
            step = self._waiting.popleft()
            if self._run is not None and step.size(step.editor) > AT_ONCE:
                self._work = _Work(step, step.editor.copy())
                self._run(partial(self._do, self._work), lambda _none: None)
                return
            try:
                step.change(step.editor)
            except (EditError, LibraryError) as failure:
                self.refused.emit(str(failure))
            self.made.emit(step.editor, None)
            step.then()

    def _do(self, work: _Work) -> None:
        """Background thread."""
        try:
            work.do()
        finally:
            self._worked.emit()

    def _take(self) -> None:
        work, self._work = self._work, None
        if work is not None:
            if work.rows is not None:
                work.step.editor.become(work.copy)
                work.rows.editor = work.step.editor
            elif work.refused:
                self.refused.emit(work.refused)
            self.made.emit(work.step.editor, work.rows)
            work.step.then()
        self._go_on()
