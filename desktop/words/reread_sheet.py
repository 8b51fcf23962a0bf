"""The sheet of differences: what reading the session again with other words would change, to take over or leave."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QProgressBar,
    QPushButton,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from core.session.writing import clock
from desktop.theme.tokens import STEP
from desktop.translation import translated
from desktop.window.sheet import Sheet

if TYPE_CHECKING:
    from core.session.redecode import Difference, Redecoding

PROGRESS_STEPS = 100


class TickedRow(QStyledItemDelegate):
    """A row as high as its text is: Qt breaks its lines as if it had no box and no padding, where it measures it."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """For lines as short as those that are painted."""
        narrower = QStyleOptionViewItem(option)
        view = option.widget
        self.initStyleOption(narrower, index)
        box = view.style().subElementRect(QStyle.SubElement.SE_ItemViewItemCheckIndicator, narrower, view)
        narrower.rect = option.rect.adjusted(0, 0, -(box.width() + 6 * STEP), 0)
        return super().sizeHint(narrower, index)


class RereadSheet(Sheet):
    """Emits `accepted` with the differences chosen; nothing changes before. `stop_wanted`: while it is decoded."""

    accepted = Signal(object, list)
    stop_wanted = Signal()

    def __init__(self) -> None:
        super().__init__(
            self.tr("Read again"),
            self.tr(
                "What was heard is decoded again with the words and the language model of now. Words that you "
                "corrected by hand stay. Take over what is better."
            ),
        )
        self._redecoding: Redecoding | None = None
        self.state = QLabel()
        self.state.setWordWrap(True)
        self.progress = QProgressBar()
        self.progress.setRange(0, PROGRESS_STEPS)
        self.progress.setTextVisible(False)
        self.progress.setAccessibleName(self.tr("Progress of reading again"))
        self.stop = QPushButton(self.tr("Stop"))
        self.stop.setToolTip(self.tr("Leave the text as it is"))
        self.stop.clicked.connect(self.stop_wanted)
        self.list = QListWidget()
        self.list.setAccessibleName(self.tr("Differences"))
        self.list.setWordWrap(True)
        self.list.setItemDelegate(TickedRow(self.list))
        self.list.setTextElideMode(Qt.TextElideMode.ElideNone)
        self.list.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.itemChanged.connect(lambda _item: self._show_count())
        self.all = QPushButton(self.tr("All"))
        self.all.setAccessibleName(self.tr("Choose all differences"))
        self.all.clicked.connect(lambda: self._check(Qt.CheckState.Checked))
        self.none = QPushButton(self.tr("None"))
        self.none.setAccessibleName(self.tr("Choose no difference"))
        self.none.clicked.connect(lambda: self._check(Qt.CheckState.Unchecked))
        self.accept = QPushButton()
        self.accept.clicked.connect(self._accept)
        buttons = QHBoxLayout()
        buttons.setSpacing(STEP)
        buttons.addWidget(self.all)
        buttons.addWidget(self.none)
        buttons.addStretch(1)
        self.content.addWidget(self.state)
        self.content.addWidget(self.progress)
        self.content.addWidget(self.stop, 0, Qt.AlignmentFlag.AlignLeft)
        self.content.addWidget(self.list, 1)
        self.content.addLayout(buttons)
        self.content.addWidget(self.accept)
        # Without differences there is no list that takes the room below.
        self.content.addStretch(0)
        self.show_working()

    def show_working(self) -> None:
        """The session is being decoded."""
        self._show(None, self.tr("Reading again…"), working=True)
        self.progress.setValue(0)

    def show_progress(self, done: float) -> None:
        """How much of it is decoded, 0 to 1."""
        self.state.setText(self.tr("Reading again: {} %").format(int(100 * done)))
        self.progress.setValue(int(PROGRESS_STEPS * done))

    def show_stopped(self) -> None:
        """The user has stopped it."""
        self._show(None, self.tr("Stopped. The text is as it was."))
        self.done_button.setFocus()

    def show_problem(self, message: str) -> None:
        """It could not be, and why."""
        self._show(None, translated(message))

    def show_differences(self, redecoding: Redecoding) -> None:
        """All differences, each chosen."""
        count = len(redecoding.differences)
        said = self.tr("Nothing would change.") if not count else self.tr("%n place(s) would change:", "", count)
        self._show(redecoding, said)

    @property
    def chosen(self) -> list[int]:
        """Indices of the differences that are ticked."""
        rows = range(self.list.count())
        return [row for row in rows if self.list.item(row).checkState() is Qt.CheckState.Checked]

    def _show(self, redecoding: Redecoding | None, said: str, working: bool = False) -> None:
        self._redecoding = redecoding
        self.progress.setVisible(working)
        self.stop.setVisible(working)
        self.state.setText(said)
        self.list.clear()
        for difference in redecoding.differences if redecoding is not None else ():
            item = QListWidgetItem(self._sentence(difference))
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked)
            self.list.addItem(item)
        some = self.list.count() > 0
        for widget in (self.list, self.all, self.none, self.accept):
            widget.setVisible(some)
        self._show_count()

    def _sentence(self, difference: Difference) -> str:
        before = " ".join(word.text for word in difference.before)
        after = " ".join(word.text for word in difference.after)
        when = clock(difference.start)
        if difference.kind == "added":
            return self.tr("{}\nadd “{}”").format(when, after)
        if difference.kind == "removed":
            return self.tr("{}\nremove “{}”").format(when, before)
        return self.tr("{}\n“{}” becomes “{}”").format(when, before, after)

    def _check(self, state: Qt.CheckState) -> None:
        for row in range(self.list.count()):
            self.list.item(row).setCheckState(state)

    def _show_count(self) -> None:
        count = len(self.chosen)
        self.accept.setText(self.tr("Take over {}").format(count))
        self.accept.setEnabled(count > 0)

    def _accept(self) -> None:
        if self._redecoding is not None:
            self.accepted.emit(self._redecoding, self.chosen)
