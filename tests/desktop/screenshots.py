"""Pictures of every state of the window: `python -m tests.desktop.screenshots FOLDER`."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtWidgets import QApplication

from core.audio.microphone import InputDevice
from core.audio.ring_buffer import RingBuffer
from core.decoding.hotwords import Hotword
from core.decoding.hypothesis import Word
from core.models.catalogue import ModelEntry
from core.session.file_queue import FileJob, FileState
from core.session.library import SessionEntry
from core.session.live_session import SessionState
from core.session.live_statistics import SessionStatus
from core.session.settings import Settings
from core.session.transcript import Transcript
from core.streaming.captions import FinalCaption, PartialCaption
from desktop.controller import Controller
from desktop.window.main_window import MainWindow
from tests.core.session.scripted_session import BlockSource, ScriptedEngine

SENTENCES = (
    "so the first thing we agreed was to move the release to thursday",
    "and okonkwo will write to the printers about the second proof",
    "the other question is whether the warehouse can take the new pallets before the end of the month or whether "
    "we have to rent the hall in the next street again as we did in the spring",
)
ARABIC = ("أول شيء اتفقنا عليه هو نقل الإصدار إلى يوم الخميس", "والسؤال الآخر هو ما إذا كان المستودع جاهزا")
CHINESE = ("我们首先商定的是把发布移到星期四", "另一个问题是仓库能不能在月底之前接收新的托盘")
LONG = ("donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft" * 2, "kurz")
DEVICES = [InputDevice("Built-in microphone", "ALSA", 0, 2, 48_000.0, True)]
MODELS = [
    ModelEntry("bundled-en", Path("/"), 11_000_000, ("eng",), "Apache-2.0", True),
    ModelEntry("facebook/mms-1b-all", Path("/"), 3_800_000_000, ("ara", "cmn", "deu", "eng", "spa"), "", False),
]


def final(number: int, text: str, language: str | None = None) -> FinalCaption:
    start = 41.0 + 7 * number
    words = tuple(
        Word(word, start + i * 0.3, start + i * 0.3 + 0.25, 0.4 if word in ("okonkwo", "pallets") else 0.95)
        for i, word in enumerate(text.split(" "))
    )
    return FinalCaption(number, start, start + 5, words, start + 5.6, language)


def listening(window: MainWindow, sentences: tuple[str, ...] = SENTENCES) -> None:
    window.live.captions.clear()
    window.live.show_state(SessionState.LISTENING, "")
    ring = RingBuffer(16_000)
    ring.write((0.3 * np.sin(np.arange(4000) * 0.2)).astype(np.float32))
    window.live.follow(ring, lambda: 764.0)
    window.live.meter.refresh()
    window.live.elapsed.setText("0:12:44")
    for number, sentence in enumerate(sentences):
        window.live.show_caption(final(number, sentence))
    words = final(len(sentences), "the other question is whether the wa").words
    window.live.show_caption(PartialCaption(len(sentences), 62.0, 64.0, words, 5, 64.5, None))
    window.live.show_status(
        SessionStatus(764.0, 0.3, 0.5, 4.0, 0, 0.05, "bundled-en", "cpu", "float32", None, ("eng",))
    )


def files(window: MainWindow) -> None:
    window.go(1)
    job = FileJob(1, Path("/home/ada/interview with a very long name that does not fit anywhere.mp3"))
    transcript = Transcript(
        "interview.mp3", "bundled-en", None, 95.0, tuple(final(i, s) for i, s in enumerate(SENTENCES))
    )
    for changed in (
        replace(job, state=FileState.DONE, done=95.0, duration=95.0, transcript=transcript),
        replace(
            job, number=2, state=FileState.RUNNING, done=400.0, duration=3600.0, speed=14.0, last_line=SENTENCES[0]
        ),
        replace(job, number=3, path=Path("/home/ada/lecture.mp4")),
        replace(
            job,
            number=4,
            path=Path("/home/ada/notes.txt"),
            state=FileState.FAILED,
            message="/home/ada/notes.txt is no audio or video file, or it is damaged.",
        ),
    ):
        window.files.show_job(changed)


def result(window: MainWindow) -> None:
    files(window)
    window.files.rows[1].open.click()


def history(window: MainWindow) -> None:
    entries = [
        SessionEntry("a", "x", 1_790_000_000.0, 1_790_000_400.0, "bundled-en", None, 400.0, SENTENCES[0]),
        SessionEntry("b", "y", 1_789_900_000.0, None, "bundled-en", None, 3725.0, SENTENCES[1]),
    ]
    window.go(2)
    window.history.show_sessions(entries, {"b"}, "/home/ada/.local/share/wavescribe/library")
    window.history.list.setCurrentRow(1)


def words(window: MainWindow) -> None:
    listening(window)
    window.live.words.show_hotwords((Hotword("Okonkwo", 8.0), Hotword("second proof", 5.0)))
    window.live.toggle_words()
    window.live.words.problem.setText("hotword 'printer' has the weight -3; give a number above 0, at most 100.")


def problem(window: MainWindow) -> None:
    listening(window)
    window.live.show_state(
        SessionState.WAITING_FOR_DEVICE, "Built-in microphone does not answer any more. Waiting for it."
    )


def scrolled(window: MainWindow) -> None:
    listening(window, SENTENCES * 12)
    window.live.captions.verticalScrollBar().setValue(200)


def languages(window: MainWindow) -> None:
    window.live.show_models(MODELS, replace(window.controller.settings, model="facebook/mms-1b-all", language="spa"))
    listening(window)
    window.live.show_caption(final(5, "we begin in english", "eng"))
    window.live.show_caption(final(6, "y seguimos en español", "spa"))


STATES: dict[str, Callable[[MainWindow], None]] = {
    "idle": lambda window: None,
    "loading": lambda window: window.live.show_state(SessionState.STARTING, ""),
    "listening": listening,
    "finishing": lambda window: (listening(window), window.live.show_state(SessionState.DRAINING, ""))[1],
    "problem": problem,
    "keys": lambda window: window.show_keys(),
    "scrolled": scrolled,
    "words": words,
    "languages": languages,
    "long-words": lambda window: listening(window, LONG),
    "arabic": lambda window: listening(window, ARABIC),
    "chinese": lambda window: listening(window, CHINESE),
    "files-empty": lambda window: window.go(1),
    "files": files,
    "result": result,
    "history-empty": lambda window: window.go(2),
    "history": history,
}
LOOKS = {
    "light": Settings(theme="light"),
    "dark": Settings(theme="dark"),
    "contrast": Settings(theme="contrast"),
    "large": Settings(theme="light", caption_size=40),
}


def settle() -> None:
    loop = QEventLoop()
    QTimer.singleShot(60, loop.quit)
    loop.exec()


def take(application: QApplication, folder: Path, look: str, state: str) -> None:
    """One picture. "large" is the text of the whole window at 200 %."""
    font = application.font()
    font.setPointSizeF(20.0 if look == "large" else 10.0)
    application.setFont(font)
    application.setLayoutDirection(
        Qt.LayoutDirection.RightToLeft if state == "arabic" else Qt.LayoutDirection.LeftToRight
    )
    with tempfile.TemporaryDirectory() as temporary:
        controller = Controller(
            LOOKS[look],
            Path(temporary) / "settings.json",
            Path(temporary) / "library",
            make_source=lambda _settings: BlockSource(np.zeros(1600, np.float32)),
            make_engine=lambda _options: ScriptedEngine(),  # type: ignore[arg-type, return-value]
        )
        controller.find_devices = lambda: None  # type: ignore[method-assign]
        controller.find_models = lambda: None  # type: ignore[method-assign]
        window = MainWindow(controller)
        window.resize(1280 if look == "large" else 1040, 800 if look == "large" else 680)
        window.live.show_devices(DEVICES, None)
        window.live.show_models(MODELS, controller.settings)
        window.show()
        settle()
        STATES[state](window)
        settle()
        window.grab().save(str(folder / f"{look}-{state}.png"))
        window.live.state = SessionState.STOPPED
        window.close()
        settle()


def main(folder: Path) -> None:
    """All states in all looks."""
    folder.mkdir(parents=True, exist_ok=True)
    application = QApplication.instance() or QApplication([])
    assert isinstance(application, QApplication)
    application.setStyle("Fusion")
    for look in LOOKS:
        for state in STATES:
            take(application, folder, look, state)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
