"""`Wav2Vec2ProcessorWithLM`: the processor whose `decode` searches with a language model (pyctcdecode, KenLM).

One thread at a time: the language model's weights are changed for the length of a call.
"""

from __future__ import annotations

import multiprocessing
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self, TypedDict, Unpack

import numpy as np
import torch
from numpy.typing import NDArray
from pyctcdecode.alphabet import BLANK_TOKEN_PTN, UNK_TOKEN, UNK_TOKEN_PTN
from pyctcdecode.constants import (
    DEFAULT_BEAM_WIDTH,
    DEFAULT_HOTWORD_WEIGHT,
    DEFAULT_MIN_TOKEN_LOGP,
    DEFAULT_PRUNE_LOGP,
)
from pyctcdecode.decoder import BeamSearchDecoderCTC

from core.wav2vec2.ctc_offsets import WordOffset
from core.wav2vec2.decoder_files import read_decoder, write_decoder
from core.wav2vec2.feature_extraction import Wav2Vec2FeatureExtractor
from core.wav2vec2.hub import HubOptions
from core.wav2vec2.loading_keywords import part_keywords
from core.wav2vec2.outputs import ModelOutput
from core.wav2vec2.processing import Wav2Vec2Processor
from core.wav2vec2.tokenization import Wav2Vec2CTCTokenizer

# What Hugging Face's pipelines put behind the shorter emissions of a batch.
PADDING_LOGIT = -100.0


@dataclass
class Wav2Vec2DecoderWithLMOutput(ModelOutput):
    """Texts with their scores; lists where several hypotheses (`n_best`) or a batch are asked for, nested for both.

    `logit_score` is the sound's alone, `lm_score` that of sound and language model together (natural logarithms).
    `word_offsets` in frames.
    """

    text: Any = ""
    logit_score: Any = None
    lm_score: Any = None
    word_offsets: Any = None


class BeamKeywords(TypedDict, total=False):
    """Keyword arguments of `decode` and `batch_decode`; `BeamOptions` says what they mean."""

    beam_width: int | None
    beam_prune_logp: float | None
    token_min_logp: float | None
    hotwords: Iterable[str] | None
    hotword_weight: float | None
    alpha: float | None
    beta: float | None
    unk_score_offset: float | None
    lm_score_boundary: bool | None
    output_word_offsets: bool
    n_best: int


@dataclass(frozen=True, slots=True)
class BeamOptions:
    """Options of one call; None: pyctcdecode's default, or the language model's own value.

    `beam_width` hypotheses are kept, of those not more than `beam_prune_logp` behind the best; labels below
    `token_min_logp` are looked at only where they are the likeliest. `hotwords` gain `hotword_weight`. `alpha` weighs
    the language model, `beta` is the bonus of a word, `unk_score_offset` the malus of an unknown one;
    `lm_score_boundary`: score the sentence's ends.
    """

    beam_width: int | None = None
    beam_prune_logp: float | None = None
    token_min_logp: float | None = None
    hotwords: Iterable[str] | None = None
    hotword_weight: float | None = None
    alpha: float | None = None
    beta: float | None = None
    unk_score_offset: float | None = None
    lm_score_boundary: bool | None = None
    output_word_offsets: bool = False
    n_best: int = 1

    def __post_init__(self) -> None:
        """Raises ValueError where there would be no hypothesis."""
        if self.n_best < 1:
            raise ValueError(f"n_best must be 1 or more, not {self.n_best}")
        if self.beam_width is not None and self.beam_width < 1:
            raise ValueError(f"beam_width must be 1 or more, not {self.beam_width}")

    def search(self) -> dict[str, Any]:
        """pyctcdecode's arguments."""
        return {
            "beam_width": DEFAULT_BEAM_WIDTH if self.beam_width is None else self.beam_width,
            "beam_prune_logp": DEFAULT_PRUNE_LOGP if self.beam_prune_logp is None else self.beam_prune_logp,
            "token_min_logp": DEFAULT_MIN_TOKEN_LOGP if self.token_min_logp is None else self.token_min_logp,
            "hotwords": None if self.hotwords is None else list(self.hotwords),
            "hotword_weight": DEFAULT_HOTWORD_WEIGHT if self.hotword_weight is None else self.hotword_weight,
        }

    def language_model(self) -> dict[str, Any]:
        """Those of the language model's values that the call changes."""
        given = {"alpha": self.alpha, "beta": self.beta, "unk_score_offset": self.unk_score_offset}
        changed: dict[str, Any] = {name: float(value) for name, value in given.items() if value is not None}
        return changed if self.lm_score_boundary is None else {**changed, "score_boundary": self.lm_score_boundary}


