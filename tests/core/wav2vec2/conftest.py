from __future__ import annotations

from typing import Any

from tests.core.wav2vec2.parity import LIMIT, WORST


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """The largest differences from transformers that the parity tests saw."""
    if WORST:
        terminalreporter.section("largest difference from transformers (float32)")
        for stage, difference in sorted(WORST.items()):
            terminalreporter.write_line(f"{difference:9.1e} of {LIMIT:.0e}  {stage}")
