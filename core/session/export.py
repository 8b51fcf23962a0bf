"""Transcripts as text, subtitles, tables, documents and JSON. Subtitles are written by pysubs2. Pure; any thread."""

from __future__ import annotations

import csv
import io
import json

import pysubs2

from core.decoding.alternatives import alternatives
from core.decoding.calibration import Letters
from core.decoding.hypothesis import Word
from core.session.documents import docx_bytes
from core.session.readable_captions import readable_row
from core.session.subtitles import Cue, SubtitleShape, shape_cues
from core.session.transcript import Transcript
from core.session.writing import clock, spoken
from core.streaming.captions import Caption, FinalCaption

TEXT_FORMATS = ("txt", "srt", "vtt", "ass", "json", "csv", "tsv")
FORMATS = (*TEXT_FORMATS, "docx")
SUBTITLES = ("srt", "vtt", "ass")
DEFAULT_SHAPE = SubtitleShape()
_HARMLESS = str.maketrans({"<": "‹", ">": "›", "{": "(", "}": ")", "\\": "/", "&": "＆", "\r": " ", "\n": " "})
# What a spreadsheet would take for a formula.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def export_bytes(transcript: Transcript, form: str, shape: SubtitleShape = DEFAULT_SHAPE) -> bytes:
    """A file's content in one of `FORMATS` (UTF-8); raises ValueError for another."""
    if form == "docx":
        return docx_bytes(transcript)
    return write_transcript(transcript, form, shape).encode()


def write_transcript(transcript: Transcript, form: str, shape: SubtitleShape = DEFAULT_SHAPE) -> str:
    """The transcript in one of `TEXT_FORMATS`; raises ValueError for another."""
    if form == "txt":
        return "".join(f"{spoken(segment)}\n" for segment in transcript.segments if segment.words)
    if form == "json":
        return json.dumps(transcript_row(transcript), ensure_ascii=False) + "\n"
    if form in SUBTITLES:
        return _subtitles(transcript, form, shape).to_string(form)
    if form in ("csv", "tsv"):
        return _table(transcript, "," if form == "csv" else "\t")
    raise ValueError(f"{form!r} is no text format; choose one of {', '.join(TEXT_FORMATS)}")


def timed_text(transcript: Transcript) -> str:
    """A line a segment, with its time before it: for the clipboard."""
    return "".join(f"{clock(segment.start)}\t{spoken(segment)}\n" for segment in transcript.segments if segment.words)


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
                **({"language": segment.language} if segment.language != transcript.language else {}),
                **({"speaker": segment.speaker} if segment.speaker else {}),
                "words": word_rows(segment),
                **readable_row(segment),
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


def word_rows(caption: Caption) -> list[dict[str, object]]:
    """The words, with their letters where those were asked for."""
    rows = [word_row(word) for word in caption.words]
    for row, letters in zip(rows, caption.letters if isinstance(caption, FinalCaption) else (), strict=False):
        row["letters"] = letter_rows(letters)
    return rows


def letter_rows(letters: Letters) -> list[dict[str, object]]:
    """A word's letters in the documented JSON form."""
    return [{"letter": letter, "confidence": round(sure, 4)} for letter, sure in letters]


def word_row(word: Word) -> dict[str, object]:
    """One word in the documented JSON form."""
    return {
        "word": word.text,
        "start": round(word.start, 3),
        "end": round(word.end, 3),
        "confidence": round(word.confidence, 4),
    }


def _subtitles(transcript: Transcript, form: str, shape: SubtitleShape) -> pysubs2.SSAFile:
    file = pysubs2.SSAFile()
    for cue in shape_cues(transcript.segments, shape):
        event = pysubs2.SSAEvent(start=round(cue.start * 1000), end=round(cue.end * 1000))
        if form == "ass":
            event.text = _karaoke(cue)
        else:
            # Plain text: braces and arrows of a transcript must not become markup of the subtitle format.
            event.plaintext = "\n".join(line.translate(_HARMLESS) for line in cue.text.split("\n"))
        file.append(event)
    return file


def _karaoke(cue: Cue) -> str:
    """The words with the centiseconds for which each is the one that is spoken (tag k); silence before it waits."""
    text, at = "", round(cue.start * 100)
    for number, line in enumerate(cue.lines):
        text += r"\N" if number else ""
        for place, piece in enumerate(line):
            start, end = max(at, round(piece.start * 100)), max(at, round(piece.end * 100))
            wait = f"{{\\k{start - at}}}" if start > at else ""
            space = " " if place and not piece.glued else ""
            text += f"{space}{wait}{{\\k{end - start}}}{piece.text.translate(_HARMLESS)}"
            at = end
    return text


def _table(transcript: Transcript, delimiter: str) -> str:
    """A row a segment; text that a spreadsheet would compute gets an apostrophe before it."""
    out = io.StringIO()
    rows = csv.writer(out, delimiter=delimiter, lineterminator="\n")
    # Who speaks has a column where it is known.
    labelled = any(segment.speaker for segment in transcript.segments)
    rows.writerow(("start", "end", "language", "confidence", *(("speaker",) if labelled else ()), "text"))
    for segment in transcript.segments:
        if not segment.words:
            continue
        named = (_harmless_cell(segment.speaker),) if labelled else ()
        least = min(word.confidence for word in segment.words)
        facts = (f"{segment.start:.3f}", f"{segment.end:.3f}", segment.language or "", f"{least:.4f}")
        rows.writerow((*facts, *named, _harmless_cell(segment.text)))
    return out.getvalue()


def _harmless_cell(text: str) -> str:
    return f"'{text}" if text.startswith(_FORMULA) else text
