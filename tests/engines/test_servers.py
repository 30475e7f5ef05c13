"""Programs under test are started on ports that nobody has, and again where somebody was quicker."""

from __future__ import annotations

import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager

import pytest

from tests.bench.servers import EndedAtOnce, free_ports, on_free_ports, running


@contextmanager
def serving_files(port: int) -> Iterator[subprocess.Popen[bytes]]:
    command = [sys.executable, "-m", "http.server", "--bind", "127.0.0.1", str(port)]
    with running(command, f"http://127.0.0.1:{port}/") as process:
        yield process


def taken(port: int) -> socket.socket:
    """Return a socket that listens on *port*."""
    listening = socket.socket()
    listening.bind(("127.0.0.1", port))
    listening.listen()
    return listening


def test_ports_differ() -> None:
    assert len(set(free_ports(50))) == 50


@pytest.mark.parametrize("times", [1, 2])
def test_a_program_whose_port_was_taken_is_started_on_another(times: int) -> None:
    ports: list[int] = []
    with ExitStack() as others:

        def start_late(port: int) -> AbstractContextManager[subprocess.Popen[bytes]]:
            ports.append(port)
            if len(ports) <= times:
                others.enter_context(taken(port))
            return serving_files(port)

        with on_free_ports(1, start_late) as process:
            assert process.poll() is None

    assert len(set(ports)) == times + 1


def test_a_program_that_never_starts_is_given_up() -> None:
    ports: list[int] = []

    @contextmanager
    def fail(port: int) -> Iterator[None]:
        ports.append(port)
        with running([sys.executable, "-c", "raise SystemExit(3)"], f"http://127.0.0.1:{port}/"):
            yield

    with pytest.raises(EndedAtOnce, match="ended with 3"), on_free_ports(1, fail):
        pass

    assert len(ports) == 3
