"""Processes that run ad-hoc queries, isolated and killable."""
