import json
from pathlib import Path

import numpy as np
import pytest

from core.training.manifest import ManifestError
from core.training.phone_targets import NO_TARGET, PHONES, frame_targets, read_alignments

SILENCE, AA, B = (PHONES.index(name) for name in ("SIL", "AA", "B"))


def alignments(path: Path, *rows: object) -> Path:
    path.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    return path


def test_frames_take_the_phone_at_their_centre(tmp_path: Path) -> None:
    # Centres lie at 12.5, 32.5, 52.5, 72.5, 92.5 … ms.
    path = alignments(tmp_path / "a.jsonl", {"id": "x", "seg": [["SIL", 0, 3], ["B", 3, 3], ["AA", 6, 2]]})
    targets = frame_targets(read_alignments(path)["x"], offset=0.0, speed=1.0, frames=6)
    np.testing.assert_array_equal(targets, [SILENCE, B, B, AA, NO_TARGET, NO_TARGET])


def test_cut_start_and_faster_speech_move_the_targets(tmp_path: Path) -> None:
    path = alignments(tmp_path / "a.jsonl", {"id": "x", "seg": [["SIL", 0, 10], ["B", 10, 10], ["+NSN+", 20, 10]]})
    alignment = read_alignments(path)["x"]
    np.testing.assert_array_equal(frame_targets(alignment, 0.1, 1.0, 7), [B] * 5 + [SILENCE] * 2)
    np.testing.assert_array_equal(frame_targets(alignment, 0.1, 2.0, 7), [B] * 2 + [SILENCE] * 3 + [NO_TARGET] * 2)


def test_a_broken_alignment_is_named(tmp_path: Path) -> None:
    with pytest.raises(ManifestError, match="line 2: not an alignment"):
        read_alignments(alignments(tmp_path / "a.jsonl", {"id": "x", "seg": []}, {"id": "y"}))
