"""On paper a page is all there and nothing of it is for pressing; it is dark on white whatever the screen is."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, ViewportSize, expect

from .conftest import Windows

pytestmark = pytest.mark.browser

PATHS = (
    "/doc/occupation/lege",
    "/doc/styrk98/2221",
    "/tree/styrk98?at=2221",
    "/compare?occupation=lege,allmennlege,audiograf",
    "/neighbours/lege",
    "/query",
    "/def.html",
)
# The width of A4 between the margins, in pixels of CSS.
A4: ViewportSize = {"width": 680, "height": 1000}


@pytest.fixture(params=[True, False], ids=["with JavaScript", "without JavaScript"])
def paper(windows: Windows, site: str, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A page on its way to the printer of who reads in the dark."""
    with windows.watched(site, java_script_enabled=request.param, locale="nb-NO", viewport=A4) as page:
        page.emulate_media(media="print", color_scheme="dark")
        yield page


@pytest.mark.parametrize("path", PATHS)
def test_nothing_on_paper_is_for_pressing_or_cut_at_its_edge(paper: Page, path: str) -> None:
    paper.goto(path)

    for pressed in ("button", "input", "select", "textarea", "nav a", ".toggle", ".drop", ".actions a", ".formats a"):
        assert paper.locator(f"{pressed}:visible").count() == 0, pressed
    expect(paper.get_by_role("heading", level=1)).to_be_visible()
    assert paper.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert paper.evaluate("[...document.querySelectorAll('.scroll')].every(one => one.scrollWidth <= one.clientWidth)")


def test_the_data_and_the_ways_to_use_them_stay_off_paper(paper: Page) -> None:
    paper.goto("/doc/occupation/lege")

    for hidden in ("#data", ".use", "section[aria-labelledby=mending]"):
        assert paper.locator(f"{hidden}:visible").count() == 0, hidden


def test_paper_is_dark_on_white_for_who_reads_in_the_dark(paper: Page) -> None:
    paper.goto("/doc/occupation/lege")

    ink = paper.locator("h1").evaluate("element => getComputedStyle(element).color")
    background = paper.locator("body").evaluate("element => getComputedStyle(element).backgroundColor")

    assert ink == "rgb(29, 36, 38)"
    assert background == "rgba(0, 0, 0, 0)"


def test_what_is_folded_on_the_screen_is_open_on_paper_and_stands_there_once(paper: Page) -> None:
    paper.goto("/doc/occupation/lege")

    for link in paper.get_by_role("region", name="Beslektede yrker").locator("h4 a").all():
        expect(link).to_be_visible()
    assert paper.locator(".again:visible").count() == 0
    assert paper.locator(".otherwise:visible").count() == 0
    assert paper.locator("summary:visible").count() == paper.locator(".named > summary:visible").count()
