"""The Live place: captions, control bar, status line, side sheets, and messages where they belong."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QLocale, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from core.audio.microphone import InputDevice
from core.audio.ring_buffer import RingBuffer
from core.audio.system_audio import Monitor
from core.models.catalogue import ModelEntry
from core.models.languages import language_name
from core.session.feeds.typed_text import TypingState
from core.session.live_session import SessionState
from core.session.live_statistics import SessionStatus
from core.session.readable_captions import as_shown
from core.session.settings import Settings
from core.session.writing import clock
from core.streaming.captions import Caption, FinalCaption
from desktop.captions.back_to_end import BackToEnd
from desktop.captions.captions_view import CaptionsView
from desktop.feeds.feeds_sheet import FeedsSheet
from desktop.live.control_bar import AUTOMATIC, ControlBar
from desktop.models.automatic_language_sheet import AutomaticLanguageSheet
from desktop.models.languages_sheet import LanguagesSheet
from desktop.models.models_sheet import ModelsSheet
from desktop.overlay.screens_sheet import ScreensSheet
from desktop.script.script_sheet import ScriptSheet
from desktop.system.problem_sheet import ProblemSheet
from desktop.theme.pickers import fill, picker
from desktop.theme.tokens import STEP, Tokens
from desktop.window.keys_sheet import KeysSheet
from desktop.window.message_bar import MessageBar
from desktop.window.sheet import Sheet
from desktop.window.two_rows import TwoRows
from desktop.words.language_model_sheet import LanguageModelSheet
from desktop.words.reread_sheet import RereadSheet
from desktop.words.words_sheet import WordsSheet

SHEET_CHARACTERS = 40


class LivePage(QWidget):
    """Emits what the user wants; shows what the controller reports."""

    start_wanted = Signal()
    stop_wanted = Signal()
    mark_wanted = Signal()
    default_device_wanted = Signal()
    model_chosen = Signal(str)
    other_model_wanted = Signal()
    export_wanted = Signal()
    sheet_opened = Signal()
    language_refused = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.state = SessionState.STOPPED
        self._language: str | None = None
        self._hears_language = False
        self.captions = CaptionsView()
        self.back = BackToEnd(self.captions, self.tr("↓ Back to live"), self.tr("Show the newest caption, and follow"))
        self.message, self.lost, self.offer = MessageBar(), MessageBar(), MessageBar()
        self.offer.setObjectName("offerBar")
        self.words, self.reread, self.screens, self.feeds = WordsSheet(), RereadSheet(), ScreensSheet(), FeedsSheet()
        self.language_model, self.keys, self.report = LanguageModelSheet(), KeysSheet(), ProblemSheet()
        self.model_sheet, self.language_sheet = ModelsSheet(), LanguagesSheet()
        self.automatic, self.script = AutomaticLanguageSheet(), ScriptSheet()
        words = (self.words, self.reread, self.language_model, self.script)
        models = (self.model_sheet, self.language_sheet, self.automatic)
        self._sheets: tuple[Sheet, ...] = (*words, *models, self.screens, self.feeds, self.keys, self.report)
        middle = QHBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self.captions, 1)
        for sheet in self._sheets:
            sheet.hide()
            sheet.closed.connect(sheet.hide)
            middle.addWidget(sheet)
        self.bar = ControlBar()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(middle, 1)
        for message in (self.message, self.lost, self.offer):
            layout.addWidget(message)
        layout.addWidget(self.bar)
        layout.addWidget(self._status_line())
        self._tick = QTimer(self, interval=250)
        self._tick.timeout.connect(self._show_elapsed)
        self._ring_seconds: Callable[[], float] = lambda: 0.0
        self._connect_bar()
        self.show_state(SessionState.STOPPED, "")

    def _connect_bar(self) -> None:
        self.start, self.meter = self.bar.start, self.bar.meter
        self.bar.start.clicked.connect(self.toggle)
        self.bar.words.clicked.connect(self.toggle_words)
        self.bar.mark.clicked.connect(self.mark_wanted)
        self.bar.export.clicked.connect(self.export_wanted)
        self.meter.muted_changed.connect(self._show_muted)

    def _status_line(self) -> QWidget:
        line = TwoRows("statusLine", 4 * STEP, STEP // 2)
        self.status = QLabel()
        self.status.setObjectName("soft")
        self.status.setAccessibleName(self.tr("Status"))
        self.muted = QLabel(self.tr("No sound arrives. Is the microphone muted?"))
        self.muted.setObjectName("warning")
        self.muted.hide()
        self.typing = QLabel()
        self.typing.setObjectName("warning")
        self.typing.hide()
        self.models = picker(self.tr("Model"), 15)
        self.models.setObjectName("quiet")
        self.models.activated.connect(self._model_activated)
        line.fill((self.status, self.muted), (self.typing, self.models))
        return line

    # What the controller reports

    def show_state(self, state: SessionState, message: str) -> None:
        """Start button, status and message of a state."""
        self.state = state
        listening = state in (SessionState.STARTING, SessionState.LISTENING, SessionState.WAITING_FOR_DEVICE)
        self.bar.show_listening(listening, state is SessionState.DRAINING)
        idle = state in (SessionState.STOPPED, SessionState.FAILED)
        self.models.setEnabled(idle)
        said = {
            SessionState.STARTING: self.tr("Loading the model. You can speak already: nothing is lost."),
            SessionState.WAITING_FOR_DEVICE: self.tr("Waiting for the microphone…"),
            SessionState.DRAINING: self.tr("Captioning what was heard last…"),
            SessionState.STOPPED: self.tr("Ready"),
            SessionState.FAILED: self.tr("Stopped by a problem"),
        }
        if state in said:
            self.status.setMinimumWidth(0)
            self.status.setText(said[state])
        if state is SessionState.WAITING_FOR_DEVICE and message:
            self.message.show_message(message, self.tr("Use the default microphone"), self.default_device_wanted.emit)
        elif message:
            self.message.show_message(message)
        elif state in (SessionState.STARTING, SessionState.LISTENING):
            self.message.hide()
        self._tick.start() if listening else self._tick.stop()
        if idle:
            self.meter.follow(None)

    def show_caption(self, caption: Caption) -> None:
        """A partial, or a final with a marker before it where the language has changed."""
        if not isinstance(caption, FinalCaption):
            self.captions.show_partial(caption)
            return
        if caption.language is not None and self._language not in (None, caption.language):
            self.captions.add_marker(caption.start, f"— {language_name(caption.language).native} —")
            if self._hears_language:
                self._offer_back(caption.language, self._language)
        self._language = caption.language
        self.captions.add_final(as_shown(caption))
        self.words.heard(caption.text)

    def _offer_back(self, code: str, before: str) -> None:
        """Another language was heard; that may be wrong."""
        self.message.show_notice(
            self.tr("Now in {}.").format(language_name(code).native),
            self.tr("No, back to {}").format(language_name(before).native),
            lambda: self.language_refused.emit(code, before),
        )

    def show_mark(self, at: float, text: str) -> None:
        """The user has marked this moment."""
        self.captions.add_marker(at, f"★ {clock(at)}  {text}".rstrip())

    def show_status(self, status: SessionStatus) -> None:
        """One quiet line of figures."""
        if self.state is not SessionState.LISTENING:
            return
        parts = [self.tr("lag {} s").format(QLocale().toString(status.lag, "f", 1))]
        if status.finalisation_delay is not None:
            delay = QLocale().toString(status.finalisation_delay, "f", 1)
            parts.append(self.tr("final {} s").format(delay))
        parts.append(self.tr("revisions {}/min").format(round(status.revisions_per_minute)))
        if status.samples_dropped:
            parts.append(self.tr("%n sample(s) lost", "", status.samples_dropped))
        parts.append(f"{status.device} {status.dtype}")
        self.status.setText("  ·  ".join(parts))
        # A figure that gets shorter moves nothing: neither what stands beside it nor, by a row, the captions.
        self.status.setMinimumWidth(max(self.status.minimumWidth(), self.status.sizeHint().width()))

    def show_typing(self, state: TypingState) -> None:
        """Whether what is said goes into other windows too."""
        asking = state is TypingState.ASKING
        self.typing.setText(
            self.tr("May Wavescribe type? The desktop asks.") if asking else self.tr("⌨ Types elsewhere")
        )
        self.typing.setToolTip(self.tr("What is said is typed into whatever other window has the keyboard."))
        self.typing.setVisible(state is not TypingState.OFF)

    def show_models(self, models: list[ModelEntry], settings: Settings) -> None:
        """Fill the model picker and, from the chosen model's adapters, the language picker."""
        names = list(dict.fromkeys([model.name for model in models] + list(settings.recent_models) + [settings.model]))
        rows: list[tuple[str, object]] = [(name.rpartition("/")[2] if "/" in name else name, name) for name in names]
        rows.append((self.tr("Other model…"), ""))
        fill(self.models, rows, settings.model)
        entry = next((model for model in models if model.name == settings.model), None)
        here, offered = (entry.languages, entry.offered) if entry else ((), ())
        chosen = AUTOMATIC if settings.automatic_language else settings.language
        self.bar.show_languages(here, chosen, more=len(offered) > len(here))
        self.automatic.show_languages(here, settings)

    def show_sources(self, devices: list[InputDevice], monitors: list[Monitor], settings: Settings) -> None:
        """What can be listened to; an empty page says what will be."""
        self.bar.show_sources(devices, monitors, settings)
        self._say_what_to_do()

    def _say_what_to_do(self) -> None:
        self.captions.empty_text = self.tr(
            "Press Space, or Start, and speak.\nThe words appear here as you say them. Nothing leaves this computer."
            "\n\n{} will be heard."
        ).format(self.bar.sources.currentText())
        self.captions.viewport().update()

    def apply(self, tokens: Tokens, settings: Settings) -> None:
        """Looks."""
        for sheet in self._sheets:
            sheet.set_width(round(self.fontMetrics().averageCharWidth() * SHEET_CHARACTERS))
        self.meter.tokens = tokens
        self.meter.update()
        self.captions.apply(tokens, settings.caption_size, settings.show_times, settings.doubtful)
        count = len(settings.hotwords)
        self.bar.words.setText(self.tr("Words {}").format(count) if count else self.tr("Words"))
        self.bar.show_chosen(settings)
        self._hears_language = settings.automatic_language
        self._say_what_to_do()
        self.screens.apply(settings)
        self.script.apply(tokens)

    # What the user does

    def toggle(self) -> None:
        """Start or stop."""
        if self.state in (SessionState.STOPPED, SessionState.FAILED):
            self.start_wanted.emit()
        elif self.state is not SessionState.DRAINING:
            self.stop_wanted.emit()

    def toggle_words(self) -> None:
        """Open or close the Words sheet."""
        self.open_sheet(self.words)

    def toggle_following(self) -> None:
        """Stop at what is being read, or go back to the newest caption."""
        self.captions.pause() if self.captions.following else self.captions.follow()

    def open_sheet(self, sheet: Sheet) -> None:
        """Open one sheet in place of another, or close it."""
        opened = not sheet.isVisible()
        for other in self._sheets:
            other.setVisible(other is sheet and opened)
        if opened:
            self.sheet_opened.emit()
            sheet.setFocus()

    def close_sheets(self) -> None:
        """Make room for what is beside this place."""
        for sheet in self._sheets:
            sheet.hide()

    def begin(self, ring: RingBuffer, seconds: Callable[[], float]) -> None:
        """A session has begun: its ring for the meter, and a function that tells its seconds of audio."""
        self.meter.follow(ring)
        self._ring_seconds = seconds
        self._language = None
        self.captions.clear()
        self.words.forget()

    def _model_activated(self, index: int) -> None:
        name = self.models.itemData(index)
        if name:
            self.model_chosen.emit(name)
        else:
            self.other_model_wanted.emit()

    def _show_muted(self, muted: bool) -> None:
        self.muted.setVisible(muted)
        self.status.setVisible(not muted)

    def _show_elapsed(self) -> None:
        self.bar.elapsed.setText(clock(self._ring_seconds()))
