"""The machine check: which device, number format and size of model keep real time here, with room to spare.

Under a minute, pure apart from the work itself: the caller stores what it finds. Any thread but the window's.
"""

from __future__ import annotations

import platform
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
import torch

from core.session.settings import Settings
from core.streaming.acoustic_model import ModelError
from core.streaming.compute import choose_device, choose_dtype, dtype_name, multiplies_bfloat16
from core.wav2vec2 import Wav2Vec2Config, Wav2Vec2ForCTC
from core.wav2vec2.inference import prepare_for_inference

WINDOW_SECONDS = 6.0
"""What the live path computes at once: 4.8 s of context, what is new, 0.64 s to come."""
HOP_SECONDS = 0.64
ROOM = 0.5
"""A window may take this share of the hop that it advances; the rest is for finals, decoding, other programs."""
LARGE_OVER_BASE = 2.6
"""Operations of the large architecture for such a window, in those of base."""
BASE_WIDTH = 768
BUDGET_SECONDS = 40.0
RUNS = 5


@dataclass(frozen=True, slots=True)
class Measurement:
    """A window of `WINDOW_SECONDS` in the base architecture took so long (median)."""

    device: str
    dtype: str
    window_seconds: float


@dataclass(frozen=True, slots=True)
class MachineChoice:
    """What suits this machine. `size`: "large", "base", or "small" (the bundled model)."""

    machine: str
    device: str
    dtype: str
    size: str
    measurements: tuple[Measurement, ...]

    def stored_in(self, settings: Settings) -> Settings:
        """Settings with the choice; "auto" stays where it means the same, so that a model may differ."""
        place = choose_device("auto")
        device = "auto" if self.device == place.type else self.device
        chosen = choose_device(self.device)
        dtype = "auto" if self.dtype == dtype_name(choose_dtype("auto", chosen, BASE_WIDTH)) else self.dtype
        return replace(settings, device=device, dtype=dtype, model_size=self.size, machine=self.machine)


def machine_name() -> str:
    """Changes when the check should be made again: processor, cores, accelerator, torch."""
    accelerator = torch.cuda.get_device_name() if torch.cuda.is_available() else choose_device("auto").type
    processor = torch.cpu.get_capabilities().get("cpu_name") or platform.machine()
    return f"{processor}, {torch.get_num_threads()} threads, {accelerator}, torch {torch.__version__}"


def is_checked(settings: Settings) -> bool:
    """Whether the check has been made on this machine, as it is now."""
    return settings.machine == machine_name()


def check_machine(progress: Callable[[Measurement], None] | None = None) -> MachineChoice:
    """Measure every device and number format that may pay; `progress` gets each result. Raises ModelError."""
    torch.manual_seed(0)
    weights = Wav2Vec2ForCTC(Wav2Vec2Config()).state_dict()
    began = time.perf_counter()
    found: list[Measurement] = []
    for device, dtype in _candidates():
        if found and time.perf_counter() - began > BUDGET_SECONDS:
            break
        try:
            seconds = _window_seconds(weights, device, dtype)
        except RuntimeError:
            # A device that cannot hold the network, or knows no such numbers, is none to propose.
            continue
        measurement = Measurement(device.type, dtype_name(dtype), seconds)
        found.append(measurement)
        if progress is not None:
            progress(measurement)
    if not found:
        raise ModelError("No device of this machine could compute a network; choose the bundled model on device cpu.")
    return choose(tuple(found))


def choose(measurements: tuple[Measurement, ...]) -> MachineChoice:
    """The fastest, and the largest size that leaves room there."""
    best = min(measurements, key=lambda one: one.window_seconds)
    share = best.window_seconds / HOP_SECONDS
    size = "large" if share * LARGE_OVER_BASE <= ROOM else "base" if share <= ROOM else "small"
    return MachineChoice(machine_name(), best.device, best.dtype, size, measurements)


def _candidates() -> list[tuple[torch.device, torch.dtype]]:
    fastest, processor = choose_device("auto"), torch.device("cpu")
    candidates = [] if fastest.type == "cpu" else [(fastest, torch.float16), (fastest, torch.float32)]
    if multiplies_bfloat16():
        candidates.append((processor, torch.bfloat16))
    return [*candidates, (processor, torch.float32)]


def _window_seconds(weights: dict[str, torch.Tensor], device: torch.device, dtype: torch.dtype) -> float:
    network = Wav2Vec2ForCTC(Wav2Vec2Config())
    network.load_state_dict(weights)
    prepare_for_inference(network, device, dtype)
    samples = np.random.default_rng(0).standard_normal((1, round(WINDOW_SECONDS * 16_000))).astype(np.float32)
    values = torch.from_numpy(samples).to(device=device, dtype=dtype)
    times = []
    with torch.inference_mode():
        # The first run allocates and compiles.
        for _ in range(RUNS + 1):
            began = time.perf_counter()
            network(values).logits.cpu()
            times.append(time.perf_counter() - began)
            if sum(times) > BUDGET_SECONDS / 4:
                break
    return statistics.median(times[1:] or times)
