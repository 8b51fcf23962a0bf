"""What a user can choose to listen to, and the source that it becomes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal, get_args

from core.audio.fallback import SourceWithFallback
from core.audio.microphone import Microphone
from core.audio.mixer import MixedSource
from core.audio.source import AudioSource
from core.audio.system_audio import SystemAudio

Listening = Literal["microphone", "system", "both"]
LISTENING: tuple[Listening, ...] = get_args(Listening)


@dataclass(frozen=True, slots=True)
class SourceChoice:
    """`microphone`, `monitor`: names; None is the default. `channel` counts from 0; None mixes the first two.

    `fallback`: when the chosen microphone was lost and stays away, the default one is heard in its place.
    """

    listening: Listening = "microphone"
    microphone: str | None = None
    monitor: str | None = None
    channel: int | None = None
    fallback: bool = False


def make_source(choice: SourceChoice, report: Callable[[str], None]) -> AudioSource:
    """The source, not yet opened; `report` hears of devices that go and come while others are still heard."""
    microphone: AudioSource = Microphone(choice.microphone, channel=choice.channel)
    if choice.fallback and choice.microphone is not None:
        microphone = SourceWithFallback(microphone, Microphone())
    if choice.listening == "microphone":
        return microphone
    system = SystemAudio(choice.monitor)
    return system if choice.listening == "system" else MixedSource([microphone, system], report)
