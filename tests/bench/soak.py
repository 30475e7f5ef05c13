"""
Two days of mixed load in less than an hour: the memory of a server by the quarter of a day.

Run with ``make soak HOME_FOLDER=…``. As many requests as two a second make in two days are sent as
fast as they are answered, drawn at random with a seed: pages, documents, searches, queries, tables, and visitors who
mean ill, with addresses, parameters and headers that never occur twice.
"""

from __future__ import annotations

import http.client
import random
import string
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote, urlencode

import httpx
from prometheus_client.parser import text_string_to_metric_families
from rich.console import Console
from rich.table import Table

from graph.reading.release import Release, Releases
from graph.vocab import DEFAULT_BASE
from tests.processes import family, resident

from .servers import Server, serving

_QUARTERS = 8
_CLIENTS = 6
_CACHES = "yrkesgraf_cache_bytes"
_SEED = 2026
_FORMS = ("ttl", "nt", "jsonld", "rdf", "json")
_LANGUAGES = ("nb", "nn", "en")
_KINDS = ("occupation", "title", "styrk08", "styrk98", "nus", "isco08", "esco")
_TABLES = ("/api/pay.csv", "/api/titles.json", "/occupations.csv", "/cube/pay.csv", "/api/occupations.parquet")
_WORDS = (
    "lege",
    "snekker",
    "sykepleier",
    "hjelpe mennesker",
    "dyr",
    "lærer",
    "kokk",
    "sjåfør",
    "ingeniør",
    "rørlegger",
)
_LISTED = 'SELECT DISTINCT ?thing { ?thing a ?class FILTER(STRSTARTS(STR(?thing), "%s")) }'
_LOOK_UP = "SELECT * WHERE { <%s> ?property ?value } LIMIT %d"
_ENDLESS = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?p ?b . ?c ?q ?d . ?e ?r ?f } #%d"
Request = tuple[str, dict[str, str]]


class Visitors:
    """Requests at random over the things of a release."""

    def __init__(self, release: Release) -> None:
        self._chance = random.Random(_SEED)
        self._things = self._list(release)
        self._ways: dict[Callable[[], Request], float] = {
            self._page: 400,
            self._document: 180,
            self._search: 120,
            self._suggestion: 120,
            self._query: 100,
            self._strange: 70,
            self._table: 1.0,
            self._endless: 0.2,
        }

    def next(self) -> Request:
        """Return a path with its query, and the headers to send."""
        (way,) = self._chance.choices(list(self._ways), list(self._ways.values()))
        return way()

    def _list(self, release: Release) -> list[tuple[str, str]]:
        found = []
        for kind in _KINDS:
            start = release.names.thing(kind, "")
            found += [(kind, row["thing"].value.removeprefix(start)) for row in release.store.rows(_LISTED % start)]
        return sorted(found)

    def _thing(self) -> str:
        kind, key = self._chance.choice(self._things)
        return f"/doc/{kind}/{quote(key)}"

    def _page(self) -> Request:
        return f"{self._thing()}.html?lang={self._chance.choice(_LANGUAGES)}", {}

    def _document(self) -> Request:
        return f"{self._thing()}.{self._chance.choice(_FORMS)}", {}

    def _search(self) -> Request:
        words = f"{self._chance.choice(_WORDS)} {self._noise(2)}"
        return f"/search?{urlencode({'q': words, 'lang': self._chance.choice(_LANGUAGES)})}", {}

    def _suggestion(self) -> Request:
        beginning = self._chance.choice(_WORDS)[: self._chance.randint(2, 6)]
        return f"/suggest?{urlencode({'q': beginning + self._noise(1)})}", {}

    def _query(self) -> Request:
        kind, key = self._chance.choice(self._things)
        query = _LOOK_UP % (f"{DEFAULT_BASE}id/{kind}/{quote(key)}", self._chance.randint(1, 10_000))
        return f"/sparql?{urlencode({'query': query})}", {"Accept": "application/sparql-results+json"}

    def _endless(self) -> Request:
        return f"/sparql?{urlencode({'query': _ENDLESS % self._chance.randint(0, 10**9)})}", {}

    def _table(self) -> Request:
        return self._chance.choice(_TABLES), {}

    def _strange(self) -> Request:
        """An address or a header that was never sent before."""
        noise = self._noise(40)
        return self._chance.choice(
            [
                (f"/def?{noise}=1", {}),
                (f"/sitemap-1.xml?u={noise}", {}),
                (f"/doc/occupation/{noise}", {}),
                (f"{self._thing()}", {"Accept": f"text/{noise};q=0.4, text/turtle", "User-Agent": noise * 20}),
                (f"/doc/occupation/lege.html?lang={noise}", {"Accept-Language": f"{noise[:8]}, nn;q=0.3"}),
                ("/doc/occupation/lege", {"Accept": ", ".join(f"a/{noise}{i};q=0.1" for i in range(60))}),
            ]
        )

    def _noise(self, length: int) -> str:
        return "".join(self._chance.choices(string.ascii_lowercase, k=length))


