from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from core.decoding.beam_search import BeamDecoder
from core.decoding.greedy import GreedyDecoder
from core.streaming.acoustic_model import ModelError
from core.streaming.captions import Caption, FinalCaption, PartialCaption
from core.streaming.recogniser import LanguageSwitchError, Recogniser, RecogniserOptions
from tests.core.streaming.scripted import LANGUAGES, ScriptedModel, ScriptedVoice, encode, silence

OPTIONS = RecogniserOptions(keep_emissions=True, stability="fast")


def recogniser(
    voice_activity: bool = True, options: RecogniserOptions = OPTIONS, model: ScriptedModel | None = None
) -> Recogniser:
    model = model or ScriptedModel()
    decoder = GreedyDecoder(model.vocabulary)
    return Recogniser(model, decoder, ScriptedVoice() if voice_activity else None, options)


def feed_in_pieces(line: Recogniser, samples: NDArray[np.float32], cuts: list[int]) -> list[list[Caption]]:
    """What each feed gave, and last what flush gave."""
    given_back = [line.feed(samples[start:end]) for start, end in zip([0, *cuts], [*cuts, len(samples)], strict=True)]
    return [*given_back, line.flush()]


def finals(given_back: list[list[Caption]]) -> list[FinalCaption]:
    return [one for captions in given_back for one in captions if isinstance(one, FinalCaption)]


def assert_same(left: list[FinalCaption], right: list[FinalCaption]) -> None:
    """Equal in every field, the emissions to the last bit."""
    assert left == right
    for one, other in zip(left, right, strict=True):
        assert one.emission is not None
        assert other.emission is not None
        assert one.emission.start_frame == other.emission.start_frame
        assert one.emission.log_probs.tobytes() == other.emission.log_probs.tobytes()


words = st.text("ABCDEFG", min_size=2, max_size=6)
sentences = st.lists(words, min_size=1, max_size=5).map(" ".join)


