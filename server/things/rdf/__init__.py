"""Descriptions of one thing, in RDF and in the formats that are converted from it."""
