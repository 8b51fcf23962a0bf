"""Words of another language, 40 % longer than English ones, still fit into every place and sheet."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QTranslator
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from tests.desktop.conftest import Open
from tests.desktop.screenshots import STATES
from tests.desktop.test_accessibility import SEEN, described


class Longer(QTranslator):
    """Each text, and two fifths of it once more, in words."""

    def isEmpty(self) -> bool:  # noqa: N802 - the name is Qt's
        return False

    def translate(self, _context: str, text: str, _disambiguation: str | None = None, _count: int = -1) -> str:
        if len(text) < 12:
            return text + "etaoinshrdlu"[: max(2, round(len(text) * 0.4))]
        return text + " lengthy" * max(1, round(len(text) * 0.4 / 8))


@pytest.fixture
def longer(qapp: QApplication) -> Iterator[None]:
    translator = Longer(qapp)
    qapp.installTranslator(translator)
    yield
    qapp.removeTranslator(translator)


def clipped(window: QWidget) -> list[str]:
    """Buttons of which a part is missing at a side, or whose text is wider than they are."""
    return [
        f"{described(button)}: {button.text()}"
        for button in window.findChildren(QAbstractButton)
        if button.isVisible() and button.text() and not button.visibleRegion().isEmpty()
        if button.visibleRegion().boundingRect().width() < button.width()
        or button.width() < button.minimumSizeHint().width()
    ]


@pytest.mark.usefixtures("longer")
@pytest.mark.parametrize("state", SEEN)
def test_no_button_is_cut_off(open_window: Open, state: str) -> None:
    window = open_window()
    window.resize(1040, 680)
    STATES[state](window)
    for _ in range(3):
        QApplication.processEvents()
    assert window.live.start.text() != "Start"
    assert clipped(window) == []
