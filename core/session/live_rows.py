"""The documented JSON form of live captions, on the command line and over the network. Pure."""

from __future__ import annotations

from core.session.export import word_rows
from core.session.readable_captions import readable_row
from core.streaming.captions import Caption, FinalCaption


def live_row(caption: Caption, lag: float) -> dict[str, object]:
    """One caption; seconds from the stream's start. `language` where the model has several."""
    final = isinstance(caption, FinalCaption)
    row: dict[str, object] = {
        "type": "final" if final else "partial",
        "segment": caption.segment,
        "start": round(caption.start, 3),
        "end": round(caption.end, 3),
        "text": caption.text,
        "words": word_rows(caption),
        "audio_time": round(caption.audio_time, 3),
        "lag": round(lag, 3),
        **({"language": caption.language} if caption.language is not None else {}),
    }
    return {**row, **readable_row(caption)} if isinstance(caption, FinalCaption) else row


def summary_row(
    audio_seconds: float, samples_dropped: int, segments: int, real_time_factor: float
) -> dict[str, object]:
    """The last row of a stream."""
    return {
        "type": "summary",
        "audio_seconds": round(audio_seconds, 3),
        "samples_dropped": samples_dropped,
        "segments": segments,
        "real_time_factor": round(real_time_factor, 4),
    }
