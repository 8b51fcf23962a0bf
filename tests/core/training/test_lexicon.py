"""Models of sounds from a pronouncing dictionary to a trained checkpoint: lexicon, letters, transcripts, measures."""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
import wave
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.commands import train
from core.commands.failures import UsageError
from core.decoding.emission import Emission
from core.decoding.greedy import GreedyDecoder
from core.decoding.sounds.letter_pieces import cut
from core.decoding.sounds.letter_to_sound import LetterToSound
from core.decoding.sounds.lexicon import Lexicon, language_model_weights, load_lexicon
from core.decoding.sounds.spoken_sounds import sounds_of
from core.decoding.vocabulary import Vocabulary
from core.models.catalogue import BUNDLED, BUNDLED_SOUNDS, resolve
from core.training.bundled import Effort, train_bundled_sounds
from core.training.evaluation import evaluate
from core.training.jobs import vocabulary_of
from core.training.letters_and_sounds import ONE_LETTER, learn_pieces, read_dictionary
from core.training.lexicon import LexiconBuildError, build_lexicon, pocketsphinx_dictionary
from core.training.packed_audio import pack
from core.training.run_folder import export
from core.training.training_set import Sources, TrainingSet
from core.wav2vec2 import Wav2Vec2ForCTC
from tests.core.training.tiny import tiny_model, tiny_recipe, tones, utterances
from tests.helpers.shared_data import PROJECT

SIDE_FILES = Path(resolve(BUNDLED))
DICTIONARY = """;;; # CMUdict, abridged
a AH0
a(2) EY1
cat K AE1 T
cats K AE1 T S
chat CH AE1 T  # of people
chat(2) SH AE1 T
chat(3) CH AE0 T

tab T AE1 B
# the end
"""
LISTED = {"A": ("A", "e"), "CAT": ("k@t",), "CATS": ("k@ts",), "CHAT": ("C@t", "S@t"), "TAB": ("t@b",)}
SOUNDS = ("<pad>", "<s>", "</s>", "<unk>", "|", *ONE_LETTER.values())
VOCABULARY = Vocabulary(SOUNDS, 0, 4, frozenset({1, 2, 3}), Lexicon(LISTED, LetterToSound({"B": {"b": -0.1}})))


def dictionary_file(folder: Path, content: str | bytes = DICTIONARY) -> Path:
    file = folder / "cmudict.dict"
    file.write_bytes(content if isinstance(content, bytes) else content.encode())
    return file


# Dictionaries, letters and sounds


def test_a_dictionary_is_read_without_remarks_and_stress() -> None:
    assert read_dictionary(DICTIONARY.splitlines()) == LISTED


@pytest.mark.parametrize("line", ["cat", "cat K A T", "cat K AE1T", "cat k ae t", "cat K ?", "cat K AE1 T ;;; T"])
def test_the_line_that_is_none_of_a_dictionary_is_named(line: str) -> None:
    with pytest.raises(ValueError, match=r"^line 3: not a word and its sounds in ARPAbet$"):
        read_dictionary([";;; first", "tab T AE1 B", line])


# Each letter its sound, but for SH, and an E that is silent at the end.
SAID = {"S": "s", "H": "h", "A": "@", "T": "t", "B": "b", "I": "I"}
SPELLED = [a + b + c for a in ("S", "H", "T", "B", "SH") for b in ("A", "I") for c in ("T", "B", "SH", "TE", "S")]


def said_of(word: str) -> str:
    return "".join("S" if part == "!" else SAID[part] for part in word.removesuffix("E").replace("SH", "!"))


PAIRS = [(word, said_of(word)) for word in SPELLED]


def test_letters_find_their_sounds() -> None:
    scores = learn_pieces(PAIRS)
    assert cut("SHAT", "S@t", scores) == (("SH", "S"), ("A", "@"), ("T", "t"))
    assert cut("BASH", "b@S", scores) == (("B", "b"), ("A", "@"), ("SH", "S"))
    assert cut("HITE", "hIt", scores) == (("H", "h"), ("I", "I"), ("TE", "t"))
    # Of each sound the pieces that stand for it have all of its probability.
    sums: dict[str, float] = {}
    for (_, sound), score in scores.items():
        sums[sound] = sums.get(sound, 0.0) + np.exp(score)
    assert sums == pytest.approx(dict.fromkeys("sh@tbIS", 1.0))


