"""The examples of the specification's page that concern processors and tokenizers, with the same calls.

Each is one function, run once with our classes and once with the reference implementation's, on real speech and the
small trained checkpoint of the shared data in place of the hub's.
"""

from __future__ import annotations

import json
import logging
import shutil
from multiprocessing import get_context
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
import torch
import transformers
from pyctcdecode import build_ctcdecoder

import core.wav2vec2 as ours
from core.audio.media import read_media
from tests.helpers.shared_data import shared, speech_clips

logging.getLogger("transformers").setLevel(logging.CRITICAL)
logging.getLogger("pyctcdecode").setLevel(logging.CRITICAL)
# From Python 3.12 on, forking beside other threads (torch's) warns; pyctcdecode can use no other kind of pool.
pytestmark = pytest.mark.filterwarnings("ignore:This process .* is multi-threaded:DeprecationWarning")
SAMPLING_RATE = 16_000
KINDS = ("Wav2Vec2ForCTC", "Wav2Vec2Processor", "Wav2Vec2CTCTokenizer", "Wav2Vec2FeatureExtractor")
ARPA_HEAD = "\\data\\\nngram 1={count}\nngram 2=1\n\n\\1-grams:\n-3\t<unk>\t0\n0\t<s>\t0\n-1\t</s>\t0\n"


def _library(package: Any) -> SimpleNamespace:
    names = (*KINDS, "Wav2Vec2ProcessorWithLM")
    return SimpleNamespace(**{name: getattr(package, name) for name in names})


LIBRARIES = [_library(ours), _library(transformers)]


@pytest.fixture(scope="module")
def speech() -> list[np.ndarray]:
    clips = sorted(speech_clips("librispeech", "dev"), key=lambda clip: clip.seconds)[:3]
    return [read_media(clip.path) for clip in clips]


@pytest.fixture(scope="module")
def checkpoint() -> Path:
    return shared("models/first")


@pytest.fixture(scope="module")
def with_lm(tmp_path_factory: pytest.TempPathFactory, checkpoint: Path) -> Path:
    """The checkpoint with a language model over a few words, as `transformers` saves it."""
    folder = tmp_path_factory.mktemp("with_lm")
    words = ["THE", "A", "OF", "AND", "TO", "IN", "I", "HE", "IT", "THAT"]
    lines = "".join(f"-1.5\t{word}\t0\n" for word in words)
    (folder / "words.arpa").write_text(
        ARPA_HEAD.format(count=len(words) + 3) + lines + "\n\\2-grams:\n-0.5\tOF THE\n\n\\end\\\n"
    )
    vocabulary = json.loads((checkpoint / "vocab.json").read_text())
    spelling = {"<pad>": "", "|": " ", "<unk>": "⁇"}
    labels = [spelling.get(token, token) for token in sorted(vocabulary, key=vocabulary.get)]
    decoder = build_ctcdecoder(labels, str(folder / "words.arpa"))
    parts = transformers.Wav2Vec2Processor.from_pretrained(checkpoint)
    processor = transformers.Wav2Vec2ProcessorWithLM(parts.feature_extractor, parts.tokenizer, decoder)
    processor.save_pretrained(folder / "saved")
    for name in ("config.json", "model.safetensors"):
        shutil.copyfile(checkpoint / name, folder / "saved" / name)
    return folder / "saved"


def _word_times(outputs: Any, time_offset: float) -> list[dict[str, Any]]:
    return [
        {
            "word": d["word"],
            "start_time": round(d["start_offset"] * time_offset, 2),
            "end_time": round(d["end_offset"] * time_offset, 2),
        }
        for d in outputs.word_offsets
    ]


def _model(library: SimpleNamespace, folder: Path) -> Any:
    return library.Wav2Vec2ForCTC.from_pretrained(folder).float().eval()


def test_word_times_from_the_tokenizer(checkpoint: Path, speech: list[np.ndarray]) -> None:
    def example(library: SimpleNamespace) -> list[dict[str, Any]]:
        model = _model(library, checkpoint)
        tokenizer = library.Wav2Vec2CTCTokenizer.from_pretrained(checkpoint)
        feature_extractor = library.Wav2Vec2FeatureExtractor.from_pretrained(checkpoint)
        input_values = feature_extractor(speech[0], return_tensors="pt").input_values
        logits = model(input_values).logits[0]
        pred_ids = torch.argmax(logits, axis=-1)
        outputs = tokenizer.decode(pred_ids, output_word_offsets=True)
        return _word_times(outputs, model.config.inputs_to_logits_ratio / feature_extractor.sampling_rate)

    mine, theirs = map(example, LIBRARIES)
    assert mine == theirs
    assert mine


def test_word_times_from_the_processor_with_language_model(with_lm: Path, speech: list[np.ndarray]) -> None:
    def example(library: SimpleNamespace) -> tuple[str, list[dict[str, Any]]]:
        model = _model(library, with_lm)
        processor = library.Wav2Vec2ProcessorWithLM.from_pretrained(with_lm)
        input_values = processor(speech[0], return_tensors="pt").input_values
        with torch.no_grad():
            logits = model(input_values).logits[0].cpu().numpy()
        outputs = processor.decode(logits, output_word_offsets=True)
        time_offset = model.config.inputs_to_logits_ratio / processor.feature_extractor.sampling_rate
        return outputs.text, _word_times(outputs, time_offset)

    mine, theirs = map(example, LIBRARIES)
    assert mine == theirs
    assert mine[0]


