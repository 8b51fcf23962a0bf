"""Forced alignment: word times of torchaudio's published algorithm beside ours, on the same emissions and labels.

    python tests/benchmarks/bench_forced_align.py --save FOLDER [--every 6] [--model FOLDER]
    python tests/benchmarks/bench_forced_align.py FOLDER

torchaudio 2.9 asks for torch 2.9 and so cannot stand beside ours; 2.11 asks for none, but the package index has it for
CUDA alone, whose libraries a torch for processors lacks. So the first command, in the project's environment,
writes each development clip's emission as .npy and its labels as .json; the second needs torch, torchaudio and NumPy
alone. It says so and ends with 0 where torchaudio is not there.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import numpy as np
from numpy.typing import NDArray

from core.decoding.ctc_viterbi import best_label_path

MANIFEST = Path(__file__).resolve().parents[3] / "shared" / "data" / "speech" / "manifest.jsonl"
FRAME_MILLISECONDS = 20
Path_ = NDArray[np.int64]
"""By frame: the position in the label sequence, or −1 for a blank."""


def save(folder: Path, every: int, model_name: str) -> None:
    """Emissions and labels of every nth LibriSpeech development clip."""
    from core.audio.media import read_media
    from core.decoding.script import label_sequence, read_script
    from core.models.catalogue import resolve
    from core.streaming.speech_model import SpeechModel

    folder.mkdir(parents=True, exist_ok=True)
    model = SpeechModel.load(resolve(model_name), device="cpu", dtype="float32")
    rows = [json.loads(line) for line in MANIFEST.open(encoding="utf-8")]
    rows = [row for row in rows if row["split"] == "dev" and row["path"].startswith("librispeech/")]
    vocabulary = model.vocabulary
    for number, row in enumerate(rows[::every]):
        labels, owners = label_sequence(read_script(row["text"], vocabulary), vocabulary)
        np.save(folder / f"{number}.npy", model.emission(read_media(MANIFEST.parent / row["path"])).log_probs)
        clip = {"labels": labels, "owners": owners, "blank": vocabulary.blank}
        (folder / f"{number}.json").write_text(json.dumps(clip), encoding="utf-8")


def theirs(log_probs: NDArray[np.float32], labels: Sequence[int], blank: int) -> Path_:
    """torchaudio's path: labels by frame, whose runs are counted off against the sequence."""
    import torch
    import torchaudio

    tokens, _scores = torchaudio.functional.forced_align(
        torch.from_numpy(log_probs)[None], torch.tensor([list(labels)], dtype=torch.int32), blank=blank
    )
    path, position, before = [], -1, blank
    for token in tokens[0].tolist():
        position += token not in (blank, before)
        path.append(position if token != blank else -1)
        before = token
    return np.array(path, np.int64)


def ours(log_probs: NDArray[np.float32], labels: Sequence[int], blank: int) -> Path_:
    """Our path."""
    return best_label_path(log_probs, labels, blank).labels.astype(np.int64)


def word_borders(path: Path_, owners: Sequence[int]) -> NDArray[np.int64]:
    """(words, 2): first frame of each word, and the frame after its last."""
    frames = np.flatnonzero(path >= 0)
    spoken = np.array(owners)[path[frames]]
    words = range(max(owners) + 1)
    return np.array([[frames[spoken == word][0], frames[spoken == word][-1] + 1] for word in words])


def timed(
    align: Callable[[NDArray[np.float32], Sequence[int], int], Path_],
    log_probs: NDArray[np.float32],
    clip: dict[str, object],
) -> tuple[Path_, float]:
    began = time.process_time()
    path = align(log_probs, clip["labels"], clip["blank"])  # type: ignore[arg-type]
    return path, time.process_time() - began


def score(path: Path_, log_probs: NDArray[np.float32], clip: dict[str, object]) -> float:
    labels = np.array(clip["labels"])
    columns = np.where(path >= 0, labels[path], clip["blank"])
    return float(log_probs[np.arange(len(path)), columns].astype(np.float64).sum())


def compare(folder: Path) -> None:
    """Borders of all words, paths' scores and processor time."""
    same_frames, frames, worst = 0, 0, 0.0
    seconds = {ours: 0.0, theirs: 0.0}
    differences = []
    for file in sorted(folder.glob("*.npy")):
        clip = json.loads(file.with_suffix(".json").read_text(encoding="utf-8"))
        log_probs = np.load(file)
        paths = {}
        for align in seconds:
            paths[align], cost = timed(align, log_probs, clip)
            seconds[align] += cost
        mine, other = paths[ours], paths[theirs]
        same_frames += int((mine == other).sum())
        frames += len(mine)
        worst = max(worst, abs(score(mine, log_probs, clip) - score(other, log_probs, clip)))
        differences.append(word_borders(mine, clip["owners"]) - word_borders(other, clip["owners"]))
    found = FRAME_MILLISECONDS * np.abs(np.concatenate(differences))
    equal = 100 * same_frames / frames
    print(f"{len(differences)} clips, {len(found)} words, {frames} frames; {equal:.2f} % of frames equal")
    for name, column in zip(("starts", "ends"), found.T, strict=True):
        print(f"{name}: {(column > 0).sum()} differ, {column.mean():.2f} ms in the mean, {column.max()} ms at most")
    print(f"scores of whole paths differ by {worst:.2g} at most (natural logarithm)")
    print(f"processor time: ours {seconds[ours]:.2f} s, torchaudio {seconds[theirs]:.2f} s")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--save", action="store_true", help="write emissions and labels instead")
    parser.add_argument("--every", type=int, default=6)
    parser.add_argument("--model", default="bundled-en")
    arguments = parser.parse_args()
    if arguments.save:
        save(arguments.folder, arguments.every, arguments.model)
        return
    try:
        import torchaudio  # noqa: F401
    except ImportError:
        print("skipped: torchaudio is not here. Run this where torch==2.9.1, torchaudio==2.9.* and numpy are.")
        return
    compare(arguments.folder)


if __name__ == "__main__":
    main()
