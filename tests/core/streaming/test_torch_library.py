"""torch's library is there before torch is imported."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.helpers.shared_data import PROJECT

SCRIPT = """
import sys
from core.streaming.torch_library import load_torch_library

def is_mapped():
    with open("/proc/self/maps") as maps:
        return "libtorch_cpu.so" in maps.read()

before = is_mapped()
done = load_torch_library()
loaded = is_mapped() and "torch" not in sys.modules
import torch
print(before, done, loaded, load_torch_library(), torch.ones(2, 3).sum().item())
"""


@pytest.mark.skipif(sys.platform != "linux", reason="other systems load it with torch")
def test_the_library_is_loaded_once_and_torch_works_with_it() -> None:
    done = subprocess.run([sys.executable, "-c", SCRIPT], cwd=PROJECT, capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "True", "True", "False", "6.0"]
