"""Word errors and cost of the bundled model beside pocketsphinx with its own English model: same clips, same run.

    python tests/benchmarks/bench_accuracy.py [--every 6] [--source librispeech] [--json]

Needs `pip install pocketsphinx`. Processor time of one thread, clip by clip in turn, so that both see the same machine.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray

from core.audio.media import read_media
from core.decoding.emission import SAMPLE_RATE
from core.decoding.spoken_text import TranscriptError, fold_transcript
from core.models.catalogue import DEFAULT_MODEL
from core.session.recognition import RecognitionOptions, load_engine
from core.training.error_rates import Scored, error_rates
from core.training.evaluation import recognise
from core.training.manifest import Utterance, read_manifest

MANIFEST = Path(__file__).resolve().parents[3] / "shared" / "data" / "speech" / "manifest.jsonl"
Recognise = Callable[[NDArray[np.float32]], str]


@dataclass
class Engine:
    recognise: Recognise
    seconds: float = 0.0
    scored: list[Scored] = field(default_factory=list)

    def take(self, utterance: Utterance, reference: str, samples: NDArray[np.float32]) -> None:
        started = time.process_time()
        heard = self.recognise(samples)
        self.seconds += time.process_time() - started
        self.scored.append(Scored(reference, heard, utterance.speaker, utterance.source))


def ours(language_model: str | None, model: str) -> Recognise:
    engine = load_engine(RecognitionOptions(model=model, language_model=language_model))
    decoder = engine.decoder()
    return lambda samples: recognise(samples, engine.model, decoder)


def pocketsphinx() -> Recognise:
    import pocketsphinx as package

    decoder: Any = package.Decoder(loglevel="FATAL")

    def run(samples: NDArray[np.float32]) -> str:
        scaled = samples * (0.7 / max(float(np.abs(samples).max(initial=0.0)), 1e-4))
        decoder.start_utt()
        decoder.process_raw((scaled * 32767).astype(np.int16).tobytes(), full_utt=True)
        decoder.end_utt()
        found = decoder.hyp()
        try:
            return fold_transcript(found.hypstr) if found else ""
        except TranscriptError:
            return ""

    return run


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--every", type=int, default=6, help="every nth clip of the development split")
    parser.add_argument("--source", default="librispeech")
    parser.add_argument("--model", default=DEFAULT_MODEL)
    parser.add_argument("--json", action="store_true")
    arguments = parser.parse_args()
    torch.set_num_threads(1)

    def keep(item: Utterance) -> bool:
        return item.split == "dev" and item.source == arguments.source and item.language == "en"

    clips = read_manifest(MANIFEST, keep)[:: arguments.every]
    engines = {
        "wavescribe, language model": Engine(ours(None, arguments.model)),
        "wavescribe, no language model": Engine(ours("none", arguments.model)),
        "pocketsphinx": Engine(pocketsphinx()),
    }
    audio = 0.0
    for utterance in clips:
        try:
            reference = fold_transcript(utterance.text)
        except TranscriptError:
            continue
        samples = read_media(utterance.path)
        audio += len(samples) / SAMPLE_RATE
        for engine in engines.values():
            engine.take(utterance, reference, samples)
    rows = []
    for name, engine in engines.items():
        rate = error_rates(engine.scored).words
        rows.append(
            {
                "engine": name,
                "clips": len(engine.scored),
                "word_error_rate": round(rate.rate, 4),
                "low": round(rate.low, 4),
                "high": round(rate.high, 4),
                "real_time_factor": round(engine.seconds / audio, 4),
            }
        )
    if arguments.json:
        print(json.dumps(rows))
        return
    print(f"{len(rows) and rows[0]['clips']} clips of {arguments.source}, {audio:.0f} s; processor time of one thread")
    for row in rows:
        interval = f"{100 * row['low']:.1f} – {100 * row['high']:.1f}"
        print(
            f"{row['engine']:32} {100 * row['word_error_rate']:5.1f} % ({interval})  RTF {row['real_time_factor']:.3f}"
        )


if __name__ == "__main__":
    main()
