"""Real speech: `transcribe` against the same checkpoint in transformers with pyctcdecode, on the same segments."""

from __future__ import annotations

from pathlib import Path

import jiwer
import numpy as np
import torch
from pyctcdecode.alphabet import Alphabet
from pyctcdecode.decoder import BeamSearchDecoderCTC
from pyctcdecode.language_model import LanguageModel as PyctcdecodeLanguageModel

from core.audio.media import read_media
from core.decoding.beam_search import BeamOptions
from core.decoding.language_model import LanguageModel
from core.models.catalogue import language_model_of, resolve
from core.session.recognition import RecognitionOptions, load_engine
from core.session.transcription import transcribe
from tests.helpers.shared_data import speech_clips

CLIPS = 12


def reference_decoder(labels: list[str], folder: Path | None) -> BeamSearchDecoderCTC:
    """pyctcdecode with the language model that the checkpoint carries."""
    language_model = None
    if folder is not None:
        loaded = LanguageModel.load(folder)
        language_model = PyctcdecodeLanguageModel(
            loaded.model,
            unigrams=loaded.words,
            alpha=loaded.alpha,
            beta=loaded.beta,
            unk_score_offset=loaded.unk_score_offset,
            score_boundary=loaded.score_boundary,
        )
    return BeamSearchDecoderCTC(Alphabet(labels, is_bpe=False), language_model)


def test_word_errors_equal_those_of_transformers_with_pyctcdecode() -> None:
    from transformers import Wav2Vec2FeatureExtractor, Wav2Vec2ForCTC

    clips = speech_clips("librispeech", "dev")[:: 244 // CLIPS][:CLIPS]
    folder = resolve("bundled-en")
    engine = load_engine(RecognitionOptions(model="bundled-en"))
    vocabulary = engine.model.vocabulary
    labels = [f"<{index}>" if index in vocabulary.ignored else label for index, label in enumerate(vocabulary.labels)]
    labels[vocabulary.blank] = ""
    assert vocabulary.delimiter is not None
    labels[vocabulary.delimiter] = " "
    options = BeamOptions()
    decoder = reference_decoder(labels, language_model_of("bundled-en"))
    network = Wav2Vec2ForCTC.from_pretrained(folder, dtype=torch.float32).eval()
    extractor = Wav2Vec2FeatureExtractor.from_pretrained(folder)

    ours, theirs = [], []
    for clip in clips:
        samples = read_media(clip.path)
        transcript = transcribe(clip.path, engine)
        ours.append(transcript.text)
        texts = []
        for segment in transcript.segments:
            part = samples[round(segment.start * 16_000) : round(segment.end * 16_000)]
            with torch.inference_mode():
                values = extractor(part, sampling_rate=16_000, return_tensors="pt").input_values
                log_probs = network(values).logits[0].log_softmax(-1).numpy()
            log_probs[:, sorted(vocabulary.ignored)] = -100.0
            beams = decoder.decode_beams(
                np.ascontiguousarray(log_probs),
                beam_width=options.beam_width,
                beam_prune_logp=options.beam_prune_logp,
                token_min_logp=options.token_min_logp,
            )
            texts.append(beams[0][0])
        theirs.append(" ".join(text for text in texts if text))
    spoken = [clip.text for clip in clips]
    difference = abs(jiwer.wer(spoken, ours) - jiwer.wer(spoken, theirs))
    assert difference < 0.005, f"{difference:.4f}"
    assert sum(one == other for one, other in zip(ours, theirs, strict=True)) >= CLIPS - 1
