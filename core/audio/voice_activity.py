"""Voice activity by silero-vad's network, stepped over fixed blocks counted from the stream's start."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray

from core.audio.source import SAMPLE_RATE

BLOCK = 512
WARM_UP_BLOCKS = 4


class VoiceActivity:
    """Speech probability of every 512 samples (32 ms). Owned by one thread.

    The network keeps a state from block to block and sees one block at a time, so what it says does not depend on how
    the stream was fed.
    """

    def __init__(self) -> None:
        self._network = _network()
        self._rest = np.zeros(0, np.float32)
        self.reset()
        # TorchScript optimises during the first calls, and holds Python's lock while it does: now, not while listening.
        self.feed(np.zeros(WARM_UP_BLOCKS * BLOCK, np.float32))
        self.reset()

    def feed(self, samples: NDArray[np.float32]) -> NDArray[np.float32]:
        """Probabilities (0 to 1) of the blocks that these 16 kHz samples complete."""
        samples = np.concatenate([self._rest, samples])
        complete = len(samples) // BLOCK
        self._rest = samples[complete * BLOCK :].copy()
        blocks = torch.from_numpy(np.ascontiguousarray(samples[: complete * BLOCK].reshape(complete, BLOCK)))
        with torch.inference_mode():
            return np.array([self._network(block, SAMPLE_RATE).item() for block in blocks], np.float32)

    def flush(self) -> NDArray[np.float32]:
        """Probability of the last, incomplete block, filled up with zeros; empty where there is none."""
        if not len(self._rest):
            return np.zeros(0, np.float32)
        return self.feed(np.zeros(BLOCK - len(self._rest), np.float32))

    def reset(self) -> None:
        """Begin a new stream."""
        self._rest = np.zeros(0, np.float32)
        self._network.reset_states()


def _network() -> Any:
    """The package's network without the package's code, whose import sets torch to one thread.

    The last bits of a model depend on the number of threads, and every thread that computes for the first time during
    that import would keep the one, whoever sets it right afterwards.
    """
    package = find_spec("silero_vad")
    assert package is not None
    assert package.submodule_search_locations is not None
    network = torch.jit.load(str(Path(package.submodule_search_locations[0], "data", "silero_vad.jit")))  # type: ignore[no-untyped-call]
    return network.eval()
