"""The four people find their way: a counsellor, a pupil, a researcher and a screen-reader user."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Locator, Page, expect

from .conftest import Windows

pytestmark = pytest.mark.browser

SCRIPTS = pytest.mark.parametrize("scripts", [True, False], ids=["with JavaScript", "without JavaScript"])
MOST_TABS = 250


@pytest.fixture
def visitor(windows: Windows, site: str, scripts: bool, width: int) -> Iterator[Page]:
    """A page in bokmål as wide as asked; nothing may come from another host, and the console stays empty."""
    viewport = {"width": width, "height": 800}
    with windows.watched(site, java_script_enabled=scripts, locale="nb-NO", viewport=viewport) as page:
        yield page


def press_until(page: Page, wanted: Locator) -> None:
    """Press Tab until *wanted* has the focus."""
    for _ in range(MOST_TABS):
        page.keyboard.press("Tab")
        if wanted.evaluate("element => element === document.activeElement"):
            return
    raise AssertionError(f"{wanted} is not reached by {MOST_TABS} tabs")


def fits(page: Page) -> bool:
    """Whether the page, once it is there whole, is no wider than its window."""
    page.wait_for_load_state()
    return bool(page.evaluate("document.documentElement.scrollWidth <= innerWidth"))


def open_data(page: Page) -> None:
    """Open the section of a page that is for users of data."""
    page.locator("details.data > summary").click()


@SCRIPTS
@pytest.mark.parametrize("width", [1280])
def test_a_counsellor_reads_compares_counts_and_reports_a_fault(visitor: Page) -> None:
    visitor.goto("/")
    visitor.get_by_role("link", name="Hvilke yrker finnes?").click()
    visitor.get_by_role("link", name="Lege", exact=True).click()
    way = visitor.get_by_role("region", name="Veien fram").get_by_role("listitem")
    expect(way.first).to_contain_text("6 år")
    expect(
        visitor.get_by_role("region", name="Spesialiseringer").get_by_role("link", name="Psykiatri", exact=True)
    ).to_be_visible()

    visitor.get_by_role("link", name="Yrkesgraf", exact=True).click()
    visitor.get_by_role("link", name="Hva er forskjellen på to yrker?").click()
    for name in ("Lege", "Allmennlege"):
        visitor.get_by_label("Legg til et yrke").fill(name)
        visitor.get_by_role("button", name="Legg til").click()
    expect(visitor.get_by_role("columnheader", name=re.compile("^(Lege|Allmennlege)"))).to_have_count(2)

    visitor.get_by_role("link", name="Tell uten å telle dobbelt").click()
    expect(visitor.get_by_role("columnheader", name="Ulike (trygg sum)")).to_be_visible()
    visitor.get_by_role("link", name="Lege", exact=True).first.click()
    open_data(visitor)
    visitor.get_by_role("link", name=re.compile("Meld feil.*Arbeidssteder")).click()
    visitor.get_by_label("Hva er galt").fill("Mangler fastlegekontor.")
    visitor.get_by_role("button", name="Lag meldingen").click()
    expect(visitor.locator("pre")).to_contain_text("yrkesgraf/def#workplaces>")
    expect(visitor.locator("pre")).to_contain_text("Mangler fastlegekontor.")


@SCRIPTS
@pytest.mark.parametrize("width", [360])
def test_a_pupil_with_a_telephone_goes_from_letter_to_occupation_to_its_kin(visitor: Page) -> None:
    visitor.goto("/")
    visitor.get_by_role("link", name="Yrker", exact=True).click()
    visitor.get_by_role("navigation", name="Bokstaver").get_by_role("link", name="L", exact=True).click()
    visitor.get_by_role("link", name="Lege", exact=True).click()
    expect(visitor).to_have_url(re.compile("/occupation/lege"))
    assert fits(visitor)

    visitor.get_by_text("På denne siden").last.click()
    visitor.get_by_role("navigation", name="På denne siden").get_by_role("link", name="Veien fram").click()
    expect(visitor.get_by_role("heading", name="Veien fram")).to_be_in_viewport()
    visitor.get_by_role("link", name="Se dem på et kart").click()
    expect(visitor).to_have_url(re.compile("/neighbours/lege"))
    assert fits(visitor)

    visitor.get_by_role("table").get_by_role("link", name="Bioingeniør", exact=True).click()
    expect(visitor.get_by_role("heading", level=1)).to_contain_text("Bioingeniør")
    assert fits(visitor)


@SCRIPTS
def test_a_pupil_finds_what_to_study_and_what_it_pays(windows: Windows, portal_site: str, scripts: bool) -> None:
    viewport = {"width": 360, "height": 800}
    with windows.watched(portal_site, java_script_enabled=scripts, locale="nb-NO", viewport=viewport) as page:
        occupation = next(one for one in page.request.get("/occupations.json").json() if one["level"])
        page.goto("/")
        page.get_by_role("searchbox").or_(page.get_by_role("combobox")).first.fill(occupation["name"])
        page.get_by_role("button", name="Søk").click()
        page.get_by_role("link", name=occupation["name"], exact=True).first.click()

        answers = page.locator(".answers")
        expect(answers).to_be_in_viewport()
        answers.get_by_role("link", name=re.compile(r"\d kr$")).first.click()
        expect(page.get_by_role("heading", name="Lønn", exact=True).first).to_be_in_viewport()
        answers.get_by_role("link").first.click()
        expect(page.locator("article > header p.kind")).to_have_text("utdanning")
        assert fits(page)


@SCRIPTS
@pytest.mark.parametrize("width", [1280])
def test_a_researcher_asks_takes_the_rows_along_and_reads_what_terms_mean(visitor: Page, scripts: bool) -> None:
    visitor.goto("/doc/occupation/lege")
    open_data(visitor)
    titles = visitor.get_by_role("region", name="Stillingstitler med koder")
    rows = titles.locator("tbody tr").count()
    link = titles.get_by_role("link", name="Som SPARQL")
    link.click()
    visitor.get_by_role("button", name="Kjør", exact=True).click()
    expect(visitor.get_by_role("region", name="Tabell: Svaret").locator("tbody tr")).to_have_count(rows)

    whole = visitor.get_by_role("link", name="Hele svaret som CSV").get_attribute("href") or ""
    answer = visitor.request.get(whole)
    assert answer.headers["content-type"].startswith("text/csv")
    assert len(answer.text().splitlines()) == rows + 1
    assert "yg:hasJobTitle" in parse_qs(urlsplit(visitor.url).query)["query"][0]

    visitor.get_by_role("link", name="Lær SPARQL i ti steg").click()
    visitor.get_by_role("list").get_by_role("link").nth(2).click()
    expect(visitor.get_by_role("heading", name="Svaret")).to_be_visible()
    visitor.get_by_role("link", name="Data og API", exact=True).click()
    visitor.get_by_role("link", name="Ontologi", exact=True).click()
    visitor.goto(f"{visitor.url.partition('#')[0]}#JobTitle")
    expect(visitor.locator("#JobTitle")).to_be_in_viewport()


@SCRIPTS
@pytest.mark.parametrize("width", [360, 1280])
def test_a_screen_reader_user_goes_by_keyboard_headings_and_names(visitor: Page) -> None:
    visitor.goto("/")
    press_until(
        visitor, visitor.get_by_role("navigation", name="Hovedmeny").get_by_role("link", name="Yrker", exact=True)
    )
    visitor.keyboard.press("Enter")
    expect(visitor.get_by_role("heading", level=1)).to_contain_text("Yrker fra A til Å")
    press_until(visitor, visitor.get_by_role("link", name="Hopp til innholdet"))
    visitor.keyboard.press("Enter")
    press_until(visitor, visitor.get_by_role("link", name="Lege", exact=True))
    visitor.keyboard.press("Enter")

    expect(visitor.get_by_role("heading", level=1)).to_have_count(1)
    levels = [int(one.evaluate("element => element.tagName.slice(1)")) for one in visitor.locator("h1, h2, h3").all()]
    assert all(below - above <= 1 for above, below in pairwise(levels))
    names = [one.get_attribute("aria-labelledby") or "" for one in visitor.locator("main section").all()]
    assert names
    assert all(visitor.locator(f'[id="{name}"]').count() == 1 for name in names)
    assert visitor.locator("table").count() == visitor.locator("table:has(th[scope])").count()
    assert visitor.locator("svg:not([aria-hidden=true])").count() == 0

    for wide in visitor.locator("main .scroll:visible").all()[:2]:
        press_until(visitor, wide)
