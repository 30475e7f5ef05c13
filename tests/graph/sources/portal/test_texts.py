"""Texts about occupations keep every word, under the heading they lost, in the language each paragraph is in."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from graph.casing import even
from graph.errors import SourceFault
from graph.sources.files.xml_tree import read_xml
from graph.sources.page.prose import read_prose
from graph.sources.portal.texts import CREDIT, OccupationText, read_texts
from tests.paths import DATA

WORLD = DATA / "portal" / "texts.xml"


def by_title(path: Path) -> dict[str, OccupationText]:
    return {text.title: text for text in read_texts(path)[0]}


@pytest.fixture(scope="module")
def real_texts(occupation_texts: Path) -> dict[str, OccupationText]:
    """The real texts by title, read once: three seconds of processor."""
    return by_title(occupation_texts)


def values(texts: tuple[object, ...]) -> list[str]:
    return [getattr(text, "value", "") for text in texts]


def test_four_sections_are_tasks_education_workplaces_and_qualities() -> None:
    baker = by_title(WORLD)["Baker"]

    assert values(baker.tasks) == ["En baker baker brød og kaker. Du må ha fagbrev for å kalle deg baker."]
    assert values(baker.common_tasks) == ["elte deig", "steke brød", "pynte kaker"]
    assert values(baker.education)[0].startswith("Utdanning til baker")
    assert values(baker.workplaces)[0].startswith("Bakere jobber")
    assert values(baker.qualities)[0].startswith("Du bør like")


def test_pay_and_links_stand_apart() -> None:
    baker = by_title(WORLD)["Baker"]

    assert values(baker.other) == ["Lønnen varierer etter sted og ansiennitet."]
    assert baker.links == ("Baker- og Konditorbransjens Landsforening", "Hva gjør en baker?")


def test_of_three_sections_the_middle_one_says_what_it_is() -> None:
    cook = by_title(WORLD)["Kokk"]

    assert (len(cook.tasks), len(cook.workplaces), len(cook.education), len(cook.qualities)) == (1, 1, 0, 1)


def test_a_paragraph_in_nynorsk_says_so() -> None:
    cook = by_title(WORLD)["Kokk"]

    assert [text.language for text in (*cook.tasks, *cook.workplaces, *cook.qualities)] == ["nb", "nn", "nb"]


def test_the_credit_line_is_no_text_but_is_looked_for() -> None:
    baker = by_title(WORLD)["Baker"]

    assert baker.credited
    assert not any(CREDIT in text.value for text in baker.paragraphs)


@pytest.mark.parametrize(
    ("put", "complaint"),
    [
        ("<yrker><yrkeTittel> </yrkeTittel></yrker>", r"line 1: an entry has its title in <yrkeTittel>"),
        ("<kurs/>", r"line 1: an entry is <yrker> or <utdanninger>, got <kurs>"),
    ],
)
def test_another_shape_is_refused_with_its_line(tmp_path: Path, put: str, complaint: str) -> None:
    path = tmp_path / "texts.xml"
    path.write_text(f"<utdanningogyrker>{put}</utdanningogyrker>", "utf-8")

    with pytest.raises(SourceFault, match=complaint):
        read_texts(path)


def test_another_root_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "texts.xml"
    path.write_text("<feed/>", "utf-8")

    with pytest.raises(SourceFault, match="the root of this export is <utdanningogyrker>"):
        read_texts(path)


def test_no_word_of_the_real_texts_is_lost(occupation_texts: Path, real_texts: dict[str, OccupationText]) -> None:
    assert len(real_texts) == 590
    for entry in read_xml(occupation_texts).all("yrker"):
        title, text = entry.first("yrkeTittel"), entry.first("yrkeBeskrivelse")
        assert title is not None
        assert text is not None
        one = real_texts[even(title.text)]
        kept = [*(passage.value for passage in one.paragraphs), *one.links]
        words = Counter(re.findall(r"\w+", even(text.text.partition(CREDIT)[0])))
        lost = words - Counter(re.findall(r"\w+", " ".join(kept)))
        # A list of common tasks is told by its heading, which the property now says.
        assert set(lost) <= set(re.findall(r"\w+", _headings(text.text))), title.text


def _headings(text: str) -> str:
    sections = read_prose(text).sections
    return " ".join(passage.lead for section in sections for passage in section if passage.is_task_list)


def test_the_real_texts_are_credited_and_hold_three_paragraphs_in_nynorsk(
    real_texts: dict[str, OccupationText],
) -> None:
    found = real_texts.values()

    assert all(text.credited for text in found)
    assert sum(text.language == "nn" for one in found for text in one.paragraphs) == 3
    assert {text.language for one in found for text in one.paragraphs} == {"nb", "nn"}


def test_the_seeds_occupation_is_among_the_real_ones(real_texts: dict[str, OccupationText]) -> None:
    lege = real_texts["Lege"]

    assert len(lege.common_tasks) == 3
    assert "seksårig universitetsstudium" in lege.education[0].value
