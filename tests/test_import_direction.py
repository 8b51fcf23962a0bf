"""The import table of ARCHITECTURE.md, checked against every import statement of the project."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parents[1]

# Folder → folders of ours it may import. A folder may always import itself.
ALLOWED: dict[str, set[str]] = {
    "core/wav2vec2": set(),
    "core/audio": set(),
    "core/models": set(),
    "core/decoding": {"core/wav2vec2"},
    "core/language_models": {"core/decoding"},
    "core/streaming": {"core/decoding", "core/wav2vec2"},
    "core/speakers": {"core/streaming", "core/decoding", "core/wav2vec2"},
    "core/session": {
        "core/speakers",
        "core/language_models",
        "core/streaming",
        "core/decoding",
        "core/wav2vec2",
        "core/audio",
        "core/models",
    },
    "core/training": {
        # Lines that the user corrected in kept sessions.
        "core/session",
        "core/speakers",
        "core/language_models",
        "core/streaming",
        "core/decoding",
        "core/wav2vec2",
        "core/audio",
        "core/models",
    },
    "core/benchmarks": {
        "core/session",
        "core/streaming",
        "core/decoding",
        "core/wav2vec2",
        "core/audio",
        "core/models",
    },
    "core/commands": {
        "core/speakers",
        "core/benchmarks",
        "core/language_models",
        "core/session",
        "core/streaming",
        "core/decoding",
        "core/wav2vec2",
        "core/audio",
        "core/models",
        "core/training",
    },
    "core": {"core/commands"},
    "desktop": {
        "core/commands",
        "core/session",
        "core/streaming",
        "core/decoding",
        "core/language_models",
        "core/audio",
        "core/models",
    },
}
ONLY_IN = {"PySide6": "desktop", "sounddevice": "core/audio/portaudio.py", "transformers": "tests"}


def modules() -> list[Path]:
    return sorted(path for top in ("core", "desktop") for path in (PROJECT / top).rglob("*.py"))


def folder_of(module: str) -> str | None:
    """Longest key of ALLOWED that holds the dotted module name, or None when it is not ours."""
    parts = module.split(".")
    if parts[0] not in ("core", "desktop"):
        return None
    two = "/".join(parts[:2])
    return two if two in ALLOWED else parts[0]


def imported(path: Path) -> Iterator[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    package = path.relative_to(PROJECT).with_suffix("").parts
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            prefix = ".".join(package[: len(package) - node.level]) if node.level else ""
            module = ".".join(part for part in (prefix, node.module or "") if part)
            yield module
            yield from (f"{module}.{alias.name}" for alias in node.names)


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(PROJECT)))
def test_imports_follow_the_table(path: Path) -> None:
    relative = str(path.relative_to(PROJECT))
    own = folder_of(".".join(path.relative_to(PROJECT).with_suffix("").parts))
    assert own is not None
    for module in imported(path):
        other = folder_of(module)
        assert other is None or other == own or other in ALLOWED[own] or module == "core", (
            f"{relative} imports {module}: {own} may import {sorted(ALLOWED[own])}"
        )
        top = module.split(".")[0]
        assert relative.startswith(ONLY_IN.get(top, "")), f"{relative} imports {top}: {ONLY_IN.get(top)} only"


def test_every_folder_is_in_the_table() -> None:
    folders = {
        "/".join(path.relative_to(PROJECT).parts[:2]) for path in modules() if len(path.relative_to(PROJECT).parts) > 2
    }
    assert {folder for folder in folders if folder.startswith("core/")} <= set(ALLOWED)
