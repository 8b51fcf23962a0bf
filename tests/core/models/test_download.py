"""Downloads from a real server on this machine: whole, broken off and resumed, damaged, cancelled, refused."""

from __future__ import annotations

import shutil
import socket
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from core.models import download as download_module
from core.models.catalogue import list_models, resolve
from core.models.download import DownloadCancelled, DownloadProgress, download
from core.models.hub_files import look_up
from core.models.places import ModelPlaces, ModelStoreError
from core.models.removal import remove_adapter, remove_model
from core.streaming.speech_model import SpeechModel
from tests.helpers.hub_server import NAME, Hub

WEIGHTS = "model.safetensors"


@pytest.fixture
def no_pause(monkeypatch: pytest.MonkeyPatch) -> None:
    """What breaks off is tried again at once, and comes in small pieces."""
    monkeypatch.setattr(download_module, "PAUSE_SECONDS", 0.0)
    monkeypatch.setattr(download_module, "PIECE", 1000)


def fetch(places: ModelPlaces, language: str | None = None, **options: Any) -> tuple[Path, list[DownloadProgress]]:
    told: list[DownloadProgress] = []
    return download(look_up(NAME, places, language), places, told.append, **options), told


def same(folder: Path, served: Path) -> bool:
    return all(path.read_bytes() == (served / path.name).read_bytes() for path in folder.iterdir())


def begun(places: ModelPlaces) -> list[int]:
    assert places.cache is not None
    return [path.stat().st_size for path in places.cache.rglob("*.incomplete")]


def test_what_there_is_is_known_before_anything_is_fetched(hub: Hub, places: ModelPlaces) -> None:
    found = look_up(NAME, places)
    names = [file.name for file in found.files]
    assert names[0] == "config.json"
    assert names[-1] == WEIGHTS
    assert {"vocab.json", "README.md", "adapter.eng.safetensors"} < set(names)
    assert "adapter.deu.safetensors" not in names
    assert found.adapters == ("deu", "eng")
    assert found.licence == "mit"
    assert found.size_bytes == sum((hub.folder / name).stat().st_size for name in names)
    assert hub.fetched == []


