"""The labels' prior is measured as what it is, and a checkpoint divided by it recognises by the divided posteriors."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
import torch

from core.audio.media import read_media
from core.commands import train
from core.commands.failures import UsageError
from core.streaming.speech_model import SpeechModel
from core.training.label_prior import log_prior
from core.training.manifest import ManifestError
from tests.core.training.test_commands import arguments, manifest
from tests.helpers.shared_data import shared


def test_the_prior_is_the_mean_posterior_and_leaves_alone_what_never_comes() -> None:
    first = np.log(np.array([[0.7, 0.3, 1e-9], [0.5, 0.5, 1e-9]], dtype=np.float32))
    second = np.log(np.array([[0.9, 0.1, 1e-9]], dtype=np.float32))
    assert np.exp(log_prior([first, second])) == pytest.approx([0.7, 0.3, 1.0])


def test_recordings_without_a_frame_are_refused() -> None:
    with pytest.raises(ManifestError, match="no frame"):
        log_prior([np.zeros((0, 3), dtype=np.float32)])


def test_a_divided_checkpoint_gives_the_divided_posteriors_and_says_so(tmp_path: Path) -> None:
    recordings = manifest(tmp_path, 2)
    words = ["prior", str(shared("models/first")), str(recordings), "--share", "0.5", "--output", str(tmp_path / "out")]
    assert train.run(arguments(train, *words)) == 0
    before, after = (SpeechModel.load(str(folder)) for folder in (shared("models/first"), tmp_path / "out"))
    rows = [json.loads(line) for line in recordings.read_text().splitlines()]
    samples = [read_media(recordings.parent / row["path"]) for row in rows if row["split"] == "train"]
    prior = log_prior([before.emission(clip).log_probs for clip in samples])
    expected = torch.log_softmax(torch.from_numpy(before.emission(samples[0]).log_probs - 0.5 * prior), dim=-1)
    # float16 holds a bias to three digits.
    assert np.abs(after.emission(samples[0]).log_probs - expected.numpy()).max() < 0.02


@pytest.mark.parametrize("share", ["-0.1", "1.5", "nan"])
def test_a_share_outside_of_nothing_and_all_is_refused(tmp_path: Path, share: str) -> None:
    words = ["prior", "none", "none.jsonl", "--share", share, "--output", str(tmp_path / "out")]
    with pytest.raises(UsageError, match="from 0 to 1"):
        train.run(arguments(train, *words))
    assert not (tmp_path / "out").exists()
