"""What the live path's passes cost in the base architecture, beside a plain network that is run afresh on each of them.

    OMP_NUM_THREADS=1 python tests/benchmarks/bench_live_cost.py [--clips 2] [--front group|layer] [--hop 0.64]

The bundled model goes through the live line over real speech, with a partial for each hop; what all its passes see
(partial windows, and the finals' own) is kept. Networks of the base architecture (random weights: the cost does not
depend on them) then compute these passes one after the other, in turn and in processor time: ours in each number
format, once as the live line does it (windows share what their front can share) and once afresh, and
transformers in float32, afresh. Printed beside: by how much ours as live differs from itself afresh, in
log-probabilities and in the frames' best labels.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import numpy as np
import torch
from numpy.typing import NDArray

from core.audio.media import read_media
from core.audio.voice_activity import VoiceActivity
from core.benchmarks.encoder_bench import FRONTS, write_checkpoint
from core.benchmarks.encoder_engines import engines, number_formats
from core.decoding.emission import SAMPLE_RATE, Emission
from core.decoding.greedy import GreedyDecoder
from core.models.catalogue import DEFAULT_MODEL, resolve
from core.streaming.compute import dtype_name
from core.streaming.recogniser import Recogniser, RecogniserOptions
from core.streaming.speech_model import SpeechModel
from core.streaming.stopwatch import timed
from core.wav2vec2 import Wav2Vec2Config, Wav2Vec2ForCTC
from core.wav2vec2.inference import prepare_for_inference, reuse_features
from tests.helpers.shared_data import speech_clips

Samples = NDArray[np.float32]
BLOCK = SAMPLE_RATE // 10
ROUNDS = 3


@dataclass(frozen=True, slots=True)
class Pass:
    """What a network sees at once, normalised; whether it is a window of an open segment."""

    values: Samples
    window: bool


@dataclass(frozen=True, slots=True)
class Network:
    """A network and its log-probabilities (frames, labels) of a pass."""

    name: str
    log_probs: Callable[[Pass], Samples]


class Listening(SpeechModel):
    """Keeps what it is given."""

    passes: list[Pass]

    def emission(self, samples: Samples, statistics: tuple[float, float] | None = None) -> Emission:
        """As that of the model."""
        self.passes.append(Pass(self._normalised(samples, statistics), statistics is not None))
        return super().emission(samples, statistics)


def passes_of(clips: int, hop: float) -> tuple[list[Pass], float]:
    """Every pass over so many clips of read English, and how long the clips are in seconds."""
    model = Listening.load(resolve(DEFAULT_MODEL), device="cpu")
    assert isinstance(model, Listening)
    model.passes = []
    seconds = 0.0
    for clip in [clip for clip in speech_clips("librispeech", "dev") if 4 < clip.seconds < 12][::17][:clips]:
        line = Recogniser(model, GreedyDecoder(model.vocabulary), VoiceActivity(), RecogniserOptions(hop=hop))
        samples = np.concatenate((read_media(clip.path), np.zeros(SAMPLE_RATE, np.float32)))
        for start in range(0, len(samples), BLOCK):
            line.feed(samples[start : start + BLOCK])
        line.flush()
        seconds += len(samples) / SAMPLE_RATE
    return model.passes, seconds


def ours(folder: Path) -> Iterator[Network]:
    """In each number format that is fast here, as live and afresh."""
    device = torch.device("cpu")
    for dtype in number_formats(device):
        network = Wav2Vec2ForCTC.from_pretrained(folder)
        prepare_for_inference(network, device, dtype)
        for way in ("as live", "afresh"):
            yield Network(f"wavescribe {dtype_name(dtype)} {way}", _log_probs(network, shares=way == "as live"))


def _log_probs(network: Wav2Vec2ForCTC, shares: bool) -> Callable[[Pass], Samples]:
    def log_probs(one: Pass) -> Samples:
        reuse_features(network, shares and one.window)
        with torch.inference_mode():
            found: Samples = network(torch.from_numpy(one.values)[None]).logits[0].log_softmax(-1).numpy()
            return found

    return log_probs


def transformers(folder: Path) -> Network:
    """The plain network of the others."""
    found, missing = engines(("transformers",), folder, torch.device("cpu"))
    if missing:
        raise SystemExit(f"transformers: {missing[0].reason}")
    logits = next(one.logits for one in found if one.dtype == "float32")
    return Network("transformers float32 afresh", lambda one: logits(one.values))


def difference(network: Network, other: Network, passes: list[Pass]) -> str:
    """How far apart two are over all passes, one after the other."""
    pairs = [(network.log_probs(one), other.log_probs(one)) for one in passes]
    most = max(float(np.abs(left - right).max()) for left, right in pairs)
    same = np.concatenate([left.argmax(1) == right.argmax(1) for left, right in pairs])
    return f"{most:.1e} at most, the same best label in {100 * same.mean():.2f} % of {len(same)} frames"


def main() -> None:
    """Print a row for each network."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--clips", type=int, default=2)
    parser.add_argument("--front", choices=("group", "layer"), default="group")
    parser.add_argument("--hop", type=float, default=0.64, help="at least so many seconds from partial to partial")
    given = parser.parse_args()
    passes, seconds = passes_of(given.clips, given.hop)
    lengths = np.array([len(one.values) for one in passes]) / SAMPLE_RATE
    each = lengths.sum() / seconds
    print(f"{seconds:.0f} s of audio, {len(passes)} passes of {lengths.mean():.1f} s: {each:.1f} s a second")
    with tempfile.TemporaryDirectory() as folder:
        write_checkpoint(Path(folder), Wav2Vec2Config(**FRONTS[given.front]))
        networks = [*ours(Path(folder)), transformers(Path(folder))]
        costs = np.full((len(networks), len(passes)), np.inf)
        for _ in range(ROUNDS):
            for place, network in enumerate(networks):
                for turn, one in enumerate(passes):
                    run = timed(lambda one=one, network=network: network.log_probs(one))  # type: ignore[misc]
                    costs[place, turn] = min(costs[place, turn], run.processor)
        for network, cost in zip(networks, costs.sum(1) / seconds, strict=True):
            print(f"{network.name}: {cost:.2f} s a second, {cost / (costs[-1].sum() / seconds):.2f} of the last")
        for live, afresh in zip(networks[:-1:2], networks[1::2], strict=False):
            print(f"{live.name} beside afresh: {difference(live, afresh, passes)}")


if __name__ == "__main__":
    main()
