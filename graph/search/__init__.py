"""Finding by name: Norwegian words folded, stemmed and split, the index of a release, and titles matched to codes."""
