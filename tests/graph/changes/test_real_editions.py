"""The numbers between the sources of 2018 and the newest are found: occupations, their codes, titles, and ESCO."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

import msgspec
import pytest
from rdflib.term import URIRef

from graph.adapters.registry import ADAPTERS
from graph.bundled_tables import TABLES
from graph.changes.differences import compare
from graph.changes.events import type_changes
from graph.changes.record import ReleaseChange
from graph.changes.sides import DraftSide
from graph.sources.classifications.esco_tables import read_occupations
from graph.sources.classifications.klass_correspondence import read_correspondence
from graph.sources.classifications.title_catalogue import read_titles
from graph.sources.files.record_table import read_records
from graph.sources.portal.comparison import PortalEntry
from graph.sources.portal.roster import PortalOccupation
from graph.sources_file import named_sources, read_catalogue
from graph.statements.codes import title_statements
from graph.statements.esco import occupation_statements
from graph.statements.portal_records import PortalWriter
from graph.statements.provenance import Provenance
from graph.vocab import DEFAULT_BASE, YG, Names, Statement
from graph.workbench import Workbench

NAMES = Names(DEFAULT_BASE)
ESCO_KINDS = {"creation", "deletion", "transfer", "name-change"}


def changes(old: Workbench, new: Workbench) -> list[ReleaseChange]:
    return list(type_changes(compare(DraftSide(old), DraftSide(new)), NAMES))


@pytest.fixture(scope="module")
def occupations() -> list[ReleaseChange]:
    writer = PortalWriter(NAMES, f"{DEFAULT_BASE}id/source/utdanning")
    # Codes of educations and head counts would take ten times as long.
    oldest = [
        msgspec.structs.replace(one, codes=(), people={}, hidden={})
        for one in read_records(TABLES / "comparison.csv", PortalEntry)
        if one.kind == "occupation"
    ]
    newest = read_records(TABLES / "occupations.csv", PortalOccupation)
    found = changes(bench(writer.entries(oldest, {})), bench(writer.occupations(newest)))
    return [one for one in found if "/id/occupation/" in one.thing]


def test_54_occupations_are_new_and_45_are_gone(occupations: list[ReleaseChange]) -> None:
    ends = Counter(one.kind for one in occupations if one.kind in {"appearance", "retirement"})

    assert ends == {"appearance": 54, "retirement": 45}


def test_65_occupations_have_other_groups_of_styrk08(occupations: list[ReleaseChange]) -> None:
    """The files differ for 66; one of these got 9999, which is no group."""
    moved = {NAMES.split(one.thing) for one in occupations if one.property == f"{YG}classifiedIn"}

    assert len(moved) == 65
    assert ("occupation", "lege") in moved
    assert ("occupation", "grunder") not in moved


def test_35_occupations_have_another_name(occupations: list[ReleaseChange]) -> None:
    """The files differ for 39; four of these differ in blanks at the end alone."""
    names = {one.old.value: one.new.value for one in occupations if one.kind == "renaming"}

    assert len(names) == 35
    assert names["Helsesøster"] == "Helsesykepleier"
    assert "Trikkefører" not in names


def test_39_titles_of_the_register_have_another_name() -> None:
    oldest = read_correspondence(TABLES / "klass426.csv").old_names
    newest = {one.code: one.name for one in read_titles(TABLES / "titles.csv")[0]}
    titles = changes(*(bench(titled(names)) for names in (oldest, newest)))
    renamed = {one.old.value: one.new.value for one in titles if one.property == f"{YG}registeredName"}

    assert len(renamed) == 39
    assert renamed["FYLKESMANN"] == "FYLKESMANN/STATSFORVALTER"
    assert Counter(one.kind for one in titles)["creation"] == 200


def titled(names: Mapping[str, str]) -> Iterator[Statement]:
    for code, name in names.items():
        if len(code) == 7:
            yield from title_statements(NAMES, code, name, URIRef("http://localhost:8000/id/source/titles"))


def test_the_sources_of_2018_have_no_newer_list_of_occupations_or_titles() -> None:
    catalogue = read_catalogue(named_sources(Path("national-2018")), None, ADAPTERS)

    assert not {"utdanning-yrker", "yrkeskatalogen"} & {source.key for source in catalogue.sources}
    assert {"utdanning-sammenligning", "klass-styrk98-styrk08"} <= {source.key for source in catalogue.sources}


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("1.0/", "", {"creation": 102, "deletion": 5, "transfer": 68, "name-change": 52}),
        ("1.2.0/", "", {"transfer": 1, "name-change": 8}),
    ],
)
def test_esco_has_new_gone_moved_and_renamed_occupations(
    shared: Callable[[str], Path], old: str, new: str, expected: dict[str, int]
) -> None:
    files = (shared(f"sources/esco/{version}occupations_en.csv") for version in (old, new))
    kinds = Counter(one.kind for one in changes(*map(esco_names_and_groups, files)))

    assert {
        kind: kinds[kind] for kind in ("creation", "deletion", "transfer", "name-change") if kinds[kind]
    } == expected


def esco_names_and_groups(path: Path) -> Workbench:
    """Return ESCO's occupations by name and group alone: the texts would take ten times as long."""
    rest = {"code": "", "other_names": (), "hidden_names": (), "schemes": ()}
    texts = dict.fromkeys(("description", "scope_note", "definition"), "")
    bare = [msgspec.structs.replace(one, **rest, **texts) for one in read_occupations(path)[0]]
    return bench(occupation_statements(bare, NAMES, "http://localhost:8000/id/source/esco", "en"))


def bench(statements: Iterable[Statement]) -> Workbench:
    made = Workbench(DEFAULT_BASE)
    made.add(Provenance(NAMES, "some").graph_iri("some"), statements)
    return made
