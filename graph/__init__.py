"""The graph: sources, statements, rules, checks, releases, and the engines that answer queries over them."""

__version__ = "0.1.0"
