"""Between the Live page and the controller: what is heard, from where, and who else gets the captions. GUI thread."""

from __future__ import annotations

import secrets

from PySide6.QtCore import QObject, Signal

from core.audio.microphone import InputDevice
from core.audio.source import SAMPLE_RATE
from core.audio.system_audio import Monitor
from core.session.coarse_words import masked
from core.session.readable_captions import as_shown, made_readable, without_readable
from core.session.settings import Settings
from core.session.transcript import Transcript
from core.streaming.captions import Caption, FinalCaption
from desktop.controller import Controller
from desktop.live.live_page import LivePage
from desktop.overlay.caption_screens import CaptionScreens
from desktop.script.script_place import ScriptPlace
from desktop.system.keep_awake import KeepAwake
from desktop.theme.tokens import Tokens
from desktop.words.language_models import LanguageModels
from desktop.words.rereading import Rereading
from desktop.words.spellable import SpellableWords

FEED_PORT = 8765


class LivePlace(QObject):
    """`began` with the session's title."""

    began = Signal(str)

    def __init__(self, controller: Controller, page: LivePage, parent: QObject) -> None:
        super().__init__(parent)
        self._controller, self._page = controller, page
        self._finals: list[FinalCaption] = []
        self._readable = controller.settings.readable
        self._devices: list[InputDevice] = []
        self._monitors: list[Monitor] = []
        self.awake = KeepAwake()
        self.screens = CaptionScreens(controller, page.screens, self)
        self.script = ScriptPlace(page.script, self)
        controller.caption_reported.connect(self._caption)
        controller.caption_reported.connect(self.script.captioned)
        controller.state_reported.connect(lambda _state, _message: self._keep_awake())
        controller.status_reported.connect(page.show_status)
        controller.devices_found.connect(self._devices_found)
        controller.monitors_found.connect(self._monitors_found)
        controller.problem.connect(page.message.show_message)
        controller.notice.connect(page.message.show_notice)
        controller.marked.connect(page.show_mark)
        controller.start_asked.connect(self.start)
        page.start_wanted.connect(self.start)
        page.stop_wanted.connect(controller.stop)
        page.mark_wanted.connect(controller.mark)
        page.default_device_wanted.connect(lambda: controller.listen_to("microphone", None, None))
        page.bar.source_chosen.connect(controller.listen_to)
        page.bar.language_chosen.connect(controller.set_language)
        page.bar.automatic_wanted.connect(lambda: page.open_sheet(page.automatic))
        page.automatic.chosen.connect(controller.set_automatic_language)
        page.language_refused.connect(controller.leave_out_language)
        page.bar.overlay.clicked.connect(self.screens.toggle_overlay)
        page.words.changed.connect(controller.set_hotwords)
        self.language_models = LanguageModels(controller, page.language_model, self)
        self.spellable = SpellableWords(controller, page.words, self)
        self.rereading = Rereading(controller, page.reread, self)
        self.rereading.changed.connect(self._reread)
        page.words.reread_wanted.connect(self._read_again)
        page.feeds.file_wanted.connect(self._write_captions)
        page.feeds.serving_wanted.connect(self._serve_captions)
        controller.feeds.typing_changed.connect(page.show_typing)
        controller.feeds.changed.connect(lambda: page.feeds.show_feeds(controller.feeds))

    def start(self) -> None:
        """Begin a session on an empty page."""
        if self._controller.listening:
            return
        self._finals.clear()
        self.screens.clear()
        self._controller.start()
        session = self._controller.session
        if session is not None:
            self._page.begin(session.ring, lambda: session.ring.position / SAMPLE_RATE)
            self.script.begin()
            self.began.emit(self._controller.title)

    def transcript(self) -> Transcript:
        """What has been said since the last start."""
        settings = self._controller.settings
        end = self._finals[-1].end if self._finals else 0.0
        title = self._controller.title or "captions"
        return without_readable(Transcript(title, settings.model, settings.language, end, tuple(self._finals)))

    def restore(self, settings: Settings) -> None:
        """What was switched on when the window was closed last."""
        self._page.words.show_hotwords(settings.hotwords)
        if settings.feed_file:
            self._controller.feeds.write_to(settings.feed_file)
        if settings.feed_port and settings.feed_token:
            self._controller.feeds.serve(settings.feed_port, settings.feed_token)

    def apply(self, tokens: Tokens, settings: Settings) -> None:
        """Looks."""
        self._page.apply(tokens, settings)
        self._page.bar.show_overlay(settings.overlay_shown)
        self.screens.apply(settings)
        self._keep_awake()
        if settings.hotwords != tuple(self._page.words.table.hotwords):
            self._page.words.show_hotwords(settings.hotwords)
        self.language_models.apply(settings)
        self.spellable.apply(settings)
        if settings.readable != self._readable:
            self._readable = settings.readable
            if settings.readable:
                self._make_readable()
            else:
                self._page.captions.replace_finals(self._finals)

    def close(self) -> None:
        """With the window."""
        self.rereading.stop()
        self.script.close()
        self.language_models.close()
        self.screens.close()
        self.awake.set(False)
        self._page.meter.follow(None)

    def _keep_awake(self) -> None:
        self.awake.set(self._controller.listening and self._controller.settings.keep_awake)

    def _caption(self, caption: Caption) -> None:
        if isinstance(caption, FinalCaption):
            self._finals.append(caption)
        self._page.show_caption(caption)

    def _read_again(self) -> None:
        self._page.open_sheet(self._page.reread)
        self.rereading.begin()

    def _reread(self, finals: list[FinalCaption]) -> None:
        """What the user took over stands in the place of what was read first."""
        settings = self._controller.settings
        if settings.mask_words:
            finals = [masked(final, settings.language) for final in finals]
        changed = {final.segment: final for final in finals}
        self._finals = [changed.get(final.segment, final) for final in self._finals]
        self._page.captions.replace_finals(finals)
        if self._controller.settings.readable:
            self._make_readable()

    def _make_readable(self) -> None:
        transcript = self.transcript()
        self._controller.background.run(lambda: made_readable(transcript), self._show_readable)

    def _show_readable(self, transcript: Transcript) -> None:
        """What was said before it was switched on."""
        if not self._controller.settings.readable:
            return
        made = {final.segment: final for final in transcript.segments}
        # A session may have begun meanwhile, and captions have come.
        self._finals = [made[old.segment] if made.get(old.segment) == old else old for old in self._finals]
        self._page.captions.replace_finals([as_shown(final) for final in self._finals])

    def _devices_found(self, devices: list[InputDevice]) -> None:
        self._devices = devices
        self._page.show_sources(devices, self._monitors, self._controller.settings)
        if not devices:
            self._page.message.show_message(self.tr("No microphone was found. Plug one in; files work without."))

    def _monitors_found(self, monitors: list[Monitor]) -> None:
        self._monitors = monitors
        self._page.show_sources(self._devices, monitors, self._controller.settings)

    def _write_captions(self, path: str) -> None:
        self._controller.change(feed_file=path)
        self._controller.feeds.write_to(path)

    def _serve_captions(self, on: bool) -> None:
        settings = self._controller.settings
        if not on:
            self._controller.change(feed_port=0)
            self._controller.feeds.stop_serving()
            return
        # The address stays, so that OBS finds the page again tomorrow.
        token = settings.feed_token or secrets.token_urlsafe(16)
        self._controller.change(feed_port=FEED_PORT, feed_token=token)
        self._controller.feeds.serve(FEED_PORT, token)
