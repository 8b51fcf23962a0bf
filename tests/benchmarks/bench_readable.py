"""Punctuation and case of readable text on held-out text:

    python tests/benchmarks/bench_readable.py FOLDER [--words 20000]

FOLDER is what `core.language_models.readable_model` wrote. Each paragraph is read whole, and again in captions of 4 to
14 words cut anywhere, which no recogniser that waits for pauses would do.
"""

from __future__ import annotations

import argparse
import random
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from core.decoding.readable.marks import MARKS
from core.decoding.readable.readable_text import ReadableOptions, ReadableText

# Digits are off: the reference has number words.
OPTIONS = ReadableOptions(digits=False)


@dataclass
class Counts:
    """What was found, by mark, and how words were cased."""

    right: Counter[str] = field(default_factory=Counter)
    shown: Counter[str] = field(default_factory=Counter)
    wanted: Counter[str] = field(default_factory=Counter)
    words: int = 0
    cased: int = 0
    capitals: int = 0
    capitals_right: int = 0

    def add(self, wanted: tuple[str, str], shown: tuple[str, str]) -> None:
        """One word: its form and the mark after it."""
        self.wanted[wanted[1]] += 1
        self.shown[shown[1]] += 1
        self.right[wanted[1]] += wanted[1] == shown[1]
        self.words += 1
        self.cased += wanted[0] == shown[0]
        if wanted[0] != wanted[0].lower():
            self.capitals += 1
            self.capitals_right += wanted[0] == shown[0]

    def f1(self, marks: Sequence[str]) -> float:
        """Of these marks together."""
        right = sum(self.right[mark] for mark in marks)
        both = sum(self.wanted[mark] + self.shown[mark] for mark in marks)
        return 2 * right / both if both else 0.0

    def line(self) -> str:
        """One row of the table."""
        each = "  ".join(f"{mark} {self.f1([mark]):.3f}" for mark in MARKS)
        return (
            f"F1 {each}  all {self.f1(MARKS):.3f}; case right {self.cased / self.words:.4f}, "
            f"capitals found {self.capitals_right / max(1, self.capitals):.3f} ({self.words} words)"
        )


def reference(tokens: Sequence[str]) -> list[tuple[str, str]]:
    """Words with the mark after each."""
    words: list[tuple[str, str]] = []
    for token in tokens:
        if token in MARKS:
            words[-1] = (words[-1][0], token)
        else:
            words.append((token, ""))
    return words


def pieces(count: int, cut: bool, lots: random.Random) -> Iterator[tuple[int, int]]:
    """Starts and ends of captions."""
    start = 0
    while start < count:
        end = min(count, start + (lots.randint(4, 14) if cut else count))
        yield start, end
        start = end


def measure(text: ReadableText, paragraphs: Sequence[Sequence[str]], cut: bool) -> Counts:
    """Read all paragraphs."""
    counts, lots = Counts(), random.Random(1)
    for tokens in paragraphs:
        wanted = reference(tokens)
        stream = text.stream()
        for start, end in pieces(len(wanted), cut, lots):
            shown = stream.feed([form.upper() for form, _ in wanted[start:end]], ends=end == len(wanted))
            for (form, mark), word in zip(wanted[start:end], shown, strict=True):
                found = word.text[-1] if word.text[-1] in MARKS else ""
                counts.add((form, mark), (word.text.removesuffix(found), found))
    return counts


def chosen(path: Path, words: int) -> list[list[str]]:
    """Paragraphs from all over the file, so many words in all."""
    paragraphs = [line.split() for line in path.read_text(encoding="utf-8").splitlines()]
    random.Random(0).shuffle(paragraphs)
    taken, total = [], 0
    for paragraph in paragraphs:
        if total >= words:
            break
        taken.append(paragraph)
        total += len(paragraph)
    return taken


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--words", type=int, default=20_000)
    arguments = parser.parse_args()
    with_model = ReadableText.load(arguments.folder, OPTIONS)
    for path in sorted((arguments.folder / "held_out").glob("*.txt")):
        paragraphs = chosen(path, arguments.words)
        print(f"{path.stem}, no model: {measure(ReadableText(None, OPTIONS), paragraphs, False).line()}")
        for cut in (False, True):
            how = "cut anywhere" if cut else "whole"
            started = time.process_time()
            counts = measure(with_model, paragraphs, cut)
            spent = time.process_time() - started
            print(f"{path.stem}, {how}: {counts.line()}; {spent / counts.words * 1e6:.0f} µs a word")


if __name__ == "__main__":
    main()
