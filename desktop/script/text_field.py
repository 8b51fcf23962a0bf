"""Where the user pastes a text, or opens a file with one. GUI thread only."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QPlainTextEdit, QWidget

LEAST_LINES = 8


class TextField(QPlainTextEdit):
    """Several lines high; Tab leaves it."""

    def __init__(self, name: str, placeholder: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setPlaceholderText(placeholder)
        self.setTabChangesFocus(True)
        self.setMinimumHeight(LEAST_LINES * self.fontMetrics().lineSpacing())


def ask_for_file(parent: QWidget, title: str, chosen: Callable[[Path], None]) -> None:
    """Let the user choose a file that is there."""
    dialog = QFileDialog(parent, title)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    dialog.fileSelected.connect(lambda name: chosen(Path(name)))
    dialog.open()
