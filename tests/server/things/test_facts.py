"""Pages of occupations and study programmes show every value, except of the properties listed as left out."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

import pytest
from flask import Flask

from graph.reading.release import CurrentRelease, Release, Releases
from graph.reading.result_rows import Cell
from graph.vocab import PREFIXES, YG, Iri
from server.app import create_app
from server.http.site import EXTENSION
from server.languages import Passage, ReaderLanguage
from server.settings import Settings
from server.things.facts import list_rest
from server.things.occupation.page import LEFT_OUT, SHOWN
from server.things.pages import make_resource_page
from server.things.sources import today
from server.things.values import Section, Value

# The heading names the class; every format but HTML has all of them.
TYPE = PREFIXES["rdf"] + "type"
RESOURCES = f"SELECT ?thing WHERE {{ VALUES ?class {{ <{YG}Occupation> <{YG}Education> }} ?thing a ?class }}"


@pytest.fixture(params=["bundled", "joiners", "crossed", "portal"])
def served(request: pytest.FixtureRequest) -> Iterator[tuple[Release, Flask]]:
    """A release and the application over it."""
    release: Release = request.getfixturevalue(request.param)
    home = release.folder.parent
    app = create_app(CurrentRelease(Releases(home)), Settings(home=home, query_memory=512 << 20, executors=1))
    yield release, app
    app.extensions[EXTENSION].executors.close()


def read_page(page: str) -> tuple[str, set[str]]:
    """Return the visible text of an HTML page, and the addresses of its links without query and fragment."""
    body = page.partition("<main")[2].partition("</main>")[0]
    return " ".join(html.unescape(re.sub(r"<[^>]*>", " ", body)).split()), set(re.findall(r'href="([^"?#]*)', body))


def is_on(value: Value, text: str, links: set[str]) -> bool:
    """Return whether a page shows *value*: its link, or each line of its text."""
    if value.href:
        return value.href in links
    return all(" ".join(line.split()) in text for line in value.shown.words.split("\n"))


def test_a_page_shows_every_value_that_it_does_not_list_as_left_out(served: tuple[Release, Flask]) -> None:
    release, app = served
    iris = [row["thing"].value for row in release.store.rows(RESOURCES)]
    missing, seen = [], set()

    with app.test_request_context("/"):
        for iri in iris:
            page = make_resource_page(release, Iri(iri), ReaderLanguage.of("nb"), today())
            text, links = read_page(page.render())
            seen |= set(page.sections)
            missing += [
                (iri, section.iri, value.shown.words)
                for section in page.sections.values()
                if section.iri not in {TYPE, *LEFT_OUT}
                for value in section.values
                if not is_on(value, text, links)
            ]

    assert len(iris) > 1
    assert len(seen) > 8
    assert missing == []


def make_section(iri: str, *values: str) -> Section:
    """Return the section of the property *iri* with IRIs as values."""
    return Section(iri, Passage(iri, ""), None, [Value(Cell(value, "uri")) for value in values])


def test_a_property_that_no_part_of_the_page_shows_is_among_the_rest() -> None:
    names = ("summary", "hasJobTitle", "isLinkedBy", "coveredBy")
    sections = {YG + name: make_section(YG + name, f"http://localhost:8000/id/{name}/1") for name in names}

    rest = list_rest(sections, SHOWN, LEFT_OUT)

    assert [section.iri for section in rest] == [YG + "coveredBy"]
    assert all(LEFT_OUT.values())
