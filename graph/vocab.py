"""The namespaces and licences of the graph, and the minting of IRIs under a base chosen when a release is built."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, TypeAlias

from .errors import YrkesgrafError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from rdflib.term import Literal, URIRef

DEFAULT_BASE = "http://localhost:8000/"
ONTOLOGY = "https://w3id.org/yrkesgraf/def"
YG = ONTOLOGY + "#"
# The Norwegian Licence for Open Government Data, NLOD 2.0: that of most sources and of the derived data.
LICENCE = "https://data.norge.no/nlod/no/2.0"
ONTOLOGY_LICENCE = "https://creativecommons.org/licenses/by/4.0/"
EU_LICENCES = "http://publications.europa.eu/resource/authority/licence/"


@dataclass(frozen=True, slots=True)
class Licence:
    """
    A licence by its common name, such as "CC BY 4.0".

    ``eu`` is its name in the EU's list of licences, ``open_definition`` that in the list of the Open Definition, and
    ``title`` its English title; '' where a list lacks it.
    """

    name: str
    eu: str = ""
    open_definition: str = ""
    title: str = ""


# By the addresses of their texts; the EU's own has none but that of its list.
LICENCES: Mapping[str, Licence] = {
    LICENCE: Licence("NLOD 2.0", "NLOD_2_0", "NLOD-2.0", "Norwegian Licence for Open Government Data 2.0"),
    "https://data.norge.no/nlod/no/1.0": Licence("NLOD 1.0"),
    ONTOLOGY_LICENCE: Licence("CC BY 4.0", "CC_BY_4_0", "CC-BY-4.0", "Creative Commons Attribution 4.0"),
    "https://creativecommons.org/publicdomain/zero/1.0/": Licence("CC0 1.0", "CC0", "CC0-1.0", "CC0 1.0"),
    "https://opensource.org/license/mit": Licence("MIT", "MIT", "MIT", "MIT License"),
    f"{EU_LICENCES}COM_REUSE": Licence("COM_REUSE", "COM_REUSE"),
}
_BY_EU = {f"{EU_LICENCES}{licence.eu}": licence for licence in LICENCES.values() if licence.eu}

PREFIXES: dict[str, str] = {
    "yg": YG,
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "xkos": "http://rdf-vocabulary.ddialliance.org/xkos#",
    "dct": "http://purl.org/dc/terms/",
    "prov": "http://www.w3.org/ns/prov#",
    "org": "http://www.w3.org/ns/org#",
    "qb": "http://purl.org/linked-data/cube#",
    "void": "http://rdfs.org/ns/void#",
    "dcat": "http://www.w3.org/ns/dcat#",
    "sd": "http://www.w3.org/ns/sparql-service-description#",
    "sh": "http://www.w3.org/ns/shacl#",
    "schema": "https://schema.org/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "esco": "http://data.europa.eu/esco/model#",
    "vann": "http://purl.org/vocab/vann/",
    "sdmx-dimension": "http://purl.org/linked-data/sdmx/2009/dimension#",
    "sdmx-attribute": "http://purl.org/linked-data/sdmx/2009/attribute#",
    "sdmx-code": "http://purl.org/linked-data/sdmx/2009/code#",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "semapv": "https://w3id.org/semapv/vocab/",
    "ldes": "https://w3id.org/ldes#",
    "tree": "https://w3id.org/tree#",
    "spdx": "http://spdx.org/rdf/terms#",
    "csvw": "http://www.w3.org/ns/csvw#",
    "hydra": "http://www.w3.org/ns/hydra/core#",
}


# Graphs of a release beside those of its sources: about the build, of the ontology and of rules, and all together.
BUILD_GRAPHS = frozenset({"provenance", "catalogue", "findings", "description", "changes", "retired"})
ONTOLOGY_GRAPHS, RULE_GRAPHS, ALL_GRAPHS = "ontology-", "rule-", "everything"

# Kinds whose IRIs come from others, by the kind of their documents here: /doc/esco/{the IRI's tail}.
ELSEWHERE: dict[str, str] = {
    "esco": "http://data.europa.eu/esco/occupation/",
    "esco-skill": "http://data.europa.eu/esco/skill/",
}


class Iri(str):
    """A string known to be an IRI, so that a query binding tells names from literals."""

    __slots__ = ()


# Characters that no IRI has (RFC 3987 §2.2), and a percent sign that encodes none.
_NO_IRI = re.compile(r'[\x00-\x20<>"{}|\\^`\x7f-\x9f\ufffd]|%(?![0-9A-Fa-f]{2})')


def find_licence(address: str) -> Licence | None:
    """
    Return the licence whose text, or whose name in the EU's list, is at *address*; None for an unknown one.

    >>> find_licence("http://publications.europa.eu/resource/authority/licence/CC0").name
    'CC0 1.0'
    """
    return LICENCES.get(address) or _BY_EU.get(address)


def eu_address(address: str) -> str:
    """
    Return the address in the EU's list of the licence at *address*, or *address* where the list lacks it.

    >>> eu_address("https://creativecommons.org/licenses/by/4.0/").rpartition("/")[2]
    'CC_BY_4_0'
    """
    found = find_licence(address)
    return f"{EU_LICENCES}{found.eu}" if found and found.eu else address


def is_own_graph(key: str) -> bool:
    """
    Return whether *key* is that of a graph which every release makes itself, so that no source may have it.

    >>> is_own_graph("catalogue"), is_own_graph("rule-inverse"), is_own_graph("lege")
    (True, True, False)
    """
    return key in BUILD_GRAPHS or key == ALL_GRAPHS or key.startswith((ONTOLOGY_GRAPHS, RULE_GRAPHS))


def is_iri(text: str) -> bool:
    """
    Return whether *text*, an absolute address, has only characters that an IRI may have; an engine refuses any other.

    >>> is_iri("http://example.org/sjømann"), is_iri("http://example.org/a b"), is_iri("http://example.org/100%")
    (True, False, False)
    """
    return not _NO_IRI.search(text)


# Documents are served at the root of their host, and a location has one spelling (RFC 3986 §6.2).
_HOST = r"[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?|\[[0-9a-f:.]+\]"
_BASE = re.compile(rf"(?P<scheme>https?)://(?:{_HOST})(?::(?P<port>[1-9][0-9]{{0,4}}))?/")
_USUAL_PORTS = {"http": 80, "https": 443}


class BaseFault(YrkesgrafError):
    """A base IRI that cannot be the base of a release."""


@dataclass(frozen=True, slots=True)
class Names:
    """
    The IRIs of one installation; raises ``BaseFault`` for a malformed base.

    >>> Names("http://localhost:8000/").thing("occupation", "lege")
    'http://localhost:8000/id/occupation/lege'
    """

    base: str

    def __post_init__(self) -> None:
        found = _BASE.fullmatch(self.base)
        port = int(found["port"] or 1) if found else 0
        if found is None or not 0 < port < 65536 or port == _USUAL_PORTS[found["scheme"]]:
            raise BaseFault(
                "a base IRI is http:// or https://, a host in lower case, a port where it is not the default one, and"
                f" one slash, such as {DEFAULT_BASE}; got {self.base!r}"
            )

    def thing(self, kind: str, key: str) -> Iri:
        """Return the IRI of the member *key* (``lege``) of *kind* (``occupation``), ours or another's."""
        if kind in ELSEWHERE:
            return Iri(ELSEWHERE[kind] + key)
        return Iri(f"{self.base}id/{kind}/{key}")

    def document(self, kind: str, key: str, suffix: str = "") -> Iri:
        """Return the IRI of the document about a subject, in one format when *suffix* is given."""
        return Iri(f"{self.base}doc/{kind}/{key}{suffix}")

    def split(self, iri: str) -> tuple[str, str] | None:
        """Return the kind and key in *iri*, or None for an IRI without a document here."""
        for kind, elsewhere in ELSEWHERE.items():
            if iri.startswith(elsewhere) and len(iri) > len(elsewhere):
                return kind, iri[len(elsewhere) :]
        head = f"{self.base}id/"
        if not iri.startswith(head):
            return None
        kind, _, key = iri[len(head) :].partition("/")
        return (kind, key) if kind and key else None


def expand(name: str) -> Iri:
    """
    Return the IRI of a prefixed *name*; raises ``KeyError`` for an unknown prefix.

    >>> expand("skos:prefLabel")
    'http://www.w3.org/2004/02/skos/core#prefLabel'
    """
    prefix, _, local = name.partition(":")
    return Iri(PREFIXES[prefix] + local)


# A description names its few hundred terms ten thousand times.
@lru_cache(maxsize=4096)
def shorten(iri: str) -> str:
    """
    Return *iri* with a known prefix where it has one, for people to read.

    >>> shorten("http://www.w3.org/2004/02/skos/core#prefLabel")
    'skos:prefLabel'
    """
    for prefix, namespace in PREFIXES.items():
        if iri.startswith(namespace):
            return f"{prefix}:{iri[len(namespace) :]}"
    return iri


# A string, since the server needs these names and not rdflib, whose import takes it half a second.
Statement: TypeAlias = "tuple[URIRef, URIRef, URIRef | Literal]"
