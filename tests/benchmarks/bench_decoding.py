"""Decoding: word errors and processor time a second of audio, our beam search beside pyctcdecode's, on real speech.

    python tests/benchmarks/bench_decoding.py [--clips 20] [--model FOLDER] [--lm FILE] [--patient]

Greedy, beam, beam with a language model (by default the one beside the model, else a unigram model made of the training
transcripts), at pyctcdecode's widths and at our own; hotwords: the rarest words of the training transcripts, up to
1,000. All take turns on each clip, so that whatever else the machine does meets all. pyctcdecode gets hotwords only
with --patient: 100 of them cost it seconds for each second. Without hotwords both must read the same; the script ends
with 1 where they do not. Beside them, what the encoder of this model and that of the base architecture cost.

A model of sounds is searched over its lexicon, at the one width of that search. pyctcdecode has no such search, so ours
stands alone there; `--model bundled-en` has pyctcdecode beside it. Greedily, words are compared as they sound.
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
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import jiwer
import numpy as np
import torch

from core.audio.media import read_media
from core.benchmarks.encoder_bench import SECONDS, write_checkpoint
from core.benchmarks.encoder_engines import ours
from core.decoding.beam_search import BeamDecoder
from core.decoding.candidates import NEVER
from core.decoding.emission import FRAME_SECONDS, Emission
from core.decoding.greedy import GreedyDecoder
from core.decoding.hotwords import Hotword
from core.decoding.language_model import LanguageModel
from core.decoding.prefix_search import PYCTCDECODE, BeamOptions
from core.decoding.sounds.lexicon import language_model_weights
from core.decoding.sounds.spoken_sounds import sounds_of
from core.decoding.spoken_text import fold_transcript
from core.decoding.vocabulary import Vocabulary
from core.models.catalogue import DEFAULT_MODEL, language_model_of, resolve
from core.streaming.speech_model import SpeechModel
from core.wav2vec2 import Wav2Vec2Config
from tests.core.decoding.oracle import pyctcdecode_for

SHARED_SPEECH = Path(__file__).resolve().parents[3] / "shared" / "data" / "speech"
HOTWORD_COUNTS = (0, 100, 1000)
GREEDY = "greedy"
WIDTHS = {"pyctcdecode's widths": PYCTCDECODE, "our widths": BeamOptions()}


@dataclass(slots=True)
class Way:
    """One way to read emissions, what it read and what that took."""

    name: str
    read: Callable[[Emission], str]
    texts: list[str] = field(default_factory=list)
    seconds: float = 0.0

    def take(self, emission: Emission) -> None:
        """Read one more."""
        began = time.process_time()
        self.texts.append(self.read(emission))
        self.seconds += time.process_time() - began


def main() -> int:
    options = _arguments()
    logging.getLogger("pyctcdecode").setLevel(logging.ERROR)
    torch.set_num_threads(1)
    folder = resolve(options.model)
    model = SpeechModel.load(folder, device="cpu", dtype="float32")
    rows = [json.loads(line) for line in (SHARED_SPEECH / "manifest.jsonl").open(encoding="utf-8")]
    rows = [row for row in rows if row["path"].startswith("librispeech/")]
    clips = [row for row in rows if row["split"] == "dev"][: options.clips]
    began = time.process_time()
    emissions = [model.emission(read_media(SHARED_SPEECH / row["path"])) for row in clips]
    encoding = time.process_time() - began
    seconds = sum(len(emission.log_probs) for emission in emissions) * FRAME_SECONDS
    sys.stdout.write(f"{len(clips)} clips, {seconds:.0f} s. Processor time of one thread, ms a second of audio:\n")
    sys.stdout.write(f"{'encoder of this model, float32':70}{1000 * encoding / seconds:9.2f}\n")
    for name, cost in _base_encoder():
        sys.stdout.write(f"{name:70}{1000 * cost:9.2f}\n")
    words = Counter(word for row in rows if row["split"] == "train" for word in row["text"].upper().split())
    hotwords = [Hotword(word.lower()) for word, _count in words.most_common()[-max(HOTWORD_COUNTS) :]]
    scored = _language_model(options, Path(folder), words)
    ways, pairs = _ways(model.vocabulary, scored, hotwords, options.patient)
    for emission in emissions:
        for way in ways:
            way.take(emission)
    references = [fold_transcript(row["text"]) for row in clips]
    lexicon = model.vocabulary.lexicon
    for way in ways:
        sounds = lexicon if way.name == GREEDY else None
        errors = 100 * jiwer.wer([sounds_of(text, sounds) if sounds else text for text in references], way.texts)
        sys.stdout.write(f"{way.name:70}{1000 * way.seconds / seconds:9.2f}{errors:9.1f} % word errors\n")
    return 0 if all(one.texts == other.texts for one, other in pairs) else 1


def _base_encoder() -> list[tuple[str, float]]:
    """Processor seconds a second of audio of the base architecture in our inference form, by number format."""
    samples = np.random.default_rng(0).standard_normal(SECONDS * 16_000).astype(np.float32)
    costs = []
    with tempfile.TemporaryDirectory() as temporary:
        write_checkpoint(Path(temporary), Wav2Vec2Config())
        for engine in ours(Path(temporary), torch.device("cpu")):
            times = []
            for _ in range(3):
                began = time.process_time()
                engine.logits(samples)
                times.append(time.process_time() - began)
            costs.append((f"encoder of the base architecture, {engine.dtype}", min(times) / SECONDS))
    return costs


def _ways(
    vocabulary: Vocabulary, scored: LanguageModel, hotwords: list[Hotword], patient: bool
) -> tuple[list[Way], list[tuple[Way, Way]]]:
    """All ways, and those of them that must read the same."""
    greedy = GreedyDecoder(vocabulary)
    ways = [Way(GREEDY, lambda emission: greedy.decode(emission).text)]
    if vocabulary.lexicon is not None:
        return ways + _lexicon_ways(vocabulary, scored, hotwords), []
    pairs = []
    for language_model in (None, scored):
        for count in HOTWORD_COUNTS:
            for width, options in WIDTHS.items():
                name = f"{'language model' if language_model else 'beam alone':16}{count:5} hotwords  {width:22}"
                listed = hotwords[:count]
                decoder = BeamDecoder(vocabulary, language_model, listed, options)
                own = Way(name + " ours", lambda emission, decoder=decoder: decoder.decode(emission).text)  # type: ignore[misc]
                ways.append(own)
                if count and not patient:
                    continue
                theirs = Way(name + " pyctcdecode", _pyctcdecode(vocabulary, language_model, listed, options))
                ways.append(theirs)
                if not count:
                    pairs.append((own, theirs))
    return ways, pairs


def _lexicon_ways(vocabulary: Vocabulary, scored: LanguageModel, hotwords: list[Hotword]) -> list[Way]:
    ways = []
    for language_model in (None, scored):
        for count in HOTWORD_COUNTS:
            name = f"{'language model' if language_model else 'lexicon alone':16}{count:5} hotwords"
            decoder = BeamDecoder(vocabulary, language_model, hotwords[:count])
            ways.append(Way(name, lambda emission, decoder=decoder: decoder.decode(emission).text))  # type: ignore[misc]
    return ways


def _pyctcdecode(
    vocabulary: Vocabulary, language_model: LanguageModel | None, hotwords: list[Hotword], options: BeamOptions
) -> Callable[[Emission], str]:
    oracle: Any = pyctcdecode_for(vocabulary, language_model)
    listed = [vocabulary.fold(hotword.text) for hotword in hotwords]
    widths = {
        "beam_width": options.beam_width,
        "beam_prune_logp": options.beam_prune_logp,
        "token_min_logp": options.token_min_logp,
    }

    def read(emission: Emission) -> str:
        # Labels that a tokenizer ignores are never read by ours.
        masked = emission.log_probs.copy()
        masked[:, sorted(vocabulary.ignored)] = NEVER
        return str(oracle.decode_beams(masked, hotwords=listed or None, **widths)[0][0])

    return read


def _language_model(options: argparse.Namespace, folder: Path, words: Counter[str]) -> LanguageModel:
    found = options.lm or language_model_of(options.model)
    if found is not None:
        return LanguageModel.load(found, *language_model_weights(folder))
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
    parser.add_argument("--model", default=DEFAULT_MODEL)
    parser.add_argument("--lm", type=Path, default=None)
    parser.add_argument("--patient", action="store_true", help="give pyctcdecode the hotwords too")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
