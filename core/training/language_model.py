"""Builds the bundled language model from plain text: our own estimate, packed by KenLM's `build_binary`.

The program is in KenLM's source package, not in its Python module. Once, with CMake and Boost installed:

    pip download --no-deps --no-binary kenlm kenlm==0.3.0 && tar xzf kenlm-0.3.0.tar.gz
    cmake -S kenlm-0.3.0 -B kenlm-0.3.0/b -DBUILD_PYTHON=OFF && cmake --build kenlm-0.3.0/b --target build_binary

Without it the model stays an ARPA file: the same probabilities, several times the size.

Owned by `wavescribe train language-model`, on its thread. Smoothing: modified Kneser-Ney (Heafield et al. 2013).
"""

from __future__ import annotations

import json
import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from pyctcdecode.alphabet import Alphabet

from core.language_models.arpa import write_arpa
from core.language_models.kneser_ney import EstimateOptions, estimate
from core.language_models.ngram_counts import LanguageModelBuildError
from core.training.language_model_text import count_words, list_texts, sentences, spelled_lines


@dataclass(frozen=True, slots=True)
class LanguageModelRecipe:
    """How the model is estimated and stored. `prune[n]`: (n+1)-grams seen at most so often are dropped.

    `spelled_words` of the vocabulary are added spelled out, `spelled_words_a_line` in each line.
    """

    kinds: tuple[str, ...] = ("en_books/", "en_modern/", "sentences/en.", "sentences/en_")
    order: int = 4
    prune: tuple[int, ...] = (0, 0, 1, 2)
    rarest_word_count: int = 2
    spelled_words: int = 10_000
    spelled_words_a_line: int = 5
    probability_bits: int = 8
    backoff_bits: int = 8
    pointer_bits: int = 22
    alpha: float = 0.5
    beta: float = 1.5
    unknown_word_score: float = -10.0


def find_build_binary(folder: Path | None) -> Path | None:
    """KenLM's `build_binary` in `folder`, where it must be, or on the search path when that is None."""
    found = shutil.which("build_binary", path=None if folder is None else str(folder))
    if found is None and folder is not None:
        raise LanguageModelBuildError(
            f"KenLM's build_binary is not in {folder}. Build it from KenLM's source package "
            "(the docstring of core/training/language_model.py has the two commands)."
        )
    return None if found is None else Path(found)


def build_language_model(
    texts: Path, destination: Path, build_binary: Path | None, recipe: LanguageModelRecipe
) -> Path:
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
        with corpus.open(encoding="ascii") as lines:
            spelled = spelled_lines(words, recipe.spelled_words, recipe.spelled_words_a_line)
            model = estimate(chain(lines, spelled), EstimateOptions(recipe.order, recipe.prune, words))
        for former in ("lm.arpa", "lm.bin"):
            # The folder holds one model, or it cannot be loaded.
            (folder / former).unlink(missing_ok=True)
        if build_binary is None:
            write_arpa(model, folder / "lm.arpa")
        else:
            write_arpa(model, scratch / "lm.arpa")
            _quantise(scratch / "lm.arpa", folder / "lm.bin", build_binary, recipe)
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


def _quantise(arpa: Path, binary: Path, build_binary: Path, recipe: LanguageModelRecipe) -> None:
    bits = ["-q", str(recipe.probability_bits), "-b", str(recipe.backoff_bits), "-a", str(recipe.pointer_bits)]
    _run([str(build_binary), *bits, "trie", str(arpa), str(binary)], stdout=subprocess.DEVNULL)


def _run(command: list[str], **streams: object) -> None:
    result = subprocess.run(command, stderr=subprocess.PIPE, check=False, **streams)  # type: ignore[call-overload]
    if result.returncode != 0:
        lines = result.stderr.decode(errors="replace").strip().splitlines() or ["no message"]
        raise LanguageModelBuildError(f"{Path(command[0]).name} failed: {lines[-1]}")
