"""A classification or correspondence has the publisher that its source names, and no other."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.reading.query_files import load_folder
from graph.vocab import DEFAULT_BASE, PREFIXES
from graph.workbench import Workbench

GRAPH = f"{DEFAULT_BASE}id/graph/facts"
FACTS = f"""
@base <{DEFAULT_BASE}id/> .
@prefix dcat: <http://www.w3.org/ns/dcat#> .
@prefix dct: <http://purl.org/dc/terms/> .
@prefix prov: <http://www.w3.org/ns/prov#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix xkos: <http://rdf-vocabulary.ddialliance.org/xkos#> .
@prefix yg: <https://w3id.org/yrkesgraf/def#> .
<catalogue/yrkesgraf> a dcat:Catalog ; dct:publisher <organisation/keeper> .
<source/ssb> dct:publisher <organisation/statistisk-sentralbyra> .
<source/own> dct:publisher <organisation/yrkesgraf> .
<source/keeper> dct:publisher <organisation/keeper> .
<scheme/nus> a yg:Classification ; skos:prefLabel "NUS2000"@nb ; prov:wasDerivedFrom <source/ssb> .
<scheme/isco08> a yg:Classification ; skos:prefLabel "ISCO-08"@nb ; prov:wasDerivedFrom <source/own> .
<scheme/kept> a yg:Classification ; skos:prefLabel "Lista"@nb ; prov:wasDerivedFrom <source/keeper> .
<crosswalk/stated> a xkos:Correspondence ; skos:prefLabel "Tabell"@nb ; prov:wasDerivedFrom <source/ssb> .
<crosswalk/derived> a xkos:Correspondence ; skos:prefLabel "Utledet"@nb .
"""


@pytest.mark.parametrize(
    ("thing", "publishers"),
    [
        ("scheme/nus", ["organisation/statistisk-sentralbyra"]),
        ("scheme/isco08", []),
        ("scheme/kept", []),
        ("crosswalk/stated", ["organisation/statistisk-sentralbyra"]),
        ("crosswalk/derived", ["organisation/keeper"]),
    ],
)
def test_a_publisher_is_the_one_of_the_source(tmp_path: Path, thing: str, publishers: list[str]) -> None:
    facts = tmp_path / "facts.ttl"
    facts.write_text(FACTS, "utf-8")
    bench = Workbench(DEFAULT_BASE)
    bench.add_turtle(GRAPH, facts)

    bench.construct(load_folder("build")["registrations"], GRAPH)

    title, publisher = (PREFIXES["dct"] + name for name in ("title", "publisher"))
    ask = f"SELECT ?found {{ <id/{thing}> <{title}> ?title OPTIONAL {{ <id/{thing}> <{publisher}> ?found }} }}"
    rows = bench.rows(ask)
    assert len(rows) == 1
    assert [row["found"].value.removeprefix(f"{DEFAULT_BASE}id/") for row in rows if "found" in row] == publishers
