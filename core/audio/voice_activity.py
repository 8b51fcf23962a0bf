"""Voice activity by silero-vad's network, stepped over fixed blocks counted from the stream's start."""

from __future__ import annotations

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
        # The package sets the importing thread to one OpenMP thread; the model's last bits depend on their number.
        threads = torch.get_num_threads()
        from silero_vad import load_silero_vad

        torch.set_num_threads(threads)
        self._network: Any = load_silero_vad()
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
