"""Search by name: Norwegian words folded, stemmed and split, and the search index of a release."""
