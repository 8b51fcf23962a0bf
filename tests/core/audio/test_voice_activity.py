"""Voice activity does not depend on how the stream was fed, and hears speech and no silence."""

from __future__ import annotations

import subprocess
import sys

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.audio.media import read_media
from core.audio.voice_activity import BLOCK, VoiceActivity
from tests.helpers.shared_data import PROJECT


@pytest.fixture(scope="module")
def activity() -> VoiceActivity:
    return VoiceActivity()


@pytest.fixture(scope="module")
def speech() -> np.ndarray:
    return read_media(PROJECT / "assets/demo/demo.flac")[: 5 * 16_000]


def whole(activity: VoiceActivity, samples: np.ndarray) -> np.ndarray:
    activity.reset()
    return np.concatenate([activity.feed(samples), activity.flush()])


@settings(max_examples=8)
@given(cuts=st.lists(st.integers(1, 9000), min_size=1, max_size=30))
def test_cuts_change_no_bit(activity: VoiceActivity, speech: np.ndarray, cuts: list[int]) -> None:
    expected = whole(activity, speech)
    activity.reset()
    heard, at = [], 0
    for cut in cuts:
        heard.append(activity.feed(speech[at : at + cut]))
        at += cut
    heard += [activity.feed(speech[at:]), activity.flush()]
    assert np.array_equal(np.concatenate(heard), expected)


def test_speech_is_heard_and_silence_is_not(activity: VoiceActivity, speech: np.ndarray) -> None:
    assert (whole(activity, speech) > 0.5).mean() > 0.5
    assert whole(activity, np.zeros(16_000 * 3, np.float32)).max() < 0.1


def test_the_last_block_is_filled_up(activity: VoiceActivity) -> None:
    activity.reset()
    assert len(activity.feed(np.zeros(BLOCK + 1, np.float32))) == 1
    assert len(activity.flush()) == 1
    assert len(activity.flush()) == 0


def test_the_number_of_threads_is_never_another() -> None:
    # In a process of its own: the package does its harm when it is first imported, to all threads.
    program = (
        "import torch; numbers = []; torch.set_num_threads = numbers.append; "
        "from core.audio.voice_activity import VoiceActivity; VoiceActivity(); print(numbers)"
    )
    done = subprocess.run([sys.executable, "-c", program], cwd=PROJECT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
