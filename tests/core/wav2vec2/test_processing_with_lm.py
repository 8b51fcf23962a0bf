"""`Wav2Vec2ProcessorWithLM` with a real KenLM model, against the reference implementation, old and new."""

from __future__ import annotations

import json
import logging
import multiprocessing
import shutil
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from pyctcdecode import build_ctcdecoder
from transformers import Wav2Vec2CTCTokenizer as ReferenceTokenizer
from transformers import Wav2Vec2FeatureExtractor as ReferenceExtractor
from transformers import Wav2Vec2ProcessorWithLM as Reference

from core.wav2vec2.feature_extraction import Wav2Vec2FeatureExtractor
from core.wav2vec2.hub import CheckpointError
from core.wav2vec2.processing_with_lm import Wav2Vec2DecoderWithLMOutput, Wav2Vec2ProcessorWithLM
from core.wav2vec2.tokenization import Wav2Vec2CTCTokenizer

logging.getLogger("transformers").setLevel(logging.CRITICAL)
logging.getLogger("pyctcdecode").setLevel(logging.CRITICAL)
# From Python 3.12 on, forking beside other threads (torch's) warns; pyctcdecode can use no other kind of pool.
pytestmark = pytest.mark.filterwarnings("ignore:This process .* is multi-threaded:DeprecationWarning")
ORACLE = json.loads(
    (Path(__file__).resolve().parents[2] / "data" / "oracle_4_37" / "language_model.json").read_text(encoding="utf-8")
)
LOGITS = np.array(ORACLE["logits"], np.float32)
SPELLING = {"<pad>": "", "|": " ", "<unk>": "⁇"}
LABELS = [SPELLING.get(token, token) for token, _ in sorted(ORACLE["vocabulary"].items(), key=lambda item: item[1])]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A checkpoint's processor files in the `language_model/` layout, written by the reference."""
    made = tmp_path_factory.mktemp("with_lm")
    (made / "vocab.json").write_text(json.dumps(ORACLE["vocabulary"]))
    (made / "small.arpa").write_text(ORACLE["arpa"])
    decoder = build_ctcdecoder(LABELS, str(made / "small.arpa"))
    tokenizer = ReferenceTokenizer(str(made / "vocab.json"))
    Reference(ReferenceExtractor(), tokenizer, decoder).save_pretrained(made / "saved")
    return made / "saved"


@pytest.fixture
def processor(folder: Path) -> Wav2Vec2ProcessorWithLM:
    return Wav2Vec2ProcessorWithLM.from_pretrained(folder)


def _fields(output: Any) -> dict[str, Any]:
    return {name: output[name] for name in output.keys()}  # noqa: SIM118


def _assert_same(ours: Any, theirs: dict[str, Any]) -> None:
    assert set(_fields(ours)) == set(theirs)
    assert (ours.text, ours.word_offsets) == (theirs["text"], theirs.get("word_offsets"))
    np.testing.assert_allclose(ours.logit_score, theirs["logit_score"], atol=1e-4)
    np.testing.assert_allclose(ours.lm_score, theirs["lm_score"], atol=1e-4)


@pytest.mark.parametrize("case", ORACLE["cases"], ids=lambda case: str(case["options"]))
def test_decodes_as_4_37_2_did(processor: Wav2Vec2ProcessorWithLM, case: dict[str, Any]) -> None:
    _assert_same(processor.decode(LOGITS, **case["options"]), case["answer"])


@pytest.mark.parametrize("case", ORACLE["cases"], ids=lambda case: str(case["options"]))
@pytest.mark.parametrize("pooled", [True, False])
def test_decodes_batches_as_the_newest_release(folder: Path, case: dict[str, Any], pooled: bool) -> None:
    options = case["options"]
    batch = np.stack([LOGITS, np.roll(LOGITS, 3, axis=0), LOGITS])
    batch[2, 15:] = -100.0
    theirs = _fields(Reference.from_pretrained(folder).batch_decode(batch, num_processes=1, **options))
    processor = Wav2Vec2ProcessorWithLM.from_pretrained(folder)
    if pooled:
        with multiprocessing.get_context("fork").Pool(2) as pool:
            ours = processor.batch_decode(batch, pool, **options)
    else:
        ours = processor.batch_decode(torch.from_numpy(batch), num_processes=1, **options)
    assert (ours.text, ours.word_offsets) == (theirs["text"], theirs.get("word_offsets"))
    for mine, other in zip(ours.lm_score, theirs["lm_score"], strict=True):
        np.testing.assert_allclose(mine, other, atol=1e-4)


