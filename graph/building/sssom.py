"""
Crosswalks as SSSOM, the Simple Standard for Sharing Ontology Mappings: TSV with its metadata above the table.

Version 1.1 of https://mapping-commons.github.io/sssom/. A code without a match is a row too, with
``sssom:NoTermFound`` at the other end.
"""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import yaml
from rdflib.namespace import DCTERMS, RDF, RDFS
from rdflib.term import Literal, URIRef

from .. import __version__
from ..crosswalk import Crosswalk, Side
from ..crosswalk_words import ABOUT, TITLES
from ..literals import DCAT, spoken
from ..reading.query_files import load_folder
from ..reading.result_rows import Row
from ..statements.crosswalks import crosswalk_iri, scheme_iri
from ..statements.provenance import Provenance, listed_licence, standard
from ..table_writer import TSV, write_table
from ..vocab import ELSEWHERE, LICENCE, PREFIXES, Iri, Names, Statement
from ..workbench import Workbench

COLUMNS = (
    "subject_id", "subject_label", "predicate_id", "object_id", "object_label", "mapping_justification", "author_label",
    "subject_source", "object_source", "mapping_date", "mapping_cardinality", "confidence", "comment",
)  # fmt: skip
_SSSOM = "https://w3id.org/sssom/"
_NOTHING = "sssom:NoTermFound"
_NO_MATCH = {"source": "1:0", "target": "0:1"}
_HEAD, _TAIL = "crosswalk-", ".sssom.tsv"
_SCHEME = "scheme"
_ESCO_SCHEME = "http://data.europa.eu/esco/concept-scheme/"
_TSV = "https://www.iana.org/assignments/media-types/text/tab-separated-values"
_TSV_FILE = "http://publications.europa.eu/resource/authority/file-type/TSV"


def file_name(key: str) -> str:
    """Return the name of the file of a crosswalk in a release."""
    return f"{_HEAD}{key}{_TAIL}"


def key_of(name: str) -> str:
    """Return the key of the crosswalk whose file has this *name*."""
    return name.removeprefix(_HEAD).removesuffix(_TAIL)


