"""How far speaker labels can be trusted, on speakers that the head was not trained on.

Equal error rate of voices (crops of 2.5 s, pairs within a source), and diarisation error of mixtures: clips of 2 to 4
speakers of one source one after the other, 0.1 to 0.7 s apart, each speaker some times, through the whole line.

    python tests/benchmarks/bench_speakers.py [--mixtures N] [--eer-only] [--model FOLDER]
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from core.audio.media import read_media
from core.decoding.emission import SAMPLE_RATE
from core.session.recognition import RecognitionOptions, load_engine
from core.session.speakers import SpeakerOptions, load_voices
from core.speakers.diarisation import Diarisation, DiarisationOptions
from core.speakers.scoring import DiarisationError, diarisation_error, equal_error_rate
from core.speakers.turns import Turn, Voices
from core.streaming.captions import FinalCaption
from core.training.manifest import Utterance, read_manifest
from core.training.speaker_features import crops_of, is_held_out, trimmed

MANIFEST = Path(__file__).parents[3] / "shared" / "data" / "speech" / "manifest.jsonl"
SOURCES = ("an4", "librispeech", "speechocean762", "untranscribed")
MOST_CROPS, MOST_SPEAKERS = 8, 22


def speakers_by_source() -> dict[str, dict[str, list[Utterance]]]:
    """Held-out speakers with their clips, by source."""
    found: dict[str, dict[str, list[Utterance]]] = {source: {} for source in SOURCES}
    for utterance in read_manifest(MANIFEST, is_held_out):
        if utterance.source in found and utterance.seconds >= 2.0:
            speakers = found[utterance.source]
            if utterance.speaker in speakers or len(speakers) < MOST_SPEAKERS:
                speakers.setdefault(utterance.speaker, []).append(utterance)
    return found


def voices_error(speakers: dict[str, list[Utterance]], voices: Voices) -> tuple[float, int]:
    """Equal error rate over all pairs of crops, and how many crops."""
    vectors, owners = [], []
    for number, clips in enumerate(speakers.values()):
        crops = [crop for clip in clips[:MOST_CROPS] for crop in list(crops_of(trimmed(read_media(clip.path))))[:5]]
        vectors.append(voices.vectors(crops[:MOST_CROPS]))
        owners += [number] * len(vectors[-1])
    rows, own = np.concatenate(vectors).astype(np.float64), np.array(owners)
    first, second = np.triu_indices(len(rows), 1)
    return equal_error_rate((rows @ rows.T)[first, second], own[first] == own[second]), len(rows)


def mixture(
    speakers: dict[str, list[Utterance]], count: int, random: np.random.Generator
) -> tuple[NDArray[np.float32], list[Turn]]:
    """`count` speakers in turn, about a minute; the samples and who speaks when."""
    names = random.choice(sorted(speakers), count, replace=False)
    pieces, turns, at, last = [], [], 0.0, -1
    while at < 50:
        speaker = int(random.choice([n for n in range(count) if n != last]))
        clips = speakers[names[speaker]]
        clip = trimmed(read_media(clips[int(random.integers(len(clips)))].path))
        seconds = float(random.uniform(2.0, 7.0))
        start = int(random.integers(max(1, len(clip) - round(seconds * SAMPLE_RATE))))
        clip = clip[start : start + round(seconds * SAMPLE_RATE)]
        clip = clip * (0.1 / max(1e-3, float(clip.std())))
        gap = float(random.uniform(0.1, 0.7))
        pieces += [clip, np.zeros(round(gap * SAMPLE_RATE), np.float32)]
        turns.append(Turn(at, at + len(clip) / SAMPLE_RATE, speaker))
        at += (len(pieces[-2]) + len(pieces[-1])) / SAMPLE_RATE
        last = speaker
    samples = np.concatenate(pieces)
    hiss = np.random.default_rng(0).normal(0, 3e-4, len(samples)).astype(np.float32)
    return samples + hiss, turns


def mixtures(many: int) -> Iterator[tuple[str, int, NDArray[np.float32], list[Turn]]]:
    """`many` of each source and number of speakers."""
    for source, speakers in speakers_by_source().items():
        for count in (2, 3, 4):
            for number in range(many if len(speakers) >= count else 0):
                yield source, count, *mixture(speakers, count, np.random.default_rng([number, count]))


def finals(samples: NDArray[np.float32]) -> list[FinalCaption]:
    """What the recogniser hears."""
    recogniser = ENGINE.recogniser(partials=False)
    captions = [*recogniser.feed(samples), *recogniser.flush()]
    return [caption for caption in captions if isinstance(caption, FinalCaption)]


def found_turns(
    samples: NDArray[np.float32], captions: list[FinalCaption], voices: Voices, options: DiarisationOptions
) -> tuple[Turn, ...]:
    """Whose the finals are."""
    diarisation = Diarisation(voices, options)
    at = 0
    for caption in captions:
        end = min(len(samples), round(caption.audio_time * SAMPLE_RATE))
        diarisation.feed(samples[at:end])
        at = end
        diarisation.hear(caption)
    return diarisation.turns()


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--mixtures", type=int, default=2, help="of each source and number of speakers (default: 2)")
    parser.add_argument("--eer-only", action="store_true")
    parser.add_argument("--model", default="", help="a Wav2Vec2ForXVector checkpoint (default: the bundled head)")
    arguments = parser.parse_args()
    voices = load_voices(SpeakerOptions(model=arguments.model))
    for source, speakers in speakers_by_source().items():
        rate, crops = voices_error(speakers, voices)
        print(f"{source}: equal error rate {100 * rate:.1f} % ({len(speakers)} speakers, {crops} crops)", flush=True)
    if arguments.eer_only:
        return
    totals: dict[tuple[str, str], DiarisationError] = {}
    for source, count, samples, reference in mixtures(arguments.mixtures):
        captions = finals(samples)
        for known in (None, count):
            turns = found_turns(samples, captions, voices, DiarisationOptions(speakers=known))
            for collar in (0.0, 0.25):
                key = source, f"{'number given' if known else 'auto'}, collar {collar:g} s"
                error = diarisation_error(reference, turns, collar)
                for place in (key, ("all", key[1])):
                    totals[place] = totals.get(place, DiarisationError(0, 0, 0, 0)) + error
            if known is None:
                print(f"  {source}, {count} speakers: {len({turn.speaker for turn in turns})} found", flush=True)
    for (source, how), error in sorted(totals.items()):
        share = 100 / error.speech
        print(
            f"{source}, {how}: diarisation error {100 * error.rate:.1f} % (missed {share * error.missed:.1f}, "
            f"false alarm {share * error.false_alarm:.1f}, confused {share * error.confused:.1f}; {error.speech:.0f} s)"
        )


if __name__ == "__main__":
    ENGINE = load_engine(RecognitionOptions())
    main()
