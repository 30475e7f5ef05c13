"""Someone with a table of titles codes it in the browser, by keyboard, with and without JavaScript."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import Page, expect

from .axe import ONLY_CONTRAST, faults
from .conftest import Windows
from .test_people import fits, press_until

pytestmark = pytest.mark.browser

TITLES = ("Lege", "Erfarne allmennleger søkes, 80 %", "Kosmonaut")
SCRIPTS = pytest.mark.parametrize("scripts", [True, False], ids=["with JavaScript", "without JavaScript"])


@pytest.fixture
def visitor(windows: Windows, site: str, scripts: bool) -> Iterator[Page]:
    """A page in nynorsk; nothing may come from another host, and the console stays empty."""
    with windows.watched(site, java_script_enabled=scripts, locale="nn-NO") as page:
        yield page


@pytest.fixture
def plain(windows: Windows, site: str) -> Iterator[Page]:
    """A page in bokmål without JavaScript that may be refused."""
    with windows.lend(site, java_script_enabled=False, locale="nb-NO") as page:
        yield page


def write_table(folder: Path, suffix: str) -> Path:
    """Write the titles as the second of two columns, as CSV or for Excel."""
    path = folder / f"titlar{suffix}"
    rows = [("nr", "stilling"), *((str(number), title) for number, title in enumerate(TITLES))]
    if suffix == ".xlsx":
        book = openpyxl.Workbook()
        for row in rows:
            book.worksheets[0].append(row)
        book.save(path)
    else:
        path.write_text("".join(f'{number};"{title}"\n' for number, title in rows), "cp1252")
    return path


@SCRIPTS
@pytest.mark.parametrize("suffix", [".csv", ".xlsx"])
def test_a_table_is_sent_shown_and_downloaded_by_keyboard(visitor: Page, tmp_path: Path, suffix: str) -> None:
    # Listening begins with the page, so that the window for files is awaited when it opens.
    with visitor.expect_file_chooser() as chooser:
        visitor.goto("/code")
        press_until(visitor, visitor.get_by_label("Eller ein tabell"))
        visitor.keyboard.press("Enter")
    chooser.value.set_files(write_table(tmp_path, suffix))
    press_until(visitor, visitor.get_by_role("button", name="Kod og vis"))
    visitor.keyboard.press("Enter")

    expect(visitor.get_by_role("heading", name="Koda titlar")).to_be_visible()
    shown = visitor.get_by_role("region", name="Koda titlar").get_by_role("table")
    expect(shown.get_by_role("rowheader")).to_have_text(TITLES)
    expect(shown.get_by_role("row", name="Lege", exact=False).first).to_contain_text("sikker")

    press_until(visitor, visitor.get_by_role("button", name="Last ned som CSV").first)
    with visitor.expect_download() as download:
        visitor.keyboard.press("Enter")
    rows = list(csv.DictReader(download.value.path().read_text("utf-8").splitlines()))

    assert download.value.suggested_filename == "titlar-coded.csv"
    assert [(row["nr"], row["stilling"]) for row in rows] == [(str(nr), title) for nr, title in enumerate(TITLES)]
    assert [row["verdict"] for row in rows][::2] == ["certain", "unmatched"]
    assert rows[-1]["reason"] == "ingen namn liknar"


@SCRIPTS
def test_titles_that_are_pasted_are_coded_too(visitor: Page) -> None:
    visitor.goto("/code")
    visitor.get_by_label("Titlar, éin per linje").fill("\n".join(TITLES))
    visitor.get_by_role("button", name="Kod og vis").click()

    shown = visitor.get_by_role("region", name="Koda titlar").get_by_role("table")
    expect(shown.get_by_role("rowheader")).to_have_text(TITLES)
    expect(visitor.get_by_label("Titlar, éin per linje")).to_have_value("\n".join(TITLES))


def test_a_column_that_is_not_there_is_told_with_those_that_are(plain: Page, tmp_path: Path) -> None:
    plain.goto("/code")
    plain.get_by_label("Eller en tabell").set_input_files(write_table(tmp_path, ".csv"))
    plain.get_by_label("Kolonnen med titler").fill("yrke")
    plain.get_by_role("button", name="Kod og vis").click()

    expect(plain.get_by_text("No column is called 'yrke'; there are: nr, stilling.")).to_be_visible()


def test_a_table_that_is_too_large_is_refused_with_a_page(plain: Page, tmp_path: Path) -> None:
    table = tmp_path / "stor.csv"
    table.write_text("title\n" + "Lege\n" * 300_000)
    plain.goto("/code")
    plain.get_by_label("Eller en tabell").set_input_files(table)
    with plain.expect_response("**/code**") as answered:
        plain.get_by_role("button", name="Kod og vis").click()

    assert answered.value.status == 413
    expect(plain.get_by_role("heading", level=1)).to_be_visible()


@pytest.mark.parametrize("width", [360, 1280])
def test_axe_finds_nothing_wrong_with_the_form_and_what_came_of_it(windows: Windows, site: str, width: int) -> None:
    with windows.lend(site, viewport={"width": width, "height": 800}, locale="nn-NO") as page:
        for step in ("form", "preview"):
            page.goto("/code")
            if step == "preview":
                page.get_by_label("Titlar, éin per linje").fill("\n".join(TITLES))
                page.get_by_role("button", name="Kod og vis").click()
                expect(page.get_by_role("heading", name="Koda titlar")).to_be_visible()

            assert faults(page) == []
            # Nothing but contrast depends on the colours.
            page.emulate_media(color_scheme="dark")
            assert faults(page, ONLY_CONTRAST) == []
            page.emulate_media(color_scheme="light")
            assert fits(page)
