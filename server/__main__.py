"""Starts the web server: granian with threads, one process a worker, each with its own pool of executors."""

from __future__ import annotations

import argparse
import os

from flask import Flask
from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

from graph.release import CurrentRelease, Releases

from .app import create_app
from .engines import choose_opener
from .settings import Settings


def load_app() -> Flask:
    """Make the app in a worker process, from the environment."""
    settings = Settings.from_environment(os.environ)
    return create_app(CurrentRelease(Releases(settings.home, choose_opener(settings))), settings)


def main() -> None:
    """Read the address from the command line and serve until told to stop."""
    parser = argparse.ArgumentParser(prog="python -m server", description="Serve the current release over HTTP.")
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--workers", type=int, default=1)
    arguments = parser.parse_args()
    Granian(
        "server",
        address=arguments.host,
        port=arguments.port,
        interface=Interfaces.WSGI,
        workers=arguments.workers,
        blocking_threads=8,
        log_level=LogLevels.warning,
    ).serve(target_loader=load_app, wrap_loader=False)


if __name__ == "__main__":
    main()
