"""How long a library of 10,000 sessions takes to list and to search.

    python tests/benchmarks/bench_library.py [--sessions 10000] [--segments 20]

Sessions are filled with words of a Zipf-like distribution, twelve a segment; the median of 15 queries is printed.
"""

from __future__ import annotations

import argparse
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from core.session.library import KeptWord, Library
from core.session.library.words import searchable_form, words_row


def fill(library: Library, sessions: int, segments: int) -> None:
    """Rows as the recorder writes them, in one transaction; a thousand different segments, over and over."""
    chance = random.Random(1)
    vocabulary = [f"WORD{number}" for number in range(30_000)]
    weights = [1 / (rank + 1) for rank in range(len(vocabulary))]
    rows = []
    for _ in range(1000):
        texts = chance.choices(vocabulary, weights, k=12)
        words = [KeptWord(text, n / 2, n / 2 + 0.4, 0.9) for n, text in enumerate(texts)]
        rows.append((words_row(words), searchable_form(words)))
    with library.database.transaction() as connection:
        for number in range(sessions):
            session = f"{number:012x}"
            connection.execute(
                "INSERT INTO sessions (id, title, started, ended, model, seconds, first_words) VALUES (?,?,?,?,?,?,?)",
                (session, f"Meeting {number}", number, number, "bundled-en", 6.0 * segments, "WORD1 WORD2"),
            )
            chosen = enumerate(chance.choices(rows, k=segments))
            connection.executemany(
                """INSERT INTO segments (session, number, start, "end", raw, words, searchable)
                   VALUES (?,?,?,?,?,?,?)""",
                [(session, n, n * 6.0, n * 6.0 + 6.0, row, row, text) for n, (row, text) in chosen],
            )


def median(work: Callable[[], object]) -> str:
    times, computing = [], []
    for _ in range(15):
        started, began = time.perf_counter(), time.process_time()
        work()
        times.append(time.perf_counter() - started)
        computing.append(time.process_time() - began)
    return f"{1000 * statistics.median(times):7.1f} ms, of these {1000 * statistics.median(computing):.1f} computing"


def main() -> None:
    """Fill a library in a temporary folder and time it."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--sessions", type=int, default=10_000)
    parser.add_argument("--segments", type=int, default=20)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        library = Library(Path(folder))
        fill(library, arguments.sessions, arguments.segments)
        print(f"{arguments.sessions} sessions, {arguments.segments} segments each")
        print("list all             ", median(library.sessions))
        print("list a page of 100   ", median(lambda: library.sessions(limit=100)))
        print("titles               ", median(lambda: library.sessions(titled="99")))
        print("unfinished           ", median(library.unfinished))
        print("search: common word  ", median(lambda: library.search("word0")))
        print("search: rare word    ", median(lambda: library.search("word29999")))
        print("search: beginning    ", median(lambda: library.search("wor")))
        print("search: three words  ", median(lambda: library.search("word3 word40 word500")))
        print("search: phrase       ", median(lambda: library.search('"word0 word1 word2"')))
        print("search: nothing      ", median(lambda: library.search("absent")))
        library.close()


if __name__ == "__main__":
    main()
