"""What the user corrected becomes a model of the user's own: which lines, exact resuming, kept only if better."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
import torch
from safetensors.torch import load_file

from core.audio.media import read_media
from core.cli import main
from core.decoding.hypothesis import Word
from core.models.catalogue import BUNDLED, BUNDLED_MODELS, find_model, list_models, resolve
from core.models.places import ModelPlaces
from core.models.removal import remove_model
from core.session import corrections
from core.session.corrections import CorrectedLine, CorrectionsError, corrections_for, find_corrections, read_lines
from core.session.library import KeptWord, Library
from core.session.recognition import RecognitionOptions
from core.streaming.captions import FinalCaption
from core.streaming.speech_model import SpeechModel
from core.training import learning
from core.training.learned_model import LearnedRecord
from core.training.learning import Learning, LearningStopped, Progress, learn
from core.training.manifest import read_manifest
from tests.helpers.shared_data import PROJECT, shared


def kept(library: Library, sound: Path, spans: Sequence[tuple[float, float]], model: str = BUNDLED) -> str:
    """A session of a media file with a segment "one two" for each span."""
    session = library.begin_file(sound, RecognitionOptions(model=model))
    for number, (start, end) in enumerate(spans):
        words = (Word("one", start, end, 0.5), Word("two", start, end, 0.5))
        library.segments.add(session, FinalCaption(number, start, end, words, end, None))
    library.rows.end(session, spans[-1][1])
    return session


def correct(library: Library, session: str, number: int, text: str) -> None:
    (segment,) = (one for one in library.segments.of(session) if one.number == number)
    words = [KeptWord(word, segment.start, segment.end, 1.0, edited=True) for word in text.split()]
    library.segments.edit(session, number, words)


@pytest.fixture
def library(tmp_path: Path) -> Library:
    return Library(tmp_path / "library")


@pytest.fixture
def sound() -> Path:
    return PROJECT / "assets" / "demo" / "demo.flac"


def test_lines_that_a_hand_changed_and_those_between_them(library: Library, sound: Path, tmp_path: Path) -> None:
    session = kept(library, sound, [(number, number + 0.9) for number in range(6)])
    correct(library, session, 1, "one three")
    correct(library, session, 4, "so much text as nobody ever says in less than a second of time")
    correct(library, session, 3, "two two")
    correct(library, session, 2, "one two")
    other = kept(library, sound, [(0, 1)], "somebody/else")
    correct(library, other, 0, "another")
    gone = shutil.copy(sound, tmp_path / "gone.flac")
    lost = kept(library, gone, [(0, 1)])
    correct(library, lost, 0, "lost")
    gone.unlink()
    found = find_corrections(library, lambda model: model == BUNDLED)
    assert {line.id: (line.text, line.start, line.end) for line in (*found.learned, *found.held_out)} == {
        f"{session}/1": ("one three", 1, 1.9),
        f"{session}/3": ("two two", 3, 3.9),
    }
    assert found.seconds == pytest.approx(1.8)
    assert all(line.held_out for line in found.held_out)
    assert not any(line.held_out for line in found.learned)
    # As many as there are held out: line 2, which was made what it had been, if one of the two is.
    assert [line.id for line in found.left] == [f"{session}/2"] * bool(found.held_out)
    library.segments.undo(session)


def test_a_quarter_is_held_out_and_stays_so() -> None:
    lines = [CorrectedLine(f"{number}/0", "", "", 0, 1, Path()) for number in range(4000)]
    assert 900 < sum(line.held_out for line in lines) < 1100
    assert [line.id for line in lines[:40] if line.held_out] == [
        "1/0",
        "5/0",
        "9/0",
        "13/0",
        "17/0",
        "21/0",
        "25/0",
        "29/0",
        "32/0",
        "36/0",
    ]


def test_lines_are_cut_to_the_sample(sound: Path) -> None:
    whole = read_media(sound)
    spans = [(5.31, 6.02), (0.0, 0.5), (2.0, 2.00005), (6.02, 9.0), (len(whole) / 16000 - 0.5, len(whole) / 16000 + 1)]
    lines = [CorrectedLine(str(number), "", "", *span, sound) for number, span in enumerate(spans)]
    shares: list[float] = []
    found = read_lines(lines, shares.append)
    assert list(found) == ["1", "0", "3", "4"], "less than a frame is nothing"
    for number, samples in found.items():
        start, end = spans[int(number)]
        np.testing.assert_array_equal(samples, whole[round(start * 16000) : round(end * 16000)])
    assert shares == pytest.approx([0.2, 0.4, 0.6, 0.8, 1.0])


@pytest.fixture
def corrected(library: Library, monkeypatch: pytest.MonkeyPatch) -> Library:
    """Twelve lines of a speaker whom the bundled model does not know; every fourth is held out, whatever its
    session's id, by which it is chosen else."""
    manifest = shared("data/speech/manifest.jsonl")
    rows = read_manifest(manifest, lambda row: row.speaker == "ls-777" and row.seconds < 6)[:12]
    held_out = {row.path for row in rows[::4]}
    monkeypatch.setattr(CorrectedLine, "held_out", property(lambda line: line.sound in held_out))
    for row in rows:
        session = kept(library, row.path, [(0.0, row.seconds)])
        correct(library, session, 0, row.text)
    return library


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(corrections, "LEAST_SECONDS", 5.0)
    monkeypatch.setattr(corrections, "LEAST_HELD_OUT_WORDS", 1)
    monkeypatch.setattr(learning, "BATCH_SECONDS", 8.0)
    monkeypatch.setattr(learning, "PASSES", 1)


