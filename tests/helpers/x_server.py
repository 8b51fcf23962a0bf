"""An X server of a test's own, and a window on it that belongs to another program."""

from __future__ import annotations

import shutil
import subprocess
import sys
import textwrap
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

has_x11 = pytest.mark.skipif(
    not all(map(shutil.which, ("Xvfb", "xdotool", "setxkbmap"))), reason="Xvfb, xdotool and setxkbmap are not installed"
)


@contextmanager
def x_server() -> Iterator[str]:
    """Its display."""
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", "1", "-screen", "0", "800x600x24", "-nolisten", "tcp"],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    with server:
        assert server.stdout is not None
        yield f":{server.stdout.readline().strip()}"
        server.terminate()


def xdotool(display: str, *what: str) -> None:
    """Press keys as a user does."""
    subprocess.run(["xdotool", *what], env={"DISPLAY": display}, check=True, timeout=60)


OTHER_PROGRAM = """
    import json
    from PySide6.QtCore import Qt
    from PySide6.QtWidgets import QApplication, QLineEdit
    application = QApplication([])
    line = QLineEdit()
    line.textChanged.connect(lambda text: print(json.dumps(text), flush=True))
    active = Qt.ApplicationState.ApplicationActive
    application.applicationStateChanged.connect(lambda state: print(state == active and "ready", flush=True))
    line.show()
    line.activateWindow()
    application.exec()
"""


@contextmanager
def line_of_another_program(display: str) -> Iterator[Iterator[str]]:
    """A line to write in that has the focus; its text as JSON, after each letter."""
    environment = {"DISPLAY": display, "QT_QPA_PLATFORM": "xcb", "PATH": "/usr/bin", "HOME": "/nowhere"}
    command = [sys.executable, "-c", textwrap.dedent(OTHER_PROGRAM)]
    # In a session of its own, and by its own process: nothing of this test's ancestry.
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as other:
        try:
            assert other.stdout is not None
            assert other.stdout.readline() == "ready\n"
            yield iter(other.stdout.readline, "")
        finally:
            other.kill()
