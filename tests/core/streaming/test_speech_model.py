from __future__ import annotations

import json
import shutil
import threading
from pathlib import Path

import numpy as np
import pytest
import torch
from numpy.typing import NDArray

from core.audio.media import read_media
from core.decoding.greedy import GreedyDecoder
from core.models.catalogue import BUNDLED, resolve
from core.streaming.captions import FinalCaption
from core.streaming.compute import choose_device, choose_dtype
from core.streaming.freed_memory import FreedMemory
from core.streaming.recogniser import Recogniser, RecogniserOptions
from core.streaming.speech_model import ModelError, SpeechModel
from core.wav2vec2.product import multiplies_bfloat16
from core.wav2vec2.quantised_product import can_quantise
from tests.core.streaming.scripted import ScriptedVoice, encode, silence
from tests.helpers.shared_data import PROJECT, shared, speech_clips


def noise(seconds: float, seed: int = 3) -> NDArray[np.float32]:
    return np.random.default_rng(seed).normal(0.01, 0.1, round(seconds * 16_000)).astype(np.float32)


def reference_log_probs(folder: Path, samples: NDArray[np.float32], language: str | None = None) -> np.ndarray:
    """What transformers makes of the same samples."""
    from transformers import Wav2Vec2FeatureExtractor, Wav2Vec2ForCTC

    network = Wav2Vec2ForCTC.from_pretrained(folder, dtype=torch.float32).eval()
    if language is not None:
        network.load_adapter(language)
    extractor = Wav2Vec2FeatureExtractor.from_pretrained(folder)
    values = extractor(samples, sampling_rate=16_000, return_tensors="pt").input_values
    with torch.inference_mode():
        return torch.log_softmax(network(values).logits[0], -1).numpy()


@pytest.mark.parametrize("language", ["eng", "deu"])
def test_emissions_are_those_of_transformers_in_every_language(mms_folder: Path, language: str) -> None:
    samples = noise(1.37)
    model = SpeechModel.load(str(mms_folder), device="cpu", language=language)
    emission = model.emission(samples)
    assert emission.start_frame == 0
    assert emission.log_probs.dtype == np.float32
    assert emission.log_probs.shape[1] == len(model.vocabulary.labels)
    expected = reference_log_probs(mms_folder, samples, language)
    np.testing.assert_allclose(emission.log_probs, expected, atol=1e-4)


def test_the_first_checkpoint_equals_transformers() -> None:
    folder = shared("models/first")
    samples = noise(3.0)
    model = SpeechModel.load(str(folder), device="cpu")
    assert (model.language, model.languages, model.device, model.dtype) == (None, (), "cpu", "float32")
    np.testing.assert_allclose(model.emission(samples).log_probs, reference_log_probs(folder, samples), atol=1e-4)


def test_given_statistics_replace_those_of_the_samples(mms_folder: Path) -> None:
    model = SpeechModel.load(str(mms_folder), device="cpu")
    samples = noise(1.0)
    own = (float(samples.mean()), float(samples.var()))
    np.testing.assert_allclose(model.emission(samples, own).log_probs, model.emission(samples).log_probs, atol=1e-4)
    louder = model.emission(samples * 2 + 0.5, (2 * own[0] + 0.5, 4 * own[1]))
    np.testing.assert_allclose(louder.log_probs, model.emission(samples).log_probs, atol=1e-3)


@pytest.mark.parametrize(("length", "frames"), [(0, 0), (399, 0), (400, 1), (719, 1), (720, 2)])
def test_short_inputs_have_the_frames_of_the_grid(mms_folder: Path, length: int, frames: int) -> None:
    model = SpeechModel.load(str(mms_folder), device="cpu")
    assert model.emission(noise(1.0)[:length]).log_probs.shape == (frames, 13)


def test_languages_are_found_switched_and_come_back_exactly(mms_folder: Path) -> None:
    model = SpeechModel.load(str(mms_folder), device="cpu")
    samples = noise(1.0)
    assert model.languages == ("deu", "eng")
    assert model.language == "eng"
    english = model.emission(samples).log_probs
    model.prepare_language("deu")
    assert model.vocabulary_of("deu").labels[-1] == "l"
    assert model.language == "eng"
    model.use_language("deu")
    assert (model.language, len(model.vocabulary.labels)) == ("deu", 17)
    assert model.emission(samples).log_probs.shape == (49, 17)
    model.use_language("eng")
    assert model.emission(samples).log_probs.tobytes() == english.tobytes()


