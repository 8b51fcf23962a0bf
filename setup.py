"""Builds the beam search's fast form; where there is no compiler, the Python form serves."""

from pybind11.setup_helpers import Pybind11Extension
from setuptools import setup

SEARCH = Pybind11Extension(
    "core.decoding.native._search",
    ["core/decoding/native/search.cpp", "core/decoding/native/module.cpp"],
    depends=["core/decoding/native/search.hpp"],
    cxx_std=17,
    # Scores must round as Python's do.
    extra_compile_args=["-O3", "-ffp-contract=off"],
    optional=True,
)

setup(ext_modules=[SEARCH])
