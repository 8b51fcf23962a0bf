from __future__ import annotations

import json
from collections.abc import Callable
from itertools import count
from pathlib import Path

import numpy as np
import pytest

from core.benchmarks.live_run import in_real_time, on_virtual_clock, with_pauses
from core.cli import main
from core.session.journal import Journal
from core.streaming.captions import FinalCaption, PartialCaption
from tests.core.session.scripted_session import ScriptedEngine
from tests.core.streaming.scripted import encode, silence


def stepped(step: float) -> Callable[[], float]:
    """A stopwatch that moves on by a fixed time at each second look: a step takes exactly that long."""
    looks = count()
    return lambda: (next(looks) + 1) // 2 * step


def test_work_moves_the_virtual_clock_on() -> None:
    samples = np.concatenate((silence(0.5), encode("ABC DEF ABC DEF"), silence(1.0)))
    run = on_virtual_clock("x", samples, ScriptedEngine(), stepped(0.25))  # type: ignore[arg-type]
    final = run.captions[-1]
    assert isinstance(final.caption, FinalCaption)
    # 20 ms come first; then every step takes 0.25 s and hears what has gathered meanwhile.
    steps = len(run.lags)
    assert run.work_seconds == pytest.approx(0.25 * steps)
    assert [round(at, 2) for at, _ in run.lags[:3]] == [0.27, 0.52, 0.77]
    assert all(lag == pytest.approx(0.25) for _, lag in run.lags[:5])
    assert run.lags[-1][1] == 0.0
    for shown in run.captions:
        assert shown.shown >= shown.caption.audio_time + 0.25 - 1e-9


def test_without_work_a_caption_is_shown_within_a_block_of_its_audio() -> None:
    samples = np.concatenate((silence(0.5), encode("ABC DEF ABC DEF"), silence(1.0)))
    run = on_virtual_clock("x", samples, ScriptedEngine(), stepped(0.0))  # type: ignore[arg-type]
    assert any(isinstance(shown.caption, PartialCaption) for shown in run.captions)
    assert all(0.0 <= shown.shown - shown.caption.audio_time < 0.02 for shown in run.captions)
    assert {lag for _, lag in run.lags} == {0.0}


def test_in_real_time_the_session_itself_is_watched(tmp_path: Path) -> None:
    path = tmp_path / "speech.flac"
    journal = Journal(path)
    journal.write(np.concatenate((silence(0.2), encode("ABC DEF"), silence(0.8))))
    journal.close()
    run = in_real_time(path, ScriptedEngine())  # type: ignore[arg-type]
    (final,) = [shown for shown in run.captions if isinstance(shown.caption, FinalCaption)]
    assert final.caption.text == "ABC DEF"
    assert final.shown >= final.caption.audio_time
    assert run.audio_seconds == 1.56
    assert run.lags


def test_a_session_that_fails_is_said(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError, match=r"missing\.wav"):
        in_real_time(tmp_path / "missing.wav", ScriptedEngine())  # type: ignore[arg-type]


def test_pauses_stand_around_a_recording() -> None:
    padded = with_pauses(np.ones(10, np.float32))
    assert (len(padded), padded[:8000].any(), padded[8010:].any()) == (8000 + 10 + 16_000, False, False)


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (["bench", "--live", "missing.wav"], "missing.wav is no file"),
        (["bench", "--live", __file__, "--plot", "lag.png"], "ends in .html"),
    ],
)
def test_what_cannot_be_meant_is_wrong_usage(
    arguments: list[str], complaint: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(arguments) == 2
    assert complaint in capsys.readouterr().err


def test_the_command_prints_table_row_and_page(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    engine = ScriptedEngine()
    monkeypatch.setattr("core.commands.bench.load_requested_engine", lambda _arguments: engine)
    path, page = tmp_path / "speech.flac", tmp_path / "lag.html"
    journal = Journal(path)
    journal.write(encode("ABC DEF ABC"))
    journal.close()
    assert main(["bench", "--live", str(path), "--json", "--plot", str(page)]) == 0
    row = json.loads(capsys.readouterr().out)
    assert (row["kind"], row["clock"], row["files"], row["final_words"]) == ("live", "virtual", 1, 3)
    assert row["first_partial"]["count"] == 1
    assert "<svg" in page.read_text(encoding="utf-8")
    assert main(["bench", "--live", str(path)]) == 0
    assert "final, from the endpoint" in capsys.readouterr().out
