"""The bar on top: the places, the session's title and the menu. GUI thread only."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QMenu,
    QPushButton,
    QToolButton,
)

from desktop.theme.tokens import STEP

LIVE, FILES, HISTORY = range(3)
LONGEST_TITLE = 200


class TopBar(QFrame):
    """Emits the place that was clicked; `show_place` marks one."""

    place_wanted = Signal(int)
    title_changed = Signal(str)

    def __init__(self, menu: QMenu) -> None:
        super().__init__()
        self.setObjectName("topBar")
        self._shown_title = ""
        layout = QHBoxLayout(self)
        layout.setContentsMargins(4 * STEP, 2 * STEP, 4 * STEP, 2 * STEP)
        layout.setSpacing(STEP)
        self._places = QButtonGroup(self)
        for index, name in enumerate((self.tr("Live"), self.tr("Files"), self.tr("History"))):
            place = QPushButton(name)
            place.setObjectName("place")
            place.setCheckable(True)
            place.setToolTip(name)
            self._places.addButton(place, index)
            layout.addWidget(place)
        self._places.idClicked.connect(self.place_wanted)
        self.title = QLineEdit()
        self.title.setObjectName("title")
        self.title.setAccessibleName(self.tr("Title of the session"))
        self.title.setToolTip(self.tr("Title of the session; click to change it"))
        self.title.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.title.setMaxLength(LONGEST_TITLE)
        self.title.setEnabled(False)
        self.title.editingFinished.connect(self._title_edited)
        layout.addStretch(1)
        layout.addWidget(self.title, 3)
        layout.addStretch(1)
        self.menu_button = QToolButton()
        self.menu_button.setText(self.tr("Menu"))
        self.menu_button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.menu_button.setMenu(menu)
        layout.addWidget(self.menu_button)

    def place(self, index: int) -> QAbstractButton:
        """The button of a place."""
        return self._places.button(index)

    def show_place(self, index: int) -> None:
        """Mark the place that is shown."""
        self._places.button(index).setChecked(True)

    def show_title(self, title: str) -> None:
        """The title of the session that has begun; it can be changed from now on."""
        self._shown_title = title
        self.title.setText(title)
        self.title.setEnabled(True)

    def _title_edited(self) -> None:
        title = " ".join(self.title.text().split())
        if title and title != self._shown_title:
            self._shown_title = title
            self.title_changed.emit(title)
        self.title.setText(self._shown_title)
        self.title.clearFocus()

    def show_active_files(self, count: int) -> None:
        """How many files wait or run, beside the place's name."""
        self._places.button(FILES).setText(self.tr("Files {}").format(count) if count else self.tr("Files"))
