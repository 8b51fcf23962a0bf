"""What plays the sound beside the text: play, time, speed, loop, follow. GUI thread only."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QLocale, QSignalBlocker, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from core.session.writing import clock
from desktop.theme.pickers import fill, picker
from desktop.theme.tokens import STEP
from desktop.window.shortcuts import with_keys
from desktop.window.two_rows import TwoRows

SPEEDS = (0.5, 0.75, 1.0, 1.25, 1.5, 1.75, 2.0)


class PlaybackBar(QWidget):
    """Tells what the user wants; `show_…` shows what is."""

    play_wanted = Signal()
    loop_wanted = Signal(bool)
    follow_wanted = Signal(bool)
    speed_wanted = Signal(float)

    def __init__(self) -> None:
        super().__init__()
        self._length = 0.0
        self.play = QPushButton(self.tr("Play"))
        self.play.clicked.connect(self.play_wanted)
        self.time = QLabel()
        font = QFont(self.time.font())
        font.setFeature(QFont.Tag("tnum"), 1)
        self.time.setFont(font)
        self.time.setAccessibleName(self.tr("Time"))
        self.loop = QPushButton(self.tr("Loop line"))
        self.loop.setCheckable(True)
        self.loop.toggled.connect(self.loop_wanted)
        self.follow = QPushButton(self.tr("Follow"))
        self.follow.setCheckable(True)
        self.follow.toggled.connect(self.follow_wanted)
        self.speed = picker(self.tr("Speed"), 4)
        fill(self.speed, [(QLocale().toString(speed, "g", 3) + "×", speed) for speed in SPEEDS], 1.0)
        self.speed.activated.connect(lambda index: self.speed_wanted.emit(SPEEDS[index]))
        self.absent = QLabel()
        self.absent.setObjectName("soft")
        self.absent.setWordWrap(True)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2 * STEP)
        self._controls = TwoRows("plain", 0, 0)
        self._controls.fill((self.play, self.time, self.speed), (self.loop, self.follow))
        layout.addWidget(self._controls, 1)
        layout.addWidget(self.absent, 1)
        self.show_sound(0.0, "")

    def show_keys(self, keys: Mapping[str, str]) -> None:
        """Tooltips with the keys of the editor's actions (by id), as the system writes them."""
        writing, slower, faster = (keys[f"editor_{name}"] for name in ("play_writing", "slower", "faster"))
        writing = writing and self.tr("{} while writing").format(writing)
        slower = slower and self.tr("{} slower").format(slower)
        faster = faster and self.tr("{} faster").format(faster)
        for widget, tip in (
            (self.play, with_keys(self.tr("Play or pause"), keys["editor_play"], writing)),
            (self.loop, with_keys(self.tr("Play this line again and again"), keys["editor_loop"])),
            (self.follow, with_keys(self.tr("Keep the word that is heard in view"), keys["editor_follow"])),
            (self.speed, with_keys(self.tr("Speed; the pitch stays"), slower, faster)),
        ):
            widget.setToolTip(tip)
            widget.setAccessibleDescription(tip)

    def show_sound(self, length: float, absent: str) -> None:
        """A sound of so many seconds; or, where there is none, why."""
        self._length = length
        self._controls.setVisible(not absent)
        self.absent.setText(absent)
        self.absent.setVisible(bool(absent))
        self.show_position(0.0)

    def show_position(self, seconds: float) -> None:
        """Where it is heard."""
        text = f"{clock(seconds)} / {clock(max(self._length, seconds))}"
        if text != self.time.text():
            self.time.setText(text)

    def show_playing(self, playing: bool) -> None:
        """The button says what it does next."""
        self.play.setText(self.tr("Pause") if playing else self.tr("Play"))

    def show_loop(self, on: bool) -> None:
        """Whether a line is looped."""
        with QSignalBlocker(self.loop):
            self.loop.setChecked(on)

    def show_follow(self, on: bool) -> None:
        """Whether the text follows."""
        with QSignalBlocker(self.follow):
            self.follow.setChecked(on)

    def show_speed(self, speed: float) -> None:
        """How fast it is."""
        nearest = min(range(len(SPEEDS)), key=lambda n: abs(SPEEDS[n] - speed))
        with QSignalBlocker(self.speed):
            self.speed.setCurrentIndex(nearest)
