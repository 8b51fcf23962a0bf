"""The cursor of `wavescribe listen --script`: where in a script the captions are. Called on the session's threads."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from core.commands.align import read_text
from core.commands.failures import UsageError

if TYPE_CHECKING:
    from core.decoding.script_follower import ScriptPosition
    from core.streaming.captions import Caption

_SHOWN_WORDS = 8


class ScriptCursor:
    """Follows the captions of one session through a text file."""

    def __init__(self, path: Path) -> None:
        """Raises UsageError for a file that cannot be a script."""
        from core.decoding.script import ScriptError
        from core.decoding.script_follower import ScriptFollower

        try:
            self._follower = ScriptFollower(read_text(path))
        except ScriptError as failure:
            raise UsageError(f"{path}: {failure}") from failure
        self._shown = self._follower.position

    def captioned(self, caption: Caption) -> ScriptPosition | None:
        """The position after a caption, where it is another than before; a partial's may still be taken back."""
        from core.streaming.captions import FinalCaption

        words = [word.text for word in caption.words]
        final = isinstance(caption, FinalCaption)
        position = self._follower.feed(words) if final else self._follower.peek(words)
        if (position.word, position.line) == (self._shown.word, self._shown.line):
            return None
        self._shown = position
        return position

    def row(self, position: ScriptPosition, audio_time: float) -> dict[str, object]:
        """The documented JSON form: the word spoken last and its line, from 0; −1 before the first."""
        return {
            "type": "script",
            "word": position.word,
            "line": position.line,
            "confidence": round(position.confidence, 4),
            "audio_time": round(audio_time, 3),
        }

    def coming(self) -> str:
        """The next few words of the script, as they are written."""
        follower = self._follower
        at = follower.position.word + 1
        return " ".join(follower.script.written[at : at + _SHOWN_WORDS])

    def spoken_share(self) -> list[float]:
        """For each line of the script, the share of its words that was heard."""
        return [round(share, 3) for share in self._follower.spoken_share()]
