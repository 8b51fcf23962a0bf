"""Who speaks when: vectors of voices, turns within segments, and which turns are of one speaker. No thread, no file."""
