"""The bundled model of sounds on real speech: file and live line, hotwords, kept sessions, alignment."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path

import jiwer
import numpy as np
import pytest

from core.audio.media import read_media
from core.cli import main
from core.decoding.beam_search import BeamDecoder
from core.decoding.calibration import letters_of
from core.decoding.hotwords import Hotword
from core.decoding.language_model import LanguageModel
from core.decoding.sounds.lexicon import Lexicon
from core.models.catalogue import BUNDLED, BUNDLED_SOUNDS, language_model_of, list_models, resolve
from core.session.letters import KeptLetters
from core.session.library import Library
from core.session.library.emissions import vocabulary_of, vocabulary_row
from core.session.recognition import Engine, RecognitionOptions, decoders, kept_vocabulary, load_engine
from core.session.redecode import decoded_with, redecode
from core.session.script_alignment import align_file
from core.session.transcription import transcribe
from core.streaming.acoustic_model import HeardByAnother
from core.streaming.captions import FinalCaption

DEMO = Path(__file__).resolve().parents[3] / "assets" / "demo" / "demo.flac"
SAID = (
    "HER FATHER IS A MOST REMARKABLE PERSON TO SAY THE LEAST",
    "WE ARE GOING FOR OUR HONEYMOON TO ITALY AND THE SOUTH OF FRANCE",
    "THE BELL REVERBERATED THROUGH WHAT SEEMED LIKE AN EMPTY HOUSE",
    "FOR MINUTES NO ONE STIRRED AMONG THE WRECKAGE",
    "THEY PICKED THEIR WAY THROUGH THE WRECKAGE AND EMERGED ON A SCENE OF FRIGHTFUL DESTRUCTION",
)


@cache
def engine(model: str = BUNDLED_SOUNDS) -> Engine:
    return load_engine(RecognitionOptions(model=model))


def texts(model: Engine) -> list[str]:
    return [segment.text for segment in transcribe(DEMO, model).segments]


def test_it_is_there_with_the_other_ones_language_model() -> None:
    entry = next(entry for entry in list_models() if entry.name == BUNDLED_SOUNDS)
    assert (entry.bundled, entry.languages, entry.missing) == (True, ("eng",), ())
    shared = Path(resolve(BUNDLED)) / "language_model"
    assert language_model_of(BUNDLED_SOUNDS) == language_model_of(resolve(BUNDLED_SOUNDS)) == shared
    language_model = engine().language_model
    assert language_model is not None
    assert (language_model.alpha, language_model.beta) == (1.4, -0.5)
    weighed = load_engine(replace(engine().options, language_model_weight=0.5, word_bonus=1.0)).language_model
    assert weighed is not None
    assert (weighed.alpha, weighed.beta) == (0.5, 1.0)


def test_it_makes_fewer_errors_than_the_model_of_letters() -> None:
    sounds, letters = texts(engine()), texts(engine(BUNDLED))
    assert len(sounds) == len(letters) == len(SAID)
    assert sounds[0] == SAID[0]
    assert jiwer.wer(list(SAID), sounds) < 0.6 * jiwer.wer(list(SAID), letters)


def test_live_finals_are_the_files() -> None:
    recogniser = engine().recogniser(partials=True)
    samples = read_media(DEMO)
    captions = [caption for block in np.array_split(samples, 200) for caption in recogniser.feed(block)]
    captions += recogniser.flush()
    finals = [caption for caption in captions if isinstance(caption, FinalCaption)]
    live = [(word.text, word.start, word.end) for caption in finals for word in caption.words]
    whole = transcribe(DEMO, engine())
    assert live == [(word.text, word.start, word.end) for segment in whole.segments for word in segment.words]


def test_a_hotword_that_no_lexicon_lists_is_found_by_its_letters() -> None:
    lexicon = engine().model.vocabulary.lexicon
    assert isinstance(lexicon, Lexicon)
    assert "REKKIDGE" not in lexicon.words
    heard = texts(engine().with_options(replace(engine().options, hotwords=(Hotword("rekkidge", 30.0),))))
    assert "REKKIDGE" in " ".join(heard)
    assert "REKKIDGE" not in " ".join(texts(engine()))


def test_the_fast_search_finds_what_the_slow_one_finds() -> None:
    """Over all of the lexicon, with hotwords that it lists and others: the same words, frames and scores."""
    hotwords = [Hotword("father"), Hotword("rekkidge", 12.0), Hotword("most remarkable", 4.0), Hotword("a purzon")]
    decoder = BeamDecoder(engine().model.vocabulary, engine().language_model, hotwords)
    rows = engine().model.emission(read_media(DEMO)[8_000 : 4 * 16_000]).log_probs
    fast, slow = decoder.search(), decoder.reference_search()
    assert type(fast) is not type(slow), "the extension has not been built: pip install -e . with a compiler"
    for part in (rows[:60], rows[60:]):
        assert fast.look_ahead(part, 30) == slow.look_ahead(part, 30)
        assert fast.feed(part) == slow.feed(part)
    assert fast.peek(30) == slow.peek(30)
    assert fast.peek()[0].words[-1].text == "LEAST"


def test_a_kept_emission_is_read_again_as_it_was() -> None:
    emission = engine().model.emission(read_media(DEMO)[: 5 * 16_000])
    plain = replace(engine().model.vocabulary, lexicon=None)
    again = decoders(engine().options)(plain).decode(emission)
    assert again.text == engine().decoder().decode(emission).text == SAID[0]


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    opened = Library(tmp_path / "library")
    yield opened
    opened.close()


def heard(library: Library, model: Engine) -> str:
    """A session of the demo's first sentence."""
    recorder = library.begin(model.options)
    recorder.recognised_with(model)
    recogniser = model.recogniser(partials=False, keep=True)
    samples = read_media(DEMO)[: 5 * 16_000]
    recorder.audio(samples)
    for caption in [*recogniser.feed(samples), *recogniser.flush()]:
        recorder.caption(caption)
    recorder.end()
    return recorder.session


