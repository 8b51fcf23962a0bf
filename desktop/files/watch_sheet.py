"""The sheet for watched folders: what comes into them is transcribed, and its text written. GUI thread only."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QFrame, QLabel, QLineEdit, QPushButton, QVBoxLayout

from core.session.export import FORMATS
from core.session.export_files import TemplateError, check_template
from core.session.folder_watching import WatchStanding
from core.session.settings import WatchedFolder
from desktop.theme.pickers import fill, picker
from desktop.theme.tokens import STEP
from desktop.translation import translated
from desktop.window.sheet import Sheet


class WatchedRow(QFrame):
    """One folder: what becomes of what comes into it, how it stands, and the way to stop."""

    def __init__(self, spec: WatchedFolder) -> None:
        super().__init__()
        self.setObjectName("modelRow")
        self.spec = spec
        name = self._label("modelTitle", spec.folder)
        place = self.tr("beside the recordings") if not spec.output else spec.output
        told = self.tr("{form}, “{name}”, {place}").format(form=spec.form.upper(), name=spec.template, place=place)
        self.stop = QPushButton(self.tr("Stop watching"))
        self.stop.setAccessibleName(self.tr("Stop watching {}").format(spec.folder))
        self.state = self._label("soft", "")
        self.trouble = self._label("danger", "")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, STEP, 0, 2 * STEP)
        layout.setSpacing(STEP)
        for widget in (name, self._label("soft", told), self.state, self.trouble):
            layout.addWidget(widget)
        layout.addWidget(self.stop, 0, Qt.AlignmentFlag.AlignLeft)
        self.show_standing(WatchStanding(spec))

    def show_standing(self, standing: WatchStanding) -> None:
        """How it goes."""
        parts = [self.tr("%n text(s) written", "", standing.written)] if standing.written else []
        if standing.queued:
            parts.append(self.tr("%n file(s) in the queue", "", standing.queued))
        self.state.setText(" · ".join(parts) or self.tr("Waiting for files"))
        self.trouble.setText(translated(standing.trouble))
        self.trouble.setVisible(bool(standing.trouble))

    def _label(self, look: str, text: str) -> QLabel:
        label = QLabel(text)
        label.setObjectName(look)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        return label


class WatchSheet(Sheet):
    """`changed`: the folders that are to be watched from now on."""

    changed = Signal(tuple)

    def __init__(self) -> None:
        super().__init__(
            self.tr("Watched folders"),
            self.tr(
                "Audio and video in these folders, and what comes into them, is transcribed once; "
                "the text is written as you choose. It goes on at the next start."
            ),
        )
        self._folders: tuple[WatchedFolder, ...] = ()
        self.rows: list[WatchedRow] = []
        self._list = QVBoxLayout()
        self._list.setSpacing(0)
        self.content.addLayout(self._list)
        self.format = picker(self.tr("Format"), 8)
        fill(self.format, [(form.upper(), form) for form in FORMATS], None)
        self.add_labelled(self.tr("Format"), self.format)
        self.template = QLineEdit("{stem}")
        self.template.setToolTip(self.tr("Replaced in the name: {stem} (title), {date}, {lang} (language), {model}"))
        self.template.textChanged.connect(lambda _text: self._check())
        self.add_labelled(self.tr("Name: {stem}, {date}, {lang}, {model}"), self.template)
        self.place = picker(self.tr("Place of the texts"), 12)
        self.place.activated.connect(self._place_chosen)
        self.add_labelled(self.tr("Place of the texts"), self.place)
        self.add = QPushButton(self.tr("Watch a folder…"))
        self.add.clicked.connect(self._ask_folder)
        self.content.addWidget(self.add)
        self.said = QLabel()
        self.said.setObjectName("danger")
        self.said.setWordWrap(True)
        self.said.setTextFormat(Qt.TextFormat.PlainText)
        self.content.addWidget(self.said)
        self.content.addStretch(1)
        self._show_place("")

    def apply(self, folders: tuple[WatchedFolder, ...]) -> None:
        """What is watched."""
        if folders == self._folders:
            return
        self._folders = folders
        for row in self.rows:
            self._list.removeWidget(row)
            row.hide()
            row.deleteLater()
        self.rows = [WatchedRow(spec) for spec in folders]
        for row in self.rows:
            row.stop.clicked.connect(lambda _checked, spec=row.spec: self._stop(spec))
            self._list.addWidget(row)

    def show_standings(self, standings: Sequence[WatchStanding]) -> None:
        """How they go."""
        found = {standing.folder: standing for standing in standings}
        for row in self.rows:
            if row.spec in found:
                row.show_standing(found[row.spec])

    def watch(self, folder: str) -> None:
        """Watch one more, as is chosen; a folder is watched once."""
        if any(Path(spec.folder) == Path(folder) for spec in self._folders):
            self.said.setText(self.tr("{} is watched already.").format(folder))
            return
        self.said.clear()
        form, output = self.format.currentData(), self.place.currentData()
        spec = WatchedFolder(folder, output or "", form, self.template.text())
        self.changed.emit((*self._folders, spec))

    def _stop(self, spec: WatchedFolder) -> None:
        self.said.clear()
        self.changed.emit(tuple(other for other in self._folders if other != spec))

    def _check(self) -> None:
        problem = "" if self.template.text().strip() else self.tr("Texts need a name.")
        try:
            check_template(self.template.text())
        except TemplateError as failure:
            problem = translated(str(failure))
        self.said.setText(problem)
        self.add.setEnabled(not problem)

    def _show_place(self, output: str) -> None:
        rows: list[tuple[str, object]] = [(self.tr("Beside the recordings"), "")]
        if output:
            rows.append((output, output))
        fill(self.place, [*rows, (self.tr("Other folder…"), None)], output)

    def _place_chosen(self, index: int) -> None:
        if self.place.itemData(index) is None:
            self._show_place("")
            self._ask(self.tr("Folder for the texts"), self._show_place)

    def _ask_folder(self) -> None:
        self._ask(self.tr("Folder to watch"), self.watch)

    def _ask(self, title: str, then: object) -> None:
        dialog = QFileDialog(self, title)
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.fileSelected.connect(then)
        dialog.open()
