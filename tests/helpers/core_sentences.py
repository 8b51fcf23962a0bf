"""Finds what core says to people: the sentences of its exceptions and messages, as templates with `{}` for what varies.

`python -m tests.helpers.core_sentences` writes them to desktop/core_sentences.py, where Qt's tools find them.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

PROJECT = Path(__file__).parents[2]
TARGET = PROJECT / "desktop" / "core_sentences.py"
# These speak to the command line and to programs alone, in English.
UNSEEN = {"training", "benchmarks", "commands", "http_api", "cli.py"}
# What stands inside other sentences.
PIECES = (
    "choose one of {}",
    "leave the language out",
    "it has {}",
    "it has none",
    "was not found",
    "is not clear",
    " (asked for: {})",
    "line {}: {}",
)
HEADER = '''"""What core says to people, for the window to say it in its language. Written by packaging/translations."""
# ruff: noqa: E501

from PySide6.QtCore import QT_TRANSLATE_NOOP

# fmt: off
TEMPLATES = tuple(map(str, (
'''


def sentences() -> list[str]:
    """Every template, once, in the order of the alphabet."""
    trees = [ast.parse(path.read_text(encoding="utf-8")) for path in sources()]
    errors = {
        node.name
        for tree in trees
        for node in ast.walk(tree)
        if isinstance(node, ast.ClassDef)
        and any(re.search("Error|Exception", ast.unparse(base)) for base in node.bases)
    }
    found = set(PIECES)
    for tree in trees:
        found.update(raised(tree, errors))
        found.update(said(tree))
    return sorted(each for each in found if len(re.sub(r"\{\}|\W", "", each)) > 3)


def sources() -> Iterator[Path]:
    """The modules whose sentences the window can show."""
    for path in sorted((PROJECT / "core").rglob("*.py")):
        if not UNSEEN.intersection(path.relative_to(PROJECT).parts):
            yield path


def raised(tree: ast.Module, errors: set[str]) -> Iterator[str]:
    """What core's own exceptions are raised with."""
    names = constants(tree)
    for node in ast.walk(tree):
        if not isinstance(node, ast.Raise) or not isinstance(node.exc, ast.Call) or not node.exc.args:
            continue
        if isinstance(node.exc.func, ast.Name) and node.exc.func.id in errors:
            first = node.exc.args[0]
            for each in (first.body, first.orelse) if isinstance(first, ast.IfExp) else (first,):
                if (text := template(each, names)) is not None:
                    yield text


def said(tree: ast.Module) -> Iterator[str]:
    """Whole sentences elsewhere: messages that are no exceptions, and texts of exceptions that have a name first."""
    names = constants(tree)
    inner = {
        id(part)
        for node in ast.walk(tree)
        for part in ast.walk(node)
        if part is not node
        and (
            isinstance(node, ast.JoinedStr)
            or (isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant))
            or (isinstance(node, ast.Raise) and isinstance(node.exc, ast.Call))
        )
    }
    for node in ast.walk(tree):
        if id(node) not in inner and isinstance(node, ast.Constant | ast.JoinedStr):
            text = template(node, names)
            if text and re.match(r"(?! )(?=.* )(?=.*[a-z]{4})[^\n]*\.\Z", text):
                yield text


def constants(tree: ast.Module) -> dict[str, str]:
    """Texts that have a name of the module's."""
    return {
        target.id: node.value.value
        for node in tree.body
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)
        for target in node.targets
        if isinstance(target, ast.Name)
    }


def template(node: ast.expr, names: dict[str, str]) -> str | None:
    """A text with `{}` for what varies; None for what is no text."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value.replace("{", "{{").replace("}", "}}")
    if isinstance(node, ast.Name) and node.id in names:
        return names[node.id]
    if isinstance(node, ast.JoinedStr):
        parts = (each.value if isinstance(each, ast.FormattedValue) else each for each in node.values)
        return "".join(template(part, names) or "{}" for part in parts)
    return None


def main() -> None:
    """Write the module."""
    lines = [f'    QT_TRANSLATE_NOOP("Core", {text!r}),\n' for text in sentences()]
    TARGET.write_text(HEADER + "".join(lines) + ")))\n", encoding="utf-8")


if __name__ == "__main__":
    main()