@given(st.text("SHATBIX", max_size=12), st.text("sh@tbIS", max_size=6))
def test_a_word_is_cut_wherever_it_has_no_more_than_four_letters_a_sound(word: str, said: str) -> None:
    pieces = cut(word, said, learn_pieces(PAIRS[:8]))
    assert (pieces is None) == (len(word) > 4 * len(said))
    if pieces is not None:
        assert "".join(letters for letters, _ in pieces) == word
        assert "".join(sound for _, sound in pieces) == said
        assert all(len(letters) <= 4 for letters, _ in pieces)


# Lexicons


def test_a_lexicon_is_built_that_training_and_decoding_read(tmp_path: Path) -> None:
    done: list[int] = []
    words = ["CHAT", "A", "B", "É", "CAT"]
    output = tmp_path / "sounds"
    assert build_lexicon(words, dictionary_file(tmp_path), SIDE_FILES, output, done.append) == (4, 0)
    assert done == [1, 2, 3, 4, 5]
    vocabulary = vocabulary_of(output)
    assert vocabulary.labels == SOUNDS
    assert vocabulary.sounds == frozenset(ONE_LETTER.values())
    lexicon = vocabulary.lexicon
    assert isinstance(lexicon, Lexicon)
    assert lexicon.words == ("A", "B", "CAT", "CHAT")
    # The article first; other letters have their names alone.
    assert [lexicon.ways(word) for word in lexicon.words] == [("A", "e"), ("bi",), ("k@t",), ("C@t", "S@t")]
    for name in ("tokenizer_config.json", "preprocessor_config.json", "processor_config.json"):
        assert (output / name).read_bytes() == (SIDE_FILES / name).read_bytes()


def test_words_that_the_dictionary_lacks_are_read_by_flite(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    dictionary = dictionary_file(tmp_path)
    words = ["CAT", "OKONKWO"]
    if shutil.which("flite") is not None:
        assert build_lexicon(words, dictionary, SIDE_FILES, tmp_path / "sounds", lambda _done: None) == (2, 1)
        lexicon = load_lexicon(tmp_path / "sounds" / "lexicon", frozenset(ONE_LETTER.values()))
        assert lexicon.ways("OKONKWO") == ("AkaGkwo",)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(LexiconBuildError, match="Install it: apt-get install flite"):
        build_lexicon(words, dictionary, SIDE_FILES, tmp_path / "other", lambda _done: None)
    assert build_lexicon(words[:1], dictionary, SIDE_FILES, tmp_path / "other", lambda _done: None) == (1, 0)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (None, "No such file or directory"),
        ("", "Is a directory"),
        ("cat K AE1 T\ndog\n", "line 2: not a word and its sounds in ARPAbet"),
        (b"cat K AE1 T\n\xff\xfe K\n", "'utf-8' codec can't decode byte 0xff in position 12: invalid start byte"),
    ],
)
def test_a_dictionary_that_cannot_be_read_is_said_in_a_sentence(
    tmp_path: Path, content: str | bytes | None, reason: str
) -> None:
    file = tmp_path / "cmudict.dict"
    if content:
        dictionary_file(tmp_path, content)
    elif content is not None:
        file.mkdir()
    with pytest.raises(LexiconBuildError) as failure:
        build_lexicon(["CAT"], file, SIDE_FILES, tmp_path / "sounds", lambda _done: None)
    assert str(failure.value) == (f"{file} cannot be read ({reason}). Give a pronouncing dictionary in CMUdict's form.")
    assert not (tmp_path / "sounds").exists()


def test_pocketsphinx_brings_a_dictionary() -> None:
    pytest.importorskip("pocketsphinx", reason="pocketsphinx has CMUdict")
    with pocketsphinx_dictionary().open(encoding="utf-8") as lines:
        listed = read_dictionary(lines)
    assert len(listed) > 100_000
    assert listed["READ"] == ("rEd", "rid")