@st.composite
def streams(draw: st.DrawFn) -> NDArray[np.float32]:
    parts = []
    for sentence in draw(st.lists(sentences, min_size=1, max_size=4)):
        parts += [silence(draw(st.integers(0, 30_000)) / 16_000), encode(sentence)]
    parts.append(silence(draw(st.integers(0, 15_000)) / 16_000))
    samples = np.concatenate(parts)
    return samples[: len(samples) - draw(st.integers(0, len(samples) // 3))]


def cuts_of(draw: st.DataObject, total: int) -> list[int]:
    return sorted(draw.draw(st.lists(st.integers(0, total), max_size=30)))


@settings(max_examples=60)
@given(streams(), st.booleans(), st.data())
def test_finals_do_not_depend_on_cuts_lateness_or_the_moment_of_stop(
    samples: NDArray[np.float32], voice_activity: bool, data: st.DataObject
) -> None:
    whole = finals(feed_in_pieces(recogniser(voice_activity), samples, []))
    pieces = feed_in_pieces(recogniser(voice_activity), samples, cuts_of(data, len(samples)))
    assert_same(finals(pieces), whole)


@settings(max_examples=40)
@given(st.lists(sentences, min_size=1, max_size=4), st.booleans(), st.data())
def test_every_word_is_heard(spoken: list[str], voice_activity: bool, data: st.DataObject) -> None:
    samples = np.concatenate([part for text in spoken for part in (encode(text + " "), silence(1.0))])
    given_back = feed_in_pieces(recogniser(voice_activity), samples, cuts_of(data, len(samples)))
    texts = [caption.text for caption in finals(given_back)]
    assert texts == (spoken if voice_activity else [" ".join(spoken)])


def test_word_times_are_seconds_from_the_streams_start() -> None:
    samples = np.concatenate((silence(100.0), encode("AB CD"), silence(1.0)))
    (caption,) = finals(feed_in_pieces(recogniser(), samples, []))
    starts = [round(word.start, 2) for word in caption.words]
    assert starts == [100.0, 100.24]
    # Speech is found in the block in which it begins; the pre-roll reaches 0.3 s further back.
    assert caption.start == (100 * 16_000 - 4_800) // 320 * 320 / 16_000
    assert caption.end == pytest.approx(100.4 + 0.3, abs=0.05)
    assert caption.audio_time == pytest.approx(100.4 + 0.5, abs=0.05)


@settings(max_examples=40)
@given(streams(), st.booleans(), st.data())
def test_partials_say_only_what_was_heard_and_never_take_back_what_is_stable(
    samples: NDArray[np.float32], voice_activity: bool, data: st.DataObject
) -> None:
    cuts = cuts_of(data, len(samples))
    given_back = feed_in_pieces(recogniser(voice_activity), samples, cuts)
    settled: dict[int, tuple[str, ...]] = {}
    closed = -1
    for fed, captions in zip([*cuts, len(samples), len(samples)], given_back, strict=True):
        assert sum(isinstance(caption, PartialCaption) for caption in captions) <= 1
        for place, caption in enumerate(captions):
            texts = tuple(word.text for word in caption.words)
            before = settled.get(caption.segment, ())
            assert caption.segment > closed
            assert caption.audio_time <= fed / 16_000
            assert all(word.end <= caption.audio_time for word in caption.words)
            if isinstance(caption, FinalCaption):
                closed = caption.segment
            else:
                assert place == len(captions) - 1
                assert texts[: len(before)] == before
                assert len(before) <= caption.stable_words <= len(texts)
                settled[caption.segment] = texts[: caption.stable_words]


def test_a_hop_passes_between_partials_and_stable_words_follow() -> None:
    samples = np.concatenate((encode("ABC DEF ABC DEF ABC DEF "), silence(1.0)))
    given_back = feed_in_pieces(recogniser(), samples, list(range(320, len(samples), 320)))
    partials = [one for captions in given_back for one in captions if isinstance(one, PartialCaption)]
    *by_windows, last = partials
    times = [round(partial.audio_time * 16_000) for partial in by_windows]
    assert all(later - earlier >= 1_600 for earlier, later in pairwise(times))
    # The last is what the final will be, made while the endpoint waits: 0.3 s after the speech, which lasts 1.92 s.
    assert last.audio_time == 2.24
    assert {partial.text for partial in partials[-2:]} == {"ABC DEF ABC DEF ABC DEF"}
    # Stable up to 0.64 s before the last window, at 2.18 s: in the space behind the fifth word.
    assert (times[-1], by_windows[-1].stable_words, last.stable_words) == (2.18 * 16_000, 5, 6)
    lagging = [partial for partial in partials if 0 < partial.stable_words < len(partial.words)]
    assert lagging


@pytest.mark.parametrize(("spoken", "step"), [("ABC DEF ABC DEF ", 1_600), (" " * 16, 960)])
def test_windows_are_closer_while_there_is_nothing_to_show(spoken: str, step: int) -> None:
    """A caption begins sooner so; a window costs the same share of time all the same when it is long."""
    model = ScriptedModel()
    feed_in_pieces(recogniser(model=model), encode(spoken), list(range(320, len(encode(spoken)), 320)))
    # Not the last, which is the final's; at 1.2 s a twentieth of a window is 0.06 s.
    short = [length for length in model.inputs[:-1] if length < 1.2 * 16_000]
    assert len(short) > 5
    assert {later - earlier for earlier, later in pairwise(short)} == {step}


def test_a_final_is_ready_before_its_endpoint_and_costs_one_pass() -> None:
    model = ScriptedModel()
    line = recogniser(model=model)
    samples = np.concatenate((encode("ABC DEF"), silence(1.0)))
    for start in range(0, len(samples), 512):
        passes = len(model.inputs)
        captions = line.feed(samples[start : start + 512])
        if any(isinstance(caption, FinalCaption) for caption in captions):
            assert len(model.inputs) == passes
            return
    raise AssertionError("no final came")


def test_a_late_caller_waits_for_no_final_in_advance() -> None:
    model = ScriptedModel()
    line = recogniser(model=model, options=RecogniserOptions())
    # Up to where the final could be made ready: 0.4 s of silence, fed with the speech at once.
    line.feed(np.concatenate((encode("ABC DEF"), silence(0.4))))
    assert model.inputs == []


def test_speech_that_goes_on_leaves_no_trace_of_what_was_made_ready() -> None:
    samples = np.concatenate((encode("ABC DEF "), silence(0.45), encode("GAB BAG"), silence(1.0)))
    model = ScriptedModel()
    pieces = feed_in_pieces(recogniser(model=model), samples, list(range(512, len(samples), 512)))
    # The speech, which ends on a block's border, and the post-roll.
    assert len(encode("ABC DEF ")) + 4_800 in model.inputs
    (whole,) = finals(feed_in_pieces(recogniser(), samples, []))
    assert_same(finals(pieces), [whole])
    assert whole.text == "ABC DEF GAB BAG"


def test_a_late_caller_gets_all_finals_and_one_partial_from_bounded_windows() -> None:
    model = ScriptedModel()
    line = recogniser(model=model)
    texts = ["ABC ABC ", "DEF DEF ", "ABCDEFG " * 20]
    captions = line.feed(np.concatenate([part for text in texts for part in (encode(text), silence(1.0))][:-1]))
    assert [type(caption) for caption in captions] == [FinalCaption, FinalCaption, PartialCaption]
    assert captions[-1].text == " ".join(["ABCDEFG"] * 20)
    assert max(model.inputs[2:]) <= 12 * 16_000


def test_no_partials_where_none_are_wanted() -> None:
    model = ScriptedModel()
    line = recogniser(model=model, options=RecogniserOptions(partials=False))
    given_back = feed_in_pieces(line, np.concatenate((encode("ABC DEF"), silence(1.0))), [3_000, 9_000])
    assert [caption.text for captions in given_back for caption in captions] == ["ABC DEF"]
    assert len(model.inputs) == 1


def test_finals_carry_their_emission_only_when_asked() -> None:
    line = recogniser(options=RecogniserOptions())
    (caption,) = finals(feed_in_pieces(line, np.concatenate((encode("ABC"), silence(1.0))), []))
    assert caption.emission is None


@pytest.mark.parametrize("voice_activity", [True, False])
def test_memory_is_bounded_over_ten_minutes_in_one_block(voice_activity: bool) -> None:
    line = recogniser(voice_activity, RecogniserOptions())
    sentence = np.concatenate((encode("ABCDEFG ABCDEFG ABCDEFG ABCDEFG "), silence(0.3)))
    samples = np.tile(sentence, 600 * 16_000 // len(sentence))
    captions = line.feed(samples)
    assert line.audio_seconds == len(samples) / 16_000
    assert line._buffer.end - line._buffer.start <= (36 if not voice_activity else 21) * 16_000
    captions += line.flush()
    spoken = [word.text for caption in captions if isinstance(caption, FinalCaption) for word in caption.words]
    # Without a pause of 0.5 s every cut is forced; it falls into the pauses, so no word is cut in two.
    assert spoken == ["ABCDEFG"] * (4 * (len(samples) // len(sentence)))


def test_without_voice_activity_partials_show_the_last_half_minute() -> None:
    line = recogniser(voice_activity=False)
    captions = line.feed(encode("ABCDEFG " * 400))
    (partial,) = captions
    assert isinstance(partial, PartialCaption)
    assert partial.words[0].start >= partial.audio_time - 31
    assert {word.text for word in partial.words} == {"ABCDEFG"}
    assert len(partial.words) in (45, 46, 47)


@pytest.mark.parametrize("length", [1, 320, 399, 400])
def test_the_shortest_streams_are_heard(length: int) -> None:
    (caption,) = finals(feed_in_pieces(recogniser(voice_activity=False), encode("A")[:length], []))
    assert caption.text == "A"
    assert caption.end == length / 16_000


def test_an_empty_stream_says_nothing() -> None:
    assert feed_in_pieces(recogniser(), silence(0), []) == [[], []]
    assert feed_in_pieces(recogniser(voice_activity=False), silence(0), []) == [[], []]


def test_reset_begins_a_new_stream() -> None:
    line = recogniser()
    samples = np.concatenate((silence(0.7), encode("ABC"), silence(0.8)))
    first = finals(feed_in_pieces(line, samples, [5_000]))
    line.reset()
    assert line.audio_seconds == 0.0
    assert_same(finals(feed_in_pieces(line, samples, [777])), first)


def test_samples_must_be_mono() -> None:
    with pytest.raises(ValueError, match="mono"):
        recogniser().feed(np.zeros((10, 2), np.float32))


@settings(max_examples=60)
@given(st.lists(sentences, min_size=2, max_size=4), st.booleans(), st.data())
def test_a_language_switch_takes_effect_with_the_next_segment_and_loses_nothing(
    spoken: list[str], voice_activity: bool, data: st.DataObject
) -> None:
    samples = np.concatenate([part for text in spoken for part in (encode(text + " "), silence(1.0))])
    place = data.draw(st.integers(0, len(samples)))
    line = recogniser(voice_activity)
    captions = line.feed(samples[:place])
    line.use("lower", GreedyDecoder(LANGUAGES["lower"]))
    captions += line.feed(samples[place:]) + line.flush()
    found = [caption for caption in captions if isinstance(caption, FinalCaption)]
    languages = [caption.language for caption in found]
    assert languages == sorted(languages, reverse=True)
    for caption in found:
        assert caption.text == (caption.text.upper() if caption.language == "upper" else caption.text.lower())
    if voice_activity:
        assert [caption.text.upper() for caption in found] == spoken
        assert all(caption.language == "lower" for caption in found if caption.start >= place / 16_000)
    else:
        # The stream is parted at a frame border.
        assert [one.end for one in found[:-1]] == [one.start for one in found[1:]]
        assert (found[0].start, found[-1].end) == (0.0, len(samples) / 16_000)


def test_a_language_that_is_refused_leaves_the_old_one_and_all_captions() -> None:
    model = ScriptedModel(refuses=["lower"])
    line = recogniser(model=model)
    samples = np.concatenate([part for text in ("ABC", "DEF", "GAG") for part in (encode(text), silence(1.0))])
    captions = line.feed(samples[:5_000])
    line.use("lower", GreedyDecoder(LANGUAGES["lower"]))
    with pytest.raises(LanguageSwitchError, match="choose another") as raised:
        line.feed(samples[5_000:40_000])
    captions += raised.value.captions + line.feed(samples[40_000:]) + line.flush()
    found = [caption for caption in captions if isinstance(caption, FinalCaption)]
    assert [(caption.text, caption.language) for caption in found] == [
        ("ABC", "upper"),
        ("DEF", "upper"),
        ("GAG", "upper"),
    ]


def test_a_new_decoder_alone_waits_for_the_next_segment_too() -> None:
    line = recogniser()
    captions = line.feed(encode("ABC"))
    line.use(None, GreedyDecoder(LANGUAGES["lower"]))
    captions += line.feed(np.concatenate((silence(1.0), encode("DEF"), silence(1.0)))) + line.flush()
    found = [caption for caption in captions if isinstance(caption, FinalCaption)]
    assert [(caption.text, caption.language) for caption in found] == [("ABC", "upper"), ("def", "upper")]


def test_a_model_with_another_frame_rate_is_refused_with_advice() -> None:
    class Slow(ScriptedModel):
        def emission(self, samples: NDArray[np.float32], statistics: object = None) -> object:  # type: ignore[override]
            emission = super().emission(samples)
            return replace(emission, log_probs=emission.log_probs[::2])

    line = recogniser(model=Slow())
    with pytest.raises(ModelError, match="20 ms frames"):
        feed_in_pieces(line, np.concatenate((encode("ABC DEF"), silence(1.0))), [])


@pytest.mark.parametrize("seconds", [0.5, 13.9, 14.1, 45.0])
def test_without_voice_activity_a_beam_decoder_streams_to_what_it_decodes_at_once(seconds: float) -> None:
    samples = encode("ABCD EFG AB " * 50)[: round(seconds * 16_000)]
    model = ScriptedModel()
    decoder = BeamDecoder(model.vocabulary)
    line = Recogniser(model, decoder, None, OPTIONS)
    (caption,) = finals(feed_in_pieces(line, samples, list(range(0, len(samples), 10_000))))
    assert caption.emission is not None
    assert len(caption.words) == pytest.approx(seconds / 0.32, abs=2)
    assert caption.words == decoder.decode(caption.emission).words
