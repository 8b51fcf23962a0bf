"""The window's language: catalogues of assets/translations, and Qt's own for the texts that Qt brings."""

from __future__ import annotations

from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator
from PySide6.QtWidgets import QApplication

from core.models.catalogue import ASSETS

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
