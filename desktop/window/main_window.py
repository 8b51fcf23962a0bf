"""The one window: top bar, the places, and what connects them to the controller."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QByteArray, Qt, QTimer
from PySide6.QtGui import (
    QCloseEvent,
    QDragEnterEvent,
    QDropEvent,
    QGuiApplication,
    QKeyEvent,
)
from PySide6.QtWidgets import (
    QApplication,
    QFileDialog,
    QHBoxLayout,
    QMainWindow,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from core.models.catalogue import ModelEntry, is_here
from core.session.dropped_files import with_their_texts
from core.session.file_job import FileJob
from core.session.live_session import SessionState
from core.session.settings import Settings
from core.session.transcript import Transcript
from desktop.captions.caption_column import LARGEST_TEXT, SMALLEST_TEXT
from desktop.controller import Controller
from desktop.editor.editor_page import EditorPage
from desktop.export.exporting import Exporting
from desktop.files.files_page import FilesPage
from desktop.files.files_place import FilesPlace
from desktop.history.history_page import HistoryPage
from desktop.history.history_place import HistoryPlace
from desktop.live.live_page import LivePage
from desktop.live.live_place import LivePlace
from desktop.models.models_place import ModelsPlace
from desktop.script.aligning import Aligning
from desktop.system.crash_reports import CrashReports
from desktop.system.global_keys import GlobalKeys
from desktop.system.window_in_tray import WindowInTray
from desktop.theme.pickers import renew_clear_buttons
from desktop.theme.tokens import UI_PIXELS, style_sheet, tokens_for
from desktop.window.printing import Printing
from desktop.window.sheet import Sheet
from desktop.window.shortcuts import Shortcuts
from desktop.window.top_bar import FILES, HISTORY, LIVE, TopBar
from desktop.window.window_menu import WindowMenu
from desktop.words.correction_hints import CorrectionHints

RECENT_MODELS = 5


class MainWindow(QMainWindow):
    """Live, Files and History; drops are taken anywhere."""

    def __init__(self, controller: Controller) -> None:
        super().__init__()
        self.controller = controller
        self.setWindowTitle("Wavescribe")
        self.setAcceptDrops(True)
        self.resize(1040, 680)
        self.setMinimumSize(640, 420)
        self._closing = False
        self._came_from = HISTORY
        self._known_models: list[ModelEntry] = []
        self.live, self.files, self.history = LivePage(), FilesPage(), HistoryPage()
        self.pages = QStackedWidget()
        self.editor = EditorPage()
        for page in (self.live, self.files, self.history, self.editor):
            self.pages.addWidget(page)
        middle = QWidget()
        layout = QVBoxLayout(middle)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        self.live_place = LivePlace(controller, self.live, self)
        self.history_place = HistoryPlace(controller, self.history, self.editor, self)
        self.correction_hints = CorrectionHints(controller, self.editor, self)
        self.files_place = FilesPlace(controller, self.files, self)
        self.models_place = ModelsPlace(controller, self.live, self)
        self.aligning = Aligning(controller, self.editor, self)
        self.in_tray = WindowInTray(self)
        self.shortcuts = Shortcuts(self)
        self.global_keys = GlobalKeys(self)
        self.menu = WindowMenu(self)
        self.top_bar = TopBar(self.menu)
        self.exporting = Exporting(controller, self)
        self.printing = Printing(self, controller.background)
        layout.addWidget(self.top_bar)
        layout.addWidget(self.history_place.labelling.bar)
        layout.addWidget(self.aligning.bar)
        beside = QHBoxLayout()
        beside.setSpacing(0)
        beside.addWidget(self.pages, 1)
        for sheet in (self.exporting.sheet, self.aligning.sheet):
            beside.addWidget(sheet)
        layout.addLayout(beside, 1)
        self.setCentralWidget(middle)
        self._connect()
        self.shortcuts.add_all()
        self._restore(controller.settings)
        self.go(LIVE)
        self.live.captions.setFocus()
        QTimer.singleShot(0, controller.find_devices)
        QTimer.singleShot(0, controller.find_models)
        QTimer.singleShot(0, controller.restore_files)
        QTimer.singleShot(0, self.history_place.look_for_lost)

    def _connect(self) -> None:
        controller, live = self.controller, self.live
        controller.state_reported.connect(self._state)
        controller.models_found.connect(self._models)
        controller.settings_changed.connect(self._apply)
        self.live_place.began.connect(self.top_bar.show_title)
        live.model_chosen.connect(self.use_model)
        self.models_place.chosen.connect(self.use_model)
        live.other_model_wanted.connect(self.choose_model)
        live.export_wanted.connect(self.export_live)
        live.keys.changed.connect(lambda keys: controller.change(shortcuts=keys))
        live.keys.everywhere.changed.connect(lambda keys: controller.change(global_shortcuts=keys))
        self.files.files_wanted.connect(self.choose_files)
        self.files_place.session_opened.connect(self.history_place.open)
        self.files_place.active.connect(self.top_bar.show_active_files)
        self.files_place.told.connect(self._show_progress)
        for wanted in (self.files.jobs_exported, self.files.exported):
            wanted.connect(self.files.watches.hide)
        self.files.jobs_exported.connect(
            lambda jobs: self.exporting.open(lambda then: controller.files.transcripts(jobs, then))
        )
        self.files.exported.connect(lambda transcript: self.export(lambda then: then(transcript)))
        self.files.copied.connect(self.copy)
        self.history_place.lost.connect(self._offer_lost)
        self.history_place.opened.connect(lambda: self.pages.setCurrentWidget(self.editor))
        self.editor.back_wanted.connect(lambda: self.go(self._came_from))
        self.editor.exported.connect(self.export)
        self.editor.copied.connect(self.copy)
        self.editor.printed.connect(self._print)
        self.printing.done.connect(self.editor.message.show_notice)
        self.printing.refused.connect(self.editor.message.show_message)
        self.top_bar.place_wanted.connect(self.go)
        self.top_bar.title_changed.connect(controller.rename)
        # What the sheet is about is seen beside it; there is room for one sheet.
        for signal in (self.pages.currentChanged, live.sheet_opened, self.files.sheet_opened):
            signal.connect(self.exporting.sheet.hide)
            signal.connect(self.aligning.sheet.hide)
        self._connect_aligning()

    def _connect_aligning(self) -> None:
        aligning = self.aligning
        self.history.align_wanted.connect(aligning.open_for)
        self.files_place.align_wanted.connect(self._align_file)
        aligning.session_wanted.connect(self.history_place.open)
        aligning.told.connect(self._show_text)
        self.exporting.opened.connect(aligning.sheet.hide)
        for hide in (self.exporting.sheet.hide, self.files.watches.hide, self.live.close_sheets):
            aligning.opened.connect(hide)

    # Places

    def go(self, index: int) -> None:
        """Show a place."""
        self.top_bar.show_place(index)
        self.pages.setCurrentIndex(index)
        if index in (FILES, HISTORY):
            self._came_from = index
        if index == HISTORY:
            self.live.lost.hide()
            self.history_place.refresh()

    def open_sheet(self, sheet: Sheet) -> None:
        """Open a side sheet of the live place, or close it."""
        self.go(LIVE)
        self.live.open_sheet(sheet)

    def space(self) -> None:
        """Start or stop, wherever one is."""
        self.go(LIVE)
        self.live.toggle()

    # Reports

    def _state(self, state: SessionState, message: str) -> None:
        self.live.show_state(state, message)
        if state is SessionState.FAILED and self.controller.session is not None:
            here = is_here(self.controller.settings.model, self.controller.settings.language)
            if here:
                self.live.message.show_message(message, self.tr("Look for microphones"), self.controller.find_devices)
            else:
                self.live.message.show_message(message, self.tr("Look it up"), self.models_place.fetch)
        if self._closing and state in (SessionState.STOPPED, SessionState.FAILED):
            self.close()

    def _show_progress(self, told: str) -> None:
        """How far the files are, where the window is not seen: in the task bar, in the tray."""
        if not self._closing:
            self.setWindowTitle(f"{told} – Wavescribe" if told else "Wavescribe")
        self.in_tray.tray.show_files(told)

    def _models(self, models: list[ModelEntry]) -> None:
        self._known_models = models
        self.live.show_models(models, self.controller.settings)

    def _apply(self, settings: Settings) -> None:
        dark = QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark
        tokens = tokens_for(settings.theme, dark)
        sheet = style_sheet(tokens, UI_PIXELS * self._scale())
        application = QApplication.instance()
        # A style sheet dresses every widget anew: only where it is another one.
        if isinstance(application, QApplication) and application.styleSheet() != sheet:
            application.setStyleSheet(sheet)
            renew_clear_buttons(self)
        self.live_place.apply(tokens, settings)
        self.files.apply(tokens, settings)
        self.files_place.apply(settings)
        self.exporting.apply(settings)
        self.aligning.apply()
        self.editor.apply(tokens, settings)
        self.models_place.apply(settings)
        self.menu.apply(settings)
        self.in_tray.apply(settings)
        self.shortcuts.apply(settings)
        self.live.keys.apply(self.shortcuts.bindings)
        self.editor.apply_keys(self.shortcuts.bindings)
        self.global_keys.apply(settings)

    def _scale(self) -> float:
        """The system's own text size, against the usual 9 to 10 points."""
        return max(1.0, min(2.5, QGuiApplication.font().pointSizeF() / 10.0))

    def watch(self, reports: CrashReports) -> None:
        """Tell of faults that come through, and of a run before this that crashed."""
        reports.fault.connect(lambda told: self._tell(reports, told))
        if reports.before:
            self._tell(reports, reports.before, before=True)

    def _tell(self, reports: CrashReports, told: str, before: bool = False) -> None:
        self.live.report.show_report(reports.report(told))
        if before:
            text = self.tr("Wavescribe crashed when it ran last. What was heard and said is on disk.")
        else:
            text = self.tr("Something went wrong in Wavescribe. What was heard and said is on disk.")
        self.live.message.show_message(text, self.tr("Details…"), lambda: self.open_sheet(self.live.report))

    def _offer_lost(self, count: int) -> None:
        """Recordings of a run before this, which was killed or lost its power."""
        if count and self.pages.currentWidget() is not self.history:
            text = self.tr("%n recording(s) were cut off. What was heard is on disk: History recovers it.", "", count)
            self.live.lost.show_message(text, self.tr("Show History"), lambda: self.go(HISTORY))

    # What the user does

    def use_model(self, name: str) -> None:
        """Take another model from the next start on."""
        recent = [name, *(n for n in self.controller.settings.recent_models if n != name)]
        self.controller.change(
            model=name, language=None, automatic_language=False, recent_models=tuple(recent[:RECENT_MODELS])
        )
        self.controller.find_models()

    def choose_model(self) -> None:
        """Show where models come in."""
        self.live.show_models(self._known_models, self.controller.settings)
        self.go(LIVE)
        self.models_place.show_adding()

    def measure_machine(self) -> None:
        """Find out which models keep real time here."""
        self.go(LIVE)
        self.models_place.offer.measure()

    def choose_files(self) -> None:
        """Ask for media files."""
        dialog = QFileDialog(self, self.tr("Audio or video"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.filesSelected.connect(lambda names: self.add_files([Path(name) for name in names]))
        dialog.open()

    def add_files(self, paths: list[Path]) -> None:
        """Queue files and show them; one that comes with a text of its name is aligned with that."""
        pairs, others = with_their_texts(paths)
        self.aligning.align_files(pairs)
        if others:
            self.controller.files.add(others)
            self.files.go_on()
            self.go(FILES)

    def _align_file(self, job: FileJob) -> None:
        if job.session is not None and job.transcript is None:
            self.aligning.open_for(job.session)
        else:
            self.aligning.open_recording(job.path)

    def _show_text(self, transcript: Transcript) -> None:
        self.go(FILES)
        self.files_place.show_text(transcript)

    def watch_folders(self) -> None:
        """Open the sheet of watched folders, or close it."""
        self.go(FILES)
        self.files.open_watches()

    def copy(self, text: str) -> None:
        """To the clipboard."""
        QGuiApplication.clipboard().setText(text)

    def export(self, read: Callable[[Callable[[Transcript], None]], None]) -> None:
        """Open the sheet that exports one transcript, which `read` hands over."""
        self.exporting.open(lambda then: read(lambda transcript: then((transcript,))))

    def _print(self, transcript: Transcript, times: bool, pdf: bool) -> None:
        ask = self.printing.ask_pdf if pdf else self.printing.ask
        ask(transcript, times, self.controller.settings)

    def export_live(self) -> None:
        """Export what has been said since the last start."""
        self.go(LIVE)
        self.live.close_sheets()
        self.export(lambda then: then(self.live_place.transcript()))

    def export_shown(self) -> None:
        """Export the text that is seen; in places without one, what has been said since the last start."""
        if self.pages.currentWidget() is self.editor:
            self.editor.export()
        else:
            self.export_live()

    def copy_shown(self) -> None:
        """Copy the text that is seen; in places without one, what has been said since the last start."""
        if self.pages.currentWidget() is self.editor:
            self.editor.copy()
        else:
            self.copy(self.live.captions.text)

    def resize_text(self, by: int) -> None:
        """Larger or smaller captions."""
        size = max(SMALLEST_TEXT, min(LARGEST_TEXT, self.controller.settings.caption_size + by))
        self.controller.change(caption_size=size)

    def show_keys(self) -> None:
        """Open the sheet of keys, or close it."""
        self.open_sheet(self.live.keys)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys that the focused control has no use for: a button keeps its own Space, a text its own letters."""
        if not self.shortcuts.press(event):
            super().keyPressEvent(event)

    # Drops, start and end

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files are welcome anywhere."""
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Queue what was dropped."""
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        if paths:
            event.acceptProposedAction()
            self.add_files(paths)

    def closeEvent(self, event: QCloseEvent) -> None:
        """While listening, first caption what was heard; then close."""
        if self.in_tray.keeps():
            event.ignore()
            return
        if self.controller.listening:
            self._closing = True
            self.setWindowTitle(self.tr("Wavescribe (finishing…)"))
            self.controller.stop()
            event.ignore()
            return
        geometry = bytes(self.saveGeometry().toBase64().data()).decode("ascii")
        self.controller.change(window_geometry=geometry)
        self.live_place.close()
        self.models_place.close()
        self.history_place.close()
        self.files_place.close()
        self.aligning.close()
        self.exporting.close()
        self.editor.sound.close()
        self.controller.close()
        self.in_tray.close()
        self.global_keys.close()
        super().closeEvent(event)

    def _restore(self, settings: Settings) -> None:
        if settings.window_geometry:
            self.restoreGeometry(QByteArray.fromBase64(settings.window_geometry.encode("ascii")))
        self._apply(settings)
        self.live_place.restore(settings)
        if self.shortcuts.complaint:
            self.live.message.show_message(self.shortcuts.complaint)
