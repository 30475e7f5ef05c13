"""Loads a server with requests and counts what it answers: wrk where the machine has it, Python where not."""

from __future__ import annotations

import re
import shutil
import subprocess
import threading
import time
from dataclasses import dataclass

import httpx

_RATE = re.compile(r"Requests/sec:\s+([\d.]+)")
_ERRORS = re.compile(r"Non-2xx or 3xx responses: (\d+)|Socket errors: .*")


@dataclass(frozen=True)
class Target:
    """An address to ask, with the media type to ask for."""

    url: str
    accept: str


def measure(target: Target, seconds: float = 3.0, connections: int = 4) -> float:
    """Return the requests a second that *target* answers; raises RuntimeError when any of them fails."""
    check = httpx.get(target.url, headers={"Accept": target.accept}, follow_redirects=False)
    if check.status_code != httpx.codes.OK or not check.content:
        raise RuntimeError(f"{target.url} answers {check.status_code}")
    return _wrk(target, seconds, connections) if shutil.which("wrk") else _threads(target, seconds, connections)


def _wrk(target: Target, seconds: float, connections: int) -> float:
    command = ["wrk", "-t1", f"-c{connections}", f"-d{seconds:.0f}s", "-H", f"Accept: {target.accept}", target.url]
    output = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    if failed := _ERRORS.search(output):
        raise RuntimeError(f"{target.url}: {failed[0]}")
    found = _RATE.search(output)
    if found is None:
        raise RuntimeError(f"wrk said no rate: {output}")
    return float(found[1])


def _threads(target: Target, seconds: float, connections: int) -> float:
    counts = [0] * connections
    end = time.monotonic() + seconds

    def ask(number: int) -> None:
        with httpx.Client(headers={"Accept": target.accept}) as client:
            while time.monotonic() < end:
                client.get(target.url).raise_for_status()
                counts[number] += 1

    threads = [threading.Thread(target=ask, args=(number,)) for number in range(connections)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sum(counts) / seconds
