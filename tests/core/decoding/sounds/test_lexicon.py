"""Lexicons in their folders, whole and damaged, and pronunciations of words that they do not list."""

from __future__ import annotations

import json
import os
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.decoding.sounds.letter_to_sound import MOST_WAYS, LetterToSound
from core.decoding.sounds.lexicon import MAXIMUM_BYTES, Lexicon, LexiconError, language_model_weights, load_lexicon
from core.decoding.sounds.lexicon_tree import ROOT, lexicon_tree, with_words

SOUNDS = frozenset("abcʃ")
LISTED = "CAB\tcab\nCAB\tca\nÄSCH\taʃ\n"
LETTERS = {"A": {"a": -0.5, "": -1.0}, "SCH": {"ʃ": 0}, "X": {"ca": -0.1}}


def folder(path, listed: str | bytes | None = LISTED, letters: object = LETTERS):
    """A lexicon's folder; letters as JSON unless they are text already."""
    path.mkdir(exist_ok=True)
    if listed is not None:
        (path / "pronunciations.txt").write_bytes(listed if isinstance(listed, bytes) else listed.encode())
    if letters is not None:
        (path / "letters.json").write_text(letters if isinstance(letters, str) else json.dumps(letters), "utf-8")
    return path


def test_a_lexicon_is_read(tmp_path) -> None:
    lexicon = Lexicon.load(folder(tmp_path), SOUNDS)
    assert lexicon.words == ("CAB", "ÄSCH")
    assert lexicon.characters == frozenset("CABÄSH")
    assert lexicon.ways("CAB") == ("cab", "ca")
    assert lexicon.ways("XA") == ("caa", "ca")
    assert lexicon.ways("B") == ()
    assert lexicon.ways("") == ()


def test_a_lexicon_is_read_again_only_where_it_has_changed(tmp_path) -> None:
    first = load_lexicon(folder(tmp_path), SOUNDS)
    assert load_lexicon(tmp_path, frozenset(SOUNDS)) is first
    assert load_lexicon(tmp_path, SOUNDS | {"d"}) is not first
    folder(tmp_path, LISTED + "ABC\tabc\n")
    assert "ABC" in load_lexicon(tmp_path, SOUNDS).words
    folder(tmp_path, None, {"B": {"b": -0.5}})
    assert load_lexicon(tmp_path, SOUNDS).ways("BB") == ("bb",)
    (tmp_path / "letters.json").unlink()
    with pytest.raises(LexiconError, match="No such file"):
        load_lexicon(tmp_path, SOUNDS)


@pytest.mark.parametrize(
    ("listed", "letters", "says"),
    [
        (None, LETTERS, "No such file"),
        (LISTED, None, "No such file"),
        ("", LETTERS, "lists no word"),
        ("CAB cab\n", LETTERS, "line 1: not a word"),
        ("CAB\tcab\n\n", LETTERS, "line 2: not a word"),
        ("CAB\tcab\nCAB\t\n", LETTERS, "line 2: not a word"),
        ("\tcab\n", LETTERS, "line 1: not a word"),
        ("A CAB\tacab\n", LETTERS, "line 1: not a word"),
        (" \tcab\n", LETTERS, "line 1: not a word"),
        ("CAB\tcad\n", LETTERS, "line 1: not a word"),
        ("CAB\tca b\n", LETTERS, "line 1: not a word"),
        ("CAB\tcab\tca\n", LETTERS, "line 1: not a word"),
        ("CAB\t" + "a" * 101, LETTERS, "line 1: longer than 100"),
        ("C" * 101 + "\ta", LETTERS, "line 1: longer than 100"),
        (b"CAB\tcab\n\xff\xfe", LETTERS, "codec can't decode"),
        (b"\x00" * 99, LETTERS, "line 1: not a word"),
        (LISTED, "", "Expecting value"),
        (LISTED, "{", "Expecting property name"),
        (LISTED, "[" * 200_000, "nested too deeply"),
        (LISTED, [], "not an object of objects"),
        (LISTED, {"A": []}, "not an object of objects"),
        (LISTED, {"A": {"a": None}}, "no logarithms"),
        (LISTED, {"A": {"a": "-1"}}, "no logarithms"),
        (LISTED, {"A": {"a": False}}, "no logarithms"),
        (LISTED, {"A": {"a": [0]}}, "no logarithms"),
        (LISTED, {"A": {"a": 0.1}}, "no logarithms"),
        (LISTED, '{"A": {"a": NaN}}', "no logarithms"),
        (LISTED, '{"A": {"a": -Infinity}}', "no logarithms"),
        (LISTED, '{"A": {"a": -1e999}}', "no logarithms"),
        (LISTED, {"A": {"a": -(10**400)}}, "no logarithms"),
        (LISTED, {"A": {"d": -1}}, "not sounds of the model"),
        (LISTED, {"A": {"a" * 9: -1}}, "not sounds of the model"),
        (LISTED, {"": {"a": -1}}, "too many letters"),
        (LISTED, {"A" * 9: {"a": -1}}, "too many letters"),
        (LISTED, {"A": {"".join(way): -1 for way in product("abc", repeat=4)}}, "too many letters"),
        (LISTED, " " * (1024 * 1024 + 1), "letters.json is larger than 1 MiB"),
    ],
)
def test_a_damaged_lexicon_is_refused_in_a_sentence(tmp_path, listed, letters, says) -> None:
    with pytest.raises(LexiconError, match=says) as failure:
        Lexicon.load(folder(tmp_path, listed, letters), SOUNDS)
    assert str(failure.value).startswith(f"the lexicon in {tmp_path} ")
    assert str(failure.value).endswith("; copy the model again.")
    assert len(str(failure.value)) < 400


