"""Pages around a picture: the switch works with and without script, and axe finds nothing wrong."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, expect

from tests.browser.conftest import watched

# A new page would lose it.
MARK = "window.kept = true"


@pytest.mark.parametrize("scripts", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_another_year_of_pay_is_shown_without_a_new_page_where_scripts_run(
    browser: Browser, portal_site: str, scripts: bool
) -> None:
    context = browser.new_context(java_script_enabled=scripts, locale="nb-NO", base_url=portal_site)
    with watched(context, portal_site) as page:
        page.goto("/pay/baker")
        if scripts:
            page.evaluate(MARK)
        page.get_by_label("Kjønn").select_option("K")
        if not scripts:
            page.get_by_role("button", name="Vis", exact=True).click()

        expect(page).to_have_url(f"{portal_site.rstrip('/')}/pay/baker?sex=K&sector=A&year=2017")
        expect(page.get_by_label("Kjønn")).to_have_value("K")
        if scripts:
            assert page.evaluate("window.kept")


@pytest.mark.parametrize("path", ["/pay/baker", "/flows"])
def test_axe_finds_nothing_wrong_with_a_picture(browser: Browser, portal_site: str, path: str) -> None:
    context = browser.new_context(base_url=portal_site, viewport={"width": 360, "height": 800})
    page = context.new_page()
    page.goto(f"{path}?lang=nn")
    violations = Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
    context.close()

    assert [one["id"] for one in violations] == []
