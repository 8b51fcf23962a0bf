"""What a hotword's weight does: word errors on listed words and on all others, for weights from 0 to 10.

    python tests/benchmarks/bench_hotwords.py [--every 3] [--first 0] [--model FOLDER] [--source librispeech]

Listed are the rare words of the development transcripts (below one in 100,000 by the language model), with no other
words, with four times as many rare words that nobody says, and with a thousand of the language model's words that
nobody says, short, long, rare and frequent ones. A listed word that is said and not recognised is an error of the
listed; one that is recognised where it is not said is counted among the others, where it does its harm. The rule of the
weights was chosen with `--first 1`; what is reported is `--first 0`.
"""

from __future__ import annotations

import argparse
import random
import time
from pathlib import Path

import jiwer
import torch

from core.audio.media import read_media
from core.decoding.beam_search import BeamDecoder
from core.decoding.emission import FRAME_SECONDS, Emission
from core.decoding.hotwords import Hotword
from core.decoding.language_model import LanguageModel
from core.decoding.spoken_text import TranscriptError, fold_transcript
from core.models.catalogue import DEFAULT_MODEL
from core.session.recognition import RecognitionOptions, load_engine
from core.training.manifest import Utterance, read_manifest

MANIFEST = Path(__file__).resolve().parents[3] / "shared" / "data" / "speech" / "manifest.jsonl"
RAREST = -5.0
DISTRACTORS = 4
RANDOM_WORDS = 1000
WEIGHTS = (0, 2, 4, 6, 8, 10)


def references(source: str, every: int, first: int) -> list[tuple[str, Utterance]]:
    def keep(item: Utterance) -> bool:
        return item.split == "dev" and item.source == source and item.language == "en"

    found = []
    for utterance in read_manifest(MANIFEST, keep)[first::every]:
        try:
            found.append((fold_transcript(utterance.text), utterance))
        except TranscriptError:
            continue
    return found


def hotword_lists(texts: list[str], model: LanguageModel) -> tuple[set[str], dict[str, list[str]]]:
    """The rare words that are said, and the lists with them."""

    def rare(word: str) -> bool:
        return len(word) > 3 and model.log10_probability([word]) < RAREST

    spoken = {word for text in texts for word in text.split()}
    said = {word for word in spoken if rare(word)}
    unsaid = [word for word in model.words if word not in spoken]
    rare_ones = random.Random(7).sample([word for word in unsaid if rare(word)], DISTRACTORS * len(said))
    any_ones = random.Random(7).sample([word for word in unsaid if len(word) > 1], RANDOM_WORDS)
    return said, {
        "alone": sorted(said),
        f"and {len(rare_ones)} rare words": [*sorted(said), *rare_ones],
        f"and {RANDOM_WORDS} random words": [*sorted(said), *any_ones],
    }


def errors(texts: list[str], heard: list[str], listed: set[str]) -> tuple[int, int, int, int]:
    """Errors and words of the listed, errors and words of the others."""
    counts = [0, 0, 0, 0]
    for text, hypothesis in zip(texts, heard, strict=True):
        found = jiwer.process_words(text, hypothesis)
        words = found.references[0]
        counts[1] += sum(word in listed for word in words)
        counts[3] += sum(word not in listed for word in words)
        for chunk in found.alignments[0]:
            if chunk.type == "insert":
                counts[2] += chunk.hyp_end_idx - chunk.hyp_start_idx
            elif chunk.type != "equal":
                for word in words[chunk.ref_start_idx : chunk.ref_end_idx]:
                    counts[0 if word in listed else 2] += 1
    return counts[0], counts[1], counts[2], counts[3]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--every", type=int, default=3, help="every nth clip")
    parser.add_argument("--first", type=int, default=0, help="from this one on")
    parser.add_argument("--model", default=DEFAULT_MODEL)
    parser.add_argument("--source", default="librispeech")
    arguments = parser.parse_args()
    torch.set_num_threads(1)
    engine = load_engine(RecognitionOptions(model=arguments.model))
    assert engine.language_model is not None, "the model needs a language model"
    clips = references(arguments.source, arguments.every, arguments.first)
    texts = [text for text, _ in clips]
    emissions: list[Emission] = [engine.model.emission(read_media(utterance.path)) for _, utterance in clips]
    seconds = sum(len(emission.log_probs) for emission in emissions) * FRAME_SECONDS
    said, lists = hotword_lists(texts, engine.language_model)
    print(f"{len(clips)} clips, {seconds:.0f} s; {len(said)} rare words said. Errors on listed words / all others, %")
    print(f"{'weight':>6}  " + "  ".join(f"{name:>24}" for name in lists), flush=True)
    for weight in WEIGHTS:
        cells = []
        for words in lists.values():
            hotwords = [Hotword(word, float(weight)) for word in words] if weight else []
            decoder = BeamDecoder(engine.model.vocabulary, engine.language_model, hotwords)
            began = time.process_time()
            heard = [decoder.decode(emission).text for emission in emissions]
            cost = 1000 * (time.process_time() - began) / seconds
            listed_errors, listed, other_errors, others = errors(texts, heard, said)
            rates = f"{100 * listed_errors / listed:.1f} / {100 * other_errors / others:.1f}"
            cells.append(f"{rates} ({cost:.1f} ms/s)")
        print(f"{weight:6}  " + "  ".join(f"{cell:>24}" for cell in cells), flush=True)


if __name__ == "__main__":
    main()
