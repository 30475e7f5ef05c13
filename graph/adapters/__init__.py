"""Which reader goes with which writer: an adapter for each kind of document that a sources file may name."""
