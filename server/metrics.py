"""
What Prometheus may read: how many requests, how long they took, which limits they met, what is busy.

Each worker counts for itself. Under ``python -m server`` the counts lie in files of a folder that all workers share
(``PROMETHEUS_MULTIPROC_DIR``), and whichever worker is asked adds them up; those of workers that ended stay counted.
"""

from __future__ import annotations

import datetime
import os
from collections.abc import Iterator
from pathlib import Path

from flask import Blueprint, Response, request
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.multiprocess import MultiProcessCollector, mark_process_dead

from graph.release import Release

from .clients import is_within
from .errors import Refused
from .trace import Trace
from .world import release, site

bp = Blueprint("metrics", __name__)

FOLDER = "PROMETHEUS_MULTIPROC_DIR"
_BUCKETS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 25)
# Methods are the client's words: what we do not know is counted as one.
_METHODS = frozenset(("GET", "HEAD", "POST", "QUERY", "OPTIONS"))


class Meters:
    """The metrics of one application."""

    def __init__(self) -> None:
        own = self._own = CollectorRegistry()
        self._requests = Counter(
            "yrkesgraf_requests", "Answers by route, method and status.", ["route", "method", "status"], registry=own
        )
        self._seconds = Histogram(
            "yrkesgraf_request_seconds", "Time to an answer.", ["route", "lane"], registry=own, buckets=_BUCKETS
        )
        self._queue = Histogram(
            "yrkesgraf_queue_seconds", "Time a query waited for an executor.", registry=own, buckets=_BUCKETS
        )
        self._engine = Counter("yrkesgraf_engine_seconds", "Time executors worked.", registry=own)
        self._limits = Counter(
            "yrkesgraf_limits",
            "Requests that met a limit, by its name; query_seconds, query_memory and long_executors ended a query.",
            ["limit"],
            registry=own,
        )
        self._cache = Counter(
            "yrkesgraf_cache", "Queries by what the cache of answers did: hit, miss, bypass.", ["result"], registry=own
        )
        self.cache_bytes = Gauge(
            "yrkesgraf_cache_bytes", "Bytes of answers kept.", registry=own, multiprocess_mode="livesum"
        )
        self.queries = Gauge(
            "yrkesgraf_queries", "Ad-hoc queries that run or wait.", registry=own, multiprocess_mode="livesum"
        )
        self.executors = Gauge(
            "yrkesgraf_executors_busy", "Executors at work.", registry=own, multiprocess_mode="livesum"
        )

    def count(self, route: str, method: str, status: int, found: Trace) -> None:
        """Count one answer."""
        self._requests.labels(route, method if method in _METHODS else "other", str(status)).inc()
        self._seconds.labels(route, found.lane).observe(found.seconds)
        if found.limit:
            self._limits.labels(found.limit).inc()
        if found.cache:
            self._cache.labels(found.cache).inc()
        if found.engine:
            self._engine.inc(found.engine)
            self._queue.observe(found.queue)

    def write(self, current: Release) -> bytes:
        """Return everything counted in all workers as Prometheus reads it, with what is known of *current*."""
        registry = self._own
        if FOLDER in os.environ:
            registry = CollectorRegistry()
            MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
        facts = CollectorRegistry()
        facts.register(ReleaseFacts(current))
        return generate_latest(registry) + generate_latest(facts)


class ReleaseFacts:
    """What Prometheus may know of a release: which it is, how old it is and what it speaks for."""

    def __init__(self, current: Release) -> None:
        self._current = current

    def collect(self) -> Iterator[GaugeMetricFamily]:
        """Yield the facts as metrics."""
        manifest, now = self._current.manifest, datetime.datetime.now(datetime.UTC)
        labels = ["release", "inputs", "version"]
        named = GaugeMetricFamily("yrkesgraf_release_info", "The release being served.", labels=labels)
        named.add_metric([manifest.id, manifest.inputs, manifest.version], 1)
        yield named
        age = (now - manifest.built).total_seconds()
        yield GaugeMetricFamily("yrkesgraf_release_age_seconds", "Time since the release was built.", value=age)
        yield GaugeMetricFamily("yrkesgraf_release_triples", "Triples of the release.", value=manifest.triples)


@bp.get("/metrics")
def metrics() -> Response:
    """Return the metrics to those the settings let read them."""
    if not is_within(request.remote_addr or "", site().settings.networks("metrics_clients")):
        raise Refused("The metrics of this server are for its operator; see YRKESGRAF_METRICS_CLIENTS.")
    body = site().meters.write(release())
    return Response(body, content_type=CONTENT_TYPE_LATEST, headers={"Cache-Control": "no-store"})


def forget_ended_workers(folder: Path) -> None:
    """Drop what workers that are no more said of the present; what they counted stays."""
    for path in folder.glob("gauge_live*_*.db"):
        pid = path.stem.rpartition("_")[2]
        if not Path(f"/proc/{pid}").exists():
            mark_process_dead(int(pid), str(folder))  # type: ignore[no-untyped-call]
