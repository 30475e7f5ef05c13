"""
The first rows or triples of a query result, and the total.

A result arrives and is counted in full; only its first lines are parsed, so the cost of a page does not depend on the
size of the result. TSV and N-Triples have one line per row or triple, and no literal breaks a line.
"""

from __future__ import annotations

from dataclasses import dataclass

from graph.reading.rdf_formats import convert_triples
from graph.reading.result_rows import Cell, parse_rows
from graph.reading.store import TURTLE, Answer, convert_results

from ..formats import N_TRIPLES, RESULTS_JSON, TSV

MOST_SHOWN = 200
_BOOLEANS = {b"true": True, b"false": False}


@dataclass(frozen=True)
class FoundRows:
    """
    The first part of a query result: rows under *columns*, a graph as Turtle, or a boolean.

    ``total`` is the number of rows or triples of the full result, ``shown`` of this part.
    """

    total: int = 0
    shown: int = 0
    columns: tuple[str, ...] = ()
    rows: tuple[tuple[Cell | None, ...], ...] = ()
    turtle: str = ""
    boolean: bool | None = None


def read_beginning(answer: Answer, most: int = MOST_SHOWN) -> FoundRows:
    """Return the first *most* rows or triples of an *answer* in TSV or N-Triples, with the total."""
    if answer.media_type == N_TRIPLES.media_type:
        total = answer.body.count(b"\n")
        head = _first_lines(answer.body, most)
        return FoundRows(total, min(total, most), turtle=convert_triples(head, N_TRIPLES.media_type, TURTLE).decode())
    if (yes := _BOOLEANS.get(answer.body.strip())) is not None:
        return FoundRows(boolean=yes)
    header, _, _ = answer.body.partition(b"\n")
    columns = tuple(name.lstrip("?") for name in header.decode().strip().split("\t") if name)
    total = answer.body.count(b"\n") - 1
    head = convert_results(_first_lines(answer.body, most + 1), TSV.media_type, RESULTS_JSON.media_type)
    rows = tuple(tuple(row.get(name) for name in columns) for row in parse_rows(head))
    return FoundRows(total, len(rows), columns, rows)


def _first_lines(body: bytes, most: int) -> bytes:
    end = -1
    for _ in range(most):
        following = body.find(b"\n", end + 1)
        if following < 0:
            return body
        end = following
    return body[: end + 1]
