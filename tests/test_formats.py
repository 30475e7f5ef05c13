"""Accept headers come in many shapes; the table says what each of them gets."""

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
        ("text/csv;q=abc, application/sparql-results+xml", "xml"),
    ],
)
def test_rows_come_in_the_format_accepted_best(accept: str | None, suffix: str | None) -> None:
    chosen = negotiate(accept, RESULTS)

    assert (chosen.suffix if chosen else None) == suffix


def test_plain_text_is_a_hint_for_n_triples() -> None:
    chosen = negotiate("text/plain", GRAPHS)

    assert chosen
    assert chosen.suffix == "nt"


@pytest.mark.parametrize("formats", [DOCUMENTS, RESULTS, GRAPHS])
def test_no_two_formats_of_a_table_share_a_suffix_or_type(formats: tuple[Format, ...]) -> None:
    assert len({format_.suffix for format_ in formats}) == len(formats)
    assert len({format_.media_type for format_ in formats}) == len(formats)