class Wav2Vec2ProcessorWithLM(Wav2Vec2Processor):
    """Feature extractor, tokenizer and `pyctcdecode.BeamSearchDecoderCTC`.

    Raises ValueError for a decoder of another kind, and for one that lacks labels of the tokenizer. Unlike Hugging
    Face's, a call's `alpha`, `beta` and so on hold for that call alone.
    """

    def __init__(
        self,
        feature_extractor: Wav2Vec2FeatureExtractor,
        tokenizer: Wav2Vec2CTCTokenizer,
        decoder: BeamSearchDecoderCTC,
    ) -> None:
        super().__init__(feature_extractor, tokenizer)
        if not isinstance(decoder, BeamSearchDecoderCTC):
            raise ValueError(f"decoder must be a pyctcdecode.BeamSearchDecoderCTC, not {type(decoder).__name__}")
        missing = self.get_missing_alphabet_tokens(decoder, tokenizer)
        if missing:
            raise ValueError(
                f"the decoder's alphabet lacks labels of the tokenizer: {', '.join(map(repr, sorted(missing)[:8]))}; "
                "the two do not belong together."
            )
        self.decoder = decoder

    @classmethod
    def from_pretrained(cls, name_or_folder: str | Path, options: HubOptions | None = None, **keywords: Any) -> Self:
        """All three of a folder or hub checkpoint, the decoder in the `language_model/` layout.

        `keywords`: as `Wav2Vec2Processor`, and `alpha`, `beta`, `unk_score_offset`, `score_boundary` in place of those
        of the files. Raises CheckpointError, and ValueError where the parts do not fit.
        """
        values = {name: keywords.pop(name) for name in _MODEL_VALUES & keywords.keys()}
        parts = cls._read_parts(name_or_folder, options, keywords)
        decoder = read_decoder(name_or_folder, part_keywords(keywords, options)[0])
        if decoder._language_model is not None:
            decoder._language_model.reset_params(**values)
        return cls(*parts, decoder)

    def save_pretrained(self, save_directory: str | Path, push_to_hub: bool = False) -> None:
        """Write all three into a folder, which is made if need be. Raises ValueError for `push_to_hub`."""
        super().save_pretrained(save_directory, push_to_hub)
        write_decoder(self.decoder, Path(save_directory))

    @property
    def language_model(self) -> Any:
        """pyctcdecode's language model; None where the decoder has none."""
        return self.decoder._language_model

    @staticmethod
    def get_missing_alphabet_tokens(decoder: BeamSearchDecoderCTC, tokenizer: Wav2Vec2CTCTokenizer) -> set[str]:
        """Labels of the tokenizer, in the decoder's spelling, that the decoder's alphabet does not have."""
        spelling = {tokenizer.word_delimiter_token: " "}
        labels = set()
        for token in tokenizer.get_vocab():
            if BLANK_TOKEN_PTN.match(token):
                labels.add("")
            else:
                labels.add(UNK_TOKEN if UNK_TOKEN_PTN.match(token) else spelling.get(token, token))
        return labels - set(decoder._alphabet.labels)

    def decode(self, logits: Any, **options: Unpack[BeamKeywords]) -> Wav2Vec2DecoderWithLMOutput:
        """Logits or log-probabilities (frames, labels) to the best text, or the `n_best` ones as lists.

        Options: `BeamOptions`. Raises ValueError for another number of labels than the alphabet's.
        """
        chosen = BeamOptions(**options)
        with self._changed(chosen):
            (beams,) = self._search([_array(logits)], None, chosen)
        hypotheses = _read_beams(beams, chosen)
        fields = {name: [getattr(h, name) for h in hypotheses] for name in ("text", "logit_score", "lm_score")}
        offsets = [h.word_offsets for h in hypotheses] if chosen.output_word_offsets else None
        output = Wav2Vec2DecoderWithLMOutput(**fields, word_offsets=offsets)
        return hypotheses[0] if chosen.n_best == 1 else output

    def batch_decode(
        self, logits: Any, pool: Any = None, num_processes: int | None = None, **options: Unpack[BeamKeywords]
    ) -> Wav2Vec2DecoderWithLMOutput:
        """`decode` of each (batch, frames, labels); frames that hold -100 are padding and left out.

        `pool`: the caller's `multiprocessing` pool, forked after this processor was made; others are not used, nor is
        it where `alpha`, `beta` and so on are given, as its processes have the old ones. Without one, a pool of
        `num_processes` (one a processor core) is made for the call where the platform forks.
        """
        chosen = BeamOptions(**options)
        pool = None if chosen.language_model() else pool
        rows = [_array(row) for row in logits]
        rows = [row[(row != PADDING_LOGIT).all(axis=-1)] for row in rows]
        made = pool is None and len(rows) > 1 and num_processes != 1 and multiprocessing.get_start_method() == "fork"
        with self._changed(chosen), multiprocessing.Pool(num_processes) if made else nullcontext(pool) as workers:
            decoded = self._search(rows, workers, chosen)
        batch = [_read_beams(beams, chosen) for beams in decoded]
        names = ("text", "logit_score", "lm_score", *(["word_offsets"] if chosen.output_word_offsets else []))
        fields = {name: [[getattr(h, name) for h in hypotheses] for hypotheses in batch] for name in names}
        if chosen.n_best == 1:
            fields = {name: [values[0] for values in column] for name, column in fields.items()}
        return Wav2Vec2DecoderWithLMOutput(**fields)

    def _search(self, rows: Sequence[NDArray[np.float32]], pool: Any, options: BeamOptions) -> list[list[Any]]:
        """pyctcdecode's beams (text, word frames, logit score, score with language model), the best first."""
        spoken: Any = [row for row in rows if len(row)]
        found = iter(self.decoder.decode_beams_batch(pool, spoken, **options.search()))
        return [next(found) if len(row) else [("", [], 0.0, 0.0)] for row in rows]

    @contextmanager
    def _changed(self, options: BeamOptions) -> Iterator[None]:
        """The language model with this call's values; its own are put back."""
        model, values = self.language_model, options.language_model()
        if model is None or not values:
            yield
            return
        before = {name: getattr(model, name) for name in values}
        model.reset_params(**values)
        try:
            yield
        finally:
            model.reset_params(**before)


_MODEL_VALUES = frozenset({"alpha", "beta", "unk_score_offset", "score_boundary"})


def _array(logits: Any) -> NDArray[np.float32]:
    array = np.asarray(logits.detach().float().cpu() if isinstance(logits, torch.Tensor) else logits)
    if array.ndim != 2:
        raise ValueError(f"logits must be (frames, labels), not of shape {array.shape}")
    return array


def _read_beams(beams: Sequence[Any], options: BeamOptions) -> list[Wav2Vec2DecoderWithLMOutput]:
    return [
        Wav2Vec2DecoderWithLMOutput(
            text=text,
            logit_score=float(logit_score),
            lm_score=float(lm_score),
            word_offsets=_offsets(frames) if options.output_word_offsets else None,
        )
        for text, frames, logit_score, lm_score in beams[: options.n_best]
    ]


def _offsets(frames: Iterable[tuple[str, tuple[int, int]]]) -> list[WordOffset]:
    return [WordOffset(word=word, start_offset=int(start), end_offset=int(end)) for word, (start, end) in frames]
