"""The language of each segment, chosen by what is heard: by the samples alone, with hysteresis, and taken back."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from core.decoding.greedy import GreedyDecoder
from core.streaming.acoustic_model import ModelError
from core.streaming.captions import FinalCaption
from core.streaming.recogniser import Recogniser, RecogniserOptions
from core.streaming.spoken_language import AutomaticLanguage, SpokenLanguage
from tests.core.streaming.scripted import (
    LANGUAGES,
    HalfOfTheAlphabet,
    ScriptedModel,
    ScriptedVoice,
    encode,
    silence,
)
from tests.core.streaming.test_recogniser import assert_same, feed_in_pieces, finals

EARLY, LATE, MIXED = "ABC DEF GHI ABC DEF", "NOP QRS TUV NOP QRS", "ABC NOP DEF QRS GHI"


def decoder(code: str) -> GreedyDecoder:
    return GreedyDecoder(LANGUAGES[code])


def among(*codes: str) -> AutomaticLanguage:
    return AutomaticLanguage(codes or ("upper", "lower"), HalfOfTheAlphabet(), decoder)


def recogniser(model: ScriptedModel | None = None, known: frozenset[int] = frozenset()) -> Recogniser:
    model = model or ScriptedModel()
    options = RecogniserOptions(keep_emissions=True, known_segments=known, automatic=among())
    return Recogniser(model, decoder(model.language or ""), ScriptedVoice(), options)


def stream(*sentences: str) -> NDArray[np.float32]:
    return np.concatenate([part for text in sentences for part in (encode(text), silence(1.0))])


def heard(captions: Sequence[FinalCaption]) -> list[tuple[str, str | None]]:
    return [(caption.text, caption.language) for caption in captions]


def test_each_segment_is_read_in_the_language_that_it_is_spoken_in() -> None:
    found = finals(feed_in_pieces(recogniser(), stream(EARLY, LATE, LATE, EARLY), []))
    assert heard(found) == [
        (EARLY, "upper"), (LATE.lower(), "lower"), (LATE.lower(), "lower"), (EARLY, "upper"),
    ]  # fmt: skip


def test_a_stream_begins_in_the_first_language_whatever_the_model_spoke_before() -> None:
    model = ScriptedModel("lower")
    line = recogniser(model)
    assert line.language == "upper"
    assert heard(finals(feed_in_pieces(line, stream(LATE), []))) == [(LATE.lower(), "lower")]
    line.reset()
    assert line.language == "upper"


def test_partials_of_a_segment_are_in_the_language_before_it() -> None:
    samples = stream(EARLY, LATE, LATE)
    given = feed_in_pieces(recogniser(), samples, list(range(1600, len(samples), 1600)))
    partials = [c for captions in given for c in captions if not isinstance(c, FinalCaption) and c.words]
    second = [caption.language for caption in partials if caption.segment == 1]
    third = [caption.language for caption in partials if caption.segment == 2]
    assert set(second) == {"upper"}
    assert set(third) == {"lower"}


sentences = st.lists(
    st.text("ABCDNOPQ", min_size=2, max_size=7), min_size=1, max_size=5
).map(" ".join)  # fmt: skip


@settings(deadline=None, max_examples=60)
@given(st.lists(sentences, min_size=1, max_size=5), st.data())
def test_the_language_depends_on_the_samples_alone(spoken: list[str], data: st.DataObject) -> None:
    samples = stream(*spoken)
    whole = finals(feed_in_pieces(recogniser(), samples, []))
    cuts = sorted(data.draw(st.lists(st.integers(0, len(samples)), max_size=30)))
    assert_same(finals(feed_in_pieces(recogniser(), samples, cuts)), whole)


def test_segments_that_are_known_count_for_those_that_follow() -> None:
    samples = stream(EARLY, LATE, MIXED)
    whole = finals(feed_in_pieces(recogniser(), samples, []))
    rest = finals(feed_in_pieces(recogniser(known=frozenset({0, 1})), samples, []))
    assert_same(rest, whole[2:])
    assert whole[2].language == "lower"


def test_what_could_be_either_changes_nothing_and_what_is_fairly_sure_needs_two() -> None:
    # Three letters in four are late.
    fairly = "NOPQ NOPA NOPQ RSAB NOPQ ABQR"
    found = finals(feed_in_pieces(recogniser(), stream(EARLY, MIXED, MIXED, fairly, fairly, fairly), []))
    languages = [caption.language for caption in found]
    assert languages[:4] == ["upper"] * 4
    assert languages[-1] == "lower"


def follow(spoken: SpokenLanguage, model: ScriptedModel, *texts: str) -> list[str | None]:
    languages = []
    for number, text in enumerate(texts):
        samples = np.tile(encode(text), 3)
        spoken.settle((number, number + 1), lambda samples=samples: samples)  # type: ignore[misc]
        languages.append(model.language)
    return languages


def test_a_language_that_is_not_allowed_makes_no_other_likely() -> None:
    class Foreign(HalfOfTheAlphabet):
        def probabilities(self, samples: NDArray[np.float32]) -> NDArray[np.float64]:
            return np.array([1.0 - 1e-6, 0.0, 1e-6])

    model = ScriptedModel()
    spoken = SpokenLanguage(model)
    spoken.choose_among(among())
    assert follow(spoken, model, EARLY) == ["upper"]
    spoken.choose_among(AutomaticLanguage(("upper", "lower"), Foreign(), decoder))
    assert follow(spoken, model, *[EARLY] * 20) == ["upper"] * 20


def test_a_short_word_does_not_turn_the_language() -> None:
    model = ScriptedModel()
    spoken = SpokenLanguage(model)
    spoken.choose_among(among())
    assert follow(spoken, model, EARLY) == ["upper"]
    spoken.settle((5, 6), lambda: encode("NO"))
    assert model.language == "upper"
    assert follow(spoken, model, LATE) == ["lower"]


def test_a_switch_is_taken_back_and_that_language_left_out() -> None:
    line = recogniser()
    assert [caption.language for caption in finals([line.feed(stream(EARLY, LATE))])] == ["upper", "lower"]
    line.use("upper", decoder("upper"), among("upper"))
    assert heard(finals([line.feed(stream(LATE, LATE))])) == [(LATE, "upper")] * 2
    line.use("lower", decoder("lower"))
    assert heard(finals([line.feed(stream(EARLY))])) == [(EARLY.lower(), "lower")]
    line.use(None, decoder("lower"), among())
    assert heard(finals([line.feed(stream(EARLY))])) == [(EARLY, "upper")]


def test_what_is_asked_for_before_a_segment_begins_adds_up() -> None:
    line = recogniser()
    line.use("lower", decoder("lower"), among())
    line.use(None, decoder("upper"), among())
    line.feed(encode(MIXED))
    assert line.language == "lower"


def test_a_pass_made_in_vain_leaves_the_language() -> None:
    # The endpoint waits 0.5 s; this pause is shorter, so that the pass over the first half is of no use.
    samples = np.concatenate([encode(EARLY), silence(1.0), encode("NOP QRS"), silence(0.45), encode(EARLY), silence(1)])
    whole = finals(feed_in_pieces(recogniser(), samples, []))
    pieces = finals(feed_in_pieces(recogniser(), samples, list(range(800, len(samples), 800))))
    assert_same(pieces, whole)
    assert [caption.language for caption in whole] == ["upper", "upper"]


def test_only_the_beginning_of_a_long_segment_is_heard() -> None:
    identifier = HalfOfTheAlphabet()
    automatic = AutomaticLanguage(("upper", "lower"), identifier, decoder)
    automatic.heard(np.zeros(16_000 * 15, np.float32))
    assert identifier.heard == [160_000]


def test_languages_that_cannot_be_told_apart_are_refused() -> None:
    with pytest.raises(ModelError, match=r"does not know xyz; leave it out\."):
        among("upper", "xyz")
    with pytest.raises(ModelError, match="differ in their script only"):
        among("upper-script_latin", "upper-script_arabic")