def test_makes_a_pool_of_its_own(processor: Wav2Vec2ProcessorWithLM) -> None:
    batch = np.stack([LOGITS, LOGITS])
    own = processor.batch_decode(batch, num_processes=2)
    assert own.text == ["THE CAT", "THE CAT"]
    assert own.lm_score == processor.batch_decode(batch, num_processes=1).lm_score


def test_a_call_changes_the_language_model_for_itself_only(processor: Wav2Vec2ProcessorWithLM) -> None:
    before = processor.decode(LOGITS)
    assert processor.decode(LOGITS, alpha=0, beta=0).text == "THE KAT"
    assert processor.decode(LOGITS) == before
    with pytest.raises(ValueError, match="logits shape"):
        processor.decode(LOGITS[:, :4], alpha=9.0)
    assert processor.language_model.alpha == 0.5
    with multiprocessing.get_context("fork").Pool(1) as pool:
        assert processor.batch_decode([LOGITS], pool, alpha=0.0, beta=0.0).text == ["THE KAT"]


def test_outputs_can_be_indexed_and_unpacked(processor: Wav2Vec2ProcessorWithLM) -> None:
    output = processor.decode(LOGITS, output_word_offsets=True)
    text, logit_score, lm_score, words = output
    assert (text, logit_score, lm_score) == (output[0], output["logit_score"], output.lm_score)
    assert words[1] == {"word": "CAT", "start_offset": 12, "end_offset": 19}
    assert isinstance(output, Wav2Vec2DecoderWithLMOutput)
    assert len(processor.decode(LOGITS)) == 3


def test_no_frames_are_no_words(processor: Wav2Vec2ProcessorWithLM) -> None:
    assert processor.decode(LOGITS[:0]).text == ""
    assert processor.batch_decode([LOGITS[:0], LOGITS], num_processes=1).text == ["", "THE CAT"]


@pytest.mark.parametrize("options", [{"n_best": 0}, {"beam_width": 0}])
def test_options_that_leave_nothing_are_refused(processor: Wav2Vec2ProcessorWithLM, options: dict[str, int]) -> None:
    with pytest.raises(ValueError, match="1 or more"):
        processor.decode(LOGITS, **options)


def test_what_is_written_loads_here_and_there(tmp_path: Path, processor: Wav2Vec2ProcessorWithLM) -> None:
    for _ in range(2):
        processor.save_pretrained(tmp_path)
    assert {file.name for file in (tmp_path / "language_model").iterdir()} == {
        "attrs.json",
        "unigrams.txt",
        "small.arpa",
    }
    again = Wav2Vec2ProcessorWithLM.from_pretrained(tmp_path, alpha=0.25, score_boundary=False)
    assert (again.language_model.alpha, again.language_model.score_boundary) == (0.25, False)
    again.save_pretrained(tmp_path)
    theirs = Reference.from_pretrained(tmp_path)
    assert theirs.language_model.alpha == 0.25
    _assert_same(again.decode(LOGITS, n_best=2), _fields(theirs.decode(LOGITS, n_best=2)))


def test_a_decoder_without_language_model(tmp_path: Path, processor: Wav2Vec2ProcessorWithLM) -> None:
    decoder = build_ctcdecoder(LABELS)
    plain = Wav2Vec2ProcessorWithLM(processor.feature_extractor, processor.tokenizer, decoder)
    assert plain.decode(LOGITS, alpha=1.0).text == "THE KAT"
    plain.save_pretrained(tmp_path)
    assert Wav2Vec2ProcessorWithLM.from_pretrained(tmp_path).language_model is None


def test_audio_and_text_as_in_the_plain_processor(processor: Wav2Vec2ProcessorWithLM) -> None:
    batch = processor(np.ones(500, np.float32), sampling_rate=16_000, text="THE CAT")
    assert set(batch) == {"input_values", "labels"}


def test_alphabet_and_vocabulary_must_fit(tmp_path: Path, processor: Wav2Vec2ProcessorWithLM) -> None:
    (tmp_path / "vocab.json").write_text(json.dumps(ORACLE["vocabulary"] | {"Ö": len(ORACLE["vocabulary"])}))
    other = Wav2Vec2CTCTokenizer(tmp_path / "vocab.json")
    with pytest.raises(ValueError, match="'Ö'"):
        Wav2Vec2ProcessorWithLM(Wav2Vec2FeatureExtractor(), other, processor.decoder)
    with pytest.raises(ValueError, match="BeamSearchDecoderCTC"):
        Wav2Vec2ProcessorWithLM(Wav2Vec2FeatureExtractor(), other, "decoder")


