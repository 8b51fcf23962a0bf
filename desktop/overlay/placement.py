"""Where a window may stand: what the window system allows, and a place remembered by screen. GUI thread only."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QRect
from PySide6.QtGui import QGuiApplication, QScreen

SMALLEST_WIDTH, SMALLEST_HEIGHT = 240, 60
FARTHEST = 1_000_000


def stays_on_top(platform: str) -> bool:
    """Whether a window may ask to lie above all others, and choose its place: not under Wayland."""
    return not platform.startswith("wayland")


def advice(platform: str) -> str:
    """What to tell the user about the overlay here; empty where it does all it should."""
    if stays_on_top(platform):
        return ""
    return QCoreApplication.translate(
        "Overlay",
        "Wayland does not let a program keep a window on top or choose its place. Drag the overlay where you want it, "
        "and choose “Always on top” in its window menu (Alt+Space); or start Wavescribe with QT_QPA_PLATFORM=xcb. "
        "The projector window and the page for OBS work as everywhere.",
    )


def remembered(place: QRect, screen: QScreen) -> str:
    """A place as settings keep it: the screen's name, and the rectangle within it."""
    origin = screen.geometry().topLeft()
    inside = place.translated(-origin)
    return f"{inside.x()},{inside.y()},{inside.width()},{inside.height()},{screen.name()}"


def recalled(stored: str, wanted: QRect) -> QRect:
    """The stored place, on its screen if that is there; else `wanted`, low in the middle of the first screen."""
    numbers = stored.split(",", 4)
    screens = {screen.name(): screen for screen in QGuiApplication.screens()}
    screen = screens.get(numbers[4], QGuiApplication.primaryScreen()) if len(numbers) == 5 else None
    try:
        x, y, width, height = (int(number) for number in numbers[:4])
    except ValueError:
        screen = None
    if screen is None or max(map(abs, (x, y, width, height))) > FARTHEST:
        return _low_in_the_middle(wanted)
    place = QRect(x, y, width, height).translated(screen.geometry().topLeft())
    return within(place, screen.availableGeometry())


def within(place: QRect, room: QRect) -> QRect:
    """Moved and shrunk so that all of it can be seen."""
    width = max(SMALLEST_WIDTH, min(place.width(), room.width()))
    height = max(SMALLEST_HEIGHT, min(place.height(), room.height()))
    x = max(room.left(), min(place.x(), room.x() + room.width() - width))
    y = max(room.top(), min(place.y(), room.y() + room.height() - height))
    return QRect(x, y, width, height)


def _low_in_the_middle(wanted: QRect) -> QRect:
    room = QGuiApplication.primaryScreen().availableGeometry()
    place = QRect(wanted)
    place.moveCenter(room.center())
    place.moveBottom(room.bottom() - room.height() // 12)
    return within(place, room)
