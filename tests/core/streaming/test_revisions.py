from __future__ import annotations

from core.decoding.hypothesis import Word
from core.streaming.captions import FinalCaption, PartialCaption
from core.streaming.revisions import RevisionCounter


def words(text: str) -> tuple[Word, ...]:
    return tuple(Word(one, float(place), place + 0.5, 1.0) for place, one in enumerate(text.split()))


def partial(text: str, segment: int = 0) -> PartialCaption:
    return PartialCaption(segment, 0.0, 1.0, words(text), 0, 1.0, None)


def final(text: str, segment: int = 0) -> FinalCaption:
    return FinalCaption(segment, 0.0, 1.0, words(text), 1.0, None)


def test_words_that_only_follow_take_nothing_back() -> None:
    counter = RevisionCounter()
    taken = [counter.add(caption) for caption in (partial("THE"), partial("THE CAT"), final("THE CAT SAT"))]
    assert taken == [0, 0, 0]
    assert (counter.partials, counter.revisions, counter.final_words, counter.unstable_ratio) == (
        2,
        0,
        3,
        0.0,
    )


def test_a_word_that_is_replaced_or_dropped_was_unstable() -> None:
    counter = RevisionCounter()
    shown = (partial("THE CAT SAT"), partial("THE CAP SAT ON"), final("THE CAP SAT"))
    assert [counter.add(caption) for caption in shown] == [0, 1, 1]
    assert (counter.revisions, counter.unstable_words, counter.unstable_ratio) == (2, 2, 2 / 3)


def test_the_same_word_at_another_time_is_another_word() -> None:
    counter = RevisionCounter()
    counter.add(PartialCaption(0, 0.0, 1.0, (Word("THE", 0.0, 0.2, 1.0), Word("THE", 3.0, 3.2, 1.0)), 0, 4.0, None))
    assert counter.add(FinalCaption(0, 0.0, 1.0, (Word("THE", 3.1, 3.3, 1.0),), 4.0, None)) == 1


def test_segments_are_counted_apart() -> None:
    counter = RevisionCounter()
    assert counter.add(partial("ONE", 0)) == 0
    assert counter.add(partial("TWO", 1)) == 0
    assert counter.add(final("ONE", 0)) == 0
    assert counter.add(final("", 1)) == 1
    assert counter.final_words == 1


def test_before_any_final_word_the_ratio_is_zero() -> None:
    assert RevisionCounter().unstable_ratio == 0.0


def test_words_out_of_sight_were_not_taken_back() -> None:
    def at(text: str, first: int) -> tuple[Word, ...]:
        return tuple(Word(one, first + place, first + place + 0.5, 1.0) for place, one in enumerate(text.split()))

    counter = RevisionCounter()
    counter.add(PartialCaption(0, 0.0, 3.0, at("A B C", 0), 0, 3.0, None))
    assert counter.add(PartialCaption(0, 1.0, 4.0, at("B C D", 1), 0, 4.0, None)) == 0
    assert counter.add(FinalCaption(0, 0.0, 4.0, at("A B X D", 0), 4.0, None)) == 1
