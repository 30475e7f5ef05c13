"""Names and prefixes."""

from __future__ import annotations

import pytest

from graph.vocab import BaseFault, Names, shorten


def test_a_thing_has_its_name_under_the_base() -> None:
    assert Names("https://data.example.org/").thing("styrk98", "2221") == "https://data.example.org/id/styrk98/2221"


@pytest.mark.parametrize(
    "base", ["http://localhost:8765/", "https://a-b.no/", "http://127.0.0.1:1/", "http://[::1]:81/"]
)
def test_a_base_is_a_host_and_perhaps_a_port(base: str) -> None:
    assert Names(base).base == base


@pytest.mark.parametrize(
    "base",
    [
        *(
            "localhost:8000",
            "http://localhost:8000",
            "ftp://a/",
            "http://a/?q=1/",
            "http:///",
            "http://a/#b/",
            "http://a//",
        ),
        *(
            "HTTP://LOCALHOST:9000/",
            "http://Localhost/",
            "http://a/yrker/",
            "http://exa mple/",
            "http://a:0/",
            "http://a:/",
        ),
        *(
            "http://a:99999/",
            "https://a:443/",
            "http://me@a/",
            "http://a/\n",
            "http://-a/",
            "http://ås.no/",
            "http://a/./",
        ),
    ],
)
def test_a_base_that_nothing_can_live_under_is_refused(base: str) -> None:
    with pytest.raises(BaseFault, match="a base IRI"):
        Names(base)


@pytest.mark.parametrize(
    ("iri", "parts"),
    [
        ("http://localhost:8000/id/title/2221110", ("title", "2221110")),
        ("http://localhost:8000/id/title", None),
        ("http://localhost:8000/doc/title/2221110", None),
        ("http://elsewhere.example/id/title/2221110", None),
    ],
)
def test_only_our_own_names_are_taken_apart(iri: str, parts: tuple[str, str] | None) -> None:
    assert Names("http://localhost:8000/").split(iri) == parts


def test_an_iri_without_a_known_prefix_stays_as_it_is() -> None:
    assert shorten("https://example.org/x") == "https://example.org/x"
