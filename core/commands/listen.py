"""`wavescribe listen`: the live path on the command line, from a microphone or from a file played as one."""

from __future__ import annotations

import argparse
import signal
import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING

from core.commands.failures import UsageError
from core.commands.recognition_arguments import add_recognition_arguments, recognition_options, usable_engine

if TYPE_CHECKING:
    from core.audio.source import AudioSource
    from core.commands.live_output import LiveOutput
    from core.session.live_session import LiveSession
    from core.session.recognition import RecognitionOptions
    from core.session.recorder import Recorder


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Options of `wavescribe listen`."""
    source = parser.add_mutually_exclusive_group()
    source.add_argument("--input", metavar="NAME", help="microphone, by name (see `wavescribe devices`)")
    source.add_argument("--file", metavar="FILE", help="play a media file as if it were a microphone")
    parser.add_argument("--channel", type=int, metavar="N", help="only channel N of the microphone, from 1 on")
    parser.add_argument("--realtime", action="store_true", help="with --file: at the pace of a clock")
    parser.add_argument(
        "--block", type=int, metavar="N", help="with --file: samples in each block (16 kHz); default 1600"
    )
    add_recognition_arguments(parser)
    parser.add_argument("--seconds", type=float, metavar="N", help="stop after N seconds of audio")
    parser.add_argument("--json", action="store_true", help="one JSON object a line: partial, final, summary")
    parser.add_argument("--save", action="store_true", help="keep the session, audio and text, in the library")
    parser.add_argument("--library", metavar="DIR", help="folder of the library (with --save)")


def run(arguments: argparse.Namespace) -> int:
    """Caption until the file ends, --seconds have passed or Ctrl+C; what was heard is captioned before it returns."""
    from core.commands.live_output import LiveOutput
    from core.session.live_session import LiveSession, LiveSessionOptions

    check_usage(arguments)
    options = recognition_options(arguments)
    output = LiveOutput(sys.stdout, sys.stderr, as_json=arguments.json)
    recorder = begin_recording(arguments, options) if arguments.save else None
    session = LiveSession(
        source=audio_source(arguments),
        engine_loader=lambda: usable_engine(options),
        listener=output,
        recorder=recorder,
        options=LiveSessionOptions(stop_after_seconds=arguments.seconds),
    )
    output.follow(session)
    return listen_until_done(session, output)


def check_usage(arguments: argparse.Namespace) -> None:
    """Refuse combinations that cannot be meant."""
    if arguments.realtime and not arguments.file:
        raise UsageError("--realtime goes with --file; a microphone is always in real time.")
    if arguments.block is not None and (not arguments.file or arguments.block < 1):
        raise UsageError("--block goes with --file and is at least 1 sample.")
    if arguments.channel is not None and (arguments.file or arguments.channel < 1):
        raise UsageError("--channel goes with a microphone and counts from 1.")
    if arguments.seconds is not None and not arguments.seconds > 0:
        raise UsageError("--seconds must be above 0.")
    if arguments.file and not Path(arguments.file).exists():
        raise UsageError(f"{arguments.file} does not exist. Check the name and the folder.")


def begin_recording(arguments: argparse.Namespace, options: RecognitionOptions) -> Recorder:
    """A new session in the library."""
    from core.session.library import Library, default_library

    folder = Path(arguments.library) if arguments.library else default_library()
    return Library(folder).begin(options)


def audio_source(arguments: argparse.Namespace) -> AudioSource:
    """The microphone or the file that the arguments name."""
    if arguments.file:
        from itertools import repeat

        from core.audio.file_source import FileSource

        return FileSource(
            Path(arguments.file), realtime=arguments.realtime, block_sizes=repeat(arguments.block or 1600)
        )
    from core.audio.microphone import Microphone

    channel = None if arguments.channel is None else arguments.channel - 1
    return Microphone(arguments.input, channel=channel)


def listen_until_done(session: LiveSession, output: LiveOutput) -> int:
    """Run the session to its end; the first Ctrl+C drains it, the second gives up."""
    finished = output.finished

    def interrupt(_number: int, _frame: object) -> None:
        if session.stopping:
            raise KeyboardInterrupt
        session.stop()

    previous = signal.signal(signal.SIGINT, interrupt)
    terminate = signal.signal(signal.SIGTERM, interrupt)
    try:
        session.start()
        wait_for(finished)
        session.join()
    finally:
        signal.signal(signal.SIGINT, previous)
        signal.signal(signal.SIGTERM, terminate)
    return output.exit_code()


def wait_for(finished: threading.Event) -> None:
    """Wait in slices: an unbounded wait on the main thread would keep Windows from delivering Ctrl+C."""
    while not finished.wait(0.5):
        pass
