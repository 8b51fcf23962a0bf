"""The window's language: catalogues complete and sound, and really shown."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.helpers.shared_data import PROJECT

# Calls that show their first or second argument to somebody.
SHOWING = {
    "QLabel", "QPushButton", "QCheckBox", "setText", "setToolTip", "setAccessibleName", "setAccessibleDescription",
    "setPlaceholderText", "setWindowTitle", "addMenu", "addAction", "show_message", "show_notice", "setSuffix",
}  # fmt: skip
NAMES = {"Wavescribe", "0:00:00"}


def calls() -> Iterator[tuple[Path, ast.Call, str]]:
    for path in sorted((PROJECT / "desktop").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
                yield path, node, name


def place(path: Path, node: ast.AST) -> str:
    return f"{path.relative_to(PROJECT)}:{getattr(node, 'lineno', 0)}"


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
        if not all(isinstance(a, ast.Constant) for a in node.args[: 2 if name == "translate" else 1])
    ]
    assert wrong == []
