from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from core.decoding.beam_search import BeamDecoder
from core.decoding.emission import Emission
from core.decoding.greedy import GreedyDecoder
from core.decoding.hotwords import Hotword
from core.streaming.reading import BeamReader, GreedyReader, reader_for
from tests.core.streaming.scripted import LABELS, LANGUAGES, ScriptedModel, encode, silence

VOCABULARY = LANGUAGES["upper"]


def emission_of(text: str, start_frame: int = 0) -> Emission:
    samples = np.concatenate((encode(text), silence(0.1)))
    return Emission(start_frame, ScriptedModel().emission(samples).log_probs)


def unclear(frames: int, seed: int) -> NDArray[np.float32]:
    """Frames in which two labels are about as likely."""
    random = np.random.default_rng(seed)
    logits = np.full((frames, len(LABELS)), -9.0)
    rows = np.arange(frames)
    spoken = random.integers(0, 6, frames)
    logits[rows, spoken] = 0.0
    logits[rows, random.integers(0, 6, frames)] = -random.uniform(0, 2, frames)
    return (logits - np.log(np.exp(logits).sum(1, keepdims=True))).astype(np.float32)


def test_a_decoder_that_can_stream_reads_the_partials() -> None:
    assert isinstance(reader_for(BeamDecoder(VOCABULARY)), BeamReader)
    assert isinstance(reader_for(GreedyDecoder(VOCABULARY)), GreedyReader)


def test_only_words_that_have_ended_are_settled_for_the_greedy_reader() -> None:
    emission = emission_of("AB CD", start_frame=50)
    # AB is frames 50–57, the delimiter 58–60, CD begins at frame 62.
    reader = reader_for(GreedyDecoder(VOCABULARY))
    settled = {stable: reader.read(emission, stable).settled for stable in (50, 57, 58, 59, 62, 63, 70)}
    assert settled == {50: 0, 57: 0, 58: 0, 59: 1, 62: 1, 63: 1, 70: 1}
    assert [word.text for word in reader.read(emission, 50).words] == ["AB", "CD"]


def test_hotwords_are_already_in_the_partials() -> None:
    """The first frame says B slightly more than D; the hotword DEAD turns that round."""
    log_probs = emission_of("BEAD AB AB ").log_probs.copy()
    b, d = LABELS.index("B"), LABELS.index("D")
    log_probs[0, [b, d]] = [-0.6, -0.8]
    log_probs[1:3] = log_probs[3]
    emission = Emission(0, log_probs)
    plain = reader_for(BeamDecoder(VOCABULARY)).read(emission, 30)
    biased = reader_for(BeamDecoder(VOCABULARY, hotwords=[Hotword("DEAD", 10.0)])).read(emission, 30)
    assert plain.words[0].text == "BEAD"
    assert biased.words[0].text == "DEAD"


@settings(max_examples=10)
@given(st.integers(0, 999), st.integers(0, 40), st.lists(st.integers(1, 60), min_size=1, max_size=8))
def test_what_is_settled_stays_and_ends_as_the_whole_emission_is_decoded(
    seed: int, start_frame: int, steps: list[int]
) -> None:
    log_probs = unclear(sum(steps) + 20, seed)
    decoder = BeamDecoder(VOCABULARY)
    reader = reader_for(decoder)
    settled: tuple[str, ...] = ()
    stable = 0
    for step in steps:
        stable += step
        emission = Emission(start_frame, log_probs[: stable + 20])
        reading = reader.read(emission, start_frame + stable)
        texts = tuple(word.text for word in reading.words)
        assert texts[: len(settled)] == settled
        assert all(word.end <= (start_frame + stable + 20) * 0.02 + 1e-9 for word in reading.words)
        settled = texts[: reading.settled]
    whole = decoder.decode(Emission(start_frame, log_probs[:stable]))
    assert tuple(word.text for word in whole.words)[: len(settled)] == settled


def test_an_emission_that_begins_later_is_read_anew() -> None:
    reader = reader_for(BeamDecoder(VOCABULARY))
    reader.read(emission_of("AB CD "), 20)
    later = reader.read(emission_of("EF GA ", start_frame=5_000), 5_024)
    assert [word.text for word in later.words] == ["EF", "GA"]
    assert later.words[0].start >= 100.0
