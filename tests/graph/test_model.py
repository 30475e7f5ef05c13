"""Records refuse nonsense when they are made."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from graph.model import EducationLine, OccupationRecord, Specialisation, StatisticsSection, Text, TitleLine


@pytest.mark.parametrize("code", ["222111", "22211100", "222111O", "２２２１１１０", ""])
def test_a_job_title_code_has_seven_digits(code: str) -> None:
    with pytest.raises(ValueError, match="7 digits"):
        TitleLine(code=code, name="LEGE")


def test_a_code_keeps_its_leading_zero() -> None:
    assert TitleLine(code="0111101", name="MENIG (FORSVARET)").group == "0111"


@pytest.mark.parametrize(
    "make",
    [
        lambda: EducationLine(code="76320", name="x"),
        lambda: Specialisation(key="Anestesi", name="x"),
        lambda: Text(value="  ", language="nb"),
        lambda: OccupationRecord(key="lege", names=(), page_language="nn"),
        lambda: StatisticsSection(
            key="a", heading=Text(value="h", language="nb"), source="SSB", published=2023, reference="2022-13"
        ),
    ],
)
def test_nonsense_is_refused_with_a_sentence(make: Callable[[], object]) -> None:
    with pytest.raises(ValueError, match=r"got|has|written|must"):
        make()
