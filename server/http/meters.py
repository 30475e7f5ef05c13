"""
Metrics for Prometheus: requests, durations, limits met, caches, busy executors.

Each worker counts for itself. Under ``python -m server`` the counts are in files of a folder shared by all workers
(``PROMETHEUS_MULTIPROC_DIR``), and the worker that answers ``/metrics`` sums them, those of ended workers included.
"""

from __future__ import annotations

import datetime
import os
from bisect import bisect_left
from collections import Counter as Tally
from collections import defaultdict, deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from functools import lru_cache
from pathlib import Path

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest, values
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.multiprocess import MultiProcessCollector, mark_process_dead

from graph.reading.release import Release

from ..request_record import Trace

FOLDER = "PROMETHEUS_MULTIPROC_DIR"
_COUNTED = 512
_MOST_NOTED = 10_000
_BUCKETS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 25)
_METHODS = frozenset(("GET", "HEAD", "POST", "QUERY", "OPTIONS"))


class Times(Histogram):
    """A histogram with batched observations."""

    def observe_all(self, seconds: Sequence[float]) -> None:
        """Observe each of *seconds* at once; ``observe`` costs 3 µs a call."""
        self._sum.inc(sum(seconds))
        for place, count in Tally(bisect_left(self._upper_bounds, one) for one in seconds).items():
            self._buckets[place].inc(count)


class Meters:
    """
    The metrics of one application.

    *look* returns the queries running or waiting, the busy executors, and the bytes in the caches.
    """

    def __init__(self, look: Callable[[], tuple[int, int, int]], *, is_batched: bool = True) -> None:
        self._look = look
        self._most_noted = _MOST_NOTED if is_batched else 1
        self._noted: deque[tuple[str, str, int, Trace]] = deque()
        own = self._own = CollectorRegistry()
        self._requests = Counter(
            "yrkesgraf_requests", "Answers by route, method and status.", ["route", "method", "status"], registry=own
        )
        self._seconds = Times(
            "yrkesgraf_request_seconds", "Time to an answer.", ["route", "lane"], registry=own, buckets=_BUCKETS
        )
        self._queue = Times(
            "yrkesgraf_queue_seconds", "Time a query waited for an executor.", registry=own, buckets=_BUCKETS
        )
        self._engine = Counter("yrkesgraf_engine_seconds", "Time executors worked.", registry=own)
        # Looking up the child of a label set takes longer than counting.
        self._of = lru_cache(_COUNTED)(self._find)
        self._limits = Counter(
            "yrkesgraf_limits",
            "Requests that met a limit, by its name; query_seconds, query_memory and long_executors ended a query.",
            ["limit"],
            registry=own,
        )
        self._cache = Counter(
            "yrkesgraf_cache", "Answers by use of a cache: hit, miss, bypass.", ["result"], registry=own
        )
        self._cache_bytes = Gauge(
            "yrkesgraf_cache_bytes",
            "Bytes in the caches of answers, documents, ordered lists, and names of linked things.",
            registry=own,
            multiprocess_mode="livesum",
        )
        self._queries = Gauge(
            "yrkesgraf_queries", "Ad-hoc queries running or waiting.", registry=own, multiprocess_mode="livesum"
        )
        self._executors = Gauge(
            "yrkesgraf_executors_busy", "Executors running a query.", registry=own, multiprocess_mode="livesum"
        )

    def count(self, route: str, method: str, status: int, found: Trace) -> None:
        """Queue one answer for counting; batches cost a fifth, and none of it in the answering thread."""
        # Clients choose the method, so unknown ones share a label.
        self._noted.append((route, method if method in _METHODS else "other", status, found))
        if len(self._noted) >= self._most_noted:
            self.take_stock()

    def take_stock(self) -> None:
        """Count the queued answers and set the gauges."""
        noted = []
        with suppress(IndexError):  # another thread may take stock at the same time
            while True:
                noted.append(self._noted.popleft())
        if noted:
            self._count(noted)
        queries, executors, kept = self._look()
        self._queries.set(queries)
        self._executors.set(executors)
        self._cache_bytes.set(kept)

    def _count(self, noted: Sequence[tuple[str, str, int, Trace]]) -> None:
        """Count the *noted* answers with one update per number, because each is a write to a mapped file."""
        taken: defaultdict[tuple[str, str, int, str], list[float]] = defaultdict(list)
        for route, method, status, found in noted:
            taken[route, method, status, found.lane].append(found.seconds)
        for kind, each in taken.items():
            requests, seconds = self._of(*kind)
            requests.inc(len(each))
            seconds.observe_all(each)
        traces = [found for _, _, _, found in noted]
        for limit, count in Tally(found.limit for found in traces if found.limit).items():
            self._limits.labels(limit).inc(count)
        for result, count in Tally(found.cache for found in traces if found.cache).items():
            self._cache.labels(result).inc(count)
        if run := [found for found in traces if found.engine]:
            self._engine.inc(sum(found.engine for found in run))
            self._queue.observe_all([found.queue for found in run])

    def _find(self, route: str, method: str, status: int, lane: str) -> tuple[Counter, Times]:
        return self._requests.labels(route, method, str(int(status))), self._seconds.labels(route, lane)

    def write(self, current: Release) -> bytes:
        """Return the metrics of all workers and the facts of *current* in the text format of Prometheus."""
        self.take_stock()
        registry = self._own
        if FOLDER in os.environ:
            registry = CollectorRegistry()
            MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
        facts = CollectorRegistry()
        facts.register(ReleaseFacts(current))
        return generate_latest(registry) + generate_latest(facts)


class ReleaseFacts:
    """The metrics of a release: its name, age and number of triples."""

    def __init__(self, current: Release) -> None:
        self._current = current

    def collect(self) -> Iterator[GaugeMetricFamily]:
        """Yield the metrics."""
        manifest, now = self._current.manifest, datetime.datetime.now(datetime.UTC)
        labels = ["release", "inputs", "version"]
        named = GaugeMetricFamily("yrkesgraf_release_info", "The release being served.", labels=labels)
        named.add_metric([manifest.id, manifest.inputs, manifest.version], 1)
        yield named
        age = (now - manifest.built).total_seconds()
        yield GaugeMetricFamily("yrkesgraf_release_age_seconds", "Time since the release was built.", value=age)
        yield GaugeMetricFamily("yrkesgraf_release_triples", "Triples of the release.", value=manifest.triples)


def know_process() -> None:
    """Fix the process number of the metrics made from now on, which they otherwise ask the system for at each count."""
    number = os.getpid()
    values.ValueClass = values.MultiProcessValue(lambda: number)  # type: ignore[no-untyped-call]


def forget_ended_workers(folder: Path) -> None:
    """Delete the gauges of ended workers in *folder*; their counts stay."""
    for path in folder.glob("gauge_live*_*.db"):
        pid = path.stem.rpartition("_")[2]
        if not Path(f"/proc/{pid}").exists():
            mark_process_dead(int(pid), str(folder))  # type: ignore[no-untyped-call]
