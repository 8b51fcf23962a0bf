"""`wavescribe models`: what `--model` can name on this machine, and how models come and go."""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING

from core.commands.failures import UsageError

if TYPE_CHECKING:
    from core.models.catalogue import ModelEntry
    from core.models.places import ModelPlaces

USAGE = {
    "list": ("list", "all models on this machine (what `wavescribe models` alone does)"),
    "show": ("show NAME", "one model: size, licence, languages, where it lies"),
    "add": ("add NAME", "download OWNER/NAME from the hub, or list a folder of yours; with --language its adapter"),
    "import": ("import PATH", "copy a folder or ZIP from another machine, for where there is no network"),
    "remove": ("remove NAME", "delete a model from the disk; with --language only that adapter"),
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Options of `wavescribe models`."""
    parser.set_defaults(any_order=True)
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.epilog = "actions:\n" + "\n".join(f"  {usage:14} {what}" for usage, what in USAGE.values())
    parser.add_argument("action", nargs="?", choices=tuple(USAGE), default="list", metavar="ACTION", help="see below")
    parser.add_argument("operands", nargs="*", metavar="NAME", help="a model's name, or a path")
    parser.add_argument("--language", metavar="L", help="add, remove: the adapter of this language (such as deu)")
    parser.add_argument("--json", action="store_true", help="list and show: as JSON")


def run(arguments: argparse.Namespace) -> int:
    """Do one action; what cannot be done is one line on standard error."""
    from core.models.places import ModelPlaces, ModelStoreError
    from core.session.settings import default_settings_path, load_settings

    usage, _ = USAGE[arguments.action]
    if len(arguments.operands) != (0 if arguments.action == "list" else 1):
        raise UsageError(f"write: wavescribe models {usage}. Names are those of `wavescribe models`.")
    settings, _ = load_settings(default_settings_path())
    places = ModelPlaces(linked=tuple(Path(folder) for folder in settings.model_folders))
    try:
        _ACTIONS[arguments.action](arguments, places)
    except ModelStoreError as failure:
        raise UsageError(str(failure)) from failure
    return 0


def _list(arguments: argparse.Namespace, places: ModelPlaces) -> None:
    """Print one line a model: name, size, languages, licence, folder."""
    from core.models.catalogue import list_models

    models = list_models(places)
    if arguments.json:
        sys.stdout.write(json.dumps([_row(model) for model in models], ensure_ascii=False) + "\n")
        return
    for model in models:
        languages = ", ".join(model.languages[:8]) + (" …" if len(model.languages) > 8 else "")
        unfinished = "not whole: wavescribe models add fetches the rest" if model.missing else ""
        facts = [f"{model.size_bytes / 1e6:.0f} MB", languages, model.licence, unfinished]
        sys.stdout.write(f"{model.name}  ({'; '.join(fact for fact in facts if fact)})\n    {model.folder}\n")
    sys.stdout.write(
        "Any other Wav2Vec2 CTC checkpoint: --model FOLDER, or --model OWNER/NAME to download it from the hub.\n"
    )


def _show(arguments: argparse.Namespace, places: ModelPlaces) -> None:
    from core.models.catalogue import adapter_bytes
    from core.models.languages import language_name

    model = _known(arguments.operands[0], places)
    if arguments.json:
        sys.stdout.write(json.dumps(_row(model), ensure_ascii=False) + "\n")
        return
    rows = [
        ("folder", str(model.folder)),
        ("size", f"{model.size_bytes / 1e6:.1f} MB"),
        ("licence", model.licence or "not said"),
        ("labels", str(model.labels)),
        ("missing", ", ".join(model.missing) or "nothing"),
        ("languages offered", str(len(model.offered) or len(model.languages) or "not said")),
    ]
    lines = [model.name, *(f"  {label:18} {value}" for label, value in rows)]
    for code in model.languages:
        name, size = language_name(code), adapter_bytes(model, code)
        lines.append(f"  {code:18} {name.native} ({name.english})" + (f", {size / 1e6:.1f} MB" if size else ""))
    sys.stdout.write("\n".join(lines) + "\n")


def _add(arguments: argparse.Namespace, places: ModelPlaces) -> None:
    name = arguments.operands[0]
    if Path(name).is_dir():
        _link(Path(name).absolute(), places)
        return
    from core.commands.fetching import fetch

    folder = fetch(name, arguments.language, places)
    sys.stdout.write(f"{folder}\nUse it with: wavescribe --model {name}\n")


def _link(folder: Path, places: ModelPlaces) -> None:
    """Remember a folder of the user's, which stays where it is."""
    from core.models.catalogue import list_models
    from core.models.model_folder import is_recognition_model, missing_files

    missing = missing_files(folder)
    if missing or not is_recognition_model(folder):
        reason = f"it lacks {missing[0]}" if missing else "its config.json is of another kind"
        raise UsageError(f"{folder} is no whole Wav2Vec2 recognition model ({reason}). Choose another folder.")
    if folder not in [model.folder for model in list_models(places)]:
        _remember((*places.linked, folder))
    sys.stdout.write(f"{folder}\nIt stays where it is. Use it with: wavescribe --model {folder}\n")


def _import(arguments: argparse.Namespace, places: ModelPlaces) -> None:
    from core.models.importing import import_model

    folder = import_model(Path(arguments.operands[0]).absolute(), places)
    sys.stdout.write(f"{folder}\nUse it with: wavescribe --model {folder}\n")


def _remove(arguments: argparse.Namespace, places: ModelPlaces) -> None:
    from core.models.removal import remove_adapter, remove_model

    model = _known(arguments.operands[0], places)
    if arguments.language:
        remove_adapter(model, arguments.language)
        sys.stdout.write(f"{arguments.language} of {model.title} is removed.\n")
    elif model.origin == "linked":
        _remember(tuple(folder for folder in places.linked if folder != model.folder))
        sys.stdout.write(f"{model.folder} is off the list; its files stay.\n")
    else:
        remove_model(model, places)
        sys.stdout.write(f"{model.title} is removed, {model.size_bytes / 1e6:.0f} MB.\n")


def _known(name: str, places: ModelPlaces) -> ModelEntry:
    from core.models.catalogue import find_model

    model = find_model(name, places)
    if model is None:
        raise UsageError(f"no model here is called {name}. `wavescribe models` lists them.")
    return model


def _remember(folders: tuple[Path, ...]) -> None:
    from core.session.settings import default_settings_path, load_settings, save_settings

    path = default_settings_path()
    settings, _ = load_settings(path)
    save_settings(replace(settings, model_folders=tuple(str(folder) for folder in folders)), path)


def _row(model: ModelEntry) -> dict[str, object]:
    return {**asdict(model), "folder": str(model.folder)}


_ACTIONS = {"list": _list, "show": _show, "add": _add, "import": _import, "remove": _remove}
