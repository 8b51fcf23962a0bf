"""A model from the hub, with a bar on standard error that says how far it is."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from core.models.places import ModelPlaces

_HUB_NAME = re.compile(r"[A-Za-z0-9][\w.-]*/[A-Za-z0-9][\w.-]*")


def can_be_fetched(name: str) -> bool:
    """Whether this is written like a model of the hub, is no folder here, and downloads are not forbidden."""
    from huggingface_hub.constants import HF_HUB_OFFLINE

    return bool(_HUB_NAME.fullmatch(name)) and not Path(name).exists() and not HF_HUB_OFFLINE


def fetch(name: str, language: str | None, places: ModelPlaces) -> Path:
    """Download what is not here yet, with the adapter of `language`; its folder. Raises ModelStoreError."""
    from rich.console import Console
    from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TimeRemainingColumn

    from core.models.catalogue import find_model
    from core.models.download import DownloadProgress, download
    from core.models.hub_files import look_up

    here = find_model(name, places)
    found = look_up(name, places, language, here.languages if here else ())
    sys.stderr.write(f"{found.name}: {found.size_bytes / 1e6:.0f} MB, {found.licence or 'licence not said'}\n")
    columns = (TextColumn("{task.description}"), BarColumn(), DownloadColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True)) as bars:
        task = bars.add_task("", total=None)

        def told(progress: DownloadProgress) -> None:
            doing = f"checking {progress.file}" if progress.checking else progress.file
            bars.update(task, description=doing, completed=progress.done, total=progress.total)

        return download(found, places, told)
