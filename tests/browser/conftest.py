"""A real browser on a real server: Debian's chromium, granian, the bundled release."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Error, Page, Request, expect, sync_playwright

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
    expect.set_options(timeout=30_000)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=list(FLAGS))
        yield browser
        browser.close()


class Windows:
    """
    The browser's windows by site and options, lent to one test after another.

    A new window and its first page cost two seconds of processor, the next page of a window a third of a second.
    """

    def __init__(self, browser: Browser) -> None:
        self._browser = browser
        self._kept: dict[str, Page] = {}

    @contextmanager
    def lend(self, site: str, **options: Any) -> Iterator[Page]:
        """Lend a window on *site* that remembers nothing; *options* are those of a context of Playwright."""
        key = f"{site} {sorted(options.items())}"
        page = self._kept.pop(key, None) or self._browser.new_context(base_url=site, **options).new_page()
        page.set_default_timeout(60_000)
        page.emulate_media(media="screen", color_scheme="light")
        yield page
        page.goto("/robots.txt")
        page.evaluate("localStorage.clear(), sessionStorage.clear()")
        page.context.clear_cookies()
        self._kept[key] = page

    @contextmanager
    def watched(self, site: str, **options: Any) -> Iterator[Page]:
        """Lend a window that fails the test when a page asks another host or writes to the console."""
        strangers: list[str] = []
        complaints: list[str] = []

        def note_request(asked: Request) -> None:
            if not asked.url.startswith((site, "data:")):
                strangers.append(asked.url)

        def note_message(message: ConsoleMessage) -> None:
            complaints.append(message.text)

        def note_error(error: Error) -> None:
            complaints.append(str(error))

        with self.lend(site, **options) as page:
            page.on("request", note_request)
            page.on("console", note_message)
            page.on("pageerror", note_error)
            yield page
            page.remove_listener("request", note_request)
            page.remove_listener("console", note_message)
            page.remove_listener("pageerror", note_error)
        assert strangers == []
        assert complaints == []


@pytest.fixture(scope="session")
def windows(browser: Browser) -> Windows:
    """The windows of the browser that tests share."""
    return Windows(browser)


@pytest.fixture(params=[True, False], ids=["with JavaScript", "without JavaScript"])
def page(windows: Windows, site: str, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A watched page in nynorsk."""
    with windows.watched(site, java_script_enabled=request.param, locale="nn-NO") as page:
        yield page
