"""Serves a release that holds the data of the tests, and runs every test against it."""

from __future__ import annotations

import tempfile
from pathlib import Path

import httpx

from graph.vocab import DEFAULT_BASE
from tests.bench.servers import ours
from tests.worlds import make_release

from .manifest import Case, Manifest
from .outcomes import Outcome, judge

SUITES = ("protocol", "service-description", "csv-tsv-res", "json-res")


def run_suites(shared: Path) -> list[Outcome]:
    """Run every test of the suites in *shared* over HTTP; raises where the server cannot be started."""
    manifests = [Manifest(shared / suite) for suite in SUITES]
    cases = [case for manifest in manifests for case in manifest.cases()]
    files = {graph: path for manifest in manifests for graph, path in manifest.graphs().items()}
    graph_of = dict(_data_graphs(cases))
    files |= {graph: shared / place for place, graph in graph_of.items()}
    with tempfile.TemporaryDirectory() as folder:
        home = make_release(Path(folder), "w3c", DEFAULT_BASE, files).folder.parent
        with ours(home) as address, httpx.Client(base_url=address, timeout=30) as client:
            return [judge(case, client, graph_of) for case in cases]


def _data_graphs(cases: list[Case]) -> list[tuple[str, str]]:
    """Return the graph that holds each data file, named after the folder the W3C publishes it in."""
    places = [(case, f"{case.suite}/{case.data.name}") for case in cases if case.data is not None]
    return [(place, f"{case.iri.rpartition('/')[0]}/{case.data.name}") for case, place in places if case.data]
