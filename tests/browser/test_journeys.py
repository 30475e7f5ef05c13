"""Five errands of a pupil, a counsellor and a researcher, each within its number of clicks, at two widths."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from playwright.sync_api import Locator, Page, expect

from .conftest import Windows

pytestmark = pytest.mark.browser


@dataclass
class Visit:
    """A page and the number of clicks so far."""

    page: Page
    clicks: int = 0

    def click(self, found: Locator) -> None:
        """Click on *found*, and count it."""
        found.click()
        self.clicks += 1

    def fits(self) -> bool:
        """Whether the page, once it is there whole, is no wider than its window."""
        self.page.wait_for_load_state()
        return bool(self.page.evaluate("document.documentElement.scrollWidth <= innerWidth"))


@pytest.fixture(params=[(360, True), (360, False), (1280, True), (1280, False)], ids=str)
def visit(windows: Windows, request: pytest.FixtureRequest, where: str) -> Iterator[Visit]:
    """A visit in bokmål to the site named *where*, at a width, with or without scripts."""
    width, scripts = request.param
    address: str = request.getfixturevalue(where)
    viewport = {"width": width, "height": 800}
    with windows.watched(address, java_script_enabled=scripts, locale="nb-NO", viewport=viewport) as page:
        yield Visit(page)


@pytest.mark.parametrize("where", ["portal_site"])
def test_a_pupil_learns_what_to_become_what_to_study_and_what_it_pays(visit: Visit) -> None:
    page = visit.page
    page.goto("/")
    page.locator("#search").fill("jobbe med mat")
    visit.click(page.locator("main").get_by_role("button", name="Søk"))
    told = page.get_by_role("region", name=re.compile("handler om"))
    expect(told.get_by_text("mat", exact=True).first).to_be_visible()
    assert visit.fits()

    visit.click(told.get_by_role("link", name="Baker", exact=True))
    expect(page.locator(".answers")).to_contain_text("kr i måneden")
    expect(page.locator(".answers")).to_contain_text("begge kjønn")
    visit.click(page.locator(".answers").get_by_role("link").first)

    expect(page.locator("article > header p.kind")).to_have_text("utdanning")
    assert visit.fits()
    assert visit.clicks <= 4


@pytest.mark.parametrize("where", ["site"])
def test_a_counsellor_compares_three_from_the_page_of_one(visit: Visit) -> None:
    page = visit.page
    page.goto("/doc/occupation/lege")
    visit.click(page.get_by_role("link", name="Sammenlign", exact=True))
    for name in ("Audiograf", "Allmennlege"):
        page.get_by_label("Legg til et yrke").fill(name)
        visit.click(page.get_by_role("button", name="Legg til"))
        # The next page has the same form: filled in before, the words would go with the page that is left.
        expect(page.get_by_role("columnheader", name=re.compile(f"^{name}")).first).to_be_visible()

    rows = page.locator(".compared").first.locator("tbody th").all_inner_texts()
    assert rows[:4] == ["Hva man gjør", "Utdanning", "Autorisasjon", "Lønn"]
    assert visit.fits()
    assert visit.clicks <= 3


@pytest.mark.parametrize("where", ["site"])
def test_a_researcher_finds_the_titles_and_the_citation(visit: Visit) -> None:
    page = visit.page
    page.goto("/doc/occupation/lege")
    titles = page.get_by_role("region", name="Stillingstitler", exact=False).first
    expect(titles.get_by_role("link", name="Lege", exact=True).first).to_be_attached()
    visit.click(page.locator("details.data > summary"))

    expect(page.get_by_role("region", name="Stillingstitler med koder").locator("tbody tr")).to_have_count(46)
    expect(page.locator(".cite")).to_contain_text("/id/occupation/lege")
    assert visit.fits()
    assert visit.clicks <= 2


@pytest.mark.parametrize("where", ["portal_site"])
def test_all_occupations_with_pay_are_two_clicks_away_as_a_spreadsheet(visit: Visit) -> None:
    page = visit.page
    page.goto("/")
    visit.click(page.get_by_role("link", name="Hvilke yrker finnes?"))
    with page.expect_download() as expected:
        visit.click(page.get_by_role("link", name="regneark"))

    assert expected.value.suggested_filename.endswith(".xlsx")
    rows = list(csv.DictReader(page.request.get("/occupations.csv").text().splitlines()))
    assert {row["pay_of"] for row in rows if row["pay"]} == {"all"}
    assert visit.clicks <= 2


@pytest.mark.parametrize("where", ["portal_site"])
def test_a_query_of_pay_by_sex_is_run_and_shared_by_a_link(visit: Visit) -> None:
    page = visit.page
    page.goto("/")
    visit.click(page.get_by_role("link", name="Data og API"))
    visit.click(page.get_by_role("link", name="Alle eksempelspørringer"))
    visit.click(page.get_by_role("link", name="Lønn etter yrke og kjønn"))
    expect(page.get_by_role("heading", name="Lønn etter yrke og kjønn", level=1)).to_be_visible()
    visit.click(page.get_by_role("link", name="Endre og kjør").first)

    shared = page.get_by_role("link", name="Lenke til spørringen og svaret").get_attribute("href")
    assert shared is not None
    page.goto(shared)
    expect(page.get_by_role("heading", name="Svaret")).to_be_visible()
    expect(page.get_by_role("heading", name="Diagram")).to_be_visible()
    assert visit.fits()
    assert visit.clicks <= 4
