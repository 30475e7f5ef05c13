"""Starts the servers that are measured, each on a free port of the loopback, and stops them."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TypeVar

import httpx

from graph.allocator import SERVER_OPTIONS, allocate_with
from server.settings import PREFIX
from tests import plain_http

Running = TypeVar("Running")


class EndedAtOnce(RuntimeError):
    """A program that ended before it answered."""


def free_ports(number: int) -> list[int]:
    """Return *number* ports that nobody listens on."""
    with ExitStack() as stack:
        probes = [stack.enter_context(socket.socket()) for _ in range(number)]
        for probe in probes:
            probe.bind(("127.0.0.1", 0))
        return [probe.getsockname()[1] for probe in probes]


def free_port() -> int:
    """Return a port nobody listens on."""
    return free_ports(1)[0]


@contextmanager
def on_free_ports(number: int, run: Callable[..., AbstractContextManager[Running]]) -> Iterator[Running]:
    """
    Enter what *run* returns for *number* free ports.

    Any program of the machine may take a port before the one that it is for, which then ends at once: it is started
    again on others, twice at most.
    """
    for may_repeat in (True, True, False):
        with ExitStack() as stack:
            try:
                server = stack.enter_context(run(*free_ports(number)))
            except EndedAtOnce:
                if may_repeat:
                    continue
                raise
            yield server
            return


@contextmanager
def running(
    command: list[str],
    ready: str,
    environment: Mapping[str, str] | None = None,
    log: Path | None = None,
    patience: float = 90.0,
) -> Iterator[subprocess.Popen[bytes]]:
    """
    Run *command* until the body ends, entering it once *ready* answers.

    Raises ``EndedAtOnce`` where the program ends before, and ``RuntimeError`` after *patience* seconds.

    It leads a process group of its own. Its output goes to the file *log*, or nowhere.
    """
    with (log or Path(os.devnull)).open("wb") as output:
        process = subprocess.Popen(
            command,
            env=os.environ | (environment or {}),
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        try:
            _wait(process, ready, patience)
            yield process
        finally:
            process.terminate()
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def _wait(process: subprocess.Popen[bytes], url: str, patience: float) -> None:
    until = time.monotonic() + patience
    while time.monotonic() < until:
        if process.poll() is not None:
            raise EndedAtOnce(f"{process.args!r} ended with {process.returncode}")
        try:
            plain_http.get(url, timeout=2)
        except httpx.TransportError:
            time.sleep(0.1)
        else:
            return
    raise RuntimeError(f"{url} does not answer")


@dataclass(frozen=True)
class Server:
    """A running server of ours: its address without a slash at its end, its first process, and its output."""

    url: str
    process: subprocess.Popen[bytes]
    log: Path | None

    @property
    def port(self) -> int:
        """The port it listens on."""
        return int(self.url.rpartition(":")[2])


@contextmanager
def serving(home: Path, workers: int = 1, log: Path | None = None, **settings: str | float) -> Iterator[Server]:
    """Serve the current release of *home* with *settings*, by their names."""
    with on_free_ports(1, partial(_serving_on, home, workers, log, settings)) as server:
        yield server


@contextmanager
def _serving_on(
    home: Path, workers: int, log: Path | None, settings: Mapping[str, str | float], port: int
) -> Iterator[Server]:
    command = [sys.executable, "-m", "server", "--port", str(port), "--workers", str(workers)]
    environment = {f"{PREFIX}{name.upper()}": str(value) for name, value in {"home": home, **settings}.items()}
    environment |= allocate_with(SERVER_OPTIONS)
    with running(command, f"http://127.0.0.1:{port}/readyz", environment, log) as process:
        yield Server(f"http://127.0.0.1:{port}", process, log)


@contextmanager
def ours(home: Path, workers: int = 1) -> Iterator[str]:
    """Serve the current release of *home* as it comes; yields the address without a slash at its end."""
    with serving(home, workers) as server:
        yield server.url
