"""Names by templates that people type, and rules from settings that hold nonsense."""

from __future__ import annotations

import contextlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.decoding.hypothesis import Word
from core.session.export_choices import Exported, file_name, shape_of, write_exports
from core.session.export_files import TemplateError
from core.session.settings import Settings
from core.session.subtitles import SubtitleShape
from core.session.transcript import Transcript
from core.streaming.captions import FinalCaption


@given(st.text(max_size=40), st.text(max_size=40))
def test_a_name_is_a_plain_name_with_its_ending(template: str, title: str) -> None:
    with contextlib.suppress(TemplateError):
        name = file_name(Transcript(title, "m", None, 0.0, ()), Settings(export_template=template))
        assert Path(name).name == name
        assert not set(name) & set('/\\:*?"<>|\0')
        assert Path(name).suffix == ".txt"


def test_nothing_is_written_over(tmp_path: Path) -> None:
    kept = tmp_path / "con_tent.txt"
    kept.write_text("kept")
    transcripts = [Transcript("con:tent", "m", None, 0.0, ())] * 2
    told: list[int] = []
    exported = write_exports(transcripts, Settings(export_folder=str(tmp_path)), told.append)
    assert told == [0, 1]
    assert [path.name for path in exported.files] == ["con_tent-2.txt", "con_tent-3.txt"]
    assert kept.read_text() == "kept"


@given(st.integers(), st.floats(), st.floats())
def test_rules_are_held_within_their_bounds(characters: int, speed: float, gap: float) -> None:
    shape = shape_of(Settings(subtitle_characters=characters, subtitle_speed=speed, subtitle_gap=gap))
    for field in ("characters", "speed", "gap"):
        least, most = SubtitleShape.bounds(field)
        assert least <= getattr(shape, field) <= most


def test_the_rules_are_those_of_the_command_line_until_changed() -> None:
    assert shape_of(Settings()) == SubtitleShape()


@pytest.mark.parametrize("readable", [False, True])
def test_an_export_that_is_stopped_leaves_whole_files_alone(tmp_path: Path, readable: bool) -> None:
    words = (Word("hello", 0.0, 0.4, 0.9), Word("world", 0.5, 0.9, 0.9))
    lines = tuple(FinalCaption(number, 0.0, 1.0, words, 1.0, None) for number in range(3))
    transcripts = [Transcript(f"talk {number}", "m", None, 3.0, lines) for number in range(2)]

    def exported(asked: int, folder: Path) -> Exported:
        """Where the user has had enough when that is asked for the last time."""
        folder.mkdir()
        left = iter(range(asked))
        settings = Settings(export_folder=str(folder), readable=readable)
        return write_exports(transcripts, settings, stopped=lambda: next(left, None) is None)

    whole = exported(999, tmp_path / "whole")
    content = [file.read_bytes() for file in whole.files]
    assert (len(content), whole.stopped) == (2, False)
    # Before and after each transcript, and before each of its segments.
    asked = 2 * (2 + 3 * readable)
    for last in range(asked):
        folder = tmp_path / str(last)
        left = exported(last, folder)
        assert left.stopped
        assert len(left.files) == last // (asked // 2)
        assert sorted(folder.iterdir()) == sorted(left.files)
        assert [file.read_bytes() for file in left.files] == content[: len(left.files)]
    assert not exported(asked, tmp_path / "all").stopped
