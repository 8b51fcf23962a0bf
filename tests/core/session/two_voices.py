"""Two people of the shared speech who speak in turn, as one recording."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from core.audio.media import read_media
from core.training.wave_files import write_wave
from tests.helpers.shared_data import speech_clips

# Who speaks until when, in seconds; half a second of silence is between two turns.
TURNS = (("ls-2428", 8.0), ("ls-251", 14.76), ("ls-2428", 17.33), ("ls-251", 21.55))


def write_two_voices(path: Path) -> Path:
    """The recording: `TURNS`."""
    clips = speech_clips("librispeech", "dev")
    left = {speaker: [clip for clip in clips if clip.speaker == speaker] for speaker, _ in TURNS}
    pieces: list[np.ndarray] = []
    for speaker, end in TURNS:
        samples = read_media(left[speaker].pop(0).path)[: 8 * 16_000]
        pieces += [samples, np.zeros(8_000, np.float32)]
        assert abs(sum(map(len, pieces)) / 16_000 - 0.5 - end) < 0.01
    write_wave(np.concatenate(pieces), path)
    return path


def voice_at(seconds: float) -> str:
    """Who speaks at a time."""
    return next((speaker for speaker, end in TURNS if seconds < end + 0.25), TURNS[-1][0])
