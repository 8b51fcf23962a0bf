"""What to recognise with, and the one place where model, language model, hotwords and voice activity come together."""

from __future__ import annotations

import gc
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field, fields, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from core.decoding.calibration import Calibration, CalibrationError, load_calibration
from core.decoding.hotwords import Hotword
from core.decoding.sounds.lexicon import FOLDER as LEXICON_FOLDER
from core.decoding.sounds.lexicon import LexiconError, language_model_weights
from core.models.catalogue import BUNDLED_SOUNDS, DEFAULT_MODEL, language_model_of, resolve, whole_folder
from core.models.model_folder import has_labels
from core.streaming.stability import Stability

if TYPE_CHECKING:
    from core.decoding.decoder import Decoder
    from core.decoding.language_model import LanguageModel
    from core.decoding.vocabulary import Vocabulary
    from core.streaming.recogniser import Recogniser
    from core.streaming.speech_model import SpeechModel
    from core.streaming.spoken_language import AutomaticLanguage, LanguageIdentifier

NO_LANGUAGE_MODEL = "none"
KEPT_HYPOTHESES = 10
"""Readings of a segment from which the library keeps other words for each place."""


@dataclass(frozen=True, slots=True)
class MixedIn:
    """A language model beside the first one: its path, and its share of the probability (above 0, below 1)."""

    path: str
    share: float


@dataclass(frozen=True, slots=True)
class RecognitionOptions:
    """The user's choices. `language_model`: a path, "none", or None for the one that comes with the model.

    `mixed_in`: further language models, which leave it the rest of the probability. `language_model_weight` and
    `word_bonus`: alpha and beta of the language model (None: its own).
    `hypotheses`: how many readings finals carry; `letters`: transcripts say how sure each letter of a word is.
    `languages`: the language of each segment is chosen among these, by `identifier` (a checkpoint whose labels are
    languages); empty: `language` it is.
    """

    model: str = DEFAULT_MODEL
    language: str | None = None
    language_model: str | None = None
    mixed_in: tuple[MixedIn, ...] = ()
    language_model_weight: float | None = None
    word_bonus: float | None = None
    hotwords: tuple[Hotword, ...] = ()
    voice_activity: bool = True
    device: str = "auto"
    dtype: str = "auto"
    stability: Stability = "balanced"
    hypotheses: int = 1
    letters: bool = False
    languages: tuple[str, ...] = ()
    identifier: str = ""


@dataclass(frozen=True, slots=True)
class ChangedOptions:
    """From sample `at` of a session on, at the next segment's beginning, these options were in force.

    `options.language` None: the language stays as it is there.
    """

    at: int
    options: RecognitionOptions


@dataclass(frozen=True, slots=True)
class LoadedLanguageModel:
    """A language model in memory (None: none), and `options` with what it is made of: without what cannot be used."""

    model: LanguageModel | None = field(repr=False)
    options: RecognitionOptions


@dataclass(frozen=True, slots=True)
class Engine:
    """A loaded model with its language model, which `options` name. One thread at a time may recognise with it."""

    options: RecognitionOptions
    model: SpeechModel
    language_model: LanguageModel | None = field(repr=False)
    calibration: Calibration | None = None
    identifier: LanguageIdentifier | None = field(default=None, repr=False)

    def with_options(self, options: RecognitionOptions) -> Engine:
        """The same with other options; its language model stays, and so does what these say of that."""
        return replace(self, options=with_language_model_of(options, self.options))

    def with_language_model(self, loaded: LoadedLanguageModel) -> Engine:
        """The same with another language model."""
        options = with_language_model_of(self.options, loaded.options)
        return replace(self, options=options, language_model=loaded.model)

    def decoder(self, language: str | None = None) -> Decoder:
        """A beam decoder for a language (None: the current one). Raises ModelError where that cannot be had."""
        from core.decoding.beam_search import BeamDecoder

        return BeamDecoder(self.model.vocabulary_of(language), self.language_model, self.options.hotwords)

    def automatic(self) -> AutomaticLanguage | None:
        """What chooses among the languages of the options, all read into memory; None for none.

        Raises ModelError where one cannot be had or told apart.
        """
        from core.streaming.spoken_language import AutomaticLanguage

        codes = self.options.languages
        if not codes or self.identifier is None:
            return None
        for code in codes:
            self.model.prepare_language(code)
        return AutomaticLanguage(codes, self.identifier, cache(self.decoder))

    def take_over(self, recogniser: Recogniser) -> None:
        """From the next segment on, the stream is read with these options. Raises ModelError, and leaves it then."""
        language = self.options.language
        recogniser.use(language, self.decoder(language), self.automatic())

    def recogniser(self, partials: bool, keep: bool = False, known: frozenset[int] = frozenset()) -> Recogniser:
        """A new stream in the model's current language.

        `keep`: finals carry what the library keeps of them, their emissions and other readings; for `letters` of the
        options they carry their emissions too. `known`: finals that are not to be made again.
        """
        from core.audio.voice_activity import VoiceActivity
        from core.streaming.recogniser import Recogniser, RecogniserOptions

        voice_activity = VoiceActivity() if self.options.voice_activity else None
        return Recogniser(
            self.model,
            self.decoder(),
            voice_activity,
            RecogniserOptions(
                partials=partials,
                stability=self.options.stability,
                keep_emissions=keep or self.options.letters,
                hypotheses=KEPT_HYPOTHESES if keep else self.options.hypotheses,
                known_segments=known,
                automatic=self.automatic(),
                calibration=self.calibration,
            ),
        )


