"""`wavescribe lm`: build a language model from documents, or say what one holds.

wavescribe lm build minutes.docx papers/*.pdf notes.md --output my-words
wavescribe transcribe talk.mp3 --lm bundled:0.6 --lm my-words:0.4
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from core.commands.failures import UsageError

if TYPE_CHECKING:
    from core.decoding.language_model import LanguageModel
    from core.language_models.building import SpokenForm


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The two tasks and their options."""
    tasks = parser.add_subparsers(dest="task", metavar="TASK", required=True)
    build = tasks.add_parser("build", help="Build a language model from documents (TXT, MD, DOCX, PDF, SRT, VTT).")
    build.add_argument("documents", nargs="+", type=Path, metavar="DOCUMENT")
    build.add_argument(
        "--output", type=Path, required=True, metavar="P", help="a folder for model, words and weights, or FILE.arpa"
    )
    build.add_argument("--order", type=int, default=4, help="longest word sequence it knows (default: 4)")
    build.add_argument(
        "--prune",
        type=int,
        nargs="+",
        default=[0],
        metavar="N",
        help="of each length, sequences seen at most N times are dropped (default: 0, none)",
    )
    build.add_argument("--alpha", type=float, default=0.5, help="weight in decoding (default: 0.5)")
    build.add_argument("--beta", type=float, default=1.5, help="bonus a word in decoding (default: 1.5)")
    build.add_argument("--replace", action="store_true", help="put it in the place of one that is there already")
    info = tasks.add_parser("info", help="Print order, size and words of a language model.")
    info.add_argument("file", type=Path, metavar="MODEL", help="an ARPA or KenLM file, or a folder")
    info.add_argument("--text", type=Path, metavar="DOCUMENT", help="also its perplexity on this document")
    info.add_argument("--json", action="store_true", help="print one JSON object")
    for task in (build, info):
        task.add_argument(
            "--model", default="bundled-en", metavar="X", help="whose letters the text is written in (default: bundled)"
        )
        task.add_argument("--language", default="en", metavar="L", help="of the documents (default: en)")


def run(arguments: argparse.Namespace) -> int:
    """Do the task that was named; what cannot be built or read is a `UsageError`."""
    from core.decoding.language_model import LanguageModelError
    from core.language_models.ngram_counts import LanguageModelBuildError

    try:
        return _build(arguments) if arguments.task == "build" else _info(arguments)
    except (LanguageModelError, LanguageModelBuildError) as failure:
        raise UsageError(str(failure)) from failure


def _build(arguments: argparse.Namespace) -> int:
    from core.language_models.building import BuildOptions, build
    from core.language_models.kneser_ney import EstimateOptions

    options = BuildOptions(
        EstimateOptions(arguments.order, tuple(arguments.prune)),
        spoken_form(arguments.model, arguments.language),
        arguments.alpha,
        arguments.beta,
    )
    model = build(arguments.documents, arguments.output, options, arguments.replace)
    counts = ", ".join(f"{len(order.first)} {length}-grams" for length, order in enumerate(model.orders, 1))
    sys.stdout.write(f"{arguments.output}: {len(model.vocabulary)} words; {counts}\n")
    return 0


def _info(arguments: argparse.Namespace) -> int:
    from core.decoding.language_model import LanguageModel, model_file
    from core.decoding.language_model_file import ngram_counts

    model = LanguageModel.load(arguments.file)
    file = model_file(arguments.file)
    rows: dict[str, Any] = {
        "file": str(file),
        "bytes": file.stat().st_size,
        "ngrams": ngram_counts(file),
        "words": len(model.words),
        "alpha": model.alpha,
        "beta": model.beta,
    }
    if arguments.text:
        rows |= _fit(model, arguments.text, spoken_form(arguments.model, arguments.language))
    if arguments.json:
        sys.stdout.write(json.dumps(rows, ensure_ascii=False) + "\n")
    else:
        sys.stdout.writelines(f"{name:22}{value}\n" for name, value in rows.items())
    return 0


def _fit(model: LanguageModel, document: Path, spoken: SpokenForm) -> dict[str, Any]:
    """Perplexity of a document: of the words that the model knows, and how many it does not."""
    from core.language_models.building import read_sentences

    known: list[float] = []
    unknown = 0
    for sentence in read_sentences([document], spoken):
        scores = [(score, strange) for score, _, strange in model.model.full_scores(sentence)]
        known += [score for score, strange in scores if not strange]
        unknown += sum(strange for _, strange in scores)
    if not known:
        raise UsageError(f"{document} has no word that the model knows.")
    return {"perplexity": round(10 ** (-sum(known) / len(known)), 1), "unknown": unknown, "scored": len(known)}


def spoken_form(model: str, language: str) -> SpokenForm:
    """The letters of a local model's vocabulary; those of a language where it has several."""
    from core.language_models.building import SpokenForm
    from core.models.labels import LabelsError, labels_of

    try:
        labels = labels_of(model, language)
    except LabelsError as failure:
        raise UsageError(str(failure)) from failure
    letters = frozenset(label for label in labels if len(label) == 1 and label != "|")
    return SpokenForm(letters, english=language in ("en", "eng"))
