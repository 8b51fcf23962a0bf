import json
from pathlib import Path

import pytest

from core.training.manifest import ManifestError, check_recordings, read_manifest
from tests.helpers.shared_data import shared

GOOD = {"id": "a", "path": "folder/a.wav", "text": "HELLO", "seconds": 1.5, "speaker": "s1", "split": "dev"}


def write(folder: Path, *rows: object) -> Path:
    path = folder / "manifest.jsonl"
    path.write_text("\n".join(row if isinstance(row, str) else json.dumps(row) for row in rows), encoding="utf-8")
    return path


def test_a_row_becomes_an_utterance(tmp_path: Path) -> None:
    (found,) = read_manifest(write(tmp_path, GOOD))
    assert found.path == tmp_path / "folder" / "a.wav"
    assert (found.source, found.speaker, found.split, found.language) == ("folder", "s1", "dev", "en")


def test_selection_and_blank_lines(tmp_path: Path) -> None:
    path = write(tmp_path, GOOD, "", {**GOOD, "id": "b", "split": "train"})
    assert [item.id for item in read_manifest(path, lambda item: item.split == "train")] == ["b"]


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("{", "line 2: not JSON"),
        ("[1]", "line 2: expected an object"),
        ({"text": "A", "seconds": 1}, "line 2: path must be text"),
        ({**GOOD, "id": "b", "seconds": 0}, "line 2: seconds must be"),
        ({**GOOD, "id": "b", "seconds": True}, "line 2: seconds must be"),
        ({**GOOD, "id": "b", "seconds": float("nan")}, "line 2: seconds must be"),
        ({**GOOD, "id": "b", "text": 5}, "line 2: text must be text"),
        (GOOD, "'a' stands twice"),
    ],
)
def test_a_bad_line_is_named(tmp_path: Path, row: object, message: str) -> None:
    with pytest.raises(ManifestError, match=message):
        read_manifest(write(tmp_path, GOOD, row))


def test_a_missing_manifest_and_a_missing_recording(tmp_path: Path) -> None:
    with pytest.raises(ManifestError, match="cannot be read as a manifest"):
        read_manifest(tmp_path / "none.jsonl")
    with pytest.raises(ManifestError, match=r"recording a: .* does not exist"):
        check_recordings(read_manifest(write(tmp_path, GOOD)))


def test_the_shared_manifest_reads() -> None:
    path = shared("data/speech/manifest.jsonl")
    utterances = read_manifest(path, lambda item: item.split == "dev" and item.source == "librispeech")
    assert len(utterances) == 244
    check_recordings(utterances)
