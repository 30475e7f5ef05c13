"""A source that loses more than a tenth of its records stops the build, and the release before it stays."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from graph.building.shrinkage import count_last, refuse_shrinkage
from graph.errors import SourceFault
from graph.reading.release import Release, Releases
from graph.source_document import Source
from graph.sources_file import Catalogue
from graph.vocab import DEFAULT_BASE

SOURCE = msgspec.convert(
    {
        "key": "lonn",
        "adapter": "portal-pay",
        "path": "pay.json",
        "titles": {"nb": "Lønn"},
        "publisher": "utdanning.no",
        "licence": "https://example.org/",
        "rhythm": "yearly",
        "retrieved": "2026-11-23",
    },
    Source,
)


@pytest.mark.parametrize("now", [90, 100, 1000])
def test_a_tenth_less_is_taken(tmp_path: Path, now: int) -> None:
    catalogue = Catalogue(tmp_path / "sources.toml", tmp_path, (SOURCE,))

    refuse_shrinkage(catalogue, SOURCE, {"records": now}, {"lonn": 100})


def test_more_than_a_tenth_less_is_refused_in_a_sentence(tmp_path: Path) -> None:
    catalogue = Catalogue(tmp_path / "sources.toml", tmp_path, (SOURCE,))

    with pytest.raises(SourceFault, match=r"pay\.json: 89 records where the current release has 100; `yrkesg"):
        refuse_shrinkage(catalogue, SOURCE, {"records": 89}, {"lonn": 100})


def test_an_accepted_document_may_be_shorter(tmp_path: Path) -> None:
    catalogue = Catalogue(tmp_path / "sources.toml", tmp_path, (SOURCE,), frozenset({"lonn"}))

    refuse_shrinkage(catalogue, SOURCE, {"records": 1}, {"lonn": 100})


def test_the_counts_are_those_of_the_current_release(portal: Release, tmp_path: Path) -> None:
    counts = count_last(Releases(portal.folder.parent), DEFAULT_BASE)

    assert counts["main"] > 0
    assert count_last(Releases(tmp_path), DEFAULT_BASE) == {}
