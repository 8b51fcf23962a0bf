"""The bar below the captions: start, time, level, what is listened to, in which language, and what can be opened."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QLabel, QPushButton

from core.audio.microphone import InputDevice
from core.audio.system_audio import Monitor
from core.models.languages import language_name
from core.session.settings import Settings
from desktop.live.level_meter import LevelMeter
from desktop.theme.pickers import fill, picker, searchable
from desktop.theme.tokens import STEP
from desktop.window.two_rows import TwoRows

MORE, AUTOMATIC = "more languages", "automatic"
IN_MEMORY = "●"


class ControlBar(TwoRows):
    """Emits what the user chooses. `source_chosen`: listening, microphone, monitor (as in the settings)."""

    source_chosen = Signal(str, object, object)
    language_chosen = Signal(object)
    more_languages_wanted = Signal()
    automatic_wanted = Signal()

    def __init__(self) -> None:
        super().__init__("controlBar", 4 * STEP, 3 * STEP)
        self._devices: list[InputDevice] = []
        self._monitors: list[Monitor] = []
        self.start = QPushButton(self.tr("Start"))
        self.start.setObjectName("start")
        self.start.setToolTip(self.tr("Start or stop"))
        self.elapsed = QLabel("0:00:00")
        self.elapsed.setAccessibleName(self.tr("Elapsed time"))
        self.meter = LevelMeter()
        self.sources = picker(self.tr("What to listen to"), 15)
        self.sources.activated.connect(self._source_activated)
        self.languages = searchable(self.tr("Language"), 11)
        self.languages.activated.connect(self._language_activated)
        self._codes: tuple[str, ...] = ()
        self._resident: tuple[str, ...] = ()
        self._chosen: str | None = None
        self._more = False
        self.words = self._button(self.tr("Words"), self.tr("Names and words to listen for"))
        self.mark = self._button(self.tr("Mark"), self.tr("Mark this moment, to find it again"))
        self.overlay = self._button(self.tr("Overlay"), self.tr("Captions above all other windows"))
        self.overlay.setCheckable(True)
        self.export = self._button(self.tr("Export…"), self.tr("Save the text or subtitles"))
        listening = (self.start, self.elapsed, self.meter, self.sources, self.languages)
        self.fill(listening, (self.words, self.mark, self.overlay, self.export))
        self.show_sources([], [], Settings())

    def show_sources(self, devices: list[InputDevice], monitors: list[Monitor], settings: Settings) -> None:
        """Fill the picker with microphones and, where the system gives it, the sound of the computer."""
        self._devices, self._monitors = devices, monitors
        mic = settings.input_device
        rows: list[tuple[str, object]] = [(self.tr("Default microphone"), ("microphone", None, None))]
        rows += [(device.name, ("microphone", device.name, None)) for device in devices]
        if monitors:
            rows.append((self.tr("Sound of this computer"), ("system", mic, None)))
            rows.append((self.tr("Microphone and computer"), ("both", mic, None)))
        if len(monitors) > 1:
            rows += [(self.tr("Sound of {}").format(m.description), ("system", mic, m.name)) for m in monitors]
        chosen = (settings.listening, mic, settings.monitor)
        if chosen not in [data for _, data in rows]:
            rows.append((mic or self.tr("Sound of this computer"), chosen))
        fill(self.sources, rows, chosen)

    def show_chosen(self, settings: Settings) -> None:
        """The choice has changed elsewhere."""
        self.show_sources(self._devices, self._monitors, settings)
        chosen = AUTOMATIC if settings.automatic_language else settings.language
        if chosen != self._chosen:
            self.show_languages(self._codes, chosen, self._more)

    def show_languages(self, codes: tuple[str, ...], chosen: str | None, more: bool = False) -> None:
        """Fill the language picker, by the languages' own names; `more`: there are others to download."""
        self._codes, self._chosen, self._more = codes, chosen, more
        rows: list[tuple[str, object]] = []
        for code in codes:
            name = language_name(code)
            both = name.native if name.native == name.english else f"{name.native} ({name.english})"
            rows.append((f"{IN_MEMORY} {both}" if code in self._resident else both, code))
        # What is in memory stands first.
        rows.sort(key=lambda row: (row[1] not in self._resident, row[0].casefold()))
        if len(rows) > 1:
            rows.append((self.tr("Automatic…"), AUTOMATIC))
            # The model says in which one it is read then, as soon as it is in memory.
            if chosen is None and not set(codes).intersection(self._resident):
                rows.insert(0, (self.tr("None chosen"), None))
        rows = rows or [(self.tr("The model's language"), None)]
        if more:
            rows.append((self.tr("More languages…"), MORE))
        fill(self.languages, rows, chosen)
        self.languages.setEnabled(len(rows) > 1)

    def show_resident(self, codes: tuple[str, ...]) -> None:
        """Languages in memory: taken up at the next pause, without reading anything."""
        if codes != self._resident:
            self._resident = codes
            self.show_languages(self._codes, self._chosen, self._more)

    def show_listening(self, listening: bool, finishing: bool) -> None:
        """The big button's text; it can't be pressed while the last words are captioned."""
        text = self.tr("Stop") if listening else self.tr("Finishing…") if finishing else self.tr("Start")
        self.start.setText(text)
        self.start.setEnabled(not finishing)
        self.start.setProperty("listening", listening)
        self.start.style().unpolish(self.start)
        self.start.style().polish(self.start)
        self.mark.setEnabled(listening)

    def show_overlay(self, shown: bool) -> None:
        """Whether the overlay is open."""
        with QSignalBlocker(self.overlay):
            self.overlay.setChecked(shown)

    def _language_activated(self, index: int) -> None:
        code = self.languages.itemData(index)
        if code in (MORE, AUTOMATIC):
            self.show_languages(self._codes, self._chosen, self._more)
            (self.more_languages_wanted if code == MORE else self.automatic_wanted).emit()
            return
        self._chosen = code
        self.language_chosen.emit(code)

    def _source_activated(self, index: int) -> None:
        self.source_chosen.emit(*self.sources.itemData(index))

    def _button(self, text: str, tip: str) -> QPushButton:
        button = QPushButton(text)
        button.setToolTip(tip)
        button.setAccessibleDescription(tip)
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        return button
