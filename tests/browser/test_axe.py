"""Every kind of page is free of faults that axe finds, in each language, light and dark."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import cycle
from urllib.parse import quote

import pytest
from playwright.sync_api import Page

from .axe import ALL_BUT_CONTRAST, ONLY_CONTRAST, faults
from .conftest import Windows

pytestmark = pytest.mark.browser

PATHS = (
    "/",
    "/about",
    "/data",
    "/doc/occupation/lege",
    "/doc/title/2221150",
    "/doc/nus/763202",
    "/doc/source/utdanning-lege",
    "/doc/check/title-listed-twice",
    "/doc/query/titles-by-group",
    "/doc/query/occupation-as-skos",
    "/doc/occupation/finst-ikkje",
    "/list/occupation",
    "/list/finding",
    "/query",
    f"/query?run=1&query={quote('SELECT ?s ?p (STRLEN(STR(?o)) AS ?n) { ?s ?p ?o } LIMIT 50')}",
    f"/query?run=1&query={quote('SELECT * { ?s ?p }')}",
    "/count?occupation=lege&occupation=allmennlege",
    "/catalog",
    "/conformance",
    "/limits",
    "/browse",
    "/occupations",
    "/interests",
    "/tree/styrk98?at=2221",
    "/compare?occupation=lege,allmennlege,audiograf",
    "/neighbours/lege",
    "/course",
    "/course/3",
    "/search?q=lege",
    "/search?q=finst-ikkje",
    f"/report?iri={quote('http://localhost:8000/id/occupation/lege')}",
    "/recode",
    "/reconcile/about",
    "/reconcile/preview?id=title/2221150",
    "/search",
    "/search?q=xyzzyq",
    "/tables",
    "/dumps",
    "/tables/title",
    "/def.html",
)


# The page of terms has the same few parts hundreds of times, half a minute of axe: one of each make is left in a list.
ONE_OF_EACH_MAKE = """
() => document.querySelectorAll("dl.terms").forEach(list => {
    const makes = new Set();
    for (const term of list.querySelectorAll("dt")) {
        const entry = [term, term.nextElementSibling];
        const parts = entry.flatMap(part => [part, ...part.querySelectorAll("*")]);
        const make = [...new Set(parts.map(part => `${part.tagName} ${part.className} ${part.lang}`))].sort().join();
        if (makes.has(make)) entry.forEach(part => part.remove());
        makes.add(make);
    }
})
"""

MAKES = """
() => [...new Set([...document.querySelectorAll("dl.terms *")].map(part => `${part.tagName} ${part.className}`))].sort()
"""


@pytest.fixture
def telephone(windows: Windows, site: str) -> Iterator[Page]:
    """A page as wide as a telephone."""
    with windows.lend(site, viewport={"width": 360, "height": 800}) as page:
        yield page


def open_in(page: Page, path: str, language: str) -> None:
    """Open *path* in *language*, a list of terms in it shortened."""
    page.goto(f"{path}{'&' if '?' in path else '?'}lang={language}")
    page.evaluate(ONE_OF_EACH_MAKE)


def test_a_shortened_list_of_terms_has_a_term_of_each_make(telephone: Page) -> None:
    telephone.goto("/def.html?lang=nn")
    makes, terms = telephone.evaluate(MAKES), telephone.locator("dl.terms dt").count()
    telephone.evaluate(ONE_OF_EACH_MAKE)

    assert telephone.evaluate(MAKES) == makes
    assert 3 <= telephone.locator("dl.terms dt").count() < terms / 4


@pytest.mark.parametrize("path", PATHS)
def test_axe_finds_nothing_wrong(telephone: Page, path: str) -> None:
    open_in(telephone, path, "nn")
    light = faults(telephone)
    # Colours do not depend on the language, nor anything else on the colours.
    telephone.emulate_media(color_scheme="dark")
    dark = faults(telephone, ONLY_CONTRAST)

    assert telephone.locator("html").get_attribute("lang") == "nn"
    assert light == []
    assert dark == []


# Words differ between languages and the elements do not: each page in one other language, by turns.
BY_TURNS = [*zip(PATHS, cycle(("nb", "en")), strict=False)]


@pytest.mark.parametrize(("path", "language"), BY_TURNS)
def test_axe_finds_nothing_wrong_in_the_other_languages(telephone: Page, path: str, language: str) -> None:
    open_in(telephone, path, language)

    assert telephone.locator("html").get_attribute("lang") == language
    assert faults(telephone, ALL_BUT_CONTRAST) == []


def test_axe_finds_nothing_wrong_on_the_page_about_the_release(telephone: Page) -> None:
    telephone.goto("/")
    telephone.locator("footer p a").first.click()

    assert faults(telephone) == []
