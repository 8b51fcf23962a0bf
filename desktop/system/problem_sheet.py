"""The sheet with the report of a fault, for the user to read and to copy."""

from __future__ import annotations

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPlainTextEdit, QPushButton

from desktop.window.sheet import Sheet


class ProblemSheet(Sheet):
    """Shows one report at a time."""

    def __init__(self) -> None:
        super().__init__(
            self.tr("What went wrong"),
            self.tr(
                "A fault of Wavescribe's own. The report names no file of yours and nothing that was said. Nothing is "
                "sent; you may copy it."
            ),
        )
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.text.setAccessibleName(self.tr("Report"))
        self.copy = QPushButton(self.tr("Copy the report"))
        self.copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(self.text.toPlainText()))
        self.content.addWidget(self.text, 1)
        self.content.addWidget(self.copy)

    def show_report(self, report: str) -> None:
        """Another report."""
        self.text.setPlainText(report)
