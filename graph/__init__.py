"""The graph: sources, statements, rules, checks, releases, and the engines that answer queries over them."""

from importlib.metadata import version

__version__ = version("yrkesgraf")
