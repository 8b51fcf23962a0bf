"""Between the player, the strip, the bar and the text: what is heard, where it stands, and what the user wants of it.

GUI thread only; the player and the measuring of peaks have threads of their own.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from core.audio.player import Player
from core.session.places import Place
from core.session.sound import kept_peaks
from desktop.background import Background
from desktop.editor.editor_view import EditorView
from desktop.editor.playback_bar import SPEEDS, PlaybackBar
from desktop.editor.waveform_strip import WaveformStrip
from desktop.window.message_bar import MessageBar

TICK_MS = 33
# Words are shorter than they sound.
AROUND_WORD = 0.06


@dataclass(frozen=True, slots=True)
class Sound:
    """What is heard beside a text: its file, where its peaks are kept, its length in seconds.

    `absent` says why there is none, in a sentence.
    """

    path: Path | None
    peaks: Path | None
    seconds: float
    absent: str = ""


class EditorSound(QObject):
    """`open` for another text; `pause` when it is left; `close` ends the threads."""

    _measured = Signal(object, object)

    def __init__(self, view: EditorView, strip: WaveformStrip, bar: PlaybackBar, message: MessageBar) -> None:
        super().__init__(view)
        self._view, self._strip, self._bar, self._message = view, strip, bar, message
        self._player: Player | None = None
        self._looping = False
        self._heard_from: float | None = None
        self._peaks = Background(self)
        self._peaks.failed.connect(message.show_message)
        self._measured.connect(self._show_peaks)
        self._cancelled = threading.Event()
        self._timer = QTimer(self, interval=TICK_MS)
        self._timer.timeout.connect(self._tick)
        bar.play_wanted.connect(self.toggle)
        bar.loop_wanted.connect(self.set_looping)
        bar.follow_wanted.connect(self.follow)
        bar.speed_wanted.connect(self.set_speed)
        strip.sought.connect(self.seek)
        strip.play_wanted.connect(self.toggle)
        view.clicked.connect(self._clicked)
        view.moved.connect(self._moved)
        view.scrolled_away.connect(lambda: self.follow(False))
        self.follow(True)

    def open(self, sound: Sound) -> None:
        """The sound of another text."""
        self._end()
        self._strip.setVisible(sound.path is not None)
        self._strip.show_sound(sound.seconds)
        self._bar.show_sound(sound.seconds, sound.absent)
        self._set_looping(False)
        if sound.path is None:
            return
        self._player = Player(sound.path)
        self._player.set_speed(SPEEDS[self._bar.speed.currentIndex()])
        path, kept, cancelled = sound.path, sound.peaks, threading.Event()
        self._cancelled = cancelled
        if kept is not None:
            self._peaks.run(
                lambda: kept_peaks(path, kept, lambda part: self._measured.emit(path, part), cancelled.is_set),
                lambda peaks: self._show_peaks(path, peaks),
            )

    def close(self) -> None:
        """End the threads."""
        player = self._player
        self._end()
        if player is not None:
            player.join()
        self._peaks.close()

    @property
    def playing(self) -> bool:
        """Whether something is heard."""
        return self._player is not None and self._player.playing

    @property
    def position(self) -> float:
        """The second at which it stands; 0 where there is no sound."""
        return self._player.position if self._player is not None else 0.0

    # What the user wants

    def toggle(self) -> None:
        """Play from where it stands, or pause."""
        player = self._player
        if player is None:
            return
        if player.playing:
            self.pause()
        else:
            self._play(player, player.position)

    def pause(self) -> None:
        """Be silent."""
        if self._player is not None and self._player.playing:
            self._player.pause()
            self._tick()

    def seek(self, seconds: float) -> None:
        """Go there, and go on as before; a loop goes on in the line that is there."""
        player = self._player
        if player is None:
            return
        self._heard_from = None
        if player.playing:
            self._play(player, seconds)
        else:
            player.seek(seconds)
            self._show(seconds)

    def hear(self, place: Place | None) -> None:
        """Play one word, and stand before it again."""
        player = self._player
        if player is None or place is None:
            return
        word = self._view.editor.word(place)
        self._heard_from = word.start
        player.play(word.start - AROUND_WORD, word.end + AROUND_WORD)
        self._started()

    def set_looping(self, on: bool) -> None:
        """Play the line that is heard (or the current one) again and again, or go on."""
        self._set_looping(on)
        player = self._player
        if player is not None and player.playing:
            self._play(player, player.position)

    def set_speed(self, speed: float) -> None:
        """Faster or slower; the pitch stays."""
        self._bar.show_speed(speed)
        if self._player is not None:
            self._player.set_speed(speed)

    def step_speed(self, by: int) -> None:
        """The next faster (1) or slower (-1) speed."""
        index = self._bar.speed.currentIndex() + by
        self.set_speed(SPEEDS[max(0, min(len(SPEEDS) - 1, index))])

    def follow(self, on: bool) -> None:
        """Keep the word that is heard in view, or stay where the user has scrolled to."""
        self._bar.show_follow(on)
        self._view.follow(on)

    def toggle_follow(self) -> None:
        """Follow, or don't."""
        self.follow(not self._view.following)

    def toggle_looping(self) -> None:
        """Loop, or don't."""
        self.set_looping(not self._looping)

    # Within

    def _play(self, player: Player, seconds: float) -> None:
        self._heard_from = None
        span = self._line_at(seconds) if self._looping else None
        if span is None:
            player.play(seconds)
        else:
            player.seek(seconds)
            player.loop(*span)
        self._started()

    def _line_at(self, seconds: float) -> tuple[float, float] | None:
        """The line that is spoken at a time, or next."""
        editor = self._view.editor
        place = editor.place_at(seconds) or editor.first
        if place is None:
            return None
        words = editor.words(place.segment)
        first, last = next(part for part in editor.parts(place.segment) if part[0] <= place.word < part[1])
        if seconds > words[last - 1].end and (following := editor.neighbour(Place(place.segment, last - 1), 1)):
            return self._line_at(editor.word(following).start)
        return max(0.0, words[first].start - AROUND_WORD), words[last - 1].end + AROUND_WORD

    def _started(self) -> None:
        self._message.hide()
        self._bar.show_playing(True)
        self._timer.start()

    def _tick(self) -> None:
        player = self._player
        if player is None:
            self._timer.stop()
            return
        playing, seconds = player.playing, player.position
        if not playing:
            self._timer.stop()
            self._bar.show_playing(False)
            if self._heard_from is not None:
                seconds, self._heard_from = self._heard_from, None
                player.seek(seconds)
            if player.failure:
                self._message.show_message(player.failure, self.tr("Try again"), self.toggle)
        self._show(seconds, playing)

    def _show(self, seconds: float, playing: bool = False) -> None:
        self._bar.show_position(seconds)
        self._strip.show_position(seconds, follow=playing and self._view.following)
        self._view.show_playing(self._view.editor.place_at(seconds) if playing else None)

    def _clicked(self, place: Place) -> None:
        player = self._player
        if player is not None and player.playing and self._heard_from is None:
            self.seek(self._view.editor.word(place).start)
        else:
            self.hear(place)

    def _moved(self, place: Place | None) -> None:
        """While nothing plays, it stands at the current word."""
        if place is None or self._player is None or self._player.playing:
            return
        start = self._view.editor.word(place).start
        self._player.seek(start)
        self._show(start)
        self._strip.reveal(start)

    def _set_looping(self, on: bool) -> None:
        self._looping = on
        self._bar.show_loop(on)

    def _show_peaks(self, path: Path, peaks: object) -> None:
        if peaks is not None and self._player is not None and self._player.path == path:
            self._strip.show_peaks(peaks)  # type: ignore[arg-type]

    def _end(self) -> None:
        """Let the player go; its thread ends by itself."""
        self._cancelled.set()
        self._timer.stop()
        self._bar.show_playing(False)
        self._view.show_playing(None)
        player, self._player = self._player, None
        if player is not None:
            player.close()
