"""A real browser on a real server: Debian's chromium, granian, the bundled release."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from graph.reading.release import Release
from tests.bench.servers import ours

FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking", "--disable-sync")


@pytest.fixture(scope="session")
def site(bundled: Release) -> Iterator[str]:
    """The address of a running server."""
    with ours(bundled.folder.parent) as address:
        yield address


@pytest.fixture(scope="session")
def portal_site(portal: Release) -> Iterator[str]:
    """The address of a server whose release has pay and educations."""
    with ours(portal.folder.parent) as address:
        yield address


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's chromium, or a skip by name where the machine has none."""
    program = shutil.which("chromium") or shutil.which("chromium-browser")
    if program is None:
        pytest.skip("needs Debian's chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=list(FLAGS))
        yield browser
        browser.close()


@contextmanager
def watched(context: BrowserContext, site: str) -> Iterator[Page]:
    """A page that fails the test when anything is fetched from another host or written to the console."""
    page = context.new_page()
    strangers: list[str] = []
    complaints: list[str] = []
    page.on("request", lambda asked: None if asked.url.startswith((site, "data:")) else strangers.append(asked.url))
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    yield page
    context.close()
    assert strangers == []
    assert complaints == []


@pytest.fixture(params=[True, False], ids=["with JavaScript", "without JavaScript"])
def page(browser: Browser, site: str, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A watched page in nynorsk."""
    with watched(browser.new_context(java_script_enabled=request.param, locale="nn-NO", base_url=site), site) as page:
        yield page
