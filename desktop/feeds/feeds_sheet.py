"""The sheet for captions to other programs: a text file, and a page for OBS with its WebSocket."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QCheckBox, QFileDialog, QLabel, QLineEdit, QPushButton

from desktop.feeds.window_feeds import WindowFeeds
from desktop.window.sheet import Sheet


class FeedsSheet(Sheet):
    """Emits what is switched on and off; shows what runs."""

    file_wanted = Signal(str)
    serving_wanted = Signal(bool)

    def __init__(self) -> None:
        super().__init__(
            self.tr("Captions for other programs"),
            self.tr("Only programs on this computer can read them, and the page only with the address shown here."),
        )
        self.file = QCheckBox(self.tr("Append captions to a text file"))
        self.file.clicked.connect(self._file_clicked)
        self.file_name = QLabel()
        self.file_name.setObjectName("soft")
        self.file_name.setWordWrap(True)
        self.file_name.hide()
        self.page = QCheckBox(self.tr("Page for OBS and WebSocket"))
        self.page.clicked.connect(self.serving_wanted)
        for widget in (self.file, self.file_name, self.page):
            self.content.addWidget(widget)
        self.page_address = self._address(self.tr("Address for a browser source in OBS"))
        self.socket_address = self._address(self.tr("Address for programs (JSON)"))
        self.content.addStretch(1)

    def _address(self, name: str) -> QLineEdit:
        line = QLineEdit()
        line.setReadOnly(True)
        line.setPlaceholderText(self.tr("switched off"))
        self.add_labelled(name, line)
        copy = QPushButton(self.tr("Copy"))
        copy.setAccessibleName(self.tr("Copy: {}").format(name))
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(line.text()))
        self.content.addWidget(copy)
        return line

    def show_feeds(self, feeds: WindowFeeds) -> None:
        """What is open now."""
        self.file.setChecked(feeds.text_file is not None)
        self.file_name.setText(str(feeds.text_file.path) if feeds.text_file is not None else "")
        self.file_name.setVisible(feeds.text_file is not None)
        self.page.setChecked(feeds.web_socket is not None)
        self.page_address.setText(feeds.web_socket.page_address if feeds.web_socket is not None else "")
        self.socket_address.setText(feeds.web_socket.address if feeds.web_socket is not None else "")
        for line in (self.page_address, self.socket_address):
            line.setCursorPosition(0)

    def _file_clicked(self, on: bool) -> None:
        if not on:
            self.file_wanted.emit("")
            return
        self.file.setChecked(False)
        dialog = QFileDialog(self, self.tr("Text file for captions"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setOption(QFileDialog.Option.DontConfirmOverwrite)
        dialog.selectFile("captions.txt")
        dialog.fileSelected.connect(self.file_wanted)
        dialog.open()
