from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch

from core.decoding.greedy import GreedyDecoder
from core.training.evaluation import recognise
from core.training.examination import NetworkEmissions
from core.training.optimiser import learning_rate
from core.training.recipe import OptimiserOptions, RecipeError
from core.training.trainer import StepReport, Trainer
from core.training.training_state import TrainingStateError
from tests.core.training.tiny import VOCABULARY, tiny_recipe, tiny_trainer, tones

WORDS = ("ABC", "DEF", "CAB", "FED", "BAD", "FACE", "DEAF")
STEPS = {"steps": 7, "rate": 0.003, "warm_up": 2}


class Killed(Exception):
    """Stands for the signal that ends a run."""


def stop_after(step: int, trainer: Trainer, folder: Path) -> None:
    def after_step(report: StepReport) -> None:
        if report.step == step:
            trainer.save(folder)
            raise Killed

    with pytest.raises(Killed):
        trainer.train(after_step)


@pytest.mark.parametrize("accumulate", [1, 2])
def test_a_killed_and_resumed_run_ends_with_the_same_weights(tmp_path: Path, accumulate: int) -> None:
    recipe = tiny_recipe(optimiser={**STEPS, "accumulate": accumulate})
    whole = tiny_trainer(tmp_path / "audio", recipe, WORDS)
    reports: list[StepReport] = []
    whole.train(reports.append)

    # Dropout and every other random choice must come back too: tiny_model keeps the default dropout of 0.1.
    stop_after(3, tiny_trainer(tmp_path / "audio", recipe, WORDS), tmp_path)
    resumed = tiny_trainer(tmp_path / "audio", recipe, WORDS)
    resumed.resume(tmp_path)
    later: list[StepReport] = []
    torch.rand(17)
    np.random.default_rng().random(5)
    resumed.train(later.append)

    assert later == reports[3:]
    for left, right in zip(whole.network.parameters(), resumed.network.parameters(), strict=True):
        assert torch.equal(left, right)
    for left, right in zip(whole.average.averages, resumed.average.averages, strict=True):
        assert torch.equal(left, right)


def test_a_state_of_another_network_is_refused(tmp_path: Path) -> None:
    recipe = tiny_recipe(optimiser=STEPS)
    trainer = tiny_trainer(tmp_path / "audio", recipe, WORDS)
    trainer.save(tmp_path)
    state = torch.load(tmp_path / "state.pt", weights_only=True)
    state["network"].popitem()
    torch.save(state, tmp_path / "state.pt")
    with pytest.raises(TrainingStateError, match="another network or recipe"):
        trainer.resume(tmp_path)
    (tmp_path / "state.pt").write_bytes(b"not a state")
    with pytest.raises(TrainingStateError, match="cannot be resumed"):
        trainer.resume(tmp_path)


def test_only_the_chosen_part_moves(tmp_path: Path) -> None:
    recipe = replace(tiny_recipe(optimiser={**STEPS, "steps": 2}), train="encoder")
    trainer = tiny_trainer(tmp_path / "audio", recipe, WORDS)
    before = {name: value.clone() for name, value in trainer.network.named_parameters()}
    trainer.train(lambda report: None)
    moved = {name for name, value in trainer.network.named_parameters() if not torch.equal(value, before[name])}
    assert not any("feature_extractor" in name for name in moved)
    assert "model.lm_head.weight" in moved
    with pytest.raises(RecipeError, match="no adapter layers"):
        tiny_trainer(tmp_path / "audio", replace(recipe, train="adapter"), WORDS)


def test_the_rate_climbs_stays_and_falls() -> None:
    options = OptimiserOptions(steps=100, rate=1.0, warm_up=10, decay=0.5)
    rates = [learning_rate(step, options) for step in range(100)]
    assert rates[0] == pytest.approx(0.1, abs=1e-4)
    assert rates[9] == rates[50] == pytest.approx(1.0, abs=1e-4)
    assert rates[75] == pytest.approx(0.5, abs=1e-4)
    assert rates[99] == pytest.approx(0.02, abs=1e-4)


@pytest.mark.slow
def test_one_batch_is_learned_by_heart(tmp_path: Path) -> None:
    words = ("ABC", "DEF", "CAB")
    recipe = tiny_recipe(
        optimiser={"steps": 400, "rate": 0.005, "warm_up": 20, "average": 0.9},
        augmentation={"speed_chance": 0.0, "tone_chance": 0.0, "noise_chance": 0.0},
        masks={"time_share": 0.0, "context_chance": 0.0},
    )
    trainer = tiny_trainer(tmp_path, recipe, words)
    trainer.train(lambda report: None)
    model = trainer.network.model.eval()
    heard = [recognise(tones(Path(word)), NetworkEmissions(model), GreedyDecoder(VOCABULARY)) for word in words]
    assert heard == list(words)
