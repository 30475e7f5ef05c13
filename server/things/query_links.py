"""The queries behind the tables of a page, bound to its resource, and the addresses that show or run them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import product
from urllib.parse import urlencode

from flask import Flask

from graph.reading.query_files import load_folder
from graph.reading.sparql_tokens import apply_edits, bind_terms, outline_query
from graph.reading.store import write_term
from graph.vocab import Iri

from ..http.site import release
from ..languages import FALLBACK, ReaderLanguage
from .occupation.related import Related
from .values import Section

_BOUND = re.compile(r"^( *)# bound\n", re.MULTILINE)
# A line of a query that ends in a comment with the name of a facet, and its state if it has one.
_OF_FACET = re.compile(r"^( .*\S) # ([\w-]+)\n", re.MULTILINE)


def register(app: Flask) -> None:
    """Add the queries behind tables to the template globals of *app*."""
    app.jinja_env.globals.update(
        sparql_link=sparql_link,
        bound=bound,
        bound_query=bound_query,
        facts_query=facts_query,
        list_query=list_query,
        describe_query=describe_query,
        counted_query=counted_query,
        sums_query=sums_query,
        related_query=related_query,
        titles_query=titles_query,
        sources_query=sources_query,
    )


def sparql_link(query: str, form: str = "") -> str:
    """Return the address of *query* on the query page; with *form*, of its result in that format."""
    if form:
        return "/sparql?" + urlencode({"query": query, "format": form})
    return "/query?" + urlencode({"query": query})


def bound(query: str, values: Mapping[str, str | Sequence[str]]) -> str:
    """
    Return the text of a query with its variables bound to one term or several; it runs on any endpoint as it is.

    A single term replaces its variable, since engines plan by constants and not by VALUES. Several become a VALUES
    block at the comment ``# bound``, which stands before a GROUP BY, or else at the end.
    """
    terms, choices = {}, {}
    for name, value in values.items():
        several = [value] if isinstance(value, str) else value
        if len(several) == 1:
            terms[name] = write_term(several[0])
        else:
            choices[name] = several
    text = apply_edits(query, bind_terms(outline_query(query), terms)).rstrip()
    base = f"BASE <{release().names.base}>\n{text}\n"
    if not choices:
        return _BOUND.sub("", base)
    rows = " ".join(f"({' '.join(write_term(term) for term in row)})" for row in product(*choices.values()))
    names = " ".join(f"?{name}" for name in choices)
    values_block = f"VALUES ({names}) {{ {rows} }}\n"
    placed, places = _BOUND.subn(lambda found: found[1] + values_block, base)
    return placed if places else base + values_block


def bound_query(query: str, iri: str, language: ReaderLanguage | None = None) -> str:
    """Return a query with ``?this`` bound to *iri* and, with *language*, ``?language`` to its content language."""
    spoken = {"language": language.content} if language else {}
    return bound(query, {"this": Iri(iri), **spoken})


def _page_query(key: str, **values: str | Sequence[str]) -> str:
    return bound(load_folder("pages")[key].text, values)


def list_query(listed: Mapping[str, Iri]) -> str:
    """Return the query behind a list, with its variables bound to *listed*."""
    return _page_query("list", **listed)


def facts_query(iri: str, sections: Iterable[Section], language: ReaderLanguage, *, is_incoming: bool = False) -> str:
    """Return the query behind a table of facts: *sections* of *iri*, or with *is_incoming* of the links to it."""
    asked: dict[str, str | Sequence[str]] = {"this": Iri(iri), "property": [Iri(section.iri) for section in sections]}
    if is_incoming:
        return _page_query("facts-in-table", **asked)
    return _page_query("facts-table", **asked, languages=" ".join(FALLBACK[language.content]))


def describe_query(iri: str) -> str:
    """Return the query behind the full description of *iri*."""
    return bound(load_folder("entities")["table"].text, {"this": Iri(iri)})


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
    return _page_query("compared-table", occupation=iris, languages=" ".join(FALLBACK[language.content]))


def related_query(iri: str, language: ReaderLanguage) -> str:
    """Return the query behind the table of occupations related to *iri*, its words in *language*."""
    return _page_query("related-table", this=Iri(iri), language=language.interface)


def titles_query(iri: str) -> str:
    """Return the query behind the tables of the job titles of *iri*."""
    return _page_query("titles", this=Iri(iri))


def counted_query(values: Mapping[str, Sequence[str]]) -> str:
    """Return the query behind a count over several occupations: one row per occupation and counted resource."""
    return _page_query("counted-table", **values)


def sums_query(iri: str, related: Iterable[Related]) -> str:
    """Return the query behind the safe and naive sums over *iri* and the occupations *related* to it."""
    names = release().names
    others = [names.thing("occupation", other.key) for other in related]
    return _page_query("sums-table", occupation=[Iri(iri), *others])


def sources_query(language: ReaderLanguage, iri: str = "") -> str:
    """Return the query behind the table of sources, with names in *language*: of all, or of those behind *iri*."""
    if iri:
        return _page_query("sources-of", this=Iri(iri), language=language.content)
    return _page_query("sources", language=language.content)
