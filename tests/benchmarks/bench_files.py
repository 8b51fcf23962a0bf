"""How long do 2,000 files keep the Files place busy: put in, reported as they run, scrolled?

    QT_QPA_PLATFORM=offscreen python tests/benchmarks/bench_files.py [FILES]

Processor time of the GUI thread, as other work on the machine is nobody's slowness: until what was put in is laid out
and painted; one report of a file that runs, painted; one step of scrolling (72 pixels), painted; another width.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

import numpy as np
from PySide6.QtWidgets import QAbstractScrollArea, QApplication

from core.session.file_job import FileJob, FileState
from core.session.settings import Settings
from desktop.files.files_page import FilesPage
from desktop.theme.tokens import LIGHT, style_sheet

WORDS = "and okonkwo will write to the printers about the second proof "
STEPS = 200


def jobs_of(count: int) -> list[FileJob]:
    """Done, failed, running and waiting ones."""
    jobs = []
    for number in range(1, count + 1):
        job = FileJob(number, Path(f"/home/ada/interviews/interview with somebody number {number}.mp3"), duration=95.0)
        if number % 3 == 0:
            job = replace(job, state=FileState.DONE, done=95.0, last_line=WORDS * 2)
        elif number % 97 == 0:
            job = replace(job, state=FileState.FAILED, message=f"{job.path} has no sound.")
        jobs.append(job)
    jobs[0] = replace(jobs[0], state=FileState.RUNNING, done=1.0, speed=14.0)
    return jobs


def milliseconds(what: Callable[[], object]) -> float:
    """How long something and the events that follow from it take."""
    began = time.thread_time()
    what()
    QApplication.processEvents()
    return 1000 * (time.thread_time() - began)


def told(name: str, times: list[float]) -> None:
    """One line."""
    print(f"{name:<28} p50 {np.median(times):7.2f}   p99 {np.quantile(times, 0.99):7.2f}   max {max(times):7.2f} ms")


def main() -> None:
    """Run once and print."""
    application = QApplication([])
    application.setStyle("Fusion")
    application.setStyleSheet(style_sheet(LIGHT))
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 2000
    page = FilesPage()
    page.apply(LIGHT, Settings())
    page.resize(1040, 620)
    page.show()
    jobs = jobs_of(count)
    QApplication.processEvents()
    print(f"{count} files")
    told("put in", [milliseconds(lambda: page.show_jobs(jobs))])
    running = jobs[0]
    reports = [replace(running, done=1.0 + step / 3, last_line=WORDS + str(step)) for step in range(STEPS)]
    told("a report", [milliseconds(lambda job=job: page.show_jobs([job])) for job in reports])  # type: ignore[misc]
    bars = [area.verticalScrollBar() for area in page.findChildren(QAbstractScrollArea) if area.isVisible()]
    bar = max(bars, key=lambda bar: bar.maximum())
    steps = np.linspace(0, bar.maximum() - 72, STEPS, dtype=int)
    told("a step anywhere", [milliseconds(lambda at=at: bar.setValue(int(at))) for at in steps])  # type: ignore[misc]
    bar.setValue(0)
    told("a step on", [milliseconds(lambda at=at: bar.setValue(72 * at)) for at in range(STEPS)])  # type: ignore[misc]
    widths = [1040 - 7 * step for step in range(20)]
    told("another width", [milliseconds(lambda width=width: page.resize(width, 620)) for width in widths])  # type: ignore[misc]


if __name__ == "__main__":
    main()
