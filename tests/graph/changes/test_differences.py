"""Two sides are compared resource by resource, from sorted lines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

import pytest

from graph.changes.differences import Difference, compare, parse_term
from graph.reading.memory_store import hold_turtle
from graph.reading.result_rows import Cell
from graph.reading.store import GraphStore

BASE = "http://localhost:8000/"
A, B = "<http://localhost:8000/id/a>", "<http://localhost:8000/id/b>"
TYPED = f"{A} <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <http://localhost:8000/C> .\n"
NAMED = f'{A} <http://www.w3.org/2000/01/rdf-schema#label> "a\\tb" .\n'
OTHER = f'{B} <http://www.w3.org/2000/01/rdf-schema#label> "b"@nb .\n'
BLANK = '_:x <http://www.w3.org/2000/01/rdf-schema#label> "x" .\n'


class Lines:
    """A side of a comparison made of lines by graph."""

    def __init__(self, graphs: dict[str, list[str]]) -> None:
        self._graphs = graphs
        self._store: GraphStore = hold_turtle("".join(line for some in graphs.values() for line in some).encode(), BASE)

    def graphs(self) -> Iterator[tuple[str, Iterable[bytes]]]:
        for graph in sorted(self._graphs):
            yield graph, [line.encode() for line in sorted(self._graphs[graph])]

    def facts(self, iris: Sequence[str]) -> Mapping[str, set[tuple[str, Cell]]]:
        found: dict[str, set[tuple[str, Cell]]] = {}
        for row in self._store.rows("SELECT ?this ?property ?value { ?this ?property ?value }"):
            if row["this"].value in iris:
                found.setdefault(row["this"].value, set()).add((row["property"].value, row["value"]))
        return found


def differences(old: dict[str, list[str]], new: dict[str, list[str]]) -> list[Difference]:
    return list(compare(Lines(old), Lines(new)))


def test_a_resource_with_its_first_class_is_new_and_with_its_last_is_gone() -> None:
    (new,) = differences({"g": []}, {"g": [TYPED, NAMED]})
    (gone,) = differences({"g": [TYPED, NAMED]}, {})

    assert (new.is_new, new.is_gone, gone.is_new, gone.is_gone) == (True, False, False, True)
    assert [fact.value.value for fact in new.gained] == ["http://localhost:8000/C", "a\tb"]
    assert gone.lost == new.gained


def test_a_statement_that_moves_to_another_graph_is_no_difference() -> None:
    assert differences({"g": [TYPED]}, {"h": [TYPED]}) == []


def test_a_statement_that_one_of_two_graphs_keeps_is_no_difference() -> None:
    assert differences({"g": [TYPED], "h": [TYPED]}, {"h": [TYPED]}) == []


def test_the_facts_of_a_resource_come_together_from_all_graphs() -> None:
    (found, other) = differences({}, {"g": [TYPED, OTHER], "h": [NAMED]})

    assert [(fact.graph, found.subject) for fact in found.gained] == [("g", A[1:-1]), ("h", A[1:-1])]
    assert other.subject == B[1:-1]


def test_blank_nodes_are_not_compared() -> None:
    assert differences({"g": [BLANK]}, {"g": []}) == []


def test_a_graph_that_is_left_out_is_not_compared() -> None:
    found = compare(Lines({"g": [TYPED]}), Lines({"g": []}), is_left_out=lambda graph: graph == "g")

    assert list(found) == []


class WatchedLines(Lines):
    """Such a side that remembers the resources that were looked up."""

    def __init__(self, graphs: dict[str, list[str]]) -> None:
        super().__init__(graphs)
        self.asked: list[str] = []

    def facts(self, iris: Sequence[str]) -> Mapping[str, set[tuple[str, Cell]]]:
        self.asked += iris
        return super().facts(iris)


def test_a_resource_that_stays_retired_is_looked_up_on_neither_side() -> None:
    old, new = WatchedLines({"retired": [NAMED], "g": [OTHER]}), WatchedLines({"g": []})

    found = list(compare(old, new, retired="retired"))

    assert [(one.subject, one.is_gone) for one in found] == [(A[1:-1], False), (B[1:-1], False)]
    assert old.asked == new.asked == [B[1:-1]]


@pytest.mark.parametrize(
    ("term", "cell"),
    [
        ("<http://a/b>", Cell("http://a/b", "uri")),
        ('"5"^^<http://a/int>', Cell("5", "literal", "", "http://a/int")),
        ('"a\\\\n \\u0007"', Cell("a\\n \x07", "literal")),
        ('"say \\"a\\"@nb"@en', Cell('say "a"@nb', "literal", "en")),
    ],
)
def test_a_term_is_read_as_the_engine_writes_it(term: str, cell: Cell) -> None:
    assert parse_term(term) == cell


def test_other_text_is_no_term() -> None:
    with pytest.raises(ValueError, match="not a term"):
        parse_term("5")
