"""Names, prefixes and licences."""

from __future__ import annotations

import pytest

from graph.vocab import EU_LICENCES, LICENCE, LICENCES, BaseFault, Names, eu_address, find_licence, shorten
from tests.paths import ROOT


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


# The addresses of licences, without those of their publishers.
PARTS = ("/licenses/", "/publicdomain/", "/license/", "/authority/licence/", "/nlod/no/")


def test_no_other_module_has_the_address_of_a_licence() -> None:
    paths = [path for room in ("graph", "server") for path in (ROOT / room).rglob("*.py")]

    assert [path.name for path in paths if any(part in path.read_text("utf-8") for part in PARTS)] == ["vocab.py"]


@pytest.mark.parametrize("address", LICENCES)
def test_a_licence_is_found_by_its_text_and_by_its_name_in_the_list_of_the_eu(address: str) -> None:
    licence = LICENCES[address]

    assert find_licence(address) is licence
    assert find_licence(eu_address(address)) is licence


def test_a_licence_that_the_list_of_the_eu_lacks_keeps_its_address() -> None:
    assert eu_address(LICENCE) == f"{EU_LICENCES}NLOD_2_0"
    assert eu_address("https://data.norge.no/nlod/no/1.0") == "https://data.norge.no/nlod/no/1.0"
    assert eu_address("https://example.org/own") == "https://example.org/own"
    assert find_licence("https://example.org/own") is None
