"""A language model from the user's own documents: read, folded to spoken form, estimated, written. Any thread.

It is written whole or not at all: what was in its place stays until then.
"""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from core.decoding.language_model import DEFAULT_ALPHA, DEFAULT_BETA, DEFAULT_UNK_SCORE_OFFSET
from core.decoding.spoken_text import ENGLISH, fold_sentences
from core.language_models.arpa import write_arpa
from core.language_models.documents import read_paragraphs
from core.language_models.kneser_ney import EstimateOptions, NgramModel, estimate
from core.language_models.ngram_counts import LanguageModelBuildError

FILE_SUFFIXES = (".arpa",)
FOLDER_FILES = ("lm.arpa", "unigrams.txt", "attrs.json")


@dataclass(frozen=True, slots=True)
class SpokenForm:
    """What a recogniser can emit: its letters, and whether numerals and signs are to be read out in English."""

    letters: frozenset[str] = ENGLISH
    english: bool = True


@dataclass(frozen=True, slots=True)
class BuildOptions:
    """How a model is estimated and weighed. `alpha`, `beta`: what decoding begins with."""

    estimate: EstimateOptions = field(default_factory=lambda: EstimateOptions(order=4))
    spoken: SpokenForm = field(default_factory=SpokenForm)
    alpha: float = DEFAULT_ALPHA
    beta: float = DEFAULT_BETA


class ModelExistsError(LanguageModelBuildError):
    """A language model lies where a new one is to be written."""


def read_sentences(
    documents: Iterable[Path], spoken: SpokenForm, read: Callable[[int], None] = lambda _count: None
) -> Iterator[str]:
    """Sentences of documents as they are spoken; `read` gets how many have been read, before each and before each
    paragraph. Raises DocumentError."""
    for number, document in enumerate(documents):
        read(number)
        for paragraph in read_paragraphs(document):
            read(number)
            yield from fold_sentences(paragraph, spoken.letters, spoken.english)


def build(
    documents: Sequence[Path],
    output: Path,
    options: BuildOptions,
    replace: bool = False,
    read: Callable[[int], None] = lambda _count: None,
) -> NgramModel:
    """Estimate a model from documents and write it: a folder with model, word list and weights, or one .arpa file.

    `read`: see `read_sentences`; it gets the number of all again and again while the model is estimated and written.
    What it raises ends the build, of which nothing is left. Raises LanguageModelBuildError where a document cannot be
    read or holds no words, ModelExistsError where one is there and is not to be replaced (before anything is read),
    OSError where nothing can be written.
    """
    single = output.suffix in FILE_SUFFIXES
    files = [output] if single else [output / name for name in FOLDER_FILES]
    if not replace and any(path.exists() for path in files):
        raise ModelExistsError(f"{output} is there already; give another name, or --replace to put the new one there.")
    sentences = list(read_sentences(documents, options.spoken, read))
    if not sentences:
        raise LanguageModelBuildError("The documents hold no sentence in the model's letters; give others, or --model.")

    def check() -> None:
        read(len(documents))

    model = estimate(sentences, options.estimate, check)
    if single:
        with _whole(output.parent) as scratch:
            write_arpa(model, scratch / output.name, check)
    else:
        output.parent.mkdir(parents=True, exist_ok=True)
        with _whole(output) as scratch:
            _write_folder(model, scratch, options, check)
    return model


@contextmanager
def _whole(folder: Path) -> Iterator[Path]:
    """A folder on the same disk as another one; what is in it comes into that one when all is written, or is gone."""
    scratch = Path(tempfile.mkdtemp(prefix=".wavescribe-", dir=folder if folder.is_dir() else folder.parent))
    try:
        yield scratch
        folder.mkdir(exist_ok=True)
        for file in scratch.iterdir():
            file.replace(folder / file.name)
    finally:
        shutil.rmtree(scratch, ignore_errors=True)


def _write_folder(model: NgramModel, folder: Path, options: BuildOptions, check: Callable[[], None]) -> None:
    """Write the layout that `LanguageModel.load` reads and pyctcdecode too: model, `unigrams.txt`, `attrs.json`."""
    arpa, unigrams, weights = (folder / name for name in FOLDER_FILES)
    write_arpa(model, arpa, check)
    unigrams.write_text("\n".join(sorted(model.vocabulary)) + "\n", encoding="utf-8")
    attributes = {
        "alpha": options.alpha,
        "beta": options.beta,
        "unk_score_offset": DEFAULT_UNK_SCORE_OFFSET,
        "score_boundary": True,
    }
    weights.write_text(json.dumps(attributes) + "\n", encoding="utf-8")
