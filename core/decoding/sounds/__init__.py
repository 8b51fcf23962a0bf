"""Models whose labels are sounds: a lexicon says how words are pronounced, and a search finds the words."""
