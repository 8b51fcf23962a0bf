"""Readable text over recognised words: case, punctuation and digits, without touching words or times."""
