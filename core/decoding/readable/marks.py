"""The punctuation marks that readable text has, as the tokens of its model."""

from __future__ import annotations

COMMA, FULL_STOP, QUESTION_MARK = ",", ".", "?"
MARKS = (COMMA, FULL_STOP, QUESTION_MARK)
SENTENCE_ENDS = frozenset({FULL_STOP, QUESTION_MARK})
