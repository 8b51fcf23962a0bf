"""Files of a checkpoint: in a local folder, or on the Hugging Face hub (downloaded once, resumed, cached)."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

MAXIMUM_JSON_BYTES = 64 * 1024 * 1024
_UNKNOWN = " is neither a folder here nor a model on the hub; check --model (a folder, or OWNER/NAME)."


class CheckpointError(Exception):
    """A checkpoint cannot be used; the message is one sentence that says what to do."""


@dataclass(frozen=True, slots=True)
class HubOptions:
    """How to reach the hub: the keyword arguments of `from_pretrained` in Hugging Face's libraries."""

    cache_dir: str | Path | None = None
    revision: str | None = None
    token: str | bool | None = None
    local_files_only: bool = False
    force_download: bool = False
    # Of older signatures: a download is always resumed, mirrors and proxies are set in the environment
    # (HF_ENDPOINT, HTTPS_PROXY).
    resume_download: bool | None = None
    mirror: str | None = None
    proxies: None = None


def locate(name_or_folder: str | Path, filename: str, options: HubOptions | None = None) -> Path:
    """Local path of one file of a checkpoint. Raises CheckpointError where there is none."""
    path = find(name_or_folder, filename, options)
    if path is None:
        raise CheckpointError(f"{name_or_folder} has no {filename}; choose a Wav2Vec2 checkpoint in Hugging Face form.")
    return path


def find(name_or_folder: str | Path, filename: str, options: HubOptions | None = None) -> Path | None:
    """Like `locate`, but None where the checkpoint exists without such a file."""
    folder = Path(name_or_folder)
    if folder.is_dir():
        path = folder / filename
        return path if path.is_file() else None
    if folder.is_file():
        raise CheckpointError(f"{folder} is a file; give the folder that holds config.json and the weights.")
    return _download(str(name_or_folder), filename, options or HubOptions())


def _download(name: str, filename: str, options: HubOptions) -> Path | None:
    """A file of a hub repository, through huggingface_hub's cache; `force_download` looks for a newer one."""
    from huggingface_hub import errors, hf_hub_download, try_to_load_from_cache

    try:
        if options.local_files_only:
            return _cached(name, filename, options)
        known = try_to_load_from_cache(name, filename, cache_dir=options.cache_dir, revision=options.revision)
        if known is not None and not options.force_download:
            # Used at once, without a network; what is no path marks a file that the repository does not have.
            return Path(known) if isinstance(known, str) else None
        path = hf_hub_download(
            name,
            filename,
            cache_dir=options.cache_dir,
            revision=options.revision,
            token=options.token,
            force_download=options.force_download,
        )
    except errors.GatedRepoError as failure:
        raise CheckpointError(f"{name} asks for a login; accept its terms on the hub and set HF_TOKEN.") from failure
    except errors.LocalEntryNotFoundError:
        return _cached(name, filename, options)
    except errors.EntryNotFoundError:
        return None
    except errors.RevisionNotFoundError as failure:
        raise CheckpointError(f"{name} has no revision {options.revision}.") from failure
    except (errors.RepositoryNotFoundError, errors.HFValidationError) as failure:
        raise CheckpointError(f"{name}{_UNKNOWN}") from failure
    except OSError as failure:
        reason = " ".join(str(failure).split())[:160]
        raise CheckpointError(
            f"{name} could not be downloaded ({reason}); check the network and try again."
        ) from failure
    return Path(path)


def _cached(name: str, filename: str, options: HubOptions) -> Path | None:
    """A file from the download cache, without a word over the network; None where the checkpoint lies there without it.

    The cache cannot tell a file that never existed from one that was not fetched; what it must hold is config.json.
    """
    from huggingface_hub import try_to_load_from_cache

    for wanted in (filename, "config.json"):
        path = try_to_load_from_cache(name, wanted, cache_dir=options.cache_dir, revision=options.revision)
        if isinstance(path, str):
            return Path(path) if wanted == filename else None
    raise CheckpointError(
        f"{name} is neither a folder here nor in the download cache, and the hub cannot be reached; "
        "check --model, or connect to the network."
    )


def read_json(path: Path) -> dict[str, Any]:
    """A JSON object from a file of bounded size. Raises CheckpointError."""
    try:
        if path.stat().st_size > MAXIMUM_JSON_BYTES:
            raise CheckpointError(f"{path} is too large to be what it should be; copy the checkpoint again.")
        values = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError) as failure:
        raise CheckpointError(f"{path} cannot be read ({failure}); copy the checkpoint again.") from failure
    if not isinstance(values, dict):
        raise CheckpointError(f"{path} does not hold a JSON object; copy the checkpoint again.")
    return values
