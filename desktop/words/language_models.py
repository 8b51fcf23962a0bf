"""Language models that the user builds from documents: where they lie, and how one is made in the background."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from core.session.recognition import RecognitionOptions, load_language_model
from core.session.settings import Settings
from desktop.controller import Controller
from desktop.words.language_model_sheet import LanguageModelSheet

if TYPE_CHECKING:
    from core.decoding.language_model import LanguageModel

SHARE_OF_BUILT = 0.4


class LanguageModels(QObject):
    """GUI thread, but for `_build`."""

    def __init__(self, controller: Controller, sheet: LanguageModelSheet, parent: QObject) -> None:
        super().__init__(parent)
        self._controller, self._sheet = controller, sheet
        self.folder = controller.language_model_folder
        sheet.chosen.connect(lambda choice: self._change(language_model=choice))
        sheet.share_chosen.connect(lambda share: self._change(language_model_share=share))
        sheet.weight_chosen.connect(lambda weight: self._change(language_model_weight=weight))
        sheet.bonus_chosen.connect(lambda bonus: self._change(word_bonus=bonus))
        sheet.build_wanted.connect(self.build)

    def apply(self, settings: Settings) -> None:
        """Show what there is, and what is in use."""
        built = sorted(path for path in self.folder.iterdir() if path.is_dir()) if self.folder.is_dir() else []
        self._sheet.show_models(tuple(built), settings)

    def _change(self, **changes: Any) -> None:
        """Store it; captions that run take it up at the next sentence."""
        self._controller.change(**changes)
        session = self._controller.session
        if session is None or not self._controller.listening:
            return
        options = self._controller.recognition_options()

        def take_up(loaded: LanguageModel | str | None) -> None:
            if isinstance(loaded, str):
                self._sheet.show_problem(loaded)
            elif self._controller.session is session:
                session.set_language_model(loaded)

        self._controller.background.run(lambda: _loaded(options), take_up)

    def build(self, documents: list[Path], name: str) -> None:
        """Make one, and use it."""
        # Letters, digits, spaces and hyphens only: the name is that of a folder.
        name = " ".join("".join(c if c.isalnum() or c in " -" else " " for c in name).split()) or "my words"
        self._sheet.show_building(len(documents))
        model, language = self._controller.settings.model, self._controller.settings.language
        self._controller.background.run(
            lambda: self._build(documents, self.folder / name, model, language or "eng"), self._built
        )

    def _build(self, documents: list[Path], folder: Path, model: str, language: str) -> tuple[Path, int] | str:
        """Background thread; what can go wrong is said in the sheet."""
        from core.commands.failures import UsageError
        from core.commands.lm import spoken_form
        from core.language_models.building import BuildOptions, build
        from core.language_models.ngram_counts import LanguageModelBuildError

        try:
            options = BuildOptions(spoken=spoken_form(model, language))
            return folder, len(build(documents, folder, options).vocabulary)
        except (LanguageModelBuildError, UsageError) as failure:
            return str(failure)
        except OSError as failure:
            return self.tr("The language model cannot be written ({}).").format(failure.strerror or failure)

    def _built(self, result: tuple[Path, int] | str) -> None:
        if isinstance(result, str):
            self._sheet.show_problem(result)
            return
        folder, words = result
        self._sheet.show_built(words)
        # A few documents do not know the language; what comes with the model does.
        self._change(language_model=str(folder), language_model_share=SHARE_OF_BUILT)


def _loaded(options: RecognitionOptions) -> LanguageModel | str | None:
    """Background thread."""
    from core.decoding.language_model import LanguageModelError

    try:
        return load_language_model(options)
    except LanguageModelError as failure:
        return str(failure)
