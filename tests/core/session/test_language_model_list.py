"""The list of language models: shares by weight, in any order, some of them switched off."""

from __future__ import annotations

from itertools import permutations

import pytest

from core.session.language_model_list import OWN_ALONE, ListedModel, listed_models, mixture, shares, with_model
from core.session.recognition import NO_LANGUAGE_MODEL, MixedIn

OWN, MINUTES, PAPERS = ListedModel(None, 1.0), ListedModel("/minutes", 0.5), ListedModel("/papers", 0.5)
OFF = ListedModel("/old", 0.7, on=False)


def test_shares_come_from_the_weights_of_those_that_are_on() -> None:
    assert shares((OWN, MINUTES, OFF, PAPERS), has_own=True) == (0.5, 0.25, 0.0, 0.25)
    assert shares((OWN, MINUTES, OFF, PAPERS), has_own=False) == (0.0, 0.5, 0.0, 0.5)
    assert shares((OWN, OFF), has_own=False) == (0.0, 0.0)


def test_the_order_does_not_matter_and_the_models_own_comes_first() -> None:
    for listed in permutations((MINUTES, OWN, OFF, PAPERS)):
        assert mixture(listed, has_own=True) == (None, (MixedIn("/minutes", 0.25), MixedIn("/papers", 0.25)))
    heavy = ListedModel("/zeal", 1.5)
    for listed in permutations((MINUTES, heavy, ListedModel(on=False))):
        assert mixture(listed, has_own=True) == ("/zeal", (MixedIn("/minutes", 0.25),))


def test_one_alone_and_none() -> None:
    assert mixture(OWN_ALONE, has_own=True) == (None, ())
    assert mixture(OWN_ALONE, has_own=False) == (NO_LANGUAGE_MODEL, ())
    assert mixture((ListedModel(on=False), MINUTES), has_own=True) == ("/minutes", ())
    assert mixture((ListedModel(on=False), OFF), has_own=True) == (NO_LANGUAGE_MODEL, ())


def test_what_options_say_as_a_list() -> None:
    assert listed_models(None) == OWN_ALONE
    assert listed_models(NO_LANGUAGE_MODEL) == (ListedModel(on=False),)
    assert listed_models("/m") == (ListedModel(on=False), ListedModel("/m"))
    mixed = (MixedIn("/a", 0.25), MixedIn("/b", 0.25))
    assert listed_models(None, mixed) == (ListedModel(None, 0.5), ListedModel("/a", 0.25), ListedModel("/b", 0.25))
    assert mixture(listed_models(None, mixed), has_own=True) == (None, mixed)


def test_a_model_more_has_the_share_it_is_given() -> None:
    listed = with_model(OWN_ALONE, "/minutes", 0.4)
    assert shares(listed, has_own=True) == pytest.approx((0.6, 0.4))
    listed = with_model(listed, "/papers", 0.4)
    assert shares(listed, has_own=True) == pytest.approx((0.36, 0.24, 0.4))
    assert all(0 < one.weight <= 1 for one in listed)
    # Without a share: as much as the others have on average.
    assert shares(with_model(listed, "/more"), has_own=True)[-1] == pytest.approx(0.25)
    assert with_model((ListedModel(on=False),), "/m") == (ListedModel(on=False), ListedModel("/m", 1.0))


def test_one_that_is_there_already_is_switched_on_and_keeps_its_weight() -> None:
    assert with_model((OWN, OFF), "/old", 0.4) == (OWN, ListedModel("/old", 0.7))
