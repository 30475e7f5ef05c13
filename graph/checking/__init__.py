"""Checks of a release before it is published: check queries, SHACL shapes and OWL reasoning."""
