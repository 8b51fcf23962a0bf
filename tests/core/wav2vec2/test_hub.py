"""Checkpoints by their hub name, from a real HTTP server on this machine: cache, offline, revision, resume, errors.

huggingface_hub reads its settings when it is imported, so each case runs in a process of its own.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.core.wav2vec2.parity import TINY, pair
from tests.helpers.hub_server import NAME, Hub, serving

PROJECT = Path(__file__).resolve().parents[3]


@pytest.fixture
def hub(tmp_path: Path) -> Iterator[Hub]:
    ours, _ = pair("Wav2Vec2ForCTC", **TINY)
    ours.save_pretrained(tmp_path / "served")
    with serving(tmp_path / "served") as server:
        yield server


LOAD = """
import json, sys
from core.wav2vec2 import CheckpointError, Wav2Vec2ForCTC
for name, options in json.loads(sys.argv[1]):
    try:
        model = Wav2Vec2ForCTC.from_pretrained(name, **options)
        print(sum(parameter.double().sum().item() for parameter in model.parameters()))
    except CheckpointError as failure:
        print("CheckpointError:", failure)
"""
# The same road without torch, whose import takes long.
FIND = """
import hashlib, json, sys
from core.wav2vec2.hub import HubOptions, find, locate
for name, options in json.loads(sys.argv[1]):
    options = HubOptions(**options)
    assert find(name, "model.safetensors.index.json", options) is None
    files = [locate(name, filename, options) for filename in ("config.json", "model.safetensors")]
    print(hashlib.sha256(b"".join(path.read_bytes() for path in files)).hexdigest())
"""


def _run(
    script: str, cache: Path, address: str, *cases: tuple[str, dict[str, Any]], offline: bool = False
) -> list[str]:
    """One line for each case: what stands for its weights, or the error."""
    environment = {
        **os.environ,
        "HF_ENDPOINT": address,
        "HF_HOME": str(cache),
        "HF_HUB_DISABLE_XET": "1",
        "HF_HUB_OFFLINE": "1" if offline else "0",
        "HF_HUB_ETAG_TIMEOUT": "2",
        "OMP_NUM_THREADS": "1",
        "NO_PROXY": "127.0.0.1",
    }
    for variable in ("HF_TOKEN", "HF_HUB_CACHE", "HUGGINGFACE_HUB_CACHE", "TRANSFORMERS_CACHE"):
        environment.pop(variable, None)
    result = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", script, json.dumps(cases)],
        cwd=PROJECT,
        env=environment,
        capture_output=True,
        text=True,
        timeout=120,
        check=True,
    )
    return result.stdout.splitlines()


def test_downloaded_once_then_from_the_cache_then_without_a_word_over_the_network(hub: Hub, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    local, first, second = _run(FIND, cache, hub.address, (str(hub.folder), {}), (NAME, {}), (NAME, {}))
    assert first == second == local
    fetched = [path for method, path, _ in hub.requests if method == "GET" and "/resolve/" in path]
    assert len(fetched) == len(set(fetched)) == 2
    hub.requests.clear()
    assert _run(FIND, cache, hub.address, (NAME, {}), (NAME, {"local_files_only": True})) == [local, local]
    assert _run(FIND, cache, hub.address, (NAME, {}), offline=True) == [local]
    assert not hub.requests
    hub.commit = "b" * 40
    config = hub.folder / "config.json"
    config.write_text(config.read_text().replace("}", " }"))
    (newer,) = _run(FIND, cache, hub.address, (NAME, {"force_download": True}))
    assert newer != local


def test_a_download_that_breaks_off_is_resumed(hub: Hub, tmp_path: Path) -> None:
    # Larger than the pieces of 10 MiB in which huggingface_hub writes.
    pair("Wav2Vec2ForCTC", **{**TINY, "vocab_size": 300_000})[0].save_pretrained(hub.folder)
    hub.broken_after = 12_000_000
    local, downloaded = _run(LOAD, tmp_path / "cache", hub.address, (str(hub.folder), {}), (NAME, {}))
    assert downloaded == local
    ranges = [asked for _, path, asked in hub.requests if path.endswith("model.safetensors") and asked]
    assert f"bytes={10 * 2**20}-" in ranges


def test_each_failure_is_one_line_that_says_what_to_do(hub: Hub, tmp_path: Path) -> None:
    cases: dict[str, tuple[str, dict[str, Any]]] = {
        "neither a folder here nor a model on the hub": ("someone/else", {}),
        "neither a folder here nor in the download cache": (NAME, {"local_files_only": True}),
        "has no revision v9": (NAME, {"revision": "v9"}),
        "check --model (a folder, or OWNER/NAME)": ("no such/folder/here", {}),
        "no language adapters": (NAME, {"target_lang": "eng"}),
    }
    answers = _run(LOAD, tmp_path / "cache", hub.address, *cases.values())
    assert len(answers) == len(cases)
    for message, answer in zip(cases, answers, strict=True):
        assert answer.startswith("CheckpointError: ")
        assert message in answer
