"""A release page shows counts by class, and its parts in order."""

from __future__ import annotations

import re

import pytest
from flask.testing import FlaskClient

from graph.reading.release import Release
from server.collation import alphabetical
from server.languages import ReaderLanguage
from server.numbers import write_number
from server.things.page_questions import ask_about
from server.things.release_page import QUERIES, read_parts
from tests.editions import Editions


@pytest.fixture
def text(client: FlaskClient, bundled: Release) -> str:
    return client.get(f"/doc/release/{bundled.id}.html?lang=nb").text


def test_the_statements_are_counted_with_those_about_the_release(text: str, bundled: Release) -> None:
    assert f"<p>{write_number(bundled.manifest.triples, 'nb')} utsagn. Antall ressurser" in text


def test_things_are_counted_by_class(text: str) -> None:
    assert '<a href="/def.html?lang=nb#JobTitle">stillingstittel</a></td><td class="number">46</td>' in text
    assert "Klasser fra andre vokabularer" in text


def test_its_parts_stand_by_kind_in_alphabetical_order(bundled: Release) -> None:
    iri = bundled.names.thing("release", bundled.id)

    found = read_parts(
        bundled, ask_about(bundled, iri, ReaderLanguage.of("nn"), *QUERIES)["release-parts"], ReaderLanguage.of("nn")
    )

    assert [part.kind for part in found] == ["source", "graph", "rule", "check", "query"]
    for part in found:
        names = [alphabetical(value.shown.words) for value in part.values]
        assert names == sorted(names)


def test_the_licence_has_a_name_and_every_file_a_link(text: str, client: FlaskClient) -> None:
    assert '<a href="https://data.norge.no/nlod/no/2.0">NLOD 2.0</a>' in text
    for path in re.findall(r'href="(/dumps/[^"]+\.(?:ttl|json)(?:\.gz)?)"', text):
        with client.get(path) as file:
            assert file.status_code == 200, path
    # Only the citation shows an address: it is to be written off.
    assert not re.findall(r">https?://[^<]*</a>", re.sub(r'<p class="cite">.*?</p>', "", text))


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("nb", r"Tidligere utgave fra \d+\. \w+ \d{4}, avløst av Yrkesgraf NEXT\."),
        ("nn", r"Tidlegare utgåve frå \d+\. \w+ \d{4}, avløyst av Yrkesgraf NEXT\."),
        ("en", r"Former release of \d+ \w+ \d{4}, replaced by Yrkesgraf NEXT\."),
    ],
)
@pytest.mark.parametrize("age", [0, 1])
def test_a_former_release_is_not_retired_and_leads_to_its_successor_files_and_changes(
    editions_client: FlaskClient, editions: Editions, language: str, words: str, age: int
) -> None:
    one, successor = editions[age], editions[age + 1]
    page = editions_client.get(f"/doc/release/{one.id}.html?lang={language}").text
    plain = " ".join(re.sub(r"<[^>]+>", "", page).split())

    assert re.search(words.replace("NEXT", successor.id), plain)
    assert f'href="/doc/release/{successor.id}?lang={language}"' in page
    # The first of all brought no changes.
    assert (f'href="/release/{one.id}/changes?lang={language}"' in page) == (age > 0)
    assert f'href="/dumps/{one.id}/yrkesgraf.nq.gz"' in page
    assert not re.search(r"[Uu]tgått|[Rr]etired:|\b0 (utsagn|utsegner|statements)", plain)


def test_the_links_of_a_former_release_answer(editions_client: FlaskClient, editions: Editions) -> None:
    page = editions_client.get(f"/doc/release/{editions.old.id}.html").text
    links = set(re.findall(r'href="(/(?:release|dumps)/[^"]+)"', page))

    found = {link: editions_client.get(link, follow_redirects=True).status_code for link in links}

    assert {link: status for link, status in found.items() if status != 200} == {}


def test_the_current_release_is_no_former_one(editions_client: FlaskClient, editions: Editions) -> None:
    page = editions_client.get(f"/doc/release/{editions.newest.id}.html?lang=en").text

    assert "Former release" not in page
    assert f"Yrkesgraf {editions.new.id}</a>" in page
