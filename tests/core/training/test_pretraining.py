"""Self-supervised training: its losses against the reference library, resumption, and the way from it to CTC."""

from pathlib import Path

import numpy as np
import pytest
import torch
from transformers import Wav2Vec2ForPreTraining as ReferenceModel

from core.training.examination import LossExamination
from core.training.objective import TrainingBatch
from core.training.packed_audio import pack
from core.training.pretraining import PretrainingNetwork, real_samples
from core.training.recipe import PretrainingOptions, Recipe, RecipeError
from core.training.trainer import StepReport, Trainer
from core.training.training_set import Sources, TrainingSet
from core.wav2vec2 import Wav2Vec2Config, Wav2Vec2ForCTC, Wav2Vec2ForPreTraining
from tests.core.training.tiny import LABELS, SHAPE, tiny_recipe, tones, utterances

OPTIONS = {"negatives": 5, "span": 2}
WORDS = ("ABCABC", "DEFDEF", "CABFED", "FEDCAB")


def tiny_pretraining(**changes: object) -> Wav2Vec2ForPreTraining:
    values = {**SHAPE, "num_codevectors_per_group": 8, "codevector_dim": 16, "proj_codevector_dim": 16, **changes}
    torch.manual_seed(3)
    return Wav2Vec2ForPreTraining(Wav2Vec2Config(**values))  # type: ignore[arg-type]


def recipe(**changes: object) -> Recipe:
    return tiny_recipe(
        optimiser={"steps": 6, "rate": 0.002, "warm_up": 1},
        pretraining=OPTIONS,
        augmentation={"speed_chance": 0.0},
        **changes,
    )


def trainer(folder: Path, plan: Recipe) -> Trainer:
    items = utterances(WORDS)
    data = TrainingSet(items, Sources(pack(items, folder, tones)), None, plan)
    torch.manual_seed(5)
    return Trainer(PretrainingNetwork(tiny_pretraining(), plan.pretraining), data, plan)


def test_its_loss_is_the_reference_librarys(tmp_path: Path) -> None:
    model = tiny_pretraining().eval()
    model.save_pretrained(tmp_path)
    reference = ReferenceModel.from_pretrained(tmp_path).eval()
    network = PretrainingNetwork(model, PretrainingOptions(negatives=5, span=2))
    samples = torch.randn(2, 9680, generator=torch.Generator().manual_seed(1))
    samples[1, 6480:] = 0
    empty = torch.zeros(0, dtype=torch.long)
    batch = TrainingBatch(samples, torch.tensor([30, 20]), empty, empty, torch.zeros(2, 30, dtype=torch.long))
    losses = network.losses(batch, np.random.default_rng(4), 0.5)
    masked, negatives = network._draw(batch.frames, 30, np.random.default_rng(4))
    assert not masked[1, 20:].any()
    assert masked[0].any()
    expected = reference(
        samples,
        attention_mask=real_samples(batch),
        mask_time_indices=torch.from_numpy(masked),
        sampled_negative_indices=torch.from_numpy(negatives),
    )
    torch.testing.assert_close(losses.total, expected.loss / masked.sum(), rtol=1e-4, atol=1e-4)
    assert losses.parts[0] == pytest.approx(expected.contrastive_loss.item() / masked.sum(), rel=1e-4)


def test_real_samples_make_the_real_frames() -> None:
    empty = torch.zeros(0, dtype=torch.long)
    frames = torch.tensor([30, 20])
    batch = TrainingBatch(torch.zeros(2, 9999), frames, empty, empty, torch.zeros(2, 30, dtype=torch.long))
    assert tiny_pretraining().frame_lengths(real_samples(batch).sum(1)).tolist() == [30, 20]


def test_a_killed_and_resumed_run_ends_with_the_same_weights(tmp_path: Path) -> None:
    whole = trainer(tmp_path / "audio", recipe())
    whole.train(lambda report: None)

    def stop(report: StepReport) -> None:
        if report.step == 3:
            cut.save(tmp_path)
            raise KeyboardInterrupt

    cut = trainer(tmp_path / "audio", recipe())
    with pytest.raises(KeyboardInterrupt):
        cut.train(stop)
    resumed = trainer(tmp_path / "audio", recipe())
    resumed.resume(tmp_path)
    np.random.seed(99)
    reports: list[StepReport] = []
    resumed.train(reports.append)
    for left, right in zip(whole.network.parameters(), resumed.network.parameters(), strict=True):
        assert torch.equal(left, right)
    assert list(reports[0].losses) == ["contrastive", "diversity", "perplexity"]


def test_examinations_repeat_and_training_helps(tmp_path: Path) -> None:
    plan = tiny_recipe(
        optimiser={"steps": 60, "rate": 0.003, "warm_up": 5, "decay": 0.0},
        pretraining=OPTIONS,
        augmentation={"speed_chance": 0.0, "tone_chance": 0.0, "noise_chance": 0.0},
    )
    training = trainer(tmp_path / "audio", plan)
    examine = LossExamination(utterances(WORDS), tones, 7)
    training.network.eval()
    before = examine(training.network)
    assert examine(training.network) == before
    training.train(lambda report: None)
    training.network.eval()
    assert examine(training.network).score < before.score
    assert before.rows.keys() == {"tones"}


def test_what_was_learned_goes_on_to_ctc(tmp_path: Path) -> None:
    model = tiny_pretraining()
    model.save_pretrained(tmp_path)
    tuned = Wav2Vec2ForCTC.from_pretrained(tmp_path, new_head=True)
    assert tuned.lm_head.weight.shape == (len(LABELS), 32)
    for left, right in zip(model.wav2vec2.parameters(), tuned.wav2vec2.parameters(), strict=True):
        assert torch.equal(left, right)


def test_there_is_no_head_to_train_alone(tmp_path: Path) -> None:
    with pytest.raises(RecipeError, match="all or the encoder"):
        trainer(tmp_path / "audio", recipe(train="head"))
