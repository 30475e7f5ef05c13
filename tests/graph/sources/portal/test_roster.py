"""The list of occupations of today is read with its groups and texts; a code of no group is left out and reported."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from graph.errors import SourceFault
from graph.sources.portal.roster import read_portal_occupations

COOK: dict[str, Any] = {
    "id": "y_kokk",
    "title": "Kokk ",
    "slug": "kokk",
    "url": "https://utdanning.no/yrker/beskrivelse/kokk",
    "styrk08": ["5120", "9999"],
    "description": "Kokker lager mat.",
    "description_html": (
        "<p>Kokker lager mat til gjester i restauranter og kantiner.</p>"
        "<h3>Vanlige arbeidsoppgaver for en kokk:</h3><ul><li>lage kalde og varme retter</li></ul>"
    ),
    "education": "Du må ha fagbrev for å arbeide som kokk.",
    "education_html": "",
    "traits": "",
    "where_work": "Kokker arbeider i restauranter.",
}


def written(folder: Path, *records: dict[str, Any]) -> Path:
    path = folder / "yrker.json"
    path.write_text(json.dumps(records, ensure_ascii=False, indent=1), "utf-8")
    return path


def test_an_occupation_has_its_name_its_page_and_its_groups(tmp_path: Path) -> None:
    occupations, report = read_portal_occupations(written(tmp_path, COOK))

    assert [(one.key, one.name, one.page, one.groups) for one in occupations] == [
        ("kokk", "Kokk", "https://utdanning.no/yrker/beskrivelse/kokk", ("5120",))
    ]
    assert report["left out, the code 9999 of no group"] == ["y_kokk"]


def test_the_list_of_common_tasks_is_told_from_the_paragraphs(tmp_path: Path) -> None:
    (cook,) = read_portal_occupations(written(tmp_path, COOK))[0]

    assert [text.value for text in cook.tasks] == ["Kokker lager mat til gjester i restauranter og kantiner."]
    assert [text.value for text in cook.common_tasks] == ["lage kalde og varme retter"]
    assert [text.value for text in cook.education] == ["Du må ha fagbrev for å arbeide som kokk."]


def test_a_field_that_nobody_reads_is_reported(tmp_path: Path) -> None:
    path = written(tmp_path, COOK | {"mood": "good"})

    assert read_portal_occupations(path)[1]["fields not read"] == {"mood": 1}


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        ({"id": "u_kokk"}, r"line 3: the uno_id of an occupation begins with y_"),
        ({"title": " "}, r"an occupation has a title"),
        ({"url": "http://example.org/"}, r"an occupation's page is on https://utdanning.no/"),
        ({"styrk08": ["51201"]}, r"a STYRK-08 code is one to four digits, got '51201'"),
        ({"title": None}, r"Expected `str`, got `null`"),
    ],
)
def test_nonsense_is_refused_in_a_sentence(tmp_path: Path, change: dict[str, Any], complaint: str) -> None:
    with pytest.raises(SourceFault, match=complaint):
        read_portal_occupations(written(tmp_path, COOK | change))


def test_an_occupation_stands_once(tmp_path: Path) -> None:
    with pytest.raises(SourceFault, match=r"the occupation y_kokk stands twice"):
        read_portal_occupations(written(tmp_path, COOK, COOK))


def test_the_real_list_has_599_occupations(shared: Callable[[str], Path]) -> None:
    occupations, report = read_portal_occupations(shared("sources/utdanning.no/2026/yrker.json"))

    assert (len(occupations), report["with STYRK-08"]) == (599, 553)
    assert report["left out, the code 9999 of no group"] == ["y_grunder"]
