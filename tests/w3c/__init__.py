"""Runs the W3C's SPARQL 1.1 tests: those of the protocol against a running server, those of queries on the engine."""