BINARY = b"mmap lm http://kheafield.com/code format version 5\n\0"
ATTRS = {"alpha": 0.5, "beta": 1.5, "unk_score_offset": -10.0, "score_boundary": True}


@pytest.mark.parametrize(
    ("file", "content"),
    [
        ("alphabet.json", ""),
        ("alphabet.json", "[]"),
        ("alphabet.json", "{}"),
        ("alphabet.json", '{"labels": "abc", "is_bpe": false}'),
        ("alphabet.json", '{"labels": [], "is_bpe": false}'),
        ("alphabet.json", '{"labels": [1], "is_bpe": false}'),
        ("alphabet.json", '{"labels": ["a", "a"], "is_bpe": false}'),
        ("alphabet.json", '{"labels": ["a"], "is_bpe": "no"}'),
        ("language_model/attrs.json", "{}"),
        ("language_model/attrs.json", json.dumps(ATTRS | {"alpha": "high"})),
        ("language_model/attrs.json", json.dumps(ATTRS | {"beta": float("nan")})),
        ("language_model/attrs.json", json.dumps(ATTRS | {"beta": True})),
        ("language_model/attrs.json", json.dumps(ATTRS | {"score_boundary": 1})),
        ("language_model/attrs.json", json.dumps(ATTRS | {"order": 3})),
        ("language_model/unigrams.txt", b"\xff\xfe"),
        ("language_model/small.arpa", ""),
        ("language_model/small.arpa", "hello"),
        ("language_model/small.arpa", "\\data\\\nngram 1=99999999999\n"),
        ("language_model/small.arpa", ORACLE["arpa"][:120]),
        ("language_model/small.arpa", BINARY + b"\1" * 300),
        ("language_model/small.arpa", BINARY[:60]),
        ("language_model/small.arpa", BINARY.ljust(88, b"\0") + b"\x02".ljust(20, b"\0") + b"\xff" * 12),
        ("language_model/small.arpa", BINARY.ljust(88, b"\0") + b"\x02".ljust(20, b"\0") + b"\xff" * 16),
        ("language_model/second.bin", "x"),
    ],
)
def test_damaged_files_give_one_clear_error(tmp_path: Path, folder: Path, file: str, content: str | bytes) -> None:
    shutil.copytree(folder, tmp_path / "copy")
    (tmp_path / "copy" / file).write_bytes(content if isinstance(content, bytes) else content.encode())
    with pytest.raises(CheckpointError) as caught:
        Wav2Vec2ProcessorWithLM.from_pretrained(tmp_path / "copy")
    assert len(str(caught.value)) < 500


def test_a_missing_decoder_is_named(tmp_path: Path, folder: Path) -> None:
    shutil.copytree(folder, tmp_path / "copy")
    (tmp_path / "copy" / "alphabet.json").unlink()
    with pytest.raises(CheckpointError, match=r"alphabet\.json"):
        Wav2Vec2ProcessorWithLM.from_pretrained(tmp_path / "copy")
    (tmp_path / "copy" / "language_model" / "unigrams.txt").unlink()
    shutil.copy(folder / "alphabet.json", tmp_path / "copy")
    with pytest.raises(CheckpointError, match=r"unigrams\.txt"):
        Wav2Vec2ProcessorWithLM.from_pretrained(tmp_path / "copy")


def test_from_the_hubs_cache_without_a_connection(tmp_path: Path, folder: Path) -> None:
    """The cache is laid out as huggingface_hub lays it out."""
    repository = tmp_path / "models--someone--with-lm"
    revision = "0123456789abcdef0123456789abcdef01234567"
    shutil.copytree(folder, repository / "snapshots" / revision)
    (repository / "snapshots" / revision / "config.json").write_text("{}")
    (repository / "refs").mkdir()
    (repository / "refs" / "main").write_text(revision)
    options: dict[str, Any] = {"cache_dir": tmp_path, "local_files_only": True}
    cached = Wav2Vec2ProcessorWithLM.from_pretrained("someone/with-lm", **options)
    assert cached.decode(LOGITS).text == "THE CAT"
    with pytest.raises(CheckpointError, match="someone/else"):
        Wav2Vec2ProcessorWithLM.from_pretrained("someone/else", **options)
    shutil.rmtree(repository / "snapshots" / revision / "language_model")
    (repository / "snapshots" / revision / "alphabet.json").unlink()
    with pytest.raises(CheckpointError, match=r"alphabet\.json"):
        Wav2Vec2ProcessorWithLM.from_pretrained("someone/with-lm", **options)
