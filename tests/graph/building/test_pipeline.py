"""A build is whole or not there at all, and the same input gives the same bytes."""

from __future__ import annotations

import gzip
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from graph.adapters.registry import ADAPTERS
from graph.building.order import Order
from graph.building.pipeline import build, digest_inputs, prepare
from graph.building.publication import alone
from graph.checking.checks import BrokenRelease
from graph.errors import ReleaseFault, SourceFault
from graph.progress import Progress
from graph.reading.release import Release, Releases
from graph.sources_file import read_catalogue
from graph.vocab import DEFAULT_BASE
from tests.paths import DATA, ROOT, SMALL

QUIET = Progress(quiet=True)


def world(folder: Path, changes: dict[str, tuple[str, str]]) -> Path:
    """Copy the small world to *folder* with one replacement a file; returns its sources file."""
    for path in (DATA / "world").iterdir():
        text = path.read_text("utf-8")
        if path.name in changes:
            assert changes[path.name][0] in text
            text = text.replace(*changes[path.name])
        (folder / path.name).write_text(text, "utf-8")
    return folder / "sources.toml"


def test_a_release_holds_store_dumps_description_report_and_manifest(bundled: Release) -> None:
    names = {path.name for path in bundled.folder.iterdir()}

    assert names >= {"store", "yrkesgraf.ttl.gz", "yrkesgraf.nq.gz", "void.ttl"}
    assert names >= {"report.json", "manifest.json"}
    assert bundled.broken_files() == []


def test_building_twice_gives_the_same_bytes(bundled: Release, tmp_path: Path) -> None:
    again = build(Order(Releases(tmp_path), DEFAULT_BASE, SMALL), QUIET)

    assert again.id == bundled.id
    for name in ("yrkesgraf.ttl.gz", "yrkesgraf.nq.gz", "void.ttl"):
        assert (again.folder / name).read_bytes() == (bundled.folder / name).read_bytes()


def test_a_release_that_is_there_is_not_built_again(bundled: Release) -> None:
    before = (bundled.folder / "manifest.json").stat().st_mtime_ns

    build(Order(Releases(bundled.folder.parent), DEFAULT_BASE, SMALL), QUIET)

    assert (bundled.folder / "manifest.json").stat().st_mtime_ns == before


def test_a_damaged_release_is_built_again(tmp_path: Path) -> None:
    order = Order(Releases(tmp_path / "releases"), DEFAULT_BASE, world(tmp_path, {}))
    release = build(order, QUIET)
    (release.folder / "yrkesgraf.nq.gz").write_text("")

    assert build(order, QUIET).broken_files() == []


def test_another_base_gives_another_release_with_other_iris(bundled: Release, tmp_path: Path) -> None:
    other = build(Order(Releases(tmp_path), "http://localhost:8765/", SMALL), QUIET)

    assert other.id != bundled.id
    text = gzip.decompress((other.folder / "yrkesgraf.nq.gz").read_bytes()).decode()
    assert "http://localhost:8765/id/occupation/lege" in text
    assert "http://localhost:8000/" not in text


def test_every_statement_stands_in_a_graph_that_says_where_it_comes_from(bundled: Release) -> None:
    rows = bundled.store.rows(
        """PREFIX prov: <http://www.w3.org/ns/prov#> PREFIX yg: <https://w3id.org/yrkesgraf/def#>
        SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } FILTER NOT EXISTS { ?g a yg:NamedGraph } }"""
    )

    assert rows == []


def test_the_report_names_findings_rules_and_sources(bundled: Release) -> None:
    report = json.loads((bundled.folder / "report.json").read_text("utf-8"))

    assert report["sources"]["utdanning-lege"]["titles"] == 47
    assert report["sources"]["utdanning-lege"]["distinct titles"] == 46
    assert {"title-listed-twice", "title-outside-main-group"} <= {finding["check"] for finding in report["findings"]}
    assert report["rules"]["title-group"] > 0


