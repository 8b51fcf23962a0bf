"""A window with captions for `read_by_atspi.py`: two of them, and a third when the client asks."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from desktop.captions.captions_view import CaptionsView
from desktop.theme.tokens import LIGHT
from tests.desktop.test_captions_view import final


def main() -> None:
    application = QApplication([])
    application.setApplicationName("captions to read")
    view = CaptionsView()
    view.resize(700, 300)
    view.apply(LIGHT, 20, True)
    view.add_final(final(1, "THE FIRST CAPTION"))
    view.add_final(final(2, "AND ANOTHER"))
    view.place_caret(0, 0)
    view.show()
    # The client brings the caret to the word CAPTION when it is ready to hear of changes.
    told = QTimer(view, interval=50)

    def tell() -> None:
        if view.caret() == (0, len("THE FIRST ")):
            told.stop()
            view.place_caret(0, 0)
            view.place_caret(1, 0)
            view.add_final(final(3, "A THIRD ONE"))

    told.timeout.connect(tell)
    told.start()
    QTimer.singleShot(60_000, application.quit)
    application.exec()


if __name__ == "__main__":
    main()
