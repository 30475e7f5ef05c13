"""Loads a server with requests and tells how many a second it answers, and how soon: wrk, or Python where it is not."""

from __future__ import annotations

import re
import shutil
import statistics
import subprocess
import threading
import time
from dataclasses import dataclass, field
from http.client import HTTPConnection
from urllib.parse import urlsplit

import httpx

_RATE = re.compile(r"Requests/sec:\s+([\d.]+)")
_DELAY = re.compile(r"^\s+(50|99)%\s+([\d.]+)(us|ms|s|m)$", re.MULTILINE)
_UNIT = {"us": 1e-6, "ms": 1e-3, "s": 1.0, "m": 60.0}
_ERRORS = re.compile(r"Non-2xx or 3xx responses: (\d+)|Socket errors: .*")
_PATIENCE = 60.0
_WARMING = 1.0


class Failing(Exception):
    """A target that does not answer as it should; its words are for the table."""


@dataclass(frozen=True)
class Target:
    """An address to ask, with the media type to ask for and other headers, and how it must answer."""

    url: str
    accept: str
    headers: dict[str, str] = field(default_factory=dict)
    status: int = httpx.codes.OK

    @property
    def all_headers(self) -> dict[str, str]:
        """Every header to send."""
        return {"Accept": self.accept, **self.headers}


@dataclass(frozen=True)
class Measured:
    """Requests a second, and the seconds within which half of them and 99 of 100 were answered."""

    rate: float
    p50: float
    p99: float


def check(target: Target) -> float:
    """Ask *target* once; returns the seconds that took, raises ``Failing`` where it does not answer as it should."""
    started = time.monotonic()
    try:
        # Without the condition first, so that there is something to be unchanged.
        httpx.get(target.url, headers={"Accept": target.accept}, timeout=_PATIENCE)
        answer = httpx.get(target.url, headers=target.all_headers, timeout=_PATIENCE)
    except httpx.TimeoutException:
        raise Failing(f"> {_PATIENCE:.0f} s") from None
    if answer.status_code != target.status or not (answer.content or target.status == httpx.codes.NOT_MODIFIED):
        raise Failing(f"says {answer.status_code}")
    return (time.monotonic() - started) / 2


def measure_one_by_one(target: Target, seconds: float) -> Measured:
    """
    Return the answers of *target* to one connection, without those that wrk adds.

    wrk counts a delay again for each request that would have been sent meanwhile, so its percentiles are shares of time
    and not of requests.
    """
    check(target)
    return _threads(target, seconds, 1)


def measure(target: Target, seconds: float, connections: int) -> Measured:
    """Return the answers of *target* to so many connections at once; raises ``Failing`` when any request fails."""
    if (took := check(target)) > seconds / 2:
        return Measured(1 / took, took, took)
    load = _wrk if shutil.which("wrk") else _threads
    load(target, _WARMING, connections)  # each worker keeps its own
    return load(target, seconds, connections)


def _wrk(target: Target, seconds: float, connections: int) -> Measured:
    headers = [word for name, value in target.all_headers.items() for word in ("-H", f"{name}: {value}")]
    command = ["wrk", "-t1", f"-c{connections}", f"-d{seconds:.0f}s", "--latency", "--timeout", f"{_PATIENCE:.0f}s"]
    output = subprocess.run([*command, *headers, target.url], check=True, capture_output=True, text=True).stdout
    if failed := _ERRORS.search(output):
        raise Failing(failed[0])
    delays = {share: float(number) * _UNIT[unit] for share, number, unit in _DELAY.findall(output)}
    found = _RATE.search(output)
    if found is None or len(delays) < 2 or (not float(found[1]) and seconds > _WARMING):
        raise Failing(f"no answer in {seconds:g} s")
    return Measured(float(found[1]), delays["50"], delays["99"])


def _threads(target: Target, seconds: float, connections: int) -> Measured:
    delays: list[float] = []
    failed: list[int] = []
    address = urlsplit(target.url)
    path = address._replace(scheme="", netloc="").geturl()
    end = time.monotonic() + seconds

    def ask() -> None:
        connection = HTTPConnection(address.hostname or "", address.port, timeout=_PATIENCE)
        while (started := time.monotonic()) < end:
            connection.request("GET", path, headers=target.all_headers)
            answer = connection.getresponse()
            answer.read()
            delays.append(time.monotonic() - started)
            if answer.status != target.status:
                failed.append(answer.status)
        connection.close()

    threads = [threading.Thread(target=ask) for _ in range(connections)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if failed:
        raise Failing(f"says {failed[0]}")
    ordered = sorted(delays)
    return Measured(len(ordered) / seconds, statistics.median(ordered), ordered[int(len(ordered) * 0.99)])
