"""Self-supervised pre-training: wav2vec 2.0's contrastive task over masked spans (Baevski et al. 2020, section 3).

Owned by the trainer, on its thread. The configuration's own `mask_time_*` fields are not used: the recipe decides.
"""

from __future__ import annotations

import numpy as np
import torch
from torch import Tensor

from core.decoding.emission import FRAME_SAMPLES, RECEPTIVE_FIELD
from core.training.objective import Losses, Objective, TrainingBatch
from core.training.recipe import PretrainingOptions
from core.wav2vec2 import Wav2Vec2ForPreTraining
from core.wav2vec2.masking import compute_mask_indices, sample_negative_indices

_FEWEST_SPANS = 2  # a frame needs another masked one of its recording to be told from


class PretrainingNetwork(Objective):
    """`model` with its task. Losses are per masked frame; the perplexity says how many codevectors are in use."""

    loss_names = ("contrastive", "diversity", "perplexity")
    model: Wav2Vec2ForPreTraining

    def __init__(self, model: Wav2Vec2ForPreTraining, options: PretrainingOptions) -> None:
        super().__init__()
        self.model = model
        self.options = options

    def losses(self, batch: TrainingBatch, random: np.random.Generator, progress: float) -> Losses:
        """See `Objective.losses`."""
        options = self.options
        self.model.set_gumbel_temperature(options.warmest * (options.coolest / options.warmest) ** progress)
        attention_mask = real_samples(batch)
        masked, negatives = self._draw(batch.frames, batch.phones.shape[1], random)
        device = batch.samples.device
        output = self.model(
            batch.samples,
            attention_mask=attention_mask,
            mask_time_indices=torch.from_numpy(masked).to(device),
            sampled_negative_indices=torch.from_numpy(negatives).to(device),
            return_dict=True,
        )
        count = float(masked.sum())
        parts = (output.contrastive_loss.item() / count, output.diversity_loss.item() / count)
        return Losses(output.loss / count, (*parts, output.codevector_perplexity.item()))

    def _draw(
        self, frames: Tensor, longest: int, random: np.random.Generator
    ) -> tuple[np.ndarray[tuple[int, int], np.dtype[np.bool_]], np.ndarray[tuple[int, int, int], np.dtype[np.int32]]]:
        """Masked frames (batch, frames) and their distractors (batch, frames, negatives)."""
        # The family's functions draw from numpy's global generator, as Hugging Face's do.
        np.random.seed(int(random.integers(2**31)))
        shape = (len(frames), longest)
        real = (torch.arange(longest) < frames.cpu()[:, None]).long()
        masked = compute_mask_indices(shape, self.options.masked_share, self.options.span, real, _FEWEST_SPANS)
        masked &= real.numpy().astype(bool)
        return masked, sample_negative_indices(shape, self.options.negatives, masked)


def real_samples(batch: TrainingBatch) -> Tensor:
    """(batch, samples), 1 where a sample belongs to one of the row's real frames."""
    lengths = (batch.frames - 1) * FRAME_SAMPLES + RECEPTIVE_FIELD
    return (torch.arange(batch.samples.shape[1], device=lengths.device) < lengths[:, None]).long()
