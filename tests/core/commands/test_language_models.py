"""What `--lm` may say."""

from __future__ import annotations

import argparse
from pathlib import Path

import pytest

from core.commands.failures import UsageError
from core.commands.recognition_arguments import add_decoding_arguments, add_recognition_arguments, language_models
from core.session.recognition import MixedIn, RecognitionOptions, options_of, options_row


def chosen(*words: str) -> tuple[str | None, tuple[MixedIn, ...]]:
    parser = argparse.ArgumentParser()
    add_recognition_arguments(parser)
    return language_models(parser.parse_args([part for word in words for part in ("--lm", word)]))


@pytest.fixture
def files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("a.arpa", "b.bin", "odd:2"):
        Path(name).touch()


@pytest.mark.usefixtures("files")
def test_paths_weights_and_names() -> None:
    assert chosen() == (None, ())
    assert chosen("none") == ("none", ())
    assert chosen("a.arpa") == ("a.arpa", ())
    assert chosen("a.arpa:0.3") == ("a.arpa", ())
    assert chosen("odd:2") == ("odd:2", ())
    assert chosen("a.arpa", "odd:2:3") == ("a.arpa", (MixedIn("odd:2", 0.75),))
    assert chosen("bundled:0.6", "a.arpa:0.4") == (None, (MixedIn("a.arpa", 0.4),))
    assert chosen("a.arpa:1", "bundled:2", "b.bin:1") == (None, (MixedIn("a.arpa", 0.25), MixedIn("b.bin", 0.25)))


@pytest.mark.usefixtures("files")
@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["c.arpa"], "c.arpa does not exist"),
        (["a.arpa:0"], "no weight"),
        (["none", "a.arpa"], "cannot be mixed"),
        (["bundled", "bundled"], "twice"),
    ],
)
def test_what_cannot_be_meant(words: list[str], message: str) -> None:
    with pytest.raises(UsageError, match=message):
        chosen(*words)


def test_a_mixture_outlives_the_session() -> None:
    options = RecognitionOptions(language_model="a.arpa", mixed_in=(MixedIn("b.bin", 0.25),))
    assert options_of(options_row(options)) == options


def test_weight_and_bonus_are_numbers_or_refused(capsys: pytest.CaptureFixture[str]) -> None:
    parser = argparse.ArgumentParser()
    add_decoding_arguments(parser)
    found = parser.parse_args(["--lm-weight", "0.8", "--word-bonus=-1.5"])
    assert (found.lm_weight, found.word_bonus) == (0.8, -1.5)
    for wrong in ("nan", "much"):
        with pytest.raises(SystemExit):
            parser.parse_args(["--lm-weight", wrong])
        assert "--lm-weight" in capsys.readouterr().err
