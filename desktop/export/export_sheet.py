"""The sheet for exports: format, rules for subtitles with their first lines, names, folder."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QDoubleSpinBox,
    QFileDialog,
    QGridLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QSpinBox,
    QWidget,
)

from core.session.export import FORMATS, SUBTITLES
from core.session.export_choices import Exported, file_name, folder_of, form_of, preview, shape_of
from core.session.export_files import TemplateError
from core.session.settings import Settings
from core.session.subtitles import SubtitleShape
from core.session.transcript import Transcript
from desktop.theme.pickers import decimal_number, fill, picker, whole_number
from desktop.theme.tokens import STEP
from desktop.translation import translated
from desktop.window.message_bar import MessageBar
from desktop.window.sheet import Sheet

PREVIEW_LINES = 9


class ExportSheet(Sheet):
    """Emits `changed` with settings' names and values, and `wanted` when the files are to be written."""

    changed = Signal(dict)
    wanted = Signal()

    def __init__(self) -> None:
        super().__init__(
            self.tr("Export"), self.tr("Nothing is written over: a name that is taken already gets a number.")
        )
        self._transcripts: Sequence[Transcript] = ()
        # How many are being written.
        self._count = 0
        self.what = self._sentence("soft")
        self.content.addWidget(self.what)
        self.format = picker(self.tr("Format"), 8)
        fill(self.format, [(form.upper(), form) for form in FORMATS], None)
        self.format.activated.connect(lambda at: self.changed.emit({"export_format": self.format.itemData(at)}))
        self.add_labelled(self.tr("Format"), self.format)
        self._add_rules()
        self.preview = QPlainTextEdit()
        self.preview.setReadOnly(True)
        self.preview.setTabChangesFocus(True)
        self.add_labelled(self.tr("How it begins"), self.preview)
        self.template = QLineEdit()
        self.template.setToolTip(self.tr("Replaced in the name: {stem} (title), {date}, {lang} (language), {model}"))
        self.template.textEdited.connect(lambda text: self.changed.emit({"export_template": text}))
        self.add_labelled(self.tr("Name: {stem}, {date}, {lang}, {model}"), self.template)
        self.name = self._sentence("soft")
        self.content.addWidget(self.name)
        self.folder = QPushButton()
        self.folder.clicked.connect(self._ask_folder)
        self.folder_name = self._sentence("soft")
        self.content.addWidget(self.folder_name)
        self.folder.setText(self.tr("Other folder…"))
        self.content.addWidget(self.folder)
        self.export = QPushButton(self.tr("Export"))
        self.export.clicked.connect(self.wanted)
        self.bar = MessageBar()
        self.said = self._sentence("soft")
        self.content.addWidget(self.export)
        self.content.addWidget(self.said)
        self.content.addStretch(1)
        self.add_below(self.bar)

    def _sentence(self, look: str) -> QLabel:
        label = QLabel()
        label.setObjectName(look)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        return label

    def _add_rules(self) -> None:
        self.rules = QWidget()
        self.rules.setObjectName("sheetInside")
        layout = QGridLayout(self.rules)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(STEP)
        layout.setColumnStretch(0, 1)
        self.numbers: dict[str, QSpinBox | QDoubleSpinBox] = {}
        seconds = self.tr(" s")
        for field, name, unit in (
            ("characters", self.tr("Characters a line"), ""),
            ("lines", self.tr("Lines"), ""),
            ("speed", self.tr("Characters a second, to be read"), ""),
            ("gap", self.tr("Least gap between two"), seconds),
            ("lead", self.tr("Shown before the first word"), seconds),
            ("trail", self.tr("Kept after the last word"), seconds),
        ):
            box = self.numbers[field] = self._number(field, unit)
            box.setAccessibleName(name)
            label = QLabel(name)
            label.setWordWrap(True)
            label.setBuddy(box)
            layout.addWidget(label, len(self.numbers), 0)
            layout.addWidget(box, len(self.numbers), 1)
        self.content.addWidget(self.rules)

    def _number(self, field: str, unit: str) -> QSpinBox | QDoubleSpinBox:
        least, most = SubtitleShape.bounds(field)

        def change(value: float) -> None:
            changes: dict[str, Any] = {f"subtitle_{field}": value}
            self.changed.emit(changes)

        box: QSpinBox | QDoubleSpinBox
        if field in ("characters", "lines"):
            whole = box = whole_number()
            whole.setRange(round(least), round(most))
            whole.valueChanged.connect(change)
        else:
            real = box = decimal_number()
            real.setRange(least, most)
            real.setDecimals(1 if field == "speed" else 2)
            real.setSingleStep(1.0 if field == "speed" else 0.05)
            real.valueChanged.connect(change)
        box.setSuffix(unit)
        box.setKeyboardTracking(False)
        box.setCorrectionMode(QAbstractSpinBox.CorrectionMode.CorrectToNearestValue)
        return box

    def show_transcripts(self, transcripts: Sequence[Transcript], settings: Settings) -> None:
        """What is to be exported."""
        self._transcripts = transcripts
        self.apply(settings)

    def apply(self, settings: Settings) -> None:
        """Show what is chosen and what comes of it, without a signal."""
        form, shape = form_of(settings), shape_of(settings)
        self.format.setCurrentIndex(self.format.findData(form))
        for field, box in self.numbers.items():
            with QSignalBlocker(box):
                box.setValue(getattr(shape, field))
        self.rules.setVisible(form in SUBTITLES)
        if self.template.text() != settings.export_template:
            self.template.setText(settings.export_template)
        self.folder_name.setText(self.tr("Folder: {}").format(folder_of(settings)))
        self.preview.setFixedHeight(self.fontMetrics().lineSpacing() * PREVIEW_LINES)
        self.export.setEnabled(bool(self._transcripts) and not self._count)
        if self._transcripts:
            self._show_outcome(settings)

    def _show_outcome(self, settings: Settings) -> None:
        self.what.setText(self.tr("%n transcript(s)", "", len(self._transcripts)))
        self.what.setVisible(len(self._transcripts) > 1)
        # The lines of a subtitle break where they will, and nowhere else.
        wrap = QPlainTextEdit.LineWrapMode
        self.preview.setLineWrapMode(wrap.NoWrap if form_of(settings) in SUBTITLES else wrap.WidgetWidth)
        self.preview.setPlainText(preview(self._transcripts[0], settings))
        try:
            self.name.setText(file_name(self._transcripts[0], settings))
        except TemplateError as failure:
            self.name.setText(translated(str(failure)))
            self.export.setEnabled(False)

    def show_exporting(self, count: int) -> None:
        """Files are being written; the bar says how far that is."""
        self._count = count
        self.export.setEnabled(False)
        self.said.clear()

    def how_far(self, done: int) -> str:
        """In a sentence."""
        if self._count > 1:
            return self.tr("Exporting: {} of {}").format(done, self._count)
        return self.tr("Exporting…")

    def show_exported(self, exported: Exported) -> None:
        """What became of it."""
        self._count = 0
        self.bar.hide()
        parts = [self.tr("Stopped. No file was left unfinished.")] if exported.stopped else []
        if exported.files:
            parts.append(self.tr("%n file(s) written.", "", len(exported.files)))
            parts.append(exported.files[-1].name)
        if exported.problem:
            parts.append(self.tr("Not written: {}").format(translated(exported.problem)))
        self.said.setText("\n".join(parts))
        self.show_inside(self.said)

    def _ask_folder(self) -> None:
        dialog = QFileDialog(self, self.tr("Folder for exports"))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.fileSelected.connect(lambda name: self.changed.emit({"export_folder": name}))
        dialog.open()
