"""What the command line says when something fails: one sentence that tells what to do."""

from __future__ import annotations

# Packages of the extras, and which extra brings them.
_EXTRAS = {"jiwer": "train", "matplotlib": "train", "h5py": "foreign", "msgpack": "foreign", "aiohttp": "serve"}


class UsageError(Exception):
    """The command was asked for something that cannot be (unknown model, language, device …): exit code 2."""


def describe_failure(failure: Exception) -> str:
    """One line for the user.

    Our own exceptions carry a sentence meant for the user; anything else is a fault of ours and says how to see more.
    """
    if type(failure).__module__.startswith("core."):
        return str(failure)
    if isinstance(failure, ModuleNotFoundError) and failure.name in _EXTRAS:
        extra = _EXTRAS[failure.name]
        return f"this needs the package {failure.name}; install the extra {extra!r}: pip install -e '.[{extra}]'"
    kind = type(failure).__name__
    detail = " ".join(str(failure).split())[:300]
    return f"unexpected error ({kind}: {detail}). Run it again with WAVESCRIBE_DEBUG=1 and report what it prints."
