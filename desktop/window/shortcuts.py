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

    translate = QCoreApplication.translate
    return [
        ("Space", translate("Shortcuts", "start or stop")),
        ("W", translate("Shortcuts", "words to listen for")),
        ("M", translate("Shortcuts", "mark this moment")),
        ("P", translate("Shortcuts", "stop scrolling, or follow again")),
        ("O", translate("Shortcuts", "overlay")),
        ("Ctrl+Shift+O", translate("Shortcuts", "let clicks through the overlay")),
        ("Ctrl+P", translate("Shortcuts", "projector window")),
        ("Ctrl+M  Ctrl+L", translate("Shortcuts", "models, languages")),
        ("Ctrl+O", translate("Shortcuts", "add files")),
        ("Ctrl+E", translate("Shortcuts", "export")),
        ("Ctrl+Shift+C", translate("Shortcuts", "copy the text")),
        ("Ctrl+1 2 3", translate("Shortcuts", "Live, Files, History")),
        ("Ctrl++  Ctrl+-", translate("Shortcuts", "larger or smaller text")),
        ("End", translate("Shortcuts", "back to the newest caption")),
        ("Space", translate("Shortcuts", "in the editor: play or pause (Ctrl+Space while writing)")),
        ("Shift+Space", translate("Shortcuts", "in the editor: hear the word")),
        ("L  F  [  ]", translate("Shortcuts", "in the editor: loop the line, follow, slower, faster")),
        ("Tab", translate("Shortcuts", "in the editor: next doubtful word (Shift: the one before)")),
        ("1 … 9", translate("Shortcuts", "in the editor: take an alternative")),
        ("Enter  Delete", translate("Shortcuts", "in the editor: write in place of the word, remove it")),
        ("Ctrl+Enter", translate("Shortcuts", "in the editor: begin a line here, or join it to the one before")),
        ("Alt+←  Alt+→", translate("Shortcuts", "in the editor: move the word's start (Shift: its end)")),
        ("Ctrl+Z  Ctrl+Shift+Z", translate("Shortcuts", "in the editor: undo, redo")),
    ]
