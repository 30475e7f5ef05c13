"""The table of formats, with content negotiation over it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from http import HTTPStatus

from graph import table_writer

from .accept_headers import read_ranges
from .refusals import NoSuchForm


@dataclass(frozen=True, slots=True)
class Format:
    """
    A format: the suffix of its documents, its media type, and a label to show.

    ``hints`` are further media types and ``words`` further names in ``format=`` (SPARQLWrapper sends such) that clients
    ask for it by. ``charset`` adds ``charset=utf-8`` to the Content-Type.
    """

    suffix: str
    media_type: str
    label: str
    hints: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    charset: bool = False

    @property
    def content_type(self) -> str:
        """The Content-Type header."""
        return f"{self.media_type}; charset=utf-8" if self.charset else self.media_type

    def __str__(self) -> str:
        return f"{self.suffix} ({self.media_type})"


HTML = Format("html", "text/html", "HTML", ("application/xhtml+xml",), charset=True)
# Turtle is a subset of N3.
_N3 = ("application/x-turtle", "text/n3", "text/rdf+n3", "application/n3", "application/rdf+n3")
TURTLE = Format("ttl", "text/turtle", "Turtle", _N3, ("turtle", "n3"), charset=True)
JSON_LD = Format("jsonld", "application/ld+json", "JSON-LD", ("application/json", "text/json"), ("json-ld", "json"))
RDF_XML = Format("rdf", "application/rdf+xml", "RDF/XML", ("application/xml", "text/xml"), ("rdf+xml", "xml"))
N_TRIPLES = Format("nt", "application/n-triples", "N-Triples", ("text/plain",), ("ntriples", "n-triples"))
TRIG = Format("trig", "application/trig", "TriG")
N_QUADS = Format("nq", "application/n-quads", "N-Quads", ("text/x-nquads",))
JSON = Format("json", "application/json", "JSON")
CSV = Format("csv", "text/csv", "CSV", ("text/plain",), charset=True)
TSV = Format("tsv", "text/tab-separated-values", "TSV", charset=True)
PARQUET = Format("parquet", "application/vnd.apache.parquet", "Parquet")

RESULTS_JSON = Format("json", "application/sparql-results+json", "JSON", ("application/json", "text/json"))
RESULTS_XML = Format("xml", "application/sparql-results+xml", "XML", ("application/xml", "text/xml"))

# The forms of a table, and how each is written.
TABLES = {CSV: table_writer.CSV, TSV: table_writer.TSV}

# In order of preference, for clients without one.
DOCUMENTS = (HTML, TURTLE, JSON_LD, RDF_XML, N_TRIPLES, TRIG, N_QUADS, JSON, CSV, TSV)
RESULTS = (RESULTS_JSON, RESULTS_XML, CSV, TSV)
GRAPHS = (TURTLE, N_TRIPLES, RDF_XML, JSON_LD, TRIG, N_QUADS)

SUGGESTIONS = Format("opensearch", "application/x-suggestions+json", "OpenSearch")
# Every format that an Accept header can choose.
NEGOTIABLE = tuple(dict.fromkeys((*DOCUMENTS, *RESULTS, *GRAPHS, PARQUET, SUGGESTIONS)))

# Longer headers are no browser's or library's, and would fill memory.
_LONGEST_REMEMBERED = 256

BY_SUFFIX = {format_.suffix: format_ for format_ in DOCUMENTS}


def choose(
    offered: Sequence[Format], accept: str | None, *, suffix: str | None = None, name: str | None = None
) -> Format:
    """
    Return the format with this *suffix*, or with this *name* in ``?format=``, or else the one *accept* prefers.

    Raises ``NoSuchForm`` with all forms of *offered*: status 404 for a suffix, 400 for a name, 406 for a header.
    """
    if suffix is not None:
        found = next((format_ for format_ in offered if format_.suffix == suffix), None)
        form, status = f".{suffix}", HTTPStatus.NOT_FOUND
    elif name:
        found = find_named(name, offered)
        form, status = name, HTTPStatus.BAD_REQUEST
    else:
        found = negotiate(accept, offered)
        form, status = accept or "", HTTPStatus.NOT_ACCEPTABLE
    if found is None:
        raise NoSuchForm(form, map(str, offered), status)
    return found


def find_named(name: str, offered: Sequence[Format]) -> Format | None:
    """Return the format of *offered* with this suffix, media type or other name, in any case; None for none."""
    # An unencoded plus sign arrives as a space: "application/sparql-results json".
    wanted = name.replace(" ", "+").lower()
    return next((one for one in offered if wanted in {one.suffix, one.media_type, *one.hints, *one.words}), None)


def negotiate(accept: str | None, offered: Sequence[Format]) -> Format | None:
    """
    Return the format of *offered* that the Accept header *accept* prefers, or None where none is acceptable.

    A media type or one of its synonyms goes before a wildcard (RFC 9110 §12.5.1); among equals the order of *offered*
    decides. An absent or empty header accepts everything.
    """
    if accept is None or not accept.strip():
        return offered[0]
    wanted = [(_bare(value), quality) for value, quality in read_ranges(accept)]
    best: tuple[tuple[float, int], Format] | None = None
    for format_ in offered:
        rank = _rank(wanted, format_)
        if rank[0] > 0 and (best is None or rank > best[0]):
            best = rank, format_
    return best[1] if best else None


def accept_key(accept: str) -> str:
    """
    Return a short key that is equal for Accept headers with the same choice from every offer of ``NEGOTIABLE``.

    >>> accept_key("text/turtle") == accept_key("TEXT/turtle; q=0.3, image/png") != accept_key("text/html")
    True
    """
    return (_remembered_key if len(accept) <= _LONGEST_REMEMBERED else _make_key)(accept)


def _make_key(accept: str) -> str:
    wanted = [(_bare(value), quality) for value, quality in read_ranges(accept if accept.strip() else "*/*")]
    ranks = [_rank(wanted, format_) if wanted else (0.0, 0) for format_ in NEGOTIABLE]
    order = sorted({(0.0, 0), *(rank for rank in ranks if rank[0] > 0)})
    return "".join(chr(ord("0") + order.index(rank if rank[0] > 0 else (0.0, 0))) for rank in ranks)


_remembered_key = lru_cache(maxsize=512)(_make_key)


def _rank(wanted: Sequence[tuple[str, float]], format_: Format) -> tuple[float, int]:
    """Return the quality and the specificity (0-3) of the most specific range that covers *format_*."""
    kind = format_.media_type.partition("/")[0]
    for specific, names in ((3, {format_.media_type}), (2, {*format_.hints}), (1, {f"{kind}/*"}), (0, {"*/*", "*"})):
        qualities = [quality for value, quality in wanted if value in names]
        if qualities:
            return max(qualities), specific
    return 0.0, 0


def _bare(value: str) -> str:
    """Return a media range without its parameters, in lower case."""
    return value.partition(";")[0].strip().lower()
