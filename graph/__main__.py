"""The command line, run as ``python -m graph``."""

from .commands.application import app

app()
