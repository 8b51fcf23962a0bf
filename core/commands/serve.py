"""`wavescribe serve`: transcriptions and live captions for other programs, over HTTP in OpenAI's form."""

from __future__ import annotations

import argparse
import os
import signal
import socket
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from core.commands.failures import UsageError
from core.commands.readable_arguments import add_readable_argument, requested_readable
from core.commands.recognition_arguments import add_recognition_arguments, load_requested_engine

if TYPE_CHECKING:
    from core.session.http_api.access import Access
    from core.session.http_api.server import ApiServer

DEFAULT_PORT = 8770
TOKEN_VARIABLE = "WAVESCRIBE_API_TOKEN"
INTERRUPTED = 130


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Options of `wavescribe serve`."""
    parser.add_argument(
        "--host", default="127.0.0.1", help="address to serve on; beyond this computer only with a token (127.0.0.1)"
    )
    parser.add_argument("--port", type=int, default=DEFAULT_PORT, help=f"0 takes a free one (default: {DEFAULT_PORT})")
    parser.add_argument(
        "--token-file",
        metavar="FILE",
        help=f"clients must send the token in this file (Authorization: Bearer TOKEN); or set {TOKEN_VARIABLE}",
    )
    parser.add_argument(
        "--allow-origin", action="append", metavar="ORIGIN", help="let pages of this origin ask (https://example.org)"
    )
    parser.add_argument(
        "--max-upload", type=int, default=1024, metavar="MIB", help="largest file that is taken (default: 1024 MiB)"
    )
    add_recognition_arguments(parser)
    add_readable_argument(parser)


def run(arguments: argparse.Namespace) -> int:
    """Serve until Ctrl+C or SIGTERM, which let what was begun be finished; the second one does not wait."""
    # Before the model is loaded, which takes longer than to find out that there is nothing to serve with.
    from core.session.http_api.server import ApiServer

    access = _access(arguments)
    if arguments.max_upload < 1:
        raise UsageError("--max-upload must be at least 1.")
    with _bound(arguments.host, arguments.port) as bound:
        from core.session.http_api.served_model import ServedModel

        readable = requested_readable(arguments)
        model = ServedModel(load_requested_engine(arguments), readable)
        return _serve(ApiServer(model, access, arguments.max_upload << 20), bound, access)


def _serve(server: ApiServer, bound: socket.socket, access: Access) -> int:
    import asyncio

    async def until_interrupted() -> int:
        loop = asyncio.get_running_loop()
        stop, give_up = asyncio.Event(), asyncio.Event()

        def interrupt(_number: int, _frame: object) -> None:
            again = stop.is_set()
            loop.call_soon_threadsafe((give_up if again else stop).set)

        previous = {number: signal.signal(number, interrupt) for number in (signal.SIGINT, signal.SIGTERM)}
        _say(f"serving at {_address(bound)}/v1; Ctrl+C ends it")
        if access.token is not None and not is_loopback(access.host):
            _say(
                "what is sent here is not encrypted; let a proxy with TLS stand before it on networks you do not trust"
            )
        try:
            await server.serve(bound, stop, give_up)
        finally:
            for number, handler in previous.items():
                signal.signal(number, handler)
        return INTERRUPTED if give_up.is_set() else 0

    from core.session.http_api.access import is_loopback

    return asyncio.run(until_interrupted())


def _access(arguments: argparse.Namespace) -> Access:
    """Raises UsageError where everybody could come in."""
    from core.session.http_api.access import SHORTEST_TOKEN, Access, is_loopback

    token = os.environ.get(TOKEN_VARIABLE)
    if arguments.token_file is not None:
        try:
            token = Path(arguments.token_file).read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError) as failure:
            raise UsageError(f"--token-file {arguments.token_file} cannot be read ({failure}).") from failure
    token = token.strip() if token is not None else None
    if token is not None and (len(token) < SHORTEST_TOKEN or not token.isascii() or len(token.split()) != 1):
        raise UsageError(f"the token must be one word of at least {SHORTEST_TOKEN} letters and digits.")
    if token is None and not is_loopback(arguments.host):
        raise UsageError(
            f"--host {arguments.host} lets other computers in, which needs a token: write one into a file and name it "
            f"with --token-file, or set {TOKEN_VARIABLE}."
        )
    for origin in arguments.allow_origin or ():
        if origin == "*" or origin.endswith("/"):
            raise UsageError(f"--allow-origin {origin}: name one origin, such as https://example.org, without a path.")
    return Access(arguments.host, token, frozenset(arguments.allow_origin or ()))


def _bound(host: str, port: int) -> socket.socket:
    """Raises UsageError where the port is taken or is none."""
    if not 0 <= port <= 65_535:
        raise UsageError("--port takes a number from 0 to 65535.")
    try:
        family, _, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        return socket.create_server(address[:2], family=family)
    except OSError as failure:
        reason = failure.strerror or str(failure)
        raise UsageError(
            f"cannot serve on {host}, port {port} ({reason}); choose another --port or --host."
        ) from failure


def _address(bound: socket.socket) -> str:
    host, port = bound.getsockname()[:2]
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def _say(message: str) -> None:
    sys.stderr.write(f"wavescribe: {message}\n")
    sys.stderr.flush()
