"""Builds the beam search's fast form; where there is no compiler, the Python form serves."""

from pathlib import Path

from pybind11.setup_helpers import Pybind11Extension
from setuptools import setup

FOLDER = Path("core/decoding/native")

SEARCH = Pybind11Extension(
    "core.decoding.native._beams",
    sorted(str(file) for file in FOLDER.glob("*.cpp")),
    depends=sorted(str(file) for file in FOLDER.glob("*.hpp")),
    cxx_std=17,
    # Scores must round as Python's do.
    extra_compile_args=["-O3", "-ffp-contract=off"],
    optional=True,
)

setup(ext_modules=[SEARCH])
