"""The files of the queue as rows of a list: what waits stands below the others, in its order. GUI thread only."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import groupby
from typing import Any

from PySide6.QtCore import QAbstractListModel, QLocale, QModelIndex, QPersistentModelIndex, Qt

from core.session.file_job import UNFINISHED, FileJob, FileState
from core.session.writing import clock
from desktop.translation import translated

JOB = Qt.ItemDataRole.UserRole
LONGEST_LINE = 160
Index = QModelIndex | QPersistentModelIndex


class FileModel(QAbstractListModel):
    """`jobs`: as they stand. A row's text is the file's name, its `JOB` the job."""

    def __init__(self) -> None:
        super().__init__()
        self.jobs: list[FileJob] = []
        self.longest_name = ""
        self._rows: dict[int, int] = {}
        self._states: Counter[FileState] = Counter()

    def show_jobs(self, jobs: Sequence[FileJob]) -> None:
        """New files below, and new standings of those that are there."""
        new = {}
        for job in jobs:
            row = self._rows.get(job.number)
            if row is None:
                new[job.number] = job
                continue
            self._states[self.jobs[row].state] -= 1
            self._states[job.state] += 1
            self.jobs[row] = job
            self.dataChanged.emit(self.index(row), self.index(row))
        if new:
            first = len(self.jobs)
            self.beginInsertRows(QModelIndex(), first, first + len(new) - 1)
            for job in new.values():
                self._rows[job.number] = len(self.jobs)
                self._states[job.state] += 1
                self.jobs.append(job)
            self.longest_name = max((self.longest_name, *(job.path.name for job in new.values())), key=len)
            self.endInsertRows()

    def show_order(self, waiting: Sequence[int]) -> None:
        """The files that wait, next first; what is selected stays so."""
        last = set(waiting)
        order = [job.number for job in self.jobs if job.number not in last]
        order += [number for number in waiting if number in self._rows]
        if order == [job.number for job in self.jobs]:
            return
        self.layoutAboutToBeChanged.emit()
        before, kept = self.jobs, self.persistentIndexList()
        self.jobs = [before[self._rows[number]] for number in order]
        self._rows = {number: row for row, number in enumerate(order)}
        self.changePersistentIndexList(kept, [self.index(self._rows[before[index.row()].number]) for index in kept])
        self.layoutChanged.emit()

    def remove(self, numbers: Sequence[int]) -> None:
        """Take files off the list."""
        gone = sorted(self._rows[number] for number in numbers)
        # Stretches of neighbours, the last first.
        for _, stretch in groupby(reversed(list(enumerate(gone))), key=lambda pair: pair[1] - pair[0]):
            rows = [row for _, row in stretch]
            self.beginRemoveRows(QModelIndex(), rows[-1], rows[0])
            self._states.subtract(job.state for job in self.jobs[rows[-1] : rows[0] + 1])
            del self.jobs[rows[-1] : rows[0] + 1]
            self._rows = {job.number: row for row, job in enumerate(self.jobs)}
            self.endRemoveRows()

    def row(self, number: int) -> int:
        """Where a file stands; -1 where it does not."""
        return self._rows.get(number, -1)

    @property
    def active(self) -> int:
        """Files that wait or run."""
        return sum(self._states[state] for state in UNFINISHED)

    @property
    def finished(self) -> list[FileJob]:
        """Files that have their text."""
        return [job for job in self.jobs if job.state is FileState.DONE]

    @property
    def finished_count(self) -> int:
        """How many of them there are."""
        return self._states[FileState.DONE]

    def facts(self, job: FileJob) -> str:
        """Where a file stands, in a few words."""
        message = translated(job.message)
        if job.state is FileState.FAILED:
            return message
        parts = [clock(job.duration)] if job.duration else []
        if job.state is FileState.QUEUED:
            return " · ".join(part for part in (*parts, self.tr("Waiting"), message) if part)
        if job.state is FileState.CANCELLED:
            return " · ".join(part for part in (self.tr("Cancelled"), message) if part)
        if job.state is FileState.DONE:
            parts.append(self.tr("done") if job.last_line else self.tr("no speech was found"))
        elif job.labelling is not None:
            parts.append(self.tr("listening for who speaks: {} %").format(int(100 * job.labelling)))
        elif not job.done:
            return self.tr("Loading the model…")
        elif job.speed:
            parts.append(self.tr("{}× real time").format(QLocale().toString(job.speed, "f", 0)))
            if job.seconds_left is not None:
                parts.append(self.tr("{} left").format(clock(job.seconds_left)))
        # A disk that takes no text, a file that is damaged in places.
        return " · ".join([*parts, message] if message else parts)

    def last_line(self, job: FileJob) -> str:
        """What was heard last, of a file that is done its beginning."""
        return job.last_line if len(job.last_line) <= LONGEST_LINE else f"{job.last_line[:LONGEST_LINE]} …"

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """How many there are."""
        return 0 if parent.isValid() else len(self.jobs)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The name; for screen readers all that is seen; as a tooltip the whole path and message."""
        if not index.isValid():
            return None
        job = self.jobs[index.row()]
        if role == JOB:
            return job
        if role == Qt.ItemDataRole.DisplayRole:
            return job.path.name
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ". ".join(part for part in (job.path.name, self.facts(job), self.last_line(job)) if part)
        if role == Qt.ItemDataRole.ToolTipRole:
            return "\n".join(part for part in (str(job.path), translated(job.message)) if part)
        return None
