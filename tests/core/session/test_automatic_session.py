"""A running session whose language is heard: chosen, changed to and from, and stored."""

from __future__ import annotations

from pathlib import Path

from core.session.library import Library
from core.session.live_session import LiveSession, Wish
from core.session.recognition import RecognitionOptions, options_of, options_row, wanted_models
from tests.core.session.scripted_session import BlockSource, Listener, ScriptedEngine, run_session
from tests.core.streaming.test_spoken_language import EARLY, LATE, heard, stream

BOTH = ("upper", "lower")


def test_a_session_captions_each_segment_in_its_language() -> None:
    _, listener = run_session(BlockSource(stream(EARLY, LATE, EARLY)), lambda: ScriptedEngine(among=BOTH))
    assert heard(listener.finals) == [(EARLY, "upper"), (LATE.lower(), "lower"), (EARLY, "upper")]


def test_it_is_switched_on_and_off_while_a_session_runs_and_kept(tmp_path: Path) -> None:
    library = Library(tmp_path)
    recorder = library.begin(RecognitionOptions(model="scripted"), "a session")
    listener = Listener()
    session = LiveSession(BlockSource(stream(EARLY, LATE)), ScriptedEngine, listener, recorder)
    session.set_language("upper")
    session.set_language("lower", BOTH)
    session.start()
    assert session.join(60)
    assert heard(listener.finals) == [(EARLY, "upper"), (LATE.lower(), "lower")]
    assert library.recognition(recorder.session).languages == BOTH
    library.close()


def test_wishes_add_up_and_the_last_one_counts() -> None:
    wish = Wish("upper", (), None).followed_by(Wish(hotwords=())).followed_by(Wish("lower", BOTH))
    assert wish == Wish("lower", BOTH, ())
    assert wish.followed_by(Wish("upper", ())) == Wish("upper", (), ())


def test_options_outlive_the_session_and_name_all_that_has_to_be_here() -> None:
    options = RecognitionOptions(model="a/mms", languages=("deu", "fra"), identifier="a/lid")
    assert options_of(options_row(options)) == options
    assert wanted_models(options) == [("a/mms", "deu"), ("a/mms", "fra")]
    assert wanted_models(RecognitionOptions(model="a/b")) == [("a/b", None)]
