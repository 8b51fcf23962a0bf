"""Language models that the user builds from documents: where they lie, and how one is made in the background."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject

from core.session.settings import Settings
from desktop.controller import Controller
from desktop.words.language_model_sheet import LanguageModelSheet

SHARE_OF_BUILT = 0.4


class LanguageModels(QObject):
    """GUI thread, but for `_build`."""

    def __init__(self, controller: Controller, sheet: LanguageModelSheet, parent: QObject) -> None:
        super().__init__(parent)
        self._controller, self._sheet = controller, sheet
        self.folder = controller.language_model_folder
        sheet.chosen.connect(lambda choice: controller.change(language_model=choice))
        sheet.share_chosen.connect(lambda share: controller.change(language_model_share=share))
        sheet.build_wanted.connect(self.build)

    def apply(self, settings: Settings) -> None:
        """Show what there is, and what is in use."""
        built = sorted(path for path in self.folder.iterdir() if path.is_dir()) if self.folder.is_dir() else []
        self._sheet.show_models(tuple(built), settings)

    def build(self, documents: list[Path], name: str) -> None:
        """Make one, and use it from the next start."""
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
            return f"The language model cannot be written ({failure.strerror or failure})."

    def _built(self, result: tuple[Path, int] | str) -> None:
        if isinstance(result, str):
            self._sheet.show_problem(result)
            return
        folder, words = result
        self._sheet.show_built(words)
        # A few documents do not know the language; what comes with the model does.
        self._controller.change(language_model=str(folder), language_model_share=SHARE_OF_BUILT)
