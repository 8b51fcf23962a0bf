"""Models that are copied by hand: folders, ZIPs, the hub's cache of another machine, and what is none."""

from __future__ import annotations

import json
import os
import shutil
import zipfile
from pathlib import Path

import pytest

from core.models.catalogue import find_model, list_models
from core.models.importing import import_model
from core.models.model_folder import cut_off
from core.models.places import ModelPlaces, ModelStoreError
from core.models.removal import remove_model
from core.streaming.speech_model import SpeechModel


@pytest.fixture
def places(tmp_path: Path) -> ModelPlaces:
    return ModelPlaces(tmp_path / "own", (), tmp_path / "cache", "http://127.0.0.1:9")


@pytest.fixture
def folder(mms_folder: Path, tmp_path: Path) -> Path:
    return shutil.copytree(mms_folder, tmp_path / "tiny mms")


def zipped(folder: Path, path: Path, inside: str = "") -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        for file in sorted(folder.rglob("*")):
            archive.write(file, Path(inside) / file.relative_to(folder))
    return path


def as_cache(folder: Path, target: Path) -> Path:
    """The folder as the hub's cache holds it: names that are links to contents."""
    snapshot = target / "models--someone--tiny" / "snapshots" / ("a" * 40)
    blobs = target / "models--someone--tiny" / "blobs"
    snapshot.mkdir(parents=True)
    blobs.mkdir()
    for number, file in enumerate(sorted(folder.iterdir())):
        shutil.copy(file, blobs / str(number))
        os.symlink(f"../../blobs/{number}", snapshot / file.name)
    return target


def test_a_folder_is_copied_without_what_is_no_part_of_it(folder: Path, places: ModelPlaces) -> None:
    (folder / "run.py").write_text("raise SystemExit")
    (folder / ".secret.json").write_text("{}")
    (folder / "holiday").mkdir()
    (folder / "holiday" / "notes.txt").write_text("sun")
    (folder / "language_model").mkdir()
    (folder / "language_model" / "3gram.arpa").write_text("\\data\\")
    told: list[tuple[int, int]] = []
    copied = import_model(folder, places, lambda done, total: told.append((done, total)))
    assert copied == places.own / "tiny mms"
    names = {path.relative_to(copied).as_posix() for path in copied.rglob("*") if path.is_file()}
    assert {"config.json", "model.safetensors", "adapter.deu.safetensors", "language_model/3gram.arpa"} <= names
    assert not {"run.py", ".secret.json", "holiday/notes.txt"} & names
    assert told[-1][0] == told[-1][1] > 0
    entry = find_model("tiny mms", places)
    assert entry is not None
    assert (entry.origin, entry.languages, entry.labels, entry.missing) == ("imported", ("deu", "eng"), 13, ())
    assert SpeechModel.load(entry.name, device="cpu", language="deu").language == "deu"
    assert import_model(folder, places) == places.own / "tiny mms-2"
    assert find_model("nothing", places) is None
    remove_model(entry, places)
    assert not copied.exists()
    assert folder.is_dir()


@pytest.mark.parametrize("inside", ["", "a folder/tiny"])
def test_a_zip_is_unpacked(folder: Path, tmp_path: Path, places: ModelPlaces, inside: str) -> None:
    copied = import_model(zipped(folder, tmp_path / "from office.zip", inside), places)
    assert copied.name == ("tiny" if inside else "from office")
    assert (copied / "model.safetensors").read_bytes() == (folder / "model.safetensors").read_bytes()


def test_the_cache_of_another_machine_is_understood(folder: Path, tmp_path: Path, places: ModelPlaces) -> None:
    cache = as_cache(folder, tmp_path / "stick")
    for given in (cache, cache / "models--someone--tiny"):
        copied = import_model(given, places)
        assert copied.name.startswith("tiny")
        assert not (copied / "model.safetensors").is_symlink()
        assert (copied / "model.safetensors").read_bytes() == (folder / "model.safetensors").read_bytes()
    with zipfile.ZipFile(tmp_path / "cache.zip", "w") as archive:
        for file in sorted(cache.rglob("*")):
            if file.is_file():
                archive.write(file, file.relative_to(cache))
    assert import_model(tmp_path / "cache.zip", places).name == "tiny-3"


