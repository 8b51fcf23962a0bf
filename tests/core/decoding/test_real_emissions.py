"""The bundled model's emissions of real speech: ours reads what pyctcdecode reads, to the last bit."""

from __future__ import annotations

import pytest

from core.audio.media import read_media
from core.decoding.beam_search import BeamDecoder, BeamOptions
from core.decoding.emission import Emission
from core.decoding.hotwords import Hotword
from core.models.catalogue import BUNDLED, resolve
from core.streaming.speech_model import SpeechModel
from tests.core.decoding.oracle import expected, pyctcdecode_for
from tests.helpers.shared_data import speech_clips


@pytest.fixture(scope="module")
def model() -> SpeechModel:
    return SpeechModel.load(resolve(BUNDLED), device="cpu", dtype="float32")


@pytest.fixture(scope="module")
def emissions(model) -> list[Emission]:
    clips = sorted(speech_clips("librispeech", "dev"), key=lambda clip: clip.seconds)[:3]
    return [model.emission(read_media(clip.path)) for clip in clips]


@pytest.mark.parametrize("with_model", [False, True])
def test_words_frames_and_scores_are_pyctcdecodes(model, emissions, tiny_model, with_model) -> None:
    language_model = tiny_model if with_model else None
    oracle = pyctcdecode_for(model.vocabulary, language_model)
    decoder = BeamDecoder(model.vocabulary, language_model)
    for emission in emissions:
        log_probs = emission.log_probs.copy()
        log_probs[:, sorted(model.vocabulary.ignored)] = -100.0
        text, words, logit_score, score = expected(oracle, log_probs, BeamOptions())[0]
        found = decoder.decode(emission)
        assert found.text == text
        assert [(w.text, round(w.start * 50), round(w.end * 50)) for w in found.words] == words
        assert (found.logit_score, found.lm_score) == (logit_score, score - logit_score)
        assert all(0.0 < word.confidence <= 1.0 for word in found.words)


def test_a_hotword_is_read_where_its_sounds_are_heard(model, emissions) -> None:
    """A word of the second-best readings, made the wanted one."""
    plain = BeamDecoder(model.vocabulary)
    for emission in emissions:
        best, *others = plain.decode_best(emission, 50)
        wanted = next(word.text for other in others for word in other.words if word.text not in best.text.split())
        found = BeamDecoder(model.vocabulary, None, [Hotword(wanted.lower(), 12.0)]).decode(emission)
        assert wanted in found.text.split()
