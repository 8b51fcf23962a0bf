"""A real HTTP server on this machine that speaks as the Hugging Face hub does, for one repository."""

from __future__ import annotations

import hashlib
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

NAME = "someone/tiny"
LARGE = (".safetensors", ".bin")


class Hub(ThreadingHTTPServer):
    """Serves the files of a folder as the repository `someone/tiny`.

    `broken_after`: the connection is cut after so many bytes of the weights; `broken_times`: so often.
    `damaged`: large files differ in their last byte. `ranges`: whether a part of a file can be asked for.
    """

    daemon_threads = True

    def __init__(self, folder: Path) -> None:
        super().__init__(("127.0.0.1", 0), _Answer)
        self.folder = folder
        self.requests: list[tuple[str, str, str | None]] = []
        self.broken_after: int | None = None
        self.broken_times = 1
        self.damaged = False
        self.ranges = True
        self.gated = False
        self.commit = "a" * 40

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"

    @property
    def fetched(self) -> list[str]:
        """Names of the files whose content was asked for."""
        return [path.split("/", 5)[5] for method, path, _ in self.requests if method == "GET" and "/resolve/" in path]


@contextmanager
def serving(folder: Path) -> Iterator[Hub]:
    """The server, while it answers."""
    server = Hub(folder)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def git_hash(content: bytes) -> str:
    """The name that git has for a small file's content."""
    return hashlib.sha1(b"blob %d\0" % len(content) + content, usedforsecurity=False).hexdigest()


class _Answer(BaseHTTPRequestHandler):
    server: Hub
    protocol_version = "HTTP/1.1"

    def log_message(self, format: str, *arguments: Any) -> None:
        """Nothing on the terminal."""

    def do_HEAD(self) -> None:
        self._answer(body=False)

    def do_GET(self) -> None:
        self._answer(body=True)

    def _answer(self, body: bool) -> None:
        self.server.requests.append((self.command, self.path, self.headers.get("Range")))
        if self.path.startswith("/api/models/"):
            return self._describe(self.path.removeprefix("/api/models/").partition("?")[0])
        repository, _, rest = self.path.partition("/resolve/")
        revision, _, filename = rest.partition("/")
        path = self.server.folder / filename
        if repository != f"/{NAME}":
            return self._error(404, "RepoNotFound")
        if revision not in ("main", self.server.commit):
            return self._error(404, "RevisionNotFound")
        if not path.is_file():
            return self._error(404, "EntryNotFound")
        return self._send(path, body)

    def _describe(self, name: str) -> None:
        """What `model_info` reads: commit, licence, and each file with size and hash."""
        if name != NAME:
            return self._error(401, "RepoNotFound")
        if self.server.gated:
            return self._error(403, "GatedRepo")
        siblings = []
        for path in sorted(self.server.folder.rglob("*")):
            if path.is_file():
                content = path.read_bytes()
                row: dict[str, Any] = {"rfilename": path.relative_to(self.server.folder).as_posix()}
                row |= {"size": len(content), "blobId": git_hash(content)}
                if path.suffix in LARGE:
                    digest = hashlib.sha256(content).hexdigest()
                    row["lfs"] = {"sha256": digest, "size": len(content), "pointerSize": 130}
                siblings.append(row)
        content = json.dumps(
            {"id": NAME, "sha": self.server.commit, "cardData": {"license": "mit"}, "siblings": siblings}
        ).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)
        return None

    def _send(self, path: Path, body: bool) -> None:
        content = path.read_bytes()
        large = path.suffix in LARGE
        etag = hashlib.sha256(content).hexdigest() if large else git_hash(content)
        asked = self.headers.get("Range") if self.server.ranges else None
        start = int((asked or "bytes=0-").removeprefix("bytes=").split("-")[0])
        self.send_response(206 if start else 200)
        self.send_header("ETag", f'"{etag}"')
        self.send_header("X-Repo-Commit", self.server.commit)
        self.send_header("Accept-Ranges", "bytes")
        self.send_header("Content-Length", str(len(content) - start))
        if start:
            self.send_header("Content-Range", f"bytes {start}-{len(content) - 1}/{len(content)}")
        self.end_headers()
        if not body:
            return
        if large and self.server.damaged:
            content = content[:-1] + bytes([content[-1] ^ 1])
        if path.name.startswith("model") and self.server.broken_after is not None and self.server.broken_times:
            self.server.broken_times -= 1
            self.wfile.write(content[start : start + self.server.broken_after])
            self.wfile.flush()
            self.connection.close()
            self.close_connection = True
            return
        self.wfile.write(content[start:])

    def _error(self, status: int, code: str) -> None:
        self.send_response(status)
        self.send_header("X-Error-Code", code)
        self.send_header("X-Repo-Commit", self.server.commit)
        self.send_header("Content-Length", "0")
        self.end_headers()
