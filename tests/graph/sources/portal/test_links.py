"""Which occupations an education leads to is read with the name and the page's slug."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from graph.errors import SourceFault
from graph.sources.portal.links import EducationLink, read_links
from tests.paths import DATA

WORLD = DATA / "portal" / "links.json"


def test_a_link_has_the_education_the_name_and_the_slug() -> None:
    assert read_links(WORLD)[0][1] == EducationLink(education="u_bakerfag", name="Skipskokk", slug="kokk")


@pytest.mark.parametrize(
    ("entry", "complaint"),
    [
        ({"name": "X", "url": "/yrker/x", "education_id": "main_u_a"}, r"an occupation's page is /yrker/beskrivelse/"),
        (
            {"name": "X", "url": "/yrker/beskrivelse/x", "education_id": "u_a"},
            r"an education's id begins with main_u_, got 'u_a'",
        ),
        ({"url": "/yrker/beskrivelse/x", "education_id": "main_u_a"}, r"missing required field `name`"),
    ],
)
def test_another_shape_is_refused(tmp_path: Path, entry: dict[str, str], complaint: str) -> None:
    path = tmp_path / "links.json"
    path.write_text(json.dumps([entry]), "utf-8")

    with pytest.raises(SourceFault, match=rf"line 1: .*{complaint}"):
        read_links(path)


def test_the_real_file_has_659_links(shared: Callable[[str], Path]) -> None:
    assert len(read_links(shared("sources/utdanning.no/education_occupation.json"))[0]) == 659
