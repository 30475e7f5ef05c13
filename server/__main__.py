"""
The command that starts the web server: granian with threads, one process per worker, each with a pool of executors.

The first process only supervises: it never imports the application, which each worker imports for itself.
"""

from __future__ import annotations

import argparse
import errno
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

from .http.stopping import Exit, Farewell, Stopping
from .http.supervision import Server
from .operate.announcement import Announcement
from .presence import Presence
from .settings import PREFIX, Settings

if TYPE_CHECKING:
    from flask import Flask

# Seconds between two looks at the link to the current release.
_LOOK_SECONDS = 0.02
_METRICS_FOLDER = "PROMETHEUS_MULTIPROC_DIR"
# Granian warns against many threads because of the interpreter lock. Most of ours wait for an executor or a client,
# and each kind has a bound of its own (Settings.threads); the threads that compute are as few as granian advises.
_KNOWN_ADVICE = "Configuration allows spawning up to"


class AnswersOnly(logging.Filter):
    """A filter that drops granian's warning about the number of threads."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Return False for the warning, True for every other *record*."""
        return not record.getMessage().startswith(_KNOWN_ADVICE)


def load_app(stopping: Stopping, announcement: Announcement, presence: Presence) -> Flask:
    """
    Return the application of a worker process, configured by the environment.

    *stopping* ends its connections, *announcement* is made when it is ready, and *presence* is that of all workers.
    """
    from .app import create_app
    from .executors.engines import choose_opener
    from .http.connections import Watchdog
    from .http.meters import forget_ended_workers, know_process
    from .http.site import EXTENSION, Site
    from .query_notices import read_ahead

    settings = Settings.from_environment(os.environ)
    forget_ended_workers(Path(os.environ[_METRICS_FOLDER]))
    know_process()
    world = CurrentRelease(Releases(settings.home, choose_opener(settings)), settings.base, _LOOK_SECONDS)
    app = create_app(world, settings, presence)
    site: Site = app.extensions[EXTENSION]
    Watchdog(settings, site.arrivals).start()

    def take_stock_and_read_ahead() -> None:
        site.meters.take_stock()
        read_ahead(world.get())

    take_stock_and_read_ahead()
    site.access_log.start(take_stock_and_read_ahead, writes="log_thread" in settings.layers)
    # Runs after the last answer of a stopping worker. Executors that nobody waits for would end as well, but stay in
    # the process table until process 1 reaps them.
    last = Finalize(None, site.executors.close, exitpriority=0)
    farewell = Farewell(app.wsgi_app, stopping)
    app.wsgi_app = farewell  # type: ignore[method-assign]
    Exit(stopping, farewell, last).watch()
    site.executors.hold(world.get())
    announcement.make()
    return app


def main() -> None:
    """Parse the command line and serve until a signal; exits with a sentence where release or port are unusable."""
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
        # A worker that replaces a dead one must serve the same base as the others.
        os.environ[f"{PREFIX}BASE"] = release.manifest.base
        serve(arguments.host, arguments.port, arguments.workers, settings, release)


def _between(least: int, most: int) -> Callable[[str], int]:
    def read(value: str) -> int:
        if not value.isdecimal() or not least <= int(value) <= most:
            raise argparse.ArgumentTypeError(f"a whole number from {least} to {most}, got {value!r}")
        return int(value)

    return read


def try_store(release: Release) -> None:
    """
    Open the store of *release* once, in a child process, because workers must not inherit an open store.

    Raises ``ReleaseFault`` where it cannot be opened; otherwise each worker would fail and be restarted without end.
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
    """Return one sentence on why *host* and *port* cannot be listened on, '' where they can."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind, protocol) as probe:
            # Workers share the port (SO_REUSEPORT), so granian would silently share it with another program too.
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            return (
                f"port {port} on {host} is taken by another program; choose another with --port (make serve PORT=8001)."
            )
        return f"cannot listen on {host}, port {port}: {error.strerror}."
    return ""


def serve(host: str, port: int, workers: int, settings: Settings, release: Release) -> None:
    """Serve *release* and those after it until a signal, then finish the requests in progress."""
    server = Server(
        "server",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=settings.threads,
        backpressure=settings.connections,
        # The proxy in front speaks HTTP/2; here it would only add attack surface.
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
    words = f"serving release {release.id} on http://{host}:{port}/ (its IRIs begin with {release.manifest.base})"
    announcement = Announcement(words)
    server.started = announcement.watch
    server.serve(target_loader=partial(load_app, server.stopping, announcement, Presence()), wrap_loader=False)


def log_config(settings: Settings) -> dict[str, Any]:
    """Return the logging configuration: the access log as JSON lines on standard output, the rest on standard error."""
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
