"""Where models lie: the folder of imported ones, the user's own folders, and the hub's download cache."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from platformdirs import user_data_path


class ModelStoreError(Exception):
    """A model cannot be listed, fetched, imported or removed; the message is one sentence that says what to do."""


def default_models_folder() -> Path:
    """Where imported models are kept unless told otherwise."""
    return user_data_path("wavescribe", appauthor=False) / "models"


@dataclass(frozen=True, slots=True)
class ModelPlaces:
    """`own` is the program's: what is imported goes there. `linked` are folders of the user's, used where they are.

    `cache` and `endpoint` None: those of huggingface_hub, which reads HF_HOME and HF_ENDPOINT.
    """

    own: Path = field(default_factory=default_models_folder)
    linked: tuple[Path, ...] = ()
    cache: Path | None = None
    endpoint: str | None = None

    @property
    def cache_folder(self) -> Path:
        """The download cache, which need not exist yet."""
        from huggingface_hub.constants import HF_HUB_CACHE

        return self.cache or Path(HF_HUB_CACHE)
