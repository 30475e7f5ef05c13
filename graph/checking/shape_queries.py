"""
SHACL constraints as SPARQL: each constraint of a shape becomes one query that finds its breaches in a whole graph.

pyshacl needs a copy of the graph in rdflib and took 43 s for 437,000 triples, more than the rest of the build; these
queries run on the workbench itself. They are the only SPARQL outside ``queries/``: they are generated at build time
from ``ontology/shapes.ttl``, and a test compares every kind of constraint with pyshacl.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations, count

from rdflib.namespace import SH
from rdflib.term import Literal, Node, URIRef

from .shapes import CASTABLE, Constraint, Shape

Subclasses = Mapping[str, frozenset[str]]

_NODE_KINDS = {
    SH.IRI: "isIRI({0})",
    SH.Literal: "isLiteral({0})",
    SH.BlankNode: "isBlank({0})",
    SH.BlankNodeOrIRI: "(isBlank({0}) || isIRI({0}))",
    SH.BlankNodeOrLiteral: "(isBlank({0}) || isLiteral({0}))",
    SH.IRIOrLiteral: "(isIRI({0}) || isLiteral({0}))",
}
_COMPARISONS = {"minInclusive": ">=", "maxInclusive": "<=", "minExclusive": ">", "maxExclusive": "<"}


@dataclass(frozen=True, slots=True)
class ShapeQuery:
    """A constraint as a query: each row is a breach, with ``?this`` and, where a value breaks it, ``?value``."""

    shape: Shape
    constraint: Constraint
    text: str


def compile_shapes(shapes: list[Shape], subclasses: Subclasses) -> Iterator[ShapeQuery]:
    """
    Yield a query for every constraint of every target class of *shapes*, property shapes included.

    *subclasses* gives the classes below each class in the queried graph (SHACL §2.1.3.1).
    """
    for shape in shapes:
        targets = sorted({str(one) for target in shape.targets for one in (target, *subclasses.get(str(target), ()))})
        for part in (shape, *shape.properties):
            for constraint in part.constraints:
                breach = _Compiler(subclasses).breach(part, constraint, "?this")
                listed = " ".join(f"<{target}>" for target in targets)
                head = f"SELECT DISTINCT ?this {'?value ' if breach.value else ''}"
                text = f"{head}{{ VALUES ?target {{ {listed} }} ?this a ?target . {breach.pattern} }}"
                yield ShapeQuery(part, constraint, text)


@dataclass(frozen=True, slots=True)
class _Breach:
    """A group graph pattern that matches where a constraint is broken; ``value`` is whether it binds ``?value``."""

    pattern: str
    value: bool


class _Compiler:
    def __init__(self, subclasses: Subclasses) -> None:
        self._subclasses = subclasses
        self._numbers = count()

    def breach(self, shape: Shape, constraint: Constraint, focus: str) -> _Breach:
        """Return the pattern that matches where *focus* breaks *constraint*, a constraint of *shape*."""
        if constraint.kind in _COUNTS:
            return _COUNTS[constraint.kind](self, shape, constraint, focus)
        if shape.path is None:
            broken = f"FILTER ({_unless(self.test(constraint, focus))})"
            return _Breach(f"{broken} BIND ({focus} AS ?value)" if focus == "?this" else broken, value=True)
        value = "?value" if focus == "?this" else self._fresh()
        test = f"NOT EXISTS {{ {focus} <{constraint.terms[0]}> {value} }}" if constraint.kind == "disjoint" else None
        return _Breach(
            f"{focus} {shape.path} {value} . FILTER ({_unless(test or self.test(constraint, value))})", value=True
        )

    def test(self, constraint: Constraint, node: str) -> str:
        """Return the expression that is true where *node* satisfies *constraint*."""
        if constraint.kind in _COMPARISONS:
            return f"{node} {_COMPARISONS[constraint.kind]} {_written(constraint.terms[0])}"
        return _TESTS[constraint.kind](self, constraint, node)

    def conforms(self, shape: Shape, node: str) -> str:
        """Return the expression that is true where *node* satisfies all of *shape*."""
        kept = []
        for part in (shape, *shape.properties):
            for constraint in part.constraints:
                if part.path is None:
                    kept.append(f"COALESCE({self.test(constraint, node)}, false)")
                else:
                    kept.append(f"NOT EXISTS {{ {self.breach(part, constraint, node).pattern} }}")
        return f"({' && '.join(kept) or 'true'})"

    def reach(self, shape: Shape, focus: str, number: int) -> tuple[list[str], str]:
        """Return *number* fresh variables and the pattern that gives them different values of *shape*'s path."""
        names = [self._fresh() for _ in range(number)]
        steps = " ".join(f"{focus} {shape.path} {name} ." for name in names)
        differ = " ".join(f"FILTER (!sameTerm({one}, {other}))" for one, other in combinations(names, 2))
        return names, f"{steps} {differ}"

    def has_class(self, constraint: Constraint, node: str) -> str:
        """Return the expression that is true where *node* is of the class or one below it."""
        class_ = str(constraint.terms[0])
        # Each class by name: for a node with thousands of links, the engine must not scan them all for its type.
        kinds = sorted({class_, *self._subclasses.get(class_, ())})
        return f"({' || '.join(f'EXISTS {{ {node} a <{kind}> }}' for kind in kinds)})"

    def _fresh(self) -> str:
        return f"?v{next(self._numbers)}"


