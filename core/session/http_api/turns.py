"""`Turns`: one thread recognises for all clients, a little for each in turn.

So a short clip does not wait behind a long film, and one model serves all. Live captions come first, but between two
rounds of them one file has its turn, so that nobody waits for ever.
"""

from __future__ import annotations

import threading
from collections import deque
from typing import Protocol


class Turn(Protocol):
    """Somebody's work. Called on the thread of `Turns` alone."""

    @property
    def live(self) -> bool:
        """Whether somebody reads along."""

    def run(self) -> bool:
        """Do a little (a second of audio or so); whether there is more to do at once."""

    def fail(self, failure: Exception) -> None:
        """`run` has raised this; there is no other turn."""


class Turns:
    """Takes turns from construction to `close`."""

    def __init__(self) -> None:
        self._live: deque[Turn] = deque()
        self._files: deque[Turn] = deque()
        self._asked = threading.Condition()
        self._closing = False
        self._thread = threading.Thread(target=self._take_turns, name="api recogniser", daemon=True)
        self._thread.start()

    def ask(self, turn: Turn) -> None:
        """Let `turn.run` be called, once, and again as long as it says so. Any thread."""
        with self._asked:
            queue = self._live if turn.live else self._files
            if turn not in queue:
                queue.append(turn)
                self._asked.notify()

    def close(self) -> None:
        """End after the turn at hand; what waits is not done."""
        with self._asked:
            self._closing = True
            self._asked.notify()
        self._thread.join()

    def _take_turns(self) -> None:
        while True:
            with self._asked:
                while not (self._closing or self._live or self._files):
                    self._asked.wait()
                if self._closing:
                    return
                round_ = [self._live.popleft() for _ in range(len(self._live))]
                round_ += [self._files.popleft()] if self._files else []
            for turn in round_:
                if self._does_more(turn):
                    self.ask(turn)

    def _does_more(self, turn: Turn) -> bool:
        try:
            return turn.run()
        except Exception as failure:  # noqa: BLE001 - the thread's one broad except: the others' work goes on
            turn.fail(failure)
            return False
