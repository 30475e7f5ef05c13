"""
Starts the web server: granian with threads, one process a worker, each with its own pool of executors.

The first process only watches the workers: what answers is imported in them.
"""

from __future__ import annotations

import argparse
import errno
import gc
import logging.config
import os
import socket
import sys
import tempfile
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from multiprocessing.util import Finalize
from pathlib import Path
from typing import TYPE_CHECKING, Any

from granian.constants import HTTPModes, Interfaces
from granian.http import HTTP1Settings
from granian.log import LogLevels

from graph.errors import ReleaseFault, YrkesgrafError
from graph.reading.release import CurrentRelease, Release, Releases

from .http.stopping import Exit, Farewell, Server, Stopping
from .settings import PREFIX, Settings

if TYPE_CHECKING:
    from flask import Flask

# How long a new release may go unnoticed.
_LOOK_SECONDS = 0.02
# How long a thread that has work to do may wait for one that counts and logs: Python's own 5 ms are ten quick queries.
_SWITCH_SECONDS = 0.0005
# When Python looks for cycles among what is new, younger and old. To look through all that stays takes 60 ms, in which
# nobody is answered, and finds next to nothing: what is here before the first request is left out, the rest waits.
_CYCLES = (1000, 20, 200)
_METRICS_FOLDER = "PROMETHEUS_MULTIPROC_DIR"
# Granian advises few threads for the sake of Python. Most of ours only wait, for an executor or for a slow client, and
# each kind has its own bound (see Settings.threads); the rest are as few as it advises.
_KNOWN_ADVICE = "Configuration allows spawning up to"


class AnswersOnly(logging.Filter):
    """Leaves out the advice that this configuration has taken already."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Return whether *record* is to be logged."""
        return not record.getMessage().startswith(_KNOWN_ADVICE)


def load_app(stopping: Stopping) -> Flask:
    """Make the app in a worker process, from the environment; *stopping* says when its connections are to end."""
    from .app import create_app
    from .executors.engines import choose_opener
    from .http.connections import Janitor
    from .http.malloc import keep_memory
    from .http.meters import forget_ended_workers, know_process
    from .http.site import EXTENSION, Site

    sys.setswitchinterval(_SWITCH_SECONDS)
    keep_memory()
    settings = Settings.from_environment(os.environ)
    forget_ended_workers(Path(os.environ[_METRICS_FOLDER]))
    know_process()
    world = CurrentRelease(Releases(settings.home, choose_opener(settings)), settings.base, _LOOK_SECONDS)
    app = create_app(world, settings)
    site: Site = app.extensions[EXTENSION]
    Janitor(settings, site.arrivals).start()
    site.journal.start(site.meters.take_stock)
    # A worker that is told to stop has answered all it was asked when this runs. It takes its executors along and reaps
    # them: left alone they would end too, and stay in the table of processes for as long as process 1 likes.
    last = Finalize(None, site.executors.close, exitpriority=0)
    farewell = Farewell(app.wsgi_app, stopping)
    app.wsgi_app = farewell  # type: ignore[method-assign]
    Exit(stopping, farewell, last).watch()
    gc.freeze()
    gc.set_threshold(*_CYCLES)
    return app


def main() -> None:
    """Read the address from the command line and serve until told to stop."""
    parser = argparse.ArgumentParser(prog="python -m server", description="Serve the current release over HTTP.")
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=_between(0, 65535), default=8000)
    parser.add_argument("--workers", type=_between(1, 1024), default=1)
    arguments = parser.parse_args()
    try:
        settings = Settings.from_environment(os.environ)
        release = Releases(settings.home).current(settings.base)
        if not settings.engine:
            try_store(release)
    except YrkesgrafError as fault:
        sys.exit(f"yrkesgraf: {fault}")
    if trouble := find_trouble(arguments.host, arguments.port):
        sys.exit(f"yrkesgraf: {trouble}")
    with tempfile.TemporaryDirectory(prefix="yrkesgraf-metrics-") as folder:
        os.environ[_METRICS_FOLDER] = folder
        # A worker that comes later, in place of one that died, serves the same base as the others.
        os.environ[f"{PREFIX}BASE"] = release.manifest.base
        serve(arguments.host, arguments.port, arguments.workers, settings)


def _between(least: int, most: int) -> Callable[[str], int]:
    def read(value: str) -> int:
        if not value.isdecimal() or not least <= int(value) <= most:
            raise argparse.ArgumentTypeError(f"a whole number from {least} to {most}, got {value!r}")
        return int(value)

    return read


def try_store(release: Release) -> None:
    """
    Open the triples of *release* once, in a process that ends with it: workers that are forked must not inherit them.

    Raises ``ReleaseFault`` where that fails; workers would do so one after the other, for ever.
    """
    if (child := os.fork()) == 0:
        status = 1
        with suppress(YrkesgrafError):
            release.opened()
            status = 0
        os._exit(status)
    if os.waitpid(child, 0)[1]:
        raise ReleaseFault(f"{release.folder}: its triples cannot be opened; build it again, or switch to another")


def find_trouble(host: str, port: int) -> str:
    """Return why nobody can listen at this address, in one sentence; '' when one can."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind, protocol) as probe:
            # The server shares its port among its workers, so it would share it with a stranger without a word.
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            return (
                f"port {port} on {host} is taken by another program; choose another with --port (make serve PORT=8001)."
            )
        return f"cannot listen on {host}, port {port}: {error.strerror}."
    return ""


def serve(host: str, port: int, workers: int, settings: Settings) -> None:
    """Serve until told to stop; answers that are being made then are finished first."""
    server = Server(
        "server",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=settings.threads,
        backpressure=settings.connections,
        # HTTP/2 is for the proxy in front; here it would only be more to attack.
        http=HTTPModes.http1,
        http1_settings=HTTP1Settings(
            header_read_timeout=round(settings.header_seconds * 1000), max_buffer_size=settings.header_bytes
        ),
        respawn_failed_workers=True,
        workers_kill_timeout=settings.stop_seconds,
        log_level=LogLevels.warning,
        log_dictconfig=log_config(settings),
    )
    server.stopping = Stopping()
    server.serve(target_loader=partial(load_app, server.stopping), wrap_loader=False)


def log_config(settings: Settings) -> dict[str, Any]:
    """Return how the server and its workers log: answers as lines of JSON to standard output, the rest to error."""
    return {
        "filters": {"advice": {"()": AnswersOnly}},
        "formatters": {
            "generic": {"format": "[%(levelname)s] %(message)s"},
            "line": {"format": "%(message)s"},
        },
        "handlers": {
            "console": {
                "class": "logging.StreamHandler",
                "formatter": "generic",
                "filters": ["advice"],
                "stream": "ext://sys.stderr",
            },
            "lines": {"class": "logging.StreamHandler", "formatter": "line", "stream": "ext://sys.stdout"},
        },
        "root": {"handlers": ["console"], "level": "WARNING"},
        "loggers": {
            "server": {"level": "INFO"},
            "_granian": {"handlers": ["console"], "level": "WARNING", "propagate": False},
            "yrkesgraf.access": {
                "handlers": ["lines"],
                "level": "INFO" if settings.access_log else "CRITICAL",
                "propagate": False,
            },
        },
    }


if __name__ == "__main__":
    main()
