"""The page reader on the seed document: the figures it has to find there."""

from __future__ import annotations

import contextlib
from collections import Counter
from pathlib import Path

import msgspec
import pytest

import graph
from graph.errors import SourceFault
from graph.sources.classifications.occupation_names import name_index, read_names
from graph.sources.page.reader import read_page
from graph.sources.page.report import PageReading


@pytest.fixture(scope="module")
def reading(seed: Path) -> PageReading:
    return read_page(seed)


def test_the_seed_has_its_code_lists(reading: PageReading) -> None:
    record = reading.record

    assert record.education_group is not None
    assert Counter(line.level for line in record.education_group.members) == {7: 44, 8: 3}
    assert (record.education_group.key, record.education_group.name.value) == ("medisin", "medisinutdanna")
    assert len(record.titles) == 47
    assert len({title.code for title in record.titles}) == 46
    assert Counter(title.group for title in record.titles) == {"2221": 46, "1228": 1}


def test_the_seed_repeats_one_title_and_has_one_outside_its_group(reading: PageReading) -> None:
    report = reading.report

    assert [(again.code, again.lines) for again in report.repeated] == [("2221150", (203, 204))]
    assert report.main_group == "2221"
    assert [(title.number, title.code) for title in report.outside] == [(202, "1228130")]


def test_the_seed_has_39_specialisations(reading: PageReading) -> None:
    found = {item.key: item for item in reading.record.specialisations}

    assert len(found) == 39
    assert (found["arbeidsmedisin"].name, found["arbeidsmedisin"].other_names) == ("Arbeidsmedisin", ("yrkesmedisin",))
    assert found["anestesiologi"].code == "763202"


def test_the_seed_points_to_12_occupations_one_of_them_in_danish(reading: PageReading) -> None:
    related = reading.record.related

    assert len(related) == 12
    assert [entry.name.value for entry in related if entry.blurb and entry.blurb.language == "da"] == [
        "Anestesisjukepleiar"
    ]
    assert all(entry.blurb for entry in related)


def test_the_seed_is_in_nynorsk_but_for_what_the_report_lists(reading: PageReading) -> None:
    assert reading.record.page_language == "nn"
    assert [(text.number, text.language) for text in reading.report.foreign] == [(75, "nb"), (79, "nb"), (229, "da")]


def test_the_seed_tells_the_way_to_become_a_doctor(reading: PageReading) -> None:
    path = reading.record.path

    assert path is not None
    assert (path.years, path.minimum_years) == (6, 6.5)
    assert [(stage.key, stage.months) for stage in path.stages] == [("lis1", 18), ("lis2", None), ("lis3", None)]
    assert [(part.place.value, part.months) for part in path.stages[0].parts] == [
        ("sjukehus", 12),
        ("kommunale helse- og omsorgsteneste", 6),
    ]


def test_the_seed_has_its_review_authorisation_and_figures(reading: PageReading) -> None:
    record = reading.record

    assert record.review is not None
    assert (record.review.organisation, str(record.review.date)) == ("Legeforeningen", "2023-03-03")
    assert record.authorisation is not None
    assert record.authorisation.authority == "Helsedirektoratet"
    assert [(part.source, part.published, part.reference, part.group) for part in record.statistics] == [
        ("Statistisk sentralbyrå", 2023, "2022-11", None),
        ("Statistisk sentralbyrå", 2023, "2022-11", "medisin"),
    ]


def test_the_seed_has_its_video_the_roles_of_those_interviewed_and_its_picture_texts(seed: Path) -> None:
    names = name_index(read_names(Path(graph.__file__).parent / "data" / "names.yaml"))

    record = read_page(seed, known=names).record

    assert record.video is not None
    assert record.video.language == "nb"
    assert [role.value for role in record.interview_roles] == ["Allmennlege", "Lege"]
    assert [picture.key for picture in record.pictures] == [other.key for other in record.related]


def test_every_line_of_the_seed_is_placed_or_listed(seed: Path, reading: PageReading) -> None:
    with_words = [line for line in seed.read_text("utf-8").splitlines() if line.strip()]

    assert reading.report.placed + len(reading.report.unplaced) == reading.report.lines == len(with_words)
    assert reading.report.unplaced == ()


def test_the_people_of_the_seed_stay_out_of_record_and_report(seed: Path, reading: PageReading) -> None:
    people = read_page(seed, with_people=True).record.people
    everything = msgspec.json.encode(reading).decode() + reading.report.as_text()

    assert reading.record.interviews == reading.report.people_left_out == len(people) == 3
    assert not any(part in everything for name in people for part in name.split())


def test_the_seed_with_the_bundled_names_has_the_upstream_keys(seed: Path) -> None:
    names = name_index(read_names(Path(graph.__file__).parent / "data" / "names.yaml"))

    related = read_page(seed, known=names).record.related

    assert " ".join(entry.key for entry in related) == (
        "aktivitor allmennlege ambulansearbeider anestesisykepleier apotektekniker audiograf sykepleier_barn "
        "bioingenior biokjemiker bioteknolog ergoterapeut farmasoyt"
    )


@pytest.mark.parametrize("lines", range(0, 270, 9))
def test_the_beginning_of_the_seed_is_read_or_refused_and_never_lost(seed: Path, tmp_path: Path, lines: int) -> None:
    text = "\n".join(seed.read_text("utf-8").split("\n")[:lines]) + "\n"
    path = tmp_path / "page.txt"
    path.write_text(text, "utf-8")

    with contextlib.suppress(SourceFault):
        report = read_page(path).report

        assert report.placed + len(report.unplaced) == sum(bool(line.strip()) for line in text.split("\n"))