def test_a_model_is_fetched_once_and_loads_without_a_network(
    hub: Hub, places: ModelPlaces, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, told = fetch(places)
    assert same(folder, hub.folder)
    assert (told[0].done, told[-1].done) == (0, told[-1].total)
    assert [one.done for one in told] == sorted(one.done for one in told)
    assert {one.file for one in told if one.checking} == {path.name for path in folder.iterdir()}
    fetched = hub.fetched
    assert len(fetched) == len(set(fetched))
    hub.requests.clear()
    again, told = fetch(places)
    assert (again, told, hub.fetched) == (folder, [], [])
    monkeypatch.setattr(socket.socket, "connect", forbidden)
    assert resolve(NAME, cache=places.cache) == str(folder)
    model = SpeechModel.load(resolve(NAME, cache=places.cache), device="cpu")
    assert model.emission(np.zeros(16_000, np.float32)).log_probs.shape == (49, 13)


def forbidden(*_: object) -> None:
    raise AssertionError("the network was used")


def test_nothing_but_a_download_uses_a_network(
    mms_folder: Path, tmp_path: Path, hub: Hub, places: ModelPlaces, monkeypatch: pytest.MonkeyPatch
) -> None:
    from core.models.importing import import_model

    fetch(places)
    monkeypatch.setattr(socket, "socket", forbidden)
    monkeypatch.setattr(socket, "create_connection", forbidden)
    monkeypatch.setattr(socket, "getaddrinfo", forbidden)
    import_model(mms_folder, places)
    linked = shutil.copytree(mms_folder, tmp_path / "mine")
    places = ModelPlaces(places.own, (linked,), places.cache, places.endpoint)
    entries = list_models(places)
    assert [entry.origin for entry in entries] == ["bundled", "bundled", "imported", "linked", "hub"]
    remove_adapter(entries[2], "deu")
    for entry in entries:
        if entry.removable:
            remove_model(entry, places)
    assert [entry.origin for entry in list_models(places)] == ["bundled", "bundled", "linked"]


def test_a_hub_that_does_not_answer_is_said(places: ModelPlaces) -> None:
    # Nothing listens at port 9 of this machine.
    with pytest.raises(ModelStoreError, match="check the network and try again, or import the model from a file"):
        look_up(NAME, ModelPlaces(places.own, (), places.cache, "http://127.0.0.1:9"))


@pytest.mark.usefixtures("no_pause")
def test_a_connection_that_breaks_goes_on_where_it_broke(hub: Hub, places: ModelPlaces) -> None:
    hub.broken_after, hub.broken_times = 3000, 3
    folder, _ = fetch(places)
    assert same(folder, hub.folder)
    asked = [span for _, path, span in hub.requests if path.endswith(".safetensors") and span]
    assert asked == ["bytes=3000-", "bytes=6000-", "bytes=9000-"]


@pytest.mark.usefixtures("no_pause")
def test_what_broke_off_for_good_goes_on_at_the_next_start(
    hub: Hub, places: ModelPlaces, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(download_module, "ATTEMPTS", 1)
    hub.broken_after = 3000
    with pytest.raises(ModelStoreError, match=r"cannot be reached .*check the network and try again"):
        fetch(places)
    assert begun(places) == [3000]
    assert [(entry.missing, entry.name) for entry in list_models(places)[2:]] == [((WEIGHTS,), NAME)]
    assert resolve(NAME, cache=places.cache) == NAME
    hub.broken_after = None
    hub.requests.clear()
    folder, told = fetch(places)
    assert same(folder, hub.folder)
    assert max(one.done for one in told) == told[0].total
    assert "bytes=3000-" in [span for _, _, span in hub.requests]
    assert begun(places) == []
    assert list_models(places)[2].missing == ()


@pytest.mark.usefixtures("no_pause")
def test_a_server_without_ranges_sends_all_of_it_again(hub: Hub, places: ModelPlaces) -> None:
    hub.ranges, hub.broken_after = False, 3000
    folder, told = fetch(places)
    assert same(folder, hub.folder)
    assert told[-1].done == told[-1].total


@pytest.mark.usefixtures("no_pause")
def test_a_cancelled_download_stops_within_a_piece_and_goes_on_later(hub: Hub, places: ModelPlaces) -> None:
    told: list[DownloadProgress] = []

    def stopped() -> bool:
        return bool(told) and told[-1].file == WEIGHTS and told[-1].done > told[-1].total - 20_000

    found = look_up(NAME, places)
    with pytest.raises(DownloadCancelled, match="goes on from there"):
        download(found, places, told.append, stopped)
    (kept,) = begun(places)
    assert kept > 0
    before = told[-1].done
    assert told[-1].total - before > 15_000
    folder, told = fetch(places)
    assert same(folder, hub.folder)
    assert told[1].done == kept


@pytest.mark.parametrize("named", ["by the model's list of files", "by the file's name alone"])
def test_damaged_bytes_are_refused_and_do_not_stay(
    hub: Hub, places: ModelPlaces, named: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    hub.damaged = True
    found = look_up(NAME, places)
    if "alone" in named:
        found = type(found)(
            found.name,
            found.commit,
            found.licence,
            tuple(type(file)(file.name, file.size) for file in found.files),
            found.adapters,
        )
    with pytest.raises(ModelStoreError, match="came damaged; try again"):
        download(found, places, lambda _progress: None)
    assert begun(places) == []
    hub.damaged = False
    assert same(fetch(places)[0], hub.folder)


def test_a_language_is_added_and_removed(hub: Hub, places: ModelPlaces) -> None:
    folder, _ = fetch(places)
    hub.requests.clear()
    assert resolve(NAME, "deu", places.cache) == NAME
    _, told = fetch(places, "deu")
    assert set(hub.fetched) == {"adapter.deu.safetensors"}
    assert told[-1].total == (hub.folder / "adapter.deu.safetensors").stat().st_size
    assert resolve(NAME, "deu", places.cache) == str(folder)
    entry = list_models(places)[2]
    assert (entry.languages, entry.offered) == (("deu", "eng"), ("deu", "eng"))
    SpeechModel.load(str(folder), device="cpu", language="deu")
    remove_adapter(entry, "deu")
    assert list_models(places)[2].languages == ("eng",)
    assert places.cache is not None
    assert not [path for path in places.cache.rglob("*") if path.is_symlink() and not path.exists()]
    with pytest.raises(ModelStoreError, match="no adapter for 'deu' on this computer"):
        remove_adapter(entry, "deu")
    remove_adapter(entry, "eng")
    with pytest.raises(ModelStoreError, match="in its main weights"):
        remove_adapter(entry, "eng")


def test_languages_that_are_here_stay_with_a_newer_state(hub: Hub, places: ModelPlaces) -> None:
    fetch(places, "deu")
    hub.commit = "b" * 40
    (hub.folder / "README.md").write_text("---\nlicense: cc-by-4.0\n---\n", encoding="utf-8")
    here = list_models(places)[2].languages
    download(look_up(NAME, places, "eng", keep=here), places, lambda _progress: None)
    entry = list_models(places)[2]
    assert (entry.languages, entry.licence) == (("deu", "eng"), "cc-by-4.0")


def test_shards_come_with_their_index(hub: Hub, places: ModelPlaces, mms_folder: Path) -> None:
    from transformers import Wav2Vec2ForCTC

    (hub.folder / WEIGHTS).unlink()
    Wav2Vec2ForCTC.from_pretrained(mms_folder).save_pretrained(hub.folder, max_shard_size="20kB")
    shards = sorted(path.name for path in hub.folder.glob("model-*.safetensors"))
    assert len(shards) > 1
    folder, _ = fetch(places)
    assert {*shards, "model.safetensors.index.json"} < {path.name for path in folder.iterdir()}
    (folder / shards[1]).unlink()
    assert list_models(places)[2].missing == (shards[1],)


def test_each_refusal_is_one_sentence_with_a_way_out(hub: Hub, places: ModelPlaces) -> None:
    with pytest.raises(ModelStoreError, match=r"The hub has no model someone/else; check the spelling"):
        look_up("someone/else", places)
    with pytest.raises(ModelStoreError, match=r"no name of a model; write OWNER/NAME"):
        look_up("no such/model/name", places)
    with pytest.raises(ModelStoreError, match=r"no adapter for 'fra'; choose one of deu, eng"):
        look_up(NAME, places, "fra")
    hub.gated = True
    with pytest.raises(ModelStoreError, match="accept its terms"):
        look_up(NAME, places)
    hub.gated = False
    (hub.folder / WEIGHTS).unlink()
    with pytest.raises(ModelStoreError, match=r"has no model\.safetensors; choose a Wav2Vec2"):
        look_up(NAME, places)


def test_another_kind_of_model_is_refused_before_its_weights_come(hub: Hub, places: ModelPlaces) -> None:
    (hub.folder / "config.json").write_text('{"model_type": "whisper"}', encoding="utf-8")
    with pytest.raises(ModelStoreError, match="is no Wav2Vec2 recognition model"):
        fetch(places)
    assert hub.fetched == ["config.json"]


def test_a_full_disk_is_said_before_anything_comes(
    hub: Hub, places: ModelPlaces, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(download_module.shutil, "disk_usage", lambda _path: shutil._ntuple_diskusage(9, 9, 0))
    with pytest.raises(ModelStoreError, match=r"needs \d+ MB more than are free"):
        fetch(places)
    assert hub.fetched == []


def test_two_windows_do_not_fetch_the_same_model_at_once(hub: Hub, places: ModelPlaces) -> None:
    found = look_up(NAME, places)

    def again(_progress: DownloadProgress) -> None:
        with pytest.raises(ModelStoreError, match="another window"):
            download(found, places, lambda _progress: None)
        raise KeyError("seen")

    with pytest.raises(KeyError):
        download(found, places, again)
