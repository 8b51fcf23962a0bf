"""Typing into the window that has the focus: what is typed and when, and that other programs receive it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import textwrap
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from core.cli import main
from core.decoding.hypothesis import Word
from core.session.feeds.caption_feed import FeedError
from core.session.feeds.keyboard import Keyboard, desktop_keyboard
from core.session.feeds.typed_text import TypingFeed, TypingState, typed
from core.session.feeds.x11_keyboard import X11Keyboard, ancestry
from core.streaming.captions import FinalCaption, PartialCaption
from tests.helpers.shared_data import PROJECT
from tests.helpers.x_server import has_x11, line_of_another_program, x_server, xdotool

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="typing works on Linux only so far")


def words(text: str) -> tuple[Word, ...]:
    return tuple(Word(word, 1.0, 1.5, 0.9) for word in text.split())


def final(text: str) -> FinalCaption:
    return FinalCaption(0, 1.0, 2.0, words(text), 2.1, "eng")


class Paper:
    """A keyboard that writes on paper; `gate` lets characters through."""

    def __init__(self) -> None:
        self.written = ""
        self.own_focus = self.hands = False
        self.closed = 0
        self.gate: Callable[[str], None] = lambda _character: None

    def open(self, closing: threading.Event) -> None:
        pass

    def ours(self) -> bool:
        return self.own_focus

    def held(self) -> bool:
        return self.hands

    def press(self, character: str) -> None:
        self.gate(character)
        self.written += character

    def close(self) -> None:
        self.closed += 1


class Told:
    """Hears what a feed reports."""

    def __init__(self) -> None:
        self.all: list[tuple[TypingState, str]] = []

    def __call__(self, state: TypingState, message: str) -> None:
        self.all.append((state, message))


def wait_until(what: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 60
    while not what():
        assert time.monotonic() < deadline
        time.sleep(0.01)


def test_finals_are_typed_with_a_space_after_each_word_and_partials_are_not() -> None:
    paper, told = Paper(), Told()
    feed = TypingFeed(lambda: paper, told)
    for caption in (PartialCaption(0, 1.0, 2.0, words("good"), 0, 2.1, "eng"), final("good morning"), final("")):
        feed.caption(caption)
    feed.clear()
    feed.caption(final("señor"))
    feed.close()
    assert paper.written == "good morning señor "
    assert told.all == [(TypingState.ASKING, ""), (TypingState.TYPING, ""), (TypingState.OFF, "")]
    assert paper.closed == 1


def test_nothing_is_typed_that_could_press_a_button() -> None:
    assert typed("rm\n-rf\t~\x1b[A \u202e\x00 ok  \u2028") == "rm -rf ~ [A ok"


def test_what_is_said_while_wavescribe_has_the_focus_is_not_typed_later_either() -> None:
    paper, elsewhere = Paper(), threading.Event()
    feed = TypingFeed(lambda: paper, Told(), elsewhere.is_set)
    feed.caption(final("to the window"))
    wait_until(feed._texts.empty)
    elsewhere.set()
    feed.caption(final("to another"))
    wait_until(lambda: paper.written == "to another ")
    paper.own_focus = True
    feed.caption(final("to ourselves"))
    feed.close()
    assert paper.written == "to another "


def test_switching_off_stops_in_the_middle_of_a_word() -> None:
    paper, told = Paper(), Told()
    reached, go_on = threading.Event(), threading.Event()

    def gate(character: str) -> None:
        if character == "m":
            reached.set()
            assert go_on.wait(60)

    paper.gate = gate
    feed = TypingFeed(lambda: paper, told)
    feed.caption(final("some words"))
    feed.caption(final("and more"))
    assert reached.wait(60)
    feed.stop()
    go_on.set()
    feed.close()
    assert paper.written == "som"
    assert told.all[-1] == (TypingState.OFF, "")


def test_letters_wait_until_the_users_hands_are_off_ctrl() -> None:
    paper = Paper()
    paper.hands = True
    feed = TypingFeed(lambda: paper, Told())
    feed.caption(final("w"))
    wait_until(feed._texts.empty)
    assert paper.written == ""
    paper.hands = False
    wait_until(lambda: paper.written == "w ")
    paper.hands = True
    feed.caption(final("never"))
    feed.stop()
    feed.close()
    assert paper.written == "w "


def test_a_keyboard_that_goes_is_told_and_one_that_breaks() -> None:
    def gone(_character: str) -> None:
        raise FeedError("the desktop has gone.")

    def broken(_character: str) -> None:
        raise RuntimeError("oops")

    for gate, message in ((gone, "the desktop has gone."), (broken, "typing failed (RuntimeError: oops).")):
        paper, told = Paper(), Told()
        paper.gate = gate
        feed = TypingFeed(lambda paper=paper: paper, told)  # type: ignore[misc]
        feed.caption(final("hello"))
        feed.close()
        feed.caption(final("too late"))
        assert told.all[-1] == (TypingState.OFF, message)
        assert paper.closed == 1


def test_a_desktop_without_a_keyboard_is_said() -> None:
    told = Told()
    TypingFeed(lambda: desktop_keyboard(environment={}), told).close()
    assert told.all[-1][1].startswith("there is no desktop to type into")
    with pytest.raises(FeedError, match="neither WAYLAND_DISPLAY nor DISPLAY"):
        desktop_keyboard(environment={})
    with pytest.raises(FeedError, match="X server :94717 cannot be reached"):
        desktop_keyboard(environment={"DISPLAY": ":94717"})


# On an X server


@pytest.fixture
def display() -> Iterator[str]:
    with x_server() as display:
        yield display


def received(texts: Iterator[str], length: int) -> str:
    for text in texts:
        if len(json.loads(text)) >= length:
            return str(json.loads(text))
    raise AssertionError("the program has ended")


def type_all(keyboard: Keyboard, text: str) -> None:
    told = Told()
    feed = TypingFeed(lambda: keyboard, told)
    feed.caption(final(text))
    feed.close()
    assert told.all[-1] == (TypingState.OFF, "")


WORLD = "Schöne Grüße, don't “stop” — naïve ÑANDÚ Привет 你好世界 शुभ العربية 😀 ıǅς"


@has_x11
@pytest.mark.parametrize("layout", ["us", "de", "us,ru", "fr"])
def test_another_program_receives_all_scripts_whatever_the_layout(display: str, layout: str) -> None:
    subprocess.run(["setxkbmap", "-display", display, layout, "-option", "grp:alt_shift_toggle"], check=True)
    with line_of_another_program(display) as texts:
        type_all(X11Keyboard(display), WORLD)
        assert received(texts, len(WORLD) + 1) == f"{WORLD} "
        if "," in layout:
            xdotool(display, "key", "shift+alt")
            type_all(X11Keyboard(display), "Привет hello")
            assert received(texts, len(WORLD) + 14) == f"{WORLD} Привет hello "


@has_x11
def test_keys_are_borrowed_again_and_again_and_given_back(display: str) -> None:
    many = "".join(chr(0x4E00 + number) for number in range(50))
    before = keys_of(display)
    with line_of_another_program(display) as texts:
        type_all(X11Keyboard(display), many)
        assert received(texts, 51) == f"{many} "
    assert keys_of(display) == before


def keys_of(display: str) -> tuple[dict[str, tuple[int, bool]], list[int]]:
    keyboard = X11Keyboard(display)
    keyboard._follow_layout(0)
    keyboard.close()
    return keyboard._keys, keyboard._free


@has_x11
def test_a_layout_that_changes_while_typing_is_followed(display: str) -> None:
    keyboard = X11Keyboard(display)
    with line_of_another_program(display) as texts:
        for layout in ("us", "de", "fr"):
            subprocess.run(["setxkbmap", "-display", display, layout], check=True)
            for character in "zyäq":
                keyboard.press(character)
        assert received(texts, 12) == "zyäq" * 3
    keyboard.close()


@has_x11
def test_a_held_key_makes_no_command_of_a_letter(display: str) -> None:
    keyboard = X11Keyboard(display)
    with line_of_another_program(display) as texts:
        feed = TypingFeed(lambda: keyboard, Told())
        xdotool(display, "keydown", "ctrl")
        wait_until(keyboard.held)
        feed.caption(final("all"))
        wait_until(feed._texts.empty)
        xdotool(display, "keyup", "ctrl", "key", "Num_Lock")
        assert received(texts, 4) == "all "
        feed.close()


LOOK = """
    import sys
    from core.session.feeds.x11_keyboard import X11Keyboard
    print(X11Keyboard(sys.argv[1]).ours(), flush=True)
