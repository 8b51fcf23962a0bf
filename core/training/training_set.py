"""The recordings a run learns from: transcripts as labels, waveforms augmented, batches assembled.

Owned by the trainer.
"""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import torch
from numpy.typing import NDArray

from core.decoding.emission import SAMPLE_RATE, frame_count
from core.decoding.sounds.spoken_sounds import sounds_of
from core.decoding.spoken_text import TranscriptError, fold_transcript
from core.decoding.vocabulary import Vocabulary
from core.training.augmentation import AugmentationOptions, Background, augment, normalise
from core.training.batches import BatchOptions, BucketedBatches
from core.training.manifest import ManifestError, Utterance
from core.training.objective import TrainingBatch
from core.training.packed_audio import Recordings
from core.training.phone_targets import NO_TARGET, Alignment, frame_targets
from core.training.recipe import Recipe


@dataclass(frozen=True, slots=True)
class Sources:
    """What utterances are made of: their audio, phone alignments by id (may lack any), and what is mixed in."""

    audio: Recordings
    alignments: Mapping[str, Alignment] = field(default_factory=dict)
    background: Background = field(default_factory=Background)


@dataclass(frozen=True, slots=True)
class _Example:
    id: str
    source: str
    labels: tuple[int, ...]
    # Frames that CTC needs at least: one a label, and a blank between equal neighbours.
    fewest_frames: int


class TrainingSet:
    """Utterances whose transcript can be spelled; `left_out` counts those whose cannot (numerals, another script).

    Without a vocabulary, transcripts do not matter, and batches have no labels.
    """

    def __init__(
        self, utterances: Sequence[Utterance], sources: Sources, vocabulary: Vocabulary | None, recipe: Recipe
    ) -> None:
        self._sources = sources
        self._recipe = recipe
        self.left_out = 0
        if vocabulary is not None and vocabulary.delimiter is None:
            raise ManifestError("the model's vocabulary does not part words: choose a model with a word delimiter.")
        self._examples: list[_Example] = []
        for utterance in utterances:
            example = _example(utterance, vocabulary) if utterance.id in sources.audio else None
            if example is None:
                self.left_out += 1
            else:
                self._examples.append(example)
        if not self._examples:
            raise ManifestError("no recording of the manifest can be trained on: each needs a transcript in letters.")

    def __len__(self) -> int:
        return len(self._examples)

    @property
    def seconds(self) -> float:
        """Audio in one pass over everything, before augmentation."""
        return sum(self._samples(example) for example in self._examples) / SAMPLE_RATE

    def batches(self) -> BucketedBatches:
        """The order in which the recipe visits the utterances."""
        data = self._recipe.data
        options = BatchOptions(data.batch_seconds, data.passes, self._recipe.seed)
        seconds = [self._samples(example) / SAMPLE_RATE for example in self._examples]
        return BucketedBatches(seconds, [self._recipe.share(example.source) for example in self._examples], options)

    def assemble(self, indices: Sequence[int], random: np.random.Generator) -> TrainingBatch:
        """One padded batch; all chance comes from `random`."""
        examples = [self._examples[index] for index in indices]
        variants = [self._variant(example, random) for example in examples]
        frames = [frame_count(len(samples)) for samples, _ in variants]
        padded = torch.zeros(len(examples), max(len(samples) for samples, _ in variants))
        phones = torch.full((len(examples), max(frames)), NO_TARGET, dtype=torch.long)
        for row, (samples, speed) in enumerate(variants):
            padded[row, : len(samples)] = torch.from_numpy(samples)
            targets = self._phones(examples[row].id, speed, frames[row])
            if targets is not None:
                phones[row, : frames[row]] = torch.from_numpy(targets)
        labels = [label for example in examples for label in example.labels]
        lengths = torch.tensor([len(example.labels) for example in examples])
        return TrainingBatch(padded, torch.tensor(frames), torch.tensor(labels, dtype=torch.long), lengths, phones)

    def _variant(self, example: _Example, random: np.random.Generator) -> tuple[NDArray[np.float32], float]:
        samples = self._sources.audio.samples(example.id)
        options: AugmentationOptions = self._recipe.augmentation
        augmented = augment(samples, random, options, self._sources.background)
        if frame_count(len(augmented.samples)) < example.fewest_frames:
            # Too fast to be spelled out at 50 frames a second.
            return normalise(samples), 1.0
        return normalise(augmented.samples), augmented.speed

    def _phones(self, identity: str, speed: float, frames: int) -> NDArray[np.int64] | None:
        alignment = self._sources.alignments.get(identity)
        if alignment is None:
            return None
        offset = self._sources.audio.clips[identity].offset_samples / SAMPLE_RATE
        return frame_targets(alignment, offset, speed, frames)

    def _samples(self, example: _Example) -> int:
        return self._sources.audio.clips[example.id].samples


def _example(utterance: Utterance, vocabulary: Vocabulary | None) -> _Example | None:
    if vocabulary is None:
        return _Example(utterance.id, utterance.source, (), 1)
    try:
        text = fold_transcript(utterance.text, vocabulary.spoken)
    except TranscriptError:
        return None
    if text and vocabulary.lexicon is not None:
        text = sounds_of(text, vocabulary.lexicon) or ""
    if not text:
        return None
    index = {label: number for number, label in enumerate(vocabulary.labels)}
    parted = {**index, " ": vocabulary.delimiter or 0}
    labels = tuple(parted[character] for character in text)
    repeats = sum(left == right for left, right in itertools.pairwise(labels))
    return _Example(utterance.id, utterance.source, labels, len(labels) + repeats)
