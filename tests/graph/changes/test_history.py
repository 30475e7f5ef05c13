"""A release holds the changes since the one before, and every IRI of that one."""

from __future__ import annotations

import csv
import re
from pathlib import Path

from graph.assembled import Assembled
from graph.changes.between_releases import changes_between
from graph.changes.history import History
from graph.changes.sides import ReleaseSide
from graph.reading.manifest import Manifest
from graph.reading.question import Bindings
from graph.reading.release import Release
from graph.reading.result_rows import Row
from graph.reading.store import GraphStore
from graph.statements.provenance import Provenance
from graph.vocab import DEFAULT_BASE, Iri, expand
from graph.workbench import Workbench
from tests.editions import Editions

THINGS = "SELECT DISTINCT ?thing { ?thing a ?class . FILTER (isIRI(?thing) && !CONTAINS(STR(?thing), '#')) }"


def iri(name: str) -> Iri:
    return Iri(f"{DEFAULT_BASE}id/{name}")


def facts(editions: Editions, name: str) -> dict[str, list[str]]:
    """Return the values of a resource in the newer release, by property."""
    rows = editions.new.store.rows("SELECT ?this ?property ?value { ?this ?property ?value }", {"this": iri(name)})
    found: dict[str, list[str]] = {}
    for row in rows:
        found.setdefault(row["property"].value, []).append(row["value"].value)
    return found


def ask(editions: Editions, query: str) -> list[Row]:
    return editions.new.store.rows(f"PREFIX yg: <{expand('yg:')}> PREFIX owl: <{expand('owl:')}> {query}")


def test_every_iri_of_the_former_release_is_described(editions: Editions) -> None:
    before = {row["thing"].value for row in editions.old.store.rows(THINGS)}
    after = {row["thing"].value for row in editions.new.store.rows(THINGS)}

    assert sorted(one for one in before - after if one.startswith(DEFAULT_BASE)) == []


def test_a_retired_resource_keeps_names_and_class_and_names_its_last_release(editions: Editions) -> None:
    found = facts(editions, "occupation/fyrvokter")

    assert found[expand("rdf:type")] == [expand("yg:RetiredResource")]
    assert found[expand("yg:formerClass")] == [expand("yg:Occupation")]
    assert found[expand("skos:prefLabel")] == ["Fyrvokter"]
    assert found[expand("owl:deprecated")] == ["true"]
    assert found[expand("yg:lastRelease")] == [iri(f"release/{editions.old.id}")]
    assert expand("dct:isReplacedBy") not in found


def test_a_former_release_stays_a_release_and_names_its_successor(editions: Editions) -> None:
    newest = editions.newest.store
    rows = newest.rows(
        "SELECT ?this ?property ?value { ?this ?property ?value }", {"this": iri(f"release/{editions.old.id}")}
    )
    found = {(row["property"].value, row["value"].value) for row in rows}

    assert (expand("rdf:type"), expand("yg:Release")) in found
    assert (expand("dct:isReplacedBy"), iri(f"release/{editions.new.id}")) in found
    assert (expand("dct:issued"), editions.old.manifest.issued.isoformat()) in found
    assert expand("owl:deprecated") not in {property_ for property_, _ in found}


def test_a_retired_resource_leads_to_its_successor_with_the_ground(editions: Editions) -> None:
    found = facts(editions, "occupation/typograf")

    assert found[expand("dct:isReplacedBy")] == [iri("occupation/forming")]
    assert found[expand("yg:replacementGround")] == [expand("yg:sameCodes")]


def test_a_retired_occupation_is_not_counted_among_occupations(editions: Editions) -> None:
    (row,) = ask(editions, "SELECT (COUNT(?one) AS ?number) { ?one a yg:Occupation ; owl:deprecated true }")

    assert row["number"].value == "0"
    assert editions.new.manifest.counts["yg:Occupation"] == 4


def test_a_change_is_described_in_the_graph_of_changes(editions: Editions) -> None:
    rows = ask(
        editions,
        """SELECT ?thing ?old ?new ?to {
          GRAPH ?graph { ?change yg:changeKind yg:renaming ; yg:changedThing ?thing . }
          ?change yg:oldValue ?old ; yg:newValue ?new .
          ?change yg:toRelease ?to FILTER STRENDS(STR(?graph), "/graph/changes") }""",
    )

    assert [(row["thing"].value, row["old"].value, row["new"].value) for row in rows] == [
        (iri("occupation/kokk"), "Kokk", "Matkunstner")
    ]
    assert rows[0]["to"].value == iri(f"release/{editions.new.id}")


