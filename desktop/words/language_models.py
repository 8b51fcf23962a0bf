"""Language models of the window: the list that the user keeps, new ones from documents, and captions that follow."""

from __future__ import annotations

from enum import Enum
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QTimer

from core.models.catalogue import language_model_of
from core.session.language_model_list import SHARE_OF_BUILT, with_model
from core.session.recognition import LoadedLanguageModel, RecognitionOptions, load_language_model
from core.session.settings import Settings
from core.session.transcription import Cancelled
from desktop.controller import Controller
from desktop.long_work import LongWork, Task
from desktop.words.language_model_sheet import LanguageModelSheet

PAUSE = 250
"""Milliseconds without a change after which running captions follow: a moved weight is many changes."""


class NotBuilt(Enum):
    """Why there is no new one, where nothing went wrong."""

    EXISTS = "one of the name is there, which may not be replaced"
    STOPPED = "the user has had enough"


Built = tuple[Path, int] | str | NotBuilt
"""The folder and how many words are known, what went wrong, or why there is none."""


class LanguageModels(QObject):
    """GUI thread, but for `_build`."""

    def __init__(self, controller: Controller, sheet: LanguageModelSheet, parent: QObject) -> None:
        super().__init__(parent)
        self._controller, self._sheet = controller, sheet
        self.folder = controller.language_model_folder
        self._own: tuple[str, bool] | None = None
        self._work = LongWork(sheet.bar, lambda _title, read: sheet.how_far(read), self)
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._pause.timeout.connect(self._follow)
        sheet.changed.connect(lambda listed: self._change(language_models=listed))
        sheet.add_wanted.connect(self.add)
        sheet.weight_chosen.connect(lambda weight: self._change(language_model_weight=weight))
        sheet.bonus_chosen.connect(lambda bonus: self._change(word_bonus=bonus))
        sheet.build_wanted.connect(self.build)

    def apply(self, settings: Settings) -> None:
        """Show what there is, and what is in use."""
        found = self.folder.iterdir() if self.folder.is_dir() else ()
        # What is hidden is being written.
        built = sorted(path for path in found if path.is_dir() and not path.name.startswith("."))
        if self._own is None or self._own[0] != settings.model:
            self._own = (settings.model, language_model_of(settings.model) is not None)
        self._sheet.show_models(tuple(built), settings, self._own[1])

    def add(self, path: Path) -> None:
        """Take a file or folder into the list, once it has turned out to be a language model."""
        self._controller.background.run(lambda: _problem_of(path), lambda problem: self._checked(path, problem))

    def _checked(self, path: Path, problem: str) -> None:
        self._sheet.show_problem(problem)
        if not problem:
            self._change(language_models=with_model(self._controller.settings.language_models, str(path)))

    def _change(self, **changes: Any) -> None:
        """Store it; captions that run take it up at the next sentence."""
        self._sheet.show_problem("")
        self._controller.change(**changes)
        self._pause.start()

    def _follow(self) -> None:
        session = self._controller.session
        if session is None or not self._controller.listening:
            return
        options = self._controller.recognition_options()

        def take_up(result: tuple[LoadedLanguageModel, list[str]]) -> None:
            loaded, problems = result
            self._sheet.show_problem("\n".join(self._controller.without(problem) for problem in problems))
            if self._controller.session is session:
                session.set_language_model(loaded)

        self._controller.background.run(lambda: _loaded(options), take_up)

    def build(self, documents: list[Path], name: str, replace: bool = False) -> None:
        """Make one, and use it; where one is called so already, ask first."""
        # Letters, digits, spaces and hyphens only: the name is that of a folder.
        name = " ".join("".join(c if c.isalnum() or c in " -" else " " for c in name).split()) or "my words"
        self._sheet.show_building(len(documents))
        model, language = self._controller.settings.model, self._controller.settings.language or "eng"

        def built(result: Built) -> None:
            if result is NotBuilt.EXISTS:
                self._sheet.ask_to_replace(name, lambda: self.build(documents, name, replace=True))
            else:
                self._built(result)

        folder = self.folder / name
        self._work.run(name, partial(self._build, documents, folder, (model, language), replace), built)

    def close(self) -> None:
        """Leave what is being built, and end the thread."""
        self._work.close()

    def _build(self, documents: list[Path], folder: Path, spoken: tuple[str, str], replace: bool, task: Task) -> Built:
        """Its own thread; what can go wrong is said in the sheet."""
        from core.commands.failures import UsageError
        from core.commands.lm import spoken_form
        from core.language_models.building import BuildOptions, ModelExistsError, build
        from core.language_models.ngram_counts import LanguageModelBuildError

        def read(count: int) -> None:
            if task.stopped():
                raise Cancelled("The build was stopped.")
            task.reached(count)

        try:
            options = BuildOptions(spoken=spoken_form(*spoken))
            return folder, len(build(documents, folder, options, replace, read).vocabulary)
        except ModelExistsError:
            return NotBuilt.EXISTS
        except Cancelled:
            return NotBuilt.STOPPED
        except (LanguageModelBuildError, UsageError) as failure:
            return str(failure)
        except OSError as failure:
            return self.tr("The language model cannot be written ({}).").format(failure.strerror or failure)

    def _built(self, result: Built) -> None:
        if isinstance(result, NotBuilt):
            self._sheet.show_stopped()
            return
        if isinstance(result, str):
            self._sheet.show_not_built(result)
            return
        folder, words = result
        self._sheet.show_built(words)
        listed = with_model(self._controller.settings.language_models, str(folder), SHARE_OF_BUILT)
        self._change(language_models=listed)


def _problem_of(path: Path) -> str:
    """Background thread: why it cannot be a language model; empty where it seems to be one."""
    from core.decoding.language_model import LanguageModelError, model_file
    from core.decoding.language_model_file import check_form

    try:
        check_form(model_file(path))
    except LanguageModelError as failure:
        return str(failure)
    return ""


def _loaded(options: RecognitionOptions) -> tuple[LoadedLanguageModel, list[str]]:
    """Background thread: what can be used of them, and what is to be said of the others."""
    problems: list[str] = []
    return load_language_model(options, problems.append), problems
