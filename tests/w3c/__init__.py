"""Runs the W3C's SPARQL 1.1 tests of the protocol, service description and result formats against a running server."""
