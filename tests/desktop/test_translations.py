"""The window's language: catalogues complete and sound, and really shown."""

from __future__ import annotations

import ast
import re
import shutil
import subprocess
import sys
import xml.etree.ElementTree as Xml
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QWidget

from core.session.editing import EditError
from core.session.settings import Settings
from desktop.core_sentences import TEMPLATES
from desktop.translation import LANGUAGES, TRANSLATIONS, chosen_language, install_translations, translated
from desktop.window.message_bar import MessageBar
from desktop.words.words_sheet import WordsSheet
from tests.helpers.core_sentences import sentences
from tests.helpers.shared_data import PROJECT

# Calls that show their first or second argument to somebody.
SHOWING = {
    "QLabel", "QPushButton", "QCheckBox", "setText", "setToolTip", "setAccessibleName", "setAccessibleDescription",
    "setPlaceholderText", "setWindowTitle", "addMenu", "addAction", "show_message", "show_notice", "setSuffix",
}  # fmt: skip
NAMES = {"Wavescribe", "0:00:00"}
PLACEHOLDER = re.compile(r"\{[^}]*\}|%n")


def calls() -> Iterator[tuple[Path, ast.Call, str]]:
    for path in sorted((PROJECT / "desktop").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
                yield path, node, name


def place(path: Path, node: ast.AST) -> str:
    return f"{path.relative_to(PROJECT)}:{getattr(node, 'lineno', 0)}"


def messages(catalogue: Path) -> dict[tuple[str, str], Xml.Element]:
    found = {}
    for context in Xml.parse(catalogue).getroot().iter("context"):
        for message in context.iter("message"):
            found[context.findtext("name", ""), message.findtext("source", "")] = message
    return found


def translations(message: Xml.Element) -> list[str]:
    translation = message.find("translation")
    assert translation is not None
    forms = [form.text or "" for form in translation.iter("numerusform")]
    return forms or [translation.text or ""]


def tool(name: str) -> str:
    return str(Path(sys.executable).with_name(name))


def test_what_is_shown_goes_through_tr() -> None:
    plain = [
        f"{place(path, node)}: {argument.value!r}"
        for path, node, name in calls()
        if name in SHOWING
        for argument in node.args[:2]
        if isinstance(argument, ast.Constant) and isinstance(argument.value, str)
        if any(letter.isalpha() for letter in argument.value) and argument.value not in NAMES
    ]
    assert plain == []


def test_tr_gets_plain_literals() -> None:
    wrong = [
        place(path, node)
        for path, node, name in calls()
        if name in ("tr", "translate") and node.args
        # There core's sentences are translated, which have literals of their own.
        if path.name != "translation.py"
        if not all(isinstance(a, ast.Constant) for a in node.args[: 2 if name == "translate" else 1])
    ]
    assert wrong == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_catalogues_hold_every_text_of_the_source(language: str, tmp_path: Path) -> None:
    committed = TRANSLATIONS / f"wavescribe_{language}.ts"
    fresh = tmp_path / committed.name
    shutil.copy(committed, fresh)
    plural = ["-pluralonly"] if language == "en" else []
    command = [tool("pyside6-lupdate"), "-silent", "-extensions", "py", "desktop", "-ts", str(fresh), "-no-obsolete"]
    subprocess.run([*command, *plural], cwd=PROJECT, check=True)
    hint = "run packaging/translations and translate what is new"
    assert set(messages(fresh)) == set(messages(committed)), hint


@pytest.mark.parametrize("language", LANGUAGES)
def test_catalogues_are_finished_and_keep_every_placeholder(language: str) -> None:
    wrong = []
    for (context, source), message in messages(TRANSLATIONS / f"wavescribe_{language}.ts").items():
        translation = message.find("translation")
        assert translation is not None
        if translation.get("type") is not None or not all(translations(message)):
            wrong.append(f"unfinished: {context}: {source}")
        expected = sorted(PLACEHOLDER.findall(source))
        plural = message.get("numerus") == "yes"
        for text in translations(message):
            held = sorted(PLACEHOLDER.findall(text))
            # A form for one thing may say "one" or "the first".
            if held != expected and not (plural and held == [item for item in expected if item != "%n"]):
                wrong.append(f"placeholders: {context}: {source} -> {text}")
    assert wrong == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_compiled_catalogues_are_those_of_the_sources(language: str, tmp_path: Path) -> None:
    source = TRANSLATIONS / f"wavescribe_{language}.ts"
    compiled = tmp_path / "compiled.qm"
    subprocess.run([tool("pyside6-lrelease"), "-silent", str(source), "-qm", str(compiled)], check=True)
    assert compiled.read_bytes() == source.with_suffix(".qm").read_bytes()


def in_language(application: QApplication, language: str, texts: object) -> list[str]:
    installed = install_translations(application, language)
    try:
        return texts()  # type: ignore[no-any-return, operator]
    finally:
        for translator in installed:
            application.removeTranslator(translator)
        install_translations(application, "en")


def test_a_german_and_a_spanish_window_speak_so(qapp: QApplication) -> None:
    def texts() -> list[str]:
        sheet = WordsSheet()
        found = [sheet.accessibleName(), sheet.imported.text()]
        # What the base class says has the base class's own entry.
        found += [button.text() for button in sheet.findChildren(QWidget) if button.property("text") == "Done"]
        found += [
            sheet.tr("Done"),
            sheet.table.tr("heard %n time(s)", "", 1),
            sheet.table.tr("heard %n time(s)", "", 3),
        ]
        sheet.deleteLater()
        return found

    assert in_language(qapp, "de", texts) == ["Wörter", "Importieren…", "Fertig", "1-mal gehört", "3-mal gehört"]
    assert in_language(qapp, "es", texts) == ["Palabras", "Importar…", "Hecho", "oída 1 vez", "oída 3 veces"]


def test_the_language_is_the_systems_unless_chosen() -> None:
    assert chosen_language("es") == "es"
    assert chosen_language(Settings().interface_language) in LANGUAGES
    assert chosen_language("tlh") in LANGUAGES
    for asked, given in (("de_AT.UTF-8", "de"), ("es_MX.UTF-8", "es"), ("fi_FI.UTF-8", "en")):
        script = "from desktop.translation import chosen_language; print(chosen_language('system'))"
        out = subprocess.run(
            [sys.executable, "-c", script],
            cwd=PROJECT,
            env={"PATH": "/usr/bin", "LANG": asked, "LC_ALL": asked, "QT_QPA_PLATFORM": "offscreen"},
            capture_output=True,
            text=True,
            check=True,
        )
        assert out.stdout.strip() == given


def test_the_window_knows_every_sentence_of_core() -> None:
    assert list(TEMPLATES) == sentences(), "run packaging/translations and translate what is new"
    for language in ("de", "es"):
        core = {source for context, source in messages(TRANSLATIONS / f"wavescribe_{language}.ts") if context == "Core"}
        assert core == set(TEMPLATES)


@pytest.mark.parametrize("language", ["de", "es"])
def test_every_sentence_of_core_is_said_in_the_windows_language(qapp: QApplication, language: str) -> None:
    catalogue = messages(TRANSLATIONS / f"wavescribe_{language}.ts")
    values = ("/a folder/talk (1).mp3", "No such file", "7", "[9]")

    def texts() -> list[str]:
        return [translated(template.format(*values)) for template in TEMPLATES]

    def expected(template: str) -> str:
        return translations(catalogue["Core", template])[0].format(*values)

    assert in_language(qapp, language, texts) == [expected(template) for template in TEMPLATES]


def test_sentences_stay_as_they_are_in_english(qapp: QApplication) -> None:
    for template in TEMPLATES:
        text = template.format("a", "b", "c", "d")
        assert translated(text) == text
    assert translated("no sentence of core's: {}") == "no sentence of core's: {}"


def test_a_sentence_in_a_sentence_is_translated_too(qapp: QApplication) -> None:
    lost = "Headset does not answer any more. Waiting for it to come back."
    none = "no microphone was found (asked for: USB); plug one in, or allow access to it in the system's settings."

    def texts() -> list[str]:
        bar = MessageBar()
        bar.show_message(str(EditError("this word has no such alternative.")))
        said = [translated(lost), translated(none), bar.label.text()]
        bar.deleteLater()
        return said

    assert in_language(qapp, "de", texts) == [
        "Headset antwortet nicht mehr. Es wird gewartet, bis es wieder da ist.",
        "Es wurde kein Mikrofon gefunden (verlangt war: USB); schließen Sie eines an, "
        "oder erlauben Sie den Zugriff darauf in den Einstellungen des Systems.",
        "Dieses Wort hat keine solche Alternative.",
    ]
