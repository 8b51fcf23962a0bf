"""`wavescribe devices`: the microphones that `listen --input` accepts."""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import asdict


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Options of `wavescribe devices`."""
    parser.add_argument("--json", action="store_true", help="print a JSON list")


def run(arguments: argparse.Namespace) -> int:
    """Print one line a microphone; the default one is marked."""
    from core.audio.microphone import input_devices

    devices = input_devices()
    if arguments.json:
        sys.stdout.write(json.dumps([asdict(device) for device in devices], ensure_ascii=False) + "\n")
        return 0
    if not devices:
        sys.stderr.write("wavescribe: no microphone found. Plug one in, or check the system's sound settings.\n")
    for device in devices:
        mark = "*" if device.is_default else " "
        sys.stdout.write(
            f"{mark} {device.name}  ({device.host_api}, {device.channels} channels, "
            f"{device.default_sample_rate:.0f} Hz)\n"
        )
    return 0