def test_a_zip_cannot_write_outside(folder: Path, tmp_path: Path, places: ModelPlaces) -> None:
    path = zipped(folder, tmp_path / "evil.zip")
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("../outside.json", "{}")
        archive.writestr("/absolute.json", "{}")
        archive.writestr("language_model/../../outside.json", "{}")
        link = zipfile.ZipInfo("linked.json")
        link.external_attr = 0o120777 << 16
        archive.writestr(link, "/etc/passwd")
    copied = import_model(path, places)
    assert not list(tmp_path.rglob("outside.json"))
    assert not Path("/absolute.json").exists()
    assert not (copied / "linked.json").exists()


@pytest.mark.parametrize("missing", ["vocab.json", "preprocessor_config.json", "model.safetensors", "config.json"])
def test_half_a_model_is_refused_and_leaves_nothing(folder: Path, places: ModelPlaces, missing: str) -> None:
    (folder / missing).unlink()
    with pytest.raises(ModelStoreError, match=r"lacks|holds no") as raised:
        import_model(folder, places)
    assert "\n" not in str(raised.value)
    assert not places.own.exists() or list(places.own.iterdir()) == []


def test_a_copy_that_was_cut_off_is_refused(folder: Path, tmp_path: Path, places: ModelPlaces) -> None:
    weights = folder / "model.safetensors"
    assert not cut_off(weights)
    whole = weights.read_bytes()
    for content in (whole[:-1], whole + b"x", whole[:100], whole[:4], b"\xff" * 40):
        weights.write_bytes(content)
        assert cut_off(weights)
        with pytest.raises(ModelStoreError, match="cut off or damaged; copy the whole model again"):
            import_model(folder, places)
    weights.write_bytes(whole)
    path = zipped(folder, tmp_path / "half.zip")
    path.write_bytes(path.read_bytes()[:-3000])
    with pytest.raises(ModelStoreError, match="no ZIP file that can be read"):
        import_model(path, places)
    assert list(places.own.iterdir()) == []


def test_what_is_no_model_is_said(folder: Path, tmp_path: Path, places: ModelPlaces) -> None:
    (tmp_path / "notes.zip").write_bytes(b"no zip")
    (tmp_path / "empty").mkdir()
    two = tmp_path / "two"
    shutil.copytree(folder, two / "one")
    shutil.copytree(folder, two / "other")
    other = shutil.copytree(folder, tmp_path / "other kind")
    (other / "config.json").write_text(json.dumps({"model_type": "whisper"}))
    for path, said in (
        (tmp_path / "nowhere", "does not exist"),
        (tmp_path / "notes.zip", "no ZIP file"),
        (tmp_path / "empty", r"holds no config\.json"),
        (two, "several models"),
        (zipped(two, tmp_path / "two.zip"), "several models"),
        (other, "no Wav2Vec2 recognition model"),
    ):
        with pytest.raises(ModelStoreError, match=said):
            import_model(path, places)


def test_a_stopped_import_leaves_nothing(folder: Path, places: ModelPlaces) -> None:
    calls = iter([False, False, True])
    with pytest.raises(ModelStoreError, match="stopped"):
        import_model(folder, places, cancelled=lambda: next(calls))
    assert list(places.own.iterdir()) == []


def test_only_what_is_ours_is_removed(folder: Path, places: ModelPlaces) -> None:
    places = ModelPlaces(places.own, (folder,), places.cache, places.endpoint)
    bundled, _, linked = list_models(places)
    with pytest.raises(ModelStoreError, match="comes with the program"):
        remove_model(bundled, places)
    with pytest.raises(ModelStoreError, match="a folder of yours"):
        remove_model(linked, places)
    assert folder.is_dir()
    assert (linked.title, linked.name, linked.licence) == ("tiny mms", str(folder), "")
