"""`wavescribe models`: what `--model` can name on this machine."""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import asdict


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Options of `wavescribe models`."""
    parser.add_argument("--json", action="store_true", help="print a JSON list")


def run(arguments: argparse.Namespace) -> int:
    """Print one line a model: name, size, languages, licence, folder."""
    from core.models.catalogue import list_models

    models = list_models()
    if arguments.json:
        rows = [{**asdict(model), "folder": str(model.folder)} for model in models]
        sys.stdout.write(json.dumps(rows, ensure_ascii=False) + "\n")
        return 0
    for model in models:
        languages = ", ".join(model.languages[:8]) + (" …" if len(model.languages) > 8 else "")
        facts = [f"{model.size_bytes / 1e6:.0f} MB", languages, model.licence]
        sys.stdout.write(f"{model.name}  ({'; '.join(fact for fact in facts if fact)})\n    {model.folder}\n")
    sys.stdout.write(
        "Any other Wav2Vec2 CTC checkpoint: --model FOLDER, or --model OWNER/NAME to download it from the hub.\n"
    )
    return 0
