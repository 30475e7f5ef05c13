"""People browse from the start page to an occupation, to the next one, and back, with and without JavaScript."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from .conftest import Windows

pytestmark = pytest.mark.browser

PATHS = ("/", "/doc/occupation/lege", "/doc/title/2221150", "/def.html", "/sparql", "/list/nus", "/way")


def test_from_the_start_page_to_lege_to_a_related_occupation_and_back(page: Page) -> None:
    page.goto("/")
    page.get_by_role("navigation", name="Hovudmeny").get_by_role("link", name="Yrke", exact=True).click()
    page.get_by_role("link", name="Lege", exact=True).click()
    expect(page.get_by_role("heading", level=1, name="Lege")).to_be_visible()

    page.get_by_role("link", name="Audiograf").first.click()
    expect(page.get_by_role("heading", level=1, name="Audiograf")).to_be_visible()

    page.get_by_role("link", name="Lege", exact=True).first.click()
    expect(page).to_have_url(re.compile(r"/doc/occupation/lege$"))
    page.go_back()
    expect(page.get_by_role("heading", level=1, name="Audiograf")).to_be_visible()


def test_a_question_on_the_start_page_runs_on_click(page: Page) -> None:
    page.goto("/data")
    page.get_by_role("link", name="Titlane til eit yrke etter STYRK-98-gruppe").click()

    expect(page.get_by_role("row")).to_have_count(47)
    expect(page.get_by_role("cell", name="2221150")).to_be_visible()


def test_the_language_can_be_changed_and_stays(page: Page) -> None:
    page.goto("/doc/occupation/lege")
    page.locator("header").get_by_role("link", name="English").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Medical doctor")

    page.locator("a[href*='/occupation/audiograf']").first.click()
    expect(page.locator("html")).to_have_attribute("lang", "en")


def test_the_place_on_the_page_survives_a_change_of_language(windows: Windows, site: str) -> None:
    with windows.lend(site, locale="nn-NO") as page:
        page.goto("/doc/occupation/lege#related")
        page.locator("header").get_by_role("link", name="English").click()

        expect(page).to_have_url(re.compile(r"lang=en#related$"))


def test_a_text_in_another_language_says_so_and_is_marked(page: Page) -> None:
    page.goto("/doc/occupation/lege")
    danish = page.locator("[lang=da]")

    expect(danish).to_have_count(1)
    expect(page.get_by_text("Denne teksten finst berre på dansk.")).to_be_visible()


def test_the_keyboard_reaches_the_content_first(page: Page) -> None:
    page.goto("/doc/occupation/lege")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Hopp til innhaldet")).to_be_focused()

    page.keyboard.press("Enter")
    expect(page.locator("#content")).to_be_focused()


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("width", [320, 360, 1280])
def test_no_page_scrolls_sideways(windows: Windows, site: str, path: str, width: int) -> None:
    with windows.lend(site, viewport={"width": width, "height": 800}) as page:
        page.goto(path)

        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_an_iri_is_copied_on_click(windows: Windows, site: str) -> None:
    with windows.lend(site, locale="nn-NO", permissions=["clipboard-read", "clipboard-write"]) as page:
        page.goto("/doc/title/2221150")
        page.get_by_role("button", name="Kopier IRI").click()

        expect(page.get_by_role("button", name="Kopiert")).to_be_visible()
        assert page.evaluate("navigator.clipboard.readText()").endswith("/id/title/2221150")


def test_a_query_is_asked_and_answered_on_the_page(page: Page, request: pytest.FixtureRequest) -> None:
    page.goto("/query")
    if request.node.callspec.params["page"]:
        page.locator(".yasqe").wait_for()  # the editor, which takes the place of the box
    page.get_by_role("textbox", name="Spørjinga").press("Control+a")
    page.keyboard.insert_text("SELECT ?s { ?s a <https://w3id.org/yrkesgraf/def#Occupation> }")
    page.get_by_role("button", name="Køyr").click()

    expect(page.get_by_text("13 rader")).to_be_visible()
    expect(page.get_by_role("row")).to_have_count(14)
