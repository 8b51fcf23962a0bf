"""Several devices as one: sums sample by sample, silence for the slow, nothing of the others lost."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.audio.mixer import PATIENCE_SAMPLES, MixedSource
from core.audio.source import DeviceLost, DeviceUnavailable
from core.audio.switching import SwitchingSource


class Script:
    """Delivers its entries one a read: samples, an exception to raise, or nothing; None ends it."""

    live = True
    dropped = 0

    def __init__(self, entries: Sequence[object], name: str = "scripted", starts: Sequence[object] = ()) -> None:
        self.name = name
        self._entries = list(entries)
        self._starts = list(starts)
        self.stopped = False
        self.started = 0

    def start(self) -> None:
        self.started += 1
        if self._starts and isinstance(failure := self._starts.pop(0), Exception):
            raise failure

    def read(self, timeout: float) -> np.ndarray | None:
        if not self._entries:
            return None
        entry = self._entries.pop(0)
        if isinstance(entry, Exception):
            raise entry
        return entry  # type: ignore[return-value]

    def stop(self) -> None:
        self.stopped = True


def grid(*values: int) -> np.ndarray:
    return np.array(values, np.float32) / 32768


def cut(samples: np.ndarray, sizes: Sequence[int]) -> list[np.ndarray]:
    ends = np.cumsum(sizes)
    return [*np.split(samples, ends[ends < len(samples)])]


def everything(source: MixedSource | SwitchingSource) -> np.ndarray:
    heard = []
    while (block := source.read(0.0)) is not None:
        heard.append(block)
    return np.concatenate(heard) if heard else np.zeros(0, np.float32)


@settings(max_examples=60)
@given(
    one=st.lists(st.integers(0, 700), max_size=12),
    other=st.lists(st.integers(0, 700), max_size=12),
    seed=st.integers(0, 99),
)
def test_the_mix_is_the_sum_however_the_devices_cut_their_blocks(one: list[int], other: list[int], seed: int) -> None:
    random = np.random.default_rng(seed)
    first = (random.integers(-9000, 9000, sum(one)) / 32768).astype(np.float32)
    second = (random.integers(-9000, 9000, sum(other)) / 32768).astype(np.float32)
    mixed = MixedSource([Script(cut(first, one)), Script(cut(second, other))], lambda _: None)
    mixed.start()
    length = max(len(first), len(second))
    expected = np.pad(first, (0, length - len(first))) + np.pad(second, (0, length - len(second)))
    np.testing.assert_array_equal(everything(mixed), expected)


def test_two_that_are_loud_at_once_are_held_at_full_scale() -> None:
    mixed = MixedSource([Script([grid(30000, -30000)]), Script([grid(30000, -30000)])], lambda _: None)
    mixed.start()
    np.testing.assert_array_equal(everything(mixed), grid(32767, -32768))


def test_a_device_that_sends_nothing_holds_the_other_back_for_half_a_second_only() -> None:
    nothing = np.zeros(0, np.float32)
    speech = np.full(PATIENCE_SAMPLES // 2, 0.25, np.float32)
    silent_then_back = [nothing, nothing, nothing, nothing, np.full(100, 0.5, np.float32)]
    mixed = MixedSource([Script([speech] * 5), Script(silent_then_back)], lambda _: None)
    mixed.start()
    blocks = [mixed.read(0.0) for _ in range(5)]
    lengths = [len(block) for block in blocks if block is not None]
    # Two blocks within the patience, then all that waited, then each at once, then what both have.
    assert lengths == [0, 0, 3 * len(speech), len(speech), 100]
    np.testing.assert_array_equal(blocks[4], np.full(100, 0.75, np.float32))
    rest = everything(mixed)
    np.testing.assert_array_equal(rest, np.full(len(speech) - 100, 0.25, np.float32))


def test_one_device_that_goes_leaves_the_other_heard_and_comes_back(monkeypatch: pytest.MonkeyPatch) -> None:
    now = [0.0]
    monkeypatch.setattr("core.audio.mixer.time.monotonic", lambda: now[0])
    said: list[str] = []
    going = Script(
        [grid(1), DeviceLost("The headset has gone."), grid(5), None],
        "headset",
        starts=[None, DeviceUnavailable("still away"), None],
    )
    staying = Script([grid(10), grid(20), grid(30), grid(40)], "speakers")
    mixed = MixedSource([going, staying], said.append)
    mixed.start()
    heard = [mixed.read(0.0), mixed.read(0.0)]
    now[0] = 1.5
    heard.append(mixed.read(0.0))
    now[0] = 3.0
    heard.append(mixed.read(0.0))
    assert [block.tolist() for block in heard if block is not None] == [
        grid(11).tolist(),
        grid(20).tolist(),
        grid(30).tolist(),
        grid(45).tolist(),
    ]
    assert said == ["The headset has gone. The others are still heard.", "headset is back."]


def test_when_all_have_gone_the_session_is_told() -> None:
    mixed = MixedSource([Script([DeviceLost("one.")]), Script([DeviceLost("two.")])], lambda _: None)
    mixed.start()
    with pytest.raises(DeviceLost, match="two"):
        mixed.read(0.0)


def test_a_change_of_device_loses_nothing_of_either() -> None:
    said: list[str] = []
    old = Script([grid(1), grid(2), grid(3), None], "old")
    new = Script([grid(4), grid(5), None], "new")
    source = SwitchingSource(old, said.append)
    source.start()
    first = source.read(0.0)
    source.switch_to(new)
    rest = everything(source)
    assert first is not None
    np.testing.assert_array_equal(np.concatenate([first, rest]), grid(1, 2, 3, 4, 5))
    assert old.stopped
    assert source.name == "new"
    assert said == ["Listening to new."]


def test_a_device_that_refuses_leaves_the_old_one_heard() -> None:
    said: list[str] = []
    refused: list[tuple[str, str]] = []
    old = Script([grid(1), grid(2), None], "old")
    source = SwitchingSource(old, said.append, lambda wanted, heard: refused.append((wanted.name, heard.name)))
    source.start()
    source.switch_to(Script([], "new", starts=[DeviceUnavailable("new cannot be opened.")]))
    np.testing.assert_array_equal(everything(source), grid(1, 2))
    assert not old.stopped
    assert said == ["new cannot be opened; old goes on."]
    assert refused == [("new", "old")]


def test_a_wish_before_the_beginning_cannot_end_the_session() -> None:
    said: list[str] = []
    source = SwitchingSource(Script([grid(1), grid(2), None], "old"), said.append)
    source.switch_to(Script([], "new", starts=[DeviceUnavailable("new cannot be opened.")]))
    source.start()
    np.testing.assert_array_equal(everything(source), grid(1, 2))
    assert said == ["new cannot be opened; old goes on."]


def test_a_lost_device_is_replaced_by_the_one_that_the_user_chose_meanwhile() -> None:
    old = Script([DeviceLost("gone.")], "old", starts=[None, DeviceUnavailable("away")])
    source = SwitchingSource(old, lambda _: None)
    source.start()
    with pytest.raises(DeviceLost):
        source.read(0.0)
    with pytest.raises(DeviceUnavailable):
        source.start()
    source.switch_to(Script([grid(7), None], "new"))
    source.start()
    assert source.name == "new"
    np.testing.assert_array_equal(everything(source), grid(7))
