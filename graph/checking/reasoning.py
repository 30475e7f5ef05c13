"""
Reasoning over the ontology with HermiT: consistency, satisfiability of every term, and the inferred hierarchy.

The one door to owlready2, which brings HermiT with it. Facts are reasoned over as a bounded sample: HermiT takes two
seconds for 400 individuals, and took 74 for 4,000.
"""

from __future__ import annotations

import io
import os
import subprocess
import tempfile
from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager, chdir, nullcontext
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import owlready2
import rdflib
from rdflib.namespace import OWL, RDF, RDFS
from rdflib.term import BNode, Node, URIRef

from ..errors import YrkesgrafError
from ..vocab import YG, shorten
from .axioms import Axiom, Triple, nearest_first, split
from .java import ReasoningFault, find_java, short_runs
from .minimal_causes import shrink

_MOST_NAMED = 10
_PROBE = "urn:yrkesgraf:used:"
_INFERRED = "urn:yrkesgraf:inferred#"

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Reasoned:
    """
    The consequences of a consistent ontology beyond its stated axioms.

    ``hierarchy`` holds sorted (subclass IRI, superclass IRI) pairs of named classes.
    """

    hierarchy: tuple[Pair, ...]


class InconsistentOntology(YrkesgrafError):
    """
    The axioms of the ontology contradict each other.

    ``terms`` are the IRIs of the unsatisfiable classes and properties, empty where the contradiction is between
    individuals; ``axioms`` are the minimal cause for one of them, as text.
    """

    def __init__(self, terms: Sequence[str], axioms: Sequence[str]) -> None:
        names = ", ".join(shorten(term) for term in terms[:_MOST_NAMED]) + (" …" if len(terms) > _MOST_NAMED else "")
        what = f"{names} can never be true of anything" if terms else "its statements contradict each other"
        where = f" of {shorten(terms[0])}" if len(terms) > 1 else ""
        lines = "".join(f"\n  {axiom}" for axiom in axioms)
        super().__init__(f"The ontology is inconsistent: {what}. These axioms together are the cause{where}:{lines}")
        self.terms = tuple(terms)
        self.axioms = tuple(axioms)


class InconsistentFacts(YrkesgrafError):
    """
    Statements of a release contradict the ontology.

    ``statements`` are a minimal set of facts, and ``axioms`` the axioms that they contradict, as text.
    """

    def __init__(self, statements: Sequence[str], axioms: Sequence[str]) -> None:
        facts, rules = ("".join(f"\n  {line}" for line in lines) for lines in (statements, axioms))
        super().__init__(f"These statements:{facts}\ncontradict these axioms of the ontology:{rules}")
        self.statements = tuple(statements)
        self.axioms = tuple(axioms)


def check_ontology(paths: Sequence[Path]) -> Reasoned:
    """
    Reason over the Turtle files at *paths* as one ontology; imports are not fetched.

    Raises ``InconsistentOntology`` with the axioms to blame, and ``ReasoningFault`` where HermiT cannot run.
    """
    return _check(tuple((str(path), path.read_bytes()) for path in paths))


# A process that builds several releases reasons over the same ontology for each.
@lru_cache(maxsize=1)
def _check(documents: tuple[tuple[str, bytes], ...]) -> Reasoned:
    graph = rdflib.Graph()
    for name, text in documents:
        graph.parse(data=text, format="turtle", publicID=Path(name).absolute().as_uri())
    java = find_java()
    frame, axioms = split(graph)
    inferred = _infer(java, [*frame, *_probes(frame)], axioms)
    unusable = [] if inferred is None else _unusable(inferred)
    if inferred is None or unusable:
        raise _explain(java, frame, axioms, _by_cause(unusable, graph))
    return _hierarchy(graph, inferred)


def check_facts(ontology: rdflib.Graph, facts: Sequence[Axiom]) -> dict[str, frozenset[str]]:
    """
    Reason over *facts* with the *ontology*, and return the inferred classes of each individual, by IRI.

    Raises ``InconsistentFacts`` with the statements and axioms to blame, and ``ReasoningFault`` as ``check_ontology``.
    """
    java = find_java()
    frame, axioms = split(ontology)
    inferred = _infer(java, frame, [*axioms, *facts])
    if inferred is None:
        blamed = shrink(list(facts), lambda part: _infer(java, frame, [*axioms, *part]) is None, len(facts))
        near = nearest_first(axioms, {name for fact in blamed for name in fact.names()})
        causes = shrink(near, lambda part: _infer(java, frame, [*part, *blamed]) is None)
        raise InconsistentFacts(sorted(map(str, blamed)), sorted(map(str, causes)))
    classes: dict[str, set[str]] = {}
    for individual, class_ in inferred.subject_objects(RDF.type):
        classes.setdefault(str(individual), set()).add(str(class_))
    return {individual: frozenset(found) for individual, found in classes.items()}


