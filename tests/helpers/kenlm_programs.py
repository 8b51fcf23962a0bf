"""KenLM's own `lmplz` and `build_binary`, built once from its source package: the oracles for language models.

Needs CMake, a compiler and Boost, which packaging/test installs; takes one to two minutes, then lies in the cache.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
from importlib.metadata import version
from pathlib import Path

import pytest
from filelock import FileLock
from platformdirs import user_cache_path

PROGRAMS = ("lmplz", "build_binary")


def kenlm_programs() -> Path:
    """The folder of the two programs. Without the tools to build them: a failure in CI, elsewhere a skip."""
    folder = user_cache_path("wavescribe-tests", appauthor=False) / f"kenlm-{version('kenlm')}"
    folder.mkdir(parents=True, exist_ok=True)
    with FileLock(folder / "lock"):
        if not all((folder / program).exists() for program in PROGRAMS):
            if shutil.which("cmake") is None or shutil.which("c++") is None:
                refuse = pytest.fail if os.environ.get("CI") else pytest.skip
                refuse("CMake and a C++ compiler are needed to build KenLM's lmplz: run packaging/test")
            _build(folder)
    return folder


def _build(folder: Path) -> None:
    with tempfile.TemporaryDirectory(prefix="wavescribe-kenlm-") as name:
        scratch = Path(name)
        package = f"kenlm=={version('kenlm')}"
        download = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--no-binary", "kenlm", package]
        _run([*download, "--dest", str(scratch)])
        with tarfile.open(next(scratch.glob("kenlm-*.tar.gz"))) as archive:
            # Python 3.11 before .4 has no filters.
            archive.extractall(scratch, **({"filter": "data"} if hasattr(tarfile, "data_filter") else {}))
        source = next(path for path in scratch.glob("kenlm-*") if path.is_dir())
        built = scratch / "built"
        _run(["cmake", "-S", str(source), "-B", str(built), "-DBUILD_PYTHON=OFF", "-DCMAKE_BUILD_TYPE=Release"])
        _run(["cmake", "--build", str(built), "--parallel", "2", "--target", *PROGRAMS])
        for program in PROGRAMS:
            shutil.copy2(built / "bin" / program, folder / program)


def _run(command: list[str]) -> None:
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        pytest.fail(f"{' '.join(command[:4])} failed: {(done.stderr or done.stdout)[-2000:]}")
