import pytest

from core.training.error_rates import Scored, rates_by
from core.training.model_card import CardError, data_table, error_table, provenance, update_card

CARD = "# Model\n<!-- error rates -->\nold\n<!-- end of error rates -->\nprose \\1 stays\n"
RECORD = {
    "recordings": {
        "CC0\n (a|b)": {"clips": 3, "hours": 0.25, "speakers": 2},
        "CC BY 4.0": {"clips": 100, "hours": 2.5, "speakers": 9},
    },
    "manifest_sha256": "abc",
    "device": "cpu",
    "steps": 10,
    "heard_hours": 3.5,
    "versions": {"torch": "2.13", "wavescribe": "0.1"},
    "notes": {"weights": "an average"},
    "start": {
        "name": "best",
        "sha256": "def",
        "record": {"heard_hours": 20.0, "steps": 5, "start": {"name": "first"}},
    },
}


def test_figures_stand_between_their_markers() -> None:
    updated = update_card(CARD, {"error rates": r"new \1"})
    assert updated == CARD.replace("old", r"new \1")
    assert update_card(updated, {"error rates": "old"}) == CARD


@pytest.mark.parametrize("card", ["# Model", CARD + CARD, CARD.replace("end of ", "")])
def test_a_card_without_its_markers_is_refused(card: str) -> None:
    with pytest.raises(CardError, match="once, in this order"):
        update_card(card, {"error rates": "new"})


def test_tables_say_what_was_measured() -> None:
    decoded = rates_by([Scored("A B", "A B", "x", "read"), Scored("C D", "C", "x", "read")], "source")
    greedy = rates_by([Scored("A B", "A", "x", "read"), Scored("C D", "", "x", "read")], "source")
    row = error_table(decoded, greedy, "characters").splitlines()[2]
    assert row.startswith("| read (2) | 25.0 % (0.0–50.0) | 75.0 % (50.0–100.0) | 83.3 %")


def test_data_and_provenance_follow_the_record() -> None:
    assert data_table(RECORD).splitlines()[2:] == ["| CC BY 4.0 | 100 | 2.50 | 9 |", "| CC0 (a\\|b) | 3 | 0.25 | 2 |"]
    lines = provenance(RECORD, {"words": 1234567, "vocabulary": 99, "texts": [1, 2]}).splitlines()
    assert lines == [
        "- Recordings: manifest SHA-256 `abc`.",
        "- Trained on cpu for 10 steps, 3.5 hours of audio heard, with torch 2.13, wavescribe 0.1.",
        "- Weights: an average.",
        "- Began from `best`, weights SHA-256 `def`, after 20.0 hours heard in 5 steps.",
        "- Began from `first`, weights SHA-256 `unknown`.",
        "- Language model: 1,234,567 words of 2 texts, 99 words known; texts and their hashes in "
        "`language_model_sources.json`.",
    ]