def test_a_kept_session_is_read_again_by_the_model_that_heard_it(library: Library) -> None:
    sounds, letters = heard(library, engine()), heard(library, engine(BUNDLED))
    hotwords = (Hotword("stirred"),)
    for session, model, other in ((sounds, BUNDLED_SOUNDS, BUNDLED), (letters, BUNDLED, BUNDLED_SOUNDS)):
        again = decoded_with(library, session, engine(other).options)
        assert redecode(library, session, decoders(again)).differences == ()
        wanted = replace(engine(other).options, hotwords=hotwords, language_model="none", voice_activity=False)
        assert decoded_with(library, session, wanted) == replace(
            engine(model).options, hotwords=hotwords, language_model="none"
        )


def test_a_kept_words_letters_are_as_sure_as_their_sounds(library: Library) -> None:
    session = heard(library, engine())
    kept = KeptLetters(library, session)
    calibration = engine().calibration
    assert calibration is not None
    assert calibration.letters is not None
    (segment,) = library.segments.of(session)
    emission = library.emissions.one(session, segment.number)
    vocabulary = engine().model.vocabulary
    assert emission is not None
    assert vocabulary.lexicon is not None
    assert kept_vocabulary(emission.vocabulary, engine().options).lexicon is vocabulary.lexicon
    for word in segment.words:
        found = kept.of(segment.number, word)
        assert found == letters_of(word.word, emission.emission, vocabulary, engine().calibration)
        assert "".join(letters for letters, _ in found) == word.text
        assert len(found) in {len(said) for said in vocabulary.lexicon.ways(word.text)}


