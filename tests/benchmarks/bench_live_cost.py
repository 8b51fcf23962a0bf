"""What the live path's passes cost in the base architecture, beside a plain network that is run afresh on each of them.

    OMP_NUM_THREADS=1 python tests/benchmarks/bench_live_cost.py [--clips 4] [--every 8]

The bundled model goes through the live line over real speech, with a partial for each 0.64 s; the samples of all its
passes (partial windows, and the finals' own) are kept. Networks of the base architecture (random weights: the cost
does not depend on them) then compute every eighth of these passes, in turn and in processor time: ours in each number
format, and transformers in float32.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import numpy as np
import torch
from numpy.typing import NDArray

from core.audio.media import read_media
from core.audio.voice_activity import VoiceActivity
from core.benchmarks.encoder_bench import write_checkpoint
from core.benchmarks.encoder_engines import engines
from core.decoding.emission import SAMPLE_RATE, Emission
from core.decoding.greedy import GreedyDecoder
from core.models.catalogue import DEFAULT_MODEL, resolve
from core.streaming.recogniser import Recogniser, RecogniserOptions
from core.streaming.speech_model import SpeechModel
from core.streaming.stopwatch import timed
from core.wav2vec2 import Wav2Vec2Config
from tests.helpers.shared_data import speech_clips

Samples = NDArray[np.float32]
HOP = 0.64
BLOCK = SAMPLE_RATE // 10


class Listening(SpeechModel):
    """Keeps what it is given."""

    passes: list[Samples]

    def emission(self, samples: Samples, statistics: tuple[float, float] | None = None) -> Emission:
        """As that of the model."""
        self.passes.append(np.array(samples))
        return super().emission(samples, statistics)


def passes_of(clips: int) -> tuple[list[Samples], float]:
    """Samples of every pass over so many clips of read English, and how long the clips are in seconds."""
    model = Listening.load(resolve(DEFAULT_MODEL), device="cpu")
    assert isinstance(model, Listening)
    model.passes = []
    seconds = 0.0
    for clip in [clip for clip in speech_clips("librispeech", "dev") if 4 < clip.seconds < 12][::17][:clips]:
        line = Recogniser(model, GreedyDecoder(model.vocabulary), VoiceActivity(), RecogniserOptions(hop=HOP))
        samples = np.concatenate((read_media(clip.path), np.zeros(SAMPLE_RATE, np.float32)))
        for start in range(0, len(samples), BLOCK):
            line.feed(samples[start : start + BLOCK])
        line.flush()
        seconds += len(samples) / SAMPLE_RATE
    return model.passes, seconds


def main() -> None:
    """Print a row for each network."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--clips", type=int, default=4)
    parser.add_argument("--every", type=int, default=8)
    given = parser.parse_args()
    passes, seconds = passes_of(given.clips)
    lengths = np.array([len(one) for one in passes]) / SAMPLE_RATE
    each = lengths.sum() / seconds
    print(f"{seconds:.0f} s of audio, {len(passes)} passes of {lengths.mean():.1f} s: {each:.1f} s a second")
    with tempfile.TemporaryDirectory() as folder:
        write_checkpoint(Path(folder), Wav2Vec2Config())
        found, _ = engines(("wavescribe", "transformers"), Path(folder), torch.device("cpu"))
        networks = [one for one in found if one.name == "wavescribe" or one.dtype == "float32"]
        costs = [0.0] * len(networks)
        for one in passes[:: given.every]:
            for place, network in enumerate(networks):
                # The first run of a length lays it out.
                runs = [timed(lambda one=one, network=network: network.logits(one)) for _ in range(3)]  # type: ignore[misc]
                costs[place] += min(run.processor for run in runs)
    share = each / lengths[:: given.every].sum()
    for cost, network in zip(costs, networks, strict=True):
        print(f"{network.name} {network.dtype}: {cost * share:.2f} s a second, {cost / costs[-1]:.2f} of the last")


if __name__ == "__main__":
    main()
