"""torch, imported while other threads go on. Any thread."""

from __future__ import annotations

import ctypes
import gc
import os
import sys
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path


def import_torch() -> None:
    """Import torch and what stands on it, so that a window answers meanwhile.

    The collector would look at all that is being imported again and again, a twelfth of a second each time in which
    every other thread waits; it stays as long as the program, so it may pass it by.
    """
    if "torch" in sys.modules:
        return
    bind_torch_library()
    gc.disable()
    try:
        import_module("core.streaming.speech_model")
        gc.freeze()
    finally:
        gc.enable()


def bind_torch_library() -> None:
    """Load what `import torch` loads first, without Python's lock.

    The system needs up to a third of a second to bind its half a gigabyte. `import` holds the lock meanwhile; a
    foreign function is called without it, and the import then finds the library there.
    """
    found = find_spec("torch")
    if sys.platform != "linux" or found is None or found.origin is None:
        return
    library = Path(found.origin).parent / "lib" / "libtorch_cpu.so"
    # Of the C library itself: Python's own way to it keeps the lock. Where it fails, the import will say why.
    load = ctypes.CDLL(None).dlopen
    load.restype, load.argtypes = ctypes.c_void_p, (ctypes.c_char_p, ctypes.c_int)
    load(os.fsencode(library), os.RTLD_NOW)
