"""The Words sheet: hotwords, one a line, beside the live text."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QFrame, QLabel, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from core.decoding.hotwords import Hotword, HotwordError, parse_hotwords
from desktop.theme.tokens import STEP

SETTLE_MS = 600


class WordsSheet(QFrame):
    """Emits `changed` with the hotwords when the typing has settled and every line can be read."""

    changed = Signal(tuple)
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("sheet")
        heading = QLabel(self.tr("Words"))
        heading.setObjectName("heading")
        help_text = QLabel(
            self.tr(
                "Names and words to listen for, one a line. A weight may follow: Okonkwo:8. "
                "A change takes effect with the next sentence."
            )
        )
        help_text.setObjectName("soft")
        help_text.setWordWrap(True)
        self.editor = QPlainTextEdit()
        self.editor.setAccessibleName(self.tr("Words to listen for"))
        self.editor.setPlaceholderText(self.tr("Okonkwo\nsecond proof:6"))
        self.editor.setTabChangesFocus(True)
        self.editor.textChanged.connect(self._typed)
        self.problem = QLabel()
        self.problem.setObjectName("danger")
        self.problem.setWordWrap(True)
        done = QPushButton(self.tr("Done"))
        done.clicked.connect(self._done)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(4 * STEP, 4 * STEP, 4 * STEP, 4 * STEP)
        layout.setSpacing(2 * STEP)
        for widget in (heading, help_text, self.editor, self.problem, done):
            layout.addWidget(widget)
        self._settle = QTimer(self, singleShot=True, interval=SETTLE_MS)
        self._settle.timeout.connect(self.settle)

    def show_hotwords(self, hotwords: tuple[Hotword, ...]) -> None:
        """Fill in the stored words."""
        self.editor.blockSignals(True)
        self.editor.setPlainText("\n".join(f"{word.text}:{word.weight:g}" for word in hotwords))
        self.editor.blockSignals(False)
        self.problem.clear()

    def settle(self) -> None:
        """Read the lines; a line that cannot be read is said below, and nothing changes."""
        self._settle.stop()
        try:
            hotwords = tuple(parse_hotwords(self.editor.toPlainText().splitlines()))
        except HotwordError as wrong:
            self.problem.setText(str(wrong))
            return
        self.problem.clear()
        self.changed.emit(hotwords)

    def _typed(self) -> None:
        self._settle.start()

    def _done(self) -> None:
        self.settle()
        self.closed.emit()
