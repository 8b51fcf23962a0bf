"""PortAudio, by sounddevice: the only module that imports it. What microphones and the player share of it.

PortAudio is initialised once for the whole process, and looks at what is plugged in only then; it can be initialised
anew only while no stream is open. Hence one lock and one count of open streams. Any thread, but for the callbacks.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from core.audio.source import DeviceUnavailable

# Held while PortAudio is asked for anything but samples; never by a callback.
lock = threading.RLock()
_open_streams = 0


def sounddevice() -> Any:
    """The library. Raises DeviceUnavailable where PortAudio is missing."""
    try:
        import sounddevice as library
    except OSError as failure:
        raise DeviceUnavailable("PortAudio is missing; install it (Debian and Ubuntu: libportaudio2).") from failure
    return library


@contextmanager
def devices(refresh: bool = False) -> Iterator[Any]:
    """The library, while its devices stay as they are; `refresh` looks again at what is plugged in, unless a stream is
    open. Raises DeviceUnavailable, also for a PortAudioError inside."""
    library = sounddevice()
    with lock:
        try:
            if refresh and not _open_streams:
                with quiet():
                    library._terminate()
                    library._initialize()
            yield library
        except library.PortAudioError as failure:
            raise DeviceUnavailable(f"the system's sound devices cannot be listed ({failure}).") from failure


def open_stream(make: Callable[[], Any]) -> Any:
    """Count the stream that `make` opens, and start it; `close_stream` ends it. Raises what these raise."""
    global _open_streams  # noqa: PLW0603 - PortAudio's initialisation is one for the whole process
    with lock:
        stream = make()
        _open_streams += 1
        try:
            stream.start()
        except BaseException:
            close_stream(stream)
            raise
        return stream


def close_stream(stream: Any) -> None:
    """Close a stream that `open_stream` opened; whatever state its device is in."""
    global _open_streams  # noqa: PLW0603 - see open_stream
    with lock:
        stream.close(ignore_errors=True)
        _open_streams -= 1


@contextmanager
def quiet() -> Iterator[None]:
    """ALSA and PortAudio write their own lines to the process's standard error; DeviceUnavailable says it better."""
    with lock:
        try:
            kept = os.dup(2)
        except OSError:
            yield
            return
        silence = os.open(os.devnull, os.O_WRONLY)
        try:
            os.dup2(silence, 2)
            yield
        finally:
            os.dup2(kept, 2)
            os.close(kept)
            os.close(silence)
