"""The part of the models sheet where models come in: by hub name, from a folder, from a file of another machine."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from core.models.download import DownloadProgress
from core.models.hub_files import HubModel
from desktop.models.model_row import data_size
from desktop.models.notice import Notice
from desktop.theme.tokens import STEP

PROGRESS_STEPS = 1000
EXAMPLE = "facebook/wav2vec2-base-960h"


class Adding(QWidget):
    """One thing at a time: while something comes, only Stop can be pressed."""

    lookup_wanted = Signal(str)
    download_wanted = Signal(object)
    folder_given = Signal(str)
    import_given = Signal(str)
    stop_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("plain")
        label = QLabel(self.tr("Name on the Hugging Face hub"))
        self.name = QLineEdit()
        self.name.setPlaceholderText(EXAMPLE)
        self.name.setAccessibleName(label.text())
        label.setBuddy(self.name)
        self.look_up = QPushButton(self.tr("Look up"))
        self.look_up.setToolTip(self.tr("Ask the hub how large it is; nothing is downloaded yet"))
        self.name.returnPressed.connect(self._look_up)
        self.look_up.clicked.connect(self._look_up)
        self.folder = QPushButton(self.tr("Add a folder…"))
        self.folder.setToolTip(self.tr("A Wav2Vec2 model on this computer, used where it lies"))
        self.folder.clicked.connect(lambda: self._choose_folder(self.folder_given))
        self.import_folder = QPushButton(self.tr("Import a folder…"))
        self.import_folder.setToolTip(self.tr("A model that was copied from another computer"))
        self.import_folder.clicked.connect(lambda: self._choose_folder(self.import_given))
        self.import_file = QPushButton(self.tr("Import a ZIP…"))
        self.import_file.setToolTip(self.import_folder.toolTip())
        self.import_file.clicked.connect(self._choose_file)
        self.doing = QLabel()
        self.doing.setWordWrap(True)
        self.doing.setAccessibleName(self.tr("What is being done"))
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(self.tr("Progress"))
        self.stop = QPushButton(self.tr("Stop"))
        self.stop.clicked.connect(self._stop)
        self.notice = Notice(self.tr("New model"))
        by_name = QHBoxLayout()
        by_name.setSpacing(2 * STEP)
        by_name.addWidget(self.name, 1)
        by_name.addWidget(self.look_up)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2 * STEP)
        layout.addWidget(label)
        layout.addLayout(by_name)
        for widget in (self.folder, self.import_folder, self.import_file, self.doing, self.bar, self.stop, self.notice):
            layout.addWidget(widget)
        self._busy(False)

    def show_looking(self, name: str) -> None:
        """The hub has been asked."""
        self.name.setText(name)
        self.show_working(self.tr("Asking the hub for {}…").format(name))

    def show_found(self, model: HubModel) -> None:
        """What there is; it is downloaded when the user says so."""
        self._busy(False)
        licence = model.licence or self.tr("licence not said")
        self.notice.say(
            self.tr("{}: {} to download, {}.").format(model.name, data_size(model.size_bytes), licence),
            self.tr("Not now"),
            self.tr("Download"),
            lambda: self.download_wanted.emit(model),
        )
        self.notice.action.setFocus()

    def show_working(self, text: str) -> None:
        """Something has begun whose length is not known."""
        self._busy(True)
        self.doing.setText(text)
        self.bar.setRange(0, 0)

    def show_progress(self, progress: DownloadProgress) -> None:
        """Bytes have come; after Stop has been pressed, what still comes is of no interest."""
        if self.stop.isVisible() and not self.stop.isEnabled():
            return
        text = self.tr("Checking {}: {} of {}") if progress.checking else self.tr("Downloading {}: {} of {}")
        self.doing.setText(text.format(progress.file, data_size(progress.done), data_size(progress.total)))
        self.bar.setRange(0, PROGRESS_STEPS)
        self.bar.setValue(round(PROGRESS_STEPS * progress.done / max(1, progress.total)))

    def show_done(self, text: str = "") -> None:
        """Ready for the next one."""
        self._busy(False)
        if text:
            self.notice.say(text, self.tr("Close"))

    def show_problem(self, text: str, action: str, what: Callable[[], None]) -> None:
        """It failed, why, and what can be done."""
        self._busy(False)
        self.notice.say(text, self.tr("Close"), action, what)

    def _busy(self, busy: bool) -> None:
        for widget in (self.name, self.look_up, self.folder, self.import_folder, self.import_file):
            widget.setEnabled(not busy)
        for shown in (self.doing, self.bar, self.stop):
            shown.setVisible(busy)
        self.stop.setEnabled(busy)
        self.notice.hide()

    def _stop(self) -> None:
        self.stop.setEnabled(False)
        self.doing.setText(self.tr("Stopping…"))
        self.stop_wanted.emit()

    def _look_up(self) -> None:
        name = self.name.text().strip()
        if name:
            self.lookup_wanted.emit(name)

    def _choose_folder(self, given: object) -> None:
        dialog = QFileDialog(self, self.tr("Folder of a Wav2Vec2 model"))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.fileSelected.connect(lambda name: given.emit(str(Path(name))))  # type: ignore[attr-defined]
        dialog.open()

    def _choose_file(self) -> None:
        dialog = QFileDialog(self, self.tr("ZIP of a Wav2Vec2 model"))
        dialog.setNameFilter(self.tr("ZIP files (*.zip)"))
        dialog.fileSelected.connect(self.import_given)
        dialog.open()