def test_batches_decoded_by_a_pool(with_lm: Path, speech: list[np.ndarray]) -> None:
    def example(library: SimpleNamespace) -> list[str]:
        model = _model(library, with_lm)
        processor = library.Wav2Vec2ProcessorWithLM.from_pretrained(with_lm)
        inputs = processor(speech, sampling_rate=16_000, padding=True, return_tensors="pt")
        inputs = {k: v.to("cpu") for k, v in inputs.items()}
        with torch.no_grad():
            logits = model(**inputs).logits
        with get_context("fork").Pool(processes=2) as pool:
            return list(processor.batch_decode(logits.cpu().numpy(), pool).text)

    mine, theirs = map(example, LIBRARIES)
    assert mine == theirs
    assert all(mine)


def test_transcription_and_loss(checkpoint: Path, speech: list[np.ndarray]) -> None:
    def example(library: SimpleNamespace) -> tuple[list[str], float]:
        processor = library.Wav2Vec2Processor.from_pretrained(checkpoint)
        model = _model(library, checkpoint)
        inputs = processor(speech[0], sampling_rate=SAMPLING_RATE, return_tensors="pt")
        with torch.no_grad():
            logits = model(**inputs).logits
        predicted_ids = torch.argmax(logits, dim=-1)
        transcription = processor.batch_decode(predicted_ids)
        inputs["labels"] = processor(text=transcription[0], return_tensors="pt").input_ids
        with torch.no_grad():
            return transcription, round(model(**inputs).loss.item(), 2)

    mine, theirs = map(example, LIBRARIES)
    assert mine == theirs


def test_shape_of_the_hidden_states(checkpoint: Path, speech: list[np.ndarray]) -> None:
    processor = ours.Wav2Vec2Processor.from_pretrained(checkpoint)
    model = ours.Wav2Vec2Model.from_pretrained(checkpoint)
    inputs = processor(speech[0], sampling_rate=SAMPLING_RATE, return_tensors="pt")
    with torch.no_grad():
        outputs = model(**inputs)
    last_hidden_states = outputs.last_hidden_state
    frames = (len(speech[0]) - 400) // 320 + 1
    assert list(last_hidden_states.shape) == [1, frames, model.config.hidden_size]


def test_another_language(tmp_path: Path) -> None:
    """The MMS example: set the tokenizer's language, load the model's adapter."""
    config = transformers.Wav2Vec2Config(
        vocab_size=6,
        hidden_size=16,
        num_hidden_layers=1,
        num_attention_heads=2,
        intermediate_size=16,
        conv_dim=(8, 8),
        conv_stride=(5, 2),
        conv_kernel=(10, 3),
        num_conv_pos_embeddings=4,
        num_conv_pos_embedding_groups=2,
        adapter_attn_dim=4,
        do_stable_layer_norm=True,
        feat_extract_norm="layer",
    )
    base = transformers.Wav2Vec2ForCTC(config)
    base.save_pretrained(tmp_path)
    from safetensors.torch import save_file

    for seed, language in enumerate(("eng", "spa")):
        generator = torch.Generator().manual_seed(seed)
        adapter = {name: torch.randn(value.shape, generator=generator) for name, value in base._get_adapters().items()}
        save_file(adapter, tmp_path / f"adapter.{language}.safetensors", metadata={"format": "pt"})
    special = {"<pad>": 0, "<s>": 1, "</s>": 2, "<unk>": 3, "|": 4}
    (tmp_path / "vocab.json").write_text(json.dumps({"eng": {**special, "w": 5}, "spa": {**special, "ñ": 5}}))
    (tmp_path / "tokenizer_config.json").write_text(json.dumps({"target_lang": "eng"}))
    transformers.Wav2Vec2FeatureExtractor().save_pretrained(tmp_path)

    def example(library: SimpleNamespace) -> tuple[list[str], np.ndarray]:
        processor = library.Wav2Vec2Processor(
            library.Wav2Vec2FeatureExtractor.from_pretrained(tmp_path),
            library.Wav2Vec2CTCTokenizer.from_pretrained(tmp_path),
        )
        model = library.Wav2Vec2ForCTC.from_pretrained(tmp_path, target_lang="eng").eval()
        before = processor.decode([5])
        processor.tokenizer.set_target_lang("spa")
        model.load_adapter("spa")
        audio = np.random.default_rng(3).normal(size=700).astype(np.float32)
        inputs = processor(audio, sampling_rate=SAMPLING_RATE, return_tensors="pt")
        with torch.no_grad():
            return [before, processor.decode([5])], model(**inputs).logits.numpy()

    (mine, my_logits), (theirs, their_logits) = map(example, LIBRARIES)
    assert mine == theirs == ["w", "ñ"]
    np.testing.assert_allclose(my_logits, their_logits, atol=1e-5)


def test_inputs_for_the_classes_of_other_frameworks(checkpoint: Path, speech: list[np.ndarray]) -> None:
    """The Flax examples ask for NumPy arrays; their checkpoints load into our classes (test_foreign_checkpoint)."""

    def example(library: SimpleNamespace) -> tuple[np.ndarray, np.ndarray]:
        processor = library.Wav2Vec2Processor.from_pretrained(checkpoint)
        input_values = processor(speech[0], sampling_rate=16_000, return_tensors="np").input_values
        labels = processor(text="A TEST", return_tensors="np").input_ids
        return input_values, labels

    (values, labels), (their_values, their_labels) = map(example, LIBRARIES)
    np.testing.assert_allclose(values, their_values, atol=1e-6)
    assert labels.tolist() == their_labels.tolist()
