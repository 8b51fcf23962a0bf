"""What the user chose for exports (settings) into files, and how the first of a file will look. Any thread."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from pysubs2.time import ms_to_str

from core.decoding.language_model_file import LanguageModelError
from core.session.coarse_words import masked_transcript
from core.session.export import FORMATS, SUBTITLES, export_bytes, write_transcript
from core.session.export_files import TemplateError, export_name, free_path, write_file
from core.session.readable_captions import made_readable, shown_form
from core.session.settings import Settings
from core.session.subtitles import SubtitleShape, shape_cues
from core.session.transcript import Transcript
from core.session.transcription import Cancelled

PREVIEW_CUES = 6
PREVIEW_CHARACTERS = 2000


@dataclass(frozen=True, slots=True)
class Exported:
    """The files that were written, and why the next one was not. `stopped`: the user has had enough."""

    files: tuple[Path, ...]
    problem: str = ""
    stopped: bool = False


def shape_of(settings: Settings) -> SubtitleShape:
    """The rules for subtitles, held within their bounds."""

    def held(name: str, value: float) -> float:
        least, most = SubtitleShape.bounds(name)
        return min(most, max(least, value))

    return SubtitleShape(
        characters=round(held("characters", settings.subtitle_characters)),
        lines=round(held("lines", settings.subtitle_lines)),
        speed=held("speed", settings.subtitle_speed),
        gap=held("gap", settings.subtitle_gap),
        lead=held("lead", settings.subtitle_lead),
        trail=held("trail", settings.subtitle_trail),
    )


def as_chosen(transcript: Transcript, settings: Settings, check: Callable[[], None] = lambda: None) -> Transcript:
    """In readable form and with coarse words masked, where the user wants that; takes a while.

    `check` is called before each segment; what it raises ends the work. Raises LanguageModelError.
    """
    readable = made_readable(transcript, check) if settings.readable else transcript
    return masked_transcript(readable) if settings.mask_words else readable


def as_read(transcript: Transcript, settings: Settings) -> Transcript:
    """As chosen, for those who read it: the readable words stand in place of those that were heard."""
    return shown_form(as_chosen(transcript, settings), "txt")


def form_of(settings: Settings) -> str:
    """The chosen one of `FORMATS`."""
    return settings.export_format if settings.export_format in FORMATS else FORMATS[0]


def folder_of(settings: Settings) -> Path:
    """Where exports go: the user's home until a folder is chosen."""
    return Path(settings.export_folder) if settings.export_folder else Path.home()


def file_name(transcript: Transcript, settings: Settings) -> str:
    """The name by the template, with the format's ending. Raises TemplateError."""
    form = form_of(settings)
    return f"{export_name(transcript, form, settings.export_template)}.{form}"


def preview(transcript: Transcript, settings: Settings) -> str:
    """The first subtitles with their times, or the first lines of another format (of a document: its text)."""
    form = form_of(settings)
    # A few segments are enough, and quick: each that has words gives one cue at least.
    spoken = [segment for segment in transcript.segments if segment.words][: PREVIEW_CUES + 1]
    start = shown_form(replace(transcript, segments=tuple(spoken)), form)
    if form not in SUBTITLES:
        return write_transcript(start, "txt" if form == "docx" else form)[:PREVIEW_CHARACTERS].rstrip()
    cues = shape_cues(start.segments, shape_of(settings))[:PREVIEW_CUES]
    return "\n\n".join(f"{_time(cue.start)} – {_time(cue.end)}\n{cue.text}" for cue in cues)


def write_exports(
    transcripts: Sequence[Transcript],
    settings: Settings,
    progress: Callable[[int], None] = lambda _done: None,
    stopped: Callable[[], bool] = lambda: False,
) -> Exported:
    """A file each, in the form that is chosen; none is ever written over another: a name that is taken gets a number.

    `progress` gets the files written, before each. `stopped` is asked all along; what is written then stays, and the
    file that was being made is not begun.
    """

    def check() -> None:
        if stopped():
            raise Cancelled("The export was stopped.")

    form, shape = form_of(settings), shape_of(settings)
    written: list[Path] = []
    for transcript in transcripts:
        progress(len(written))
        try:
            check()
            target = free_path(folder_of(settings), file_name(transcript, settings))
            content = export_bytes(shown_form(as_chosen(transcript, settings, check), form), form, shape)
            check()
            write_file(target, content)
        except Cancelled:
            return Exported(tuple(written), stopped=True)
        except (TemplateError, LanguageModelError) as failure:
            return Exported(tuple(written), str(failure))
        except OSError as failure:
            return Exported(tuple(written), failure.strerror or str(failure))
        written.append(target)
    return Exported(tuple(written))


def _time(seconds: float) -> str:
    return ms_to_str(round(seconds * 1000), fractions=True)
