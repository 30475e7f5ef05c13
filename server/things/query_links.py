"""The queries behind the tables of a page, bound to its resource, and the addresses that show or run them."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import quote_plus, urlencode

from flask import Flask

from graph.reading.query_files import load_folder
from graph.reading.sparql_tokens import apply_edits, bind_terms, outline_query
from graph.reading.store import write_term
from graph.vocab import Iri

from ..http.old_releases import base_within
from ..http.site import release
from ..languages import FALLBACK, ReaderLanguage
from ..messages import message
from ..snippets import Snippet, write_document_snippets
from .occupation.related import Related
from .values import Section

# A line of a query that ends in a comment with the name of a facet, and its state if it has one.
_OF_FACET = re.compile(r"^( .*\S) # ([\w-]+)\n", re.MULTILINE)

# A variable of a query file whose term is to be put there.
_PLACE = re.compile("\0(\\w+)\0")


class _Encoding(dict[int, str]):
    """Characters as an address has them in a parameter, by their code point; those of ASCII are remembered."""

    def __missing__(self, code: int) -> str:
        return quote_plus(chr(code))


_ENCODED = _Encoding({code: quote_plus(chr(code)) for code in range(128)})


def register(app: Flask) -> None:
    """Add the queries behind tables to the template globals of *app*."""
    app.jinja_env.globals.update(
        sparql_link=sparql_link,
        bound=bound,
        bound_query=bound_query,
        facts_query=facts_query,
        list_query=list_query,
        describe_query=describe_query,
        sums_query=sums_query,
        related_query=related_query,
        pay_query=pay_query,
        flow_query=flow_query,
        county_query=county_query,
        titles_query=titles_query,
        sources_query=sources_query,
        document_snippets=document_snippets,
    )


def document_snippets(iri: str, kind: str, key: str) -> list[Snippet]:
    """Return lines to copy that read the document about a resource with common tools."""
    current = release()
    base = base_within(current)
    address = base + current.names.document(kind, key).removeprefix(current.names.base)
    return write_document_snippets(iri, address, f"{base}sparql", describe_query(iri))


def sparql_link(query: str, form: str = "") -> str:
    """Return the address of *query* on the query page; with *form*, of its result in that format."""
    written = query.encoded if isinstance(query, BoundQuery) else _encode(query)
    return f"/sparql?query={written}&{urlencode({'format': form})}" if form else f"/query?query={written}"


def _encode(query: str) -> str:
    return query.translate(_ENCODED)


class BoundQuery(str):
    """The text of a query file with terms in place of its variables, and the same ``encoded`` for an address."""

    __slots__ = ("encoded",)

    encoded: str


def bound(query: str, values: Mapping[str, str]) -> str:
    """
    Return the text of a query with terms in place of its variables, so that it runs on any endpoint as it is.

    Raises ``QueryFault`` where an ``Iri`` among *values* is not a valid IRI.
    """
    terms = {name: write_term(value) for name, value in values.items()}
    text = apply_edits(query, bind_terms(outline_query(query), terms)).rstrip()
    return f"BASE <{release().names.base}>\n{text}\n"


def bound_query(query: str, iri: str, language: ReaderLanguage | None = None) -> str:
    """
    Return the text of a query file with ``?this`` bound to *iri* and, with *language*, ``?language`` to its content.

    Raises ``QueryFault`` where *iri* is not a valid IRI.
    """
    spoken = {"language": language.content} if language else {}
    return _bind_file(query, {"this": Iri(iri), **spoken})


def _page_query(key: str, chosen: Sequence[str] = (), **values: str) -> str:
    """Return a page query with *values*, and with the variable that it declares for choosing limited to *chosen*."""
    query = load_folder("pages")[key]
    if len(chosen) == 1:
        # Engines plan by constants better than by VALUES.
        only = {query.words("choose").removeprefix("?"): Iri(chosen[0])}
        return _bind_file(query.unlimited, {**values, **only})
    text = _bind_file(query.text, values)
    return replace(query, text=str(text)).choose(chosen) if chosen else text


def _bind_file(text: str, values: Mapping[str, str]) -> BoundQuery:
    """Return the *text* of a query file with terms in place of its variables, after the base of the release."""
    terms = {name: write_term(value) for name, value in values.items()}
    head = f"BASE <{release().names.base}>\n"
    pieces, names = _take_apart(text, frozenset(terms))
    found = [head, pieces[0].text]
    encoded = [_encode(head), pieces[0].encoded]
    for name, piece in zip(names, pieces[1:], strict=True):
        found += terms[name], piece.text
        encoded += _encode(terms[name]), piece.encoded
    query = BoundQuery("".join(found))
    query.encoded = "".join(encoded)
    return query


class _Piece(NamedTuple):
    """A text between two terms, as it is and encoded for an address."""

    text: str
    encoded: str


# A page has ten such queries, and to read and to encode the tokens of one takes longer than to render its table.
@lru_cache(maxsize=256)
def _take_apart(text: str, names: frozenset[str]) -> tuple[list[_Piece], list[str]]:
    """Return the *text* of a query file, ended by one newline, in pieces, and the names of the variables between."""
    marked = apply_edits(text, bind_terms(outline_query(text), {name: f"\0{name}\0" for name in names})).rstrip() + "\n"
    pieces = _PLACE.split(marked)
    return [_Piece(piece, _encode(piece)) for piece in pieces[::2]], pieces[1::2]


def list_query(listed: Mapping[str, Iri]) -> str:
    """Return the query behind a list, with its variables bound to *listed*."""
    return _page_query("list", **listed)


def facts_query(iri: str, sections: Iterable[Section], language: ReaderLanguage, *, is_incoming: bool = False) -> str:
    """Return the query behind a table of facts: *sections* of *iri*, or with *is_incoming* of the links to it."""
    properties = [section.iri for section in sections]
    if is_incoming:
        return _page_query("facts-in-table", properties, this=Iri(iri))
    return _page_query("facts-table", properties, this=Iri(iri), languages=" ".join(FALLBACK[language.content]))


def describe_query(iri: str) -> str:
    """Return the query behind the full description of *iri*."""
    return bound_query(load_folder("entities")["table"].text, iri)


def chosen_query(choice: Mapping[str, Iri | None], language: ReaderLanguage) -> str:
    """
    Return the query behind the occupations that match each facet in *choice*, with names in *language*.

    A facet may have a state: ``feature-none``, ``interest-unknown``; None binds no value.
    """
    text = _OF_FACET.sub(
        lambda found: f"{found[1]}\n" if found[2] in choice else "", load_folder("pages")["occupations-chosen"].text
    )
    values = {facet.partition("-")[0]: value for facet, value in choice.items() if value is not None}
    return bound(text, {**values, "language": language.content})


def compared_query(iris: Sequence[Iri], language: ReaderLanguage) -> str:
    """Return the query behind the comparison of two or more occupations."""
    return _page_query("compared-table", iris, languages=" ".join(FALLBACK[language.content]))


def related_query(iri: str, language: ReaderLanguage) -> str:
    """Return the query behind the table of occupations related to *iri*, its words in *language*."""
    return _page_query("related-table", this=Iri(iri), language=language.interface)


def pay_query(iri: str, sector: str, language: ReaderLanguage) -> str:
    """Return the query behind the table of pay of *iri* in the *sector* with this code, its words in *language*."""
    in_sector = release().names.thing("code", f"sector-{sector}")
    return _page_query("pay-table", subject=Iri(iri), inSector=in_sector, language=language.interface)


def flow_query(programmes: Collection[str], language: ReaderLanguage) -> str:
    """
    Return the query behind the table of the occupations to which the study *programmes*, by key, lead.

    Without any, it is the one behind the overview of all by field and major group.
    """
    if not programmes:
        unstated = message("not_stated", language.interface)
        return _page_query("flow-overview-table", language=language.content, unstated=unstated)
    iris = [release().names.thing("education", key) for key in programmes]
    return _page_query("flow-table", iris, language=language.content)


def county_query(cube: str, subject: str, language: ReaderLanguage) -> str:
    """Return the query behind the table of the figures of *cube* about the *subject* with this IRI by county."""
    return _page_query(f"county-{cube}", subject=Iri(subject), language=language.content)


def titles_query(iri: str) -> str:
    """Return the query behind the tables of the job titles of *iri*."""
    return _page_query("titles", this=Iri(iri))


def counted_query(occupations: Sequence[str], property_: Iri) -> str:
    """Return the query behind a count over *occupations*: one row per occupation and value of *property_*."""
    return _page_query("counted-table", occupations, property=property_)


def sums_query(iri: str, related: Iterable[Related]) -> str:
    """Return the query behind the safe and naive sums over *iri* and the occupations *related* to it."""
    names = release().names
    others = [names.thing("occupation", other.key) for other in related]
    return _page_query("sums-table", [iri, *others])


def sources_query(language: ReaderLanguage, iri: str = "") -> str:
    """Return the query behind the table of sources, with names in *language*: of all, or of those behind *iri*."""
    if iri:
        return _page_query("sources-of", this=Iri(iri), language=language.content)
    return _page_query("sources", language=language.content)
