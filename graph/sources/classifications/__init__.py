"""Readers of classifications, correspondence tables and the catalogue of job titles."""
