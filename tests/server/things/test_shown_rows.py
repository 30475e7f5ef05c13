"""The query behind each table of a page returns exactly the rows of the table."""

from __future__ import annotations

import csv
import html
import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest
from flask.testing import FlaskClient

from graph.reading.release import CurrentRelease, Release, Releases
from server.app import create_app
from server.http.site import EXTENSION
from server.settings import Settings
from tests.server.things.test_page_questions import WORLDS, addresses

LINK = re.compile(r'href="(/sparql\?query=[^"]*?format=csv)"')
# A page about a query, and a step of the course, show the beginning of an answer, and say so.
BEGINNINGS = re.compile(r"/(doc/query|course|query)/")


def shown(part: str) -> int:
    """Return the number of rows, values or links in a *part* of a page."""
    if "<tbody>" in part:
        bodies = re.findall(r"<tbody>(.*?)</tbody>", part, re.DOTALL)
        rows = [row for body in bodies for row in re.findall(r"<tr.*?</tr>", body, re.DOTALL)]
        # Summary lines of a table of figures are repeated above it.
        return len({row for row in rows if 'scope="rowgroup"' not in row})
    if "<dd>" in part:
        return sum(value.count("<li>") or 1 for value in re.findall(r"<dd>(.*?)</dd>", part, re.DOTALL))
    return sum(found.count("<li>") for found in re.findall(r'<ul class="columns">(.*?)</ul>', part, re.DOTALL))


def parts(page: str) -> Iterator[tuple[str, str]]:
    """Yield each part of a *page* with a CSV link, and the link."""
    done = 0
    for link in LINK.finditer(page):
        start = max(done, page.rfind("<section", 0, link.start()), page.rfind("<h1", 0, link.start()))
        yield page[start : link.start()], html.unescape(link[1])
        done = link.end()


@pytest.fixture(scope="module")
def visit() -> Iterator[Callable[[Release], FlaskClient]]:
    """Return a function that makes a client of an application over a release."""
    with ExitStack() as stack:

        def make(release: Release) -> FlaskClient:
            home = release.folder.parent
            app = create_app(CurrentRelease(Releases(home)), Settings(home=home, query_memory=512 << 20, executors=1))
            stack.callback(app.extensions[EXTENSION].executors.close)
            return app.test_client()

        yield make


@pytest.mark.parametrize(("world", "language"), [*((world, "nb") for world in WORLDS), ("crossed", "en")])
def test_every_query_behind_what_a_page_shows_gives_exactly_that(
    request: pytest.FixtureRequest, visit: Callable[[Release], FlaskClient], world: str, language: str
) -> None:
    release: Release = request.getfixturevalue(world)
    client = visit(release)
    asked, wrong = 0, []

    for address in addresses(release):
        page = client.get(address, query_string={"lang": language} if "?" not in address else None)
        for part, link in parts(page.text) if page.mimetype == "text/html" and not BEGINNINGS.match(address) else ():
            answer = client.get(link)
            rows = list(csv.DictReader(answer.text.splitlines()))
            asked += 1
            if answer.status_code != 200 or len(rows) != shown(part):
                wrong.append((address, link, answer.status_code, len(rows), shown(part)))

    assert asked > 30
    assert wrong == []
