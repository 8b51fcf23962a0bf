"""What stands between a network's products, in C++; see `core.wav2vec2.frames`."""
