"""Real-time factor and peak memory of a file and of the live path, beside the `transformers` pipeline, in one run.

    python tests/benchmarks/bench_end_to_end.py [--minutes 5] [--model FOLDER] [--json]

Every engine runs in a process of its own over the same audio (dev clips of ../shared, joined with half-second
pauses, repeated to the wanted length), one after the other, so that peak memory is each engine's own. The rows give
seconds of compute per second of audio (whole run after loading; for the live path the recogniser's own time) and the
process's peak resident memory, and the ratio to the pipeline's time.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from itertools import cycle
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from core.audio.media import read_media
from core.cli import keep_caches_small
from core.models.catalogue import DEFAULT_MODEL, resolve

SHARED_SPEECH = Path(__file__).resolve().parents[3] / "shared" / "data" / "speech"
RATE = 16_000


def write_audio(minutes: float, path: Path) -> None:
    """Join LibriSpeech dev clips with half-second pauses until `minutes` are reached; 16-bit FLAC."""
    from core.session.journal import Journal

    rows = [json.loads(line) for line in (SHARED_SPEECH / "manifest.jsonl").open(encoding="utf-8")]
    clips = [row for row in rows if row["split"] == "dev" and row["path"].startswith("librispeech/")]
    wanted, have = int(minutes * 60 * RATE), 0
    journal = Journal(path)
    for row in cycle(clips):
        samples = np.concatenate([read_media(SHARED_SPEECH / row["path"]), np.zeros(RATE // 2, np.float32)])
        journal.write(samples[: wanted - have])
        have += len(samples)
        if have >= wanted:
            break
    journal.close()


def ours_file(audio: str, model: str) -> tuple[float, str]:
    """`wavescribe transcribe`: default decoding, language model of the bundled model included."""
    from core.session.recognition import RecognitionOptions, load_engine
    from core.session.transcription import transcribe

    engine = load_engine(RecognitionOptions(model=model))
    started = time.perf_counter()
    transcript = transcribe(Path(audio), engine)
    return time.perf_counter() - started, f"{len(transcript.segments)} segments"


def ours_live(audio: str, model: str) -> tuple[float, str]:
    """The live path with partials, the file played as fast as it is read."""
    from core.audio.file_source import FileSource
    from core.commands.live_output import LiveOutput
    from core.session.live_session import LiveSession, LiveSessionOptions
    from core.session.recognition import RecognitionOptions, load_engine

    engine = load_engine(RecognitionOptions(model=model))
    with open("/dev/null", "w") as nowhere:
        output = LiveOutput(nowhere, nowhere, as_json=True)
        session = LiveSession(
            source=FileSource(Path(audio), realtime=False),
            engine_loader=lambda: engine,
            listener=output,
            options=LiveSessionOptions(),
        )
        output.follow(session)
        started = time.perf_counter()
        session.start()
        output.finished.wait()
        session.join()
    return time.perf_counter() - started, f"{session.status.samples_dropped} samples dropped"


def pipeline_file(audio: str, model: str) -> tuple[float, str]:
    """`transformers` pipeline with its chunking (10 s windows, 2 s strides), greedy."""
    from transformers import pipeline

    recogniser = pipeline("automatic-speech-recognition", model=resolve(model), device="cpu")
    samples = read_media(Path(audio))
    started = time.perf_counter()
    recogniser({"raw": samples, "sampling_rate": RATE}, chunk_length_s=10, stride_length_s=2)
    return time.perf_counter() - started, "greedy"


ENGINES: dict[str, Callable[[str, str], tuple[float, str]]] = {
    "wavescribe transcribe": ours_file,
    "wavescribe listen": ours_live,
    "transformers pipeline": pipeline_file,
}


def measure(name: str, audio: str, model: str, results: multiprocessing.Queue[tuple[float, float, str]]) -> None:
    """Run one engine in this process and report (seconds, peak MiB, note)."""
    keep_caches_small()
    seconds, note = ENGINES[name](audio, model)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024 if sys.platform != "darwin" else 1024**2)
    results.put((seconds, peak, note))


def main() -> None:
    """Measure every engine and print the rows."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--minutes", type=float, default=5.0)
    parser.add_argument("--model", default=DEFAULT_MODEL)
    parser.add_argument("--json", action="store_true")
    arguments = parser.parse_args()
    context = multiprocessing.get_context("spawn")
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        audio = str(Path(folder) / "speech.flac")
        write_audio(arguments.minutes, Path(audio))
        for name in ENGINES:
            results = context.Queue()
            process = context.Process(target=measure, args=(name, audio, arguments.model, results))
            process.start()
            seconds, peak, note = results.get(timeout=3600)
            process.join()
            factor = seconds / (arguments.minutes * 60)
            rows.append({"engine": name, "real_time_factor": factor, "peak_mib": peak, "note": note})
    reference = rows[-1]["real_time_factor"]
    for row in rows:
        row["speedup"] = reference / row["real_time_factor"]
    if arguments.json:
        print(json.dumps(rows))
        return
    print(f"{arguments.minutes:g} min of speech, model {arguments.model}")
    for row in rows:
        print(
            f"{row['engine']:24} RTF {row['real_time_factor']:.4f}  peak {row['peak_mib']:6.0f} MiB  "
            f"{row['speedup']:.2f}x the pipeline's speed  ({row['note']})"
        )


if __name__ == "__main__":
    main()
