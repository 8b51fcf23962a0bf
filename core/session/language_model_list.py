"""The user's list of language models: which take part in recognition, and by which share. Pure; any thread."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from core.session.recognition import NO_LANGUAGE_MODEL, MixedIn

SHARE_OF_BUILT = 0.4
"""A few documents do not know the language: what else is in the list keeps the rest."""


@dataclass(frozen=True, slots=True)
class ListedModel:
    """A language model of the list. `path`: a file or folder; None: the one that comes with the speech model.

    `weight`: above 0, of any sum; shares come from the weights of those that are `on`.
    """

    path: str | None = None
    weight: float = 1.0
    on: bool = True


Listed = tuple[ListedModel, ...]
OWN_ALONE: Listed = (ListedModel(),)


def shares(listed: Sequence[ListedModel], has_own: bool) -> tuple[float, ...]:
    """The share of each, 0 to 1: 0 for one that is off, or that the speech model does not have (not `has_own`)."""
    weights = [one.weight if one.on and (has_own or one.path is not None) else 0.0 for one in listed]
    whole = sum(weights)
    return tuple(weight / whole if whole else 0.0 for weight in weights)


def mixture(listed: Sequence[ListedModel], has_own: bool) -> tuple[str | None, tuple[MixedIn, ...]]:
    """`language_model` and `mixed_in` of the recognition options.

    First the speech model's own, else the one with the largest share: its weight and bonus hold for all, whatever
    the order of the list.
    """
    parts = [(one.path, share) for one, share in zip(listed, shares(listed, has_own), strict=True) if share]
    if not parts:
        return NO_LANGUAGE_MODEL, ()
    parts.sort(key=lambda part: (part[0] is not None, -part[1], part[0] or ""))
    (first, _), *others = parts
    return first, tuple(MixedIn(str(path), share) for path, share in others)


def listed_models(first: str | None, mixed_in: Sequence[MixedIn] = ()) -> Listed:
    """The list that says what recognition options say; the model's own is always in it."""
    rest = 1.0 - sum(one.share for one in mixed_in)
    named: Listed = () if first == NO_LANGUAGE_MODEL else (ListedModel(first, rest),)
    named += tuple(ListedModel(one.path, one.share) for one in mixed_in)
    return named if any(one.path is None for one in named) else (ListedModel(on=False), *named)


def with_model(listed: Listed, path: str, share: float | None = None) -> Listed:
    """The list with a model more, switched on; one that is in it already keeps its weight.

    `share`: its share of the whole (None: as much as the others have on average).
    """
    if any(one.path == path for one in listed):
        return tuple(replace(one, on=True) if one.path == path else one for one in listed)
    weights = [one.weight for one in listed if one.on]
    if not weights:
        weight = 1.0
    elif share is None:
        weight = sum(weights) / len(weights)
    else:
        weight = sum(weights) * share / (1.0 - share)
    # Weights stay within 1, so that each has its place on a scale.
    largest = max(1.0, weight)
    return tuple(replace(one, weight=one.weight / largest) for one in (*listed, ListedModel(path, weight)))
