"""
Several SELECT queries sent to a remote engine as one, which saves round trips and query plans.

The queries become branches of a UNION, each a sub-SELECT with its own order, with terms in place of its bound variables
and with the same column names: Virtuoso plans a union of few wide columns in half the time of one with many. That the
rows of a branch arrive in its order is more than SPARQL 1.1 promises; ``tests/engines`` checks that the engines do so.
The embedded engine has no round trips to save (1-3 % of a page, measured) and never uses this.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from .query_files import load_folder
from .question import Question
from .result_rows import Row
from .sparql_tokens import QueryOutline, outline_query, variable_uses
from .store import write_term

# Virtuoso takes longer to plan one union of more branches than two of half as many.
MOST_QUESTIONS = 10
_BRANCH = "c0"
_QUESTIONS = "# questions"


class _Place(NamedTuple):
    """An occurrence of a bound variable: its name, and the text before and after its term."""

    name: str
    before: str = ""
    after: str = ""


class _Part(NamedTuple):
    """A query taken apart: its prefixes, its text as pieces with bound variables in between, and its column names."""

    prefixes: tuple[str, ...]
    pieces: tuple[str | _Place, ...]
    columns: tuple[str, ...]


def ask_batch(ask: Callable[[str], list[Row]], questions: Sequence[Question]) -> list[list[Row]]:
    """
    Return the rows of each of *questions*, without its bound variables, in one call of *ask*; no call for none.

    Raises ``QueryFault`` where a question is not SPARQL or a binding is not an IRI, and whatever *ask* raises.
    """
    if not questions:
        return []
    parts = [_take_apart(question.text, frozenset(question.bindings)) for question in questions]
    found: list[list[Row]] = [[] for _ in questions]
    for row in ask(compose(questions)):
        branch = int(row.pop(_BRANCH).value)
        columns = parts[branch].columns
        found[branch].append({columns[int(name[1:]) - 1]: cell for name, cell in row.items()})
    return found


def compose(questions: Iterable[Question]) -> str:
    """
    Return one query for all *questions*; its column ``c0`` is the number of the question, from 0.

    Raises ``QueryFault`` where a question is not SPARQL or a binding is not an IRI.
    """
    prefixes: dict[str, None] = {}
    branches = []
    for number, question in enumerate(questions):
        part = _take_apart(question.text, frozenset(question.bindings))
        prefixes.update(dict.fromkeys(part.prefixes))
        terms = {name: write_term(value) for name, value in question.bindings.items()}
        text = "".join(
            piece if isinstance(piece, str) else f"{piece.before}{terms[piece.name]}{piece.after}"
            for piece in part.pieces
        )
        branches.append(f'{{ {{ {text}\n}} BIND ("{number}" AS ?{_BRANCH}) }}')
    frame = load_folder("engine")["batch"].text
    return "\n".join([*prefixes, frame.replace(_QUESTIONS, "\nUNION\n".join(branches))])


@lru_cache(maxsize=256)
def _take_apart(text: str, bound: Collection[str]) -> _Part:
    outline = outline_query(text)
    columns = tuple(name for name in _columns(outline) if name not in bound)
    names = {name: f"?c{number}" for number, name in enumerate(columns, start=1)}
    head = outline.tokens[: outline.head]
    prefixes = (" ".join(token.text for token in head[at : at + 3]) for at in range(0, len(head), 3))
    return _Part(tuple(prefixes), tuple(_pieces(outline, names, bound)), columns)


def _columns(outline: QueryOutline) -> Iterator[str]:
    """Yield the names of the projected variables in order."""
    depth = 0
    for before, token in zip(outline.tokens[outline.head :], outline.tokens[outline.head + 1 :], strict=False):
        if token.text == "{" or token.says("WHERE"):
            return
        depth += {"(": 1, ")": -1}.get(token.text, 0)
        if token.kind == "variable" and (depth == 0 or before.says("AS")):
            yield token.text[1:]


def _pieces(outline: QueryOutline, names: dict[str, str], bound: Collection[str]) -> Iterator[str | _Place]:
    """Yield the text from SELECT on, with columns renamed by *names* and a place for each *bound* variable."""
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
