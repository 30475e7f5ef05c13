"""Runs the command line as ``python -m graph``."""

from .commands.application import app

app()
