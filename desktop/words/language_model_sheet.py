"""The sheet of language models: which one helps the recogniser, and a new one from the user's own documents."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QDoubleSpinBox, QFileDialog, QLabel, QLineEdit, QPushButton, QSlider

from core.session.recognition import NO_LANGUAGE_MODEL
from core.session.settings import Settings
from desktop.theme.pickers import decimal_number, fill, picker
from desktop.translation import translated
from desktop.window.sheet import Sheet

CHOOSE = "choose"
STEP_OF_WEIGHTS = 0.1
DOCUMENTS = "*.txt *.md *.docx *.pdf *.srt *.vtt"


class LanguageModelSheet(Sheet):
    """Emits `chosen` (a path, "none", or None for the model's own) and `build_wanted` (documents, a name)."""

    chosen = Signal(object)
    share_chosen = Signal(float)
    weight_chosen = Signal(object)
    bonus_chosen = Signal(object)
    build_wanted = Signal(list, str)

    def __init__(self) -> None:
        super().__init__(
            self.tr("Language model"),
            self.tr(
                "It knows which words follow each other. One made from your own documents, such as minutes or papers, "
                "knows your words. A change takes effect with the next sentence."
            ),
        )
        self._built: tuple[Path, ...] = ()
        self._settings = Settings()
        self.models = picker(self.tr("Language model in use"), 12)
        self.models.activated.connect(self._activated)
        self.add_labelled(self.tr("In use"), self.models)
        self.share = QSlider(Qt.Orientation.Horizontal)
        self.share.setRange(5, 100)
        self.share.setPageStep(10)
        self.share.setToolTip(self.tr("The rest is left to the model's own; 100 uses nothing else"))
        self.share.valueChanged.connect(lambda value: self.share_chosen.emit(value / 100))
        self.add_labelled(self.tr("Its share beside the model's own, in percent"), self.share)
        # Of each move one change: a language model is loaded for it.
        self.share.setTracking(False)
        self.weight = self._number(0.0, 3.0, self.tr("More follows the language model, less the sound"))
        self.weight.valueChanged.connect(lambda _value: self.weight_chosen.emit(_chosen(self.weight)))
        self.add_labelled(self.tr("Weight of the language model"), self.weight)
        self.bonus = self._number(-5.0, 5.0, self.tr("More where words are missing, less where there are too many"))
        self.bonus.valueChanged.connect(lambda _value: self.bonus_chosen.emit(_chosen(self.bonus)))
        self.add_labelled(self.tr("Bonus for each word"), self.bonus)
        self.name = QLineEdit(self.tr("my words"))
        self.name.setMaxLength(60)
        self.add_labelled(self.tr("Name of a new one"), self.name)
        self.build = QPushButton(self.tr("Build from documents…"))
        self.build.setToolTip(self.tr("Text, Markdown, Word, PDF or subtitles; they stay on this computer"))
        self.build.clicked.connect(self._choose_documents)
        self.content.addWidget(self.build)
        self.state = QLabel()
        self.state.setWordWrap(True)
        self.state.setAccessibleName(self.tr("State of the new language model"))
        self.content.addWidget(self.state)
        self.content.addStretch(1)

    def show_models(self, built: tuple[Path, ...], settings: Settings) -> None:
        """Those that were built here, and the one in use."""
        self._built, self._settings = built, settings
        rows: list[tuple[str, object]] = [
            (self.tr("The model's own"), None),
            (self.tr("None"), NO_LANGUAGE_MODEL),
            *((path.name, str(path)) for path in built),
        ]
        used = settings.language_model
        if used not in [data for _, data in rows]:
            rows.append((Path(str(used)).name, used))
        rows.append((self.tr("Choose a file…"), CHOOSE))
        fill(self.models, rows, used)
        with QSignalBlocker(self.share):
            self.share.setValue(round(settings.language_model_share * 100))
        self.share.setEnabled(used not in (None, NO_LANGUAGE_MODEL))
        for field, value in ((self.weight, settings.language_model_weight), (self.bonus, settings.word_bonus)):
            field.setEnabled(used != NO_LANGUAGE_MODEL)
            with QSignalBlocker(field):
                field.setValue(field.minimum() if value is None else value)

    def show_building(self, count: int) -> None:
        """Documents are being read."""
        self.build.setEnabled(False)
        self.state.setText(self.tr("Reading %n document(s)…", "", count))

    def show_built(self, words: int) -> None:
        """Done."""
        self.build.setEnabled(True)
        self.state.setText(self.tr("Built: %n word(s). It is in use from the next sentence.", "", words))

    def show_problem(self, message: str) -> None:
        """It could not be built, and why."""
        self.build.setEnabled(True)
        self.state.setText(translated(message))

    def _number(self, least: float, most: float, tip: str) -> QDoubleSpinBox:
        """A number whose lowest step stands for what the model brings itself."""
        field = decimal_number()
        field.setSingleStep(STEP_OF_WEIGHTS)
        field.setDecimals(1)
        field.setRange(least - STEP_OF_WEIGHTS, most)
        field.setSpecialValueText(self.tr("the model's own"))
        field.setKeyboardTracking(False)
        field.setToolTip(tip)
        return field

    def _activated(self, index: int) -> None:
        choice = self.models.itemData(index)
        if choice != CHOOSE:
            self.chosen.emit(choice)
            return
        self.show_models(self._built, self._settings)
        dialog = QFileDialog(self, self.tr("Language model"))
        dialog.setNameFilter(self.tr("KenLM models (*.arpa *.bin *.binary *.klm)"))
        dialog.fileSelected.connect(self.chosen)
        dialog.open()

    def _choose_documents(self) -> None:
        dialog = QFileDialog(self, self.tr("Documents"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.setNameFilter(self.tr("Documents ({})").format(DOCUMENTS))
        dialog.filesSelected.connect(lambda names: self.build_wanted.emit([Path(n) for n in names], self.name.text()))
        dialog.open()


def _chosen(field: QDoubleSpinBox) -> float | None:
    return None if field.value() == field.minimum() else round(field.value(), 1)