def test_a_language_without_a_file_of_its_own_comes_back_too(mms_folder: Path, tmp_path: Path) -> None:
    folder = shutil.copytree(mms_folder, tmp_path / "model")
    (folder / "adapter.eng.safetensors").unlink()
    model = SpeechModel.load(str(folder), device="cpu")
    samples = noise(1.0)
    english = model.emission(samples).log_probs
    assert model.languages == ("deu", "eng")
    model.use_language("deu")
    model.use_language("eng")
    assert model.emission(samples).log_probs.tobytes() == english.tobytes()


def test_without_an_own_language_english_or_the_first_is_taken(mms_folder: Path, tmp_path: Path) -> None:
    folder = shutil.copytree(mms_folder, tmp_path / "model")
    settings = json.loads((folder / "tokenizer_config.json").read_text())
    settings["target_lang"] = None
    (folder / "tokenizer_config.json").write_text(json.dumps(settings))
    assert SpeechModel.load(str(folder), device="cpu").language == "eng"
    (folder / "adapter.eng.safetensors").unlink()
    assert SpeechModel.load(str(folder), device="cpu").language == "deu"


def test_an_unknown_language_is_refused_and_changes_nothing(mms_folder: Path) -> None:
    model = SpeechModel.load(str(mms_folder), device="cpu")
    with pytest.raises(ModelError, match=r"no language 'fra'; choose one of deu, eng"):
        model.use_language("fra")
    with pytest.raises(ModelError, match=r"no language '\.\./deu'"):
        model.prepare_language("../deu")
    assert model.language == "eng"


def test_a_checkpoint_of_one_language_says_so() -> None:
    with pytest.raises(ModelError, match="leave the language out"):
        SpeechModel.load(str(shared("models/first")), device="cpu", language="eng")


def test_an_adapter_that_does_not_fit_is_refused_and_changes_nothing(mms_folder: Path, tmp_path: Path) -> None:
    from safetensors.torch import load_file, save_file

    folder = shutil.copytree(mms_folder, tmp_path / "model")
    adapter = load_file(folder / "adapter.deu.safetensors")
    key = next(key for key in adapter if key.endswith("linear_2.weight"))
    adapter[key] = adapter[key][:-1].clone()
    save_file(adapter, folder / "adapter.deu.safetensors")
    model = SpeechModel.load(str(folder), device="cpu")
    samples = noise(1.0)
    before = model.emission(samples).log_probs
    with pytest.raises(ModelError, match="take both from one checkpoint"):
        model.use_language("deu")
    assert model.language == "eng"
    assert model.emission(samples).log_probs.tobytes() == before.tobytes()


def test_languages_are_prepared_on_another_thread_while_recognising(mms_folder: Path) -> None:
    model = SpeechModel.load(str(mms_folder), device="cpu")
    samples = noise(1.0)
    expected = model.emission(samples).log_probs.tobytes()
    thread = threading.Thread(target=model.prepare_language, args=("deu",))
    thread.start()
    while thread.is_alive():
        assert model.emission(samples).log_probs.tobytes() == expected
    thread.join()
    model.use_language("deu")
    assert model.language == "deu"


def test_switching_in_mid_stream_loses_no_sample(mms_folder: Path) -> None:
    """Each segment's emission is that of its own samples in its own language."""
    speech = [encode("ABCDEF ABCDEF") * (0.5 + part / 4) + noise(1.04, part)[:16_640] for part in range(4)]
    samples = np.concatenate([part for one in speech for part in (one, silence(0.9))])
    model = SpeechModel.load(str(mms_folder), device="cpu")
    options = RecogniserOptions(partials=True, keep_emissions=True)
    line = Recogniser(model, GreedyDecoder(model.vocabulary), ScriptedVoice(), options)
    captions = line.feed(samples[:20_000])
    # In the middle of the second segment: it keeps its language, the third has the new one.
    captions += line.feed(samples[20_000:40_000])
    line.use("deu", GreedyDecoder(model.vocabulary_of("deu")))
    captions += line.feed(samples[40_000:]) + line.flush()
    finals = [caption for caption in captions if isinstance(caption, FinalCaption)]
    assert [caption.language for caption in finals] == ["eng", "eng", "deu", "deu"]
    alone = SpeechModel.load(str(mms_folder), device="cpu")
    for caption in finals:
        assert caption.language is not None
        assert caption.emission is not None
        alone.use_language(caption.language)
        heard = samples[round(caption.start * 16_000) : round(caption.end * 16_000)]
        assert caption.emission.log_probs.tobytes() == alone.emission(heard).log_probs.tobytes()


