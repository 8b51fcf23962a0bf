"""What a hotword's weight does: word errors on listed words and on all others, for weights from 0 to 10.

    python tests/benchmarks/bench_hotwords.py [--every 2] [--model FOLDER] [--source librispeech]

The list: the rare words of the development transcripts (below one in 100,000 by the language model) and four times as
many other rare words that nobody says. A listed word that is said and not recognised is an error of the listed; one
that is recognised where it is not said is counted among the others, where it does its harm.
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
from core.session.recognition import RecognitionOptions, load_engine
from core.training.manifest import Utterance, read_manifest

MANIFEST = Path(__file__).resolve().parents[3] / "shared" / "data" / "speech" / "manifest.jsonl"
RAREST = -5.0
DISTRACTORS = 4


def references(source: str, every: int) -> list[tuple[str, Utterance]]:
    def keep(item: Utterance) -> bool:
        return item.split == "dev" and item.source == source and item.language == "en"

    found = []
    for utterance in read_manifest(MANIFEST, keep)[::every]:
        try:
            found.append((fold_transcript(utterance.text), utterance))
        except TranscriptError:
            continue
    return found


def hotword_list(texts: list[str], model: LanguageModel) -> tuple[set[str], list[str]]:
    """The rare words that are said, and the whole list with the others."""

    def rare(word: str) -> bool:
        return len(word) > 3 and model.model.score(word, bos=False, eos=False) < RAREST

    said = {word for text in texts for word in text.split() if rare(word)}
    others = [word for word in model.words if word not in said and rare(word)]
    return said, [*sorted(said), *random.Random(7).sample(others, DISTRACTORS * len(said))]


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
    parser.add_argument("--every", type=int, default=2, help="every nth clip")
    parser.add_argument("--model", default="bundled-en")
    parser.add_argument("--source", default="librispeech")
    arguments = parser.parse_args()
    torch.set_num_threads(1)
    engine = load_engine(RecognitionOptions(model=arguments.model))
    assert engine.language_model is not None, "the model needs a language model"
    clips = references(arguments.source, arguments.every)
    texts = [text for text, _ in clips]
    emissions: list[Emission] = [engine.model.emission(read_media(utterance.path)) for _, utterance in clips]
    seconds = sum(len(emission.log_probs) for emission in emissions) * FRAME_SECONDS
    said, words = hotword_list(texts, engine.language_model)
    print(f"{len(clips)} clips, {seconds:.0f} s; {len(said)} rare words said, {len(words)} listed")
    print(f"{'weight':>6}  {'listed words':>12}  {'all others':>10}  {'all':>6}  ms a second")
    for weight in range(11):
        hotwords = [Hotword(word, float(weight)) for word in words] if weight else []
        decoder = BeamDecoder(engine.model.vocabulary, engine.language_model, hotwords)
        began = time.process_time()
        heard = [decoder.decode(emission).text for emission in emissions]
        cost = 1000 * (time.process_time() - began) / seconds
        listed_errors, listed, other_errors, others = errors(texts, heard, said)
        whole = (listed_errors + other_errors) / (listed + others)
        rates = f"{100 * listed_errors / listed:10.1f} %  {100 * other_errors / others:8.1f} %  {100 * whole:4.1f} %"
        print(f"{weight:6}  {rates}  {cost:.1f}", flush=True)


if __name__ == "__main__":
    main()
