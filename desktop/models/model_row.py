"""One model of the list: its facts, and what can be done with it."""

from __future__ import annotations

from PySide6.QtCore import QLocale, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout

from core.models.catalogue import BUNDLED, BUNDLED_SOUNDS, ModelEntry
from core.models.languages import language_name
from desktop.models.notice import Notice
from desktop.theme.tokens import STEP

NAMED_LANGUAGES = 3


def data_size(size: int) -> str:
    """Bytes for people, in thousands as the hub and file managers count them."""
    precision = 0 if size < 10**9 else 1
    return QLocale().formattedDataSize(size, precision, QLocale.DataSizeFormat.DataSizeSIFormat)


class ModelRow(QFrame):
    """Asks once more before anything is deleted, in its own place."""

    chosen = Signal(str)
    languages_wanted = Signal(object)
    continued = Signal(str)
    removed = Signal(object)

    def __init__(self, entry: ModelEntry, in_use: bool) -> None:
        super().__init__()
        self.setObjectName("modelRow")
        self.entry = entry
        title = QLabel(entry.title)
        title.setObjectName("modelTitle")
        title.setTextFormat(Qt.TextFormat.PlainText)
        title.setWordWrap(True)
        title.setToolTip(str(entry.folder))
        self.facts = QLabel("\n".join(self._facts(in_use)))
        self.facts.setObjectName("soft")
        self.facts.setWordWrap(True)
        self.use = self._button(self.tr("Use"), lambda: self.chosen.emit(entry.name))
        self.use.setVisible(not in_use and not entry.missing)
        self.more = self._button(self.tr("Download the rest"), lambda: self.continued.emit(entry.name))
        self.more.setVisible(entry.origin == "hub" and bool(entry.missing))
        self.languages = self._button(self.tr("Languages…"), lambda: self.languages_wanted.emit(entry))
        self.languages.setVisible(len(entry.offered) > 1 and not entry.missing)
        linked = entry.origin == "linked"
        self.remove = self._button(self.tr("Take off the list") if linked else self.tr("Remove…"), self._ask_to_remove)
        self.remove.setVisible(linked or entry.removable)
        buttons = QHBoxLayout()
        buttons.setSpacing(2 * STEP)
        for button in (self.use, self.more, self.languages, self.remove):
            buttons.addWidget(button)
        buttons.addStretch(1)
        self.notice = Notice(self.tr("Remove {}").format(entry.title))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 3 * STEP)
        layout.setSpacing(STEP)
        layout.addWidget(title)
        layout.addWidget(self.facts)
        layout.addLayout(buttons)
        layout.addWidget(self.notice)

    def _facts(self, in_use: bool) -> list[str]:
        entry = self.entry
        origins = {
            "bundled": self.tr("comes with Wavescribe"),
            "imported": self.tr("imported"),
            "linked": self.tr("a folder of yours"),
            "hub": self.tr("downloaded"),
        }
        size = self.tr("{} on disk").format(data_size(entry.size_bytes))
        first = [self.tr("In use")] if in_use else []
        origin = origins[entry.origin]
        if entry.learned_from:
            origin = self.tr("{} with your corrections").format(entry.learned_from.rpartition("/")[2])
        lines = [" · ".join([*first, origin, size]), *self._what_for()]
        if entry.missing:
            return [*lines, self.tr("Not whole: {} is missing.").format(entry.missing[0])]
        licence = entry.licence or self.tr("licence not said")
        lines.append(" · ".join([licence, self.tr("labels: {}").format(QLocale().toString(entry.labels))]))
        if entry.languages:
            lines.append(self._languages())
        return lines

    def _what_for(self) -> list[str]:
        """Between the two that come with the program somebody has to choose."""
        purposes = {
            BUNDLED_SOUNDS: self.tr("Fewer errors: knows 57,000 words, and your hotwords besides"),
            BUNDLED: self.tr("More errors: spells also what no list of words has, and says how sure each letter is"),
        }
        return [purposes[self.entry.name]] if self.entry.name in purposes else []

    def _languages(self) -> str:
        here = [language_name(code).native for code in self.entry.languages]
        named = ", ".join(here[:NAMED_LANGUAGES]) + ("…" if len(here) > NAMED_LANGUAGES else "")
        offered = len(self.entry.offered)
        if offered <= len(here):
            return named
        count = self.tr("{} of {} languages are here").format(len(here), QLocale().toString(offered))
        return f"{named} · {count}"

    def _ask_to_remove(self) -> None:
        if self.entry.origin == "linked":
            # Nothing is lost: the files stay, and the folder can be added again.
            self.removed.emit(self.entry)
            return
        size = data_size(self.entry.size_bytes)
        self.notice.say(
            self.tr("{} and its {} will be deleted from the disk.").format(self.entry.title, size),
            self.tr("Keep it"),
            self.tr("Delete for good"),
            lambda: self.removed.emit(self.entry),
        )
        self.notice.leave.setFocus()

    def _button(self, text: str, what: object) -> QPushButton:
        button = QPushButton(text, self)
        button.setAccessibleName(f"{text} {self.entry.title}")
        button.clicked.connect(what)
        return button
