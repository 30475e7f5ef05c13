"""Measurements against peers in the same run; figures, never tests."""