def test_the_list_of_changes_is_a_file_of_the_release_and_of_its_catalogue(editions: Editions) -> None:
    with (editions.new.folder / "changes.csv").open(encoding="utf-8", newline="") as file:
        records = list(csv.DictReader(file))
    (row,) = ask(
        editions,
        f"SELECT ?one {{ ?one <{expand('dcat:downloadURL')}> ?file FILTER STRENDS(STR(?file), 'changes.csv') }}",
    )

    assert "changes.csv" in editions.new.files()
    assert {record["new"] for record in records if record["kind"] == "renaming"} == {"Matkunstner"}
    assert row["one"].value == iri(f"release/{editions.new.id}#changes")


def test_the_manifest_names_the_release_before(editions: Editions) -> None:
    manifest: Manifest = editions.new.manifest

    assert manifest.former == editions.old.id
    assert manifest.own_inputs != manifest.inputs
    assert b'"former"' not in (editions.old.folder / "manifest.json").read_bytes()


def newest(editions: Editions) -> Editions:
    return editions._replace(new=editions.newest)


def test_a_later_release_keeps_earlier_changes_and_retirements(editions: Editions) -> None:
    rows = ask(
        newest(editions), "SELECT ?old { ?change yg:changeKind yg:renaming ; yg:oldValue ?old ; yg:toRelease ?to }"
    )

    assert {row["old"].value for row in rows} == {"Kokk", "Matkunstner"}
    assert facts(newest(editions), "occupation/typograf") == facts(editions, "occupation/typograf")


def test_a_resource_that_returns_is_living_again(editions: Editions) -> None:
    found = facts(newest(editions), "occupation/fyrvokter")

    assert expand("yg:Occupation") in found[expand("rdf:type")]
    assert expand("owl:deprecated") not in found
    assert newest(editions).new.manifest.counts["yg:ReleaseChange"] > editions.new.manifest.counts["yg:ReleaseChange"]


def test_every_iri_lives_on_over_two_releases(editions: Editions) -> None:
    before = {row["thing"].value for row in editions.old.store.rows(THINGS)}
    after = {row["thing"].value for row in editions.newest.store.rows(THINGS)}

    assert sorted(one for one in before - after if one.startswith(DEFAULT_BASE)) == []


class WatchedStore(GraphStore):
    """A store that remembers the resources named in its queries."""

    def __init__(self, place: Path, base: str) -> None:
        super().__init__(place, base)
        self.asked: list[str] = []

    def rows(self, query: str, bindings: Bindings | None = None) -> list[Row]:
        self.asked += re.findall(f"<({DEFAULT_BASE}[^>]+)>", query)
        return super().rows(query, bindings)


def watch(release: Release) -> tuple[Release, WatchedStore]:
    store = WatchedStore(release.folder / "store", release.manifest.base)
    return Release(release.folder, release.manifest, lambda *_: store), store


def test_earlier_changes_and_retirements_are_taken_over_without_a_look_at_each(editions: Editions) -> None:
    former, store = watch(editions.newest)
    bench, names = Workbench(DEFAULT_BASE), former.names
    provenance = Provenance(names, "2030-01-01-00000000")

    History(former, Assembled(bench, names, provenance)).record()

    place = str(provenance.graph_iri("changes"))
    earlier = set(ReleaseSide(former).lines(place))
    assert len(earlier) > 100
    assert earlier < set(bench.files.lines(place))
    assert len(store.asked) > 100
    assert [asked for asked in store.asked if "/id/change/" in asked] == []
    retired, typesetter = str(provenance.graph_iri("retired")), iri("occupation/typograf")
    kept = [line for line in bench.files.lines(retired) if line.startswith(f"<{typesetter}>".encode())]
    assert kept == [line for line in ReleaseSide(former).lines(retired) if line.startswith(f"<{typesetter}>".encode())]
    assert kept
    assert typesetter not in store.asked


def test_the_graphs_of_changes_and_of_retired_resources_stay_alive(editions: Editions) -> None:
    for key in ("changes", "retired"):
        assert expand("yg:RetiredResource") not in facts(newest(editions), f"graph/{key}")[expand("rdf:type")]


def test_two_releases_are_compared_without_a_look_at_their_changes(editions: Editions) -> None:
    (old, before), (new, after) = watch(editions.new), watch(editions.newest)

    assert len(list(changes_between(old, new))) > 1
    assert len(before.asked) > 1
    assert [asked for asked in (*before.asked, *after.asked) if "/id/change/" in asked] == []


def test_each_release_names_the_one_before(editions: Editions) -> None:
    rows = editions.newest.store.rows(
        f"SELECT ?new ?old {{ ?new <{expand('dcat:previousVersion')}> ?old }} ORDER BY ?new"
    )

    pairs = ((editions.new, editions.old), (editions.newest, editions.new))
    assert {(row["new"].value, row["old"].value) for row in rows} == {
        (iri(f"release/{new.id}"), iri(f"release/{old.id}")) for new, old in pairs
    }
