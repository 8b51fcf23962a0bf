"""Language models as ARPA files, the text form that every n-gram program reads. Any thread."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np

from core.language_models.kneser_ney import Floats, NgramModel

LINES_A_CHECK = 50_000


def write_arpa(model: NgramModel, path: Path, check: Callable[[], None] = lambda: None) -> None:
    """Write `path`, values as the shortest decimals that read back the same. Raises OSError.

    `check` is called every `LINES_A_CHECK` lines; what it raises leaves a part of the file.
    """
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.write("\\data\\\n")
        for length, order in enumerate(model.orders, 1):
            file.write(f"ngram {length}={len(order.first)}\n")
        for length, lines in enumerate(_lines(model), 1):
            file.write(f"\n\\{length}-grams:\n")
            for place, line in enumerate(lines):
                if place % LINES_A_CHECK == 0:
                    check()
                file.write(line)
        file.write("\n\\end\\\n")


def _lines(model: NgramModel) -> Iterator[Iterator[str]]:
    """Of each order, the lines of its n-grams."""
    below: list[str] = []
    for length, order in enumerate(model.orders, 1):
        firsts = map(model.words.__getitem__, order.first.tolist())
        if length == 1:
            ngrams = list(firsts)
        else:
            ngrams = [f"{first} {below[row]}" for first, row in zip(firsts, order.suffix.tolist(), strict=True)]
        probabilities = _decimals(order.log_prob)
        if length < len(model.orders):
            values = zip(probabilities, ngrams, _decimals(order.backoff), strict=True)
            yield (f"{probability}\t{ngram}\t{backoff}\n" for probability, ngram, backoff in values)
        else:
            yield (f"{probability}\t{ngram}\n" for probability, ngram in zip(probabilities, ngrams, strict=True))
        below = ngrams


def _decimals(values: Floats) -> list[str]:
    """Shortest decimals; equal values are written once."""
    distinct, places = np.unique(values + np.float32(0), return_inverse=True)
    # 0.0 is added so that no zero is written as -0.0.
    texts = [str(value) for value in distinct]
    return [texts[place] for place in places.tolist()]