def test_numbers_that_are_none_are_an_error(mms_folder: Path, tmp_path: Path) -> None:
    from safetensors.torch import load_file, save_file

    folder = shutil.copytree(mms_folder, tmp_path / "model")
    weights = load_file(folder / "model.safetensors")
    weights["wav2vec2.encoder.layer_norm.bias"][0] = float("nan")
    save_file(weights, folder / "model.safetensors", metadata={"format": "pt"})
    with pytest.raises(ModelError, match="choose dtype float32"):
        SpeechModel.load(str(folder), device="cpu").emission(noise(1.0))


@pytest.mark.parametrize(
    ("field", "value"), [("conv_stride", [5, 2, 2, 2, 2, 2, 1]), ("conv_kernel", [10, 3, 3, 3, 3, 2, 3])]
)
def test_another_frame_grid_is_refused(mms_folder: Path, tmp_path: Path, field: str, value: list[int]) -> None:
    folder = shutil.copytree(mms_folder, tmp_path / "model")
    config = json.loads((folder / "config.json").read_text())
    (folder / "config.json").write_text(json.dumps(config | {field: value}))
    with pytest.raises(ModelError, match="320 samples"):
        SpeechModel.load(str(folder), device="cpu")


def test_a_vocabulary_larger_than_the_head_is_refused(mms_folder: Path, tmp_path: Path) -> None:
    folder = shutil.copytree(mms_folder, tmp_path / "model")
    vocabulary = json.loads((folder / "vocab.json").read_text())
    vocabulary["eng"]["Z"] = 40
    (folder / "vocab.json").write_text(json.dumps(vocabulary))
    with pytest.raises(ModelError, match="41 labels in its vocabulary but 13 in its weights"):
        SpeechModel.load(str(folder), device="cpu")


@pytest.mark.parametrize("missing", ["config.json", "vocab.json", "model.safetensors", "preprocessor_config.json"])
def test_an_incomplete_folder_is_one_clear_sentence(mms_folder: Path, tmp_path: Path, missing: str) -> None:
    folder = shutil.copytree(mms_folder, tmp_path / "model")
    (folder / missing).unlink()
    with pytest.raises(ModelError) as raised:
        SpeechModel.load(str(folder), device="cpu")
    assert str(folder) in str(raised.value)
    assert "\n" not in str(raised.value)


# Few clips where processors only imitate the format, and it takes minutes.
@pytest.mark.parametrize(
    ("dtype", "every", "frames"), [("bfloat16", 40, 4_000), ("float16", 40, 4_000), ("int8", 5, 35_000)]
)
def test_every_number_format_agrees_with_float32_on_speech(dtype: str, every: int, frames: int) -> None:
    if dtype == "int8" and not can_quantise():
        pytest.skip("this processor has no products in int8")
    folders = ("librispeech", "an4", "digits", "speechocean762")
    clips = [clip.path for folder in folders for clip in speech_clips(folder, "dev")[::every]]
    samples = [read_media(path) for path in (PROJECT / "assets/demo/demo.flac", *clips)]
    short, full = (SpeechModel.load(resolve(BUNDLED), device="cpu", dtype=one) for one in (dtype, "float32"))
    assert short.dtype == dtype
    assert short.memory_bytes < 0.6 * full.memory_bytes
    emissions = [short.emission(one).log_probs for one in samples]
    assert {emission.dtype for emission in emissions} == {np.dtype(np.float32)}
    same = [
        emission.argmax(1) == full.emission(one).log_probs.argmax(1)
        for emission, one in zip(emissions, samples, strict=True)
    ]
    assert sum(map(len, same)) > frames
    assert np.mean(np.concatenate(same)) >= 0.995


class FailingOnce:
    """A network whose device fails at the first forward pass, as CUDA's do."""

    def __init__(self, model: SpeechModel, failure: type[RuntimeError]) -> None:
        self.calls = 0
        self._failure = failure
        model._network.register_forward_pre_hook(self._fail)

    def _fail(self, *_: object) -> None:
        self.calls += 1
        if self.calls == 1:
            raise self._failure("CUDA error: what it says is not read")


@pytest.mark.parametrize("failure", [torch.OutOfMemoryError, torch.AcceleratorError])
def test_a_failing_device_loses_no_window(mms_folder: Path, failure: type[RuntimeError]) -> None:
    samples = noise(1.0)
    model = SpeechModel.load(str(mms_folder), device="cpu", language="deu")
    expected = model.emission(samples).log_probs
    FailingOnce(model, failure)
    assert model.emission(samples).log_probs.tobytes() == expected.tobytes()
    assert (model.language, model.device) == ("deu", "cpu")
    assert model.emission(samples).log_probs.tobytes() == expected.tobytes()


