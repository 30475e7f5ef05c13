"""A form that shows its result without a new page has a status outside the exchanged part, and a heading."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

HTML = {"Accept": "text/html"}


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/pay/baker?sex=K&year=2017&lang=nb", "kvinner, alle sektorer, 2017"),
        ("/flows?lang=nb", "alle fagfelt"),
        ("/examples?q=lege&lang=nb", r"\d+ spørring(er)?"),
    ],
)
def test_the_status_names_the_choice_and_stands_before_the_part_that_is_exchanged(
    portal_client: FlaskClient, path: str, status: str
) -> None:
    page = portal_client.get(path, headers=HTML).text
    part = re.findall(r'data-live="([\w-]+)"', page)[0]
    before, _, exchanged = page.partition(f'<div id="{part}">')

    said = re.findall(r'<p role="status"[^>]*>(.*?)</p>', before)
    assert len(said) == 1
    assert re.fullmatch(status, said[0].strip())
    assert 'role="status"' not in exchanged


def test_the_script_exchanges_heading_title_and_status(portal_client: FlaskClient) -> None:
    app: Flask = portal_client.application
    script = (Path(str(app.static_folder)) / "live.js").read_text("utf-8")

    assert '"h1"' in script
    assert '"main [role=status]"' in script
    assert "document.title = fresh.title" in script
