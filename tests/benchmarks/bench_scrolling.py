"""Does a day's transcript scroll at 60 frames a second?

    QT_QPA_PLATFORM=offscreen python tests/benchmarks/bench_scrolling.py [--hours 8]

Fills the live captions and the editor with hours of text and measures, in processor time of the GUI thread: opening,
scrolling by the wheel's steps and by the scroll bar over the whole text (one whole repaint each), another width, a
correction, and what the sound costs the editor for each picture while it plays. 60 pictures a second leave 16.7 ms.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import numpy as np
from PySide6.QtWidgets import QApplication, QWidget

from core.audio.peaks import PEAKS_A_SECOND, Peaks
from core.decoding.hypothesis import Word
from core.session.editing import Editor
from core.session.library import KeptSegment, KeptWord
from core.session.places import Place, find, next_doubtful
from core.streaming.captions import FinalCaption
from desktop.app import keep_interpreter_calm
from desktop.captions.captions_view import CaptionsView
from desktop.editor.editor_view import EditorView
from desktop.editor.waveform_strip import WaveformStrip
from desktop.theme.tokens import LIGHT

SEGMENT_SECONDS = 5.0
WORDS_A_SEGMENT = 13
VOCABULARY = [
    "the",
    "release",
    "moves",
    "to",
    "thursday",
    "and",
    "okonkwo",
    "will",
    "write",
    "to",
    "printers",
    "about",
    "second",
    "proof",
    "whether",
]
WHEEL_STEP = 90
SIZE = (1040, 520)


def captions(hours: float) -> list[FinalCaption]:
    """Speech at an ordinary pace, one word in nine of them doubtful."""
    random = np.random.default_rng(1)
    made = []
    for number in range(round(hours * 3600 / SEGMENT_SECONDS)):
        start = SEGMENT_SECONDS * number
        said = random.choice(VOCABULARY, random.integers(3, 2 * WORDS_A_SEGMENT - 2))
        sure = random.uniform(0.4, 1.3, len(said))
        words = tuple(
            Word(str(word), start + 0.2 * n, start + 0.2 * n + 0.15, min(1.0, float(sure[n])))
            for n, word in enumerate(said)
        )
        made.append(FinalCaption(number, start, start + 4.8, words, start + 5, None))
    return made


def spent(work: Callable[[], object]) -> float:
    """Milliseconds of this thread's processor time."""
    began = time.thread_time()
    work()
    return (time.thread_time() - began) * 1000


def show(view: QWidget) -> None:
    """Show a widget, and wait until it is there: what is not is not painted."""
    view.show()
    while not view.isVisible() or view.windowHandle() is None or not view.windowHandle().isExposed():
        QApplication.processEvents()
    QApplication.processEvents()


def report(what: str, times: list[float]) -> None:
    """One line: median, 99th percentile, longest."""
    p50, p99 = np.percentile(times, (50, 99))
    print(f"{what:44} p50 {p50:7.2f} ms   p99 {p99:7.2f} ms   longest {max(times):7.2f} ms   ({len(times)})")


def scroll(view: CaptionsView | EditorView) -> tuple[list[float], list[float]]:
    """Wheel steps from a third of the text on, and jumps over the whole of it; each with its repaint."""
    bar = view.verticalScrollBar()

    def go(value: int) -> None:
        bar.setValue(value)
        view.viewport().repaint()

    start = bar.maximum() // 3
    go(start)
    wheel = [spent(lambda at=at: go(start + at * WHEEL_STEP)) for at in range(300)]  # type: ignore[misc]
    jumps = [spent(lambda at=at: go(round(bar.maximum() * at / 300))) for at in range(300)]  # type: ignore[misc]
    return wheel, jumps


def live(finals: list[FinalCaption]) -> None:
    """The captions of a session that has run for long."""
    view = CaptionsView()
    view.resize(*SIZE)
    show(view)
    added = [spent(lambda final=final: view.add_final(final)) for final in finals]  # type: ignore[misc]
    report("live: one more final", added[-2000:])
    wheel, jumps = scroll(view)
    report("live: wheel", wheel)
    report("live: scroll bar over the whole", jumps)
    report("live: another width", [spent(lambda n=n: view.resize(SIZE[0] - 60 * n, SIZE[1])) for n in range(1, 6)])  # type: ignore[misc]
    view.close()


def editor(finals: list[FinalCaption]) -> None:
    """The editor of such a session."""
    segments = [KeptSegment(f.segment, f.start, f.end, None, tuple(map(KeptWord.of, f.words)), f.words) for f in finals]
    view = EditorView()
    view.resize(*SIZE)
    show(view)
    model = Editor(segments)
    report("editor: open", [spent(lambda: view.show_editor(model))])
    wheel, jumps = scroll(view)
    report("editor: wheel", wheel)
    report("editor: scroll bar over the whole", jumps)
    report("editor: another width", [spent(lambda n=n: view.resize(SIZE[0] - 60 * n, SIZE[1])) for n in range(1, 6)])  # type: ignore[misc]

    def correct(number: int) -> None:
        model.write(Place(number, 0), "Okonkwo")
        view.refresh()
        view.select(Place(number, 0))

    report("editor: a correction", [spent(lambda n=n: correct(n)) for n in range(100, len(segments), 500)])  # type: ignore[misc]
    doubts = [spent(lambda n=n: next_doubtful(model, Place(n, 0))) for n in range(0, 5000, 500)]  # type: ignore[misc]
    report("editor: next doubtful word", doubts)
    report("editor: find what is not there", [spent(lambda: find(model, "nowhere")) for _ in range(5)])

    def play(seconds: float) -> None:
        view.show_playing(model.place_at(seconds))
        view.viewport().update()
        QApplication.processEvents()

    report("editor: a picture while it plays", [spent(lambda n=n: play(3600 + n / 30)) for n in range(600)])  # type: ignore[misc]
    view.close()


def strip(hours: float) -> None:
    """The sound's strip, of the whole and of a minute, drawn anew each time."""
    random = np.random.default_rng(2)
    count = round(hours * 3600 * PEAKS_A_SECOND)
    high = random.integers(0, 120, count).astype(np.int8)
    view = WaveformStrip()
    view.resize(1920, 72)
    show(view)
    view.show_sound(hours * 3600)
    view.show_peaks(Peaks(-high, high))
    view.show_lines(np.arange(0, hours * 3600, 5.0).tolist(), np.arange(4.5, hours * 3600, 5.0).tolist())

    def zoom(factor: float) -> None:
        view.zoom(factor)
        view.repaint()

    report("strip: zoom from half a minute to the whole", [spent(lambda: zoom(1.1)) for _ in range(80)])
    view.close()


def main() -> None:
    """Run once and print."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    options.add_argument("--hours", type=float, default=8.0)
    hours = options.parse_args().hours
    keep_interpreter_calm()
    application = QApplication.instance() or QApplication([])
    assert isinstance(application, QApplication)
    application.setStyle("Fusion")
    finals = captions(hours)
    print(f"{hours:g} h: {len(finals)} segments, {sum(len(final.words) for final in finals)} words")
    live(finals)
    editor(finals)
    strip(hours)
    print(f"(colours {LIGHT.surface}, {SIZE[0]} x {SIZE[1]} pixels, {application.platformName()})")


if __name__ == "__main__":
    main()
