"""torch's great library, loaded while other threads go on. Any thread."""

from __future__ import annotations

import ctypes
import os
import sys
from importlib.util import find_spec
from pathlib import Path


def load_torch_library() -> bool:
    """Load what `import torch` loads first, without Python's lock; whether there was something to do.

    The system needs a third of a second to bind its half a gigabyte. `import` holds the lock meanwhile, so that a
    window would not answer; a foreign function is called without it, and the import then finds the library there.
    """
    if sys.platform != "linux" or "torch" in sys.modules:
        return False
    found = find_spec("torch")
    if found is None or found.origin is None:
        return False
    library = Path(found.origin).parent / "lib" / "libtorch_cpu.so"
    # Of the C library itself: Python's own way to it keeps the lock. Where it fails, the import will say why.
    load = ctypes.CDLL(None).dlopen
    load.restype, load.argtypes = ctypes.c_void_p, (ctypes.c_char_p, ctypes.c_int)
    return load(os.fsencode(library), os.RTLD_NOW) is not None
