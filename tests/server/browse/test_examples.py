"""The example queries stand from simple to hard, and words filter them."""

from __future__ import annotations

import re

import pytest
from flask.testing import FlaskClient

from graph.reading.query_files import load_folder
from server.browse.examples import LEVELS, difficulty

HTML = {"Accept": "text/html"}


def test_every_level_has_a_part_of_the_examples() -> None:
    levels = [difficulty(one) for one in load_folder("examples").values()]

    assert min(levels.count(level) for level in LEVELS) >= 15
    assert difficulty(load_folder("examples")["occupations-by-interest"]) == "simple"
    assert difficulty(load_folder("examples")["several-candidates"]) == "hard"


def test_words_filter_the_examples(client: FlaskClient) -> None:
    everything, some, none = (
        client.get(f"/examples?lang=nb&q={words}", headers=HTML).text for words in ("", "STYRK-98", "finnesikke")
    )
    keys = [re.findall(r'href="/doc/query/([a-z0-9-]+)', text) for text in (everything, some, none)]

    assert len(keys[0]) > len(keys[1]) > 0
    assert set(keys[1]) <= set(keys[0])
    assert keys[2] == []


@pytest.mark.parametrize(("language", "words"), [("nb", "Hver tittel"), ("nn", "Kvar tittel"), ("en", "Each title")])
def test_an_example_is_described_once_in_the_language_of_the_page(
    client: FlaskClient, language: str, words: str
) -> None:
    page = client.get(f"/doc/query/titles-by-group.html?lang={language}").text

    leads = re.findall(r'<p class="lead">(.*?)</p>', page, re.DOTALL)
    assert [lead.startswith(words) for lead in leads] == [True]
