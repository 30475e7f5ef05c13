"""The report of a reading, as data and as text."""

from __future__ import annotations

import json

from graph.model import EducationGroup, EducationLine, OccupationRecord, Text, TitleLine
from graph.sources.page.lines import Kind, Line
from graph.sources.page.report import (
    ForeignText,
    OutsideTitle,
    ReadingReport,
    RepeatedCode,
    UnplacedLine,
    count_record,
    main_group,
    missing_parts,
    repeated_codes,
)

REPORT = ReadingReport(
    source="page.txt",
    lines=9,
    placed=8,
    roles={"title": 1, "tasks": 7},
    counts={"title lines": 3},
    unplaced=(UnplacedLine(number=4, text="Bilete"),),
    repeated=(RepeatedCode(code="2221150", lines=(7, 8)),),
    main_group="2221",
    outside=(OutsideTitle(number=6, code="1228130", name="AVDELINGSOVERLEGE"),),
    foreign=(ForeignText(number=2, language="da", text="Som læge"),),
    people_left_out=2,
    missing=("review",),
    notes=("the page ends inside a list",),
)
RECORD = OccupationRecord(
    key="lege",
    names=(Text(value="Lege", language="nn"),),
    page_language="nn",
    titles=tuple(TitleLine(code=code, name="LEGE") for code in ("1228130", "2221110", "2221110")),
    education_group=EducationGroup(
        key="medisin",
        name=Text(value="medisinutdanna", language="nn"),
        members=(EducationLine(code="763101", name="Medisin"), EducationLine(code="869904", name="Ph.d.")),
    ),
)


def test_the_report_tells_everything_that_stands_out_with_its_line() -> None:
    text = REPORT.as_text()

    assert text.splitlines()[0] == "page.txt: 9 lines with words, 8 placed, 1 not"
    for part in (
        "placed: 1 title, 7 tasks",
        "found: 3 title lines",
        "code 2221150 stands on lines 7, 8",
        "line 6: 1228130 AVDELINGSOVERLEGE is outside group 2221",
        "line 2 is in another language (da): Som læge",
        "names of people left out: 2",
        "nothing found for: review",
        "note: the page ends inside a list",
        "line 4 has no place: Bilete",
    ):
        assert part in text


def test_the_report_is_plain_data_too() -> None:
    data = json.loads(json.dumps(REPORT.as_data()))

    assert data["unplaced"] == [{"number": 4, "text": "Bilete"}]
    assert data["repeated"] == [{"code": "2221150", "lines": [7, 8]}]


def test_a_record_is_counted_by_level_and_group() -> None:
    counts = count_record(RECORD)

    assert (counts["education codes"], counts["of level 7"], counts["of level 8"]) == (2, 1, 1)
    assert (counts["title lines"], counts["distinct titles"]) == (3, 2)
    assert (counts["title lines of group 2221"], counts["title lines of group 1228"]) == (2, 1)


def test_what_a_record_has_not_is_missing() -> None:
    assert missing_parts(RECORD) == (
        "summary",
        "review",
        "tasks",
        "common tasks",
        "workplaces",
        "qualities",
        "education",
        "statistics",
        "related occupations",
    )


def test_repeated_codes_have_all_their_lines() -> None:
    entries = tuple((Line(at, at + 10, Kind.BULLET, ""), title) for at, title in enumerate(RECORD.titles))

    assert repeated_codes(entries, ()) == (RepeatedCode(code="2221110", lines=(11, 12)),)


def test_the_main_group_is_that_of_most_titles() -> None:
    assert main_group(RECORD.titles) == "2221"
    assert main_group(()) is None
