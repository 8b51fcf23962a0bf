"""Readable text of final captions: beside their words, or in place of them where only text is written. Any thread."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from core.decoding.hypothesis import Word
from core.decoding.readable.readable_text import (
    MODEL_FOLDER,
    ReadableOptions,
    ReadableStream,
    ReadableText,
    ReadableWord,
)
from core.models.catalogue import BUNDLED, resolve
from core.session.transcript import Transcript
from core.streaming.captions import FinalCaption


def load_readable(language: str | None) -> ReadableText:
    """For a language code (ISO 639-1 or 639-3; None: English); only English has a model. Raises LanguageModelError."""
    folder = Path(resolve(BUNDLED)) / MODEL_FOLDER
    return ReadableText.load(folder, ReadableOptions(language=_two_letters(language or "en")))


def _two_letters(code: str) -> str:
    import langcodes

    try:
        return langcodes.get(code.partition("-script_")[0]).language or code
    except ValueError:
        return code


def with_readable(caption: FinalCaption, stream: ReadableStream, ends: bool = False) -> FinalCaption:
    """The caption with the readable form of its words, which stay as they are."""
    return replace(caption, readable=tuple(stream.feed([word.text for word in caption.words], ends)))


def readable_transcript(transcript: Transcript, text: ReadableText) -> Transcript:
    """All segments with their readable form; the last one that has words ends the text."""
    stream = text.stream()
    last = max((number for number, segment in enumerate(transcript.segments) if segment.words), default=-1)
    segments = [with_readable(segment, stream, n == last) for n, segment in enumerate(transcript.segments)]
    return replace(transcript, segments=tuple(segments))


def as_shown(caption: FinalCaption) -> FinalCaption:
    """A caption whose words are the readable ones, each over the time of those it stands for."""
    if not caption.readable:
        return caption
    return replace(caption, words=tuple(_shown(word, caption.words) for word in caption.readable))


def _shown(readable: ReadableWord, words: tuple[Word, ...]) -> Word:
    over = words[readable.first_word : readable.last_word + 1]
    return Word(readable.text, over[0].start, over[-1].end, min(word.confidence for word in over))


def readable_row(caption: FinalCaption) -> dict[str, object]:
    """The readable form in the documented JSON form; nothing where there is none."""
    if not caption.readable:
        return {}
    return {
        "readable_text": " ".join(word.text for word in caption.readable),
        "readable": [
            {"text": word.text, "first_word": word.first_word, "last_word": word.last_word} for word in caption.readable
        ],
    }
