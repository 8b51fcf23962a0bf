from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.decoding.hotwords import DEFAULT_WEIGHT, Hotword, HotwordError, parse_hotword, parse_hotwords


@pytest.mark.parametrize(
    ("text", "hotword"),
    [
        ("Ada", Hotword("Ada", DEFAULT_WEIGHT)),
        ("Ada:3", Hotword("Ada", 3.0)),
        ("  Ada   Lovelace : 2.5 ", Hotword("Ada Lovelace", 2.5)),
        ("std::vector", Hotword("std::vector", DEFAULT_WEIGHT)),
        ("std::vector:4", Hotword("std::vector", 4.0)),
        ("10:30:1e1", Hotword("10:30", 10.0)),
    ],
)
def test_a_word_and_its_weight(text, hotword) -> None:
    assert parse_hotword(text) == hotword


@pytest.mark.parametrize("text", ["", "   ", ":3", "Ada:0", "Ada:-1", "Ada:nan", "Ada:inf", "Ada:101"])
def test_what_is_no_hotword_is_refused_with_advice(text) -> None:
    with pytest.raises(HotwordError, match=r"write WORD or WORD:WEIGHT|give a number above 0, at most 100"):
        parse_hotword(text)


def test_lines_of_text_and_of_csv() -> None:
    lines = ["# names", "", "Ada Lovelace", "Babbage:2", "Byron,3", "Menabrea, Luigi", "ADA lovelace", "Babbage:7\n"]
    lines += ['"De Morgan, Augustus",4', '"Somerville"']
    assert parse_hotwords("\n".join(lines)).hotwords == (
        Hotword("Ada Lovelace"),
        Hotword("Babbage", 7.0),
        Hotword("Byron", 3.0),
        Hotword("Menabrea, Luigi"),
        Hotword("ADA lovelace"),
        Hotword("De Morgan, Augustus", 4.0),
        Hotword("Somerville"),
    )


def test_tables_of_other_separators() -> None:
    lines = ["Byron;3", "Ada Lovelace; 2,5", "Babbage\t4", '"De Morgan; Augustus";1', "Menabrea;Luigi", "one,two;3"]
    assert parse_hotwords("\n".join(lines)).hotwords == (
        Hotword("Byron", 3.0),
        Hotword("Ada Lovelace", 2.5),
        Hotword("Babbage", 4.0),
        Hotword("De Morgan; Augustus", 1.0),
        Hotword("Menabrea;Luigi"),
        Hotword("one,two", 3.0),
    )


def test_what_is_too_many_is_left_out_and_said() -> None:
    lines = [f"w{n}" for n in range(20_002)]
    assert parse_hotwords("\n".join(lines[:20_000])).problems == ()
    found = parse_hotwords("\n".join([*lines, "w3:4"]))
    assert len(found.hotwords) == 20_000
    assert found.problems == ("line 20001: more than 20000 hotwords; what follows is left out.",)


def test_of_what_is_no_text_nothing_is_read() -> None:
    for content in ("Okonkwo\nproof".encode("utf-16"), b"fLaC\x00\x00\x00\x22good\nN\n"):
        read = parse_hotwords(content)
        assert read.hotwords == ()
        assert read.problems == ("line 1: this is no text in UTF-8; save the list as UTF-8.",)


def test_good_lines_are_taken_and_bad_ones_reported_by_number() -> None:
    found = parse_hotwords("\ufeffÖrsted,2\r\n".encode() + b"Ada:0\r\n\xff\xfe\r\n# no\r\nByron\r\n")
    assert found.hotwords == (Hotword("Örsted", 2.0), Hotword("Byron"))
    assert [problem.split(":")[0] for problem in found.problems] == ["line 2", "line 3"]
    assert "give a number above 0" in found.problems[0]
    assert "UTF-8" in found.problems[1]


@given(st.text() | st.binary())
def test_any_list_is_read(content) -> None:
    found = parse_hotwords(content)
    assert len(found.hotwords) + len(found.problems) <= len(content.splitlines())


@given(st.text())
def test_any_text_is_a_hotword_or_refused(text) -> None:
    try:
        hotword = parse_hotword(text)
    except HotwordError:
        return
    assert hotword.text == " ".join(hotword.text.split()) != ""
    assert 0 < hotword.weight <= 100
