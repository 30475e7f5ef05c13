"""The query page and example pages show the first rows of a result, and its size."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from graph.reading.query_files import load_folder
from graph.reading.release import Release
from graph.reading.store import Answer
from server.things.beginnings import MOST_SHOWN, read_beginning

TSV = "text/tab-separated-values"


def test_an_answer_is_read_no_further_than_it_is_shown() -> None:
    body = b"?n\t?name\n" + b"".join(b'%d\t"a\\nb"@nb\n' % number for number in range(1000))

    found = read_beginning(Answer(body, TSV), most=3)

    assert (found.total, found.shown, found.columns) == (1000, 3, ("n", "name"))
    assert [cell.value for row in found.rows for cell in row if cell] == ["0", "a\nb", "1", "a\nb", "2", "a\nb"]


def test_an_unbound_cell_stays_empty() -> None:
    found = read_beginning(Answer(b"?a\t?b\n1\t\n", TSV))

    assert found.rows[0][1] is None


@pytest.mark.parametrize("key", [key for key, one in load_folder("examples").items() if not one.needs])
def test_the_page_of_an_example_shows_its_answer(client: FlaskClient, bundled: Release, key: str) -> None:
    example = load_folder("examples")[key]

    text = client.get(f"/doc/query/{key}.html?lang=en").text.partition('id="query"')[0]

    if example.is_construct:
        assert "skos:prefLabel" in text
        assert "format=ttl" in text
    else:
        assert text.count("<tr>") == min(MOST_SHOWN, len(bundled.store.rows(example.text))) + ("<table>" in text)


def test_every_check_is_counted_once(bundled: Release) -> None:
    rows = bundled.store.rows(load_folder("examples")["findings-by-check"].text)

    assert len({row["check"].value for row in rows}) == len(rows) == bundled.manifest.counts["yg:Check"]