# Transcripts as sounds


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("CAT", "k@t"),
        ("A CAT", "A k@t"),
        ("CHAT A CAT", "C@t A k@t"),
        # Letters among letters are spelled.
        ("A", "e"),
        ("A B CAT", "e b k@t"),
        ("CAT B A", "k@t b e"),
        ("", ""),
        ("CAT DOG", None),
    ],
)
def test_a_text_is_said_as_its_words_usually_are(text: str, said: str | None) -> None:
    assert VOCABULARY.lexicon is not None
    assert sounds_of(text, VOCABULARY.lexicon) == said


def test_transcripts_are_learned_as_sounds(tmp_path: Path) -> None:
    cat, dog, chat = utterances(["CAT", "DOG", "TABCAT"])
    items = [cat, dog, replace(chat, text="tab, a cat")]
    data = TrainingSet(items, Sources(pack(items, tmp_path, tones)), VOCABULARY, tiny_recipe())
    assert (len(data), data.left_out) == (2, 1)
    batch = data.assemble([0, 1], np.random.default_rng(0))
    assert batch.label_lengths.tolist() == [3, 9]
    assert "".join(SOUNDS[label] for label in batch.labels) == "k@tt@b|A|k@t"


class Heard:
    """Hears these sounds, a text a recording."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._texts = list(texts)

    def emission(self, _samples: object) -> Emission:
        labels = [n for sound in self._texts.pop(0) for n in (SOUNDS.index(sound.replace(" ", "|")), 0)]
        rows = np.full((len(labels), len(SOUNDS)), -20.0, np.float32)
        rows[np.arange(len(labels)), labels] = 0.0
        return Emission(0, rows)


def test_what_is_heard_is_measured_in_sounds() -> None:
    cat, chat, dog = utterances(["CAT", "CHAT", "DOG"])
    items = [cat, replace(chat, text="a chat"), dog]
    decoder = GreedyDecoder(replace(VOCABULARY, lexicon=None))
    found = evaluate(items, tones, Heard(["k@t", "A S@t"]), decoder, sounds=VOCABULARY.lexicon)
    assert [(one.reference, one.hypothesis) for one in found.scored] == [("k@t", "k@t"), ("A C@t", "A S@t")]
    assert found.left_out == 1


# Training


def lexicon_folder(folder: Path) -> Path:
    output = folder / "sounds"
    words = ["A", *sorted(set(LISTED) - {"A"})]
    build_lexicon(words, dictionary_file(folder), SIDE_FILES, output, lambda _done: None)
    return output


def test_a_checkpoint_keeps_the_lexicon_that_it_was_made_with(tmp_path: Path) -> None:
    sounds = lexicon_folder(tmp_path)
    export(tiny_model(vocab_size=len(SOUNDS)), sounds, tmp_path / "model")
    again = tmp_path / "again"
    export(tiny_model(vocab_size=len(SOUNDS)), tmp_path / "model", again)
    for file in sorted((sounds / "lexicon").iterdir()):
        assert (again / "lexicon" / file.name).read_bytes() == file.read_bytes()
    assert vocabulary_of(again).labels == SOUNDS
    assert vocabulary_of(again).lexicon is not None


def recordings(folder: Path, texts: dict[str, str]) -> Path:
    """Tones as WAV files, with their manifest."""
    rows = []
    for number, (name, text) in enumerate(texts.items()):
        samples = tones(Path(name))
        with wave.open(str(folder / f"{name}.wav"), "wb") as file:
            file.setparams((1, 2, 16_000, 0, "NONE", ""))
            file.writeframes((samples * 20_000).astype("<i2").tobytes())
        split = "dev" if number == 0 else "train"
        rows.append({"path": f"{name}.wav", "text": text, "seconds": len(samples) / 16_000, "split": split})
    manifest = folder / "manifest.jsonl"
    manifest.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    return manifest


def trained(*words: str) -> int:
    parser = argparse.ArgumentParser()
    train.add_arguments(parser)
    return train.run(parser.parse_args(words))


def test_a_model_of_letters_becomes_one_of_sounds(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Two steps, from the commands; warnings are failures."""
    words = tmp_path / "words.txt"
    words.write_text("a\ncat\nchat\ntab\n", encoding="utf-8")
    dictionary, sounds = str(dictionary_file(tmp_path)), str(tmp_path / "sounds")
    assert trained("lexicon", "--words", str(words), "--dictionary", dictionary, "--output", sounds) == 0
    assert f"{sounds}: 4 words, 0 of them as flite reads them\n" in capsys.readouterr().out
    manifest = recordings(tmp_path, {"CAT": "a cat", "CHAT": "chat", "TABCAT": "tab a cat", "DOG": "dog"})
    export(tiny_model(), SIDE_FILES, tmp_path / "start")
    recipe = {"data": {"batch_seconds": 2, "passes": 1}, "optimiser": {"steps": 2, "rate": 1e-3, "warm_up": 1}}
    recipe["loss"] = {"intermediate_layer": 1, "phone_layer": 1}  # type: ignore[dict-item]
    (tmp_path / "recipe.json").write_text(json.dumps(recipe), encoding="utf-8")
    command = ["run", str(manifest), "--model", str(tmp_path / "start"), "--labels", sounds]
    command += ["--recipe", str(tmp_path / "recipe.json"), "--output", str(tmp_path / "run")]
    assert trained(*command) == 0
    best = tmp_path / "run" / "best"
    model, vocabulary = Wav2Vec2ForCTC.from_pretrained(best), vocabulary_of(best)
    assert model.lm_head.weight.shape == (len(SOUNDS), 32)
    assert vocabulary.labels == SOUNDS
    assert vocabulary.lexicon is not None
    assert vocabulary.lexicon.words == ("A", "CAT", "CHAT", "TAB")
    assert json.loads((best / "training.json").read_text(encoding="utf-8"))["steps"] == 2
    evaluations = (tmp_path / "run" / "evaluations.csv").read_text(encoding="utf-8").splitlines()
    assert evaluations[0] == "step,seen_seconds,source,word_error_rate,character_error_rate"
    assert len(evaluations) >= 2


