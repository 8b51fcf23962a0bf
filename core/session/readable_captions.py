"""Readable text of final captions: beside their words, or in place of them where only text is written. Any thread."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from core.decoding.hypothesis import Word
from core.decoding.language_model_file import LanguageModelError
from core.decoding.readable.readable_text import (
    MODEL_FOLDER,
    ReadableOptions,
    ReadableStream,
    ReadableText,
    ReadableWord,
)
from core.models.catalogue import BUNDLED, resolve
from core.session.transcript import Transcript
from core.streaming.captions import Caption, FinalCaption, PartialCaption

ShownCaption = TypeVar("ShownCaption", PartialCaption, FinalCaption, Caption)


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


def readable_transcript(
    transcript: Transcript, text: ReadableText, check: Callable[[], None] = lambda: None
) -> Transcript:
    """All segments with their readable form; the last one that has words ends the text.

    `check` is called before each; what it raises ends the work.
    """
    stream = text.stream()
    last = max((number for number, segment in enumerate(transcript.segments) if segment.words), default=-1)
    segments = []
    for number, segment in enumerate(transcript.segments):
        check()
        segments.append(with_readable(segment, stream, number == last))
    return replace(transcript, segments=tuple(segments))


def made_readable(transcript: Transcript, check: Callable[[], None] = lambda: None) -> Transcript:
    """With its readable form, by the model of its language; takes a while. Raises LanguageModelError.

    `check`: see `readable_transcript`.
    """
    return readable_transcript(transcript, load_readable(transcript.language), check)


def as_shown(caption: ShownCaption) -> ShownCaption:
    """A caption whose words are the readable ones, each over the time of those it stands for; they have no letters."""
    if not isinstance(caption, FinalCaption) or not caption.readable:
        return caption
    return replace(caption, words=tuple(_shown(word, caption.words) for word in caption.readable), letters=())


def shown_form(transcript: Transcript, form: str) -> Transcript:
    """A transcript for an export: in JSON its readable text stands beside the words, elsewhere in place of them."""
    if form == "json":
        return transcript
    return replace(transcript, segments=tuple(as_shown(segment) for segment in transcript.segments))


def without_readable(transcript: Transcript) -> Transcript:
    """The recognised words alone."""
    return replace(transcript, segments=tuple(replace(segment, readable=()) for segment in transcript.segments))


class ReadableLayer:
    """Gives the captions of one session their readable form, whenever `is_on` says so. On the session's thread."""

    def __init__(self, language: str | None, is_on: Callable[[], bool]) -> None:
        self._language = language
        self._is_on = is_on
        self._stream: ReadableStream | None = None

    def read(self, caption: Caption) -> Caption:
        """A final gets its readable form beside its words, a partial in place of them."""
        if not self._is_on():
            self._stream = None
            return caption
        if self._stream is None:
            self._stream = self._load(caption.language or self._language).stream()
        if isinstance(caption, FinalCaption):
            return with_readable(caption, self._stream)
        readable = self._stream.peek([word.text for word in caption.words])
        words = tuple(_shown(word, caption.words) for word in readable)
        return replace(caption, words=words, stable_words=min(caption.stable_words, len(words)))

    def _load(self, language: str | None) -> ReadableText:
        try:
            return load_readable(language)
        except LanguageModelError:
            # No caption is lost over it: sentences are then what is between two pauses.
            return ReadableText(options=ReadableOptions(language=_two_letters(language or "en")))


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
