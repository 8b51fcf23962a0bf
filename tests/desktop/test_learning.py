"""Learning from corrections in the window: how many there are, a process that captions stop, what came of it."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from core.models.places import ModelPlaces
from core.session.live_session import SessionState
from core.session.recognition import RecognitionOptions
from desktop.models.learner import Learner, LearningStanding
from desktop.models.learning_part import LearningPart
from desktop.window.main_window import MainWindow
from tests.core.training.test_learning import correct, kept
from tests.desktop.conftest import Open
from tests.helpers.shared_data import PROJECT

WAIT = 30_000
RECORD = {
    "held_out_words": 448,
    "errors_before": 276,
    "errors_after": 230,
    "left_words": 0,
    "left_errors_before": 0,
    "left_errors_after": 0,
    "folder": "",
}

# As `wavescribe train corrections --json`: a step for each line that comes into `go`, SIGTERM ends it after one.
SCRIPT = """
import json, pathlib, signal, sys, time
state, go = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
stopped = []
signal.signal(signal.SIGTERM, lambda *_: stopped.append(1))
done = int(state.read_text()) if state.exists() else 0
print(json.dumps({"stage": "learning", "done": done / 4, "seconds_left": 150.0}), flush=True)
while done < 4:
    while not stopped and done >= len(go.read_text().splitlines()):
        time.sleep(0.01)
    if stopped:
        sys.exit(130)
    done += 1
    state.write_text(str(done))
    print(json.dumps({"stage": "learning", "done": done / 4, "seconds_left": None}), flush=True)
