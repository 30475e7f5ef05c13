"""The search box of every page: a form by itself, with JavaScript a list of suggestions that the keyboard works."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.paths import ROOT

from .axe import faults
from .conftest import Windows

pytestmark = pytest.mark.browser


@pytest.fixture
def lively(windows: Windows, site: str) -> Iterator[Page]:
    """A page with JavaScript, as wide as a telephone; skips by name where the front end is not bundled."""
    if not (ROOT / "server" / "static" / "built" / "manifest.json").is_file():
        pytest.skip("needs the bundled front end (make assets)")
    with windows.lend(site, locale="nn-NO", viewport={"width": 360, "height": 800}) as page:
        yield page


def test_the_form_goes_to_the_search_page_with_and_without_javascript(page: Page) -> None:
    page.goto("/doc/occupation/audiograf?lang=nn")
    page.get_by_label("Søk etter yrke").fill("sjukehuslege")
    page.get_by_role("button", name="Søk").click()

    expect(page).to_have_url(re.compile(r"/search\?lang=nn&q=sjukehuslege$"))
    expect(page.get_by_role("heading", level=1, name="Søk")).to_be_visible()


def test_the_keyboard_chooses_a_suggestion_and_goes_there(lively: Page) -> None:
    lively.goto("/?lang=nn")
    box = lively.get_by_role("combobox", name="Kva vil du vite om?")
    box.press_sequentially("leg")
    options = lively.get_by_role("option")
    expect(options.first).to_contain_text("Lege")
    expect(box).to_have_attribute("aria-expanded", "true")

    box.press("ArrowDown")

    expect(options.first).to_have_attribute("aria-selected", "true")
    expect(box).to_have_attribute("aria-activedescendant", str(options.first.get_attribute("id")))
    expect(box).to_be_focused()
    assert faults(lively) == []
    box.press("Enter")
    expect(lively).to_have_url(re.compile(r"/doc/occupation/lege\?lang=nn$"))


def test_arrows_go_round_by_way_of_the_box(lively: Page) -> None:
    lively.goto("/?lang=nn")
    box = lively.get_by_role("combobox")
    box.press_sequentially("audio")
    options = lively.get_by_role("option")
    expect(options.first).to_be_visible()

    box.press("ArrowUp")
    expect(options.last).to_have_attribute("aria-selected", "true")
    box.press("ArrowDown")
    expect(lively.locator("[aria-selected=true]")).to_have_count(0)
    expect(box).not_to_have_attribute("aria-activedescendant", re.compile("."))


def test_escape_closes_the_list_and_enter_then_searches(lively: Page) -> None:
    lively.goto("/?lang=nn")
    box = lively.get_by_role("combobox")
    box.press_sequentially("audio")
    expect(lively.get_by_role("listbox")).to_be_visible()

    box.press("Escape")
    expect(lively.get_by_role("listbox")).to_be_hidden()
    expect(box).to_have_value("audio")
    box.press("Enter")
    expect(lively).to_have_url(re.compile(r"/search\?lang=nn&q=audio$"))


def test_the_number_of_suggestions_is_said(lively: Page) -> None:
    lively.goto("/?lang=en")
    box = lively.get_by_role("combobox")
    box.press_sequentially("xyzzyq")
    expect(lively.get_by_role("status")).to_have_text("No suggestions")

    box.fill("aud")
    expect(lively.get_by_role("status")).to_have_text(re.compile(r"^\d suggestions; use the arrow keys$"))


def test_a_click_chooses_and_leaving_the_box_closes_the_list(lively: Page) -> None:
    lively.goto("/?lang=nn")
    box = lively.get_by_role("combobox")
    box.press_sequentially("aud")
    expect(lively.get_by_role("listbox")).to_be_visible()
    box.press("Tab")
    expect(lively.get_by_role("listbox")).to_be_hidden()

    box.press("ArrowDown")
    lively.get_by_role("option", name="Audiograf").first.click()
    expect(lively).to_have_url(re.compile(r"/doc/occupation/audiograf\?lang=nn$"))
