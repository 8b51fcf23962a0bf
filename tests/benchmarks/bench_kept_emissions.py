"""What keeping emissions costs: bytes, words that come out otherwise, and how fast a session is decoded again.

    python tests/benchmarks/bench_kept_emissions.py [--clips 1000] [--model FOLDER]

Each dev clip is a segment of a session in a library of its own: decoded from the emission as the model gave it, stored,
and decoded again from what was stored, with the same language model.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import jiwer
import torch

from core.audio.media import read_media
from core.decoding.emission import FRAME_SECONDS
from core.decoding.spoken_text import fold_transcript
from core.models.catalogue import DEFAULT_MODEL
from core.session.library import Library
from core.session.recognition import RecognitionOptions, decoders, load_engine
from core.session.redecode import redecode
from core.streaming.captions import FinalCaption

SHARED_SPEECH = Path(__file__).resolve().parents[3] / "shared" / "data" / "speech"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--clips", type=int, default=1000)
    parser.add_argument("--model", default=DEFAULT_MODEL)
    options = parser.parse_args()
    torch.set_num_threads(1)
    rows = [json.loads(line) for line in (SHARED_SPEECH / "manifest.jsonl").open(encoding="utf-8")]
    clips = [row for row in rows if row["split"] == "dev" and row["text"]][: options.clips]
    engine = load_engine(RecognitionOptions(model=options.model))
    calibrated, decoder = engine.calibration, engine.decoder()
    words, seconds, frames, texts = 0, 0.0, 0, []
    with tempfile.TemporaryDirectory() as folder:
        library = Library(Path(folder))
        session = library.begin(engine.options, "kept").session
        for number, clip in enumerate(clips):
            emission = engine.model.emission(read_media(SHARED_SPEECH / clip["path"]))
            frames += len(emission.log_probs)
            began = time.process_time()
            heard = decoder.decode(emission).words
            seconds += time.process_time() - began
            heard = heard if calibrated is None else calibrated.words(heard)
            words += len(heard)
            texts.append(" ".join(word.text for word in heard))
            end = len(emission.log_probs) * FRAME_SECONDS
            final = FinalCaption(number, 0.0, end, heard, end, None, emission)
            library.segments.add(session, final, engine.model.vocabulary)
        audio = frames * FRAME_SECONDS
        size = library.emissions.sizes(session)[1]
        # A clip is decoded at first as it is, so none may be taken for a noise now.
        make = decoders(replace(engine.options, voice_activity=False))
        began = time.process_time()
        found = redecode(library, session, make)
        again = time.process_time() - began
        changed = sum(max(len(one.before), len(one.after)) for one in found.differences)
        after = {one.number: list(one.words) for one in found.segments}
        for one in reversed(found.differences):
            after[one.segment][one.place : one.place + len(one.before)] = one.after
        library.close()
    references = [fold_transcript(clip["text"]) for clip in clips]
    kept = [" ".join(word.text for word in after[number]) for number in range(len(clips))]
    print(f"{len(clips)} clips, {audio:.0f} s of speech, {words} words")
    print(f"kept: {size / audio * 3600 / 1e6:.1f} MB an hour; {changed} words come out otherwise")
    print(
        f"word errors {100 * jiwer.wer(references, texts):.2f} % before, "
        f"{100 * jiwer.wer(references, kept):.2f} % after"
    )
    print(
        f"processor time: decoded at first at {audio / seconds:.0f} times real time, again, with reading from the "
        f"library and comparing, at {audio / again:.0f} times"
    )


if __name__ == "__main__":
    main()
