"""A long page lists each of its sections once."""

from __future__ import annotations

import re

from flask.testing import FlaskClient


def test_the_outline_has_every_section_of_the_page_in_its_order(client: FlaskClient) -> None:
    text = client.get("/doc/occupation/lege.html").text
    beside = text[text.index('class="contents beside"') :].partition("</nav>")[0]

    assert re.findall(r'href="#([^"]+)"', beside) == re.findall(r'<h2 id="([^"]+)"', text)


def test_a_short_page_has_none(client: FlaskClient) -> None:
    assert 'class="contents' not in client.get("/doc/title/2221150.html").text
