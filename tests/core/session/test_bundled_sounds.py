"""The bundled model of sounds on real speech: file and live line, hotwords, kept emissions, alignment."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path

import jiwer
import numpy as np
import pytest

from core.audio.media import read_media
from core.decoding.hotwords import Hotword
from core.decoding.sounds.lexicon import Lexicon
from core.models.catalogue import BUNDLED, BUNDLED_SOUNDS, language_model_of, list_models, resolve
from core.session.recognition import Engine, RecognitionOptions, decoders, load_engine
from core.session.script_alignment import align_file
from core.session.transcription import transcribe
from core.streaming.captions import FinalCaption

DEMO = Path(__file__).resolve().parents[3] / "assets" / "demo" / "demo.flac"
SAID = (
    "HER FATHER IS A MOST REMARKABLE PERSON TO SAY THE LEAST",
    "WE ARE GOING FOR OUR HONEYMOON TO ITALY AND THE SOUTH OF FRANCE",
    "THE BELL REVERBERATED THROUGH WHAT SEEMED LIKE AN EMPTY HOUSE",
    "FOR MINUTES NO ONE STIRRED AMONG THE WRECKAGE",
    "THEY PICKED THEIR WAY THROUGH THE WRECKAGE AND EMERGED ON A SCENE OF FRIGHTFUL DESTRUCTION",
)


@cache
def engine(model: str = BUNDLED_SOUNDS) -> Engine:
    return load_engine(RecognitionOptions(model=model))


def texts(model: Engine) -> list[str]:
    return [segment.text for segment in transcribe(DEMO, model).segments]


def test_it_is_there_with_the_other_ones_language_model() -> None:
    entry = next(entry for entry in list_models() if entry.name == BUNDLED_SOUNDS)
    assert (entry.bundled, entry.languages, entry.missing) == (True, ("eng",), ())
    shared = Path(resolve(BUNDLED)) / "language_model"
    assert language_model_of(BUNDLED_SOUNDS) == language_model_of(resolve(BUNDLED_SOUNDS)) == shared
    language_model = engine().language_model
    assert language_model is not None
    assert (language_model.alpha, language_model.beta) == (1.4, -0.5)
    weighed = load_engine(replace(engine().options, language_model_weight=0.5, word_bonus=1.0)).language_model
    assert weighed is not None
    assert (weighed.alpha, weighed.beta) == (0.5, 1.0)


def test_it_makes_fewer_errors_than_the_model_of_letters() -> None:
    sounds, letters = texts(engine()), texts(engine(BUNDLED))
    assert len(sounds) == len(letters) == len(SAID)
    assert sounds[0] == SAID[0]
    assert jiwer.wer(list(SAID), sounds) < 0.6 * jiwer.wer(list(SAID), letters)


def test_live_finals_are_the_files() -> None:
    recogniser = engine().recogniser(partials=True)
    samples = read_media(DEMO)
    captions = [caption for block in np.array_split(samples, 200) for caption in recogniser.feed(block)]
    captions += recogniser.flush()
    finals = [caption for caption in captions if isinstance(caption, FinalCaption)]
    live = [(word.text, word.start, word.end) for caption in finals for word in caption.words]
    whole = transcribe(DEMO, engine())
    assert live == [(word.text, word.start, word.end) for segment in whole.segments for word in segment.words]


def test_a_hotword_that_no_lexicon_lists_is_found_by_its_letters() -> None:
    lexicon = engine().model.vocabulary.lexicon
    assert isinstance(lexicon, Lexicon)
    assert "REKKIDGE" not in lexicon.words
    heard = texts(engine().with_options(replace(engine().options, hotwords=(Hotword("rekkidge", 30.0),))))
    assert "REKKIDGE" in " ".join(heard)
    assert "REKKIDGE" not in " ".join(texts(engine()))


def test_a_kept_emission_is_read_again_as_it_was() -> None:
    emission = engine().model.emission(read_media(DEMO)[: 5 * 16_000])
    plain = replace(engine().model.vocabulary, lexicon=None)
    again = decoders(engine().options)(plain).decode(emission)
    assert again.text == engine().decoder().decode(emission).text == SAID[0]


def test_a_text_is_aligned_by_its_sounds(tmp_path: Path) -> None:
    lines = align_file(DEMO, "\n".join(SAID), engine()).segments
    assert [line.text for line in lines] == list(SAID)
    heard = transcribe(DEMO, engine()).segments
    for line, segment in zip(lines, heard, strict=True):
        assert line.start == pytest.approx(segment.words[0].start, abs=0.25)
        assert line.end == pytest.approx(segment.words[-1].end, abs=0.25)
