"""Transcripts in the forms of OpenAI's transcription API. Pure; any thread."""

from __future__ import annotations

import json
import math
import zlib

from core.session.export import word_row, write_transcript
from core.session.http_api.wishes import TranscriptionWish
from core.session.transcript import Transcript
from core.streaming.captions import FinalCaption

CONTENT_TYPES = {
    "json": "application/json",
    "verbose_json": "application/json",
    "text": "text/plain",
    "srt": "application/x-subrip",
    "vtt": "text/vtt",
}


def answer(transcript: Transcript, wish: TranscriptionWish, language: str) -> str:
    """The body of the answer; `language`: its English name."""
    if wish.form == "text":
        return transcript.text + "\n"
    if wish.form in ("srt", "vtt"):
        return write_transcript(transcript, wish.form)
    usage = {"type": "duration", "seconds": math.ceil(transcript.duration)}
    row: dict[str, object] = {"text": transcript.text}
    if wish.form == "verbose_json":
        row = {"task": "transcribe", "language": language, "duration": round(transcript.duration, 3), **row}
        if "segment" in wish.granularities:
            row["segments"] = [_segment(number, final) for number, final in enumerate(transcript.segments)]
        if "word" in wish.granularities:
            row["words"] = [word_row(word) for final in transcript.segments for word in final.words]
    return json.dumps({**row, "usage": usage}, ensure_ascii=False)


def delta_event(final: FinalCaption, first: bool) -> bytes:
    """A server-sent event: more of the text. All deltas together are the text."""
    return event({"type": "transcript.text.delta", "delta": final.text if first else f" {final.text}"})


def done_event(transcript: Transcript) -> bytes:
    """The last server-sent event: the whole text."""
    return event({"type": "transcript.text.done", "text": transcript.text})


def event(row: dict[str, object]) -> bytes:
    """One server-sent event."""
    return f"data: {json.dumps(row, ensure_ascii=False)}\n\n".encode()


def _segment(number: int, final: FinalCaption) -> dict[str, object]:
    """A segment with all that clients expect of one; what only Whisper has is 0 or empty."""
    text = final.text.encode()
    logs = [math.log(max(word.confidence, 1e-6)) for word in final.words]
    return {
        "id": number,
        "seek": round(final.start * 100),
        "start": round(final.start, 3),
        "end": round(final.end, 3),
        "text": final.text,
        "tokens": [],
        "temperature": 0.0,
        "avg_logprob": round(sum(logs) / len(logs), 4),
        "compression_ratio": round(len(text) / len(zlib.compress(text)), 4),
        "no_speech_prob": 0.0,
    }