@pytest.mark.usefixtures("quick")
def test_a_stopped_run_ends_as_one_that_was_not_and_removing_its_model_undoes_it(
    corrected: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(LearnedRecord, "better", True)
    weights = []
    for name, stops in (("straight", False), ("stopped", True)):
        places = ModelPlaces(own=tmp_path / name, cache=tmp_path / "none")
        job = Learning(BUNDLED, None, places)
        lines = corrections_for(BUNDLED, None, places, corrected)
        told: list[Progress] = []
        if stops:
            with pytest.raises(LearningStopped):
                learn(job, lines, told.append, lambda told=told: told[-1].stage == "learning")  # type: ignore[misc]
            steps = sum(one.stage == "learning" for one in told)
            assert steps == 1
            assert list(tmp_path.glob("stopped/*/*/*.i16")) == [], "no speech is left lying"
        record = learn(job, lines, told.append, lambda: False)
        shares = [one.done for one in told]
        assert shares == sorted(shares) or stops
        assert (told[-1].stage, told[-1].done, told[-1].seconds_left) == ("measuring", 1.0, 0.0)
        assert record.lines == len(lines.learned)
        assert record.held_out_words > 0
        folder = places.own / "bundled-en-corrected"
        assert record.folder == str(folder)
        assert list((places.own / ".learning").iterdir()) == []
        weights.append(load_file(folder / "model.safetensors"))
    before = load_file(Path(resolve(BUNDLED)) / "model.safetensors")
    assert all(torch.equal(weights[0][name], weights[1][name]) for name in before)
    assert not torch.equal(weights[0]["lm_head.weight"], before["lm_head.weight"])

    entry = find_model("bundled-en-corrected", places)
    assert entry is not None
    assert (entry.origin, entry.learned_from, entry.languages) == ("imported", BUNDLED, ("eng",))
    assert SpeechModel.load(entry.name).emission(np.zeros(16000, np.float32)).log_probs.shape == (49, 32)
    assert corrections_for(entry.name, None, places, corrected) == lines, "it stands for its base"
    remove_model(entry, places)
    assert [one.name for one in list_models(places)] == list(BUNDLED_MODELS)


@pytest.mark.usefixtures("quick")
def test_what_is_not_better_leaves_nothing(corrected: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(learning, "RATE", 1.0)
    places = ModelPlaces(own=tmp_path / "models", cache=tmp_path / "none")
    job = Learning(BUNDLED, None, places)
    record = learn(job, corrections_for(BUNDLED, None, places, corrected), lambda _progress: None, lambda: False)
    assert record.errors_after > record.errors_before
    assert record.folder == ""
    assert [path.name for path in places.own.rglob("*")] == [".learning"]


def test_better_counts_what_is_spoiled_in_lines_that_were_right() -> None:
    assert LearnedRecord(errors_before=10, errors_after=8, left_errors_before=0, left_errors_after=1).better
    assert not LearnedRecord(errors_before=10, errors_after=8, left_errors_before=0, left_errors_after=2).better
    assert not LearnedRecord(errors_before=10, errors_after=10).better


@pytest.mark.usefixtures("quick")
def test_of_a_model_with_adapters_the_adapter_of_the_language_is_learned_alone(
    library: Library, mms_folder: Path, sound: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(LearnedRecord, "better", True)
    spans = [(number, number + 1.0) for number in range(8)]
    session = library.begin_file(sound, RecognitionOptions(model=str(mms_folder), language="deu"))
    for number, (start, end) in enumerate(spans):
        caption = FinalCaption(number, start, end, (Word("x", start, end, 0.5),), end, "deu" if number else "eng")
        library.segments.add(session, caption)
        correct(library, session, number, "ab ba")
    places = ModelPlaces(own=tmp_path / "models", cache=tmp_path / "none")
    job = Learning(str(mms_folder), "deu", places)
    lines = corrections_for(job.model, "deu", places, library)
    assert f"{session}/0" not in {line.id for line in (*lines.learned, *lines.held_out)}
    record = learn(job, lines, lambda _progress: None, lambda: False)
    folder = Path(record.folder)
    assert folder.name == f"{mms_folder.name}-deu-corrected"
    assert (folder / "model.safetensors").read_bytes() == (mms_folder / "model.safetensors").read_bytes()
    before = SpeechModel.load(str(mms_folder), language="deu")
    after = SpeechModel.load(str(folder), language="deu")
    speech = read_media(sound)[:32000]
    assert not np.array_equal(before.emission(speech).log_probs, after.emission(speech).log_probs)
    before.use_language("eng")
    after.use_language("eng")
    np.testing.assert_array_equal(before.emission(speech).log_probs, after.emission(speech).log_probs)


def test_too_little_is_said(library: Library, sound: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    session = kept(library, sound, [(0, 1)])
    correct(library, session, 0, "hello")
    places = ModelPlaces(own=tmp_path / "models")
    with pytest.raises(CorrectionsError, match=r"^There are 0\.0 minutes of corrected speech, and 2\.7 are needed"):
        learn(Learning(BUNDLED, None, places), corrections_for(BUNDLED, None, places, library), print, lambda: False)
    with pytest.raises(CorrectionsError, match=r"^nobody/nothing is not on this computer; download it first\.$"):
        corrections_for("nobody/nothing", None, ModelPlaces(cache=tmp_path / "none"), library)
    library.close()
    words = ["train", "corrections", "--library", str(library.folder), "--models", str(tmp_path / "models")]
    assert main(words) == 1
    assert len(capsys.readouterr().err.splitlines()) == 1


@pytest.mark.skipif(os.name == "nt", reason="signals as a terminal sends them")
def test_the_command_stops_and_goes_on(corrected: Library, tmp_path: Path) -> None:
    library, models = corrected.folder, tmp_path / "models"
    corrected.close()
    source = (
        "import sys; from core.commands import train_corrections; from core.cli import main; "
        "from core.session import corrections; from core.training import learning; train_corrections.NICENESS = 0; "
        "corrections.LEAST_SECONDS = 5.0; corrections.LEAST_HELD_OUT_WORDS = 1; learning.PASSES = 1; "
        "learning.BATCH_SECONDS = 8.0; sys.exit(main(sys.argv[1:]))"
    )
    words = ["train", "corrections", "--model", BUNDLED, "--library", library, "--models", models, "--json"]
    command = [sys.executable, "-c", source, *map(str, words)]
    running = subprocess.Popen(
        command, cwd=PROJECT, env={**os.environ, "PYTHONPATH": str(PROJECT)}, stdout=subprocess.PIPE, text=True
    )
    assert running.stdout is not None
    with running.stdout:
        while json.loads(line := running.stdout.readline())["stage"] != "learning":
            pass
        first = json.loads(line)["done"]
        running.send_signal(signal.SIGTERM)
        rest = running.stdout.read()
    assert running.wait() == 130
    assert "held_out_words" not in rest
    said = subprocess.run(
        command, cwd=PROJECT, env={**os.environ, "PYTHONPATH": str(PROJECT)}, capture_output=True, text=True, check=True
    )
    lines = [json.loads(line) for line in said.stdout.splitlines()]
    assert min(one["done"] for one in lines if one.get("stage") == "learning") > first
    assert lines[-1]["base"] == BUNDLED
    assert bool(lines[-1]["folder"]) == (lines[-1]["errors_after"] < lines[-1]["errors_before"])
