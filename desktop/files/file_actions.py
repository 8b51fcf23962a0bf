"""What can be done with a file of the queue, as buttons in its row and as entries of a menu. GUI thread only."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QCoreApplication, QPoint, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QWidget

from core.session.file_job import FileJob, FileState
from desktop.theme.tokens import STEP

OPEN, EXPORT, FOLDER, ALIGN, EARLIER, LATER, AGAIN, CANCEL, REMOVE = (
    *("open", "export", "folder", "align", "earlier", "later", "again", "cancel", "remove"),
)
# The most important first: where there is little room, the others are in the menu alone.
OF_STATE = {
    FileState.QUEUED: (CANCEL, EARLIER, LATER),
    FileState.RUNNING: (CANCEL, OPEN),
    FileState.DONE: (OPEN, EXPORT, FOLDER, REMOVE, ALIGN),
    FileState.FAILED: (AGAIN, REMOVE),
    FileState.CANCELLED: (AGAIN, REMOVE),
}
# As they stand beside one another.
ORDER = (OPEN, EXPORT, FOLDER, ALIGN, EARLIER, LATER, AGAIN, CANCEL, REMOVE)
KEYS = {OPEN: "Return", EARLIER: "Alt+Up", LATER: "Alt+Down", CANCEL: "Del", REMOVE: "Del"}
FOR_ONE = (OPEN, FOLDER, ALIGN)


def action_name(action: str) -> str:
    """As a button says it."""
    translate = QCoreApplication.translate
    return {
        OPEN: translate("FileActions", "Open"),
        EXPORT: translate("FileActions", "Export…"),
        FOLDER: translate("FileActions", "Show in folder"),
        ALIGN: translate("FileActions", "Replace the text…"),
        EARLIER: translate("FileActions", "Earlier"),
        LATER: translate("FileActions", "Later"),
        AGAIN: translate("FileActions", "Try again"),
        CANCEL: translate("FileActions", "Cancel"),
        REMOVE: translate("FileActions", "Remove"),
    }[action]


def actions_of(jobs: Sequence[FileJob]) -> list[str]:
    """What can be done with any of these, in the order of buttons."""
    possible = {action for job in jobs for action in OF_STATE[job.state]}
    return [action for action in ORDER if action in possible and (len(jobs) == 1 or action not in FOR_ONE)]


def file_menu(parent: QWidget, jobs: Sequence[FileJob], wanted: Callable[[str, list[FileJob]], None]) -> QMenu:
    """A menu of all that can be done with these; each entry acts on those of them that it suits."""
    menu = QMenu(parent)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    for action in actions_of(jobs):
        key = KEYS.get(action, "")
        entry = menu.addAction(f"{action_name(action)}\t{key}" if key else action_name(action))
        suited = [job for job in jobs if action in OF_STATE[job.state]]
        entry.triggered.connect(lambda _checked, action=action, suited=suited: wanted(action, suited))
    return menu


class RowActions(QWidget):
    """The buttons of one row. Lent from row to row: there are as many as rows are seen."""

    wanted = Signal(str, list)
    menu_wanted = Signal(object, QPoint)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("plain")
        self.job: FileJob | None = None
        self._shown: tuple[object, ...] = ()
        self._reached: bool | None = None
        self.buttons: dict[str, QPushButton] = {}
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(STEP)
        for action in ORDER:
            button = self.buttons[action] = QPushButton(action_name(action))
            button.clicked.connect(lambda _checked, action=action: self._act(action))
            layout.addWidget(button)
            button.hide()
        self.buttons[REMOVE].setToolTip(self.tr("Takes it off this list. Its text stays in the history."))
        self.more = QPushButton("⋯")
        self.more.setToolTip(self.tr("More"))
        self.more.clicked.connect(self._open_menu)
        layout.addWidget(self.more)
        self.more.hide()

    def show_job(self, job: FileJob, fitting: frozenset[str]) -> None:
        """What can be done with this one, and is to have a button."""
        self.job = job
        if self._shown != (job.path, fitting):
            self._shown = (job.path, fitting)
            for action, button in self.buttons.items():
                button.setAccessibleName(f"{action_name(action)} {job.path.name}")
                button.setVisible(action in fitting)
            self.more.setAccessibleName(self.tr("More for {}").format(job.path.name))
            self.more.setVisible(len(fitting) < len(OF_STATE[job.state]))

    def fitting(self, state: FileState, width: int) -> frozenset[str]:
        """The actions that there is room for."""
        wanted = OF_STATE[state]
        for count in range(len(wanted), 0, -1):
            if self.width_of(wanted[:count], more=count < len(wanted)) <= width:
                return frozenset(wanted[:count])
        return frozenset()

    def width_of(self, actions: Sequence[str], more: bool) -> int:
        """Pixels that these buttons take."""
        widths = [self.buttons[action].sizeHint().width() for action in actions]
        widths += [self.more.sizeHint().width()] if more else []
        return sum(widths) + STEP * max(0, len(widths) - 1)

    def be_reached(self, by_keyboard: bool) -> None:
        """Whether Tab comes here: to the buttons of the current row alone."""
        if self._reached is by_keyboard:
            return
        self._reached = by_keyboard
        policy = Qt.FocusPolicy.StrongFocus if by_keyboard else Qt.FocusPolicy.NoFocus
        for button in (*self.buttons.values(), self.more):
            button.setFocusPolicy(policy)

    @property
    def has_focus(self) -> bool:
        """Whether one of the buttons has the focus."""
        return any(button.hasFocus() for button in (*self.buttons.values(), self.more))

    def _act(self, action: str) -> None:
        if self.job is not None:
            self.wanted.emit(action, [self.job])

    def _open_menu(self) -> None:
        if self.job is not None:
            self.menu_wanted.emit(self.job, self.more.mapToGlobal(self.more.rect().bottomLeft()))
