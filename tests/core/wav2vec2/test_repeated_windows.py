"""Recorded passes: when there are some, and that they never change an answer.

Graphs are CUDA's (`tests/core/streaming/test_devices.py` has them where there is a GPU). Here a recording is a copy of
the network at its time, as a graph knows its weights at their place.
"""

from __future__ import annotations

from copy import deepcopy
from pathlib import Path

import numpy as np
import pytest
import torch

import core.wav2vec2 as family
from core.streaming.speech_model import SpeechModel
from core.wav2vec2.inference import prepare_for_inference
from core.wav2vec2.repeated_windows import MOST_RECORDINGS, RECORDED_AT, RECORDERS, RepeatedWindows, Replay
from tests.core.wav2vec2.parity import STILL, TINY


class Recorder:
    """Keeps which lengths were recorded and replayed, and fails when it is told to."""

    def __init__(self) -> None:
        self.recorded: list[int] = []
        self.replayed: list[int] = []
        self.failure: Exception | None = None
        self.error = 0.0

    def __call__(self, network: family.Wav2Vec2ForCTC, values: torch.Tensor) -> Replay:
        self.recorded.append(values.shape[1])
        if self.failure is not None:
            raise self.failure
        known = deepcopy(network)

        def replay(values: torch.Tensor) -> torch.Tensor:
            self.replayed.append(values.shape[1])
            logits: torch.Tensor = known(values).logits
            return logits + self.error

        return replay


@pytest.fixture
def recorder(monkeypatch: pytest.MonkeyPatch) -> Recorder:
    recorder = Recorder()
    monkeypatch.setitem(RECORDERS, "cpu", recorder)
    return recorder


@pytest.fixture
def network() -> family.Wav2Vec2ForCTC:
    torch.manual_seed(1)
    network = family.Wav2Vec2ForCTC(family.Wav2Vec2Config(**{**TINY, **STILL})).eval()
    prepare_for_inference(network, torch.device("cpu"), torch.float32)
    return network


def check(windows: RepeatedWindows, network: family.Wav2Vec2ForCTC, *lengths: int) -> None:
    """Inputs of these lengths, one after the other, have the network's own answers."""
    for turn, length in enumerate(lengths):
        values = torch.randn(1, length, generator=torch.Generator().manual_seed(turn))
        with torch.inference_mode():
            assert torch.equal(windows.logits(values), network(values).logits)


def test_a_length_is_recorded_when_it_has_come_often(network: family.Wav2Vec2ForCTC, recorder: Recorder) -> None:
    windows = RepeatedWindows(network)
    check(windows, network, 800, 900, 800, 950, 800)
    assert recorder.recorded == [800]
    assert recorder.replayed == [800], "once, to be held against the network's answer"
    check(windows, network, 800, 900, 800)
    assert recorder.recorded == [800]
    assert recorder.replayed == [800] * 3


def test_what_was_not_used_for_longest_is_forgotten(network: family.Wav2Vec2ForCTC, recorder: Recorder) -> None:
    windows = RepeatedWindows(network)
    lengths = range(800, 800 + MOST_RECORDINGS + 1)
    for length in lengths[:-1]:
        check(windows, network, *[length] * RECORDED_AT)
    check(windows, network, lengths[0])
    check(windows, network, *[lengths[-1]] * RECORDED_AT)
    assert recorder.recorded == list(lengths)
    del recorder.replayed[:]
    check(windows, network, lengths[0], lengths[2])
    assert recorder.replayed == [lengths[0], lengths[2]]
    check(windows, network, lengths[1])
    assert recorder.recorded[-1] == lengths[1]


@pytest.mark.parametrize("failure", [torch.OutOfMemoryError("none left"), RuntimeError("operation not permitted")])
def test_where_recording_fails_it_is_not_tried_again(
    network: family.Wav2Vec2ForCTC, recorder: Recorder, failure: Exception
) -> None:
    windows = RepeatedWindows(network)
    check(windows, network, *[800] * RECORDED_AT)
    recorder.failure = failure
    check(windows, network, *[900] * RECORDED_AT * 2, *[800] * RECORDED_AT)
    assert recorder.recorded == [800, 900]
    assert recorder.replayed == [800], "what was recorded before holds memory that is wanted"


def test_a_recording_that_answers_otherwise_is_not_used(network: family.Wav2Vec2ForCTC, recorder: Recorder) -> None:
    windows = RepeatedWindows(network)
    recorder.error = 1e-6
    check(windows, network, *[800] * RECORDED_AT * 2)
    assert (recorder.recorded, recorder.replayed) == ([800], [800])


def test_a_device_that_is_lost_while_recording_is_left(mms_folder: Path, recorder: Recorder) -> None:
    samples = np.random.default_rng(0).standard_normal(16_000).astype(np.float32)
    model = SpeechModel.load(str(mms_folder), device="cpu", language="deu")
    recorder.failure = torch.AcceleratorError("CUDA error: unspecified launch failure")
    answers = [model.emission(samples).log_probs.tobytes() for _ in range(RECORDED_AT + 1)]
    assert len(set(answers)) == 1
    assert len(recorder.recorded) == 1


def test_another_language_is_not_answered_from_recordings_of_the_last(mms_folder: Path, recorder: Recorder) -> None:
    samples = np.random.default_rng(0).standard_normal(16_000).astype(np.float32)
    model = SpeechModel.load(str(mms_folder), device="cpu")
    for language in ("deu", "eng", "deu"):
        model.use_language(language)
        fresh = SpeechModel.load(str(mms_folder), device="cpu", language=language)
        for _ in range(RECORDED_AT + 1):
            assert model.emission(samples).log_probs.tobytes() == fresh.emission(samples).log_probs.tobytes()
    assert recorder.replayed
