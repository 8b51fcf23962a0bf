"""Every key of the window that no menu entry carries, in one table, which the sheet of keys reads too."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QKeySequence, QShortcut

from desktop.window.top_bar import FILES, HISTORY, LIVE

if TYPE_CHECKING:
    from desktop.window.main_window import MainWindow


def add_shortcuts(window: MainWindow) -> None:
    """Keys that work wherever the focus is. Space and letters are the window's `keyPressEvent`'s."""
    for keys, what in (
        ("Ctrl+1", lambda: window.go(LIVE)),
        ("Ctrl+2", lambda: window.go(FILES)),
        ("Ctrl+3", lambda: window.go(HISTORY)),
        ("Ctrl+E", window.export_live),
        ("End", window.live.captions.follow),
    ):
        QShortcut(QKeySequence(keys), window, what)


def described() -> list[tuple[str, str]]:
    """Keys and what they do, for people."""

    def tr(text: str) -> str:
        return QCoreApplication.translate("Shortcuts", text)

    return [
        ("Space", tr("start or stop")),
        ("W", tr("words to listen for")),
        ("M", tr("mark this moment")),
        ("P", tr("stop scrolling, or follow again")),
        ("O", tr("overlay")),
        ("Ctrl+Shift+O", tr("let clicks through the overlay")),
        ("Ctrl+P", tr("projector window")),
        ("Ctrl+M  Ctrl+L", tr("models, languages")),
        ("Ctrl+O", tr("add files")),
        ("Ctrl+E", tr("export")),
        ("Ctrl+Shift+C", tr("copy the text")),
        ("Ctrl+1 2 3", tr("Live, Files, History")),
        ("Ctrl++  Ctrl+-", tr("larger or smaller text")),
        ("End", tr("back to the newest caption")),
        ("Space", tr("in the editor: play or pause (Ctrl+Space while writing)")),
        ("Shift+Space", tr("in the editor: hear the word")),
        ("L  F  [  ]", tr("in the editor: loop the line, follow, slower, faster")),
        ("Tab", tr("in the editor: next doubtful word (Shift: the one before)")),
        ("1 … 9", tr("in the editor: take an alternative")),
        ("Enter  Delete", tr("in the editor: write in place of the word, remove it")),
        ("Ctrl+Enter", tr("in the editor: begin a line here, or join it to the one before")),
        ("Alt+←  Alt+→", tr("in the editor: move the word's start (Shift: its end)")),
        ("Ctrl+Z  Ctrl+Shift+Z", tr("in the editor: undo, redo")),
    ]