def test_a_lexicon_that_is_too_large_is_not_read(tmp_path) -> None:
    os.truncate(folder(tmp_path) / "pronunciations.txt", MAXIMUM_BYTES + 1)
    with pytest.raises(LexiconError, match="larger than 16 MiB"):
        Lexicon.load(tmp_path, SOUNDS)


def test_a_folder_in_the_place_of_a_file_is_refused(tmp_path) -> None:
    (tmp_path / "pronunciations.txt").mkdir()
    with pytest.raises(LexiconError, match="Is a directory"):
        Lexicon.load(folder(tmp_path, None), SOUNDS)


def test_of_very_many_ways_to_say_a_word_the_first_are_taken(tmp_path) -> None:
    ways = ["".join(way) for way in product("abc", repeat=3)]
    lexicon = Lexicon.load(folder(tmp_path, "".join(f"W\t{way}\n" for way in ways)), SOUNDS)
    assert lexicon.ways("W") == tuple(ways[:16])


@pytest.mark.parametrize(
    "text",
    ["", "[]", "{}", "[" * 4000, '{"alpha": 1}', '{"alpha": 1, "beta": NaN}', '{"alpha": 1e999, "beta": 0}',
     '{"alpha": [1], "beta": 0}', '{"alpha": "x", "beta": 0}', '{"alpha": 1' + "0" * 400 + ', "beta": 0}', " " * 4097],
)  # fmt: skip
def test_damaged_weights_of_a_language_model_are_refused_in_a_sentence(tmp_path, text) -> None:
    assert language_model_weights(tmp_path) == (None, None)
    (tmp_path / "lexicon").mkdir()
    file = tmp_path / "lexicon" / "language_model.json"
    file.write_text('{"alpha": 1.5, "beta": -2}', "utf-8")
    assert language_model_weights(tmp_path) == (1.5, -2.0)
    file.write_text(text, "utf-8")
    with pytest.raises(LexiconError, match=r"language_model\.json cannot be read .*; copy the model again\.$"):
        language_model_weights(tmp_path)


PIECES = st.dictionaries(
    st.text("ABC", min_size=1, max_size=3),
    st.dictionaries(st.sampled_from(["", "a", "b", "ab", "c"]), st.floats(-6.0, -0.01), max_size=4),
    max_size=8,
)


@given(PIECES, st.text("ABCD", max_size=5))
def test_a_words_ways_are_the_likeliest_of_all_ways_to_cut_it(pieces, word) -> None:
    found = LetterToSound(pieces).ways(word)
    best = {said: score for said, score in all_ways(pieces, word).items() if said} if word else {}
    scores = sorted(best.values(), reverse=True)
    expected = [score for score in scores[:MOST_WAYS] if score >= scores[0] - 9.0]
    assert len(set(found)) == len(found)
    assert [best[said] for said in found] == pytest.approx(expected, abs=1e-9)


def all_ways(pieces, word: str) -> dict[str, float]:
    """By sounds the best sum of the pieces that a word can be cut into."""
    if not word:
        return {"": 0.0}
    found: dict[str, float] = {}
    for end in range(1, len(word) + 1):
        for first, score in pieces.get(word[:end], {}).items():
            for rest, more in all_ways(pieces, word[end:]).items():
                found[first + rest] = max(found.get(first + rest, -1e9), score + more)
    return found


def test_long_and_ambiguous_words_are_bounded() -> None:
    pieces = LetterToSound({"A": {"a": -1.0, "b": -1.1, "c": -1.2, "": -1.3}, "AA": {"a": -2.0, "b": -2.0}})
    assert len(pieces.ways("A" * 64)) == MOST_WAYS
    assert pieces.ways("A" * 65) == ()


def test_a_tree_holds_each_beginning_once() -> None:
    lexicon = Lexicon({"SEE": ("ab",), "SEA": ("ab", "ab"), "A": ("a",), "BA": ("ba", "a")}, LetterToSound({}))
    tree = lexicon_tree(lexicon, ("_", "a", "b"), ("A", "BA", "NOT", "SEA", "SEE"))
    assert tree.children == ({1: 1, 2: 2}, {2: 4}, {1: 3}, {}, {})
    assert tree.ending == ((), (0, 1), (), (1,), (3, 4))
    assert tree.parents == (ROOT, ROOT, ROOT, 2, 1)
    assert tree.reach([-1.0, -2.0, -0.5, -4.0, -3.0]) == [-1.0, -1.0, -2.0, -2.0, -3.0]


def test_words_are_added_to_a_copy_of_a_tree() -> None:
    lexicon = Lexicon({"A": ("a",), "AB": ("ab",), "B": ("b",)}, LetterToSound({}))
    tree = lexicon_tree(lexicon, ("_", "a", "b"), ("A",))
    more = with_words(tree, lexicon, ("_", "a", "b"), ["AB", "B"])
    assert (tree.children, tree.ending) == (({1: 1}, {}), ((), (0,)))
    assert more.words == ("A", "AB", "B")
    assert more.children == ({1: 1, 2: 3}, {2: 2}, {}, {})
    assert more.ending == ((), (0,), (1,), (2,))
