"""torch's library is there before torch is imported."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.helpers.shared_data import PROJECT

SCRIPT = """
import gc, sys
from core.streaming.torch_library import bind_torch_library, import_torch

def is_mapped():
    with open("/proc/self/maps") as maps:
        return "libtorch_cpu.so" in maps.read()

before = is_mapped()
bind_torch_library()
print(before, is_mapped() and "torch" not in sys.modules)
collections = sum(generation["collections"] for generation in gc.get_stats())
import_torch()
print(sum(generation["collections"] for generation in gc.get_stats()) - collections, gc.isenabled())
import torch
print(torch.ones(2, 3).sum().item())
"""


@pytest.mark.skipif(sys.platform != "linux", reason="other systems load it with torch")
def test_the_library_comes_first_and_nothing_is_collected_while_torch_is_imported() -> None:
    done = subprocess.run([sys.executable, "-c", SCRIPT], cwd=PROJECT, capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "True", "0", "True", "6.0"]
