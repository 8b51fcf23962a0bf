"""What a long recording costs in memory beyond a short one."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from tests.helpers.shared_data import PROJECT

SCRIPT = """
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
for length in range(100):
    model.emission(samples[: 16_000 + 320 * length])
    if length == 49:
        before = resident()
sys.stderr.write(str(resident() - before))
"""


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_segments_of_ever_new_lengths_leave_nothing_behind() -> None:
    environment = {name: value for name, value in os.environ.items() if not name.endswith("CACHE_CAPACITY")}
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT], cwd=PROJECT, env=environment, capture_output=True, text=True, check=True
    )
    # Fifty lengths whose primitives are kept would be a hundred.
    assert float(done.stderr.split()[-1]) < 20
