"""Transcripts as text, subtitles and JSON. Subtitles are written by pysubs2."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

import pysubs2

from core.decoding.alternatives import alternatives
from core.decoding.hypothesis import Word
from core.session.transcript import Transcript
from core.streaming.captions import FinalCaption

FORMATS = ("txt", "srt", "vtt", "json")
LINE_CHARACTERS = 42
LINES = 2
LONGEST_CUE = 7.0


def write_transcript(transcript: Transcript, form: str) -> str:
    """The transcript in one of `FORMATS`; raises ValueError for another."""
    if form == "txt":
        return "".join(f"{segment.text}\n" for segment in transcript.segments if segment.words)
    if form == "json":
        return json.dumps(transcript_row(transcript), ensure_ascii=False) + "\n"
    if form in ("srt", "vtt"):
        return _subtitles(transcript).to_string(form)
    raise ValueError(f"{form!r} is no format; choose one of {', '.join(FORMATS)}")


def transcript_row(transcript: Transcript) -> dict[str, object]:
    """The documented JSON form; seconds from the start of the audio."""
    return {
        "file": transcript.file,
        "model": transcript.model,
        "language": transcript.language,
        "duration": round(transcript.duration, 3),
        "text": transcript.text,
        "segments": [
            {
                "start": round(segment.start, 3),
                "end": round(segment.end, 3),
                "text": segment.text,
                "words": [word_row(word) for word in segment.words],
                **_readings_row(segment),
            }
            for segment in transcript.segments
        ],
    }


def _readings_row(segment: FinalCaption) -> dict[str, object]:
    """Where several readings were asked for: each with its score, and for each word what else stands in its place."""
    if not segment.hypotheses:
        return {}
    return {
        "hypotheses": [
            {"text": reading.text, "score": round(reading.logit_score + reading.lm_score, 4)}
            for reading in segment.hypotheses
        ],
        "alternatives": [
            [{"word": other.text, "probability": round(other.probability, 4)} for other in others]
            for others in alternatives(segment.words, segment.hypotheses)
        ],
    }


def word_row(word: Word) -> dict[str, object]:
    """One word in the documented JSON form."""
    return {
        "word": word.text,
        "start": round(word.start, 3),
        "end": round(word.end, 3),
        "confidence": round(word.confidence, 4),
    }


def _subtitles(transcript: Transcript) -> pysubs2.SSAFile:
    file = pysubs2.SSAFile()
    for segment in transcript.segments:
        for words in cues(segment):
            event = pysubs2.SSAEvent(start=round(words[0].start * 1000), end=round(words[-1].end * 1000))
            # Plain text: braces and arrows of a transcript must not become markup of the subtitle format.
            event.plaintext = "\n".join(_lines([_harmless(word.text) for word in words]))
            file.append(event)
    return file


def cues(segment: FinalCaption) -> Iterator[Sequence[Word]]:
    """A segment's words in stretches that fit on the screen and stay at most `LONGEST_CUE` seconds."""
    cue: list[Word] = []
    for word in segment.words:
        lines = _lines([other.text for other in (*cue, word)])
        if cue and (len(lines) > LINES or word.end - cue[0].start > LONGEST_CUE):
            yield cue
            cue = []
        cue.append(word)
    if cue:
        yield cue


def _lines(words: list[str]) -> list[str]:
    """Words on lines of at most `LINE_CHARACTERS`; a longer word has a line of its own."""
    lines: list[str] = []
    for word in words:
        if lines and len(lines[-1]) + 1 + len(word) <= LINE_CHARACTERS:
            lines[-1] += " " + word
        else:
            lines.append(word)
    return lines


def _harmless(text: str) -> str:
    """Without what WebVTT and SubRip would read as markup: tags, arrows, override blocks."""
    table = {"<": "‹", ">": "›", "{": "(", "}": ")", "\\": "/", "&": "＆"}
    return "".join(table.get(character, character) for character in text)
