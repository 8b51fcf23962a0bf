"""`wavescribe evaluate` and `wavescribe train`, from their arguments to what they print and write."""

import argparse
import json
import shutil
from pathlib import Path

import pytest

from core.commands import evaluate, train
from core.commands.failures import UsageError
from core.training.recipe import RecipeError
from tests.helpers.shared_data import shared, speech_clips


def arguments(command: object, *words: str) -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    command.add_arguments(parser)  # type: ignore[attr-defined]
    return parser.parse_args(words)


def manifest(folder: Path, count: int) -> Path:
    """A few short AN4 recordings: `count` to train on, two for development."""
    chosen = [(clip, "train") for clip in speech_clips("an4", "train") if clip.seconds < 3][:count]
    chosen += [(clip, "dev") for clip in speech_clips("an4", "dev") if clip.seconds < 3][:2]
    (folder / "an4").mkdir(exist_ok=True)
    rows = []
    for clip, split in chosen:
        link = folder / "an4" / clip.path.name
        link.symlink_to(clip.path)
        rows.append(
            {"id": clip.id, "path": f"an4/{link.name}", "text": clip.text, "seconds": clip.seconds, "split": split}
        )
    path = folder / "manifest.jsonl"
    path.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    return path


def test_evaluate_prints_rates(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    first = str(shared("models/first"))
    path = str(manifest(tmp_path, 1))
    assert evaluate.run(arguments(evaluate, path, "--model", first, "--lm", "none", "--json")) == 0
    values = json.loads(capsys.readouterr().out)
    clips = [clip for clip in speech_clips("an4", "dev") if clip.seconds < 3][:2]
    assert values["all"]["utterances"] == 2
    assert values["all"]["words"]["units"] == sum(len(clip.text.split()) for clip in clips)
    assert values["sources"].keys() == {"an4"}
    assert values["real_time_factor"] > 0

    evaluate.run(arguments(evaluate, path, "--model", first, "--lm", "none"))
    printed = capsys.readouterr().out
    assert f"{100 * values['all']['words']['errors'] / values['all']['words']['units']:.1f} %" in printed


def test_evaluate_says_when_nothing_fits(tmp_path: Path) -> None:
    path = str(manifest(tmp_path, 1))
    with pytest.raises(UsageError, match="--split, --source and --language"):
        evaluate.run(arguments(evaluate, path, "--split", "test"))


def test_train_refuses_a_wrong_recipe_before_anything_else(tmp_path: Path) -> None:
    recipe = tmp_path / "recipe.json"
    recipe.write_text('{"optimizer": {}}', encoding="utf-8")
    words = ["run", "none.jsonl", "--model", "none", "--recipe", str(recipe), "--output", str(tmp_path / "run")]
    with pytest.raises(RecipeError, match="no field 'optimizer'"):
        train.run(arguments(train, *words))
    assert not (tmp_path / "run").exists()


def short_recipe(folder: Path) -> Path:
    recipe = folder / "recipe.json"
    values = {"data": {"batch_seconds": 8, "passes": 1}, "optimiser": {"steps": 2, "rate": 1e-4, "warm_up": 1}}
    recipe.write_text(json.dumps(values), encoding="utf-8")
    return recipe


@pytest.mark.slow
def test_the_bundled_model_is_made_from_its_data_alone(tmp_path: Path) -> None:
    pytest.importorskip("pocketsphinx", reason="pocketsphinx aligns the phones")
    if shutil.which("flite") is None:
        pytest.skip("flite is not installed (Debian: flite)")
    (tmp_path / "data" / "speech").mkdir(parents=True)
    (tmp_path / "data" / "noise").mkdir()
    (tmp_path / "data" / "noise" / "manifest.jsonl").write_text("")
    manifest(tmp_path / "data" / "speech", 60)
    texts = tmp_path / "data" / "text" / "en_books"
    texts.mkdir(parents=True)
    (texts / "book.txt").write_text("We agreed to move the release to Thursday. She said it wasn't hers.")
    row = {"path": "en_books/book.txt", "licence": "ours"}
    (texts.parent / "manifest.jsonl").write_text(json.dumps(row))
    words = ["bundled", str(tmp_path / "data"), "--output", str(tmp_path / "run"), "--synthetic-hours", "0.005"]
    assert train.run(arguments(train, *words, "--recipe", str(short_recipe(tmp_path)))) == 0
    record = json.loads((tmp_path / "run" / "best" / "training.json").read_text())
    assert record["steps"] == 2
    assert record["start"]["name"] == "start"
    assert "synthesised with flite" in record["recordings"]
    assert (tmp_path / "run" / "alignments.jsonl").stat().st_size > 0


@pytest.mark.slow
def test_pretraining_goes_on_to_a_recogniser(tmp_path: Path) -> None:
    first = str(shared("models/first"))
    path = str(manifest(tmp_path, 6))
    recipe = str(short_recipe(tmp_path))
    words = ["pretrain", path, "--split", "train", "--split", "untranscribed", "--model", first, "--recipe", recipe]
    assert train.run(arguments(train, *words, "--output", str(tmp_path / "pretrained"))) == 0
    best = str(tmp_path / "pretrained" / "best")
    words = ["run", path, "--model", best, "--labels", first, "--recipe", recipe, "--output", str(tmp_path / "run")]
    assert train.run(arguments(train, *words)) == 0
    tuned = str(tmp_path / "run" / "best")
    assert evaluate.run(arguments(evaluate, path, "--model", tuned, "--lm", "none")) == 0
    assert json.loads((Path(tuned) / "training.json").read_text())["start"]["record"]["steps"] == 2


@pytest.mark.slow
def test_train_fine_tunes_and_resumes(tmp_path: Path) -> None:
    first = str(shared("models/first"))
    path = str(manifest(tmp_path, 6))
    recipe = tmp_path / "recipe.json"
    recipe.write_text(
        json.dumps({"data": {"batch_seconds": 8, "passes": 1}, "optimiser": {"steps": 3, "rate": 1e-4, "warm_up": 1}}),
        encoding="utf-8",
    )
    words = ["run", path, "--model", first, "--recipe", str(recipe), "--output", str(tmp_path / "run")]
    assert train.run(arguments(train, *words)) == 0
    best = tmp_path / "run" / "best"
    assert (best / "vocab.json").exists()
    weights = (best / "model.safetensors").read_bytes()
    # Started again, a finished run trains no further.
    assert train.run(arguments(train, *words)) == 0
    assert (best / "model.safetensors").read_bytes() == weights
    assert evaluate.run(arguments(evaluate, path, "--model", str(best), "--lm", "none")) == 0
