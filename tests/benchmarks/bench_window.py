"""Does the window stay awake while it listens?

    QT_QPA_PLATFORM=offscreen python tests/benchmarks/bench_window.py

Opens the real window, captions the demo clip in real time with the bundled model, and measures how late a 4 ms timer of
the GUI thread fires: the longest time in which a key could not have been answered. Also the time from the first line
of Python to a window that can be used.
"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

STARTED = time.perf_counter()
ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

import numpy as np
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication

from core.audio.file_source import FileSource
from core.session.live_session import SessionState
from core.session.settings import Settings
from desktop.app import keep_interpreter_calm
from desktop.controller import Controller
from desktop.window.main_window import MainWindow

INTERVAL = 0.004


def main() -> None:
    """Run once and print."""
    keep_interpreter_calm()
    application = QApplication([])
    application.setStyle("Fusion")
    gaps: list[float] = []
    previous = [time.perf_counter()]

    def tick() -> None:
        now = time.perf_counter()
        gaps.append(now - previous[0] - INTERVAL)
        previous[0] = now

    with tempfile.TemporaryDirectory() as folder:
        controller = Controller(
            Settings(),
            Path(folder) / "settings.json",
            Path(folder) / "library",
            make_source=lambda _settings: FileSource(ROOT / "assets/demo/demo.flac", realtime=True),
        )
        window = MainWindow(controller)
        window.show()
        application.processEvents()
        print(f"window usable after {time.perf_counter() - STARTED:.2f} s")
        timer = QTimer(timerType=Qt.TimerType.PreciseTimer, interval=round(INTERVAL * 1000))
        timer.timeout.connect(tick)

        def state(reported: SessionState, _message: str) -> None:
            if reported is SessionState.LISTENING:
                # Importing torch and loading the model lie behind: from here on it is listening that counts.
                print(f"longest stall while loading {max(gaps) * 1000:.1f} ms")
                gaps.clear()
            elif reported in (SessionState.STOPPED, SessionState.FAILED):
                application.quit()

        controller.state_reported.connect(state)
        # The window is built by now; its time is not that of a stall.
        previous[0] = time.perf_counter()
        timer.start()
        window.live_place.start()
        application.exec()
        window.close()
        p50, p99 = np.percentile(gaps, (50, 99)) * 1000
        print(
            f"while listening: p50 {p50:.1f} ms, p99 {p99:.1f} ms, longest {max(gaps) * 1000:.1f} ms, {len(gaps)} ticks"
        )


if __name__ == "__main__":
    main()
