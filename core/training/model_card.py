"""The parts of a model's card (README.md) that are figures: written from what was measured and recorded, never by hand.

They stand between markers, `<!-- NAME -->` and `<!-- end of NAME -->`; the prose around them is people's. Pure text,
any thread.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from core.training.error_rates import ErrorRates, Rate
from core.training.record import RECORD_FILE

LANGUAGE_MODEL_RECORD = "language_model_sources.json"


class CardError(Exception):
    """A card cannot be written; the sentence says what to do."""


def update_card(card: str, parts: Mapping[str, str]) -> str:
    """`card` with each part's text between its markers. Raises `CardError` for a marker that is not there."""
    for name, text in parts.items():
        pattern = re.compile(rf"(<!-- {re.escape(name)} -->\n).*?(<!-- end of {re.escape(name)} -->)", re.DOTALL)
        card, found = pattern.subn(lambda match, text=text: f"{match[1]}{text}\n{match[2]}", card)  # type: ignore[misc]
        if found != 1:
            raise CardError(f"the card needs the lines <!-- {name} --> and <!-- end of {name} --> once, in this order.")
    return card


def error_table(decoded: Mapping[str, ErrorRates], greedy: Mapping[str, ErrorRates], labels: str) -> str:
    """Rates by source, with the language model and without; brackets hold 95 % intervals.

    `labels`: what the model writes, "characters" or "sounds".
    """
    lines = [
        f"| recordings (clips) | words, with language model | words, greedy | {labels}, greedy |",
        "|---|---|---|---|",
    ]
    for source, found in decoded.items():
        plain = greedy[source]
        rates = (found.words, plain.words, plain.characters)
        lines.append(f"| {source} ({found.utterances}) | {' | '.join(map(_percent, rates))} |")
    return "\n".join(lines)


def data_table(record: Mapping[str, Any]) -> str:
    """Recordings by licence, as `training.json` has them."""
    lines = ["| licence | clips | hours | speakers |", "|---|---|---|---|"]
    rows = sorted(record["recordings"].items(), key=lambda row: -row[1]["hours"])
    lines += [
        f"| {_cell(licence)} | {row['clips']} | {row['hours']:.2f} | {row['speakers']} |" for licence, row in rows
    ]
    return "\n".join(lines)


def provenance(record: Mapping[str, Any], language_model: Mapping[str, Any] | None) -> str:
    """Hashes and versions: of the data, of the model it began from, of the programs."""
    lines = [
        f"- Recordings: manifest SHA-256 `{record['manifest_sha256']}`.",
        f"- Trained on {record['device']} for {record['steps']} steps, {record['heard_hours']} hours of audio heard, "
        + "with "
        + ", ".join(f"{name} {number}" for name, number in sorted(record["versions"].items()))
        + ".",
    ]
    lines += [f"- {name.capitalize()}: {note}." for name, note in record.get("notes", {}).items()]
    start = record["start"]
    while start:
        earlier = start.get("record")
        heard = f", after {earlier['heard_hours']} hours heard in {earlier['steps']} steps" if earlier else ""
        lines.append(f"- Began from `{start['name']}`, weights SHA-256 `{start.get('sha256', 'unknown')}`{heard}.")
        start = earlier["start"] if earlier else None
    if language_model is not None:
        lines.append(
            f"- Language model: {language_model['words']:,} words of {len(language_model['texts'])} texts, "
            f"{language_model['vocabulary']:,} words known; texts and their hashes in `{LANGUAGE_MODEL_RECORD}`."
        )
    return "\n".join(lines)


def read_record(folder: Path, name: str = RECORD_FILE) -> dict[str, Any]:
    """A record beside a model's weights. Raises `CardError`."""
    try:
        values: dict[str, Any] = json.loads((folder / name).read_text(encoding="utf-8"))
    except (OSError, ValueError) as failure:
        raise CardError(f"{folder / name} cannot be read ({failure}); `wavescribe train` writes it.") from failure
    return values


def _cell(text: str) -> str:
    """A text that stays in its cell: manifests hold line breaks and bars."""
    return " ".join(text.split()).replace("|", "\\|")


def _percent(rate: Rate) -> str:
    return f"{100 * rate.rate:.1f} % ({100 * rate.low:.1f}–{100 * rate.high:.1f})"
