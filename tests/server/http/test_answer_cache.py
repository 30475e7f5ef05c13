"""A cached answer is for the same query on the same release only."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from graph.reading.release import Release
from graph.reading.store import Answer
from server.adhoc_query import Query
from server.http.answer_cache import AnswerCache, identify, is_lasting
from tests.some import some

JSON = "application/sparql-results+json"
ASKED = Query("ASK {}", JSON, "text/turtle")
KEPT = Answer(b"x" * 500, JSON)


def test_what_is_kept_is_found_again(bundled: Release) -> None:
    cache: AnswerCache[str, Answer] = AnswerCache(10_000, 5_000)

    assert cache.find(bundled, "key") is None
    assert cache.keep(bundled, "key", KEPT)
    assert cache.find(bundled, "key") is KEPT
    assert cache.size == 1_053


def test_a_new_release_empties_the_cache(bundled: Release, joiners: Release) -> None:
    cache: AnswerCache[str, Answer] = AnswerCache(10_000, 5_000)
    cache.find(bundled, "key")
    cache.keep(bundled, "key", KEPT)

    assert cache.find(joiners, "key") is None
    assert cache.size == 0
    assert not cache.keep(bundled, "late", KEPT)
    assert cache.find(joiners, "late") is None


def test_the_oldest_go_when_there_is_no_room(bundled: Release) -> None:
    cache: AnswerCache[str, Answer] = AnswerCache(3_500, 1_100)
    cache.find(bundled, "")

    for key in "abcd":
        cache.keep(bundled, key, KEPT)

    assert cache.size <= 3_500
    assert [cache.find(bundled, key) is not None for key in "abcd"] == [False, True, True, True]


def test_a_large_answer_is_not_kept_and_none_is_where_nothing_may_be(bundled: Release) -> None:
    caches: list[AnswerCache[str, Answer]] = [AnswerCache(10_000, 900), AnswerCache(0, 5_000)]
    for cache in some(caches):
        cache.find(bundled, "key")

        assert not cache.keep(bundled, "key", KEPT)


def test_keys_and_headers_count_towards_the_size(bundled: Release) -> None:
    cache: AnswerCache[tuple[str, ...], Answer] = AnswerCache(100_000, 20_000)
    cache.find(bundled, ("",))

    assert cache.keep(bundled, ("k" * 10_000, "l"), KEPT, 2_000)
    assert cache.size == 10_001 + 2 * 50 + 500 + 2_000 + 500
    assert not cache.keep(bundled, ("k" * 20_000,), KEPT)


def test_everything_that_changes_the_answer_changes_its_name(bundled: Release, joiners: Release) -> None:
    others = [
        replace(ASKED, text="ASK { }"),
        replace(ASKED, results="text/csv"),
        replace(ASKED, graphs="application/n-triples"),
        replace(ASKED, default_graphs=["x:y"]),
        replace(ASKED, named_graphs=["x:y"]),
        replace(ASKED, text="ASK {}', 'text/csv"),
    ]
    names = [identify(bundled.id, query) for query in (ASKED, *others)] + [identify(joiners.id, ASKED)]

    assert len(set(names)) == len(names)
    assert identify(bundled.id, replace(ASKED)) == names[0]


@pytest.mark.parametrize(
    ("text", "lasts"),
    [
        ("SELECT ?now { ?now ?p ?o }", True),
        ("SELECT * { ?s ?p 'grand' }", True),
        ("SELECT (NOW() AS ?t) {}", False),
        ("SELECT (rand() AS ?t) {}", False),
        ("SELECT (1+RAND #\n() AS ?t) {}", False),
        ("SELECT (STRUUID() AS ?t) {}", False),
        ("SELECT (UUID () AS ?t) {}", False),
        ("SELECT (BNODE() AS ?t) {}", False),
    ],
)
def test_what_is_new_each_time_is_not_kept(text: str, lasts: bool) -> None:
    assert is_lasting(replace(ASKED, text=text)) == lasts
