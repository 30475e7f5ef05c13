"""Several queries in one request return the rows that each returns alone, in its own order."""

from __future__ import annotations

import pytest

from graph.errors import QueryFault
from graph.reading.batch import ask_batch, compose
from graph.reading.engine import Engine
from graph.reading.query_files import load_folder
from graph.reading.question import Question
from graph.reading.release import Release
from graph.reading.result_rows import Cell, Row
from graph.vocab import Iri

TITLES = "PREFIX skos: <http://www.w3.org/2004/02/skos/core#>\nSELECT ?code WHERE { ?title skos:notation ?code }"


def alone(engine: Engine, question: Question) -> list[Row]:
    """Return the rows of *question* asked by itself."""
    rows = engine.rows(question.text, question.bindings)
    return [{name: row[name] for name in sorted(row) if name not in question.bindings} for row in rows]


def unordered(rows: list[Row]) -> list[list[tuple[str, Cell]]]:
    """Return *rows* in one order."""
    return sorted(sorted(row.items()) for row in rows)


def assert_own_rows(engine: Engine, questions: list[Question], found: list[list[Row]]) -> None:
    """Assert that the rows *found* of each question are those it has by itself, in its order where it has one."""
    for question, rows in zip(questions, found, strict=True):
        its_own = alone(engine, question)
        if "ORDER BY" not in question.text:
            assert unordered(rows) == unordered(its_own), question.text
        else:
            assert rows == its_own, question.text


def about_lege(release: Release) -> list[Question]:
    """Return every page query about an occupation, bound to the doctor."""
    bound = {"this": release.names.thing("occupation", "lege"), "language": "nb"}
    texts = [query.text for query in load_folder("pages").values() if "?this" in query.text and not query.is_construct]
    return [
        Question(text, {name: value for name, value in bound.items() if f"?{name}" in text})
        for text in texts
        if "SELECT" in text and "?property to the propert" not in text
    ]


def test_every_query_about_a_thing_has_its_own_rows_among_others_in_its_own_order(bundled: Release) -> None:
    questions = about_lege(bundled)

    found = ask_batch(bundled.store.rows, questions)

    assert len(questions) > 20
    assert sum(map(len, found)) > 500
    assert_own_rows(bundled.store, questions, found)


def test_the_embedded_engine_has_the_same_rows_for_each_question(bundled: Release) -> None:
    questions = about_lege(bundled)

    found = bundled.store.rows_of_each(questions)

    assert_own_rows(bundled.store, questions, found)


def test_nothing_is_asked_where_there_is_no_question(bundled: Release) -> None:
    assert ask_batch(bundled.store.rows, []) == []


def test_a_question_without_rows_stands_in_its_place(bundled: Release) -> None:
    none = Question("SELECT ?a WHERE { <urn:none> ?a ?b }")

    found = ask_batch(bundled.store.rows, [none, Question(TITLES), none])

    assert [bool(rows) for rows in found] == [False, True, False]


def test_a_bound_variable_may_be_grouped_and_ordered_by(bundled: Release) -> None:
    text = "SELECT ?this (COUNT(?value) AS ?values) WHERE { ?this ?property ?value } GROUP BY ?this ORDER BY ?this"
    this = bundled.names.thing("occupation", "lege")

    (rows,) = ask_batch(bundled.store.rows, [Question(text, {"this": this})])

    assert [set(row) for row in rows] == [{"values"}]
    assert int(rows[0]["values"].value) > 50


def test_a_prefix_that_several_declare_is_declared_once() -> None:
    assert compose([Question(TITLES), Question(TITLES)]).count("PREFIX skos:") == 1


def test_a_term_cannot_end_where_it_stands() -> None:
    text = "SELECT ?a { ?this ?a ?name FILTER (?name = ?word) }"

    with pytest.raises(QueryFault):
        compose([Question(text, {"this": Iri("urn:a> ?b ?c } #")})])
    assert r'?name = "\" } #"' in compose([Question(text, {"word": '" } #'})])
