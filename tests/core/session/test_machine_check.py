from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import torch

from core.session import machine_check
from core.session.machine_check import (
    CheckStopped,
    MachineChoice,
    Measurement,
    check_machine,
    choose,
    is_checked,
    machine_name,
)
from core.session.settings import Settings, load_settings, save_settings
from core.streaming.acoustic_model import ModelError
from core.streaming.compute import choose_device, choose_dtype, dtype_name
from core.wav2vec2 import Wav2Vec2Config
from core.wav2vec2.quantised_product import can_quantise
from tests.core.wav2vec2.parity import STILL, TINY

# On the real frame grid: else a window has ten thousand frames.
SMALL = {
    **TINY,
    **STILL,
    "conv_dim": (8,) * 7,
    "conv_kernel": (10, 3, 3, 3, 3, 2, 2),
    "conv_stride": (5, 2, 2, 2, 2, 2, 2),
}


@pytest.fixture
def tiny_network(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(machine_check, "Wav2Vec2Config", lambda: Wav2Vec2Config(**SMALL))


@pytest.mark.parametrize(
    ("window_seconds", "size"),
    [(0.01, "large"), (0.12, "large"), (0.13, "base"), (0.31, "base"), (0.33, "small"), (9.0, "small")],
)
def test_the_size_leaves_half_of_each_hop_free(window_seconds: float, size: str) -> None:
    slower = Measurement("cpu", "float32", window_seconds * 2)
    choice = choose((slower, Measurement("cuda", "float16", window_seconds)))
    assert (choice.device, choice.dtype, choice.size) == ("cuda", "float16", size)
    assert choice.machine == machine_name()


@pytest.mark.parametrize(("seconds", "dtype"), [(0.19, "float32"), (0.15, "int8")])
def test_int8_is_proposed_where_it_gains_enough(seconds: float, dtype: str) -> None:
    choice = choose((Measurement("cpu", "float32", 0.2), Measurement("cpu", "int8", seconds)))
    assert (choice.dtype, choice.stored_in(Settings()).dtype) == (dtype, "int8" if dtype == "int8" else kept_float32())


def kept_float32() -> str:
    """How settings keep float32 on the processor: "auto" where that means the same."""
    auto = choose_device("auto")
    return (
        "auto" if choose_dtype("auto", torch.device("cpu"), 768) is torch.float32 and auto.type == "cpu" else "float32"
    )


@pytest.mark.parametrize(("able", "formats"), [(True, ["bfloat16", "float32", "int8"]), (False, ["float32"])])
def test_formats_that_the_processor_only_imitates_are_not_measured(
    able: bool, formats: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("multiplies_bfloat16", "can_quantise"):
        monkeypatch.setattr(machine_check, name, lambda: able)
    monkeypatch.setattr(machine_check, "choose_device", lambda name: torch.device("cpu"))
    assert [(device.type, dtype_name(dtype)) for device, dtype in machine_check._candidates()] == [
        ("cpu", one) for one in formats
    ]


@pytest.mark.usefixtures("tiny_network")
def test_every_candidate_is_measured_and_told() -> None:
    told: list[Measurement] = []
    choice = check_machine(told.append)
    assert tuple(told) == choice.measurements
    measured = [(one.device, one.dtype) for one in told]
    assert ("cpu", "float32") in measured
    assert (("cpu", "int8") in measured) == can_quantise()
    assert all(one.window_seconds > 0 for one in told)


@pytest.mark.usefixtures("tiny_network")
def test_a_device_that_cannot_hold_the_network_is_not_proposed(monkeypatch: pytest.MonkeyPatch) -> None:
    real = machine_check.prepare_for_inference

    def full(network: Any, device: torch.device, dtype: torch.dtype) -> None:
        if dtype != torch.float32:
            raise torch.OutOfMemoryError("none left")
        real(network, device, dtype)

    monkeypatch.setattr(machine_check, "prepare_for_inference", full)
    monkeypatch.setattr(
        machine_check,
        "_candidates",
        lambda: [(torch.device("cpu"), torch.bfloat16), (torch.device("cpu"), torch.float32)],
    )
    assert check_machine().dtype == "float32"
    monkeypatch.setattr(machine_check, "_candidates", lambda: [(torch.device("cpu"), torch.bfloat16)])
    with pytest.raises(ModelError, match="choose the bundled model on device cpu"):
        check_machine()


@pytest.mark.usefixtures("tiny_network")
def test_a_check_that_is_stopped_ends_before_the_next_window() -> None:
    asked = []

    def stopped() -> bool:
        asked.append(1)
        return len(asked) == 3

    with pytest.raises(CheckStopped):
        check_machine(stopped=stopped)
    assert len(asked) == 3


def test_a_busy_machine_is_told() -> None:
    quiet, busy = Measurement("cpu", "float32", 0.1), Measurement("cpu", "bfloat16", 0.1, busy=True)
    assert not choose((quiet,)).busy
    assert choose((quiet, busy)).busy


def test_the_choice_is_kept_in_the_settings(tmp_path: Path) -> None:
    auto = choose_device("auto")
    as_auto = dtype_name(choose_dtype("auto", auto, 768))
    choice = MachineChoice(machine_name(), auto.type, as_auto, "base", ())
    kept = choice.stored_in(Settings(caption_size=30))
    assert (kept.device, kept.dtype, kept.model_size, kept.caption_size) == ("auto", "auto", "base", 30)
    assert not is_checked(Settings())
    save_settings(kept, tmp_path / "settings.json")
    again, _ = load_settings(tmp_path / "settings.json")
    assert again == kept
    assert is_checked(again)
    other = "float32" if as_auto != "float32" else "bfloat16"
    differs = MachineChoice("elsewhere", "cpu", other, "small", ()).stored_in(Settings())
    assert (differs.dtype, differs.machine) == (other, "elsewhere")
    assert not is_checked(differs)