def test_the_second_half_of_making_the_bundled_models_runs_and_is_not_done_twice(tmp_path: Path) -> None:
    data, letters, output = tmp_path / "data", tmp_path / "letters", tmp_path / "run"
    for folder in ("speech", "noise"):
        (data / folder).mkdir(parents=True)
    (data / "noise" / "manifest.jsonl").touch()
    recordings(data / "speech", {"CAT": "a cat", "CHAT": "chat", "TABCAT": "tab a cat"})
    export(tiny_model(), SIDE_FILES, letters)
    (tmp_path / "words.txt").write_text("a\ncat\nchat\ntab\n", encoding="utf-8")
    recipe = {"data": {"batch_seconds": 2, "passes": 1}, "optimiser": {"steps": 1, "rate": 1e-3, "warm_up": 1}}
    recipe["loss"] = {"intermediate_layer": 1, "phone_layer": 1}  # type: ignore[dict-item]
    (tmp_path / "recipe.json").write_text(json.dumps(recipe), encoding="utf-8")
    effort = Effort(sounds_recipe=tmp_path / "recipe.json", threads=1, dictionary=dictionary_file(tmp_path))
    made = train_bundled_sounds(data, letters, tmp_path / "words.txt", output, effort)
    vocabulary = vocabulary_of(made)
    assert vocabulary.lexicon is not None
    assert vocabulary.lexicon.words == ("A", "CAT", "CHAT", "TAB")
    record = json.loads((made / "training.json").read_text(encoding="utf-8"))
    assert record["notes"]["label prior"].startswith("divided by the labels' prior to the power of 0.45")
    assert language_model_weights(made) == language_model_weights(Path(resolve(BUNDLED_SOUNDS))) == (1.4, -0.5)
    weights = (made / "model.safetensors").read_bytes()
    (tmp_path / "words.txt").unlink()
    assert train_bundled_sounds(data, letters, tmp_path / "words.txt", output, effort) == made
    assert (made / "model.safetensors").read_bytes() == weights


def test_numpy_warns_of_nothing_while_small_numbers_are_flushed() -> None:
    code = """
import numpy as np
from core.training.jobs import _denormals_flushed
with _denormals_flushed():
    print(np.finfo(np.float32).eps > 0, np.finfo(np.float64).eps > 0)
"""
    command = [sys.executable, "-W", "error", "-c", code]
    ran = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, check=False)
    assert ran.stdout == "True True\n", ran.stderr


def test_a_list_of_words_that_cannot_be_read_is_said(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="Give a file with a word a line"):
        trained("lexicon", "--words", str(tmp_path / "none"), "--output", str(tmp_path / "sounds"))
