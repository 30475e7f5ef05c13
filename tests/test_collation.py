"""Names stand in the order of a Norwegian dictionary, on a page and over the pages of a list."""

from __future__ import annotations

from pathlib import Path

from graph.queries import load_folder, paged
from graph.vocab import DEFAULT_BASE, YG, Iri
from server.collation import alphabetical
from tests.worlds import make_release

ORDERED = ["André", "Andreas", "Båtbygger", "Sølvsmed", "Zoolog", "Æresvakt", "Øyelege", "Åndsarbeider", "Aasens venn"]


def test_the_norwegian_letters_come_last_and_accents_do_not_count() -> None:
    assert sorted(set(ORDERED), key=alphabetical) == ORDERED


def test_capitals_do_not_count() -> None:
    assert sorted(["b", "A", "Å", "ø"], key=alphabetical) == ["A", "b", "ø", "Å"]


def test_the_pages_of_a_list_go_on_in_the_same_order(tmp_path: Path) -> None:
    data = tmp_path / "names.ttl"
    named = "".join(
        f'<{DEFAULT_BASE}id/occupation/{number}> a <{YG}Occupation> ; skos:prefLabel "{name}"@nb .\n'
        for number, name in enumerate(reversed(ORDERED))
    )
    data.write_text(f"@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n{named}", "utf-8")
    current = make_release(tmp_path / "home", "r1", DEFAULT_BASE, {f"{DEFAULT_BASE}id/graph/names": data})
    text = load_folder("pages")["list-page"].text
    found: list[str] = []

    for page in (1, 2, 3):
        rows = current.store.rows(paged(text, 4, page), {"class": Iri(f"{YG}Occupation"), "language": "nb"})
        found += [row["name"].value for row in rows]

    assert found == ORDERED
