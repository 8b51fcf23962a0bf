"""The sheet for captions outside the window: how the overlay looks, and the projector."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtGui import QFont, QGuiApplication
from PySide6.QtWidgets import QCheckBox, QFontComboBox, QFrame, QLabel, QPushButton, QSpinBox

from core.session.settings import Settings
from desktop.overlay.placement import advice
from desktop.overlay.rolling_text import PlateLook
from desktop.theme.pickers import fill, picker, slider, whole_number
from desktop.window.sheet import Sheet

# Name → text, words still forming, plate. Contrast at least 7:1 on an opaque plate (a test computes it).
COLOURS = {
    "white on black": ("#ffffff", "#d6d6d6", "#000000"),
    "yellow on black": ("#ffe100", "#e8d89a", "#000000"),
    "black on white": ("#000000", "#3f4247", "#ffffff"),
    "white on blue": ("#ffffff", "#d5e3f5", "#0a2a52"),
}
SMALLEST, LARGEST = 16, 120
MOST_LINES = 8
LEAST_OPACITY = 20


def overlay_look(settings: Settings) -> PlateLook:
    """The overlay's look from the settings, held within what can be read."""
    text, soft, plate = COLOURS.get(settings.overlay_colours, COLOURS["white on black"])
    return PlateLook(
        family=settings.overlay_family,
        pixels=max(SMALLEST, min(LARGEST, settings.overlay_size)),
        lines=max(1, min(MOST_LINES, settings.overlay_lines)),
        text=text,
        soft=soft,
        plate=plate,
        opacity=max(LEAST_OPACITY / 100, min(1.0, settings.overlay_opacity)),
    )


def projector_look(settings: Settings) -> PlateLook:
    """As the overlay, but larger, opaque, and with as many lines as fit."""
    look = overlay_look(settings)
    pixels = max(SMALLEST, min(2 * LARGEST, settings.projector_size))
    return PlateLook(look.family, pixels, 0, look.text, look.soft, look.plate, 1.0)


class ScreensSheet(Sheet):
    """Emits `changed` with settings' names and values; `projector_wanted` with a screen's name."""

    changed = Signal(dict)
    projector_wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__(
            self.tr("Overlay and projector"),
            self.tr("The overlay lies above all other windows; the projector window fills a second screen."),
        )
        self.shown = QCheckBox(self.tr("Show the overlay"))
        self.shown.toggled.connect(lambda on: self.changed.emit({"overlay_shown": on}))
        self.locked = QCheckBox(self.tr("Let clicks through it"))
        self.locked.setToolTip(self.tr("The overlay can't be dragged then"))
        self.locked.toggled.connect(lambda on: self.changed.emit({"overlay_locked": on}))
        self.limits = QLabel(advice(QGuiApplication.platformName()))
        self.limits.setObjectName("warning")
        self.limits.setWordWrap(True)
        self.limits.setVisible(bool(self.limits.text()))
        for widget in (self.shown, self.locked, self.limits):
            self.content.addWidget(widget)
        self._add_look()
        self._add_projector()
        self.content.addStretch(1)

    def _add_look(self) -> None:
        self.family = QFontComboBox()
        self.family.currentFontChanged.connect(lambda font: self.changed.emit({"overlay_family": font.family()}))
        self.text_size = self._number("overlay_size", SMALLEST, LARGEST, self.tr(" px"))
        self.lines = self._number("overlay_lines", 1, MOST_LINES)
        self.colours = picker(self.tr("Colours"), 12)
        names = (
            self.tr("White on black"),
            self.tr("Yellow on black"),
            self.tr("Black on white"),
            self.tr("White on blue"),
        )
        fill(self.colours, list(zip(names, COLOURS, strict=True)), None)
        self.colours.activated.connect(
            lambda index: self.changed.emit({"overlay_colours": self.colours.itemData(index)})
        )
        self.opacity = slider(LEAST_OPACITY, 100)
        self.opacity.valueChanged.connect(lambda value: self.changed.emit({"overlay_opacity": value / 100}))
        for name, widget in (
            (self.tr("Font"), self.family),
            (self.tr("Size of the text"), self.text_size),
            (self.tr("Lines"), self.lines),
            (self.tr("Colours"), self.colours),
            (self.tr("Opacity of the plate"), self.opacity),
        ):
            self.add_labelled(name, widget)

    def _add_projector(self) -> None:
        rule = QFrame()
        rule.setObjectName("rule")
        rule.setFixedHeight(1)
        self.content.addWidget(rule)
        self.screen_picker = picker(self.tr("Screen for the projector window"), 12)
        self.add_labelled(self.tr("Projector window on"), self.screen_picker)
        self.projector_size = self._number("projector_size", SMALLEST, 2 * LARGEST, self.tr(" px"))
        self.add_labelled(self.tr("Size of its text"), self.projector_size)
        self.projector = QPushButton(self.tr("Show the projector window"))
        self.projector.clicked.connect(lambda: self.projector_wanted.emit(self.screen_picker.currentData() or ""))
        self.content.addWidget(self.projector)

    def apply(self, settings: Settings) -> None:
        """Show what is chosen, without a signal."""
        look = overlay_look(settings)
        controls = (self.shown, self.locked, self.family, self.text_size, self.lines, self.opacity, self.projector_size)
        blockers = [QSignalBlocker(control) for control in controls]
        self.shown.setChecked(settings.overlay_shown)
        self.locked.setChecked(settings.overlay_locked)
        self.family.setCurrentFont(QFont(settings.overlay_family) if settings.overlay_family else self.font())
        self.text_size.setValue(look.pixels)
        self.lines.setValue(look.lines)
        self.colours.setCurrentIndex(max(0, self.colours.findData(settings.overlay_colours)))
        self.opacity.setValue(round(look.opacity * 100))
        self.projector_size.setValue(projector_look(settings).pixels)
        del blockers
        rows: list[tuple[str, object]] = [
            (f"{screen.name()}  ({screen.size().width()} × {screen.size().height()})", screen.name())
            for screen in QGuiApplication.screens()
        ]
        others = [row for row in rows if row[1] != QGuiApplication.primaryScreen().name()]
        chosen = settings.projector_screen or (others[0][1] if others else None)
        fill(self.screen_picker, rows, chosen)

    def _number(self, setting: str, least: int, most: int, unit: str = "") -> QSpinBox:
        box = whole_number()
        box.setRange(least, most)
        box.setSuffix(unit)
        box.setKeyboardTracking(False)

        def change(value: int) -> None:
            changes: dict[str, Any] = {setting: value}
            self.changed.emit(changes)

        box.valueChanged.connect(change)
        return box
