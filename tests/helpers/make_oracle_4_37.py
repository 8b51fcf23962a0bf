"""Makes tests/data/oracle_4_37: what transformers 4.37.2, the specification's version, answers.

Run once, by hand, from the project's root, in the environment that make_foreign_checkpoints.py describes, with kenlm
and pyctcdecode added:

    /tmp/foreign/bin/pip install kenlm "pyctcdecode==0.5.0"
    /tmp/foreign/bin/python tests/helpers/make_oracle_4_37.py

The tests compare with these files only where 4.37.2 and the newest release differ, or could; the rest is compared with
the newest release itself.
"""

from __future__ import annotations

import inspect
import json
import tempfile
from pathlib import Path
from typing import Any

import numpy as np
import torch
import transformers
from pyctcdecode import build_ctcdecoder
from safetensors.torch import save_file
from transformers import Wav2Vec2Config, Wav2Vec2CTCTokenizer, Wav2Vec2FeatureExtractor, Wav2Vec2ForPreTraining
from transformers.models.wav2vec2.modeling_wav2vec2 import _compute_mask_indices, _sample_negative_indices
from transformers.models.wav2vec2_with_lm.processing_wav2vec2_with_lm import Wav2Vec2ProcessorWithLM

FOLDER = Path(__file__).resolve().parents[1] / "data" / "oracle_4_37"
LETTERS = "|'ABCDEFGHIJKLMNOPQRSTUVWXYZ"
PLAIN = {token: index for index, token in enumerate(["<pad>", "<s>", "</s>", "<unk>", *LETTERS])}
DIGRAPHS = {
    token: index for index, token in enumerate(["[PAD]", "[UNK]", "|", "a", "b", "h", "s", "sh", "ch", "c", ".", ","])
}
NESTED = {
    "eng": {"<pad>": 0, "|": 1, "<unk>": 2, "a": 3, "b": 4},
    "deu": {"<pad>": 0, "|": 1, "<unk>": 2, "ß": 3, "sch": 4},
}
SMALL: dict[str, Any] = {
    "hidden_size": 16,
    "num_hidden_layers": 2,
    "num_attention_heads": 2,
    "intermediate_size": 24,
    "conv_dim": (12, 12),
    "conv_kernel": (10, 3),
    "conv_stride": (5, 2),
    "num_conv_pos_embeddings": 6,
    "num_conv_pos_embedding_groups": 2,
    "num_codevectors_per_group": 5,
    "num_codevector_groups": 2,
    "codevector_dim": 8,
    "proj_codevector_dim": 7,
    "num_negatives": 4,
    "mask_time_length": 2,
}
SIGNATURES = [
    "Wav2Vec2CTCTokenizer.__init__",
    "Wav2Vec2CTCTokenizer.__call__",
    "Wav2Vec2CTCTokenizer.decode",
    "Wav2Vec2CTCTokenizer.batch_decode",
    "Wav2Vec2CTCTokenizer.pad",
    "Wav2Vec2FeatureExtractor.__init__",
    "Wav2Vec2FeatureExtractor.__call__",
    "Wav2Vec2FeatureExtractor.pad",
    "Wav2Vec2ProcessorWithLM.decode",
    "Wav2Vec2ProcessorWithLM.batch_decode",
    "Wav2Vec2Model.forward",
    "Wav2Vec2ForCTC.forward",
    "Wav2Vec2ForCTC.load_adapter",
    "Wav2Vec2ForSequenceClassification.forward",
    "Wav2Vec2ForAudioFrameClassification.forward",
    "Wav2Vec2ForXVector.forward",
    "Wav2Vec2ForPreTraining.forward",
]


