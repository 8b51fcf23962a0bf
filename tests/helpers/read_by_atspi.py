"""Reads the captions of `captions_to_read.py` over AT-SPI, as a screen reader does; prints what it found as JSON.

Runs in the system's own Python, which has pyatspi and GObject.
"""

import json
import sys
import time

import pyatspi  # type: ignore[import-not-found]
from gi.repository import GLib  # type: ignore[import-not-found]


def named(node, name):  # type: ignore[no-untyped-def]
    """The first below a node that has this name."""
    for child in node:
        if child is not None and (child.name == name or (child := named(child, name)) is not None):
            return child
    return None


def main() -> None:
    end = time.monotonic() + 30
    captions = None
    while captions is None and time.monotonic() < end:
        time.sleep(0.2)
        captions = named(pyatspi.Registry.getDesktop(0), "Captions")
    assert captions is not None, "no captions on the bus"
    text = captions.queryText()
    found = {
        "role": captions.getRoleName(),
        "states": [pyatspi.stateToString(state) for state in captions.getState().getStates()],
        "lines": [], "words": [], "carets": [], "inserted": [],
    }  # fmt: skip
    at = 0
    while at < text.characterCount:
        line, _, at = text.getTextAtOffset(at, pyatspi.TEXT_BOUNDARY_LINE_START)
        found["lines"].append(line)
    at = text.caretOffset
    while len(found["words"]) < 3:
        word, _, at = text.getTextAtOffset(at, pyatspi.TEXT_BOUNDARY_WORD_START)
        found["words"] += [word.strip()] if word.strip() else []

    def heard(event) -> None:  # type: ignore[no-untyped-def]
        if event.type.startswith("object:text-caret-moved"):
            found["carets"].append(event.detail1)
        else:
            found["inserted"].append(event.any_data)
            pyatspi.Registry.stop()

    pyatspi.Registry.registerEventListener(heard, "object:text-caret-moved", "object:text-changed:insert")
    GLib.timeout_add(500, lambda: text.setCaretOffset(text.getText(0, -1).index("CAPTION")) and False)
    GLib.timeout_add(20_000, pyatspi.Registry.stop)
    pyatspi.Registry.start()
    json.dump(found, sys.stdout)


main()
