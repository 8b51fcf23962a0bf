"""The rules of subtitle shaping, checked on what pysubs2 reads from the written file, for any words and any shape."""

from __future__ import annotations

import unicodedata
from itertools import zip_longest

import pysubs2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.decoding.hypothesis import Word
from core.session.export import write_transcript
from core.session.subtitles import FLOOR, SubtitleShape, shape_cues
from core.session.transcript import Transcript
from core.streaming.captions import FinalCaption

texts = st.text(st.sampled_from("abcdefgh.,é語中あ"), min_size=1, max_size=50)
shapes = st.builds(
    SubtitleShape,
    characters=st.integers(8, 60),
    lines=st.integers(1, 4),
    speed=st.floats(5, 40),
    gap=st.floats(0, 0.5),
    shortest=st.floats(0.2, 2),
    longest=st.floats(2, 10),
    lead=st.floats(0, 1),
    trail=st.floats(0, 2),
)


@st.composite
def segments(draw: st.DrawFn) -> tuple[FinalCaption, ...]:
    """Words of any length and time, overlapping ones too."""
    found, at = [], 0.0
    for number in range(draw(st.integers(0, 4))):
        words = []
        for text in draw(st.lists(texts, max_size=25)):
            at += draw(st.sampled_from((0.0, 0.05, 0.3, 2.5)))
            end = at + draw(st.sampled_from((0.0, 0.1, 0.4, 12.0)))
            words.append(Word(text, at, end, 0.9))
        found.append(FinalCaption(number, 0.0, at, tuple(words), at, None))
    return tuple(found)


def columns(text: str) -> int:
    return sum(1 + (unicodedata.east_asian_width(character) in "WF") for character in text)


@given(segments(), shapes)
def test_the_rules_hold(spoken: tuple[FinalCaption, ...], shape: SubtitleShape) -> None:
    written = write_transcript(Transcript("a", "m", None, 1.0, spoken), "srt", shape)
    events = list(pysubs2.SSAFile.from_string(written, format_="srt"))
    for event, following in zip_longest(events, events[1:]):
        lines = event.plaintext.split("\n")
        assert len(lines) <= shape.lines
        for line in lines:
            # Only a word of a script with spaces may be wider than a line; it stands alone.
            assert columns(line) <= shape.characters or " " not in line
        lasted = event.end - event.start
        assert 0 < lasted <= shape.longest * 1000 + 1
        full = lasted >= round(shape.longest * 1000)
        if following is not None:
            gap = following.start - event.end
            assert gap >= round(shape.gap * 1000)
            full = full or gap == round(shape.gap * 1000)
        # What is too short or too fast has taken all the time there is.
        assert full or lasted >= round(shape.shortest * 1000)
        assert full or sum(map(columns, lines)) / (lasted / 1000) <= shape.speed + 0.01


@given(segments(), shapes)
def test_a_cue_comes_with_its_first_word_unless_another_is_in_the_way(
    spoken: tuple[FinalCaption, ...], shape: SubtitleShape
) -> None:
    before = None
    for cue in shape_cues(spoken, shape):
        first = cue.lines[0][0].start
        assert cue.start >= first - shape.lead - 0.001
        if cue.start > max(0.0, first - shape.lead) + 0.001:
            assert before is not None
            assert cue.start == pytest.approx(before.start + FLOOR + shape.gap, abs=0.0021)
        before = cue


def spoken(text: str, pause_after: str = "", pause: float = 0.0) -> FinalCaption:
    words, at = [], 0.0
    for word in text.split():
        words.append(Word(word, at, at + 0.3, 0.9))
        at += 0.35 + (pause if word == pause_after else 0.0)
    return FinalCaption(0, 0.0, at, tuple(words), at, None)


def test_lines_are_balanced_and_no_article_is_left_behind() -> None:
    (cue,) = shape_cues([spoken("we agreed to move the whole release to the week after")], SubtitleShape())
    assert cue.text == "we agreed to move the whole\nrelease to the week after"
    (cue,) = shape_cues([spoken("it was all said before the very long meeting")], SubtitleShape(characters=30))
    assert cue.text == "it was all said before\nthe very long meeting"


def test_cues_end_at_pauses_and_sentences() -> None:
    text = "the first thing is the date and the second proof went to the printers in another town last week"
    cues = shape_cues([spoken(text, "date", 1.0)], SubtitleShape())
    assert cues[0].text.endswith("date")
    cues = shape_cues([spoken(text.replace("date", "date."))], SubtitleShape())
    assert cues[0].text.endswith("date.")


def test_chinese_without_spaces_is_broken_within_the_line() -> None:
    cues = shape_cues([FinalCaption(0, 0, 8, (Word("中" * 60, 0.0, 8.0, 0.9),), 8, None)], SubtitleShape())
    assert "".join(cue.text.replace("\n", "") for cue in cues) == "中" * 60
    assert all(len(line) <= 21 for cue in cues for line in cue.text.split("\n"))


@pytest.mark.parametrize("wrong", [{"characters": 3}, {"speed": float("nan")}, {"shortest": 8.0}, {"gap": -1.0}])
def test_a_shape_that_cannot_be_is_refused(wrong: dict[str, float]) -> None:
    with pytest.raises(ValueError, match=next(iter(wrong))):
        SubtitleShape(**wrong)  # type: ignore[arg-type]
