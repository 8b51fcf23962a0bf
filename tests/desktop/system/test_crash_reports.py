"""Faults of our own: told, logged, and reported without a word of the user's."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from desktop.system.crash_reports import CrashReports, without_folders
from tests.desktop.conftest import Open
from tests.helpers.shared_data import PROJECT

SECRET = "/home/ada/interview with okonkwo.mp3"


@pytest.fixture
def reports(tmp_path: Path) -> Iterator[CrashReports]:
    begun = CrashReports(tmp_path / "log")
    begun.begin()
    yield begun
    begun.end()


def fail_on_a_thread() -> None:
    def fail() -> None:
        raise FileNotFoundError(2, "No such file", SECRET)

    thread = threading.Thread(target=fail, name="files")
    thread.start()
    thread.join()


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_a_fault_on_any_thread_is_told_once_with_a_report_that_names_nothing(
    qtbot: QtBot, reports: CrashReports, open_window: Open, capsys: pytest.CaptureFixture[str]
) -> None:
    window = open_window()
    window.watch(reports)
    with qtbot.waitSignal(reports.fault):
        fail_on_a_thread()
    fail_on_a_thread()
    assert "Something went wrong" in window.live.message.label.text()
    window.live.message.action.click()
    assert window.live.report.isVisible()
    window.live.report.copy.click()
    copied = QGuiApplication.clipboard().text()
    assert copied == window.live.report.text.toPlainText()
    for part in ("FileNotFoundError", "in fail", "wavescribe 0", "PySide6", "Python 3.1", "thread files"):
        assert part in copied
    assert copied.count("unhandled") == 1
    for secret in ("ada", "okonkwo", str(Path.home()) + "/", str(PROJECT)):
        assert secret not in copied
    # The terminal shows all of it, as it always did.
    assert "okonkwo" in capsys.readouterr().err


def test_a_fault_in_a_slot_reaches_the_same_place(tmp_path: Path) -> None:
    script = f"""
from pathlib import Path
from PySide6.QtCore import QCoreApplication, QTimer
from desktop.system.crash_reports import CrashReports
application = QCoreApplication([])
reports = CrashReports(Path({str(tmp_path)!r}))
reports.begin()
told = []
reports.fault.connect(told.append)
QTimer.singleShot(0, lambda: 1 / 0)
QTimer.singleShot(50, application.quit)
application.exec()
reports.end()
print(told[0])
"""
    done = subprocess.run([sys.executable, "-c", script], cwd=PROJECT, capture_output=True, text=True, check=True)
    assert "ZeroDivisionError" in done.stdout
    assert not list(tmp_path.glob("fault-*"))


def test_a_native_crash_is_offered_at_the_next_start(open_window: Open, tmp_path: Path) -> None:
    script = f"""
import faulthandler
from pathlib import Path
from desktop.system.crash_reports import CrashReports
reports = CrashReports(Path({str(tmp_path / "log")!r}))
reports.begin()
faulthandler._sigsegv()
"""
    assert subprocess.run([sys.executable, "-c", script], cwd=PROJECT, check=False).returncode != 0
    reports = CrashReports(tmp_path / "log")
    reports.begin()
    assert "Segmentation fault" in reports.before
    window = open_window()
    window.watch(reports)
    assert "crashed" in window.live.message.label.text()
    assert "Segmentation fault" in window.live.report.text.toPlainText()
    reports.end()
    again = CrashReports(tmp_path / "log")
    again.begin()
    assert again.before == ""
    again.end()


def test_another_window_that_runs_is_no_crash(reports: CrashReports, tmp_path: Path) -> None:
    script = f"""
from pathlib import Path
from desktop.system.crash_reports import CrashReports
reports = CrashReports(Path({str(tmp_path / "log")!r}))
reports.begin()
print(repr(reports.before))
reports.end()
"""
    done = subprocess.run([sys.executable, "-c", script], cwd=PROJECT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "''"
    assert len(list((tmp_path / "log").glob("fault-*.log"))) == 1


def test_a_folder_that_cannot_be_written_harms_nothing(tmp_path: Path) -> None:
    (tmp_path / "log").write_text("a file", encoding="utf-8")
    reports = CrashReports(tmp_path / "log")
    reports.begin()
    reports.end()


def test_paths_lose_their_beginning() -> None:
    text = 'File "/home/ada/wavescribe/desktop/app.py", line 3\nFile "C:\\Users\\ada\\x.py", line 4\nFile "<frozen os>"'
    assert without_folders(text) == 'File "desktop/app.py", line 3\nFile "x.py", line 4\nFile "<frozen os>"'