def test_a_device_that_fails_twice_is_an_error_with_advice(mms_folder: Path) -> None:
    model = SpeechModel.load(str(mms_folder), device="cpu")

    def fail(*_: object) -> None:
        raise torch.OutOfMemoryError("none left")

    model._network.register_forward_pre_hook(fail)
    for _ in range(2):
        with pytest.raises(ModelError, match=r"none left.*choose another device or a smaller model"):
            model.emission(noise(1.0))


def test_devices_and_number_formats_are_chosen_or_refused() -> None:
    assert choose_device("cpu").type == "cpu"
    assert choose_device("auto").type in {"cpu", "cuda", "mps"}
    fast = torch.bfloat16 if multiplies_bfloat16() else torch.float32
    assert choose_dtype("auto", torch.device("cpu"), 256) is torch.float32
    assert choose_dtype("auto", torch.device("cpu"), 768) is fast
    assert choose_dtype("float32", torch.device("cpu"), 768) is torch.float32
    assert choose_dtype("auto", torch.device("cuda"), 256) is torch.float16
    with pytest.raises(ModelError, match="no device called 'tpu'"):
        choose_device("tpu")
    if can_quantise():
        assert choose_dtype("int8", torch.device("cpu")) is torch.int8
    with pytest.raises(ModelError, match="int8 runs on x86 processors with AVX2 only, not on this mps"):
        choose_dtype("int8", torch.device("mps"))
    with pytest.raises(ModelError, match="no number format 'int3'"):
        choose_dtype("int3", torch.device("cpu"))
    if not torch.cuda.is_available():
        with pytest.raises(ModelError, match="no usable cuda device"):
            choose_device("cuda")


@pytest.mark.parametrize("dtype", ["float32", "bfloat16"])
def test_memory_and_resident_languages_are_told(mms_folder: Path, dtype: str) -> None:
    from safetensors.torch import load_file

    model = SpeechModel.load(str(mms_folder), device="cpu", dtype=dtype)
    assert model.resident == ("eng",)
    before = model.memory_bytes
    weights = sum(tensor.numel() for tensor in load_file(mms_folder / "model.safetensors").values())
    width = 4 if dtype == "float32" else 2
    # Some parts are kept in two forms, and a packed weight may be filled up.
    assert weights * width * 0.9 < before < weights * width * 2
    model.prepare_language("deu")
    assert model.resident == ("deu", "eng")
    adapter = load_file(mms_folder / "adapter.deu.safetensors")
    assert model.memory_bytes - before == sum(t.numel() * t.element_size() for t in adapter.values())


def test_windows_of_a_segment_share_features_and_finals_do_not(mms_folder: Path) -> None:
    """A model whose front is normalised by the frame, as those of several languages are."""
    model = SpeechModel.load(str(mms_folder), device="cpu")
    samples = noise(2.0)
    statistics = (float(samples.mean()), float(samples.var()))
    final = model.emission(samples).log_probs
    for end in (9_600, 16_000, 32_000):
        fresh = SpeechModel.load(str(mms_folder), device="cpu").emission(samples[:end], statistics)
        np.testing.assert_allclose(model.emission(samples[:end], statistics).log_probs, fresh.log_probs, atol=1e-5)
        assert model.emission(samples).log_probs.tobytes() == final.tobytes()


def test_freed_memory_is_given_back_before_a_pass_that_would_add_too_much() -> None:
    given: list[int] = []
    freed = FreedMemory(given.append)
    seconds = 16_000
    for samples, times in ((6.5, 0), (13.0, 0), (1.0, 1), (18.0, 1), (20.0, 2), (20.0, 3), (0.5, 4), (19.0, 4)):
        freed.about_to_hear(round(samples * seconds))
        assert len(given) == times, samples


def test_a_model_gives_memory_back_before_it_hears(mms_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    happened: list[str] = []
    monkeypatch.setattr(FreedMemory, "about_to_hear", lambda _freed, samples: happened.append(f"told of {samples}"))
    model = SpeechModel.load(str(mms_folder), device="cpu")
    model._network.register_forward_pre_hook(lambda *_: happened.append("heard"))
    model.emission(noise(1.0))
    model.emission(noise(2.0))
    assert happened == ["told of 16000", "heard", "told of 32000", "heard"]
