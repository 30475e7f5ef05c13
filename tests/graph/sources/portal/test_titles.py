"""A title finds its entry, and a title of several finds the one whose codes agree."""

from __future__ import annotations

import pytest

from graph.sources.portal.comparison import PortalEntry
from graph.sources.portal.titles import PortalIndex


@pytest.fixture
def index() -> PortalIndex:
    made = PortalIndex()
    made.add(
        [
            PortalEntry(uno_id="y_kokk", kind="occupation", name="Kokk"),
            PortalEntry(uno_id="u_kokk", kind="education", name="Kokk"),
            PortalEntry(uno_id="u_mat_vg", kind="education", name="Matfag", codes=("481101", "481102")),
            PortalEntry(uno_id="u_mat_fs", kind="education", name="Matfag", codes=("581101",)),
        ]
    )
    return made


def found(entry: PortalEntry | None) -> str | None:
    return entry.uno_id if entry else None


def test_an_occupation_and_an_education_may_share_a_title(index: PortalIndex) -> None:
    assert found(index.occupation("Kokk")) == "y_kokk"
    assert found(index.education("Kokk", ())) == "u_kokk"
    assert index.occupation("Baker") is None


@pytest.mark.parametrize(
    ("codes", "key"),
    [
        ({"4811"}, "u_mat_vg"),
        ({"58"}, "u_mat_fs"),
        ({"481101", "58"}, None),
        ({"70"}, None),
        (set(), None),
    ],
)
def test_of_several_educations_the_codes_decide_or_nobody_does(
    index: PortalIndex, codes: set[str], key: str | None
) -> None:
    assert found(index.education("Matfag", codes)) == key