@pytest.mark.parametrize(
    ("file", "change", "complaint"),
    [
        (
            "mobelsnekker.yaml",
            ('code: "7421101"', 'code: "74211"'),
            r"mobelsnekker\.yaml, line 8: .*7 digits, got '74211'",
        ),
        ("mobelsnekker.yaml", ("...", ""), r"mobelsnekker\.yaml, line \d+: .*cut off"),
        ("sources.toml", ('adapter = "facts"', 'adapter = "oracle"'), r"sources\.toml, line \d+: unknown adapter"),
    ],
)
def test_a_broken_source_stops_the_build_with_file_and_line(
    tmp_path: Path, file: str, change: tuple[str, str], complaint: str
) -> None:
    sources = world(tmp_path, {file: change})
    releases = Releases(tmp_path / "releases")

    with pytest.raises(SourceFault, match=complaint):
        build(Order(releases, DEFAULT_BASE, sources), QUIET)
    assert releases.list() == []


def test_a_source_in_another_encoding_is_told_with_its_line(tmp_path: Path) -> None:
    sources = world(tmp_path, {})
    path = tmp_path / "mobelsnekker.yaml"
    path.write_bytes(path.read_text("utf-8").encode("latin-1"))

    with pytest.raises(SourceFault, match=r"mobelsnekker\.yaml, line 4: .*UTF-8"):
        build(Order(Releases(tmp_path / "releases"), DEFAULT_BASE, sources), QUIET)


def test_a_violation_leaves_the_old_release_served(tmp_path: Path) -> None:
    releases = Releases(tmp_path / "releases")
    good = build(Order(releases, DEFAULT_BASE, world(tmp_path, {})), QUIET)
    bad = world(tmp_path, {"names.yaml": ("nb: Møbelsnekker,", "nb: Snekker av møbler,")})

    with pytest.raises(BrokenRelease, match="one-name-per-language"):
        build(Order(releases, DEFAULT_BASE, bad), QUIET)
    assert releases.current_id() == good.id
    assert [release.id for release in releases.list()] == [good.id]


def test_two_builds_at_once_are_refused(tmp_path: Path) -> None:
    with alone(tmp_path), pytest.raises(ReleaseFault, match="another build is running"), alone(tmp_path):
        pass


@pytest.mark.parametrize("milliseconds", [800, 2000, 2800, 3400])
def test_a_killed_build_leaves_the_old_release_and_the_next_build_clean(
    joiners: Release, tmp_path: Path, milliseconds: int
) -> None:
    home = tmp_path / "releases"
    shutil.copytree(joiners.folder.parent, home, symlinks=True)
    old = Releases(home).current()
    command = [sys.executable, "-m", "graph", "build", "--home", str(home), "--sources", str(SMALL)]

    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=ROOT)
    time.sleep(milliseconds / 1000)
    os.kill(process.pid, signal.SIGKILL)
    process.wait()

    current = Releases(home).current()
    assert current.broken_files() == []
    assert current.store.ask("ASK { ?s ?p ?o }")
    assert current.id == old.id or process.returncode == 0 or current.manifest.things > old.manifest.things

    after = build(Order(Releases(home), DEFAULT_BASE, SMALL), QUIET)
    assert after.broken_files() == []
    assert not list(home.glob(".building-*"))


def test_a_page_whose_language_nobody_wrote_down_gets_the_one_it_is_in(tmp_path: Path) -> None:
    (tmp_path / "optiker.txt").write_bytes((DATA / "pages" / "optician.txt").read_bytes())
    sources = tmp_path / "sources.toml"
    sources.write_text(
        """[[source]]
key = "optiker"
adapter = "page"
path = "optiker.txt"
titles = { nb = "Optiker", nn = "Optikar", en = "Optician" }
publisher = "utdanning.no"
licence = "https://data.norge.no/nlod/no/2.0"
rhythm = "never"
rhythm_text = { nb = "aldri", nn = "aldri", en = "never" }
as_of = 2026-01-01
retrieved = 2026-01-02

[end]
sources = 1
""",
        "utf-8",
    )
    order = Order(Releases(tmp_path / "home"), DEFAULT_BASE, sources)
    catalogue = read_catalogue(order.sources, None, ADAPTERS)

    draft = prepare(order, catalogue, digest_inputs(order, catalogue), QUIET)

    query = "SELECT ?language { <id/source/optiker> <https://w3id.org/yrkesgraf/def#pageLanguage> ?language }"
    assert [row["language"].value for row in draft.assembled.bench.rows(query)] == ["nb"]
