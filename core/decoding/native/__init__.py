"""The beam search in C++; see `core.decoding.native_search`."""