def main() -> None:
    """Write every file anew."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    _write("config_default.json", Wav2Vec2Config().to_dict())
    _write("signatures.json", {name: _signature(name) for name in SIGNATURES})
    _write("encoding.json", _encoding())
    _write("decoding.json", _decoding())
    _write("language_model.json", _language_model())
    _pretraining()


def _write(name: str, content: Any) -> None:
    text = json.dumps(content, indent=1, ensure_ascii=False, sort_keys=True, default=_plain)
    (FOLDER / name).write_text(text + "\n", encoding="utf-8")


def _plain(value: Any) -> Any:
    return value.tolist() if isinstance(value, np.ndarray | np.generic | torch.Tensor) else str(value)


def _signature(name: str) -> dict[str, str]:
    """Parameter → its default as text; "" where there is none."""
    kind, method = name.split(".")
    found = Wav2Vec2ProcessorWithLM if kind == "Wav2Vec2ProcessorWithLM" else getattr(transformers, kind)
    parameters = inspect.signature(getattr(found, method)).parameters.values()
    return {p.name: "" if p.default is p.empty else repr(p.default) for p in parameters if p.name != "self"}


def _tokenizer(vocabulary: dict[str, Any], **settings: Any) -> Wav2Vec2CTCTokenizer:
    with tempfile.NamedTemporaryFile("w", suffix=".json", encoding="utf-8") as file:
        json.dump(vocabulary, file)
        file.flush()
        return Wav2Vec2CTCTokenizer(file.name, **settings)


BRACKETS = {"pad_token": "[PAD]", "unk_token": "[UNK]"}
ENCODED: list[tuple[dict[str, Any], dict[str, Any], Any, dict[str, Any]]] = [
    (PLAIN, {}, "HELLO WORLD", {}),
    (PLAIN, {}, "  HELLO  WÖRLD ", {}),
    (PLAIN, {}, "<s>HELLO <unk> WORLD</s>", {}),
    (PLAIN, {"do_lower_case": True}, "hello world", {}),
    (PLAIN, {}, ["A", "BC DE"], {"padding": True}),
    (PLAIN, {}, ["A", "BC DE"], {"padding": "max_length", "max_length": 4, "truncation": True}),
    (PLAIN, {}, ["A", "BC DE"], {"max_length": 3}),
    (PLAIN, {}, ["A", "BC DE"], {"padding": True, "pad_to_multiple_of": 8, "return_length": True}),
    (PLAIN, {}, "HELLO", {"return_special_tokens_mask": True, "return_token_type_ids": True}),
    (PLAIN, {}, "HELLO", {"return_attention_mask": False, "padding": "max_length", "max_length": 7}),
    (PLAIN, {}, ["HELLO", "WORLD"], {"is_split_into_words": True}),
    (PLAIN, {}, [["HELLO", "WORLD"], ["A"]], {"is_split_into_words": True, "padding": True}),
    (PLAIN, {}, [("HELLO", "A"), ("B", "WORLD")], {"padding": True, "return_token_type_ids": True}),
    (PLAIN, {}, [("HELLO", "WORLD")], {"truncation": True, "max_length": 5, "return_token_type_ids": True}),
    (PLAIN, {}, "HELLO WORLD", {"truncation": True, "max_length": 6, "stride": 2, "return_overflowing_tokens": True}),
    (PLAIN, {"padding_side": "left"}, ["A", "BCD"], {"padding": True}),
    (PLAIN, {"truncation_side": "left"}, "HELLO", {"truncation": True, "max_length": 2}),
    (DIGRAPHS, BRACKETS, "bash chab", {}),
    (DIGRAPHS, BRACKETS, "a sh b", {}),
    (NESTED, {"target_lang": "deu"}, "ßsch a", {}),
    (NESTED, {"target_lang": "eng"}, "ab ß", {}),
]


def _encoding() -> list[dict[str, Any]]:
    cases = []
    for vocabulary, settings, text, options in ENCODED:
        answer = dict(_tokenizer(vocabulary, **settings)(text, **options))
        case = {"vocabulary": vocabulary, "settings": settings, "text": text, "options": options, "answer": answer}
        cases.append(case)
    return cases


FRAMES = ["H", "H", "<pad>", "E", "L", "L", "<pad>", "L", "O", "O", "|", "|", "<pad>", "W", "O", "R", "L", "D"]
FRAMES += ["<unk>", "<pad>", "|", "<s>", "A", "</s>", "'", "M", "<pad>"]
ASIDE = ["A", "|", "'", "|", "M", "|", "N", "'", "T", "|", "'", "S", "|", "<pad>"]
DECODED: list[tuple[dict[str, Any], dict[str, Any], list[str], dict[str, Any]]] = [
    (PLAIN, {}, FRAMES, {}),
    (PLAIN, {}, FRAMES, {"skip_special_tokens": True}),
    (PLAIN, {}, FRAMES, {"output_char_offsets": True}),
    (PLAIN, {}, FRAMES, {"output_word_offsets": True}),
    (PLAIN, {}, FRAMES, {"output_char_offsets": True, "output_word_offsets": True, "skip_special_tokens": True}),
    (PLAIN, {}, FRAMES, {"group_tokens": False}),
    (PLAIN, {}, FRAMES, {"spaces_between_special_tokens": True}),
    (PLAIN, {"do_lower_case": True}, FRAMES, {"output_word_offsets": True}),
    (PLAIN, {"replace_word_delimiter_char": "_"}, FRAMES, {"output_word_offsets": True}),
    (PLAIN, {}, ASIDE, {}),
    (PLAIN, {}, ASIDE, {"clean_up_tokenization_spaces": False}),
    (PLAIN, {"clean_up_tokenization_spaces": False}, ASIDE, {}),
    (PLAIN, {}, [], {"output_word_offsets": True, "output_char_offsets": True}),
    (DIGRAPHS, BRACKETS, ["sh", "sh", "[PAD]", "sh", "a", "|", "ch", ".", ",", "|"], {"output_char_offsets": True}),
    (NESTED, {"target_lang": "deu"}, ["ß", "ß", "sch", "|", "sch"], {"output_word_offsets": True}),
]


def _decoding() -> list[dict[str, Any]]:
    cases = []
    for vocabulary, settings, tokens, options in DECODED:
        tokenizer = _tokenizer(vocabulary, **settings)
        ids = tokenizer.convert_tokens_to_ids(tokens)
        answer = tokenizer.decode(ids, **options)
        answer = answer if isinstance(answer, str) else dict(answer)
        case = {"vocabulary": vocabulary, "settings": settings, "ids": ids, "options": options, "answer": answer}
        cases.append(case)
    return cases


ARPA = """\\data\\
ngram 1=6
ngram 2=4

