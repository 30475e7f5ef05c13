"""Classifications become statements; rules find their levels, hierarchies and names, and checks hold them to it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from rdflib.namespace import RDF, SKOS
from rdflib.term import Literal, URIRef

from graph.adapters.interface import Context
from graph.adapters.registry import ADAPTERS
from graph.literals import YG
from graph.reading.query_files import load_folder
from graph.vocab import DEFAULT_BASE, Names
from graph.workbench import Workbench
from tests.paths import ROOT

NAMES = Names(DEFAULT_BASE)
BUNDLED_DATA = ROOT / "graph" / "data"
RULES = (
    *("title-group", "education-digits", "field-names", "name-in-use", "field-names", "name-in-use"),
    *("code-above", "code-field", "level-members", "other-names-in-use", "top-codes"),
)
CHECKS = ("code-under-its-beginning", "code-on-a-level", "one-item-a-code", "title-group-listed")


def read(bench: Workbench, context: Context, adapter: str, path: Path) -> None:
    reading = ADAPTERS[adapter](path, NAMES.thing("source", adapter), context)
    bench.add(NAMES.thing("graph", adapter), reading.statements)


def made(files: Mapping[str, Path]) -> Workbench:
    """A bench with the editions, the statements of *files* by the adapters that are their keys, and those of rules."""
    bench, context = Workbench(DEFAULT_BASE), Context(NAMES)
    read(bench, context, "classifications", BUNDLED_DATA / "classifications.yaml")
    read(bench, context, "classifications", BUNDLED_DATA / "editions.yaml")
    for adapter, path in files.items():
        read(bench, context, adapter, path)
    for key in RULES:
        bench.construct(load_folder("rules")[key], NAMES.thing("graph", f"rule-{key}"))
    return bench


def above(bench: Workbench, kind: str, key: str) -> set[str]:
    query = f"SELECT ?above {{ <{NAMES.thing(kind, key)}> <{SKOS.broader}> ?above }}"
    return {row["above"].value.removeprefix(f"{DEFAULT_BASE}id/") for row in bench.rows(query)}


def values(bench: Workbench, kind: str, key: str, property_: URIRef) -> set[str]:
    rows = bench.rows(f"SELECT ?value {{ <{NAMES.thing(kind, key)}> <{property_}> ?value }}")
    return {row["value"].value.removeprefix(f"{DEFAULT_BASE}id/") for row in rows}


def members(bench: Workbench, level: str) -> int:
    return int(
        bench.rows(f"SELECT (COUNT(*) AS ?n) {{ <{NAMES.thing('level', level)}> <{SKOS.member}> ?i }}")[0]["n"].value
    )


def broken(bench: Workbench) -> dict[str, set[str]]:
    found = {
        key: {row["about"].value.rpartition("/id/")[2] for row in bench.rows(load_folder("checks")[key].text)}
        for key in CHECKS
    }
    return {key: about for key, about in found.items() if about}


@pytest.fixture
def nus(tmp_path: Path) -> Path:
    path = tmp_path / "nus.csv"
    lines = (
        "763202,6,Anestesiologi,5741,a,",
        "663,3,Medisin,,a,",
        "663101,6,,,a,",
        "7632,4,Spesialiteter,,a,Legespesialiteter",
    )
    path.write_text("\n".join(("code,digits,name,isced97,sources,variant_names", *lines)) + "\n", "utf-8")
    return path


def test_a_code_of_nus_stands_in_both_hierarchies_down_to_level_and_field(nus: Path) -> None:
    bench = made({"nus-names": nus})

    assert above(bench, "nus", "763202") == {"nus/7632", "nus-field/632"}
    assert above(bench, "nus", "7632") == {"nus/763", "nus-field/632"}
    assert above(bench, "nus", "763") == {"nus/76", "nus-field/63"}
    assert above(bench, "nus", "76") == {"nus/7", "nus-field/6"}
    assert above(bench, "nus-field", "632") == {"nus-field/63"}
    assert above(bench, "nus-field", "63") == {"nus-field/6"}
    assert [members(bench, f"nus-{depth}") for depth in (1, 2, 3, 4, 5)] == [10, 2, 2, 2, 2]
    assert broken(bench) == {}


def test_a_field_has_one_name_on_all_levels(nus: Path) -> None:
    bench = made({"nus-names": nus})

    assert values(bench, "nus-field", "63", SKOS.prefLabel) == {"Medisin"}
    assert values(bench, "nus", "763", SKOS.prefLabel) == {"Medisin"}
    assert "Health, welfare and sport" in values(bench, "nus", "76", SKOS.prefLabel)
    assert values(bench, "nus", "663101", SKOS.prefLabel) == set()
    assert values(bench, "nus", "7632", SKOS.altLabel) == {"Legespesialiteter"}


def test_a_group_of_styrk08_is_in_navs_category_under_navs_name(tmp_path: Path) -> None:
    path = tmp_path / "nav.json"
    path.write_text(
        '{"2211": {"styrkCode": "2211", "styrkDescription": "Lege", '
        '"categoryLevel1": "Helse", "categoryLevel2": "Leger"}}'
    )

    bench = made({"nav-categories": path})

    assert values(bench, "styrk08", "2211", YG.navCategory) == {"nav-category/leger"}
    assert values(bench, "styrk08", "2211", YG.nameInUse) == {"Lege"}
    assert above(bench, "nav-category", "leger") == {"nav-category/helse"}
    assert (members(bench, "nav-category-1"), members(bench, "nav-category-2")) == (1, 1)


def test_what_nav_has_added_says_so(tmp_path: Path) -> None:
    path = tmp_path / "groups.csv"
    path.write_text(
        "code,n_titles,name_nb_nav,name_en_isco88\n6101,0,Gårdbrukere,\n5143,2,Slankeverter,Undertakers\n", "utf-8"
    )

    bench = made({"styrk98-groups": path})

    assert values(bench, "styrk98", "6101", YG.addedBy) == {"organisation/nav"}
    assert values(bench, "styrk98", "5143", YG.addedBy) == set()
    assert above(bench, "styrk98", "5143") == {"styrk98/514"}
    assert above(bench, "styrk98", "514") == {"styrk98/51"}
    assert values(bench, "styrk98", "610", SKOS.notation) == set(), "what Nav has added is in no group of the edition"


def test_a_scheme_lists_its_levels_from_the_top_down() -> None:
    bench = made({})

    rows = bench.rows(
        "PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> "
        "PREFIX xkos: <http://rdf-vocabulary.ddialliance.org/xkos#> "
        "SELECT ?level ?depth { <id/scheme/nus> xkos:levels/rdf:rest*/rdf:first ?level . ?level xkos:depth ?depth } "
        "ORDER BY ?depth"
    )

    assert [row["level"].value.rpartition("/")[2] for row in rows] == [f"nus-{depth}" for depth in (1, 2, 3, 4, 5)]


@pytest.mark.parametrize(
    ("kind", "code", "statements", "check"),
    [
        ("styrk08", "2211", [(SKOS.broader, NAMES.thing("styrk08", "3"))], "code-under-its-beginning"),
        ("styrk08", "2211", [(SKOS.broader, NAMES.thing("styrk98", "2"))], "code-under-its-beginning"),
        ("styrk08", "22110", [], "code-on-a-level"),
        ("styrk98", "twice", [(SKOS.notation, "2221")], "one-item-a-code"),
    ],
)
def test_a_planted_fault_is_found(kind: str, code: str, statements: list[tuple[URIRef, str]], check: str) -> None:
    bench = made({})
    iri, graph = URIRef(NAMES.thing(kind, code)), NAMES.thing("graph", "planted")
    bench.add(
        graph, [(iri, RDF.type, YG.ClassificationItem), (iri, SKOS.inScheme, URIRef(NAMES.thing("scheme", kind)))]
    )
    if code.isdigit():
        bench.add(graph, [(iri, SKOS.notation, Literal(code))])
    for property_, value in statements:
        object_ = URIRef(value) if value.startswith("http") else Literal(value)
        bench.add(graph, [(iri, property_, object_)])

    assert check in broken(bench)


def test_a_title_in_a_group_nobody_lists_is_found(tmp_path: Path) -> None:
    path = tmp_path / "titles.csv"
    path.write_text("code;name;validFrom;validTo\n2221110;LEGE;;\n9999110;INGENTING;;\n", "utf-8")

    bench = made({"title-catalogue": path})

    assert broken(bench) == {"title-group-listed": {"title/9999110"}}


def test_the_sources_at_hand_keep_every_rule(shared: Callable[[str], Path]) -> None:
    files = {
        "title-catalogue": shared("sources/ssb/yrkeskatalog.csv"),
        "styrk98-groups": shared("sources/ssb/styrk98_groups.csv"),
        "klass-styrk08": shared("sources/ssb/styrk08.klass.json"),
        "isco08": shared("sources/ilo/isco08.csv"),
        "isco88": shared("sources/ilo/isco1988_isco2008.csv"),
        "nus-names": shared("sources/ssb/nus2000_partial.csv"),
        "nav-categories": shared("sources/nav/arbeidsplassen_styrk.json"),
        "esco-groups": shared("sources/esco/ISCOGroups_en.csv"),
    }

    bench = made(files)

    assert broken(bench) == {}
    assert [members(bench, f"styrk08-{depth}") for depth in (1, 2, 3, 4)] == [10, 43, 122, 407]
    assert [members(bench, f"isco08-{depth}") for depth in (1, 2, 3, 4)] == [10, 43, 130, 436]
    assert [members(bench, f"isco88-{depth}") for depth in (1, 2, 3, 4)] == [10, 28, 116, 389]
    assert [members(bench, f"styrk98-{depth}") for depth in (1, 2, 3, 4)] == [10, 31, 108, 358]
    assert [members(bench, f"nav-category-{depth}") for depth in (1, 2)] == [14, 115]
    assert members(bench, "nus-5") == 1353
