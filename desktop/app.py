"""Starts the window. Found by the `wavescribe` command through the entry point group `wavescribe.window`."""

from __future__ import annotations

import argparse
import gc
import sys
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from core.models.catalogue import is_here
from core.session.desktop_portal import APPLICATION
from core.session.library import default_library
from core.session.settings import Settings, default_settings_path, load_settings
from desktop.controller import Controller
from desktop.system.crash_reports import CrashReports, default_log_folder
from desktop.system.tray import icon
from desktop.translation import install_translations
from desktop.window.main_window import MainWindow


def main(arguments: argparse.Namespace) -> int:
    """Open the window; returns its exit code. `arguments` are those of `wavescribe gui`."""
    keep_interpreter_calm()
    application = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(application, QApplication)
    application.setApplicationName("wavescribe")
    application.setApplicationDisplayName("Wavescribe")
    application.setDesktopFileName(APPLICATION)
    application.setStyle("Fusion")
    application.setWindowIcon(icon())
    reports = CrashReports(default_log_folder())
    reports.begin()
    path = default_settings_path()
    settings, warning = load_settings(path)
    install_translations(application, settings.interface_language)
    folder = Path(arguments.library) if arguments.library else default_library()
    controller = Controller(with_arguments(settings, arguments), path, folder)
    window = MainWindow(controller)
    window.show()
    window.watch(reports)
    controller.serve_control()
    if warning:
        window.live.message.show_message(warning)
    if arguments.model and not is_here(arguments.model, arguments.language):
        # Naming a model asks for it; how large it is, and how far it has come, is seen in the sheet.
        window.models_place.fetch()
    if arguments.files:
        window.add_files([Path(name) for name in arguments.files])

    def begin_check(_none: None) -> None:
        window.models_place.offer.begin()

    # torch takes a second to import: while the first eyes rest on the window, not at the first word.
    QTimer.singleShot(200, lambda: controller.background.run(load_torch, begin_check))
    code: int = application.exec()
    reports.end()
    return code


def keep_interpreter_calm() -> None:
    """Let the GUI thread have Python's lock soon, and the garbage collector run seldom.

    While one thread computes, another waits for the lock for up to the switch interval, several times for one
    repaint. The decoder's many short-lived objects go by reference count; a collection stops every thread.
    """
    sys.setswitchinterval(0.0005)
    gc.set_threshold(200_000, 50, 50)


def load_torch() -> None:
    """Import what a session needs, ahead of the first start."""
    from core.streaming.torch_library import import_torch

    import_torch()


def with_arguments(settings: Settings, arguments: argparse.Namespace) -> Settings:
    """The stored settings, but for what the command line says."""
    from core.commands.recognition_arguments import hotwords, language_models
    from core.session.language_model_list import listed_models

    given = {
        "model": arguments.model,
        "language": arguments.language,
        "language_models": listed_models(*language_models(arguments)) if arguments.lm else None,
        "language_model_weight": arguments.lm_weight,
        "word_bonus": arguments.word_bonus,
        "device": arguments.device,
        "dtype": arguments.dtype,
        "input_device": arguments.input,
        "hotwords": hotwords(arguments) or None,
        "voice_activity": False if arguments.no_vad else None,
    }
    changes = {name: value for name, value in given.items() if value is not None}
    return replace(settings, **changes)