def with_language_model_of(options: RecognitionOptions, other: RecognitionOptions) -> RecognitionOptions:
    """The options with the language model, its weight and bonus of other ones."""
    return replace(
        options,
        language_model=other.language_model,
        mixed_in=other.mixed_in,
        language_model_weight=other.language_model_weight,
        word_bonus=other.word_bonus,
    )


def options_row(options: RecognitionOptions) -> dict[str, Any]:
    """The options in a form that JSON can hold."""
    return asdict(options)


def options_of(row: dict[str, Any]) -> RecognitionOptions:
    """Read what `options_row` made; what this version does not know is left out, what is missing has its default."""
    known = {item.name for item in fields(RecognitionOptions)}
    values: dict[str, Any] = {name: row[name] for name in known & set(row)}
    values = {name: tuple(value) if isinstance(value, list) else value for name, value in values.items()}
    hotwords = tuple(Hotword(str(word["text"]), float(word["weight"])) for word in values.get("hotwords", ()))
    mixed_in = tuple(MixedIn(str(one["path"]), float(one["share"])) for one in values.get("mixed_in", ()))
    return RecognitionOptions(**{**values, "hotwords": hotwords, "mixed_in": mixed_in})


def wanted_models(options: RecognitionOptions) -> list[tuple[str, str | None]]:
    """The model with every language that has to be here."""
    return [(options.model, code) for code in options.languages or (options.language,)]


def load_engine(options: RecognitionOptions, missed: Callable[[str], None] | None = None) -> Engine:
    """Load everything; seconds of work. Raises ModelError, LanguageModelError; `missed`: see `load_language_model`."""
    from core.streaming.torch_library import import_torch

    import_torch()
    from core.streaming.speech_model import SpeechModel

    model = SpeechModel.load(_located(options), options.device, options.dtype, options.language)
    loaded = load_language_model(options, missed)
    # A language model is half a million small objects. The collector would walk over them again and again, a fifth of a
    # second each time, while every other thread waits; they live as long as the program, so it may pass them by.
    gc.freeze()
    engine = Engine(loaded.options, model, loaded.model, calibration_of(options), load_identifier(options))
    engine.automatic()
    return engine


def _located(options: RecognitionOptions) -> str:
    """What the model is loaded by: its name where one of the languages is not here."""
    wanted = options.languages or (options.language,)
    found = [resolve(options.model, code) for code in wanted]
    return next((name for name in found if not Path(name).is_dir()), found[0])


def load_identifier(options: RecognitionOptions) -> LanguageIdentifier | None:
    """What tells languages apart, where these options need it. Raises ModelError."""
    from core.streaming.acoustic_model import ModelError
    from core.streaming.language_classifier import LanguageClassifier

    if not options.languages:
        return None
    if not options.voice_activity:
        raise ModelError("the language is chosen at pauses, so it needs voice activity; switch that on.")
    name = str(whole_folder(options.identifier) or options.identifier)
    return LanguageClassifier.load(name, options.device, options.dtype)


def decoders(options: RecognitionOptions) -> Callable[[Vocabulary], Decoder]:
    """What makes decoders for any labels, with the language model and hotwords of these options: no model is loaded.

    Raises LanguageModelError, ModelError; what is returned raises the latter.
    """
    from core.decoding.beam_search import BeamDecoder
    from core.streaming.finals import FinalDecoder

    language_model, calibration = load_language_model(options).model, calibration_of(options)

    def decoder(vocabulary: Vocabulary) -> Decoder:
        beams = BeamDecoder(kept_vocabulary(vocabulary, options), language_model, options.hotwords)
        return FinalDecoder(beams, calibration, options.voice_activity)

    return decoder


