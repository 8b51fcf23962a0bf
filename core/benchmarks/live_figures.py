"""Latency and calm of live captions, in numbers: pure arithmetic over `LiveRun`s."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass

import numpy as np

from core.benchmarks.live_run import LiveRun, ShownCaption
from core.decoding.hypothesis import Word
from core.streaming.captions import FinalCaption
from core.streaming.revisions import RevisionCounter, same_word
from core.streaming.segmenter import SegmenterOptions


@dataclass(frozen=True, slots=True)
class Spread:
    """Median and 95th percentile in seconds, and how many measurements they rest on; None where there are none."""

    p50: float | None
    p95: float | None
    count: int


@dataclass(frozen=True, slots=True)
class SegmentDelays:
    """Of one segment with words, in seconds. `aware` counts the time that the computing took, `unaware` does not.

    First partial: from the onset of speech, as the voice-activity network has it, to the first caption with a word;
    None where the segment goes on from a forced cut and has no onset. Words: from a word's end to the first caption
    that shows it and after which it stays; `words_before_final` of these were partials. Final: from the last word's
    end, and from the moment when the endpoint was known.
    """

    start: float
    first_partial_aware: float | None
    first_partial_unaware: float | None
    words_aware: tuple[float, ...]
    words_unaware: tuple[float, ...]
    words_before_final: int
    final_from_word_end: float
    final_from_endpoint: float


@dataclass(frozen=True, slots=True)
class LiveFigures:
    """Of all recordings together.

    `segments`: those with words. `unstable_word_ratio`: words of partials that the segment's next caption takes back,
    for each final word; a word that only grows counts as taken back. `shown_before_final`: share of the final words
    that a partial already showed.
    """

    files: int
    audio_seconds: float
    segments: int
    final_words: int
    partials: int
    first_partial: Spread
    first_partial_unaware: Spread
    word_delay: Spread
    word_delay_unaware: Spread
    finalisation_from_word_end: Spread
    finalisation_from_endpoint: Spread
    unstable_word_ratio: float
    revisions_per_minute: float
    shown_before_final: float
    lag: Spread
    longest_lag: float
    real_time_factor: float

    def row(self) -> dict[str, object]:
        """Plain values for JSON, rounded to milliseconds."""
        return {key: _plain(value) for key, value in asdict(self).items()}


def figures(runs: Sequence[LiveRun]) -> LiveFigures:
    """The figures of these runs."""
    delays = [one for run in runs for one in segment_delays(run)]
    counters = [_revisions(run) for run in runs]
    final_words = sum(counter.final_words for counter in counters)
    audio = sum(run.audio_seconds for run in runs)
    lags = [lag for run in runs for _, lag in run.lags]
    return LiveFigures(
        files=len(runs),
        audio_seconds=audio,
        segments=len(delays),
        final_words=final_words,
        partials=sum(counter.partials for counter in counters),
        first_partial=spread(one.first_partial_aware for one in delays),
        first_partial_unaware=spread(one.first_partial_unaware for one in delays),
        word_delay=spread(delay for one in delays for delay in one.words_aware),
        word_delay_unaware=spread(delay for one in delays for delay in one.words_unaware),
        finalisation_from_word_end=spread(one.final_from_word_end for one in delays),
        finalisation_from_endpoint=spread(one.final_from_endpoint for one in delays),
        unstable_word_ratio=_ratio(sum(counter.unstable_words for counter in counters), final_words),
        revisions_per_minute=_ratio(sum(counter.revisions for counter in counters), audio / 60),
        shown_before_final=_ratio(sum(one.words_before_final for one in delays), final_words),
        lag=spread(lags),
        longest_lag=max(lags, default=0.0),
        real_time_factor=_ratio(sum(run.work_seconds for run in runs), audio),
    )


def segment_delays(run: LiveRun) -> list[SegmentDelays]:
    """Of each segment of the run that has words, in order."""
    delays = []
    segments: dict[int, list[ShownCaption]] = {}
    before = 0.0
    for shown in run.captions:
        segments.setdefault(shown.caption.segment, []).append(shown)
        if isinstance(shown.caption, FinalCaption):
            captions = segments.pop(shown.caption.segment)
            if shown.caption.words:
                delays.append(_delays(captions, shown.caption.start > before))
            before = shown.caption.end
    return delays


def spread(values: Iterable[float | None]) -> Spread:
    """Median and 95th percentile (linear between neighbours) of the values that there are."""
    found = [value for value in values if value is not None]
    if not found:
        return Spread(None, None, 0)
    p50, p95 = np.percentile(found, [50, 95])
    return Spread(float(p50), float(p95), len(found))


def _delays(captions: list[ShownCaption], has_onset: bool) -> SegmentDelays:
    """`captions` of one segment, the final last."""
    final = captions[-1]
    start = final.caption.start
    first = next(shown for shown in captions if shown.caption.words)
    # The pre-roll lies between a segment's start and the onset of speech.
    onset = start + SegmenterOptions().pre_roll
    since = [_shown_since(word, captions) for word in final.caption.words]
    words = list(zip(final.caption.words, since, strict=True))
    return SegmentDelays(
        start=start,
        first_partial_aware=first.shown - onset if has_onset else None,
        first_partial_unaware=first.caption.audio_time - onset if has_onset else None,
        words_aware=tuple(shown.shown - word.end for word, shown in words),
        words_unaware=tuple(shown.caption.audio_time - word.end for word, shown in words),
        words_before_final=sum(shown is not final for shown in since),
        final_from_word_end=final.shown - final.caption.words[-1].end,
        final_from_endpoint=final.shown - final.caption.audio_time,
    )


def _shown_since(word: Word, captions: list[ShownCaption]) -> ShownCaption:
    """The first caption that shows the word and after which it stays."""
    since = captions[-1]
    for shown in reversed(captions):
        if not any(same_word(word, other) for other in shown.caption.words):
            break
        since = shown
    return since


def _revisions(run: LiveRun) -> RevisionCounter:
    counter = RevisionCounter()
    for shown in run.captions:
        counter.add(shown.caption)
    return counter


def _ratio(part: float, whole: float) -> float:
    return part / whole if whole else 0.0


def _plain(value: object) -> object:
    if isinstance(value, float):
        return round(value, 4)
    if isinstance(value, dict):
        return {key: _plain(inner) for key, inner in value.items()}
    return value
