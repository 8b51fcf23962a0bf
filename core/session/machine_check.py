"""The machine check: which device, number format and size of model keep real time here, with room to spare.

Under a minute, pure apart from the work itself: the caller stores what it finds. Any thread but the window's. Other
programs may run meanwhile: see `quiet_seconds`.
"""

from __future__ import annotations

import platform
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial

import torch

from core.audio.source import SAMPLE_RATE
from core.session.settings import Settings
from core.streaming.acoustic_model import ModelError
from core.streaming.compute import choose_device, choose_dtype, dtype_name
from core.streaming.recogniser import RecogniserOptions
from core.streaming.stopwatch import Timed, quiet_seconds, timed
from core.wav2vec2 import Wav2Vec2Config, Wav2Vec2ForCTC
from core.wav2vec2.inference import prepare_for_inference
from core.wav2vec2.product import multiplies_bfloat16
from core.wav2vec2.quantised_product import can_quantise

_LIVE = RecogniserOptions()
HOP_SECONDS = _LIVE.right_context
WINDOW_SECONDS = _LIVE.left_context + 2 * HOP_SECONDS
"""What the live path computes at once: the context, what is new (so much that a machine at its limit keeps up), and
what is to come."""
ROOM = 0.5
"""A window may take this share of the hop that it advances; the rest is for finals, decoding, other programs."""
INT8_GAIN = 1.2
"""int8 rounds: it is proposed where it is so many times as fast as what does not."""
LARGE_OVER_BASE = 2.6
"""Operations of the large architecture for such a window, in those of base."""
BASE_WIDTH = 768
BUDGET_SECONDS = 40.0
RUNS = 7


class CheckStopped(Exception):
    """The check was asked to end before it had measured everything."""


@dataclass(frozen=True, slots=True)
class Measurement:
    """A window of `WINDOW_SECONDS` in the base architecture takes so long here.

    `busy`: other programs took the processors meanwhile, and the figure leaves their part out.
    """

    device: str
    dtype: str
    window_seconds: float
    busy: bool = False


@dataclass(frozen=True, slots=True)
class MachineChoice:
    """What suits this machine. `size`: "large", "base", or "small" (the bundled model)."""

    machine: str
    device: str
    dtype: str
    size: str
    measurements: tuple[Measurement, ...]

    @property
    def busy(self) -> bool:
        """Whether other programs took the processors meanwhile: the machine may be faster than it says."""
        return any(one.busy for one in self.measurements)

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


def check_machine(
    progress: Callable[[Measurement], None] | None = None, stopped: Callable[[], bool] = lambda: False
) -> MachineChoice:
    """Measure every device and number format that may pay; `progress` gets each result.

    `stopped` is asked before every window. Raises ModelError, CheckStopped.
    """
    began = time.perf_counter()
    found: list[Measurement] = []
    for device, dtype in _candidates():
        if found and time.perf_counter() - began > BUDGET_SECONDS:
            break
        try:
            seconds, busy = _window_seconds(device, dtype, stopped)
        except RuntimeError:
            # A device that cannot hold the network, or knows no such numbers, is none to propose.
            continue
        measurement = Measurement(device.type, dtype_name(dtype), seconds, busy)
        found.append(measurement)
        if progress is not None:
            progress(measurement)
    if not found:
        raise ModelError("No device of this machine could compute a network; choose the bundled model on device cpu.")
    return choose(tuple(found))


def choose(measurements: tuple[Measurement, ...]) -> MachineChoice:
    """The fastest, int8 only where it gains enough, and the largest size that leaves room there."""
    best = min(measurements, key=lambda one: one.window_seconds * (INT8_GAIN if one.dtype == "int8" else 1.0))
    share = best.window_seconds / HOP_SECONDS
    size = "large" if share * LARGE_OVER_BASE <= ROOM else "base" if share <= ROOM else "small"
    return MachineChoice(machine_name(), best.device, best.dtype, size, measurements)


def _candidates() -> list[tuple[torch.device, torch.dtype]]:
    fastest, processor = choose_device("auto"), torch.device("cpu")
    candidates = [] if fastest.type == "cpu" else [(fastest, torch.float16), (fastest, torch.float32)]
    if multiplies_bfloat16():
        candidates.append((processor, torch.bfloat16))
    candidates.append((processor, torch.float32))
    return [*candidates, (processor, torch.int8)] if can_quantise() else candidates


def _window_seconds(device: torch.device, dtype: torch.dtype, stopped: Callable[[], bool]) -> tuple[float, bool]:
    network = _base_network()
    prepare_for_inference(network, device, dtype)
    values = torch.zeros((1, round(WINDOW_SECONDS * SAMPLE_RATE)), device=device)
    runs: list[Timed] = []
    # The first run allocates and compiles.
    while len(runs) <= RUNS and sum(run.wall for run in runs) < BUDGET_SECONDS / 4:
        if stopped():
            raise CheckStopped
        with torch.inference_mode():
            runs.append(timed(partial(_logits, network, values)))
    if device.type != "cpu":
        # While it computes, the processors only wait.
        return min(run.wall for run in runs), False
    return quiet_seconds(runs[1:] or runs)


def _logits(network: Wav2Vec2ForCTC, values: torch.Tensor) -> torch.Tensor:
    """Waits until they are there."""
    logits: torch.Tensor = network(values).logits.cpu()
    return logits


def _base_network() -> Wav2Vec2ForCTC:
    """The base architecture; what its weights are makes no difference to the time, so that none are drawn."""
    with torch.device("meta"):
        network = Wav2Vec2ForCTC(Wav2Vec2Config())
    network.to_empty(device="cpu")
    with torch.no_grad():
        for tensor in (*network.parameters(), *network.buffers()):
            tensor.fill_(0.01)
    return network
