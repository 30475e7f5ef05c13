"""Pages around a picture: the switch works with and without script, and axe finds nothing wrong."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from .axe import faults
from .conftest import Windows

pytestmark = pytest.mark.browser

# A new page would lose it.
MARK = "window.kept = true"


@pytest.mark.parametrize("scripts", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_another_year_of_pay_is_shown_without_a_new_page_where_scripts_run(
    windows: Windows, portal_site: str, scripts: bool
) -> None:
    with windows.watched(portal_site, java_script_enabled=scripts, locale="nb-NO") as page:
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
def test_axe_finds_nothing_wrong_with_a_picture(windows: Windows, portal_site: str, path: str) -> None:
    with windows.lend(portal_site, viewport={"width": 360, "height": 800}) as page:
        page.goto(f"{path}?lang=nn")

        assert faults(page) == []
