"""The national release is built from the real sources, and every example has an answer in it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from graph.building.pipeline import Order, build
from graph.progress import Progress
from graph.reading.query_files import load_folder
from graph.reading.release import Release, Releases
from graph.sources_file import NATIONAL
from graph.vocab import DEFAULT_BASE


@pytest.fixture(scope="module")
def national(shared: Callable[[str], Path], tmp_path_factory: pytest.TempPathFactory) -> Release:
    """The release of every source of the country, half a minute's work."""
    order = Order(Releases(tmp_path_factory.mktemp("national")), DEFAULT_BASE, NATIONAL, shared("sources"))
    return build(order, Progress(quiet=True))


# Nothing to complain of, and only one occupation's page that lists its titles.
EMPTY = {"specialisations-without-code", "shared-titles"}


@pytest.mark.parametrize("key", [key for key in load_folder("examples") if key not in EMPTY])
def test_every_example_has_an_answer(national: Release, key: str) -> None:
    example = load_folder("examples")[key]
    here = {"this": national.names.thing("query", key)}
    if not national.store.ask(load_folder("pages")["exists"].text, here):
        pytest.skip(f"no source of the country has {' '.join(example.needs)}")

    if example.is_construct:
        assert national.store.triples(example.text, "application/n-triples")
    else:
        assert national.store.rows(example.text)
