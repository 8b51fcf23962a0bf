"""The window's language: catalogues of assets/translations, and Qt's own for the texts that Qt brings."""

from __future__ import annotations

import re
from functools import cache
from string import Formatter

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator
from PySide6.QtWidgets import QApplication

from core.models.catalogue import ASSETS
from desktop.core_sentences import TEMPLATES

TRANSLATIONS = ASSETS / "translations"
SYSTEM = "system"
# The catalogue of English holds its plural forms alone.
LANGUAGES = ("en", "de", "es")


def chosen_language(setting: str) -> str:
    """The language of a setting: one of `LANGUAGES`; "system": the first of the user's that there is, else English."""
    if setting in LANGUAGES:
        return setting
    wanted = (name.partition("-")[0] for name in QLocale.system().uiLanguages())
    return next((name for name in wanted if name in LANGUAGES), "en")


def install_translations(application: QApplication, setting: str) -> list[QTranslator]:
    """Let every text that is asked for from now on be in this language; returns what was installed.

    Texts that widgets show already stay as they are: call it before the window is made.
    """
    language = chosen_language(setting)
    if setting in LANGUAGES:
        QLocale.setDefault(QLocale(language))
    qt = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    installed = []
    for name, folder in ((f"qtbase_{language}", qt), (f"wavescribe_{language}", str(TRANSLATIONS))):
        translator = QTranslator(application)
        # English has no catalogue of Qt's in some builds: its texts are English as they are.
        if translator.load(name, folder):
            application.installTranslator(translator)
            installed.append(translator)
    return installed


def translated(message: str) -> str:
    """What core says, in the window's language, and so what it quotes; any other text as it is.

    Core speaks English and knows no catalogue: its sentences are found again by their templates.
    """
    for pattern, template in _patterns():
        if found := pattern.fullmatch(message):
            text = QCoreApplication.translate("Core", template)
            return text.format(*(translated(value) for value in found.groups()))
    return message


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], str], ...]:
    """Each template with what it matches; first those that say most themselves.

    Greedy: what comes first is a file's name more often than not, and "talk (1).mp3" is one.
    """
    found = []
    for template in TEMPLATES:
        parts = list(Formatter().parse(template))
        pattern = "".join(re.escape(text) + ("(.*)" if field is not None else "") for text, field, _, _ in parts)
        found.append((sum(len(text) for text, *_ in parts), re.compile(pattern, re.DOTALL), template))
    return tuple(each[1:] for each in sorted(found, key=lambda each: -each[0]))
