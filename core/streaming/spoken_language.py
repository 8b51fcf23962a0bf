"""Which language each segment is in, among those that the user allows: heard when it ends, before it is read.

The belief about the language goes from segment to segment: a speaker goes on in a language more often than not, and a
short segment says little, so a switch needs one segment that is sure or several that agree. It rests on the samples
alone. Owned by the recogniser, on its thread.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from core.decoding.decoder import Decoder
from core.decoding.emission import RECEPTIVE_FIELD, SAMPLE_RATE
from core.streaming.acoustic_model import AcousticModel, ModelError

STAYS = 0.9
"""Probability that the next segment is in the same language."""
SURE = 0.8
"""A language is taken up when it is believed to be spoken with this probability."""
FLOOR = 0.02
"""Given to each language beside what is heard: a language that is not allowed makes none of the others likely."""
TELLING_SECONDS, LONGEST_SECONDS = 2.0, 10.0
"""A segment shorter than the first counts less; of a longer one than the second its beginning is heard."""

Samples = Callable[[], NDArray[np.float32]]


class LanguageIdentifier(Protocol):
    """Says how likely each of its languages is."""

    @property
    def languages(self) -> tuple[str, ...]:
        """Codes, ISO 639-3."""

    def probabilities(self, samples: NDArray[np.float32]) -> NDArray[np.float64]:
        """One for each of `languages`, of 16 kHz mono samples, at least 400. Raises ModelError."""


@dataclass(frozen=True, slots=True)
class AutomaticLanguage:
    """What is chosen among: `codes` of the model, the first of which is where a stream begins.

    `decoder` gives the decoder of a code, the same one each time.
    """

    codes: tuple[str, ...]
    identifier: LanguageIdentifier
    decoder: Callable[[str], Decoder]

    def __post_init__(self) -> None:
        """Refuse codes that the identifier cannot tell apart, with a ModelError."""
        heard = [iso(code) for code in self.codes]
        unknown = [code for code in self.codes if iso(code) not in self.identifier.languages]
        if unknown:
            raise ModelError(f"the model that tells languages apart does not know {', '.join(unknown)}; leave it out.")
        if len(set(heard)) < len(heard):
            raise ModelError("languages that differ in their script only cannot be told apart; name one of them.")

    def heard(self, samples: NDArray[np.float32]) -> NDArray[np.float64]:
        """How much the samples speak for each code; the more they are, the more."""
        found = self.identifier.probabilities(samples[: round(LONGEST_SECONDS * SAMPLE_RATE)])
        columns = [self.identifier.languages.index(iso(code)) for code in self.codes]
        weight = min(1.0, len(samples) / SAMPLE_RATE / TELLING_SECONDS)
        evidence: NDArray[np.float64] = (found[columns] + FLOOR) ** weight
        return evidence


def iso(code: str) -> str:
    """The ISO 639-3 code in a code of MMS, which may name a script: "cmn" of "cmn-script_simplified"."""
    return code.partition("-script_")[0]


class SpokenLanguage:
    """Follows the language of a stream. Without an `AutomaticLanguage` it is the model's own, whatever is spoken."""

    def __init__(self, model: AcousticModel) -> None:
        self._model = model
        self._automatic: AutomaticLanguage | None = None
        self._belief: dict[str, float] = {}
        self._heard: tuple[tuple[int, int], dict[str, float], str] | None = None

    def choose_among(self, automatic: AutomaticLanguage | None) -> Decoder | None:
        """From here on; what is believed of languages that stay is kept. The decoder of the language that is now.

        Raises ModelError.
        """
        self._automatic, self._heard = automatic, None
        if automatic is None:
            self._belief = {}
            return None
        code = self._model.language
        if code not in automatic.codes:
            code = automatic.codes[0]
            self._model.use_language(code)
        kept = {code: self._belief[code] for code in automatic.codes if code in self._belief}
        self._belief = _normalised(kept) if len(kept) == len(automatic.codes) else {}
        return automatic.decoder(code)

    @contextmanager
    def reading(self, place: tuple[int, int], samples: Samples, decoder: Decoder) -> Iterator[Decoder]:
        """The model speaks the language of a segment meanwhile, with its decoder. `decoder`: of a fixed language.

        `place`: where it begins and ends, `samples` gives what lies there. Nothing is settled by this.
        """
        if self._automatic is None:
            yield decoder
            return
        before, code = self._model.language, self._hear(self._automatic, place, samples)
        self._model.use_language(code)
        try:
            yield self._automatic.decoder(code)
        finally:
            if before is not None:
                self._model.use_language(before)

    def settle(self, place: tuple[int, int], samples: Samples) -> Decoder | None:
        """The segment is whole: go on in its language. Its decoder; None where the language is fixed."""
        if self._automatic is None:
            return None
        code = self._hear(self._automatic, place, samples)
        assert self._heard is not None
        self._belief, self._heard = self._heard[1], None
        self._model.use_language(code)
        return self._automatic.decoder(code)

    def _hear(self, automatic: AutomaticLanguage, place: tuple[int, int], samples: Samples) -> str:
        """The language of a segment, heard once."""
        if self._heard is None or self._heard[0] != place:
            belief, segment = self._belief, samples()
            if len(segment) >= RECEPTIVE_FIELD:
                belief = _believed(belief, dict(zip(automatic.codes, automatic.heard(segment), strict=True)))
            self._heard = (place, belief, self._chosen(belief))
        return self._heard[2]

    def _chosen(self, belief: dict[str, float]) -> str:
        now = self._model.language
        assert now is not None
        best = max(belief, key=belief.__getitem__, default=now)
        # Nothing has been heard yet that one could go on with.
        first = not self._belief
        return best if belief and (first or belief[best] >= SURE) else now


def _believed(before: dict[str, float], evidence: dict[str, float]) -> dict[str, float]:
    """The forward step of a hidden Markov model whose states are the languages."""
    if not before:
        return _normalised(evidence)
    leaves = (1.0 - STAYS) / max(1, len(evidence) - 1)
    expected = {code: leaves + (STAYS - leaves) * before[code] for code in evidence}
    return _normalised({code: expected[code] * evidence[code] for code in evidence})


def _normalised(weights: dict[str, float]) -> dict[str, float]:
    whole = sum(weights.values())
    return {code: float(weight / whole) for code, weight in weights.items()}
