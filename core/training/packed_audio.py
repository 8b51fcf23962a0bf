"""Training audio decoded once: 16-bit samples in shards that are memory-mapped, with an index beside them.

Decoding and trimming every epoch would cost more than the network's front. Shards stay under 60 MB so that they travel
easily to a machine with an accelerator. Owned by the trainer; reading is safe from any thread.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from core.decoding.emission import RECEPTIVE_FIELD, SAMPLE_RATE
from core.training.manifest import ManifestError, Utterance

_SHARD_SAMPLES = 29_000_000
_INDEX = "index.json"
_PEAK = 0.9
_BLOCK = SAMPLE_RATE // 100
_LEAD_IN, _TAIL = 2400, 3200  # kept around speech: unvoiced sounds are quiet
_RANGE = 3.2  # blocks so many tens of decibels below the loudest count as silence …
_ABOVE_FLOOR = 0.3  # … unless the recording's own floor is louder


@dataclass(frozen=True, slots=True)
class PackedClip:
    """Where the samples of a recording lie, and `offset_samples`, how many were cut from its start."""

    id: str
    shard: int
    start_sample: int
    samples: int
    offset_samples: int


class Recordings(Protocol):
    """Recordings by id."""

    clips: Mapping[str, PackedClip]

    def __contains__(self, identity: str) -> bool:
        """Whether there is one of this id."""

    def samples(self, identity: str) -> NDArray[np.float32]:
        """(samples,) of one recording, mono at 16 kHz in −1…1."""


class HeldAudio:
    """`Recordings` that are held in memory: of samples by id."""

    def __init__(self, recordings: Mapping[str, NDArray[np.float32]]) -> None:
        packed = {identity: _packed(samples) for identity, samples in recordings.items()}
        self._held = {identity: samples for identity, (samples, _) in packed.items()}
        self.clips: Mapping[str, PackedClip] = {
            identity: PackedClip(identity, 0, 0, len(samples), offset) for identity, (samples, offset) in packed.items()
        }

    def __contains__(self, identity: str) -> bool:
        return identity in self._held

    def samples(self, identity: str) -> NDArray[np.float32]:
        """See `Recordings`."""
        return self._held[identity].astype(np.float32) / 32768


class PackedAudio:
    """`Recordings` on disk."""

    def __init__(self, folder: Path) -> None:
        try:
            rows = json.loads((folder / _INDEX).read_text(encoding="utf-8"))["clips"]
        except (OSError, ValueError, KeyError) as failure:
            raise ManifestError(f"{folder} holds no packed audio ({failure}). Pack it again.") from failure
        self.clips: Mapping[str, PackedClip] = {row["id"]: PackedClip(**row) for row in rows}
        self._shards = [np.memmap(path, dtype="<i2", mode="r") for path in sorted(folder.glob("audio-*.i16"))]

    def __contains__(self, identity: str) -> bool:
        return identity in self.clips

    def samples(self, identity: str) -> NDArray[np.float32]:
        """See `Recordings`."""
        clip = self.clips[identity]
        stored = self._shards[clip.shard][clip.start_sample : clip.start_sample + clip.samples]
        return stored.astype(np.float32) / 32768


def pack(
    utterances: Iterable[Utterance],
    folder: Path,
    read: Callable[[Path], NDArray[np.float32]],
    progress: Callable[[int], None] = lambda done: None,
) -> PackedAudio:
    """Decode, trim outer silence, scale to one peak and store; what is packed already for the same list is kept.

    `read` gives 16 kHz mono. Recordings shorter than a frame are padded with silence to 0.2 s.
    """
    chosen = list(utterances)
    fingerprint = _fingerprint(chosen)
    if _stored_fingerprint(folder) != fingerprint:
        folder.mkdir(parents=True, exist_ok=True)
        for stale in (*folder.glob("audio-*.i16"), folder / _INDEX):
            stale.unlink(missing_ok=True)
        clips = _write(chosen, folder, read, progress)
        rows = [asdict(clip) for clip in clips]
        (folder / _INDEX).write_text(json.dumps({"fingerprint": fingerprint, "clips": rows}), encoding="utf-8")
    return PackedAudio(folder)


def speech_bounds(samples: NDArray[np.float32]) -> tuple[int, int]:
    """First sample and the one after the last that are worth training on, by the energy of 10 ms blocks."""
    blocks = len(samples) // _BLOCK
    if blocks < 20:
        return 0, len(samples)
    energy = np.log10((samples[: blocks * _BLOCK].reshape(blocks, _BLOCK) ** 2).mean(axis=1) + 1e-9)
    loud = float(np.percentile(energy, 95))
    threshold = min(max(loud - _RANGE, float(np.percentile(energy, 5)) + _ABOVE_FLOOR), loud - 1)
    speech = np.flatnonzero(energy > threshold)
    start = max(0, int(speech[0]) * _BLOCK - _LEAD_IN)
    return start, min(len(samples), int(speech[-1] + 1) * _BLOCK + _TAIL)


def _write(
    utterances: list[Utterance],
    folder: Path,
    read: Callable[[Path], NDArray[np.float32]],
    progress: Callable[[int], None],
) -> list[PackedClip]:
    clips: list[PackedClip] = []
    shard, position = 0, 0
    stream = (folder / "audio-000.i16").open("wb")
    try:
        for done, utterance in enumerate(utterances, start=1):
            kept, start = _packed(read(utterance.path))
            if position and position + len(kept) > _SHARD_SAMPLES:
                stream.close()
                shard, position = shard + 1, 0
                stream = (folder / f"audio-{shard:03d}.i16").open("wb")
            stream.write(kept.tobytes())
            clips.append(PackedClip(utterance.id, shard, position, len(kept), start))
            position += len(kept)
            progress(done)
    finally:
        stream.close()
    return clips


def _packed(samples: NDArray[np.float32]) -> tuple[NDArray[np.int16], int]:
    """Without outer silence, at one peak, in 16 bits; and how many samples were cut from the start."""
    start, end = speech_bounds(samples)
    return _to_sixteen_bits(samples[start:end]), start


def _to_sixteen_bits(samples: NDArray[np.float32]) -> NDArray[np.int16]:
    peak = max(float(np.abs(samples).max(initial=0.0)), 1e-3)
    scaled = np.clip(samples * (_PEAK / peak), -1, 1)
    padded = np.pad(scaled, (0, max(0, 8 * RECEPTIVE_FIELD - len(scaled))))
    return (padded * 32767).astype("<i2")


def _fingerprint(utterances: list[Utterance]) -> str:
    digest = hashlib.sha256()
    for utterance in utterances:
        size = utterance.path.stat().st_size if utterance.path.is_file() else -1
        digest.update(f"{utterance.id}\0{size}\n".encode())
    return digest.hexdigest()


def _stored_fingerprint(folder: Path) -> str | None:
    try:
        return str(json.loads((folder / _INDEX).read_text(encoding="utf-8"))["fingerprint"])
    except (OSError, ValueError, KeyError):
        return None
