"""The same answers on every device of the machine: on one without an accelerator, on the processor alone."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import torch

import core.wav2vec2 as family
from core.audio.media import read_media
from core.models.catalogue import BUNDLED_MODELS, resolve
from core.streaming.speech_model import SpeechModel
from core.wav2vec2.inference import prepare_for_inference
from tests.core.wav2vec2.parity import CLASSES, MMS, STILL, TINY, audio
from tests.helpers.devices import DEVICES, whole_mantissas
from tests.helpers.shared_data import PROJECT, speech_clips

on_every_device = pytest.mark.parametrize("device", DEVICES)


def recordings() -> list[np.ndarray]:
    clips = [clip.path for folder in ("librispeech", "an4") for clip in speech_clips(folder, "dev")[::40]]
    return [read_media(path) for path in (PROJECT / "assets/demo/demo.flac", *clips)]


@on_every_device
@pytest.mark.parametrize("name", BUNDLED_MODELS)
def test_float32_is_that_of_the_plain_modules_on_the_processor(device: str, name: str) -> None:
    model = SpeechModel.load(resolve(name), device=device, dtype="float32")
    assert model.device.split(":")[0] == device
    plain, exact = (family.Wav2Vec2ForCTC.from_pretrained(resolve(name)).eval() for _ in range(2))
    exact.double()
    for samples in recordings():
        values = torch.from_numpy((samples - samples.mean()) / np.sqrt(samples.var() + 1e-7))[None]
        with torch.inference_mode(), whole_mantissas():
            rounded = plain(values).logits[0].log_softmax(-1).numpy()
            expected = exact(values.double()).logits[0].log_softmax(-1).numpy()
            # Some frames lie where the network makes much of a rounding: the plain modules' own says how much.
            limit = 1e-4 + 3 * np.abs(rounded - expected).max()
            np.testing.assert_allclose(model.emission(samples).log_probs, expected, rtol=0, atol=limit)


@on_every_device
@pytest.mark.parametrize("dtype", ["bfloat16", "float16"])
def test_short_formats_agree_with_float32_on_speech(device: str, dtype: str) -> None:
    short = SpeechModel.load(resolve(BUNDLED_MODELS[0]), device=device, dtype=dtype)
    full = SpeechModel.load(resolve(BUNDLED_MODELS[0]), device="cpu", dtype="float32")
    same = [short.emission(one).log_probs.argmax(1) == full.emission(one).log_probs.argmax(1) for one in recordings()]
    assert sum(map(len, same)) > 3_000
    assert np.concatenate(same).mean() >= 0.995


@on_every_device
def test_a_language_is_switched_where_the_network_is(device: str, mms_folder: Path) -> None:
    samples = np.random.default_rng(0).standard_normal(20_000).astype(np.float32)
    model, plain = (SpeechModel.load(str(mms_folder), device=place, dtype="float32") for place in (device, "cpu"))
    for language in ("deu", "eng"):
        model.use_language(language)
        plain.use_language(language)
        with whole_mantissas():
            np.testing.assert_allclose(model.emission(samples).log_probs, plain.emission(samples).log_probs, atol=1e-4)


@on_every_device
@pytest.mark.parametrize("layout", [{}, MMS], ids=["post-norm", "pre-norm"])
@pytest.mark.parametrize("name", CLASSES)
def test_every_head_has_the_answers_of_the_processor(device: str, layout: dict[str, object], name: str) -> None:
    torch.manual_seed(0)
    kind = getattr(family, name)
    plain = kind(family.Wav2Vec2Config(**{**TINY, **STILL, **layout})).eval()
    there = kind(plain.config).eval()
    there.load_state_dict(plain.state_dict())
    if name == "Wav2Vec2ForCTC":
        prepare_for_inference(there, torch.device(device), torch.float32)
    else:
        there.to(device)
    values, mask = audio((900, 640))
    with torch.inference_mode(), whole_mantissas():
        expected = plain(values, attention_mask=mask)
        found = there(values.to(device), attention_mask=mask.to(device))
    torch.testing.assert_close(found[0].cpu(), expected[0], rtol=1e-4, atol=1e-4)


@on_every_device
def test_windows_of_one_length_have_the_answers_of_a_fresh_model(device: str, mms_folder: Path) -> None:
    """On a GPU from the third of a length on by a recording, which must change nothing, not in the last bit."""
    samples = np.random.default_rng(0).standard_normal(60_000).astype(np.float32)
    model = SpeechModel.load(str(mms_folder), device=device)
    for language in ("deu", "eng"):
        model.use_language(language)
        for start in range(0, 30_000, 3_200):
            fresh = SpeechModel.load(str(mms_folder), device=device, language=language)
            window = samples[start : start + 24_000]
            assert np.array_equal(model.emission(window).log_probs, fresh.emission(window).log_probs)