def _datatype(_: _Compiler, constraint: Constraint, node: str) -> str:
    datatype = constraint.terms[0]
    alike = f"DATATYPE({node}) = <{datatype}>"
    # A literal outside the lexical space of its datatype does not survive the engine's cast.
    return f"{alike} && isLiteral(<{datatype}>(STR({node})))" if datatype in CASTABLE else alike


def _language_in(_: _Compiler, constraint: Constraint, node: str) -> str:
    ranges = " || ".join(f"langMatches(LANG({node}), {_written(tag)})" for tag in constraint.terms)
    return f"isLiteral({node}) && ({ranges})"


def _one_of(compiler: _Compiler, constraint: Constraint, node: str) -> str:
    conforming = " + ".join(f"IF({compiler.conforms(shape, node)}, 1, 0)" for shape in constraint.shapes)
    return f"({conforming}) = 1"


def _same(_: _Compiler, constraint: Constraint, node: str) -> str:
    return "(" + " || ".join(f"sameTerm({node}, {_written(term)})" for term in constraint.terms) + ")"


_TESTS: Mapping[str, Callable[[_Compiler, Constraint, str], str]] = {
    "class": _Compiler.has_class,
    "datatype": _datatype,
    "nodeKind": lambda _, constraint, node: _NODE_KINDS[URIRef(str(constraint.terms[0]))].format(node),
    "pattern": lambda _, constraint, node: f"!isBlank({node}) && REGEX(STR({node}), {_written(constraint.terms[0])})",
    "minLength": lambda _, constraint, node: f"!isBlank({node}) && STRLEN(STR({node})) >= {constraint.number}",
    "languageIn": _language_in,
    "in": _same,
    "xone": _one_of,
}


def _at_least(compiler: _Compiler, shape: Shape, constraint: Constraint, focus: str) -> _Breach:
    names, pattern = compiler.reach(shape, focus, constraint.number)
    good = " ".join(f"FILTER {compiler.conforms(one, name)}" for one in constraint.shapes for name in names)
    return _Breach(f"FILTER NOT EXISTS {{ {pattern} {good} }}", value=False)


def _at_most(compiler: _Compiler, shape: Shape, constraint: Constraint, focus: str) -> _Breach:
    return _Breach(f"FILTER EXISTS {{ {compiler.reach(shape, focus, constraint.number + 1)[1]} }}", value=False)


def _unique_lang(compiler: _Compiler, shape: Shape, constraint: Constraint, focus: str) -> _Breach:
    if str(constraint.terms[0]) != "true":
        return _Breach("FILTER (false)", value=False)
    (one, other), pattern = compiler.reach(shape, focus, 2)
    alike = f'LANG({one}) != "" && LCASE(LANG({one})) = LCASE(LANG({other}))'
    told = f" BIND (LCASE(LANG({one})) AS ?value)" if focus == "?this" else ""
    return _Breach(f"{pattern} FILTER ({alike}){told}", value=True)


_COUNTS: Mapping[str, Callable[[_Compiler, Shape, Constraint, str], _Breach]] = {
    "minCount": _at_least,
    "qualifiedMinCount": _at_least,
    "maxCount": _at_most,
    "uniqueLang": _unique_lang,
}


def _unless(test: str) -> str:
    """Return *test* negated; an error, such as a number compared with a word, counts as a failed test."""
    return f"!COALESCE({test}, false)"


def _written(term: Node) -> str:
    if isinstance(term, Literal | URIRef):
        return term.n3()
    raise ValueError("a blank node cannot be asked for by name")
