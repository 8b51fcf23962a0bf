"""`wavescribe models` in a process of its own, with homes of the test's own and a hub on this machine."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.helpers.hub_server import NAME, Hub
from tests.helpers.shared_data import PROJECT

Command = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def wavescribe(tmp_path: Path, hub: Hub) -> Command:
    homes = {name: str(tmp_path / name) for name in ("HF_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME")}
    environment = {**os.environ, **homes, "HF_ENDPOINT": hub.address, "NO_PROXY": "127.0.0.1"}
    for variable in ("HF_TOKEN", "HF_HUB_CACHE", "HUGGINGFACE_HUB_CACHE", "HF_HUB_OFFLINE"):
        environment.pop(variable, None)

    def run(*arguments: str | Path, command: str = "models") -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "core.cli", command, *map(str, arguments)],
            cwd=PROJECT,
            env=environment,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )

    return run


def names(wavescribe: Command) -> list[str]:
    listed = wavescribe("--json")
    assert (listed.returncode, listed.stderr) == (0, "")
    return [row["name"] for row in json.loads(listed.stdout)]


def test_a_model_comes_from_the_hub_and_goes(wavescribe: Command, hub: Hub) -> None:
    assert names(wavescribe) == ["bundled-en-sounds", "bundled-en"]
    assert hub.requests == []
    added = wavescribe("add", NAME)
    assert added.returncode == 0, added.stderr
    assert "MB, mit" in added.stderr
    added = wavescribe("add", NAME, "--language", "deu")
    assert added.returncode == 0, added.stderr
    hub.requests.clear()
    shown = wavescribe("show", NAME).stdout
    for fact in ("mit", "Deutsch (German)", "English", "labels             13", "missing            nothing"):
        assert fact in shown
    removed = wavescribe("remove", NAME, "--language", "deu")
    assert removed.stdout == f"deu of {NAME} is removed.\n", removed.stderr
    assert json.loads(wavescribe("show", NAME, "--json").stdout)["languages"] == ["eng"]
    assert wavescribe("remove", NAME).returncode == 0
    assert names(wavescribe) == ["bundled-en-sounds", "bundled-en"]
    assert hub.requests == []


def test_a_model_that_is_named_is_fetched_once_with_its_language(wavescribe: Command, hub: Hub) -> None:
    demo = PROJECT / "assets" / "demo" / "demo.flac"
    recognise = (demo, "--model", NAME, "--language", "deu", "--format", "json")
    first = wavescribe(*recognise, command="transcribe")
    assert first.returncode == 0, first.stderr
    assert {"model.safetensors", "adapter.deu.safetensors"} < set(hub.fetched)
    hub.requests.clear()
    second = wavescribe(*recognise, command="transcribe")
    assert (second.returncode, second.stdout, second.stderr) == (0, first.stdout, "")
    assert hub.requests == []


def test_folders_are_imported_or_listed_and_taken_off(wavescribe: Command, mms_folder: Path, tmp_path: Path) -> None:
    mine = shutil.copytree(mms_folder, tmp_path / "mine")
    imported = wavescribe("import", mine)
    assert imported.returncode == 0, imported.stderr
    copy = Path(imported.stdout.splitlines()[0])
    assert wavescribe("add", mine).returncode == 0
    assert wavescribe("add", mine).returncode == 0
    assert names(wavescribe) == ["bundled-en-sounds", "bundled-en", str(copy), str(mine)]
    assert "its files stay" in wavescribe("remove", mine).stdout
    assert mine.is_dir()
    assert wavescribe("remove", "mine").returncode == 0
    assert not copy.exists()
    assert names(wavescribe) == ["bundled-en-sounds", "bundled-en"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["show"], "write: wavescribe models show NAME"),
        (["show", "nothing"], "no model here is called nothing"),
        (["remove", "bundled-en"], "comes with the program"),
        (["add", "someone/else"], "The hub has no model someone/else"),
        (["import", "nowhere.zip"], "does not exist"),
        (["add", "."], "no whole Wav2Vec2 recognition model"),
    ],
)
def test_what_cannot_be_is_one_line(wavescribe: Command, arguments: list[str], said: str) -> None:
    done = wavescribe(*arguments)
    assert done.returncode == 2
    (line,) = done.stderr.strip().splitlines()
    assert said in line
