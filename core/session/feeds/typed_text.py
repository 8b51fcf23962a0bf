"""`TypingFeed`: finals, typed into whatever window has the keyboard focus.

Words with a space after each, and nothing else: no Enter, no Tab, no control character, whatever a model says. What
comes while Wavescribe itself has the focus is not typed, then or later; the text is in the session all the same. One
thread, as keys take their time and permission may have to be asked for.
"""

from __future__ import annotations

import queue
import threading
import time
from collections.abc import Callable
from enum import Enum

from core.session.feeds.caption_feed import FeedError
from core.session.feeds.keyboard import Keyboard
from core.streaming.captions import Caption, FinalCaption

# Programs read keys one by one; some lose letters that come at once.
KEY_SECONDS = 0.005
LOOK_AGAIN_SECONDS = 0.02
ANSWER_SECONDS = 1.0
PATIENCE_SECONDS = 10.0


class TypingState(Enum):
    """ASKING: the desktop asks the user whether it may be. OFF is the last one."""

    ASKING = "asking"
    TYPING = "typing"
    OFF = "off"


class TypingFeed:
    """Types from construction to `stop` or `close`. `caption` comes from one thread, the rest from any.

    `find` gives the keyboard; `report` hears the state, and one sentence where something went wrong; `may_type` says
    whether another program has the focus. All are called on the typing thread.
    """

    def __init__(
        self,
        find: Callable[[], Keyboard],
        report: Callable[[TypingState, str], None],
        may_type: Callable[[], bool] = lambda: True,
    ) -> None:
        self._find = find
        self._report = report
        self._may_type = may_type
        self._texts: queue.SimpleQueue[str | None] = queue.SimpleQueue()
        self._stopped = threading.Event()
        self._ready = threading.Event()
        self._thread = threading.Thread(target=self._run, name="typing", daemon=True)
        self._thread.start()

    def caption(self, caption: Caption) -> None:
        """Type a final; partials would have to be taken back."""
        if isinstance(caption, FinalCaption) and caption.words:
            self._texts.put(typed(caption.text))

    def clear(self) -> None:
        """A new session goes on behind the last one."""

    def stop(self) -> None:
        """Type nothing more, not even what was said already; returns at once."""
        self._stopped.set()
        self._texts.put(None)

    def close(self) -> None:
        """Type what was said, then end. Nobody waits long for a user who does not answer, or holds a key down."""
        self._texts.put(None)
        if self._ready.wait(ANSWER_SECONDS):
            self._thread.join(PATIENCE_SECONDS)
        self._stopped.set()
        self._thread.join()

    def _run(self) -> None:
        problem = ""
        try:
            self._report(TypingState.ASKING, "")
            keyboard = self._find()
            try:
                keyboard.open(self._stopped)
                self._ready.set()
                self._report(TypingState.TYPING, "")
                self._type_all(keyboard)
            finally:
                keyboard.close()
        except FeedError as failure:
            problem = str(failure)
        except Exception as failure:  # noqa: BLE001 - the thread's one broad except
            problem = f"typing failed ({type(failure).__name__}: {failure})."
        finally:
            self._ready.set()
            self._report(TypingState.OFF, problem)

    def _type_all(self, keyboard: Keyboard) -> None:
        while (text := self._texts.get()) is not None and not self._stopped.is_set():
            for word in text.split(" "):
                if not self._may_type() or keyboard.ours():
                    break
                for character in f"{word} ":
                    # A letter beside a held Ctrl would be a command.
                    while keyboard.held() and not self._stopped.wait(LOOK_AGAIN_SECONDS):
                        pass
                    if self._stopped.is_set():
                        return
                    keyboard.press(character)
                    time.sleep(KEY_SECONDS)


def typed(text: str) -> str:
    """What is typed of a text: what can be read, and single spaces."""
    return " ".join("".join(character if character.isprintable() else " " for character in text).split())
