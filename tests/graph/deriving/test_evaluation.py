"""The evaluation is a recall against the links that pages name, with each kind alone and each left out."""

from __future__ import annotations

import json

import pytest
from rdflib.namespace import RDF, SKOS
from rdflib.term import Literal, URIRef

from graph.deriving.evaluation import Evaluation, evaluate
from graph.deriving.likeness import Relations
from graph.deriving.link_evidence import read_evidence
from graph.literals import YG
from graph.reading.release import Release
from graph.vocab import Names, Statement
from graph.workbench import Workbench

NAMES = Names("http://localhost:8000/")


def of(made: Workbench) -> Evaluation | None:
    return evaluate(made.rows, Relations(read_evidence(made.rows)))


def bench(interests: dict[str, str], groups: dict[str, str], named: list[tuple[str, str]]) -> Workbench:
    """A graph of occupations with interests, STYRK-08 groups (a letter each), and the links that pages name."""
    made = Workbench(NAMES.base)
    triples: list[Statement] = []
    for key, letters in interests.items():
        occupation = URIRef(NAMES.thing("occupation", key))
        triples += [(occupation, RDF.type, YG.Occupation), (occupation, SKOS.prefLabel, Literal(key, lang="nb"))]
        triples += [(occupation, YG.hasInterest, URIRef(NAMES.thing("interest", letter))) for letter in letters]
        for letter in groups.get(key, ""):
            group = URIRef(NAMES.thing("styrk08", letter))
            triples += [(occupation, YG.classifiedIn, group)]
            triples += [(group, SKOS.inScheme, URIRef(NAMES.thing("scheme", "styrk08")))]
    for origin, target in named:
        link, reason = (URIRef(NAMES.thing(kind, f"{origin}--{target}")) for kind in ("related", "reason"))
        triples += [(URIRef(NAMES.thing("occupation", origin)), YG.hasRelatedLink, link)]
        triples += [(link, YG.linkTo, URIRef(NAMES.thing("occupation", target))), (link, YG.hasReason, reason)]
        triples += [(reason, YG.reasonKind, YG.statedOnPage)]
    made.add(f"{NAMES.base}id/graph/world", triples)
    return made


def test_a_page_whose_names_are_half_found_has_recall_one_half() -> None:
    found = of(bench({"a": "x", "b": "x", "c": "y"}, {}, [("a", "b"), ("a", "c")]))

    assert found is not None
    assert (found.pages, found.named, found.recall, found.anywhere) == (1, 2, 0.5, 0.5)
    assert sorted(found.ranks[NAMES.thing("occupation", "a")].values(), key=str) == [1, None]


def test_each_kind_is_tried_alone_and_left_out() -> None:
    found = of(bench({"a": "x", "b": "x", "c": ""}, {"a": "g", "c": "g"}, [("a", "b"), ("a", "c")]))

    assert found is not None
    assert (found.alone["sharesInterests"], found.alone["sameGroup"], found.alone["sharesTitles"]) == (0.5, 0.5, 0.0)
    assert (found.without["sharesInterests"], found.without["sharesTitles"]) == (0.5, 1.0)


def test_each_page_weighs_the_same() -> None:
    interests = {"a": "x", "b": "x", "c": "y", "d": "z", "e": "z"}

    found = of(bench(interests, {}, [("a", "b"), ("d", "a"), ("d", "b"), ("d", "c"), ("d", "e")]))

    assert found is not None
    assert found.recall == pytest.approx((1 + 1 / 4) / 2)


def test_without_pages_there_is_nothing_to_evaluate() -> None:
    assert of(bench({"a": "x", "b": "x"}, {}, [])) is None


def test_the_report_of_a_build_holds_the_evaluation(bundled: Release) -> None:
    report = json.loads((bundled.folder / "report.json").read_text("utf-8"))["related occupations"]

    assert (report["pages"], report["occupations named"]) == (1, 12)
    assert set(report["with one kind only"]) == set(report["without one kind"])
