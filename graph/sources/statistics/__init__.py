"""Readers of figures: Statistics Norway's StatBank and Nav's tables."""
