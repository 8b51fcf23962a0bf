"""The protocol that every decoder satisfies."""

from __future__ import annotations

from typing import Protocol, runtime_checkable

from core.decoding.emission import Emission
from core.decoding.hypothesis import Hypothesis
from core.decoding.vocabulary import Vocabulary


class Decoder(Protocol):
    """Reads a whole emission at once. Not thread-safe: one thread at a time."""

    @property
    def vocabulary(self) -> Vocabulary:
        """The labels that the emission's columns stand for."""

    def decode(self, emission: Emission) -> Hypothesis:
        """The best reading; raises ValueError where the emission has another number of labels."""


@runtime_checkable
class BestDecoder(Decoder, Protocol):
    """A decoder that can give several readings (`core.decoding.beam_search.BeamDecoder`)."""

    def decode_best(self, emission: Emission, count: int) -> list[Hypothesis]:
        """At most `count` readings, best first, and at least one; the first is what `decode` gives."""
