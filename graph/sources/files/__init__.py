"""Readers of file formats; every fault names its line."""
