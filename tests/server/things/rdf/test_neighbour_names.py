"""Descriptions have the names of linked things, as one query over the release finds them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from graph.reading.query_files import load_folder
from graph.reading.question import Question
from graph.reading.release import Release
from graph.reading.result_rows import Cell, Row
from graph.vocab import Iri
from server.formats import TURTLE
from server.things.rdf import neighbour_names
from server.things.rdf.documents import describe
from server.things.rdf.neighbour_names import name_neighbours, name_values
from tests.bench.peers import DESCRIBED

LEGE = "id/occupation/lege"


def all_things(release: Release) -> list[Iri]:
    """Return the IRI of each resource under the base of *release* that has a type, but for releases."""
    rows = release.store.rows("SELECT DISTINCT ?thing { ?thing a ?class FILTER isIRI(?thing) } ORDER BY ?thing")
    iris = [Iri(row["thing"].value) for row in rows]
    return [iri for iri in iris if (release.names.split(iri) or ("release",))[0] != "release"]


def test_a_description_has_all_that_one_query_finds(bundled: Release) -> None:
    things = all_things(bundled)
    whole = DESCRIBED.read_text("utf-8")

    different = [
        iri
        for iri in things[:: max(1, len(things) // 400)]
        if describe(bundled, iri, TURTLE) != bundled.store.triples(whole, TURTLE.media_type, {"this": iri})
    ]

    assert len(things) > 400
    assert different == []


@pytest.fixture
def asked(bundled: Release, monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """The queries for names that are asked of a release whose names nobody has asked for yet."""
    texts: list[str] = []
    answer = bundled.store.triples

    def triples(query: str, *given: Any) -> bytes:
        texts.append(query)
        return answer(query, *given)

    bundled.derived.clear()
    monkeypatch.setattr(bundled.store, "triples", triples)
    yield texts
    bundled.derived.clear()


def lines_of(release: Release, number: int) -> bytes:
    """Return *number* links of Lege to other things, in N-Triples."""
    this = release.manifest.base + LEGE
    rows = release.store.rows("SELECT DISTINCT ?thing { ?thing a ?class FILTER isIRI(?thing) } ORDER BY ?thing")
    return b"".join(f"<{this}> <http://x/p> <{row['thing'].value}> .\n".encode() for row in rows[:number])


def test_a_neighbour_is_looked_up_once(bundled: Release, asked: list[str]) -> None:
    lines, this = lines_of(bundled, 20), bundled.manifest.base + LEGE

    first = name_neighbours(bundled, this, lines)
    second = name_neighbours(bundled, this, lines)

    assert first == second != b""
    assert len(asked) == 1


def test_no_more_are_kept_or_asked_for_at_once_than_agreed(
    bundled: Release, asked: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    lines, this = lines_of(bundled, 20), bundled.manifest.base + LEGE
    monkeypatch.setattr(neighbour_names, "_ASKED", 8)
    monkeypatch.setattr(neighbour_names, "_KEPT", 100_000)
    monkeypatch.setattr(neighbour_names, "_OVERHEAD", 20_000)

    first = name_neighbours(bundled, this, lines)
    asked_first = len(asked)
    second = name_neighbours(bundled, this, lines)

    assert sorted(first.splitlines()) == sorted(second.splitlines()) != []
    # Of 20 names 4 were kept, so that 16 were asked for again.
    assert (asked_first, len(asked)) == (3, 5)


def test_only_what_a_thing_links_to_has_its_code(bundled: Release) -> None:
    base = bundled.manifest.base
    group, this = f"{base}id/styrk98/2221", f"{base}{LEGE}"
    outward = f"<{this}> <http://x/p> <{group}> .\n".encode()
    inward = f"<{group}> <http://x/p> <{this}> .\n".encode()
    code = b"<http://www.w3.org/2004/02/skos/core#notation>"

    assert code in name_neighbours(bundled, this, outward)
    assert code not in name_neighbours(bundled, this, inward) != b""


def facts(release: Release, query: str, iri: Iri) -> list[Row]:
    """Return the rows of a page query about *iri*."""
    [rows] = release.store.rows_of_each([Question(load_folder("pages")[query].text, {"this": iri})])
    return rows


def in_order(rows: list[Row]) -> list[list[tuple[str, Cell]]]:
    """Return *rows* in an order of their own; nameless nodes are left out, since pages do not name them."""
    return sorted(sorted(row.items()) for row in rows if row["value"].kind != "bnode")


@pytest.mark.parametrize("world", ["bundled", "crossed"])
def test_the_facts_of_a_page_have_the_names_that_one_query_finds(request: pytest.FixtureRequest, world: str) -> None:
    release: Release = request.getfixturevalue(world)
    things = all_things(release)
    chosen = things[:: max(1, len(things) // 200)]
    named = {iri: in_order(name_values(release, facts(release, "facts-unnamed", iri))) for iri in chosen}
    asked = {iri: in_order(facts(release, "facts", iri)) for iri in chosen}

    assert len(chosen) > 100
    assert named == asked
    assert any("name" in dict(row) and "notation" not in dict(row) for rows in asked.values() for row in rows)


def test_a_name_may_have_any_letters(bundled: Release, monkeypatch: pytest.MonkeyPatch) -> None:
    iri = Iri("http://example.org/named")
    label = "http://www.w3.org/2004/02/skos/core#prefLabel"
    line = rf'<{iri}> <{label}> "a \"b\" \\ \n \u007F å"@nb-x .' + "\n"
    monkeypatch.setattr(bundled.store, "triples", lambda *_: line.encode())
    row = {"property": Cell("http://x/p", "uri"), "value": Cell(iri, "uri")}
    literal = {"property": Cell("http://x/p", "uri"), "value": Cell(iri, "literal")}

    assert name_values(bundled, [row, literal]) == [
        {**row, "name": Cell('a "b" \\ \n \x7f å', "literal", "nb-x")}, literal,
    ]  # fmt: skip
    assert name_values(bundled, [row], {"http://x/p"}) == [row]


def test_a_name_that_a_description_has_read_is_not_asked_for_again_by_a_page(
    bundled: Release, asked: list[str]
) -> None:
    lines, iri = lines_of(bundled, 20), Iri(bundled.manifest.base + LEGE)
    name_neighbours(bundled, iri, lines)
    rows = [{"property": Cell("http://x/p", "uri"), "value": Cell(thing, "uri")} for thing in all_things(bundled)[:5]]

    assert len(name_values(bundled, rows)) >= 5
    assert len(asked) == 1
