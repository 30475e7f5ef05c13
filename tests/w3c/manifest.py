"""Reads the W3C's test manifests into the requests to send and the answers to expect."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import rdflib
from rdflib.collection import Collection
from rdflib.namespace import RDF, RDFS, Namespace
from rdflib.term import Literal, Node, URIRef

MF = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#")
QT = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-query#")
UT = Namespace("http://www.w3.org/2009/sparql/tests/test-update#")
HT = Namespace("http://www.w3.org/2011/http#")
CNT = Namespace("http://www.w3.org/2011/content#")


@dataclass(frozen=True)
class Exchange:
    """
    One request, and its expected response.

    ``statuses`` are first digits of status codes; ``boolean`` and ``form`` (boolean, tabular or RDF) hold where given.
    """

    method: str
    parameters: str
    headers: dict[str, str]
    body: bytes | None
    statuses: frozenset[str]
    boolean: bool | None
    form: str | None


@dataclass(frozen=True)
class Case:
    """One test of a manifest; which fields it has depends on its suite."""

    iri: str
    name: str
    suite: str
    exchanges: tuple[Exchange, ...] = ()
    query: Path | None = None
    data: Path | None = None
    result: Path | None = None

    @property
    def key(self) -> str:
        """The test's name within its manifest."""
        return self.iri.rpartition("#")[2]


class Manifest:
    """The manifest in *folder*, whose name is that of its suite."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._graph = rdflib.Graph().parse(folder / "manifest.ttl", format="turtle", publicID=f"{folder.as_uri()}/")

    def cases(self) -> list[Case]:
        """Return the tests in the order of the manifest."""
        (entries,) = self._graph.objects(None, MF.entries)
        return [self._case(entry) for entry in Collection(self._graph, entries)]

    def graphs(self) -> dict[str, Path]:
        """Return the files that tests expect to find in named graphs, by the graph's IRI."""
        found = {}
        for data in self._graph.objects(None, UT.graphData):
            label, file = self._graph.value(data, RDFS.label), self._graph.value(data, UT.graph)
            found[str(label)] = self._path(file)
        return found

    def _case(self, entry: Node) -> Case:
        graph = self._graph
        name, action = str(graph.value(entry, MF.name)), graph.value(entry, MF.action)
        if action is None or (action, RDF.type, HT.Connection) in graph:
            exchanges = tuple(self._exchanges(action)) if action is not None else ()
            return Case(str(entry), name, self.folder.name, exchanges)
        query, data, result = graph.value(action, QT.query), graph.value(action, QT.data), graph.value(entry, MF.result)
        paths = (self._path(query), self._path(data), self._path(result))
        return Case(str(entry), name, self.folder.name, (), *paths)

    def _exchanges(self, action: Node) -> Iterator[Exchange]:
        graph = self._graph
        requests = graph.value(action, HT.requests)
        for request in Collection(graph, requests) if requests is not None else ():
            response = graph.value(request, HT.resp)
            boolean, form = graph.value(response, MF.expectedBoolean), graph.value(response, MF.expectedFormat)
            yield Exchange(
                method=str(graph.value(request, HT.methodName)),
                parameters=str(graph.value(request, HT.absolutePath)).partition("?")[2],
                headers=dict(self._headers(request)),
                body=self._body(request),
                statuses=frozenset(str(status)[-3] for status in graph.objects(response, MF.expectedStatus)),
                boolean=bool(boolean.toPython()) if isinstance(boolean, Literal) else None,
                form=None if form is None else str(form),
            )

    def _headers(self, request: Node) -> Iterator[tuple[str, str]]:
        headers = self._graph.value(request, HT.headers)
        for header in Collection(self._graph, headers) if headers is not None else ():
            yield str(self._graph.value(header, HT.fieldName)), str(self._graph.value(header, HT.fieldValue))

    def _body(self, request: Node) -> bytes | None:
        body = self._graph.value(request, HT.body)
        if body is None:
            return None
        encoding = str(self._graph.value(body, CNT.characterEncoding))
        return str(self._graph.value(body, CNT.chars)).encode(encoding)

    def _path(self, iri: Node | None) -> Path:
        if not isinstance(iri, URIRef):
            raise TypeError(f"{self.folder}: a test names no file where it should")
        return self.folder / iri.rpartition("/")[2]
