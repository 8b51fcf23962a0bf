"""Coarse words masked in what is shown and exported. Captions in the library keep what was said. Any thread."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import TypeVar

from core.decoding.hypothesis import Word
from core.models.catalogue import ASSETS
from core.session.transcript import Transcript
from core.streaming.captions import Caption, FinalCaption

LISTS = ASSETS / "coarse_words"
MASK = "*"
AnyCaption = TypeVar("AnyCaption", bound=Caption)


@cache
def coarse_words(language: str | None) -> frozenset[str]:
    """The list of a language code (ISO 639-1 or 639-3; None: English); empty where there is none."""
    path = LISTS / f"{_two_letters(language or 'en')}.txt"
    return frozenset(path.read_text(encoding="utf-8").split()) if path.is_file() else frozenset()


def _two_letters(code: str) -> str:
    import langcodes

    try:
        return langcodes.get(code.partition("-script_")[0]).language or code
    except ValueError:
        return ""


def masked_text(text: str, coarse: frozenset[str]) -> str:
    """The first letter, and a star for each other; marks around the word stay."""
    core = text.strip(".,;:!?…\"'“”„‘’«»¡¿()-")
    if core.casefold() not in coarse and core.lower() not in coarse:
        return text
    return text.replace(core, core[0] + MASK * (len(core) - 1))


def masked(caption: AnyCaption, language: str | None = None) -> AnyCaption:
    """The caption with its coarse words masked, its readable form too; `language` where the caption names none."""
    coarse = coarse_words(caption.language or language)
    words = tuple(_masked_word(word, coarse) for word in caption.words)
    if words == caption.words:
        return caption
    if isinstance(caption, FinalCaption):
        readable = tuple(replace(word, text=masked_text(word.text, coarse)) for word in caption.readable)
        return replace(caption, words=words, readable=readable)
    return replace(caption, words=words)


def masked_transcript(transcript: Transcript) -> Transcript:
    """All segments masked."""
    segments = tuple(masked(segment, transcript.language) for segment in transcript.segments)
    return replace(transcript, segments=segments)


def _masked_word(word: Word, coarse: frozenset[str]) -> Word:
    text = masked_text(word.text, coarse)
    return word if text == word.text else replace(word, text=text)
