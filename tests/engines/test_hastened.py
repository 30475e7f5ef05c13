"""Queries that are rewritten to be faster have the same rows: those of the project, and made ones."""

from __future__ import annotations

import random
from collections.abc import Iterator

from graph.reading.release import Release
from server.adhoc_query import Query
from server.sparql.join_order import order_joins, read_join
from server.sparql.partition_queries import use_partitions

from .test_memory import CHOOSY, OWN, rows_of

MADE = 600


def hastened(release: Release, text: str) -> str:
    query = Query(text, "application/sparql-results+json", "text/turtle")
    return order_joins(release, use_partitions(release, query)).text


def test_the_queries_of_the_project_have_the_same_rows(whole: Release) -> None:
    changed = {name: written for name, text in OWN.items() if (written := hastened(whole, text)) != text}

    differing = []
    for name, written in changed.items():
        before, after = rows_of(whole.store, OWN[name]), rows_of(whole.store, written)  # type: ignore[arg-type]
        is_same = before.total() == after.total() if any(word in OWN[name] for word in CHOOSY) else before == after
        differing += [] if is_same else [name]

    assert changed
    assert differing == []


def made_joins(release: Release) -> Iterator[tuple[str, str]]:
    """Yield joins made by chance over classes and properties of *release*, each with the property to begin with."""
    chance = random.Random(20)
    used = sorted(
        (row["class"].value, row["property"].value)
        for row in release.store.rows(
            "SELECT DISTINCT ?class ?property { ?x a ?class ; ?property ?value FILTER (!ISBLANK(?x)) }"
        )
    )
    for _ in range(MADE):
        class_, one = chance.choice(used)
        other = chance.choice([verb for of, verb in used if of == class_])
        behind = chance.choice(used)[1]
        pattern = f"?x a <{class_}> ; <{one}> ?a ; <{other}> ?b ."
        text = {
            "star": f"SELECT ?x ?a ?b {{ {pattern} }}",
            "chain": f"SELECT ?a ?c {{ {pattern} ?a <{behind}> ?c }}",
            "group": f"SELECT ?a (COUNT(DISTINCT ?x) AS ?n) {{ {pattern} }} GROUP BY ?a",
            "letters": f'SELECT ?x ?b {{ {pattern} FILTER STRSTARTS(STR(?a), "{chance.choice("hLA2")}") }}',
        }[chance.choice(["star", "chain", "group", "letters"])]
        yield text, chance.choice([one, other])


def test_made_joins_have_the_same_rows(whole: Release) -> None:
    differing, answered, ordered, without_class = [], 0, 0, 0
    for text, first in made_joins(whole):
        join = read_join(text)
        assert join is not None
        sizes = {one.iri: 1000 if one.is_class else 500 for one in join.patterns}
        written = join.in_order(sizes | {first: 1})
        before = rows_of(whole.store, text)  # type: ignore[arg-type]
        ordered += written is not None
        answered += bool(before)
        if written and rows_of(whole.store, written) != before:  # type: ignore[arg-type]
            differing.append(text)
        shorter = hastened(whole, text)
        without_class += " a <" not in shorter
        if rows_of(whole.store, shorter) != before:  # type: ignore[arg-type]
            differing.append(text)

    assert differing == []
    assert ordered == MADE
    assert MADE / 10 < without_class < MADE
    assert answered > MADE / 3
