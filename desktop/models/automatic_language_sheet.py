"""The sheet where the languages are chosen that may be heard, and the model that tells them apart."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QFileDialog, QLineEdit, QListWidget, QListWidgetItem, QPushButton

from core.models.languages import language_name
from core.session.settings import Settings
from desktop.window.sheet import Sheet

EXAMPLE = "facebook/mms-lid-126"
LEAST_ROWS = 3
CODE = Qt.ItemDataRole.UserRole


class AutomaticLanguageSheet(Sheet):
    """Emits `chosen` with the languages and the name or folder of the model."""

    chosen = Signal(tuple, str)

    def __init__(self) -> None:
        super().__init__(
            self.tr("Automatic language"),
            self.tr(
                "At each pause it is heard which of these languages is spoken. A model for that, such as MMS-LID, has "
                "to be on this computer."
            ),
        )
        self.languages = QListWidget()
        self.languages.setMinimumHeight(LEAST_ROWS * 2 * self.fontMetrics().height())
        self.languages.itemChanged.connect(lambda _item: self._changed())
        self.add_labelled(self.tr("Languages that may be spoken"), self.languages)
        self.identifier = QLineEdit()
        self.identifier.setPlaceholderText(EXAMPLE)
        self.identifier.textChanged.connect(lambda _text: self._changed())
        self.add_labelled(self.tr("Model that tells them apart: its name or folder"), self.identifier)
        self.folder = QPushButton(self.tr("Choose a folder…"))
        self.folder.clicked.connect(self._choose_folder)
        self.use = QPushButton(self.tr("Choose among these"))
        self.use.clicked.connect(self._use)
        for button in (self.folder, self.use):
            self.content.addWidget(button)
        self.content.addStretch(1)
        self._changed()

    def show_languages(self, codes: tuple[str, ...], settings: Settings) -> None:
        """The languages of the model in use, and what is chosen of them."""
        with QSignalBlocker(self.languages):
            self.languages.clear()
            for name in sorted(map(language_name, codes), key=lambda name: name.native.casefold()):
                both = name.native if name.native == name.english else f"{name.native} ({name.english})"
                item = QListWidgetItem(both, self.languages)
                item.setData(CODE, name.code)
                checked = name.code in settings.allowed_languages
                item.setCheckState(Qt.CheckState.Checked if checked else Qt.CheckState.Unchecked)
        if not self.identifier.text():
            self.identifier.setText(settings.identifier)
        self._changed()

    def checked(self) -> tuple[str, ...]:
        """Codes of the languages that may be spoken."""
        items = map(self.languages.item, range(self.languages.count()))
        return tuple(item.data(CODE) for item in items if item.checkState() is Qt.CheckState.Checked)

    def _changed(self) -> None:
        self.use.setEnabled(len(self.checked()) > 1 and bool(self.identifier.text().strip()))

    def _use(self) -> None:
        self.chosen.emit(self.checked(), self.identifier.text().strip())
        self.leave()

    def _choose_folder(self) -> None:
        dialog = QFileDialog(self, self.tr("Folder of the model that tells languages apart"))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.fileSelected.connect(self.identifier.setText)
        dialog.open()
