"""What a long recording costs in memory beyond a short one."""

from __future__ import annotations

import os
import platform
import subprocess
import sys

import pytest

from tests.helpers.shared_data import PROJECT

LOADED = """
import sys
import numpy as np
from core.cli import main
try:
    main(["--version"])
except SystemExit:
    pass
import torch
torch.set_num_threads(1)
from core.session.recognition import RecognitionOptions, load_engine

def resident():
    with open("/proc/self/statm") as file:
        return int(file.read().split()[1]) * 4096 / 2**20

model = load_engine(RecognitionOptions()).model
samples = np.random.default_rng(0).standard_normal(64_000).astype(np.float32) * 0.05
"""

LENGTHS = """
for length in range(100):
    model.emission(samples[: 16_000 + 320 * length])
    if length == 49:
        before = resident()
sys.stderr.write(str(resident() - before))
"""

# Forty megabytes between what stays, in pieces that the C library does not ask of the system one by one.
HOLES = """
model.emission(samples[:16_000])
freed, kept = [], []
for number in range(400):
    freed.append(torch.ones(25_000))
    kept.append(torch.ones(500))
freed.clear()
before = resident()
for seconds in range(4, 21, 4):
    model.emission(samples)
    if seconds == 16:
        sys.stderr.write(f"{resident() - before} ")
sys.stderr.write(str(resident() - before))
"""


COMPILER = """
model.emission(samples)
from core.audio.voice_activity import VoiceActivity
VoiceActivity().feed(samples)
sys.stderr.write(str(int("torch._dynamo" in sys.modules)))
"""


def written(script: str) -> list[float]:
    """The numbers that the script writes at its end, after a model was loaded in a process of its own."""
    environment = {name: value for name, value in os.environ.items() if not name.endswith("CACHE_CAPACITY")}
    done = subprocess.run(
        [sys.executable, "-c", LOADED + script],
        cwd=PROJECT,
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    return [float(number) for number in done.stderr.splitlines()[-1].split()]


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_segments_of_ever_new_lengths_leave_nothing_behind() -> None:
    # Fifty lengths whose primitives are kept would be a hundred.
    assert written(LENGTHS)[-1] < 20


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="asks glibc for what it keeps")
def test_after_twenty_seconds_of_sound_what_was_freed_is_the_systems_again() -> None:
    before_its_time, then = written(HOLES)
    assert before_its_time > -10
    assert then < -25


def test_torchs_compiler_is_not_loaded_for_what_is_never_compiled() -> None:
    assert written(COMPILER) == [0]
