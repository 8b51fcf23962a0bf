"""The line on real speech, with the real voice-activity network and a trained checkpoint."""

from __future__ import annotations

from itertools import chain, repeat

import numpy as np
import pytest
from numpy.typing import NDArray

from core.audio.media import read_media
from core.audio.voice_activity import VoiceActivity
from core.decoding.beam_search import BeamDecoder
from core.decoding.greedy import GreedyDecoder
from core.models.catalogue import BUNDLED, resolve
from core.streaming.captions import Caption, FinalCaption, PartialCaption
from core.streaming.recogniser import Recogniser, RecogniserOptions
from core.streaming.revisions import RevisionCounter
from core.streaming.speech_model import SpeechModel
from core.streaming.stability import Stability
from core.wav2vec2.quantised_product import can_quantise
from tests.helpers.shared_data import shared, speech_clips

# silero-vad's network is a TorchScript file, which torch 2.13 reads with a warning.
pytestmark = pytest.mark.filterwarnings("ignore:.torch.jit.load. is deprecated:DeprecationWarning")


@pytest.fixture(scope="module")
def model() -> SpeechModel:
    return SpeechModel.load(resolve(BUNDLED), device="cpu")


@pytest.fixture(scope="module")
def speech() -> NDArray[np.float32]:
    """Four speakers' sentences, one after the other: about half a minute."""
    clips = speech_clips("librispeech", "dev")
    chosen = [clip for clip in clips if 3 < clip.seconds < 9][::17][:5]
    return np.concatenate([read_media(clip.path) for clip in chosen])


def run(
    model: SpeechModel,
    samples: NDArray[np.float32],
    sizes: list[int],
    voice_activity: bool = True,
    partials: bool = False,
) -> list[Caption]:
    """Feed blocks of these sizes, over and over."""
    options = RecogniserOptions(partials=partials, keep_emissions=True)
    line = Recogniser(model, GreedyDecoder(model.vocabulary), VoiceActivity() if voice_activity else None, options)
    captions: list[Caption] = []
    start = 0
    for size in chain.from_iterable(repeat(sizes)):
        captions += line.feed(samples[start : start + size])
        start += size
        if start >= len(samples):
            return captions + line.flush()
    raise AssertionError("sizes must not be empty")


def finals(captions: list[Caption]) -> list[FinalCaption]:
    return [caption for caption in captions if isinstance(caption, FinalCaption)]


def to_the_last_bit(captions: list[Caption]) -> list[tuple[object, ...]]:
    return [
        (caption, caption.emission.start_frame, caption.emission.log_probs.tobytes())
        for caption in finals(captions)
        if caption.emission is not None
    ]


@pytest.mark.parametrize("voice_activity", [True, False])
@pytest.mark.parametrize("sizes", [[160], [511], [4096], [1, 3_000, 17, 512, 45_000, 320, 9]])
def test_block_sizes_do_not_change_a_bit_of_the_finals(
    model: SpeechModel, speech: NDArray[np.float32], sizes: list[int], voice_activity: bool
) -> None:
    whole = run(model, speech, [len(speech)], voice_activity)
    assert to_the_last_bit(run(model, speech, sizes, voice_activity)) == to_the_last_bit(whole)
    assert sum(len(caption.words) for caption in finals(whole)) > 20


def test_blocks_of_one_sample_and_partials_on_the_way_change_nothing(
    model: SpeechModel, speech: NDArray[np.float32]
) -> None:
    short = speech[: 5 * 16_000]
    whole = run(model, short, [len(short)])
    assert finals(whole)
    assert to_the_last_bit(run(model, short, [1], partials=True)) == to_the_last_bit(whole)


def test_finals_are_one_pass_over_their_own_samples(model: SpeechModel, speech: NDArray[np.float32]) -> None:
    for caption in finals(run(model, speech, [1_600], partials=True)):
        heard = speech[round(caption.start * 16_000) : round(caption.end * 16_000)]
        assert caption.emission is not None
        assert caption.emission.log_probs.tobytes() == model.emission(heard).log_probs.tobytes()


@pytest.mark.skipif(not can_quantise(), reason="this processor has no products in int8")
def test_int8_gives_the_same_finals_in_any_blocks(speech: NDArray[np.float32]) -> None:
    model, short = SpeechModel.load(resolve(BUNDLED), device="cpu", dtype="int8"), speech[: 12 * 16_000]
    whole = run(model, short, [len(short)])
    assert sum(len(caption.words) for caption in finals(whole)) > 5
    assert to_the_last_bit(run(model, short, [1_000, 7, 20_000], partials=True)) == to_the_last_bit(whole)


def test_stop_at_any_moment_keeps_what_was_heard(model: SpeechModel, speech: NDArray[np.float32]) -> None:
    for stop in (1, 399, 40_000, 77_777):
        heard = speech[:stop]
        assert to_the_last_bit(run(model, heard, [511])) == to_the_last_bit(run(model, heard, [stop]))


def test_stitched_windows_agree_with_one_pass(model: SpeechModel, speech: NDArray[np.float32]) -> None:
    (caption,) = finals(run(model, speech, [4_096], voice_activity=False))
    assert caption.emission is not None
    stitched = caption.emission.log_probs
    whole = model.emission(speech).log_probs
    assert stitched.shape == whole.shape
    # Not equal: each window is normalised by itself, and attention no longer reaches the whole recording.
    assert np.mean(stitched.argmax(1) == whole.argmax(1)) > 0.9


@pytest.mark.parametrize("stability", ["fast", "balanced", "calm"])
def test_partials_come_in_order_and_show_only_what_was_heard(
    model: SpeechModel, speech: NDArray[np.float32], stability: Stability
) -> None:
    options = RecogniserOptions(stability=stability)
    line = Recogniser(model, BeamDecoder(model.vocabulary), VoiceActivity(), options)
    captions: list[Caption] = []
    for start in range(0, 12 * 16_000, 1_600):
        captions += line.feed(speech[start : start + 1_600])
    captions += line.flush()
    segments = [caption.segment for caption in captions]
    assert segments == sorted(segments)
    for caption in captions:
        assert all(word.end <= caption.audio_time for word in caption.words)
    partials = sum(isinstance(caption, PartialCaption) for caption in captions)
    # A weak model leaves little that calmer levels may show.
    assert partials > (10 if stability == "fast" else 0)


def test_calmer_levels_take_fewer_words_back(model: SpeechModel, speech: NDArray[np.float32]) -> None:
    ratios = []
    levels: tuple[Stability, ...] = ("fast", "balanced", "calm")
    for stability in levels:
        counter = RevisionCounter()
        line = Recogniser(
            model, GreedyDecoder(model.vocabulary), VoiceActivity(), RecogniserOptions(stability=stability)
        )
        for start in range(0, 10 * 16_000, 1_600):
            for caption in line.feed(speech[start : start + 1_600]):
                counter.add(caption)
        for caption in line.flush():
            counter.add(caption)
        ratios.append(counter.unstable_ratio)
    assert ratios == sorted(ratios, reverse=True)


def test_silence_and_room_noise_say_nothing(model: SpeechModel) -> None:
    room = sorted(shared("data/noise/silence_room").iterdir())[:6]
    samples = np.concatenate([np.zeros(5 * 16_000, np.float32), *(read_media(path) for path in room)])
    assert run(model, samples, [1_600], partials=True) == []