def _probes(frame: Iterable[Triple]) -> list[Triple]:
    """Return, for each property, a class of all individuals that use it: HermiT only reports empty classes."""
    triples: list[Triple] = []
    fillers: dict[Node, URIRef] = {OWL.ObjectProperty: OWL.Thing, OWL.DatatypeProperty: RDFS.Literal}
    for property_, _, kind in frame:
        if kind in fillers:
            probe, restriction = URIRef(_PROBE + str(property_)), BNode()
            triples += [
                (probe, RDF.type, OWL.Class),
                (probe, OWL.equivalentClass, restriction),
                (restriction, RDF.type, OWL.Restriction),
                (restriction, OWL.onProperty, property_),
                (restriction, OWL.someValuesFrom, fillers[kind]),
            ]
    return triples


def _infer(java: Path, frame: Iterable[Triple], axioms: Iterable[Axiom]) -> rdflib.Graph | None:
    """Return the class axioms that HermiT infers from *frame* and *axioms*, or None where they are inconsistent."""
    graph = rdflib.Graph()
    for triple in (*frame, *(triple for axiom in axioms for triple in axiom.triples)):
        graph.add(triple)
    owlready2.JAVA_EXE = str(java)
    world = owlready2.World()
    try:
        stated = io.BytesIO(graph.serialize(format="nt", encoding="utf-8"))
        world.get_ontology(YG).load(fileobj=stated, only_local=True)
        found = world.get_ontology(_INFERRED)
        with found, _beside_the_root(), short_runs():
            owlready2.sync_reasoner_hermit(world, debug=0)
        lines = io.BytesIO()
        found.save(lines, format="ntriples")
        return rdflib.Graph().parse(data=lines.getvalue(), format="nt")
    except owlready2.OwlReadyInconsistentOntologyError as error:
        _remove_leftover(error)
        return None
    except owlready2.OwlReadyJavaError as error:
        _remove_leftover(error)
        complaint = str(error).partition("Exception: ")[2].partition("\tat ")[0] or str(error)
        raise ReasoningFault(f"HermiT cannot reason over the ontology: {' '.join(complaint.split())}") from None
    finally:
        world.close()


def _beside_the_root() -> AbstractContextManager[None]:
    """Leave the folder "/", where containers start programs, while HermiT runs: it cannot make an IRI of it."""
    return chdir(tempfile.gettempdir()) if Path.cwd() == Path(os.sep) else nullcontext()


def _remove_leftover(error: Exception) -> None:
    """Remove the temporary file that owlready2 leaves when HermiT fails; its name is in the failed command."""
    failed = error.__context__
    if isinstance(failed, subprocess.CalledProcessError):
        Path(str(failed.cmd[-1]).removeprefix("file:///")).unlink(missing_ok=True)


def _unusable(inferred: rdflib.Graph) -> list[str]:
    """Return the IRIs of the unsatisfiable classes and properties."""
    empty = {str(term) for term in inferred.subjects(OWL.equivalentClass, OWL.Nothing) if isinstance(term, URIRef)}
    return sorted(term.removeprefix(_PROBE) for term in empty)


def _by_cause(terms: Iterable[str], graph: rdflib.Graph) -> list[str]:
    """Put the terms first that stand under none of the others: a class below an empty class is empty too."""

    def above(term: str) -> int:
        kinds = (RDFS.subClassOf, RDFS.subPropertyOf, RDFS.domain, RDFS.range, OWL.inverseOf)
        return sum(1 for kind in kinds for other in graph.objects(URIRef(term), kind) if str(other) in terms)

    return sorted(terms, key=lambda term: (above(term), term))


def _explain(java: Path, frame: list[Triple], axioms: list[Axiom], terms: list[str]) -> InconsistentOntology:
    """Return the fault, with a minimal set of axioms that causes it for the first of *terms*, or as a whole."""
    probed = [*frame, *_probes(triple for triple in frame if str(triple[0]) in terms[:1])]

    def broken(part: list[Axiom]) -> bool:
        inferred = _infer(java, probed, part)
        return inferred is None or (bool(terms) and terms[0] in _unusable(inferred))

    start = {URIRef(terms[0])} if terms else {axiom.subject for axiom in axioms if axiom.is_fact}
    return InconsistentOntology(terms, sorted(str(axiom) for axiom in shrink(nearest_first(axioms, start), broken)))


def _hierarchy(graph: rdflib.Graph, inferred: rdflib.Graph) -> Reasoned:
    """Return every inferred pair of classes, direct or transitive, except the stated ones."""
    both = graph + inferred
    ignored = {OWL.Thing, OWL.Nothing}
    named = {term for term in both.subjects(RDF.type, OWL.Class) if isinstance(term, URIRef)} - ignored
    step = RDFS.subClassOf | OWL.equivalentClass | ~OWL.equivalentClass
    pairs = {
        (str(lower), str(upper))
        for lower in named
        for upper in both.objects(lower, step * "+")
        if upper in named and upper != lower
    }
    stated = {(str(lower), str(upper)) for lower, upper in graph.subject_objects(RDFS.subClassOf)}
    return Reasoned(tuple(sorted(pairs - stated)))
