"""A recording and its written text to a transcript with times: one segment a line of the text. One thread."""

from __future__ import annotations

from pathlib import Path

from core.audio.media import open_media
from core.audio.source import SAMPLE_RATE
from core.decoding.alignment import AlignedLine, align_text
from core.decoding.ctc_viterbi import AlignmentError
from core.decoding.emission import Emission
from core.decoding.greedy import GreedyDecoder
from core.session.recognition import Engine
from core.session.transcript import Transcript
from core.session.transcription import Progress
from core.streaming.captions import FinalCaption
from core.streaming.recogniser import Recogniser, RecogniserOptions


def align_file(path: Path, text: str, engine: Engine, progress: Progress | None = None) -> Transcript:
    """The text's own words with the times at which the recording says them; lines without a sound are left out.

    The recording is heard in overlapping windows, so its audio is never in memory whole; the emission is (23 MB an hour
    with 32 labels). Raises MediaError, ModelError, AlignmentError, ScriptError.
    """
    media = open_media(path)
    vocabulary = engine.model.vocabulary
    options = RecogniserOptions(partials=False, keep_emissions=True)
    recogniser = Recogniser(engine.model, GreedyDecoder(vocabulary), None, options)
    samples = 0
    for block in media.blocks():
        recogniser.feed(block)
        samples += len(block)
        if progress is not None:
            progress(samples / SAMPLE_RATE, media.duration)
    lines = align_text(_only_emission(recogniser), text, vocabulary)
    return Transcript(
        file=str(path),
        model=engine.options.model,
        language=engine.model.language,
        duration=samples / SAMPLE_RATE,
        segments=tuple(_caption(number, line, engine.model.language) for number, line in enumerate(lines)),
        warning=media.warning,
    )


def _only_emission(recogniser: Recogniser) -> Emission:
    """Without voice activity the whole stream is one segment."""
    finals = [caption for caption in recogniser.flush() if isinstance(caption, FinalCaption)]
    emission = finals[0].emission if finals else None
    if emission is None:
        raise AlignmentError("the recording is empty. Give the one that the text belongs to.")
    return emission


def _caption(number: int, line: AlignedLine, language: str | None) -> FinalCaption:
    return FinalCaption(number, line.start, line.end, line.words, line.end, language)