@dataclass(frozen=True)
class SssomWriter:
    """Writer of the crosswalks on a *bench* for the release of *provenance*, with its date of issue."""

    bench: Workbench
    names: Names
    provenance: Provenance
    issued: datetime.date

    @property
    def release(self) -> str:
        """The name of the release."""
        return self.provenance.release.rpartition("/")[2]

    def text(self, crosswalk: Crosswalk) -> str:
        """Return a crosswalk as SSSOM/TSV."""
        binding = self._binding(crosswalk)
        rows = self.bench.rows(load_folder("shared")["crosswalk-mappings"].text, binding)
        unmatched = self.bench.rows(load_folder("shared")["crosswalk-unmatched"].text, binding)
        usual = Counter(_local(row["justification"].value) for row in rows).most_common(1)[0][0]
        records = [self._mapping(crosswalk, row) for row in rows]
        records += [self._without(crosswalk, row) | {"mapping_justification": f"semapv:{usual}"} for row in unmatched]
        common = self._common(crosswalk)
        # SSSOM is a format for programs: a guard against formulas would change its labels.
        cells = [[(common | record).get(column) for column in COLUMNS] for record in records]
        table = write_table(COLUMNS, cells, TSV, is_guarded=False)
        head = yaml.safe_dump(self._metadata(crosswalk), allow_unicode=True, sort_keys=False, width=10_000)
        return "".join(f"#{line}\n" for line in head.splitlines()) + table

    def distribution(self, crosswalk: Crosswalk) -> Iterator[Statement]:
        """Yield the distribution of a crosswalk's file, for the crosswalk, the release and the data catalogue."""
        name = file_name(crosswalk.key)
        iri = URIRef(f"{self.provenance.release}#crosswalk-{crosswalk.key}")
        address = URIRef(f"{self.names.base}dumps/{self.release}/{name}")
        for holder in (self.provenance.release, self.provenance.dataset, crosswalk_iri(self.names, crosswalk.key)):
            yield holder, DCAT.distribution, iri
        yield iri, RDF.type, DCAT.Distribution
        yield iri, RDFS.label, Literal(name, lang="nb")
        yield iri, DCTERMS.title, Literal(name, lang="nb")
        yield from spoken(iri, DCTERMS.description, TITLES[crosswalk.key])
        yield iri, DCTERMS.license, listed_licence(_words(self._origin(crosswalk), "licence") or LICENCE)
        yield iri, DCTERMS.conformsTo, URIRef(_SSSOM)
        yield from standard(URIRef(_SSSOM), "Simple Standard for Sharing Ontological Mappings (SSSOM)")
        yield iri, DCAT.accessURL, address
        yield iri, DCAT.downloadURL, address
        yield iri, DCAT.mediaType, URIRef(_TSV)
        yield iri, DCTERMS["format"], URIRef(_TSV_FILE)

    def _mapping(self, crosswalk: Crosswalk, row: Row) -> dict[str, str]:
        # SSSOM writes n:n for our n:m.
        cardinality = row["cardinality"].value.replace("n:m", "n:n")
        return {
            "subject_id": self._curie(crosswalk.source, row["from"].value),
            "subject_label": _words(row, "fromName"),
            "predicate_id": f"skos:{_local(row['relation'].value)}",
            "object_id": self._curie(crosswalk.target, row["to"].value),
            "object_label": _words(row, "toName"),
            "mapping_justification": f"semapv:{_local(row['justification'].value)}",
            "mapping_cardinality": cardinality,
            "confidence": row["confidence"].value,
            "comment": _words(row, "ground"),
        }

    def _without(self, crosswalk: Crosswalk, row: Row) -> dict[str, str]:
        side = row["side"].value
        here, there = ("subject", "object") if side == "source" else ("object", "subject")
        of = crosswalk.source if side == "source" else crosswalk.target
        return {
            f"{here}_id": self._curie(of, row["item"].value),
            f"{here}_label": _words(row, "name"),
            "predicate_id": "skos:mappingRelation",
            f"{there}_id": _NOTHING,
            "mapping_cardinality": _NO_MATCH[side],
        }

    def _common(self, crosswalk: Crosswalk) -> dict[str, str]:
        origin = self._origin(crosswalk)
        return {
            "author_label": _words(origin, "author") or "Yrkesgraf",
            "subject_source": self._source(crosswalk.source),
            "object_source": self._source(crosswalk.target),
            "mapping_date": self.issued.isoformat(),
        }

    def _metadata(self, crosswalk: Crosswalk) -> dict[str, Any]:
        origin = self._origin(crosswalk)
        iri = str(crosswalk_iri(self.names, crosswalk.key))
        versions = {
            f"{end}_source_version": side.edition
            for end, side in (("subject", crosswalk.source), ("object", crosswalk.target))
            if side.edition
        }
        return {
            "sssom_version": "1.1",
            "curie_map": dict(self._prefixes(crosswalk)),
            "mapping_set_id": iri,
            "mapping_set_version": self.release,
            "mapping_set_title": TITLES[crosswalk.key]["en"],
            "mapping_set_description": ABOUT[crosswalk.key]["en"],
            "license": _words(origin, "licence") or LICENCE,
            "subject_type": "skos concept",
            "object_type": "skos concept",
            **versions,
            "mapping_provider": self.names.base,
            "mapping_tool": "yrkesgraf",
            "mapping_tool_version": __version__,
            "see_also": [iri],
            "comment": "Official." if crosswalk.official else "Unofficial: no statistical office stands behind it.",
        }

    def _prefixes(self, crosswalk: Crosswalk) -> Iterator[tuple[str, str]]:
        for side in (crosswalk.source, crosswalk.target):
            yield side.kind, ELSEWHERE.get(side.kind, f"{self.names.base}id/{side.kind}/")
            if not side.scheme:
                yield f"{side.kind}-{_SCHEME}", _ESCO_SCHEME
        yield _SCHEME, f"{self.names.base}id/{_SCHEME}/"
        yield from ((prefix, PREFIXES[prefix]) for prefix in ("skos", "semapv"))
        yield "sssom", _SSSOM

    def _source(self, side: Side) -> str:
        scheme = str(scheme_iri(self.names, side))
        prefix = _SCHEME if side.scheme else f"{side.kind}-{_SCHEME}"
        return f"{prefix}:{scheme.rpartition('/')[2]}"

    def _curie(self, side: Side, iri: str) -> str:
        return f"{side.kind}:{(self.names.split(iri) or ('', iri))[1]}"

    def _binding(self, crosswalk: Crosswalk) -> Mapping[str, str]:
        return {"this": Iri(crosswalk_iri(self.names, crosswalk.key)), "language": "en"}

    def _origin(self, crosswalk: Crosswalk) -> Row:
        query = load_folder("build")["crosswalk-origin"].text
        (origin, *_) = self.bench.rows(query, {"this": Iri(crosswalk_iri(self.names, crosswalk.key))})
        return origin


def _words(row: Row, name: str) -> str:
    return row[name].value if name in row else ""


def _local(iri: str) -> str:
    return iri.replace("#", "/").rpartition("/")[2]
