"""Takes part of what a CTC model believes before it listens out of its head.

A model of few hours says the blank, and the commonest letters, too readily: the prior of its labels (their mean
posterior) is counted a second time by the language model. Dividing the posteriors by a power of it is what hybrid
recognisers do, and since log-probabilities are only shifted by a constant for each label, the head's bias can carry
it: the checkpoint stays an ordinary one. Owned by `wavescribe train prior`, on its thread.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray

from core.audio.media import read_media
from core.streaming.speech_model import SpeechModel
from core.training.jobs import chosen_utterances, first_of_each_source
from core.training.manifest import ManifestError, check_recordings
from core.training.recipe import Recipe
from core.training.record import RECORD_FILE
from core.training.run_folder import export
from core.wav2vec2 import Wav2Vec2ForCTC

_CLIPS = 60
# Labels that come more rarely than this never come (the special ones) and are left as they are.
_RAREST = 1e-5


def log_prior(log_probs: Iterable[NDArray[np.float32]]) -> NDArray[np.float32]:
    """(labels,) natural logarithm of the mean posterior over all frames of emissions (frames, labels); 0 for labels
    that never come.
    """
    total, frames = None, 0
    for emission in log_probs:
        posteriors = np.exp(emission, dtype=np.float64).sum(axis=0)
        total = posteriors if total is None else total + posteriors
        frames += len(emission)
    if total is None or frames == 0:
        raise ManifestError("the recordings have no frame. Name longer ones.")
    prior = total / frames
    return np.log(np.where(prior < _RAREST, 1.0, prior)).astype(np.float32)


def divide_by_prior(model: Path, manifest: Path, splits: Sequence[str], share: float, output: Path) -> None:
    """Write `model` with its head divided by `share` powers of the labels' prior, measured on up to 60 recordings of
    each source.
    """
    utterances = first_of_each_source(chosen_utterances([manifest], splits, Recipe()), _CLIPS)
    check_recordings(utterances)
    speech_model = SpeechModel.load(str(model))
    prior = log_prior(speech_model.emission(read_media(utterance.path)).log_probs for utterance in utterances)
    network = Wav2Vec2ForCTC.from_pretrained(model)
    with torch.no_grad():
        network.lm_head.bias -= share * torch.from_numpy(prior)
    export(network, model, output)
    _note(model, output, f"divided by the labels' prior to the power of {share:g}, measured on {len(utterances)} clips")


def _note(model: Path, output: Path, text: str) -> None:
    """Say it in the record that goes with the weights, where there is one."""
    if (model / RECORD_FILE).is_file():
        record = json.loads((model / RECORD_FILE).read_text(encoding="utf-8"))
        record.setdefault("notes", {})["label prior"] = text
        written = json.dumps(record, indent=1, ensure_ascii=False)
        (output / RECORD_FILE).write_text(written + "\n", encoding="utf-8")
