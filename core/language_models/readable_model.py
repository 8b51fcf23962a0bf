"""Builds the model behind readable text (`core.decoding.readable`) from a folder of texts, with KenLM's programs:

    python -m core.language_models.readable_model TEXTS DESTINATION --kenlm FOLDER

TEXTS holds .txt or .txt.xz files, a paragraph a line. The last fiftieth of each file and the files of `HELD_OUT` are
kept for measuring and written to DESTINATION/held_out as token lines. One thread.
"""

from __future__ import annotations

import argparse
import json
import lzma
import subprocess
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from core.decoding.readable.marks import MARKS
from core.language_models.punctuated_text import plain_beginnings, tokens, usual_forms

KINDS = ("en_books", "en_modern", "sentences/en.", "sentences/en_")
HELD_OUT = ("Sherlock-Holmes", "great-gatsby", "us_inaugural")
_LARGEST_TEXT = 64 * 2**20


@dataclass(frozen=True, slots=True)
class ReadableRecipe:
    """`prune[n − 1]`: n-grams seen at most so often are dropped. `rarest_word`: rarer words are unknown ones.

    `rarest_form`: a case that a word has less often, or in less than a twentieth of its uses, is not offered.
    """

    order: int = 4
    prune: tuple[int, ...] = (0, 2, 3, 4)
    rarest_word: int = 8
    rarest_form: int = 5


def build(texts: Path, destination: Path, programs: Path, recipe: ReadableRecipe) -> None:
    """Write `model.bin`, `forms.txt` and `sources.json` into `destination`."""
    destination.mkdir(parents=True, exist_ok=True)
    training: list[list[str]] = []
    unseen: list[list[str]] = []
    later: list[list[str]] = []
    files = _files(texts)
    for file in files:
        paragraphs = [found for line in _lines(file) if (found := tokens(line))]
        if any(name in file.name for name in HELD_OUT):
            unseen += paragraphs
            continue
        kept = len(paragraphs) - len(paragraphs) // 50
        training += paragraphs[:kept]
        later += paragraphs[kept:]
    usual = usual_forms(training)
    lines = [list(plain_beginnings(paragraph, usual)) for paragraph in training]
    counts = Counter(token for line in lines for token in line)
    vocabulary = sorted(word for word, count in counts.items() if count >= recipe.rarest_word or word in MARKS)
    forms = sorted(_offered(vocabulary, counts, recipe))
    with tempfile.TemporaryDirectory(prefix="wavescribe-readable-") as name:
        _estimate(lines, vocabulary, Path(name), programs, recipe)
        _quantise(Path(name), destination / "model.bin", programs)
    (destination / "forms.txt").write_text("\n".join(forms) + "\n", encoding="utf-8")
    _write_held_out(destination / "held_out", {"unseen_texts": unseen, "last_fiftieth": later})
    record = {
        "recipe": {name: getattr(recipe, name) for name in recipe.__slots__},
        "tokens": counts.total(),
        "vocabulary": len(vocabulary),
        "texts": [str(file.relative_to(texts)) for file in files],
        "held_out": list(HELD_OUT),
    }
    (destination / "sources.json").write_text(json.dumps(record, indent=1) + "\n", encoding="utf-8")


def _files(texts: Path) -> list[Path]:
    files = sorted(path for path in texts.rglob("*.txt*") if str(path.relative_to(texts)).startswith(KINDS))
    if not files:
        raise SystemExit(f"{texts} holds no texts under {', '.join(KINDS)}; name the folder that holds them.")
    return files


def _lines(path: Path) -> Iterator[str]:
    with lzma.open(path, "rt", encoding="utf-8") if path.suffix == ".xz" else path.open(encoding="utf-8") as stream:
        # A bound on what a small compressed file may unfold into.
        yield from stream.read(_LARGEST_TEXT).splitlines()


def _offered(vocabulary: Sequence[str], counts: Counter[str], recipe: ReadableRecipe) -> Iterator[str]:
    """The forms with capitals that are offered for a word."""
    uses: Counter[str] = Counter()
    for word in vocabulary:
        uses[word.lower()] += counts[word]
    for word in vocabulary:
        if word != word.lower() and counts[word] >= max(recipe.rarest_form, uses[word.lower()] / 20):
            yield word


def _estimate(
    lines: Iterable[Sequence[str]], vocabulary: Iterable[str], scratch: Path, programs: Path, recipe: ReadableRecipe
) -> None:
    (scratch / "words.txt").write_text(" ".join(vocabulary), encoding="utf-8")
    with (scratch / "corpus.txt").open("w", encoding="utf-8") as corpus:
        corpus.writelines(" ".join(line) + "\n" for line in lines)
    command = [str(programs / "lmplz"), "-o", str(recipe.order), "--limit_vocab_file", str(scratch / "words.txt")]
    command += ["-S", "500M", "-T", str(scratch), "--discount_fallback", "--prune", *map(str, recipe.prune)]
    with (scratch / "corpus.txt").open("rb") as corpus, (scratch / "model.arpa").open("wb") as arpa:
        subprocess.run(command, stdin=corpus, stdout=arpa, stderr=subprocess.DEVNULL, check=True)


def _quantise(scratch: Path, target: Path, programs: Path) -> None:
    bits = ["-q", "8", "-b", "8", "-a", "22"]
    command = [str(programs / "build_binary"), *bits, "trie", str(scratch / "model.arpa"), str(target)]
    subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True)


def _write_held_out(folder: Path, sets: dict[str, list[list[str]]]) -> None:
    folder.mkdir(exist_ok=True)
    for name, paragraphs in sets.items():
        text = "".join(" ".join(paragraph) + "\n" for paragraph in paragraphs)
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("texts", type=Path)
    parser.add_argument("destination", type=Path)
    parser.add_argument("--kenlm", type=Path, required=True, help="folder of lmplz and build_binary")
    arguments = parser.parse_args()
    build(arguments.texts, arguments.destination, arguments.kenlm, ReadableRecipe())
