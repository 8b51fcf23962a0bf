"""Changes to a training waveform that leave its text true: pace, tone, bandwidth, noise, reverberation.

Pure functions over float32 mono at 16 kHz; all chance comes from the generator that is handed in, so that a resumed run
makes the same waveforms. Volume needs no change of its own: each utterance is normalised to zero mean and unit
variance.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Samples = NDArray[np.float32]

_SAMPLE_RATE = 16_000
_TONE_POINTS = 7
_LOW_PASS_STEEPNESS = 24


@dataclass(frozen=True, slots=True)
class AugmentationOptions:
    """Chances are per utterance. Speeds are factors of pace; gains and signal-to-noise ratios are in decibels."""

    speed_chance: float = 0.7
    slowest: float = 0.87
    fastest: float = 1.15
    tone_chance: float = 0.5
    tone_gain: float = 6.0
    low_pass_chance: float = 0.4
    low_pass_lowest: float = 3600.0
    low_pass_highest: float = 7000.0
    noise_chance: float = 0.3
    noise_closest: float = 6.0
    noise_farthest: float = 30.0
    reverberation_chance: float = 0.1


@dataclass(frozen=True, slots=True)
class Background:
    """What may be mixed in: noise recordings (any length) and room impulse responses, mono float32 at 16 kHz."""

    noises: Sequence[Samples] = ()
    impulse_responses: Sequence[Samples] = ()


@dataclass(frozen=True, slots=True)
class Augmented:
    """The changed waveform, and how many times faster it runs than the original (for targets that have times)."""

    samples: Samples
    speed: float


def augment(
    samples: Samples, random: np.random.Generator, options: AugmentationOptions, background: Background
) -> Augmented:
    """One random variant of `samples`. `low_pass_chance` holds among the utterances whose tone changes."""
    speed = 1.0
    if random.random() < options.speed_chance:
        speed = float(random.uniform(options.slowest, options.fastest))
        samples = change_speed(samples, speed)
    if background.impulse_responses and random.random() < options.reverberation_chance:
        room = background.impulse_responses[random.integers(len(background.impulse_responses))]
        samples = reverberate(samples, room)
    if random.random() < options.tone_chance:
        samples = change_tone(samples, random, options)
    if background.noises and random.random() < options.noise_chance:
        noise = background.noises[random.integers(len(background.noises))]
        ratio = float(random.uniform(options.noise_closest, options.noise_farthest))
        samples = mix(samples, cut_noise(noise, len(samples), random), ratio)
    return Augmented(samples, speed)


def normalise(samples: Samples) -> Samples:
    """Zero mean and unit variance, as `Wav2Vec2FeatureExtractor` does (its epsilon is 1e-7)."""
    centred = samples - samples.mean()
    scaled: Samples = (centred / np.sqrt(centred.var() + 1e-7)).astype(np.float32)
    return scaled


def change_speed(samples: Samples, speed: float) -> Samples:
    """Pace and pitch together, by linear interpolation; `speed` 2 halves the length."""
    positions = np.arange(0, len(samples) - 1, speed)
    return np.interp(positions, np.arange(len(samples)), samples).astype(np.float32)


def change_tone(samples: Samples, random: np.random.Generator, options: AugmentationOptions) -> Samples:
    """A random smooth equaliser and, by chance, a steep low-pass as of a narrow-band codec."""
    spectrum = np.fft.rfft(samples)
    hertz = np.linspace(0, _SAMPLE_RATE / 2, len(spectrum))
    points = np.linspace(0, _SAMPLE_RATE / 2, _TONE_POINTS)
    decibels = np.interp(hertz, points, random.uniform(-options.tone_gain, options.tone_gain, _TONE_POINTS))
    gain = 10.0 ** (decibels / 20)
    if random.random() < options.low_pass_chance:
        edge = random.uniform(options.low_pass_lowest, options.low_pass_highest)
        gain = gain / (1 + (hertz / edge) ** _LOW_PASS_STEEPNESS)
    return np.fft.irfft(spectrum * gain, len(samples)).astype(np.float32)


def cut_noise(noise: Samples, length: int, random: np.random.Generator) -> Samples:
    """`length` samples of a noise from a random place, repeated where it is too short."""
    return np.resize(np.roll(noise, -int(random.integers(len(noise)))), length)


def mix(samples: Samples, noise: Samples, ratio: float) -> Samples:
    """Speech with noise of the same length, `ratio` dB below it; silent speech or noise changes nothing."""
    level = float(noise.std())
    if level == 0.0:
        return samples
    mixed: Samples = (samples + noise * (float(samples.std()) / level * 10.0 ** (-ratio / 20))).astype(np.float32)
    return mixed


def reverberate(samples: Samples, impulse_response: Samples) -> Samples:
    """Convolution with a room; the direct sound (the response's peak) stays where it was, length and level too."""
    peak = int(np.abs(impulse_response).argmax())
    size = 1 << (len(samples) + len(impulse_response) - 2).bit_length()
    wet = np.fft.irfft(np.fft.rfft(samples, size) * np.fft.rfft(impulse_response, size), size)
    wet = wet[peak : peak + len(samples)]
    level = float(wet.std())
    return (wet * (float(samples.std()) / level if level > 0 else 0.0)).astype(np.float32)
