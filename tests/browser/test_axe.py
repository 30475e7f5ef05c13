"""Every kind of page is free of faults that axe finds, in each language, light and dark."""

from __future__ import annotations

from collections.abc import Iterator
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
    f"/query?run=1&query={quote('SELECT * { ?s ?p ?o }')}",
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
    "/search?q=lege",
    "/search?q=xyzzyq",
    "/def.html",
)


@pytest.fixture(params=["light", "dark"])
def coloured(browser: Browser, site: str, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A page in one colour scheme, as wide as a telephone."""
    context = browser.new_context(color_scheme=request.param, base_url=site, viewport={"width": 360, "height": 800})
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("path", PATHS)
def test_axe_finds_nothing_wrong(coloured: Page, path: str) -> None:
    # Colours do not depend on the language: dark pages are tested in one.
    dark = coloured.evaluate("matchMedia('(prefers-color-scheme: dark)').matches")
    for language in ("nn",) if dark else ("nb", "nn", "en"):
        coloured.goto(f"{path}{'&' if '?' in path else '?'}lang={language}")
        found = Axe().run(coloured)

        assert coloured.locator("html").get_attribute("lang") == language
        assert [(one["id"], one["nodes"][0]["html"]) for one in found.response["violations"]] == []


def test_axe_finds_nothing_wrong_on_the_page_about_the_release(coloured: Page) -> None:
    coloured.goto("/")
    coloured.locator("footer p a").click()

    assert [one["id"] for one in Axe().run(coloured).response["violations"]] == []