"""
OWN_WINDOW = """
    import subprocess, sys
    from PySide6.QtCore import Qt
    from PySide6.QtWidgets import QApplication, QLineEdit
    application = QApplication([])
    line = QLineEdit()
    def look(state):
        if state == Qt.ApplicationState.ApplicationActive:
            exec(sys.argv[2])
            subprocess.run([sys.executable, "-c", sys.argv[2], sys.argv[1]])
            application.quit()
    application.applicationStateChanged.connect(look)
    line.show()
    line.activateWindow()
    application.exec()
"""


UNDER_POINTER = """
    import sys
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication, QLineEdit
    application = QApplication([])
    line = QLineEdit()
    exec(sys.argv[2])
    line.setGeometry(0, 0, 800, 600)
    line.show()
    QTest.qWaitForWindowExposed(line)
    exec(sys.argv[2])
"""


@has_x11
@pytest.mark.parametrize(("program", "ours"), [(OWN_WINDOW, ["True", "True"]), (UNDER_POINTER, ["False", "True"])])
def test_a_program_types_into_none_of_its_windows_nor_into_its_terminal(
    display: str, program: str, ours: list[str]
) -> None:
    """Where no window has the focus, keys go to the one under the pointer."""
    environment = {
        "DISPLAY": display, "QT_QPA_PLATFORM": "xcb", "PATH": "/usr/bin", "HOME": "/nowhere", "PYTHONPATH": str(PROJECT)
    }  # fmt: skip
    command = [sys.executable, "-c", textwrap.dedent(program), display, textwrap.dedent(LOOK)]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True, timeout=120)
    assert done.stdout.split() == ours


def test_ancestors_of_a_process_are_known() -> None:
    found = ancestry(os.getpid())
    assert {os.getpid(), os.getppid()} - {1} <= found
    assert ancestry(2**30) == {2**30}


@has_x11
def test_the_command_types_its_finals(
    display: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    monkeypatch.setenv("DISPLAY", display)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    with line_of_another_program(display) as texts:
        assert main(["listen", "--file", str(PROJECT / "assets" / "demo" / "demo.flac"), "--type", "--json"]) == 0
        output = capsys.readouterr()
        rows = [json.loads(line) for line in output.out.splitlines()]
        said = "".join(f"{row['text']} " for row in rows if row["type"] == "final" and row["text"])
        assert said
        assert received(texts, len(said)) == said
    assert "types into the window that has the focus" in output.err
