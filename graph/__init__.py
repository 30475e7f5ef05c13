"""From sources to a release: records, statements, rules, checks, and the store that answers."""

from importlib.metadata import version

__version__ = version("yrkesgraf")
