"""The sheet of keys: every shortcut, and what it does."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel

from desktop.theme.tokens import STEP
from desktop.window.sheet import Sheet
from desktop.window.shortcuts import described


class KeysSheet(Sheet):
    """A row a key."""

    def __init__(self) -> None:
        super().__init__(
            self.tr("Keyboard"), self.tr("Everything can be done by keys; Tab goes from one control to the next.")
        )
        grid = QGridLayout()
        grid.setHorizontalSpacing(4 * STEP)
        grid.setVerticalSpacing(2 * STEP)
        grid.setColumnStretch(1, 1)
        for row, (keys, what) in enumerate(described()):
            key = QLabel(keys)
            key.setObjectName("key")
            said = QLabel(what)
            said.setWordWrap(True)
            grid.addWidget(key, row, 0, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
            grid.addWidget(said, row, 1)
        self.content.addLayout(grid)
        self.content.addStretch(1)
