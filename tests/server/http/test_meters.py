"""Counts of workers outlive them, gauges do not."""

from __future__ import annotations

from pathlib import Path

import pytest
from prometheus_client import CollectorRegistry, Histogram, generate_latest

from graph.reading.release import Release
from server.http.meters import Meters, Times, forget_ended_workers
from server.request_record import Trace


def test_what_an_ended_worker_said_of_the_present_is_forgotten(tmp_path: Path) -> None:
    own, ended = tmp_path / "gauge_livesum_1.db", tmp_path / "gauge_livesum_999999999.db"
    counted = tmp_path / "counter_999999999.db"
    for path in (own, ended, counted):
        path.touch()

    forget_ended_workers(tmp_path)

    assert sorted(path.name for path in tmp_path.iterdir()) == [counted.name, own.name]


@pytest.mark.parametrize("seconds", [[0.0005, 0.001, 0.0011, 25.0, 26.0], [0.3], [1.0] * 7])
def test_what_is_observed_together_counts_as_what_is_observed_one_by_one(seconds: list[float]) -> None:
    bounds, (together, each) = (0.001, 0.5, 1, 25), (CollectorRegistry(), CollectorRegistry())
    Times("t", "Times.", ["route"], registry=together, buckets=bounds).labels("/").observe_all(seconds)
    histogram = Histogram("t", "Times.", ["route"], registry=each, buckets=bounds).labels("/")
    for one in seconds:
        histogram.observe(one)

    counted, wanted = (generate_latest(one).decode().splitlines() for one in (together, each))
    assert [line for line in counted if "_created" not in line] == [line for line in wanted if "_created" not in line]


def test_every_answer_is_counted_under_its_route_status_lane_cache_and_limit(bundled: Release) -> None:
    meters = Meters(lambda: (3, 2, 100))
    for found in (Trace(lane="query", cache="hit"), Trace(lane="query", cache="miss", engine=0.5, queue=0.002)):
        meters.count("/sparql", "GET", 200, found)
    meters.count("/sparql", "BREW", 503, Trace(lane="query", limit="query_seconds", engine=60.0, seconds=61.0))

    lines = meters.write(bundled).decode().splitlines()

    for line in (
        'yrkesgraf_requests_total{method="GET",route="/sparql",status="200"} 2.0',
        'yrkesgraf_requests_total{method="other",route="/sparql",status="503"} 1.0',
        'yrkesgraf_request_seconds_count{lane="query",route="/sparql"} 3.0',
        'yrkesgraf_request_seconds_sum{lane="query",route="/sparql"} 61.0',
        'yrkesgraf_request_seconds_bucket{lane="query",le="25.0",route="/sparql"} 2.0',
        'yrkesgraf_queue_seconds_bucket{le="0.001"} 1.0',
        "yrkesgraf_queue_seconds_count 2.0",
        "yrkesgraf_engine_seconds_total 60.5",
        'yrkesgraf_cache_total{result="hit"} 1.0',
        'yrkesgraf_cache_total{result="miss"} 1.0',
        'yrkesgraf_limits_total{limit="query_seconds"} 1.0',
        "yrkesgraf_queries 3.0",
        "yrkesgraf_cache_bytes 100.0",
    ):
        assert line in lines
