"""What a client asks for, read from the fields of its form or address. Pure; any thread."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, cast

from core.decoding.hotwords import Hotword, HotwordError, parse_hotword
from core.session.http_api.errors import ApiError

AnswerForm = Literal["json", "text", "srt", "verbose_json", "vtt"]
FORMS = ("json", "text", "srt", "verbose_json", "vtt")
GRANULARITIES = ("word", "segment")
SAMPLE_FORMS = ("pcm16", "float32")
LONGEST_PHRASE = 4
"""Words of a prompt between two commas that are still a name or a term, and no sentence."""

Fields = Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class TranscriptionWish:
    """A transcription that is asked for. `language`: as the client wrote it. `granularities`: of verbose_json."""

    model: str
    language: str | None
    prompt: str
    form: AnswerForm
    granularities: frozenset[str]
    stream: bool


@dataclass(frozen=True, slots=True)
class LiveWish:
    """Live captions that are asked for. `samples`: the form of the numbers that will come. `letters`: whether finals
    say how sure each letter is.
    """

    model: str | None
    language: str | None
    prompt: str
    samples: Literal["pcm16", "float32"]
    letters: bool = False


def transcription_wish(fields: Fields) -> TranscriptionWish:
    """Read the form of /v1/audio/transcriptions. Raises ApiError; fields that nobody knows are ignored."""
    form = _choice(fields, "response_format", FORMS, "json")
    granularities = [*fields.get("timestamp_granularities[]", ()), *fields.get("timestamp_granularities", ())]
    for one in granularities:
        if one not in GRANULARITIES:
            raise ApiError(
                f"timestamp_granularities takes word and segment, not {one!r}.", param="timestamp_granularities"
            )
    if granularities and form != "verbose_json":
        raise ApiError(
            "timestamp_granularities goes with response_format verbose_json.", param="timestamp_granularities"
        )
    stream = _yes(fields, "stream")
    if stream and form not in ("json", "text"):
        raise ApiError("stream goes with response_format json or text.", param="stream")
    if _one(fields, "chunking_strategy") not in (None, "auto"):
        raise ApiError("Recordings are cut at their pauses; leave chunking_strategy out.", param="chunking_strategy")
    if any(key.removesuffix("[]") == "include" for key in fields):
        raise ApiError("Nothing can be included; words of verbose_json have their confidence.", param="include")
    _check_temperature(_one(fields, "temperature"))
    model = _one(fields, "model")
    if not model:
        raise ApiError("The field model is missing; GET /v1/models names what is served.", param="model")
    return TranscriptionWish(
        model,
        _one(fields, "language") or None,
        _one(fields, "prompt") or "",
        cast(AnswerForm, form),
        frozenset(granularities) or frozenset({"segment"}),
        stream,
    )


def live_wish(fields: Fields) -> LiveWish:
    """Read the query of /v1/audio/live. Raises ApiError."""
    samples = _choice(fields, "format", SAMPLE_FORMS, "pcm16")
    return LiveWish(
        _one(fields, "model") or None,
        _one(fields, "language") or None,
        _one(fields, "prompt") or "",
        cast(Literal["pcm16", "float32"], samples),
        _yes(fields, "letters"),
    )


@dataclass(frozen=True, slots=True)
class Prompt:
    """A prompt as it is understood: `terms` that it lists, and `prose` in which new words may stand."""

    terms: tuple[Hotword, ...]
    prose: str


def read_prompt(text: str) -> Prompt:
    """What stands between commas, semicolons or line ends is a word or phrase to listen for (WORD or WORD:WEIGHT).

    What is longer than a phrase, or ends as a sentence does, is prose. Raises ApiError for a weight that cannot be.
    """
    terms: list[Hotword] = []
    prose: list[str] = []
    for part in text.replace(";", ",").replace("\n", ",").split(","):
        words = part.split()
        if not words:
            continue
        if len(words) > LONGEST_PHRASE or words[-1].endswith((".", "?", "!")):
            prose.append(part)
            continue
        try:
            terms.append(parse_hotword(part))
        except HotwordError as failure:
            raise ApiError(f"The prompt cannot be read: {failure}", param="prompt") from failure
    return Prompt(tuple(terms), " ".join(prose))


def _check_temperature(text: str | None) -> None:
    """It is taken and has no effect: nothing is drawn at random here."""
    try:
        fine = text is None or 0 <= float(text) <= 1
    except ValueError:
        fine = False
    if not fine:
        raise ApiError("temperature takes a number from 0 to 1.", param="temperature")


def _yes(fields: Fields, name: str) -> bool:
    return _choice(fields, name, ("true", "false", "True", "False", "1", "0"), "false") in ("true", "True", "1")


def _choice(fields: Fields, name: str, choices: Sequence[str], default: str) -> str:
    value = _one(fields, name) or default
    if value not in choices:
        shown = ", ".join(choice for choice in choices if choice.lower() == choice and not choice.isdigit())
        raise ApiError(f"{name} takes one of {shown}, not {value[:40]!r}.", param=name)
    return value


def _one(fields: Fields, name: str) -> str | None:
    values = fields.get(name, ())
    if len(values) > 1:
        raise ApiError(f"{name} stands there {len(values)} times; give it once.", param=name)
    return values[0].strip() if values else None
