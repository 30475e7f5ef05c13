"""A table of Accept headers and the formats they get."""

from __future__ import annotations

import pytest

from server.formats import DOCUMENTS, GRAPHS, RESULTS, Format, negotiate


@pytest.mark.parametrize(
    ("accept", "suffix"),
    [
        (None, "json"),
        ("*/*", "json"),
        ("text/csv", "csv"),
        ("text/tab-separated-values", "tsv"),
        ("application/sparql-results+xml;q=0.9, application/sparql-results+json;q=0.2", "xml"),
        ("application/json", "json"),
        ("application/xml", "xml"),
        ("text/*", "csv"),
        ("text/*;q=0.4, */*;q=0.5", "json"),
        ("text/turtle", None),
        ("*/*;q=0", None),
        ("application/*, application/sparql-results+json;q=0", "xml"),
        (",;,", None),
        ("*", "json"),
        ("text/csv;q=0.1, application/sparql-results+xml;q=0.1, */*;q=0.1", "xml"),
        ("TEXT/CSV", "csv"),
        ("text/csv; header=present", "csv"),
        ("text/csv;q=abc, application/sparql-results+xml", "xml"),
        ("text/csv;q=.2, application/sparql-results+xml;q=0.1", "csv"),
    ],
)
def test_rows_come_in_the_format_accepted_best(accept: str | None, suffix: str | None) -> None:
    chosen = negotiate(accept, RESULTS)

    assert (chosen.suffix if chosen else None) == suffix


@pytest.mark.parametrize(
    ("accept", "suffix", "why"),
    [
        (None, "html", "who does not say gets the page"),
        ("", "html", "an empty header says nothing"),
        ("*/*", "html", "curl says this"),
        ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "html", "browsers say this"),
        ("text/html;q=0, */*", "ttl", "a page is refused outright, whatever the wildcard covers"),
        ("text/*;q=0, */*", "jsonld", "a whole kind is refused"),
        ("application/*", "jsonld", "the first of a kind"),
        ("application/rdf+xml;q=0.5, text/turtle;q=0.9", "ttl", "the higher quality"),
        ("application/rdf+xml, text/turtle", "ttl", "among equals our order"),
        ("application/n-triples;q=0.8, */*;q=0.8", "nt", "one that is named goes before one that is covered"),
        ("application/xml", "rdf", "a hint"),
        ("application/xhtml+xml", "html", "a hint"),
        ("text/plain", "nt", "a hint"),
        ("application/x-turtle, image/png", "ttl", "an old name"),
        ("application/json", "json", "its own format here, and no hint"),
        ("application/rdf+xml;q=0, application/xml", None, "no hint brings back what is refused"),
        ("image/png, image/*;q=0.8", None, "nothing we have"),
        ("*/*;q=0", None, "nothing at all"),
        ("text/html, image/gif, image/jpeg, *; q=.2, */*; q=.2", "html", "Java says this"),
        ("text/turtle, application/rdf+xml;q=0.9, */*;q=0.1", "ttl", "rdflib and Jena say something like this"),
    ],
)
def test_a_document_comes_in_the_format_accepted_best(accept: str | None, suffix: str | None, why: str) -> None:
    chosen = negotiate(accept, DOCUMENTS)

    assert (chosen.suffix if chosen else None) == suffix, why


def test_plain_text_is_a_hint_for_n_triples() -> None:
    chosen = negotiate("text/plain", GRAPHS)

    assert chosen
    assert chosen.suffix == "nt"


@pytest.mark.parametrize("formats", [DOCUMENTS, RESULTS, GRAPHS])
def test_no_two_formats_of_a_table_share_a_suffix_or_type(formats: tuple[Format, ...]) -> None:
    assert len({format_.suffix for format_ in formats}) == len(formats)
    assert len({format_.media_type for format_ in formats}) == len(formats)
