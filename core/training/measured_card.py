"""Measures a model and puts what was found into its card. Owned by `wavescribe train card`, on its thread."""

from __future__ import annotations

from pathlib import Path

from core.audio.media import read_media
from core.decoding.beam_search import BeamDecoder
from core.decoding.language_model import LanguageModel
from core.decoding.sounds.lexicon import language_model_weights
from core.models.catalogue import language_model_of
from core.streaming.speech_model import SpeechModel
from core.training.error_rates import rates_by
from core.training.evaluation import evaluate, greedy
from core.training.jobs import chosen_utterances
from core.training.manifest import check_recordings
from core.training.model_card import (
    LANGUAGE_MODEL_RECORD,
    CardError,
    data_table,
    error_table,
    provenance,
    read_record,
    update_card,
)
from core.training.recipe import Recipe


def write_card(model: Path, manifest: Path) -> Path:
    """Measure a model on the development recordings, with its language model and greedily, and put the figures, the
    data and the provenance into its README.md, which needs their markers.
    """
    card = model / "README.md"
    if not card.is_file():
        raise CardError(f"{card} does not exist. Write the card's prose first, with the markers of its figures.")
    development = chosen_utterances([manifest], ["dev"], Recipe())
    check_recordings(development)
    speech_model = SpeechModel.load(str(model))
    language_model = language_model_of(str(model))
    if language_model is None:
        raise CardError(f"{model} has no language model. Build one with `wavescribe train language-model`.")
    weighed = LanguageModel.load(language_model, *language_model_weights(model))
    decoders = ((BeamDecoder(speech_model.vocabulary, weighed), None), greedy(speech_model.vocabulary))
    decoded, best_labels = (
        rates_by(evaluate(development, read_media, speech_model, decoder, sounds=sounds).scored, "source")
        for decoder, sounds in decoders
    )
    record, sources = read_record(model), read_record(language_model.parent, LANGUAGE_MODEL_RECORD)
    parts = {
        "error rates": error_table(
            decoded, best_labels, "characters" if speech_model.vocabulary.lexicon is None else "sounds"
        ),
        "data": data_table(record),
        "provenance": provenance(record, sources),
    }
    card.write_text(update_card(card.read_text(encoding="utf-8"), parts), encoding="utf-8")
    return card
