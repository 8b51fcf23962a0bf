"""Processor time a second of audio: our beam search beside pyctcdecode's, on the emissions of real speech.

    python tests/benchmarks/bench_decoding.py [--clips 20] [--model FOLDER] [--lm FILE] [--patient]

With and without a language model (by default the one beside the model, else a unigram model made of the training
transcripts), with 0, 100 and 1000 hotwords. pyctcdecode gets hotwords only with --patient: 100 of them cost it
seconds for each second. Without hotwords both must read the same; the script ends with 1 where they do not.
"""

from __future__ import annotations

import argparse
import json
import logging
import math
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from core.audio.media import read_media
from core.decoding.beam_search import BeamDecoder
from core.decoding.emission import FRAME_SECONDS, Emission
from core.decoding.greedy import GreedyDecoder
from core.decoding.hotwords import Hotword
from core.decoding.language_model import LanguageModel
from core.decoding.prefix_search import PYCTCDECODE
from core.models.catalogue import BUNDLED, resolve
from core.streaming.speech_model import SpeechModel
from tests.core.decoding.oracle import pyctcdecode_for

SHARED_SPEECH = Path(__file__).resolve().parents[3] / "shared" / "data" / "speech"
HOTWORD_COUNTS = (0, 100, 1000)


def main() -> int:
    options = _arguments()
    logging.getLogger("pyctcdecode").setLevel(logging.ERROR)
    folder = resolve(options.model)
    model = SpeechModel.load(folder, device="cpu", dtype="float32")
    rows = [json.loads(line) for line in (SHARED_SPEECH / "manifest.jsonl").open(encoding="utf-8")]
    rows = [row for row in rows if row["path"].startswith("librispeech/")]
    clips = [row for row in rows if row["split"] == "dev"][: options.clips]
    began = time.process_time()
    emissions = [model.emission(read_media(SHARED_SPEECH / row["path"])) for row in clips]
    encoding = time.process_time() - began
    seconds = sum(len(emission.log_probs) for emission in emissions) * FRAME_SECONDS
    cost = 1000 * encoding / seconds
    sys.stdout.write(f"{len(clips)} clips, {seconds:.0f} s; the model itself: {cost:.1f} ms a second\n")
    words = Counter(word for row in rows if row["split"] == "train" for word in row["text"].split())
    hotwords = [Hotword(word.lower()) for word, _count in words.most_common()[-max(HOTWORD_COUNTS) :]]
    scored = _language_model(options.lm, Path(folder), words)
    greedy = GreedyDecoder(model.vocabulary)
    _report("greedy", emissions, seconds, lambda emission: greedy.decode(emission).text)
    agreed = [
        _compare(emissions, seconds, (model.vocabulary, language_model, hotwords[:count]), options.patient)
        for language_model in (None, scored)
        for count in HOTWORD_COUNTS
    ]
    return 0 if all(agreed) else 1


def _compare(emissions: list[Emission], seconds: float, what: tuple[Any, ...], patient: bool) -> bool:
    vocabulary, language_model, hotwords = what
    name = f"{'language model' if language_model else 'no model':15}{len(hotwords):5} hotwords"
    decoder = BeamDecoder(vocabulary, language_model, hotwords, PYCTCDECODE)
    ours = _report(f"{name}  ours", emissions, seconds, lambda emission: decoder.decode(emission).text)
    if hotwords and not patient:
        return True
    oracle = pyctcdecode_for(vocabulary, language_model)
    listed = [hotword.text.upper() for hotword in hotwords]

    def read(emission: Emission) -> str:
        return str(oracle.decode_beams(emission.log_probs, hotwords=listed or None)[0][0])

    theirs = _report(f"{name}  pyctcdecode", emissions, seconds, read)
    return bool(hotwords) or ours == theirs


def _report(name: str, emissions: Sequence[Emission], seconds: float, read: Callable[[Emission], str]) -> list[str]:
    began = time.process_time()
    texts = [read(emission) for emission in emissions]
    sys.stdout.write(f"{name:50}{1000 * (time.process_time() - began) / seconds:9.2f} ms a second\n")
    return texts


def _language_model(chosen: Path | None, folder: Path, words: Counter[str]) -> LanguageModel:
    beside = folder / "language_model"
    if chosen or beside.exists():
        return LanguageModel.load(chosen or beside)
    total = words.total()
    lines = [f"{math.log10(count / total):.6f}\t{word}" for word, count in words.items()]
    with tempfile.TemporaryDirectory() as temporary:
        path = Path(temporary) / "unigram.arpa"
        path.write_text(
            f"\\data\\\nngram 1={len(lines) + 3}\nngram 2=1\n\n\\1-grams:\n-5\t<unk>\t0\n0\t<s>\t0\n-1\t</s>\t0\n"
            + "".join(f"{line}\t0\n" for line in lines)
            + f"\n\\2-grams:\n-1\t<s> {next(iter(words))}\n\n\\end\\\n",
            encoding="utf-8",
        )
        return LanguageModel.load(path)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Beam search: our cost a second of audio beside pyctcdecode's.")
    parser.add_argument("--clips", type=int, default=20)
    parser.add_argument("--model", default=BUNDLED)
    parser.add_argument("--lm", type=Path, default=None)
    parser.add_argument("--patient", action="store_true", help="give pyctcdecode the hotwords too")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
