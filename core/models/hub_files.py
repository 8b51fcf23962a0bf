"""What a model on the hub consists of: which of its files are needed, how large they are, and where they come from.

Uses the network, because a download was asked for. Any thread.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from core.models.model_folder import ADAPTER, CONFIG, NEEDED, WEIGHTS
from core.models.places import ModelPlaces, ModelStoreError

ALSO_USED = (
    "tokenizer_config.json",
    "special_tokens_map.json",
    "added_tokens.json",
    "processor_config.json",
    "alphabet.json",
    "confidence.json",
    "README.md",
)
DEFAULT_LANGUAGE = "eng"
SECONDS_FOR_AN_ANSWER = 15.0
_BESIDE = re.compile(r"(language_model|lexicon)/[^/]+")


@dataclass(frozen=True, slots=True)
class HubFile:
    """One file of a repository; `sha256` where the hub knows it (large files)."""

    name: str
    size: int
    sha256: str | None = None


@dataclass(frozen=True, slots=True)
class HubModel:
    """One state of a model on the hub, and its files that recognition needs. `adapters`: languages with a file each."""

    name: str
    commit: str
    licence: str
    files: tuple[HubFile, ...]
    adapters: tuple[str, ...]

    @property
    def size_bytes(self) -> int:
        """Of all files that are needed."""
        return sum(file.size for file in self.files)


def look_up(name: str, places: ModelPlaces, language: str | None = None, keep: tuple[str, ...] = ()) -> HubModel:
    """What there is to download, with the adapter of `language` (else the default one) and of those to `keep`.

    Raises ModelStoreError.
    """
    from huggingface_hub import HfApi

    with hub_failures(name):
        found = HfApi(endpoint=places.endpoint).model_info(name, files_metadata=True, timeout=SECONDS_FOR_AN_ANSWER)
    files = {
        sibling.rfilename: HubFile(sibling.rfilename, sibling.size or 0, sibling.lfs.sha256 if sibling.lfs else None)
        for sibling in found.siblings or ()
    }
    adapters = tuple(sorted({match[1] for file in files if (match := ADAPTER.fullmatch(file))}))
    if language is not None and language not in adapters:
        there = ", ".join(adapters[:12]) + (", …" if len(adapters) > 12 else "")
        advice = f"choose one of {there}" if adapters else "leave the language out"
        raise ModelStoreError(f"{name} has no adapter for {language!r}; {advice}.")
    data = found.card_data
    return HubModel(
        name,
        found.sha or "main",
        str(data.get("license") or "") if data else "",
        tuple(files[file] for file in _needed(name, files, (language or DEFAULT_LANGUAGE, *keep))),
        adapters,
    )


def _needed(name: str, files: dict[str, HubFile], languages: tuple[str, ...]) -> list[str]:
    """The files to fetch, small ones first: what is no recognition model shows before gigabytes have come."""
    lacking = [wanted for wanted in NEEDED if wanted not in files]
    weights = _weights(files)
    if lacking or not weights:
        raise ModelStoreError(
            f"{name} has no {lacking[0] if lacking else WEIGHTS[0]}; choose a Wav2Vec2 recognition model, such as "
            "facebook/wav2vec2-base-960h."
        )
    adapters = []
    for language in dict.fromkeys(languages):
        forms = (f"adapter.{language}.{form}" for form in ("safetensors", "bin"))
        adapters += [file for file in forms if file in files][:1]
    language_model = sorted(file for file in files if _BESIDE.fullmatch(file))
    also = [file for file in ALSO_USED if file in files]
    return [CONFIG, *(file for file in NEEDED if file != CONFIG), *also, *adapters, *language_model, *weights]


def _weights(files: dict[str, HubFile]) -> list[str]:
    """The weights in the first form that there is, whole or in shards with their index."""
    for whole in WEIGHTS:
        if whole in files:
            return [whole]
        index = f"{whole}.index.json"
        if index in files:
            stem, _, form = whole.rpartition(".")
            shard = re.compile(rf"{re.escape(stem)}-\d+-of-\d+\.{form}")
            return [index, *sorted(file for file in files if shard.fullmatch(file))]
    return []


@contextmanager
def hub_failures(name: str) -> Iterator[None]:
    """Turns what can go wrong between here and the hub into one sentence with a way out."""
    from huggingface_hub import errors

    try:
        yield
    except errors.HFValidationError as failure:
        raise ModelStoreError(f"{name!r} is no name of a model; write OWNER/NAME, as on huggingface.co.") from failure
    except errors.GatedRepoError as failure:
        raise ModelStoreError(f"{name} asks for a login; accept its terms on the hub and set HF_TOKEN.") from failure
    except errors.RepositoryNotFoundError as failure:
        raise ModelStoreError(f"The hub has no model {name}; check the spelling (OWNER/NAME).") from failure
    except errors.OfflineModeIsEnabled as failure:
        raise ModelStoreError("HF_HUB_OFFLINE forbids downloads; unset it, or import a file.") from failure
    except network_failures() as failure:
        reason = " ".join(str(failure).split())[:160]
        raise ModelStoreError(
            f"The hub cannot be reached ({reason}); check the network and try again, or import the model from a file."
        ) from failure


def network_failures() -> tuple[type[Exception], ...]:
    """What huggingface_hub's own HTTP client raises, whichever form of it is installed."""
    from huggingface_hub import errors

    return (OSError, errors.HfHubHTTPError.__mro__[1])
