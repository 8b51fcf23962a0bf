from pathlib import Path

import numpy as np
import torch

from core.training.front_lessons import LogMel, teach_front
from core.training.new_model import adopt_encoder, adopt_projection, filter_bank, new_model
from core.wav2vec2 import Wav2Vec2ForCTC
from tests.core.training.tiny import tiny_model, tones
from tests.helpers.shared_data import shared

LETTERS = "ABCDEFGHIJ"


def test_every_band_answers_to_its_own_tone() -> None:
    bank = filter_bank(240)
    assert bank.shape == (256, 240)
    time = np.arange(240) / 16_000
    spectra = np.abs(np.fft.rfft(bank[::4], 4096))
    peaks = spectra.argmax(axis=1) * 16_000 / 4096
    assert (np.diff(peaks) > 0).all()
    assert (bank[0::4] == -bank[1::4]).all()
    answers = np.hypot(bank[0::4] @ np.sin(2 * np.pi * 1000 * time), bank[2::4] @ np.sin(2 * np.pi * 1000 * time))
    assert abs(peaks[answers.argmax()] - 1000) < 200


def test_a_new_model_has_the_frame_grid_and_adopts_an_encoder() -> None:
    first = shared("models/first")
    model = adopt_encoder(first, seed=1)
    assert (model.config.receptive_field, model.config.inputs_to_logits_ratio) == (400, 320)
    for samples in (400, 719, 720, 16_000):
        assert model.frame_lengths(torch.tensor([samples])).item() == (samples - 400) // 320 + 1
    donor_state = Wav2Vec2ForCTC.from_pretrained(first).wav2vec2.encoder.state_dict()
    assert all(torch.equal(value, donor_state[name]) for name, value in model.wav2vec2.encoder.state_dict().items())
    fresh = new_model(first, seed=1)
    assert torch.equal(
        fresh.wav2vec2.feature_extractor.conv_layers[0].conv.weight,
        model.wav2vec2.feature_extractor.conv_layers[0].conv.weight,
    )
    assert not torch.equal(fresh.lm_head.weight, model.lm_head.weight)


def test_the_fitted_projection_explains_the_donors_own_front() -> None:
    # With the donor's own front, least squares must find the donor's own projection again.
    donor, model = tiny_model().eval(), tiny_model().eval()
    model.wav2vec2.load_state_dict(donor.wav2vec2.state_dict())
    torch.nn.init.zeros_(model.wav2vec2.feature_projection.projection.weight)
    explained = adopt_projection(model, donor, [tones(Path(LETTERS)), tones(Path(LETTERS[::-1]))])
    assert explained > 0.99


def test_log_mel_bands_rise_with_the_tone() -> None:
    bands = LogMel()
    time = torch.arange(4000) / 16_000
    loudest = [int(bands(torch.sin(2 * torch.pi * hertz * time)[None])[0, 3].argmax()) for hertz in (200, 1000, 4000)]
    assert loudest == sorted(set(loudest))
    assert bands(torch.zeros(1, 4000)).shape == (1, 12, 80)


def test_lessons_lower_the_error() -> None:
    recording = tones(Path(LETTERS))

    def draw(random: np.random.Generator) -> list[np.ndarray]:
        return [recording[start : start + 4000] for start in random.integers(0, len(recording) - 4000, 4)]

    model = tiny_model()
    early = teach_front(model, draw, 1, seed=1)
    assert teach_front(model, draw, 60, seed=1) < 0.7 * early
