"""A recording and its written text to a transcript with times: one segment a line of the text. One thread."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from core.audio.media import open_media
from core.audio.source import SAMPLE_RATE
from core.decoding.alignment import AlignedLine, AlignmentOptions, align_text
from core.decoding.anchors import written_words
from core.decoding.beam_search import BeamDecoder
from core.decoding.ctc_viterbi import WILDCARD, AlignmentError, ViterbiOptions
from core.decoding.emission import Emission
from core.decoding.greedy import GreedyDecoder
from core.decoding.language_model import LanguageModel
from core.decoding.prefix_search import PYCTCDECODE
from core.decoding.script import ScriptError, read_script
from core.decoding.spelled_words import SpelledWord
from core.decoding.vocabulary import Vocabulary
from core.language_models.arpa import write_arpa
from core.language_models.kneser_ney import EstimateOptions, estimate
from core.session.recognition import NO_LANGUAGE_MODEL, Engine, RecognitionOptions
from core.session.transcript import Transcript
from core.session.transcription import Cancelled, Progress
from core.streaming.captions import FinalCaption
from core.streaming.recogniser import Recogniser, RecogniserOptions

TEXT_WEIGHT = 0.7
"""Of the text's own language model: it knows nothing else, so the sound must be able to contradict it."""
WORD_BONUS = 1.5
SLICE_FRAMES = 3000
MOST_LOSS = 2.75
"""Nats a label, against the best labels in the same frames. Chosen on 249 development clips of four sources so that it
refuses fewer right texts of one to six words than their words' confidence did (under 0.08). On 231 clips of other
speakers it refuses 4 of 706 right ones, as that did, and lets 12 % of other clips' texts pass with the model of sounds,
19 % with that of letters (42 and 49 % before): single words above all, 32 and 42 %. Right texts of more words lose at
most 2.2 (70 clips), also in white noise 5 dB above the speech, where half of the wrong ones pass.
"""


def alignment_options(options: RecognitionOptions, language: str | None) -> RecognitionOptions:
    """What a text in a language is aligned with: nothing is decoded, so no language model or hotword is wanted."""
    plain = replace(options, language=language, languages=(), identifier="", hotwords=())
    return replace(plain, language_model=NO_LANGUAGE_MODEL, mixed_in=())


def align_file(
    path: Path,
    text: str,
    engine: Engine,
    progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Transcript:
    """The text's own words with the times at which the recording says them; lines without a sound are left out.

    The recording is heard in overlapping windows, so its audio is never in memory whole; the emission is (23 MB an hour
    with 32 labels). `cancelled` is asked after every block, and a few times a second while the times are searched.
    Raises MediaError, ModelError, Cancelled; ScriptError for a text that the model cannot spell,
    AlignmentError for one that is not heard.
    """

    def check() -> None:
        if cancelled is not None and cancelled():
            raise Cancelled(f"{path} was stopped.")

    media = open_media(path)
    vocabulary = engine.model.vocabulary
    _check_letters(text, vocabulary)
    options = RecogniserOptions(partials=False, keep_emissions=True)
    recogniser = Recogniser(engine.model, GreedyDecoder(vocabulary), None, options)
    samples = 0
    for block in media.blocks():
        recogniser.feed(block)
        samples += len(block)
        if progress is not None:
            progress(samples / SAMPLE_RATE, media.duration)
        check()
    heard = AlignmentOptions(
        hearing=lambda emission, labels: hear_text(emission, labels, vocabulary, check),
        viterbi=ViterbiOptions(check=check),
    )
    emission = _only_emission(recogniser)
    check()
    lines = align_text(emission, text, vocabulary, heard)
    _check_heard(lines)
    return Transcript(
        file=str(path),
        model=engine.options.model,
        language=engine.model.language,
        duration=samples / SAMPLE_RATE,
        segments=tuple(_caption(number, line, engine.model.language) for number, line in enumerate(lines)),
        warning=media.warning,
    )


def hear_text(
    emission: Emission, labels: Sequence[int], vocabulary: Vocabulary, check: Callable[[], None] = lambda: None
) -> list[SpelledWord]:
    """The words of a recording, read with a language model of the text that it should hold. Memory: bounded.

    `check` is called before each minute of sound; what it raises ends the reading.
    """
    model = _model_of_text(" ".join(word.text for word in written_words(labels, vocabulary)))
    # The text's words are spelled in labels here, sounds as well as letters.
    search = BeamDecoder(replace(vocabulary, lexicon=None), model, options=PYCTCDECODE).search()
    words: list[SpelledWord] = []
    for start in range(0, len(emission.log_probs), SLICE_FRAMES):
        check()
        words += search.feed(emission.log_probs[start : start + SLICE_FRAMES])
    return [*words, *search.peek()[0].words]


def _model_of_text(text: str) -> LanguageModel:
    model = estimate([text], EstimateOptions(order=3))
    with tempfile.TemporaryDirectory() as temporary:
        path = Path(temporary) / "text.arpa"
        write_arpa(model, path)
        return LanguageModel.load(path, TEXT_WEIGHT, WORD_BONUS)


def _check_letters(text: str, vocabulary: Vocabulary) -> None:
    """Before anything is heard. Letters that the model lacks stand for any sound: a text of them alone fits any."""
    labels = [label for word in read_script(text, vocabulary) for run in word.labels for label in run]
    if 2 * labels.count(WILDCARD) > len(labels):
        raise ScriptError(
            "most letters of the text are none that the model knows. Choose the language of the text, or another model."
        )


def _check_heard(lines: Sequence[AlignedLine]) -> None:
    labels = sum(line.labels for line in lines)
    if sum(line.loss for line in lines) > MOST_LOSS * labels:
        raise AlignmentError(
            "hardly a word of the text is heard in the recording. Check that it is the text of this recording, in its "
            "language."
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
