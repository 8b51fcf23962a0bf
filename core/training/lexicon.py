"""The lexicon of a model of sounds: pronunciations of the language model's words, and a tokenizer of the sounds.

Pronunciations come from a pronouncing dictionary; pocketsphinx brings one of English (CMUdict, BSD). What it lacks is
read by flite, which says its sounds. Owned by `wavescribe train lexicon`, on its thread.
"""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Callable, Iterable, Mapping, Sequence
from importlib.util import find_spec
from pathlib import Path

from core.decoding.sounds.lexicon import FOLDER
from core.training.letters_and_sounds import ONE_LETTER, learn_pieces, read_dictionary, write_lexicon

_SPECIAL = ("<pad>", "<s>", "</s>", "<unk>", "|")
_SIDE_FILES = ("tokenizer_config.json", "preprocessor_config.json", "processor_config.json")
_LETTER_NAMES = {
    "A": "EY", "B": "B IY", "C": "S IY", "D": "D IY", "E": "IY", "F": "EH F", "G": "JH IY", "H": "EY CH", "I": "AY",
    "J": "JH EY", "K": "K EY", "L": "EH L", "M": "EH M", "N": "EH N", "O": "OW", "P": "P IY", "Q": "K Y UW",
    "R": "AA R", "S": "EH S", "T": "T IY", "U": "Y UW", "V": "V IY", "W": "D AH B AH L Y UW", "X": "EH K S",
    "Y": "W AY", "Z": "Z IY",
}  # fmt: skip


class LexiconBuildError(Exception):
    """A lexicon cannot be made; the sentence says what to do."""


def build_lexicon(
    words: Sequence[str], dictionary: Path, like: Path, output: Path, progress: Callable[[int], None]
) -> tuple[int, int]:
    """Write `output`, a folder that `train run --labels` takes: the sounds' tokenizer, the lexicon of `words`, and the
    other side files of the model `like`. Returns how many words are pronounced, and how many of them as flite does.
    Raises LexiconBuildError.
    """
    listed = _listed(dictionary)
    pieces = learn_pieces([(word, said) for word in words for said in listed.get(word, ())])
    found: dict[str, tuple[str, ...]] = {}
    for done, word in enumerate(words, start=1):
        said = _ways(word, listed)
        if said:
            found[word] = said
        progress(done)
    output.mkdir(parents=True, exist_ok=True)
    labels = {label: number for number, label in enumerate((*_SPECIAL, *ONE_LETTER.values()))}
    (output / "vocab.json").write_text(json.dumps(labels, indent=1) + "\n", encoding="utf-8")
    for name in _SIDE_FILES:
        if (like / name).is_file():
            shutil.copyfile(like / name, output / name)
    # Last: where the lexicon is whole, all is.
    write_lexicon(output / FOLDER, found, pieces)
    return len(found), sum(len(word) > 1 and word not in listed for word in found)


def read_words(file: Path) -> list[str]:
    """The words of a text, in capitals, each once. Raises OSError, UnicodeDecodeError."""
    return list(dict.fromkeys(file.read_text(encoding="utf-8").upper().split()))


def pocketsphinx_dictionary() -> Path:
    """CMUdict as pocketsphinx has it. Raises LexiconBuildError where that is not installed."""
    spec = find_spec("pocketsphinx")
    if spec is None or not spec.submodule_search_locations:
        raise LexiconBuildError(
            "give --dictionary FILE, a pronouncing dictionary in CMUdict's form, or install one: "
            "pip install 'pocketsphinx>=5.1,<6'."
        )
    return Path(spec.submodule_search_locations[0]) / "model" / "en-us" / "cmudict-en-us.dict"


def _listed(dictionary: Path) -> dict[str, tuple[str, ...]]:
    try:
        with dictionary.open(encoding="utf-8") as lines:
            return read_dictionary(lines)
    except (OSError, ValueError) as failure:
        reason = failure.strerror if isinstance(failure, OSError) else failure
        raise LexiconBuildError(
            f"{dictionary} cannot be read ({reason}). Give a pronouncing dictionary in CMUdict's form."
        ) from failure


def _ways(word: str, listed: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """Pronunciations of a word, each once; none where nothing says it."""
    if len(word) == 1:
        # Alone, a letter is its name; "A" is an article before.
        article = listed.get(word, ())[:1] if word == "A" else ()
        ways = (*article, _one_letter(_LETTER_NAMES.get(word, "").split()))
    else:
        ways = listed.get(word) or (_as_flite_reads(word),)
    return tuple(dict.fromkeys(filter(None, ways)))


def _as_flite_reads(word: str) -> str:
    program = shutil.which("flite")
    if program is None:
        raise LexiconBuildError("flite reads the words that the dictionary lacks. Install it: apt-get install flite")
    command = [program, "-ps", "-o", "none", "-t", word.lower()]
    said = subprocess.run(command, capture_output=True, text=True, check=True, timeout=30).stdout.split()
    return _one_letter(sound.upper() for sound in said if sound != "pau")


def _one_letter(sounds: Iterable[str]) -> str:
    """Sounds by their ARPAbet names; flite's "ax" is the weak AH."""
    return "".join(ONE_LETTER["AH" if sound == "AX" else sound] for sound in sounds)
