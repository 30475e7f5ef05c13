"""Every kind of page is free of faults that axe finds, in each language, light and dark."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import cycle
from typing import Any
from urllib.parse import quote

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

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
    f"/query?run=1&query={quote('SELECT * { ?s ?p ?o } LIMIT 50')}",
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


# Half a minute in each language, for the same parts again and again.
LONG = ("/def.html",)
CONTRAST = "color-contrast"
ONLY_CONTRAST = {"runOnly": {"type": "rule", "values": [CONTRAST]}}
ALL_BUT_CONTRAST = {"rules": {CONTRAST: {"enabled": False}}}
# Whole nodes of violations only: those of all that is well are megabytes a page.
BRIEF = {"resultTypes": ["violations"]}


@pytest.fixture
def telephone(browser: Browser, site: str) -> Iterator[Page]:
    """A page as wide as a telephone."""
    context = browser.new_context(base_url=site, viewport={"width": 360, "height": 800})
    yield context.new_page()
    context.close()


def faults(page: Page, options: dict[str, Any] | None = None) -> list[tuple[str, str]]:
    """Return the rules of axe that *page* breaks, each with its first element."""
    found = Axe().run(page, options=BRIEF | (options or {})).response["violations"]
    return [(one["id"], one["nodes"][0]["html"]) for one in found]


def in_language(path: str, language: str) -> str:
    return f"{path}{'&' if '?' in path else '?'}lang={language}"


@pytest.mark.parametrize("path", PATHS)
def test_axe_finds_nothing_wrong(telephone: Page, path: str) -> None:
    telephone.goto(in_language(path, "nn"))
    light = faults(telephone)
    # Colours do not depend on the language, nor anything else on the colours.
    telephone.emulate_media(color_scheme="dark")
    dark = faults(telephone, ONLY_CONTRAST)

    assert telephone.locator("html").get_attribute("lang") == "nn"
    assert light == []
    assert dark == []


# Words differ between languages and the elements do not: each page in one other language, by turns.
BY_TURNS = [*zip((path for path in PATHS if path not in LONG), cycle(("nb", "en")), strict=False)]


@pytest.mark.parametrize(("path", "language"), BY_TURNS)
def test_axe_finds_nothing_wrong_in_the_other_languages(telephone: Page, path: str, language: str) -> None:
    telephone.goto(in_language(path, language))

    assert telephone.locator("html").get_attribute("lang") == language
    assert faults(telephone, ALL_BUT_CONTRAST) == []


def test_axe_finds_nothing_wrong_on_the_page_about_the_release(telephone: Page) -> None:
    telephone.goto("/")
    telephone.locator("footer p a").first.click()

    assert faults(telephone) == []
