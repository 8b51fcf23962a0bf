"""`wavescribe listen`: the live path on the command line, from a microphone or from a file played as one."""

from __future__ import annotations

import argparse
import signal
import sys
import threading
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from core.commands.failures import UsageError
from core.commands.readable_arguments import add_readable_argument, requested_readable
from core.commands.recognition_arguments import (
    add_automatic_language_arguments,
    add_recognition_arguments,
    recognition_options,
    usable_engine,
)

if TYPE_CHECKING:
    from core.audio.source import AudioSource
    from core.commands.listen_typing import ListenTyping
    from core.commands.live_output import LiveOutput
    from core.session.feeds.caption_feed import Feeds
    from core.session.live_session import LiveSession
    from core.session.recognition import RecognitionOptions
    from core.session.recorder import Recorder


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Options of `wavescribe listen`."""
    source = parser.add_mutually_exclusive_group()
    source.add_argument("--input", metavar="NAME", help="microphone, by name (see `wavescribe devices`)")
    source.add_argument("--file", metavar="FILE", help="play a media file as if it were a microphone")
    parser.add_argument(
        "--listen-to",
        choices=("microphone", "system", "both"),
        default="microphone",
        help="the microphone, what this computer plays, or both mixed (Linux; elsewhere a loopback device is needed)",
    )
    parser.add_argument(
        "--fallback", action="store_true", help="go on with the default microphone when the chosen one stays away"
    )
    parser.add_argument("--channel", type=int, metavar="N", help="only channel N of the microphone, from 1 on")
    parser.add_argument("--realtime", action="store_true", help="with --file: at the pace of a clock")
    parser.add_argument(
        "--block", type=int, metavar="N", help="with --file: samples in each block (16 kHz); default 1600"
    )
    add_recognition_arguments(parser)
    add_automatic_language_arguments(parser)
    parser.add_argument("--seconds", type=float, metavar="N", help="stop after N seconds of audio")
    parser.add_argument("--json", action="store_true", help="one JSON object a line: partial, final, summary")
    parser.add_argument(
        "--letters", action="store_true", help="finals in JSON say how sure each letter of a word is, 0 to 1"
    )
    add_readable_argument(parser)
    parser.add_argument(
        "--script", type=Path, metavar="FILE", help="follow this text: say which of its words was spoken last"
    )
    parser.add_argument("--save", action="store_true", help="keep the session, audio and text, in the library")
    parser.add_argument("--library", metavar="DIR", help="folder of the library (with --save)")
    feeds = parser.add_argument_group("feeds")
    feeds.add_argument("--feed-file", metavar="FILE", help="append each final to a text file")
    feeds.add_argument(
        "--feed-websocket",
        type=int,
        metavar="PORT",
        help="serve captions on 127.0.0.1 as JSON and as a page for OBS; 0 takes a free port",
    )
    feeds.add_argument("--type", action="store_true", help="type each final into the window that has the focus (Linux)")


def run(arguments: argparse.Namespace) -> int:
    """Caption until the file ends, --seconds have passed or Ctrl+C; what was heard is captioned before it returns."""
    from core.commands.listen_control import controlled
    from core.commands.listen_typing import ListenTyping
    from core.commands.live_output import LiveOutput
    from core.commands.script_cursor import ScriptCursor
    from core.session.feeds.keyboard import desktop_keyboard
    from core.session.live_session import LiveSession, LiveSessionOptions

    check_usage(arguments)
    options = replace(recognition_options(arguments), letters=arguments.letters)
    script = None if arguments.script is None else ScriptCursor(arguments.script)
    readable = requested_readable(arguments)
    typing = ListenTyping(desktop_keyboard, say)
    feeds = open_feeds(arguments, typing)
    output = LiveOutput(sys.stdout, sys.stderr, as_json=arguments.json, feeds=feeds, script=script)
    if readable is not None:
        output.show_readable(readable.stream())
    try:
        recorder = begin_recording(arguments, options) if arguments.save else None
        session = LiveSession(
            source=audio_source(arguments),
            engine_loader=lambda: usable_engine(options),
            listener=output,
            recorder=recorder,
            options=LiveSessionOptions(stop_after_seconds=arguments.seconds),
        )
        output.follow(session)
        with controlled(session, output, typing):
            return listen_until_done(session, output)
    finally:
        feeds.close()


def open_feeds(arguments: argparse.Namespace, typing: ListenTyping) -> Feeds:
    """The feeds that the arguments name; where they can be reached is said on standard error. `typing` is one of them
    in any case, as it may be switched on later."""
    from core.session.feeds.caption_feed import CaptionFeed, Feeds
    from core.session.feeds.text_file import TextFileFeed

    feeds: list[CaptionFeed] = []
    if arguments.feed_file:
        feeds.append(TextFileFeed(Path(arguments.feed_file), say))
    if arguments.feed_websocket is not None:
        from core.session.feeds.web_socket import WebSocketFeed

        server = WebSocketFeed(arguments.feed_websocket)
        say(f"captions as JSON: {server.address}")
        say(f"page for OBS: {server.page_address}")
        feeds.append(server)
    if arguments.type:
        from core.session.feeds.keyboard import desktop_keyboard

        # Where there is none, the command ends before it listens.
        typing.start(desktop_keyboard())
    return Feeds([*feeds, typing])


def say(message: str) -> None:
    """One sentence for the user, on standard error."""
    sys.stderr.write(f"wavescribe: {message}\n")
    sys.stderr.flush()


def check_usage(arguments: argparse.Namespace) -> None:
    """Refuse combinations that cannot be meant."""
    if arguments.realtime and not arguments.file:
        raise UsageError("--realtime goes with --file; a microphone is always in real time.")
    if arguments.block is not None and (not arguments.file or arguments.block < 1):
        raise UsageError("--block goes with --file and is at least 1 sample.")
    if arguments.file and arguments.listen_to != "microphone":
        raise UsageError("--listen-to goes with a microphone, not with --file.")
    if arguments.feed_websocket is not None and not 0 <= arguments.feed_websocket <= 65_535:
        raise UsageError("--feed-websocket takes a port from 0 to 65535.")
    if arguments.channel is not None and (arguments.file or arguments.channel < 1):
        raise UsageError("--channel goes with a microphone and counts from 1.")
    if arguments.fallback and arguments.file:
        raise UsageError("--fallback goes with a microphone.")
    if arguments.seconds is not None and not arguments.seconds > 0:
        raise UsageError("--seconds must be above 0.")
    in_json = arguments.json or arguments.feed_websocket is not None
    if arguments.letters and (not in_json or arguments.no_vad):
        raise UsageError("--letters goes with --json or --feed-websocket, and with voice activity.")
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
    from core.audio.choice import SourceChoice, make_source

    channel = None if arguments.channel is None else arguments.channel - 1
    choice = SourceChoice(arguments.listen_to, arguments.input, channel=channel, fallback=arguments.fallback)
    return make_source(choice, say)


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
