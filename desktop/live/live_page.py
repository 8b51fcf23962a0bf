"""The Live place: captions, control bar, status line, and messages where they belong."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from core.audio.microphone import InputDevice
from core.models.catalogue import ModelEntry
from core.models.languages import language_name
from core.session.live_session import SessionState
from core.session.live_statistics import SessionStatus
from core.session.settings import Settings
from core.streaming.captions import Caption, FinalCaption
from desktop.captions.captions_view import CaptionsView, clock
from desktop.live.level_meter import LevelMeter
from desktop.theme.tokens import STEP, Tokens
from desktop.window.message_bar import MessageBar
from desktop.words.words_sheet import WordsSheet

SHEET_CHARACTERS = 40


class LivePage(QWidget):
    """Emits what the user wants; shows what the controller reports."""

    start_wanted = Signal()
    stop_wanted = Signal()
    device_chosen = Signal(object)
    language_chosen = Signal(object)
    model_chosen = Signal(str)
    other_model_wanted = Signal()
    copy_wanted = Signal()
    export_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.state = SessionState.STOPPED
        self._language: str | None = None
        self.captions = CaptionsView()
        self.captions.away_from_end.connect(self._show_back)
        self.back = QPushButton(self.tr("↓ Back to live"), self.captions)
        self.back.clicked.connect(self.captions.follow)
        self.back.hide()
        self.words = WordsSheet()
        self.words.hide()
        self.words.closed.connect(self.words.hide)
        self.message = MessageBar()
        middle = QHBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self.captions, 1)
        middle.addWidget(self.words)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(middle, 1)
        layout.addWidget(self.message)
        layout.addWidget(self._control_bar())
        layout.addWidget(self._status_line())
        self._elapsed = 0.0
        self._tick = QTimer(self, interval=250)
        self._tick.timeout.connect(self._show_elapsed)
        self._ring_seconds = lambda: 0.0
        self.captions.empty_text = self.tr(
            "Press Space, or Start, and speak.\nThe words appear here as you say them. Nothing leaves this computer."
        )
        self.show_state(SessionState.STOPPED, "")

    def _control_bar(self) -> QWidget:
        bar = QFrame()
        bar.setObjectName("controlBar")
        self.start = QPushButton(self.tr("Start"))
        self.start.setObjectName("start")
        self.start.clicked.connect(self.toggle)
        self.elapsed = QLabel("0:00:00")
        self.elapsed.setAccessibleName(self.tr("Elapsed time"))
        self.meter = LevelMeter()
        self.devices = self._picker(self.tr("Microphone"), 14)
        self.devices.activated.connect(lambda index: self.device_chosen.emit(self.devices.itemData(index)))
        self.languages = self._picker(self.tr("Language"), 8)
        self.languages.activated.connect(lambda index: self.language_chosen.emit(self.languages.itemData(index)))
        self.models = self._picker(self.tr("Model"), 9)
        self.models.activated.connect(self._model_activated)
        self.words_button = QPushButton(self.tr("Words"))
        self.words_button.setToolTip(self.tr("Names and words to listen for (W)"))
        self.words_button.clicked.connect(self.toggle_words)
        self.copy = QPushButton(self.tr("Copy"))
        self.copy.setToolTip(self.tr("Copy the whole text (Ctrl+Shift+C)"))
        self.copy.clicked.connect(self.copy_wanted)
        self.export = QPushButton(self.tr("Export…"))
        self.export.setToolTip(self.tr("Save the text or subtitles (Ctrl+E)"))
        self.export.clicked.connect(self.export_wanted)
        layout = QHBoxLayout(bar)
        layout.setContentsMargins(4 * STEP, 3 * STEP, 4 * STEP, 3 * STEP)
        layout.setSpacing(2 * STEP)
        for widget in (self.start, self.elapsed, self.meter, self.devices, self.languages, self.models):
            layout.addWidget(widget)
        layout.addStretch(1)
        for widget in (self.words_button, self.copy, self.export):
            layout.addWidget(widget)
        return bar

    def _picker(self, name: str, width: int) -> QComboBox:
        picker = QComboBox()
        picker.setAccessibleName(name)
        picker.setToolTip(name)
        # As wide as so many letters of the interface, however large they are.
        picker.setMinimumContentsLength(width)
        picker.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        return picker

    def _status_line(self) -> QWidget:
        line = QFrame()
        line.setObjectName("statusLine")
        self.status = QLabel()
        self.status.setObjectName("soft")
        self.status.setAccessibleName(self.tr("Status"))
        layout = QHBoxLayout(line)
        layout.setContentsMargins(4 * STEP, STEP, 4 * STEP, 2 * STEP)
        layout.addWidget(self.status, 1)
        return line

    # What the controller reports

    def show_state(self, state: SessionState, message: str) -> None:
        """Start button, status and message of a state."""
        self.state = state
        listening = state in (SessionState.STARTING, SessionState.LISTENING, SessionState.WAITING_FOR_DEVICE)
        self.start.setText(
            self.tr("Stop")
            if listening
            else self.tr("Finishing…")
            if state is SessionState.DRAINING
            else self.tr("Start")
        )
        self.start.setToolTip(self.tr("Space"))
        self.start.setEnabled(state is not SessionState.DRAINING)
        self.start.setProperty("listening", listening)
        self.start.style().unpolish(self.start)
        self.start.style().polish(self.start)
        idle = state in (SessionState.STOPPED, SessionState.FAILED)
        for picker in (self.devices, self.models):
            picker.setEnabled(idle)
        said = {
            SessionState.STARTING: self.tr("Loading the model. You can speak already: nothing is lost."),
            SessionState.WAITING_FOR_DEVICE: self.tr("Waiting for the microphone…"),
            SessionState.DRAINING: self.tr("Captioning what was heard last…"),
            SessionState.STOPPED: self.tr("Ready"),
            SessionState.FAILED: self.tr("Stopped by a problem"),
        }
        if state in said:
            self.status.setText(said[state])
        if message:
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
        self._language = caption.language
        self.captions.add_final(caption)

    def show_status(self, status: SessionStatus) -> None:
        """One quiet line of figures."""
        if self.state is not SessionState.LISTENING:
            return
        parts = [self.tr("lag {:.1f} s").format(status.lag)]
        if status.finalisation_delay is not None:
            parts.append(self.tr("final {:.1f} s").format(status.finalisation_delay))
        parts.append(self.tr("revisions {:.0f}/min").format(status.revisions_per_minute))
        if status.samples_dropped:
            parts.append(self.tr("{} samples lost").format(status.samples_dropped))
        parts += [status.model, f"{status.device} {status.dtype}"]
        self.status.setText("  ·  ".join(parts))

    def show_devices(self, devices: list[InputDevice], chosen: str | None) -> None:
        """Fill the microphone picker."""
        rows: list[tuple[str, object]] = [(device.name, device.name) for device in devices]
        rows.insert(0, (self.tr("Default microphone"), None))
        self._fill(self.devices, rows, chosen)
        if not devices:
            self.message.show_message(self.tr("No microphone was found. Plug one in; files work without."))

    def show_models(self, models: list[ModelEntry], settings: Settings) -> None:
        """Fill the model picker and, from the chosen model's adapters, the language picker."""
        names = list(dict.fromkeys([model.name for model in models] + list(settings.recent_models) + [settings.model]))
        rows: list[tuple[str, object]] = [(name.rpartition("/")[2] if "/" in name else name, name) for name in names]
        rows.append((self.tr("Other model…"), ""))
        self._fill(self.models, rows, settings.model)
        entry = next((model for model in models if model.name == settings.model), None)
        self.show_languages(entry.languages if entry else (), settings.language)

    def show_languages(self, codes: tuple[str, ...], chosen: str | None) -> None:
        """Fill the language picker, by the languages' own names."""
        rows: list[tuple[str, object]] = []
        for code in codes:
            name = language_name(code)
            label = name.native if name.native == name.english else f"{name.native} ({name.english})"
            rows.append((label, code))
        self._fill(self.languages, rows or [(self.tr("The model's language"), None)], chosen)
        self.languages.setEnabled(len(codes) > 1)

    def apply(self, tokens: Tokens, settings: Settings) -> None:
        """Looks."""
        self.words.setFixedWidth(round(self.fontMetrics().averageCharWidth() * SHEET_CHARACTERS))
        self.meter.tokens = tokens
        self.meter.update()
        self.captions.apply(tokens, settings.caption_size, settings.show_times)
        count = len(settings.hotwords)
        self.words_button.setText(self.tr("Words {}").format(count) if count else self.tr("Words"))

    # What the user does

    def toggle(self) -> None:
        """Start or stop."""
        if self.state in (SessionState.STOPPED, SessionState.FAILED):
            self.start_wanted.emit()
        elif self.state is not SessionState.DRAINING:
            self.stop_wanted.emit()

    def toggle_words(self) -> None:
        """Open or close the Words sheet."""
        self.words.setVisible(not self.words.isVisible())
        if self.words.isVisible():
            self.words.editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def follow(self, ring: object, seconds: object) -> None:
        """A session has begun: its ring for the meter, and a function that tells its seconds of audio."""
        self.meter.follow(ring)  # type: ignore[arg-type]
        self._ring_seconds = seconds  # type: ignore[assignment]
        self._language = None

    def resizeEvent(self, event: object) -> None:
        """Keep the button in the captions' corner."""
        super().resizeEvent(event)  # type: ignore[arg-type]
        self._place_back()

    def _fill(self, picker: QComboBox, rows: list[tuple[str, object]], chosen: object) -> None:
        with QSignalBlocker(picker):
            picker.clear()
            for label, data in rows:
                picker.addItem(label, data)
                picker.setItemData(picker.count() - 1, label, Qt.ItemDataRole.ToolTipRole)
            picker.setCurrentIndex(max(0, next((i for i, (_, data) in enumerate(rows) if data == chosen), 0)))

    def _model_activated(self, index: int) -> None:
        name = self.models.itemData(index)
        if name:
            self.model_chosen.emit(name)
        else:
            self.other_model_wanted.emit()

    def _show_elapsed(self) -> None:
        self.elapsed.setText(clock(self._ring_seconds()))

    def _show_back(self, away: bool) -> None:
        self.back.setVisible(away)
        self._place_back()

    def _place_back(self) -> None:
        self.back.adjustSize()
        area = self.captions.rect()
        self.back.move(area.right() - self.back.width() - 6 * STEP, area.bottom() - self.back.height() - 4 * STEP)
