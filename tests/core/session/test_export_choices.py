"""Names by templates that people type, and rules from settings that hold nonsense."""

from __future__ import annotations

import contextlib
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from core.session.export_choices import file_name, shape_of, write_exports
from core.session.export_files import TemplateError
from core.session.settings import Settings
from core.session.subtitles import SubtitleShape
from core.session.transcript import Transcript


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
    told: list[tuple[int, int]] = []
    exported = write_exports(transcripts, Settings(export_folder=str(tmp_path)), lambda *far: told.append(far))
    assert told == [(number, len(transcripts)) for number in range(len(transcripts))]
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
