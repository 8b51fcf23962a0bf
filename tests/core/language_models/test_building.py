"""Models as files: KenLM reads them and gives what was estimated; the command that makes them."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from random import Random

import kenlm
import pytest

from core.cli import main
from core.decoding.language_model import LanguageModel
from core.language_models.arpa import write_arpa
from core.language_models.building import BuildOptions, build
from core.language_models.kneser_ney import EstimateOptions, estimate

TEXT = ["the cat sat on the mat", "the dog sat on the cat", "a cat ran", "the mat"]


def test_kenlm_gives_the_estimated_probabilities(tmp_path: Path) -> None:
    model = estimate(TEXT, EstimateOptions(3))
    write_arpa(model, tmp_path / "m.arpa")
    read = kenlm.Model(str(tmp_path / "m.arpa"))
    for length, order in enumerate(model.orders, 1):
        for row in range(len(order.first)):
            words, at = [], row
            for below in reversed(model.orders[:length]):
                words.append(model.words[below.first[at]])
                at = below.suffix[at]
            if words[-1] == "<s>":
                continue
            state, following = kenlm.State(), kenlm.State()
            read.BeginSentenceWrite(state) if words[0] == "<s>" else read.NullContextWrite(state)
            for word in words[words[0] == "<s>" :]:
                score = read.BaseScore(state, word, following)
                state, following = following, kenlm.State()
            assert score == order.log_prob[row], words


@pytest.fixture
def notes(tmp_path: Path) -> Path:
    path = tmp_path / "notes.txt"
    path.write_text("Okonkwo wrote to 3 printers. Okonkwo wrote again!\n\nThe printers wrote back.\n", encoding="utf-8")
    return path


def test_a_folder_from_documents(tmp_path: Path, notes: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "mine"
    assert main(["lm", "build", str(notes), "--output", str(folder), "--order", "3", "--alpha", "0.7"]) == 0
    assert "8 words; 11 1-grams" in capsys.readouterr().out
    model = LanguageModel.load(folder)
    assert model.words == ("AGAIN", "BACK", "OKONKWO", "PRINTERS", "THE", "THREE", "TO", "WROTE")
    assert (model.alpha, model.beta) == (0.7, 1.5)
    assert model.model.score("OKONKWO WROTE TO") > model.model.score("TO WROTE OKONKWO")
    assert main(["lm", "info", str(folder), "--json", "--text", str(notes)]) == 0
    said = json.loads(capsys.readouterr().out)
    assert said["ngrams"][0] == 11
    assert (said["words"], said["unknown"], said["scored"]) == (8, 0, 15)
    assert 1 < said["perplexity"] < 8


def test_it_is_told_which_document_is_read(tmp_path: Path, notes: Path) -> None:
    read: list[int] = []
    build([notes, notes, notes], tmp_path / "mine", BuildOptions(), read=read.append)
    assert sorted(set(read)) == [0, 1, 2, 3]
    assert read == sorted(read)


def test_one_file_from_documents(tmp_path: Path, notes: Path) -> None:
    assert main(["lm", "build", str(notes), "--output", str(tmp_path / "m.arpa"), "--prune", "0", "1"]) == 0
    assert LanguageModel.load(tmp_path / "m.arpa").model.order == 4


@pytest.mark.parametrize("name", ["m.arpa", "m"])
def test_one_that_is_there_is_replaced_only_when_that_is_asked(
    tmp_path: Path, notes: Path, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    command = ["lm", "build", str(notes), "--output", str(tmp_path / name)]
    assert main(command) == 0
    before = LanguageModel.load(tmp_path / name).model.order
    notes.write_text("Somebody else wrote. Nobody did.\n", encoding="utf-8")
    assert main([*command, "--order", "3"]) == 2
    said = f"{tmp_path / name} is there already; give another name, or --replace to put the new one there."
    assert said in capsys.readouterr().err
    assert LanguageModel.load(tmp_path / name).model.order == before == 4
    assert main([*command, "--order", "3", "--replace"]) == 0
    assert LanguageModel.load(tmp_path / name).model.order == 3


@pytest.mark.parametrize(
    ("more", "message"),
    [
        (["--order", "9"], "choose one of 2 to 6"),
        (["--prune", "2", "1"], "none smaller than the one before"),
        (["--model", "nowhere"], "Give --model a model's folder"),
    ],
)
def test_what_cannot_be_built(
    tmp_path: Path, notes: Path, more: list[str], message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["lm", "build", str(notes), "--output", str(tmp_path / "m"), *more]) == 2
    assert message in capsys.readouterr().err
    assert not (tmp_path / "m").exists()


def test_letters_of_another_vocabulary(tmp_path: Path) -> None:
    model = tmp_path / "model"
    model.mkdir()
    vocabulary = {"deu": {letter: place for place, letter in enumerate(["<pad>", "|", *"abcdefghilnorstuü"])}}
    (model / "vocab.json").write_text(json.dumps(vocabulary), encoding="utf-8")
    text = tmp_path / "a.txt"
    text.write_text("Über Dächer. Für 3 Hunde.", encoding="utf-8")
    command = ["lm", "build", str(text), "--output", str(tmp_path / "m"), "--model", str(model), "--language", "deu"]
    assert main(command) == 0
    assert LanguageModel.load(tmp_path / "m").words == ("dacher", "über")


class Enough(Exception):
    """Somebody has had enough."""


def files_in(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("name", ["mine", "mine.arpa"])
@pytest.mark.parametrize("former", [False, True])
def test_a_build_that_is_left_anywhere_leaves_nothing(tmp_path: Path, notes: Path, name: str, former: bool) -> None:
    output = tmp_path / "models" / name
    output.parent.mkdir()
    if former:
        (tmp_path / "other.txt").write_text("Somebody else wrote.", encoding="utf-8")
        build([tmp_path / "other.txt"], output, BuildOptions())
    before = files_in(output.parent)
    reached: list[int] = []
    elsewhere = tmp_path / "elsewhere" / name
    elsewhere.parent.mkdir()
    build([notes, notes], elsewhere, BuildOptions(), read=reached.append)
    # Each document and its two paragraphs; then twice an order but for the first, and each order's lines.
    assert reached == [0, 0, 0, 1, 1, 1] + [2] * (3 + 4 + 4)
    for calls in range(len(reached)):
        left = iter(range(calls))

        def read(_count: int, left: Iterator[int] = left) -> None:
            if next(left, None) is None:
                raise Enough

        with pytest.raises(Enough):
            build([notes, notes], output, BuildOptions(), replace=True, read=read)
        assert files_in(output.parent) == before
        assert sorted(path.name for path in output.parent.iterdir()) == ([name] if former else [])


@pytest.mark.skipif(sys.platform == "win32", reason="Ctrl+C as a signal")
def test_ctrl_c_while_a_model_is_written_leaves_the_former(tmp_path: Path, notes: Path) -> None:
    output = tmp_path / "models" / "mine"
    assert main(["lm", "build", str(notes), "--output", str(output)]) == 0
    before = files_in(output)
    random = Random(1)
    words = ["".join(random.choices("abcdefghij", k=6)) for _ in range(5000)]
    long = tmp_path / "long.txt"
    long.write_text("\n\n".join(" ".join(random.choices(words, k=20)) for _ in range(10_000)), encoding="utf-8")
    command = [sys.executable, "-m", "core.cli", "lm", "build", str(long), "--output", str(output), "--replace"]
    process = subprocess.Popen(command)
    while process.poll() is None and not list(output.glob(".wavescribe-*/*")):
        time.sleep(0.002)
    process.send_signal(signal.SIGINT)
    assert process.wait(60) == 130
    assert [path.name for path in output.parent.iterdir()] == ["mine"]
    assert files_in(output) == before
