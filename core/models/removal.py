"""Removes models, and languages of a model, from the disk: the program's own and the cache's only. Any thread."""

from __future__ import annotations

import shutil

from core.models.catalogue import ModelEntry
from core.models.model_folder import adapter_files, own_language
from core.models.places import ModelPlaces, ModelStoreError


def remove_model(entry: ModelEntry, places: ModelPlaces) -> None:
    """Delete an imported or downloaded model for good. Raises ModelStoreError for any other."""
    if entry.origin == "bundled":
        raise ModelStoreError(f"{entry.name} comes with the program and stays.")
    if entry.origin == "linked" or (entry.origin == "imported" and entry.folder.parent != places.own):
        raise ModelStoreError(f"{entry.folder} is a folder of yours; delete it yourself, or take it off the list.")
    try:
        if entry.origin == "imported":
            shutil.rmtree(entry.folder)
        else:
            _remove_from_cache(entry, places)
    except OSError as failure:
        raise ModelStoreError(
            f"{entry.name} could not be removed ({failure.strerror or failure}); stop what uses it and try again."
        ) from failure


def remove_adapter(entry: ModelEntry, language: str) -> None:
    """Delete one language's adapter. Raises ModelStoreError for the language of the main weights, and one not here."""
    if not entry.removable:
        raise ModelStoreError(f"{entry.title} is not the program's own; its languages stay.")
    files = adapter_files(entry.folder, language)
    if not files:
        own = own_language(entry.folder) == language
        raise ModelStoreError(
            f"{entry.title} has {language!r} in its main weights, which stay."
            if own
            else f"{entry.title} has no adapter for {language!r} on this computer."
        )
    try:
        for file in files:
            # In the hub's cache a file is a link to its content.
            content = file.resolve()
            file.unlink()
            if content.parent.name == "blobs":
                content.unlink(missing_ok=True)
    except OSError as failure:
        raise ModelStoreError(
            f"{language!r} could not be removed ({failure.strerror or failure}); stop what uses it and try again."
        ) from failure


def _remove_from_cache(entry: ModelEntry, places: ModelPlaces) -> None:
    """All revisions, and with them the cache's folder of the model: what broke off goes too."""
    from huggingface_hub import scan_cache_dir

    cache = scan_cache_dir(places.cache_folder)
    revisions = [
        revision.commit_hash
        for repository in cache.repos
        if repository.repo_id == entry.name and repository.repo_type == "model"
        for revision in repository.revisions
    ]
    if not revisions:
        raise ModelStoreError(f"{entry.name} is not in the download cache any more; look again.")
    cache.delete_revisions(*revisions).execute()