\\1-grams:
-2.0\t<unk>\t0
0\t<s>\t-0.3
-1.2\t</s>\t0
-0.9\tTHE\t-0.3
-1.1\tCAT\t-0.2
-1.1\tKAT\t-0.2

\\2-grams:
-0.2\t<s> THE
-0.1\tTHE CAT
-2.5\tTHE KAT
-0.3\tCAT </s>

\\end\\
"""
LM_OPTIONS: list[dict[str, Any]] = [
    {},
    {"alpha": 0.0, "beta": 0.0},
    {"n_best": 3, "output_word_offsets": True},
    {"hotwords": ["KAT"], "hotword_weight": 30.0},
    {"beam_width": 2, "beam_prune_logp": -3.0, "token_min_logp": -2.0},
    {"unk_score_offset": -1.0, "lm_score_boundary": False, "output_word_offsets": True},
]


def _language_model() -> dict[str, Any]:
    """ "THE CAT" or "THE KAT": the sound leaves it open, the language model says CAT."""
    tokens = list(PLAIN)
    random = np.random.default_rng(11)
    spelt = ["T", "H", "E", "|", "C", "A", "T", "|"]
    logits = random.normal(scale=0.3, size=(3 * len(spelt), len(tokens))).astype(np.float32)
    for place, token in enumerate(spelt):
        logits[3 * place, tokens.index(token)] += 6.0
        logits[3 * place + 1, tokens.index("<pad>")] += 6.0
        logits[3 * place + 2, tokens.index("<pad>")] += 6.0
        if token == "C":
            logits[3 * place, tokens.index("K")] += 6.5
    logits = logits.round(4)
    with tempfile.TemporaryDirectory() as folder:
        arpa = Path(folder, "lm.arpa")
        arpa.write_text(ARPA)
        labels = ["" if t == "<pad>" else " " if t == "|" else "⁇" if t == "<unk>" else t for t in tokens]
        cases = [
            {"options": options, "answer": dict(_processor(labels, arpa).decode(logits, **options))}
            for options in LM_OPTIONS
        ]
    return {"vocabulary": PLAIN, "arpa": ARPA, "logits": logits.tolist(), "cases": cases}


def _processor(labels: list[str], arpa: Path) -> Wav2Vec2ProcessorWithLM:
    """Made anew for each case: 4.37.2 keeps a call's weights for the calls after it."""
    decoder = build_ctcdecoder(labels, str(arpa))
    return Wav2Vec2ProcessorWithLM(Wav2Vec2FeatureExtractor(), _tokenizer(PLAIN), decoder)


def _pretraining() -> None:
    """A tiny model in evaluation mode (no drawing of codes), with masks and negatives as inputs."""
    torch.manual_seed(12)
    config = Wav2Vec2Config(**SMALL, feat_extract_norm="layer", do_stable_layer_norm=True)
    model = Wav2Vec2ForPreTraining(config).eval()
    with torch.no_grad():
        for parameter in model.parameters():
            parameter.add_(0.1 * torch.randn_like(parameter))
    values = torch.randn(2, 600)
    mask = torch.ones(2, 600, dtype=torch.long)
    mask[1, 480:] = 0
    frames = int(model._get_feat_extract_output_lengths(600))
    np.random.seed(13)
    masked = _compute_mask_indices((2, frames), 0.4, 2, min_masks=2)
    negatives = _sample_negative_indices((2, frames), config.num_negatives, mask_time_indices=masked)
    inputs = {
        "input_values": values,
        "attention_mask": mask,
        "mask_time_indices": torch.from_numpy(masked),
        "sampled_negative_indices": torch.from_numpy(negatives).long(),
    }
    with torch.no_grad():
        output = model(**inputs)
    names = ("loss", "contrastive_loss", "diversity_loss", "codevector_perplexity", "projected_states")
    answers = {name: output[name].contiguous() for name in (*names, "projected_quantized_states")}
    folder = FOLDER / "pretraining"
    model.save_pretrained(folder)
    save_file({**inputs, **answers}, folder / "expected.safetensors")


if __name__ == "__main__":
    main()