def kept_vocabulary(vocabulary: Vocabulary, options: RecognitionOptions) -> Vocabulary:
    """The labels that were kept with an emission, as the model of these options reads them: sounds with its lexicon.

    Raises ModelError where that cannot be used, HeardByAnother where it is gone or is not what they are of. Letters can
    be read without their model.
    """
    from core.streaming.acoustic_model import HeardByAnother
    from core.streaming.languages import with_lexicon

    folder, sounds = Path(resolve(options.model)), _of_sounds(vocabulary)
    if not folder.is_dir() and sounds:
        raise HeardByAnother(
            f"{options.model}, the model that heard this session, is not on this computer any more. Install it again "
            "to decode the session again, or transcribe the session's audio with another model."
        )
    whole = not sounds or (folder / LEXICON_FOLDER).is_dir()
    if folder.is_dir() and not (whole and has_labels(folder, vocabulary.written)):
        raise HeardByAnother(
            f"{options.model} is another model now than the one that heard this session. Install that one again to "
            "decode the session again, or transcribe the session's audio with another model."
        )
    return with_lexicon(vocabulary, folder / LEXICON_FOLDER)


def _of_sounds(vocabulary: Vocabulary) -> bool:
    """Whether labels are sounds. Sessions did not always say so: then, whether they are those of the bundled model."""
    return vocabulary.of_sounds or has_labels(Path(resolve(BUNDLED_SOUNDS)), vocabulary.written)


def calibration_of(options: RecognitionOptions) -> Calibration | None:
    """What lies beside the model; one that cannot be read is a ModelError."""
    from core.streaming.acoustic_model import ModelError

    try:
        return load_calibration(Path(resolve(options.model)))
    except CalibrationError as failure:
        raise ModelError(str(failure)) from failure


def load_language_model(
    options: RecognitionOptions, missed: Callable[[str], None] | None = None
) -> LoadedLanguageModel:
    """The language model of these options, mixed where they ask for several.

    One that cannot be used raises LanguageModelError, or `missed` is told why, and the others do without it. Where the
    model says how much they weigh, and it cannot be read, ModelError.
    """
    from core.decoding.language_model import LanguageModel, LanguageModelError

    alpha, beta = _own_weights(options)
    alpha = alpha if options.language_model_weight is None else options.language_model_weight
    beta = beta if options.word_bonus is None else options.word_bonus
    wanted = language_model_shares(options)
    models, used = [], []
    for path, share in wanted:
        try:
            models.append(LanguageModel.load(path, alpha, beta))
            used.append((path, share))
        except LanguageModelError as failure:
            if missed is None:
                raise
            missed(str(failure))
    if len(used) < len(wanted):
        options = _made_of(options, used)
    return LoadedLanguageModel(LanguageModel.mix(models, [share for _, share in used]) if models else None, options)


def _own_weights(options: RecognitionOptions) -> tuple[float | None, float | None]:
    """What the model says of the weight of language models; None: what these say themselves."""
    from core.streaming.acoustic_model import ModelError

    try:
        return language_model_weights(Path(resolve(options.model)))
    except LexiconError as failure:
        raise ModelError(str(failure)) from failure


def _made_of(options: RecognitionOptions, used: Sequence[tuple[str, float]]) -> RecognitionOptions:
    """The options that ask for these language models alone; the others' shares are theirs."""
    if not used:
        return replace(options, language_model=NO_LANGUAGE_MODEL, mixed_in=())
    (first, _), *others = used
    whole = sum(share for _, share in used)
    language_model = None if first == str(language_model_of(options.model)) else first
    return replace(
        options, language_model=language_model, mixed_in=tuple(MixedIn(path, share / whole) for path, share in others)
    )


def language_model_shares(options: RecognitionOptions) -> list[tuple[str, float]]:
    """Paths and shares of the language models that these options ask for, as far as there are such."""
    first: str | Path | None = options.language_model
    if first is None:
        first = language_model_of(options.model) or NO_LANGUAGE_MODEL
    rest = 1 - sum(one.share for one in options.mixed_in)
    named = [] if first == NO_LANGUAGE_MODEL else [(str(first), rest)]
    return named + [(one.path, one.share) for one in options.mixed_in]
