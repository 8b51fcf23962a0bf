"""Speaker labels of a session or file: which model, how many speakers, what they are called. Any thread."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from core.models.catalogue import BUNDLED, resolve

if TYPE_CHECKING:
    from core.session.transcript import Transcript
    from core.speakers.diarisation import Diarisation
    from core.speakers.frame_speakers import FrameSpeakers
    from core.speakers.speaker_model import SpeakerModel
    from core.speakers.turns import Turn

HEAD_FOLDER = "speakers"
MOST_SPEAKERS = 20
AUTO = "auto"


@dataclass(frozen=True, slots=True)
class SpeakerOptions:
    """`speakers`: how many, None: to be found out. `names`: of the first, the second … to speak.

    `model`: folder or hub name of a Wav2Vec2ForXVector checkpoint, empty for the one that comes with Wavescribe; or of
    a Wav2Vec2ForAudioFrameClassification, which finds turns whose voices the latter compares.
    `unnamed`: what speakers without a name are called, with {} for the number; empty: "Speaker {}".
    """

    speakers: int | None = None
    names: tuple[str, ...] = ()
    model: str = ""
    unnamed: str = ""


def speakers_wanted(wanted: str, unnamed: str = "") -> SpeakerOptions | None:
    """What a setting says: a number, or `AUTO`; None where it says anything else, such as nothing."""
    if wanted == AUTO:
        return SpeakerOptions(unnamed=unnamed)
    number = int(wanted) if wanted.isascii() and wanted.isdigit() else 0
    return SpeakerOptions(number, unnamed=unnamed) if 1 <= number <= MOST_SPEAKERS else None


def load_voices(options: SpeakerOptions) -> SpeakerModel:
    """The speaker model of these options. Raises ModelError."""
    from core.speakers.frame_speakers import is_frame_classifier
    from core.speakers.speaker_model import SpeakerModel

    model = resolve(options.model) if options.model else ""
    if not model or is_frame_classifier(model):
        model = str(Path(resolve(BUNDLED)) / HEAD_FOLDER)
    return SpeakerModel.load(model, resolve)


def load_turns(options: SpeakerOptions) -> FrameSpeakers | None:
    """What finds turns, where these options name such a model. Raises ModelError."""
    from core.speakers.frame_speakers import FrameSpeakers, is_frame_classifier

    model = resolve(options.model) if options.model else ""
    return FrameSpeakers.load(model) if model and is_frame_classifier(model) else None


def diarisation(voices: SpeakerModel, options: SpeakerOptions, turns: FrameSpeakers | None = None) -> Diarisation:
    """For one stream."""
    from core.speakers.diarisation import Diarisation, DiarisationOptions

    return Diarisation(voices, DiarisationOptions(speakers=options.speakers), turns)


def with_speakers(transcript: Transcript, turns: tuple[Turn, ...], names: tuple[str, ...] = ()) -> Transcript:
    """The transcript, its segments parted where the speaker changes and called by name."""
    from core.speakers.diarisation import by_speaker

    return replace(transcript, segments=by_speaker(transcript.segments, turns, names))