class Load:
    """Clients of several addresses that ask a server until a number of requests is answered."""

    def __init__(self, server: Server, visitors: Visitors) -> None:
        self._server = server
        self._visitors = visitors
        self._lock = threading.Lock()
        self._left = 0
        self.answers: Counter[int] = Counter()

    def send(self, number: int) -> None:
        """Send *number* requests and wait for their answers."""
        self._left = number
        threads = [threading.Thread(target=self._ask, args=(place,)) for place in range(_CLIENTS)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

    def _ask(self, place: int) -> None:
        source = (f"127.0.0.{20 + place}", 0)
        connection = http.client.HTTPConnection("127.0.0.1", self._server.port, timeout=60, source_address=source)
        while (request := self._next()) is not None:
            path, headers = request
            try:
                connection.request("GET", path, headers=headers)
                answer = connection.getresponse()
                answer.read()
                status = answer.status
            except (OSError, http.client.HTTPException):
                connection.close()
                status = 0
            with self._lock:
                self.answers[status] += 1

    def _next(self) -> Request | None:
        with self._lock:
            if not self._left:
                return None
            self._left -= 1
            return self._visitors.next()


def cached(server: Server) -> int:
    """Return the megabytes in the caches of all workers, whose filling is no leak."""
    metrics = httpx.get(f"{server.url}/metrics").text
    (gauge,) = (family for family in text_string_to_metric_families(metrics) if family.name == _CACHES)
    return round(sum(sample.value for sample in gauge.samples)) >> 20


def main() -> None:
    """Print, for each quarter of a day, the statuses of the answers and the memory of the server's processes."""
    home = Path(sys.argv[1])
    requests = int(sys.argv[2])
    release = Releases(home).current(DEFAULT_BASE)
    columns = (
        "quarter",
        "requests",
        "seconds",
        "5xx",
        "503",
        "no answer",
        "largest MB",
        "all MB",
        "caches MB",
        "processes",
    )
    table = Table(*columns)
    console = Console(width=140)
    with serving(home, workers=2) as server:
        load = Load(server, Visitors(release))
        for quarter in range(1, _QUARTERS + 1):
            load.answers.clear()
            started = time.monotonic()
            load.send(requests // _QUARTERS)
            seconds = round(time.monotonic() - started)
            pids = family(server.process.pid)
            failed = sum(count for status, count in load.answers.items() if status >= 500 and status != 503)
            answers = (load.answers.total(), seconds, failed, load.answers[503], load.answers[0])
            row = [quarter, *answers, max(resident([pid]) for pid in pids), resident(pids), cached(server), len(pids)]
            table.add_row(*map(str, row))
            console.print(", ".join(f"{name} {value}" for name, value in zip(columns, row, strict=True)))
    console.print(table)


if __name__ == "__main__":
    main()
