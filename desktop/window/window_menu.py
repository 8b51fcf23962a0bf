"""The window's menu: what is needed now and then."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from core.decoding.hypothesis import DOUBTFUL
from core.session.feeds.typed_text import TypingState
from core.session.settings import Settings
from core.streaming.stability import LEVELS
from desktop.theme.tokens import THEMES
from desktop.translation import LANGUAGES, SYSTEM

if TYPE_CHECKING:
    from desktop.window.main_window import MainWindow

SMALLER, LARGER = -2, 2
KEPT_DAYS = (0, 7, 30, 365)


class WindowMenu(QMenu):
    """Its shortcuts work in the whole window."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._chosen: dict[tuple[str, object], QAction] = {}
        self._add(self, self.tr("Add files…"), "add_files", window.choose_files)
        self._add(self, self.tr("Watch folders…"), "watch_folders", window.watch_folders)
        self._add(self, self.tr("Copy the text"), "copy", window.copy_shown)
        self.addSeparator()
        self._add(self, self.tr("Models…"), "models", lambda: window.open_sheet(window.live.model_sheet))
        self._add(self, self.tr("Languages…"), "languages", window.models_place.open_languages)
        model = self.tr("Language model…")
        self._add(self, model, "language_model", lambda: window.open_sheet(window.live.language_model))
        self._add(self, self.tr("What suits this computer…"), "", window.measure_machine)
        self.addSeparator()
        # Few at once: a long menu is longer than the screen where letters are large.
        self._add_text(self.addMenu(self.tr("Text")))
        self._add_elsewhere(self.addMenu(self.tr("Other screens and programs")))
        listening, sessions = self.addMenu(self.tr("Listening")), self.addMenu(self.tr("Sessions"))
        self._add(listening, self.tr("Follow a script…"), "script", lambda: window.open_sheet(window.live.script))
        lost = self.tr("Use the default microphone when mine is unplugged")
        self.lost = self._switch(listening, lost, "device_fallback")
        self.awake = self._switch(listening, self.tr("Keep the screen on while listening"), "keep_awake")
        self._add(sessions, self.tr("Align a text…"), "align", window.aligning.open)
        self.keep = self._switch(sessions, self.tr("Keep sessions (text and sound)"), "keep_sessions")
        never = (self.tr("Never"), self.tr("After a week"), self.tr("After a month"), self.tr("After a year"))
        self._choices(sessions, self.tr("Delete old sessions"), "keep_days", KEPT_DAYS, never)
        self._choices(sessions, self.tr("Delete the sound of old sessions"), "keep_audio_days", KEPT_DAYS, never)
        self._add_window(self.addMenu(self.tr("Window")))
        self.addSeparator()
        self._add(self, self.tr("Keyboard"), "keys", window.show_keys)
        self._add(self, self.tr("Quit"), "quit", window.in_tray.quit)

    def _add_text(self, menu: QMenu) -> None:
        window = self._window
        self._add(menu, self.tr("Larger text"), "larger", lambda: window.resize_text(LARGER))
        self._add(menu, self.tr("Smaller text"), "smaller", lambda: window.resize_text(SMALLER))
        menu.addSeparator()
        self.times = self._switch(menu, self.tr("Show times"), "show_times", "times")
        self.readable = self._switch(menu, self.tr("Sentences, punctuation and digits"), "readable")
        self.masked = self._switch(menu, self.tr("Mask coarse words"), "mask_words")
        levels = (self.tr("Show at once"), self.tr("Balanced"), self.tr("Show when settled"))
        self._choices(menu, self.tr("Words that are still forming"), "stability", tuple(LEVELS), levels)
        doubts = (self.tr("None"), self.tr("Very doubtful"), self.tr("Doubtful"), self.tr("All but certain"))
        self._choices(menu, self.tr("Words to underline"), "doubtful", (0.0, 0.4, DOUBTFUL, 0.85), doubts)

    def _add_elsewhere(self, menu: QMenu) -> None:
        window = self._window
        screens = window.live_place.screens
        self._add(menu, self.tr("Overlay and projector…"), "screens", lambda: window.open_sheet(window.live.screens))
        self.locked = self._add(menu, self.tr("Let clicks through the overlay"), "overlay_lock", screens.toggle_lock)
        self.locked.setCheckable(True)
        self._add(menu, self.tr("Projector window"), "projector", lambda: screens.show_projector(""))
        self._add(menu, self.tr("Captions for other programs…"), "feeds", lambda: window.open_sheet(window.live.feeds))
        self.typing = self._add(menu, self.tr("Type into other windows"), "type", window.controller.toggle_typing)
        self.typing.setCheckable(True)
        window.controller.feeds.typing_changed.connect(
            lambda state: self.typing.setChecked(state is not TypingState.OFF)
        )

    def _add_window(self, menu: QMenu) -> None:
        colours = (self.tr("As the system"), self.tr("Light"), self.tr("Dark"), self.tr("High contrast"))
        self._choices(menu, self.tr("Colours"), "theme", ("system", *THEMES), colours)
        languages = (self.tr("As the system"), "English", "Deutsch", "Español")
        self._choices(menu, self.tr("Language of this window"), "interface_language", (SYSTEM, *LANGUAGES), languages)
        self.tray = self._switch(menu, self.tr("Closing leaves Wavescribe in the tray"), "close_to_tray")
        self.tray.setVisible(self._window.in_tray.tray.available)

    def apply(self, settings: Settings) -> None:
        """Show what is chosen."""
        self.times.setChecked(settings.show_times)
        self.readable.setChecked(settings.readable)
        self.keep.setChecked(settings.keep_sessions)
        self.lost.setChecked(settings.device_fallback)
        self.masked.setChecked(settings.mask_words)
        self.tray.setChecked(settings.close_to_tray)
        self.awake.setChecked(settings.keep_awake)
        self.locked.setChecked(settings.overlay_locked)
        for (setting, value), action in self._chosen.items():
            action.setChecked(getattr(settings, setting) == value)

    def _choices(
        self, menu: QMenu, title: str, setting: str, values: tuple[object, ...], names: tuple[str, ...]
    ) -> None:
        """A submenu that gives one setting one of its values."""
        submenu = menu.addMenu(title)
        for value, name in zip(values, names, strict=True):
            change: dict[str, Any] = {setting: value}
            action = self._add(submenu, name, "", lambda _checked, change=change: self._choose(**change))
            action.setCheckable(True)
            self._chosen[setting, value] = action

    def _choose(self, **change: Any) -> None:
        self._window.controller.change(**change)
        if "interface_language" in change:
            self._window.controller.notice.emit(self.tr("The language changes when Wavescribe is started again."))
        elif any(change.get(setting) for setting in ("keep_days", "keep_audio_days")):
            self._window.controller.notice.emit(
                self.tr("From the next start on. Sessions with marks in them are never deleted by themselves.")
            )

    def _switch(self, menu: QMenu, text: str, setting: str, shortcut: str = "") -> QAction:
        """An entry that switches a setting on and off."""
        action = self._add(menu, text, shortcut, lambda on: self._window.controller.change(**{setting: on}))
        action.setCheckable(True)
        return action

    def _add(self, menu: QMenu, text: str, shortcut: str, what: Callable[..., Any]) -> QAction:
        """An entry; `shortcut`: its id among the shortcuts, if it can have a key."""
        action = menu.addAction(text)
        if shortcut:
            self._window.shortcuts.adopt(shortcut, action)
        action.triggered.connect(what)
        self._window.addAction(action)
        return action