def test_decoding_again_names_what_the_lexicon_cannot_write_and_what_is_damaged(
    library: Library, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    model = shutil.copytree(resolve(BUNDLED_SOUNDS), tmp_path / "model")
    session = heard(library, load_engine(RecognitionOptions(model=str(model), language_model="none")))
    command = ["redecode", session, "--library", str(tmp_path / "library"), "--lm", "none"]
    assert main([*command, "--hotword", "Father", "--hotword", "Müller"]) == 0
    assert capsys.readouterr().err.splitlines()[0] == "wavescribe: hotword 'Müller': the model has no letter for Ü"
    for name in ("lexicon/pronunciations.txt", "lexicon/language_model.json", "confidence.json"):
        whole = (model / name).read_bytes()
        (model / name).write_bytes(b"\xff")
        assert main(command) == 2
        said = capsys.readouterr().err
        assert said.startswith("wavescribe: "), said
        assert "cannot be read" in said
        assert said.count("\n") == 1
        (model / name).write_bytes(whole)
    assert main(command) == 0


@pytest.fixture
def removed(library: Library, tmp_path: Path) -> tuple[str, Path]:
    """A session, and the folder of the model of sounds that heard it, which is no more."""
    model = shutil.copytree(resolve(BUNDLED_SOUNDS), tmp_path / "models" / "mine")
    session = heard(library, load_engine(RecognitionOptions(model=str(model), language_model="none")))
    shutil.rmtree(model)
    return session, model


@pytest.mark.parametrize("before", [False, True], ids=["now", "stored before that was noted"])
def test_sounds_are_not_decoded_again_without_their_model(
    library: Library, removed: tuple[str, Path], before: bool, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    session, model = removed
    if before:
        with sqlite3.connect(next((tmp_path / "library").glob("*.sqlite*"))) as connection:
            changed = connection.execute("UPDATE vocabularies SET content = replace(content, '], true]', ']]')")
            assert changed.rowcount == 1
            assert "true" not in connection.execute("SELECT content FROM vocabularies").fetchone()[0]
    said = (
        f"{model}, the model that heard this session, is not on this computer any more. Install it again to decode the "
        "session again, or transcribe the session's audio with another model."
    )
    wanted = decoded_with(library, session, engine(BUNDLED).options)
    with pytest.raises(HeardByAnother) as failure:
        redecode(library, session, decoders(wanted))
    assert str(failure.value) == said
    for options in ([], ["--json", "--letters"]):
        assert main(["redecode", session, "--library", str(tmp_path / "library"), *options]) == 2
        assert capsys.readouterr().err == f"wavescribe: {said}\n"
    (segment,) = library.segments.of(session)
    assert KeptLetters(library, session).of(segment.number, segment.words[0]) == ()
    shutil.copytree(resolve(BUNDLED_SOUNDS), model)
    assert redecode(library, session, decoders(replace(wanted, language_model="none"))).differences == ()


@pytest.mark.parametrize("other", ["letters", "no lexicon"])
def test_another_model_in_that_place_does_not_read_its_sounds(
    library: Library, removed: tuple[str, Path], other: str
) -> None:
    session, model = removed
    shutil.copytree(resolve(BUNDLED if other == "letters" else BUNDLED_SOUNDS), model)
    if other == "no lexicon":
        shutil.rmtree(model / "lexicon")
    with pytest.raises(HeardByAnother, match="is another model now than the one that heard this session"):
        redecode(library, session, decoders(library.recognition(session)))


def test_letters_are_read_without_their_model_but_not_by_another(library: Library, tmp_path: Path) -> None:
    model = shutil.copytree(resolve(BUNDLED), tmp_path / "mine")
    session = heard(library, load_engine(RecognitionOptions(model=str(model), language_model="none")))
    shutil.rmtree(model)
    decoder = decoders(library.recognition(session))
    assert redecode(library, session, decoder).differences == ()
    shutil.copytree(resolve(BUNDLED_SOUNDS), model)
    with pytest.raises(HeardByAnother):
        redecode(library, session, decoder)


def test_a_vocabulary_of_sounds_is_kept_as_such() -> None:
    for model in (BUNDLED, BUNDLED_SOUNDS):
        vocabulary = engine(model).model.vocabulary
        kept = vocabulary_of(vocabulary_row(vocabulary))
        assert (kept, kept.of_sounds) == (vocabulary, model == BUNDLED_SOUNDS)


def test_a_language_model_of_ones_own_is_of_words(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("Okonkwo's father wrote to 3 printers.", "utf-8")
    command = ["lm", "build", str(tmp_path / "notes.txt"), "--output", str(tmp_path / "mine")]
    assert main([*command, "--model", BUNDLED_SOUNDS]) == 0
    words = LanguageModel.load(tmp_path / "mine").words
    assert words == ("FATHER", "OKONKWO'S", "PRINTERS", "THREE", "TO", "WROTE")


def test_a_text_is_aligned_by_its_sounds(tmp_path: Path) -> None:
    lines = align_file(DEMO, "\n".join(SAID), engine()).segments
    assert [line.text for line in lines] == list(SAID)
    heard = transcribe(DEMO, engine()).segments
    for line, segment in zip(lines, heard, strict=True):
        assert line.start == pytest.approx(segment.words[0].start, abs=0.25)
        assert line.end == pytest.approx(segment.words[-1].end, abs=0.25)
