"""
Asks several SELECT queries as one, so that a page costs few round trips to an engine and few plans of it.

The queries become sides of a UNION, each a sub-SELECT with its own order, terms in the place of its bound variables,
and its columns called alike in all: Virtuoso plans a union of few wide columns in half the time that it takes for many.
That the rows of a side come in its order is more than SPARQL 1.1 promises, and what the engines do that
``tests/engines`` asks.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from .engine import Engine
from .query_files import load_folder
from .sparql_tokens import QueryOutline, outline_query, variable_uses
from .store import Bindings, Row, write_term

_SIDE = "c0"
_QUESTIONS = "# questions\n"


@dataclass(frozen=True)
class Question:
    """A SELECT query whose FROM, LIMIT and OFFSET, if any, stand within; *bindings* as ``Engine`` says."""

    text: str
    bindings: Bindings = field(default_factory=dict)


class _Place(NamedTuple):
    """A bound variable where it is used: its name, and what stands before and after its term there."""

    name: str
    before: str = ""
    after: str = ""


class _Part(NamedTuple):
    """A query taken apart: its prefixes, its text in pieces with bound variables between, and what its columns are."""

    prefixes: tuple[str, ...]
    pieces: tuple[str | _Place, ...]
    columns: tuple[str, ...]


def ask_together(engine: Engine, questions: Sequence[Question]) -> list[list[Row]]:
    """Return the rows of each of *questions*, asked as one query; bound variables are no columns of theirs."""
    if not questions:
        return []
    parts = [_take_apart(question.text, frozenset(question.bindings)) for question in questions]
    found: list[list[Row]] = [[] for _ in questions]
    for row in engine.rows(compose(questions)):
        side = int(row.pop(_SIDE).value)
        columns = parts[side].columns
        found[side].append({columns[int(name[1:]) - 1]: cell for name, cell in row.items()})
    return found


def compose(questions: Iterable[Question]) -> str:
    """Return the one query that asks all *questions*; its column ``c0`` is the number of the question, from 0."""
    prefixes: dict[str, None] = {}
    sides = []
    for number, question in enumerate(questions):
        part = _take_apart(question.text, frozenset(question.bindings))
        prefixes.update(dict.fromkeys(part.prefixes))
        terms = {name: write_term(value) for name, value in question.bindings.items()}
        text = "".join(
            piece if isinstance(piece, str) else f"{piece.before}{terms[piece.name]}{piece.after}"
            for piece in part.pieces
        )
        sides.append(f'{{ {{ {text}\n}} BIND ("{number}" AS ?{_SIDE}) }}')
    frame = load_folder("engine")["together"].text
    return "\n".join([*prefixes, frame.replace(_QUESTIONS, "\nUNION\n".join(sides) + "\n")])


@lru_cache(maxsize=256)
def _take_apart(text: str, bound: Collection[str]) -> _Part:
    outline = outline_query(text)
    columns = tuple(name for name in _columns(outline) if name not in bound)
    names = {name: f"?c{number}" for number, name in enumerate(columns, start=1)}
    head = outline.tokens[: outline.head]
    prefixes = (" ".join(token.text for token in head[at : at + 3]) for at in range(0, len(head), 3))
    return _Part(tuple(prefixes), tuple(_pieces(outline, names, bound)), columns)


def _columns(outline: QueryOutline) -> Iterator[str]:
    """Yield the names of the variables that a query selects, in their order."""
    depth = 0
    for before, token in zip(outline.tokens[outline.head :], outline.tokens[outline.head + 1 :], strict=False):
        if token.text == "{" or token.says("WHERE"):
            return
        depth += {"(": 1, ")": -1}.get(token.text, 0)
        if token.kind == "variable" and (depth == 0 or before.says("AS")):
            yield token.text[1:]


def _pieces(outline: QueryOutline, names: dict[str, str], bound: Collection[str]) -> Iterator[str | _Place]:
    """Yield the text from its SELECT on, columns by their new *names*, with a place for each of the *bound*."""
    done = outline.tokens[outline.head].start
    for name, token, clause, depth, _ in variable_uses(outline.tokens[outline.head :]):
        if name in bound:
            yield outline.text[done : token.start]
            if not clause or depth:
                yield _Place(name)
            elif clause != "SELECT":
                yield _Place(name, "(", ")")
            done = token.end
        elif name in names:
            yield outline.text[done : token.start] + names[name]
            done = token.end
    yield outline.text[done:]
