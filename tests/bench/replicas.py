"""
Read replicas of a release behind HAProxy: their throughput, and the requests lost while one is killed and one switched.

Run with ``make bench-replicas HOME_FOLDER=…``. The balancer runs with ``deploy/haproxy.cfg``, whose addresses alone are
replaced. All replicas share the processors of one machine, so three of them answer no more than it can.
"""

from __future__ import annotations

import os
import re
import shutil
import signal
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from itertools import cycle
from pathlib import Path
from urllib.parse import quote

import httpx
from rich.console import Console
from rich.table import Table

from graph.reading.release import Release, Releases
from tests.paths import ROOT

from .cases import FRESH, JSON, QUERIES
from .load import Target, measure
from .peers import TURTLE
from .servers import Server, free_port, running, serving

_REPLICAS = 3
_CONNECTIONS = 8
_SECONDS = 5.0
_PATHS = ("/doc/occupation/lege.ttl", "/doc/occupation/lege.html", f"/sparql?query={quote(QUERIES['tiny'])}")


@contextmanager
def balanced(servers: Sequence[Server], folder: Path) -> Iterator[str]:
    """Run HAProxy before *servers*; yields its address without a slash at its end."""
    lines = (ROOT / "deploy" / "haproxy.cfg").read_text("utf-8").splitlines()
    kept = [line for line in lines if not line.strip().startswith("server ")]
    port = free_port()
    text = re.sub(r"bind :\d+", f"bind 127.0.0.1:{port}", "\n".join(kept))
    text += "".join(f"\n    server replica{number} 127.0.0.1:{one.port}" for number, one in enumerate(servers, 1))
    config = folder / "haproxy.cfg"
    config.write_text(f"{text}\n", "utf-8")
    with running(["haproxy", "-db", "-f", str(config)], f"http://127.0.0.1:{port}/readyz", log=folder / "haproxy.log"):
        yield f"http://127.0.0.1:{port}"


class Crowd:
    """Clients that ask one page, one Turtle document and one query in turn while the body runs; counts the answers."""

    def __init__(self, address: str) -> None:
        self._address = address
        self._done = threading.Event()
        self._threads = [threading.Thread(target=self._ask) for _ in range(_CONNECTIONS)]
        self.answered: Counter[str] = Counter()
        self.slowest = 0.0

    def __enter__(self) -> Crowd:
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._done.set()
        for thread in self._threads:
            thread.join()

    def _ask(self) -> None:
        with httpx.Client(base_url=self._address, timeout=60) as client:
            for path in cycle(_PATHS):
                if self._done.is_set():
                    return
                started = time.monotonic()
                try:
                    said = str(client.get(path).status_code)
                except httpx.TransportError as error:
                    said = type(error).__name__
                self.slowest = max(self.slowest, time.monotonic() - started)
                self.answered[said] += 1


def copy_release(release: Release, other: Release | None, home: Path) -> Releases:
    """Copy *release*, and the *other* where there is one, to *home*, as to another machine; switch to *release*."""
    for one in filter(None, (release, other)):
        shutil.copytree(one.folder, home / one.folder.name)
    copied = Releases(home)
    copied.switch(release.folder.name)
    return copied


def main() -> None:
    """Print the throughput of one to three replicas, and the fate of all requests while two of them fail."""
    console = Console()
    if shutil.which("haproxy") is None:
        sys.exit("bench-replicas needs haproxy: apt-get install haproxy")
    releases = Releases(Path(sys.argv[1]))
    release = releases.current()
    other = next((one for one in releases.list() if one.folder.name != release.folder.name), None)
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        homes = [copy_release(release, other, folder / str(number)) for number in range(_REPLICAS)]
        servers = [
            stack.enter_context(serving(one.home, trusted_proxies="127.0.0.1", client_seconds=1e6)) for one in homes
        ]
        for server in servers:
            for path in _PATHS:
                httpx.get(f"{server.url}{path}", timeout=60).raise_for_status()  # the first page loads its templates
        table = Table("replicas", "Lege as Turtle /s", "tiny query, run /s")
        for count in range(1, _REPLICAS + 1):
            with balanced(servers[:count], folder) as address:
                targets = (Target(f"{address}{_PATHS[0]}", TURTLE), Target(f"{address}{_PATHS[2]}", JSON, FRESH))
                rates = [measure(target, _SECONDS, _CONNECTIONS).rate for target in targets]
            table.add_row(str(count), *(f"{rate:,.0f}" for rate in rates))
        console.print(table)
        with balanced(servers, folder) as address, Crowd(address) as crowd:
            time.sleep(_SECONDS)
            os.killpg(servers[0].process.pid, signal.SIGKILL)
            time.sleep(_SECONDS)
            if other:
                homes[1].switch(other.folder.name)
                time.sleep(_SECONDS)
    done = "one replica killed" + (", one switched to another release" if other else "; no second release to switch to")
    console.print(f"{done}: answers {dict(crowd.answered)}, the slowest after {crowd.slowest:.2f} s")
    if set(crowd.answered) != {"200"}:
        sys.exit("requests were lost")


if __name__ == "__main__":
    main()
