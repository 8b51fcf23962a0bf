"""Builds the fast forms of the beam search and of what stands between a network's products.

Where there is no compiler, the Python forms serve.
"""

import sys
from pathlib import Path

from pybind11.setup_helpers import Pybind11Extension
from setuptools import setup


def extension(folder: str, name: str, *options: str) -> Pybind11Extension:
    """All C++ files of a folder."""
    return Pybind11Extension(
        f"{folder.replace('/', '.')}.{name}",
        sorted(str(file) for file in Path(folder).glob("*.cpp")),
        depends=sorted(str(file) for file in Path(folder).glob("*.hpp")),
        cxx_std=17,
        # Numbers must round as Python's and torch's do.
        extra_compile_args=["-O3", "-ffp-contract=off", *options],
        optional=True,
    )


# Its threads are those of torch, whose OpenMP library is there before: linked to another one, it would have more of
# them than there are processors.
THREADS = ["-fopenmp"] if sys.platform == "linux" else []

setup(
    ext_modules=[
        extension("core/decoding/native", "_beams"),
        extension("core/wav2vec2/native", "_frames", "-fno-trapping-math", *THREADS),
    ]
)
