"""Language adapters: those that transformers loads, switching, failures that change nothing, the MMS recipe."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
import torch
import transformers
from safetensors.torch import load_file, save_file
from torch import Tensor

from core.wav2vec2 import CheckpointError, Wav2Vec2ForCTC
from tests.core.wav2vec2.parity import MMS, TINY, assert_equal, audio, pair

VOCABULARIES = {"eng": 11, "deu": 14, "spa": 11}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A checkpoint with three languages; Spanish in the older form on disk."""
    _, theirs = pair("Wav2Vec2ForCTC", **{**TINY, **MMS})
    theirs.save_pretrained(tmp_path)
    for number, (language, size) in enumerate(VOCABULARIES.items()):
        random = torch.Generator().manual_seed(number)
        state = {key: torch.randn(value.shape, generator=random) for key, value in theirs._get_adapters().items()}
        state["lm_head.weight"] = torch.randn(size, 16, generator=random)
        state["lm_head.bias"] = torch.randn(size, generator=random)
        if language == "spa":
            torch.save(state, tmp_path / "adapter.spa.bin")
        else:
            save_file(state, tmp_path / f"adapter.{language}.safetensors", metadata={"format": "pt"})
    return tmp_path


def _logits(model: torch.nn.Module) -> Tensor:
    with torch.no_grad():
        return model.eval()(audio((500,))[0]).logits


def test_every_language_answers_as_in_transformers(folder: Path) -> None:
    ours = Wav2Vec2ForCTC.from_pretrained(folder)
    theirs = transformers.Wav2Vec2ForCTC.from_pretrained(folder)
    for language in ("deu", "spa", "eng", "deu"):
        ours.load_adapter(language)
        theirs.load_adapter(language)
        assert ours.target_lang == theirs.target_lang == language
        assert ours.config.vocab_size == ours.lm_head.out_features == VOCABULARIES[language]
        assert_equal("adapters", _logits(ours), _logits(theirs))


def test_a_language_asked_for_at_loading_may_have_another_vocabulary(folder: Path) -> None:
    ours = Wav2Vec2ForCTC.from_pretrained(folder, target_lang="deu")
    theirs = transformers.Wav2Vec2ForCTC.from_pretrained(folder, target_lang="deu", ignore_mismatched_sizes=True)
    assert_equal("adapters", _logits(ours), _logits(theirs))


def test_the_main_weights_need_not_hold_a_head_if_a_language_is_asked_for(folder: Path) -> None:
    path = folder / "model.safetensors"
    kept = {key: value for key, value in load_file(path).items() if "adapter_layer" not in key and "lm_head" not in key}
    save_file(kept, path, metadata={"format": "pt"})
    assert Wav2Vec2ForCTC.from_pretrained(folder, target_lang="spa").target_lang == "spa"


def test_switching_back_is_a_copy_from_memory(folder: Path) -> None:
    ours = Wav2Vec2ForCTC.from_pretrained(folder, target_lang="eng")
    before = _logits(ours)
    ours.prepare_adapter("deu")
    assert torch.equal(_logits(ours), before)
    for path in folder.glob("adapter.*"):
        path.unlink()
    ours.set_adapter("deu")
    assert _logits(ours).shape[-1] == 14
    ours.set_adapter("eng")
    assert torch.equal(_logits(ours), before)


def test_without_force_the_language_in_place_is_not_read_again(folder: Path) -> None:
    ours = Wav2Vec2ForCTC.from_pretrained(folder, target_lang="eng")
    (folder / "adapter.eng.safetensors").unlink()
    ours.load_adapter("eng", force_load=False)
    with pytest.raises(CheckpointError, match="no adapter for the language 'eng'; it has deu, spa"):
        ours.load_adapter("eng")


def test_one_form_can_be_asked_for(folder: Path) -> None:
    ours = Wav2Vec2ForCTC.from_pretrained(folder)
    ours.load_adapter("spa", use_safetensors=False, local_files_only=True, revision="main", token=None)
    with pytest.raises(CheckpointError, match="no adapter for the language 'spa'"):
        ours.load_adapter("spa", use_safetensors=True)
    with pytest.raises(TypeError, match="unknown options: colour"):
        ours.load_adapter("spa", colour="red")


def _broken(language: str, folder: Path) -> None:
    state = load_file(folder / "adapter.deu.safetensors")
    key = "wav2vec2.encoder.layers.1.adapter_layer.linear_2.weight"
    if language == "missing":
        del state[key]
    elif language == "surplus":
        state["wav2vec2.encoder.layers.2.adapter_layer.norm.bias"] = torch.ones(16)
    elif language == "shape":
        state[key] = torch.ones(16, 5)
    elif language == "head":
        state["lm_head.bias"] = torch.ones(3)
    elif language == "flat":
        state["lm_head.weight"] = torch.ones(3)
    else:
        state[key] = state[key].int()
    save_file(state, folder / f"adapter.{language}.safetensors")
    if language == "cut":
        path = folder / "adapter.cut.safetensors"
        path.write_bytes(path.read_bytes()[:-8])


@pytest.mark.parametrize(
    "language", ["missing", "surplus", "shape", "head", "flat", "integers", "cut", "fra", "../eng", ""]
)
def test_a_language_that_does_not_fit_changes_nothing(folder: Path, language: str) -> None:
    ours = Wav2Vec2ForCTC.from_pretrained(folder, target_lang="eng")
    before = _logits(ours)
    if language in ("missing", "surplus", "shape", "head", "flat", "integers", "cut"):
        _broken(language, folder)
    for _ in range(2):
        with pytest.raises(CheckpointError):
            ours.set_adapter(language)
    assert (ours.target_lang, ours.config.vocab_size) == ("eng", 11)
    assert torch.equal(_logits(ours), before)


def test_a_checkpoint_without_adapters_says_so(tmp_path: Path) -> None:
    ours, _ = pair("Wav2Vec2ForCTC", **TINY)
    ours.save_pretrained(tmp_path)
    with pytest.raises(CheckpointError, match="no language adapters"):
        Wav2Vec2ForCTC.from_pretrained(tmp_path, target_lang="eng")


def test_a_language_trained_here_is_one_that_transformers_loads(folder: Path) -> None:
    """The MMS recipe: a new head of another size, adapters trained alone, saved as a file of their own."""
    ours = Wav2Vec2ForCTC.from_pretrained(folder, new_head=True, vocab_size=9)
    ours.init_adapter_layers()
    ours.freeze_base_model()
    for parameter in ours.adapter_state().values():
        parameter.requires_grad_(True)
    optimiser = torch.optim.Adam([p for p in ours.parameters() if p.requires_grad], lr=1e-2)
    values, labels = audio((600, 500))[0], torch.tensor([[1, 2, 3], [4, 5, 6]])
    losses = []
    for _ in range(8):
        optimiser.zero_grad()
        loss = ours.eval()(values, labels=labels).loss
        loss.backward()
        optimiser.step()
        losses.append(loss.item())
    assert losses[-1] < losses[0]
    state = {key: value.detach().contiguous() for key, value in ours.adapter_state().items()}
    save_file(state, folder / "adapter.tur.safetensors", metadata={"format": "pt"})
    theirs = transformers.Wav2Vec2ForCTC.from_pretrained(folder, target_lang="tur", ignore_mismatched_sizes=True)
    assert_equal("adapters", _logits(ours), _logits(theirs))
    shutil.rmtree(folder)
