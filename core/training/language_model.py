"""Builds the bundled KenLM language model from plain text with KenLM's own `lmplz` and `build_binary`.

The two programs are in KenLM's source package, not in its Python module. Once, with CMake and Boost installed:

    pip download --no-deps --no-binary kenlm kenlm==0.3.0 && tar xzf kenlm-0.3.0.tar.gz
    cmake -S kenlm-0.3.0 -B kenlm-0.3.0/b -DBUILD_PYTHON=OFF && cmake --build kenlm-0.3.0/b --target lmplz build_binary

Owned by `wavescribe train language-model`, on its thread. Smoothing: modified Kneser-Ney (Heafield et al. 2013).
"""

from __future__ import annotations

import json
import shutil
import subprocess
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from pyctcdecode.alphabet import Alphabet

from core.training.language_model_text import count_words, list_texts, sentences


class LanguageModelBuildError(Exception):
    """The language model cannot be built; the sentence says what to do."""


@dataclass(frozen=True, slots=True)
class LanguageModelRecipe:
    """How the model is estimated and stored. `prune[n]`: (n+1)-grams seen at most so often are dropped."""

    kinds: tuple[str, ...] = ("en_books/", "en_modern/", "sentences/en.", "sentences/en_")
    order: int = 4
    prune: tuple[int, ...] = (0, 0, 1, 2)
    rarest_word_count: int = 2
    probability_bits: int = 8
    backoff_bits: int = 8
    pointer_bits: int = 22
    alpha: float = 0.5
    beta: float = 1.5
    unknown_word_score: float = -10.0


@dataclass(frozen=True, slots=True)
class KenlmPrograms:
    """Paths of KenLM's two command-line programs."""

    lmplz: Path
    build_binary: Path


def find_programs(folder: Path | None) -> KenlmPrograms:
    """`lmplz` and `build_binary` in `folder`, or on the search path when it is None."""
    found = []
    for name in ("lmplz", "build_binary"):
        path = shutil.which(name, path=None if folder is None else str(folder))
        if path is None:
            raise LanguageModelBuildError(
                f"KenLM's {name} was not found. Build it from KenLM's source package "
                "(the docstring of core/training/language_model.py has the two commands) and give --kenlm FOLDER."
            )
        found.append(Path(path))
    return KenlmPrograms(*found)


def build_language_model(texts: Path, destination: Path, programs: KenlmPrograms, recipe: LanguageModelRecipe) -> Path:
    """Write `destination`/language_model (the layout of `Wav2Vec2ProcessorWithLM`) from the folder `texts`; returns
    its path.
    """
    files = list_texts(texts, recipe.kinds)
    folder = destination / "language_model"
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="wavescribe-lm-") as name:
        scratch = Path(name)
        corpus = scratch / "corpus.txt"
        with corpus.open("w", encoding="ascii") as stream:
            stream.writelines(line + "\n" for line in sentences(texts, files))
        with corpus.open(encoding="ascii") as lines:
            counts = count_words(lines)
        words = sorted(word for word, count in counts.items() if count >= recipe.rarest_word_count)
        arpa = estimate(corpus, words, scratch, programs, recipe)
        _quantise(arpa, folder / "lm.bin", programs, recipe)
    (folder / "unigrams.txt").write_text("\n".join(words) + "\n", encoding="utf-8")
    write_attributes(folder, recipe)
    if (destination / "vocab.json").is_file():
        write_alphabet(destination)
    record = {
        "recipe": {name: getattr(recipe, name) for name in recipe.__slots__},
        "words": sum(counts.values()),
        "vocabulary": len(words),
        "texts": [{"path": file.path, "licence": file.licence, "sha256": file.sha256} for file in files],
    }
    (destination / "language_model_sources.json").write_text(
        json.dumps(record, indent=1, ensure_ascii=False) + "\n", encoding="utf-8"
    )
    return folder


def estimate(
    corpus: Path, words: Iterable[str], scratch: Path, programs: KenlmPrograms, recipe: LanguageModelRecipe
) -> Path:
    """Run `lmplz` on the lines of `corpus`, vocabulary limited to `words`; returns the ARPA file in `scratch`."""
    vocabulary = scratch / "vocabulary.txt"
    vocabulary.write_text(" ".join(words), encoding="utf-8")
    arpa = scratch / "lm.arpa"
    command = [str(programs.lmplz), "-o", str(recipe.order), "--limit_vocab_file", str(vocabulary), "-S", "1G"]
    command += ["-T", str(scratch), "--discount_fallback", "--prune", *(str(count) for count in recipe.prune)]
    with corpus.open("rb") as lines, arpa.open("wb") as output:
        _run(command, stdin=lines, stdout=output)
    return arpa


def write_attributes(folder: Path, recipe: LanguageModelRecipe) -> None:
    """Write `attrs.json` as pyctcdecode's `LanguageModel.load_from_dir` reads it."""
    attributes = {
        "alpha": recipe.alpha,
        "beta": recipe.beta,
        "unk_score_offset": recipe.unknown_word_score,
        "score_boundary": True,
    }
    (folder / "attrs.json").write_text(json.dumps(attributes) + "\n", encoding="utf-8")


def write_alphabet(model_folder: Path) -> None:
    """Write `alphabet.json`, the labels as pyctcdecode has them, for a model with a `vocab.json`.

    `Wav2Vec2ProcessorWithLM` wants it beside the `language_model` folder.
    """
    vocabulary = json.loads((model_folder / "vocab.json").read_text(encoding="utf-8"))
    labels = sorted(vocabulary, key=lambda label: int(vocabulary[label]))
    alphabet = Alphabet.build_alphabet(labels)
    (model_folder / "alphabet.json").write_text(alphabet.dumps() + "\n", encoding="utf-8")


def _quantise(arpa: Path, binary: Path, programs: KenlmPrograms, recipe: LanguageModelRecipe) -> None:
    bits = ["-q", str(recipe.probability_bits), "-b", str(recipe.backoff_bits), "-a", str(recipe.pointer_bits)]
    _run([str(programs.build_binary), *bits, "trie", str(arpa), str(binary)], stdout=subprocess.DEVNULL)


def _run(command: list[str], **streams: object) -> None:
    result = subprocess.run(command, stderr=subprocess.PIPE, check=False, **streams)  # type: ignore[call-overload]
    if result.returncode != 0:
        lines = result.stderr.decode(errors="replace").strip().splitlines() or ["no message"]
        raise LanguageModelBuildError(f"{Path(command[0]).name} failed: {lines[-1]}")
