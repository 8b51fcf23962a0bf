"""One thread for all: who comes when, and whom a fault hits."""

from __future__ import annotations

import threading

import numpy as np
import pytest

from core.decoding.hotwords import Hotword
from core.session.http_api import live_turn as live_turn_module
from core.session.http_api.errors import ApiError
from core.session.http_api.live_turn import MOST_ROWS_WAITING, LiveTurn
from core.session.http_api.served_model import ServedModel
from core.session.http_api.turns import Turns
from core.session.http_api.wishes import read_prompt
from core.session.recognition import Engine


class Work:
    """Writes its name for each turn it gets."""

    def __init__(self, name: str, turns: int, order: list[str], live: bool = False) -> None:
        self.name = name
        self.live = live
        self.left = turns
        self.done = threading.Event()
        self.failure: Exception | None = None
        self._order = order

    def run(self) -> bool:
        self._order.append(self.name)
        self.left -= 1
        if self.left == 0:
            self.done.set()
        return self.left > 0

    def fail(self, failure: Exception) -> None:
        self.failure = failure
        self.done.set()


class Gate(Work):
    """Holds the thread until everybody has asked."""

    def __init__(self) -> None:
        super().__init__("gate", 1, [])
        self.entered = threading.Event()
        self.open = threading.Event()

    def run(self) -> bool:
        self.entered.set()
        self.open.wait(20)
        return False


def order_of(*works: Work) -> None:
    turns = Turns()
    gate = Gate()
    turns.ask(gate)
    assert gate.entered.wait(20)
    for work in works:
        turns.ask(work)
    gate.open.set()
    for work in works:
        assert work.done.wait(20)
    turns.close()


def test_files_take_turns_and_live_ones_come_first() -> None:
    order: list[str] = []
    files = [Work("long", 4, order), Work("short", 2, order)]
    live = [Work("L", 3, order, live=True), Work("M", 3, order, live=True)]
    order_of(*files, *live)
    assert order == ["L", "M", "long", "L", "M", "short", "L", "M", "long", "short", "long", "long"]


def test_a_fault_hits_only_the_one_that_had_it() -> None:
    class Broken(Work):
        def run(self) -> bool:
            raise ZeroDivisionError("broken")

    order: list[str] = []
    broken, sound = Broken("broken", 1, order), Work("sound", 3, order)
    order_of(broken, sound)
    assert isinstance(broken.failure, ZeroDivisionError)
    assert order == ["sound"] * 3


def test_asking_twice_is_asking_once() -> None:
    order: list[str] = []
    work = Work("once", 1, order)
    order_of(work, work)
    assert order == ["once"]


def test_closing_leaves_what_waits() -> None:
    turns = Turns()
    gate, waiting = Gate(), Work("waiting", 1, [])
    turns.ask(gate)
    assert gate.entered.wait(20)
    turns.ask(waiting)
    closer = threading.Thread(target=turns.close)
    closer.start()
    gate.open.set()
    closer.join(20)
    assert not closer.is_alive()
    assert waiting.left == 1


def live_turn(engine: Engine, rows: list[object], waiting: int = 0) -> LiveTurn:
    return LiveTurn(ServedModel(engine).speaking(None, None, ""), None, rows.append, lambda: waiting)


def test_who_sends_faster_than_it_is_recognised_has_to_wait(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(live_turn_module, "MOST_WAITING_SECONDS", 4.0)
    monkeypatch.setattr(live_turn_module, "TURN_SECONDS", 2.0)
    turn = live_turn(engine, [])
    second = np.zeros(16_000, np.float32)
    for _ in range(4):
        turn.give(second)
    assert not turn.is_full
    turn.give(second)
    assert turn.is_full
    assert turn.run(), "there is more"
    assert not turn.is_full
    turn.end()
    assert turn.run()
    assert not turn.run()


def test_who_does_not_read_is_not_recognised_for(engine: Engine) -> None:
    rows: list[object] = []
    turn = live_turn(engine, rows, MOST_ROWS_WAITING + 1)
    turn.give(np.zeros(16_000, np.float32))
    turn.end()
    assert not turn.run()
    assert rows == []


def test_a_fault_ends_a_live_turn_for_good(engine: Engine) -> None:
    rows: list[object] = []
    turn = live_turn(engine, rows)
    failure = ZeroDivisionError("broken")
    turn.fail(failure)
    assert not turn.run()
    assert rows == [failure, None]


@pytest.mark.parametrize(
    ("text", "terms", "prose"),
    [
        ("", [], ""),
        ("Okonkwo", [Hotword("Okonkwo")], ""),
        ("Okonkwo:5, second proof; Zipf", [Hotword("Okonkwo", 5.0), Hotword("second proof"), Hotword("Zipf")], ""),
        ("Zipf\nLeibniz", [Hotword("Zipf"), Hotword("Leibniz")], ""),
        ("This is about the release of Okonkwo.", [], "This is about the release of Okonkwo."),
        ("Hello there.", [], "Hello there."),
        (" , ,\n", [], ""),
    ],
)  # fmt: skip
def test_a_prompt_is_a_list_or_prose(text: str, terms: list[Hotword], prose: str) -> None:
    prompt = read_prompt(text)
    assert (list(prompt.terms), prompt.prose) == (terms, prose)


def test_of_prose_only_unknown_words_are_listened_for(engine: Engine) -> None:
    model = ServedModel(engine)
    speaking = model.speaking("whisper-1", "en", "The meeting with Okonkwo is about the Zyxomma of the house.")
    assert [word.text for word in speaking.engine.options.hotwords] == ["Okonkwo", "Zyxomma"]
    with pytest.raises(ApiError, match="more than 1000 words"):
        model.speaking(None, None, ",".join(f"word{number}" for number in range(1001)))