print(sys.argv[3], flush=True)
"""


class Steps:
    """A learner whose process takes a step when told."""

    def __init__(self, place: Path, record: dict[str, object]) -> None:
        self._go = place / "go"
        self._go.touch()
        self.command = [sys.executable, "-c", SCRIPT, str(place / "state"), str(self._go), json.dumps(record)]

    def go(self) -> None:
        with self._go.open("a") as file:
            file.write("go\n")


@pytest.fixture
def learner(qtbot: QtBot, qapp: object, tmp_path: Path) -> tuple[Learner, Steps]:
    steps = Steps(tmp_path, RECORD)
    one = Learner(list, qapp)  # type: ignore[arg-type]
    one.command = steps.command
    return one, steps


def states(learner: Learner) -> list[str]:
    told: list[str] = []
    learner.changed.connect(lambda standing: told.append(standing.state))
    return told


def test_it_stops_as_the_user_wishes_goes_on_and_tells_what_it_is_worth(
    qtbot: QtBot, learner: tuple[Learner, Steps]
) -> None:
    one, steps = learner
    one.start()
    one.start()
    steps.go()
    qtbot.waitUntil(lambda: one.standing.done == 0.25, timeout=WAIT)
    one.stop()
    assert one.standing.state == "stopping"
    qtbot.waitUntil(lambda: one.standing.state == "stopped", timeout=WAIT)
    for _ in range(3):
        steps.go()
    one.start()
    qtbot.waitUntil(lambda: one.standing.state == "done", timeout=WAIT)
    assert one.standing.record == RECORD
    one.close()


def test_captions_come_first(qtbot: QtBot, learner: tuple[Learner, Steps]) -> None:
    one, steps = learner
    told = states(one)
    one.start()
    qtbot.waitUntil(lambda: one.standing.seconds_left == 150.0, timeout=WAIT)
    one.hold(True)
    assert one.standing.state == "waiting"
    # Over before the process has ended: it begins again by itself.
    one.hold(False)
    qtbot.waitUntil(lambda: one.standing.state == "running", timeout=WAIT)
    qtbot.waitUntil(lambda: one.standing.seconds_left == 150.0, timeout=WAIT)
    one.hold(True)
    one.stop()
    qtbot.waitUntil(lambda: one.standing.state == "stopped", timeout=WAIT)
    one.start()
    assert one.standing.state == "waiting", "captions still run"
    one.stop()
    assert one.standing.state == "stopped"
    one.start()
    for _ in range(4):
        steps.go()
    one.hold(False)
    qtbot.waitUntil(lambda: one.standing.state == "done", timeout=WAIT)
    assert told[0] == "running"
    one.close()


def test_what_goes_wrong_is_said(qtbot: QtBot, learner: tuple[Learner, Steps]) -> None:
    one, _ = learner
    one.command = [sys.executable, "-c", "import sys; sys.exit('wavescribe: The disk is full.')"]
    one.start()
    qtbot.waitUntil(lambda: one.standing.state == "failed", timeout=WAIT)
    assert one.standing.message == "The disk is full."
    one.command = ["/no/such/program"]
    one.start()
    qtbot.waitUntil(lambda: one.standing.state == "failed" and "disk" not in one.standing.message, timeout=WAIT)
    assert one.standing.message


@pytest.mark.parametrize(
    ("standing", "said", "bar", "button"),
    [
        (LearningStanding(), "", False, "Learn"),
        (LearningStanding("running", 0.3), "Learning…", True, ""),
        (LearningStanding("running", 0.3, 59), "Learning, less than a minute left", True, ""),
        (LearningStanding("running", 0.3, 150), "Learning, about 2 minutes left", True, ""),
        (LearningStanding("waiting", 0.3), "Waits while captions run, and goes on afterwards.", True, ""),
        (LearningStanding("stopping", 0.3), "Stopping…", True, ""),
        (LearningStanding("stopped", 0.3), "Stopped; it goes on where it was.", False, "Go on"),
        (LearningStanding("failed", message="The disk is full."), "The disk is full.", False, "Learn"),
        (
            LearningStanding("done", record={**RECORD, "left_words": 1, "folder": "/models/own"}),
            "Word errors in corrected lines that it did not learn from: 61.6 % before, 51.3 % after (448 words). "
            "Errors in what you left as it was: 0 before, 0 after (1 word). "
            "The new model is used from the next start on; to undo it, remove it from the list.",
            False,
            "Learn",
        ),
    ],
)
def test_the_part_says_how_far_it_is(
    qtbot: QtBot, standing: LearningStanding, said: str, bar: bool, button: str
) -> None:
    part = LearningPart()
    qtbot.addWidget(part)
    part.show()
    part.show_corrections("bundled-en", 12, 90.0, 0.0)
    part.show_standing(standing)
    assert part.doing.text() == said
    assert (part.bar.isVisible(), part.stop.isVisible()) == (bar, bar)
    assert (part.begin.text() if part.begin.isVisible() else "") == button
    assert part.begin.isEnabled()


def test_the_sheet_counts_corrections_and_the_new_model_is_chosen(
    qtbot: QtBot, open_window: Open, tmp_path: Path
) -> None:
    window: MainWindow = open_window(theme="light")
    window.controller.places = ModelPlaces(tmp_path / "models", (), tmp_path / "cache")
    library = window.controller.library()
    session = kept(library, PROJECT / "assets" / "demo" / "demo.flac", [(0, 6)], RecognitionOptions().model)
    correct(library, session, 0, "what was said")
    part = window.live.model_sheet.learning
    window.choose_model()
    qtbot.waitUntil(lambda: part.facts.text() != "", timeout=WAIT)
    assert part.facts.text() == (
        "1 corrected line that bundled-en-sounds heard, 0.1 min. Correct some more, until there are about 2.7 min."
    )
    assert not part.begin.isEnabled()
    chosen: list[str] = []
    window.models_place.chosen.connect(chosen.append)
    learner = window.models_place.learning.learner
    steps = Steps(tmp_path, {**RECORD, "folder": str(tmp_path / "models" / "own")})
    learner.command = steps.command
    for _ in range(4):
        steps.go()
    part.begin.setEnabled(True)
    part.begin.click()
    qtbot.waitUntil(lambda: chosen == [str(tmp_path / "models" / "own")], timeout=WAIT)
    assert window.models_place.learning._arguments()[:3] == ["train", "corrections", "--json"]


def test_captions_that_start_and_stop_hold_the_learner(qtbot: QtBot, open_window: Open) -> None:
    window: MainWindow = open_window(theme="light")
    learner = window.models_place.learning.learner
    window.controller.state_reported.emit(SessionState.STARTING, "")
    learner.start()
    assert learner.standing.state == "waiting"
    learner.stop()
    window.controller.state_reported.emit(SessionState.STOPPED, "")
    assert learner.standing.state == "stopped"
