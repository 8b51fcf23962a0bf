"""Frame targets from phone alignments: the teacher that ends the plateau of blanks from-scratch CTC sits on.

Alignments are JSON lines {"id", "seg": [[phone, start, duration], …]} in units of 10 ms of the whole recording, as
`core.training.align_phones` writes them. Pure, any thread.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from core.decoding.emission import FRAME_SECONDS, RECEPTIVE_FIELD, SAMPLE_RATE
from core.training.manifest import ManifestError

_PHONE_NAMES = (
    "SIL AA AE AH AO AW AY B CH D DH EH ER EY F G HH IH IY JH K L M N NG OW OY P R S SH T TH UH UW V W Y Z ZH"
)
PHONES = tuple(_PHONE_NAMES.split())
NO_TARGET = -100  # what torch's cross-entropy leaves out

_UNIT_SECONDS = 0.01
_FRAME_CENTRE = RECEPTIVE_FIELD / 2 / SAMPLE_RATE
_INDEX = {phone: index for index, phone in enumerate(PHONES)}


@dataclass(frozen=True, slots=True)
class Alignment:
    """Phone indices (into PHONES) with their start and end in seconds of the recording."""

    phones: tuple[int, ...]
    starts: tuple[float, ...]
    ends: tuple[float, ...]


def read_alignments(path: Path) -> dict[str, Alignment]:
    """Alignments by recording id. Sounds that are no phone of English (breath, noise) count as silence."""
    alignments = {}
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        try:
            row = json.loads(line)
            segments = [(str(name), float(start), float(length)) for name, start, length in row["seg"]]
            alignments[str(row["id"])] = Alignment(
                tuple(_INDEX.get(name, 0) for name, _, _ in segments),
                tuple(start * _UNIT_SECONDS for _, start, _ in segments),
                tuple((start + length) * _UNIT_SECONDS for _, start, length in segments),
            )
        except (ValueError, KeyError, TypeError) as failure:
            raise ManifestError(
                f"{path}, line {number}: not an alignment ({failure}). Make the file again."
            ) from failure
    return alignments


def frame_targets(alignment: Alignment, offset: float, speed: float, frames: int) -> NDArray[np.int64]:
    """(frames,) phone index whose time holds the frame's centre, or NO_TARGET.

    `offset`: seconds cut from the recording's start; `speed`: how many times faster the waveform was made after that.
    """
    targets = np.full(frames, NO_TARGET, dtype=np.int64)
    for phone, start, end in zip(alignment.phones, alignment.starts, alignment.ends, strict=True):
        targets[_first_frame(start, offset, speed) : _first_frame(end, offset, speed)] = phone
    return targets


def coverage(alignments: Mapping[str, Alignment], ids: list[str]) -> float:
    """Share of `ids` that have an alignment."""
    return sum(identity in alignments for identity in ids) / max(1, len(ids))


def _first_frame(seconds: float, offset: float, speed: float) -> int:
    """First frame whose centre is not before a time of the recording."""
    return max(0, math.ceil(((seconds - offset) / speed - _FRAME_CENTRE) / FRAME_SECONDS))
