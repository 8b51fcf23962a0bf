"""Windows of one length come again and again: on a GPU their kernels are recorded once and replayed.

A window of a few seconds is hundreds of short kernels, which Python hands over more slowly than a GPU computes them; a
CUDA graph is handed over as one. Owned by a model, on its thread.
"""

from __future__ import annotations

import logging
from collections import OrderedDict, deque
from collections.abc import Callable

import torch
from torch import Tensor

from core.wav2vec2.ctc import Wav2Vec2ForCTC

RECORDED_AT = 3
"""So often must a length have come among the last `REMEMBERED` inputs; recording takes as long as some five passes."""
REMEMBERED = 64
MOST_RECORDINGS = 8

Replay = Callable[[Tensor], Tensor]
_log = logging.getLogger(__name__)


def record_cuda_graph(network: Wav2Vec2ForCTC, values: Tensor) -> Replay:
    """The network's passes over inputs of the shape of `values` (1, samples), as a CUDA graph.

    Raises RuntimeError (torch.OutOfMemoryError among them) where there is something in a pass that cannot be recorded.
    """
    given = values.clone()
    with torch.cuda.device(values.device):
        # What libraries set up at their first use may not happen while a graph is recorded.
        beside = torch.cuda.Stream()  # type: ignore[no-untyped-call]
        beside.wait_stream(torch.cuda.current_stream())
        with torch.cuda.stream(beside):
            for _ in range(2):
                network(given)
        torch.cuda.current_stream().wait_stream(beside)
        graph = torch.cuda.CUDAGraph()
        # Other threads may use the device meanwhile: files are transcribed beside captions.
        with torch.cuda.graph(graph, capture_error_mode="thread_local"):
            logits = network(given).logits

    def replay(values: Tensor) -> Tensor:
        given.copy_(values)
        graph.replay()
        return logits.clone()

    return replay


RECORDERS: dict[str, Callable[[Wav2Vec2ForCTC, Tensor], Replay]] = {"cuda": record_cuda_graph}
"""How passes are recorded on a kind of device; on others they are not."""


class RepeatedWindows:
    """Input values (1, samples) → logits (1, frames, labels) of a prepared network, by a recording where there is one.

    The first answer of a recording is held against the network's own: unless they are equal to the last bit, this
    device records nothing any more. Recordings hold the weights by their place: whoever exchanges one calls `forget`.
    """

    def __init__(self, network: Wav2Vec2ForCTC) -> None:
        self._network = network
        self._lengths: deque[int] = deque(maxlen=REMEMBERED)
        self._replays: OrderedDict[int, Replay] = OrderedDict()
        self._refused = False

    def forget(self) -> None:
        """The network's weights lie elsewhere now."""
        self._replays.clear()

    def logits(self, values: Tensor) -> Tensor:
        """Under `torch.inference_mode`. Raises RuntimeError as the network does."""
        length = values.shape[1]
        if length in self._replays:
            self._replays.move_to_end(length)
            return self._replays[length](values)
        logits: Tensor = self._network(values).logits
        record = RECORDERS.get(values.device.type)
        if record is not None and not self._refused:
            self._lengths.append(length)
            if self._lengths.count(length) >= RECORDED_AT:
                self._record(record, values, logits)
        return logits

    def _record(self, record: Callable[[Wav2Vec2ForCTC, Tensor], Replay], values: Tensor, logits: Tensor) -> None:
        try:
            replay = record(self._network, values)
            reason = "" if torch.equal(replay(values), logits) else "its answers differ"
        except torch.AcceleratorError:
            raise
        except RuntimeError as failure:
            reason = " ".join(str(failure).split())[:160]
        if reason:
            _log.warning("no passes are recorded on %s: %s", values.device, reason)
            self._refused = True
            self._replays.clear()
            return
        self._replays[values.shape[1]] = replay
        while len(self._replays) > MOST_RECORDINGS:
            self._replays.popitem(last=False)
