"""The page reader as a whole: pages of our own in many forms, and the seed with its figures."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import msgspec
import pytest

from graph.errors import SourceFault
from graph.model import EducationLine, OccupationRecord
from graph.sources.page.reader import read_page
from graph.sources.page.report import PageReading
from tests.paths import DATA

PAGES = DATA / "pages"
OPTICIAN, WATCHMAKER, HTML = (
    (PAGES / name).read_text("utf-8") for name in ("optician.txt", "watchmaker.txt", "optician.html")
)


def write(folder: Path, text: str, name: str = "page.txt") -> Path:
    path = folder / name
    path.write_text(text, "utf-8")
    return path


@pytest.fixture
def optician(tmp_path: Path) -> PageReading:
    return read_page(write(tmp_path, OPTICIAN))


def values(record: OccupationRecord, field: str) -> list[str]:
    return [text.value for text in getattr(record, field)]


def test_a_page_becomes_a_record(optician: PageReading) -> None:
    record = optician.record

    assert (record.key, record.names[0].value, record.page_language) == ("optiker", "Optiker", "nb")
    assert values(record, "summary") == ["Som optiker undersøker du synet og hjelper folk med å velge briller."]
    assert values(record, "common_tasks") == ["undersøke øynene til kunder i alle aldre", "tilpasse kontaktlinser"]
    assert values(record, "workplaces") == ["De fleste arbeider i butikk, men noen jobber på sykehus."]
    assert values(record, "qualities") == ["Du bør være nøyaktig og flink til å snakke med folk."]
    assert len(record.tasks) == len(record.education) == 1


def test_the_review_has_an_organisation_and_a_date(optician: PageReading) -> None:
    review = optician.record.review

    assert review is not None
    assert (review.organisation, str(review.date)) == ("Norges Optikerforbund", "2021-05-12")


def test_the_authorisation_names_the_body_the_page_names(optician: PageReading) -> None:
    authorisation = optician.record.authorisation

    assert authorisation is not None
    assert (authorisation.key, authorisation.authority) == ("optiker", "Statens helsetilsyn")


def test_codes_are_told_apart_by_their_digits(optician: PageReading) -> None:
    record = optician.record

    assert record.education_group is not None
    assert [line.code for line in record.education_group.members] == ["661501", "761501"]
    assert [(title.code, title.name) for title in record.titles] == [
        ("3224101", "OPTIKER"),
        ("3224102", "OPTIKER (LÆRLING)"),
    ]


def test_the_education_list_defines_the_group_that_is_counted(optician: PageReading) -> None:
    record = optician.record
    (section,) = record.statistics

    assert record.education_group is not None
    assert (record.education_group.key, record.education_group.name.value) == ("optiker", "optikerutdannede")
    assert (section.source, section.published, section.reference) == ("Statistisk sentralbyrå", 2024, "2023-11")
    assert (section.key, section.group) == ("optiker-arbeid", "optiker")


def test_related_occupations_have_their_blurbs_and_not_their_pictures(optician: PageReading) -> None:
    related = {entry.name.value: entry.blurb.value for entry in optician.record.related if entry.blurb}

    assert related == {
        "Ortoptist": "Ortoptister behandler skjeling hos barn.",
        "Tannlege": "Tannleger tar vare på tennene dine.",
    }


def test_related_occupations_that_are_known_have_their_own_keys(tmp_path: Path) -> None:
    reading = read_page(write(tmp_path, OPTICIAN), known={"tannlege": "dentist"})

    assert [entry.key for entry in reading.record.related] == ["ortoptist", "dentist"]


def test_every_line_is_placed_or_listed(optician: PageReading) -> None:
    report = optician.report

    assert report.lines == sum(bool(line.strip()) for line in OPTICIAN.splitlines())
    assert report.placed + len(report.unplaced) == report.lines
    assert sum(report.roles.values()) == report.placed
    assert [(line.number, line.text) for line in report.unplaced] == [(9, "En kvinne prøver briller foran et speil")]


def test_names_of_people_stay_out(optician: PageReading) -> None:
    everything = msgspec.json.encode(optician).decode()

    assert optician.record.interviews == 1
    assert optician.report.people_left_out == 1
    assert not any(part in everything for part in ("Kari", "Nordhaug"))


def test_names_of_people_come_in_when_asked_for(tmp_path: Path) -> None:
    reading = read_page(write(tmp_path, OPTICIAN), with_people=True)

    assert reading.record.people == ("Kari Nordhaug Li",)
    assert reading.report.people_left_out == 0


def test_a_name_that_comes_again_in_another_section_is_taken_out(tmp_path: Path) -> None:
    text = OPTICIAN.replace("De fleste arbeider", "Kari Nordhaug Li og de fleste arbeider")

    record = read_page(write(tmp_path, text)).record

    assert values(record, "workplaces")[0].startswith("[name left out] og de fleste")


def test_a_line_that_has_no_place_does_not_tell_a_name(tmp_path: Path) -> None:
    text = OPTICIAN.replace("En kvinne prøver briller", "Ole Brumm Hansen prøver briller")

    report = read_page(write(tmp_path, text)).report

    assert report.unplaced[0].text == "[name left out] prøver briller foran et speil"


def test_a_page_of_prose_alone_is_read_and_says_what_is_missing(tmp_path: Path) -> None:
    reading = read_page(write(tmp_path, WATCHMAKER))

    assert (reading.record.key, reading.record.page_language) == ("urmakar", "nn")
    assert reading.report.unplaced == ()
    assert reading.report.missing == (
        "review",
        "common tasks",
        "education",
        "statistics",
        "education codes",
        "job titles",
        "related occupations",
    )


@pytest.mark.parametrize(
    ("what", "changed"),
    [
        ("Windows line ends", OPTICIAN.replace("\n", "\r\n")),
        ("a byte order mark", "\ufeff" + OPTICIAN),
        ("hard spaces", OPTICIAN.replace(" ", "\u00a0")),
        ("dots for bullets", OPTICIAN.replace("\n- ", "\n • ")),
        ("stars for bullets", OPTICIAN.replace("\n- ", "\n\t* ")),
        ("lines apart", OPTICIAN.replace("\n", "\n\n")),
        ("decomposed letters", unicodedata.normalize("NFD", OPTICIAN)),
    ],
)
def test_the_form_of_the_text_does_not_matter(tmp_path: Path, what: str, changed: str) -> None:
    path = tmp_path / "page.txt"
    path.write_bytes(changed.encode())

    assert read_page(path).record == read_page(write(tmp_path, OPTICIAN, "plain.txt")).record, what


def test_a_page_in_html_gives_the_same_kind_of_record(tmp_path: Path) -> None:
    reading = read_page(write(tmp_path, HTML, "page.html"))
    record = reading.record

    assert values(record, "summary") == ["Som optiker undersøker du synet og hjelper folk med å velge briller."]
    assert record.review is not None
    assert record.review.organisation == "Norges Optikerforbund"
    assert values(record, "common_tasks") == ["tilpasse kontaktlinser", "slipe glass"]
    assert record.education_group is not None
    assert record.education_group.members == (EducationLine(code="661501", name="Bachelor, optometri"),)
    assert [(entry.name.value, entry.blurb is None) for entry in record.related] == [
        ("Ortoptist", False),
        ("Tannlege", True),
    ]
    assert record.interviews == 1


def test_what_an_unknown_heading_opens_is_listed_with_its_line_in_the_html(tmp_path: Path) -> None:
    report = read_page(write(tmp_path, HTML, "page.html")).report

    assert [(line.number, line.text) for line in report.unplaced] == [(18, "Historie"), (19, "Yrket er gammelt.")]
    assert report.placed + len(report.unplaced) == report.lines


def test_a_page_in_nynorsk_joins_its_occupation_by_the_identity_in_its_markup(tmp_path: Path) -> None:
    marked = HTML.replace("<main", '<main data-uno_id="y_brille_maker"', 1)

    record = read_page(write(tmp_path, marked, "page.html")).record

    assert (record.key, record.names[0].value) == ("brille_maker", "Optiker")


def test_a_button_of_the_markup_is_no_text(tmp_path: Path) -> None:
    marked = HTML.replace(
        "<li>slipe glass</li>", '<li>slipe glass</li></ul><div role="button">Lagre yrket her</div><ul>'
    )

    record = read_page(write(tmp_path, marked, "page.html")).record

    assert record == read_page(write(tmp_path, HTML, "plain.html")).record


def test_html_is_known_by_how_it_begins_too(tmp_path: Path) -> None:
    assert read_page(write(tmp_path, HTML, "page.txt")).record.key == "optiker"


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("Dette er et brev.\n\nHilsen Kari\n", None, "this is no occupation page"),
        ("", None, "this is no occupation page"),
        (OPTICIAN.replace("3224102 -", "32241 -"), 38, "has 7 digits, got '32241'"),
        (OPTICIAN.replace("3224102 -", "322410 -"), 38, "has 7 digits, got '322410'"),
        (OPTICIAN.replace("761501 -", "76150 -"), 33, "has 6 digits, got '76150'"),
        (OPTICIAN[: OPTICIAN.index(" - OPTIKER (")], 38, "in the middle of a code line"),
        (OPTICIAN[: OPTICIAN.index("R (LÆR")], 38, "inside a list of codes"),
        (OPTICIAN[: OPTICIAN.index(" og flink")], 27, "in the middle of a sentence"),
        (HTML[: HTML.index("</main>")], 27, "no </html>"),
        (HTML[: HTML.index('"Brille')], 25, "in the middle of a tag"),
        ("Urmakar\nArbeidsoppgaver\nHvor jobber urmakere?\n", 3, "headings and no text"),
    ],
)
def test_a_broken_page_is_refused_with_its_line(tmp_path: Path, text: str, line: int | None, said: str) -> None:
    path = write(tmp_path, text)

    with pytest.raises(SourceFault) as caught:
        read_page(path)

    assert said in str(caught.value)
    assert str(path) in str(caught.value)
    assert caught.value.line == line


def test_a_page_that_is_not_utf8_is_refused_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "page.txt"
    path.write_bytes(OPTICIAN.encode("latin-1", "replace"))

    with pytest.raises(SourceFault, match="line 4: the byte 0xe5 is not UTF-8"):
        read_page(path)


def test_a_page_that_stops_after_a_whole_list_line_is_read_with_a_doubt(tmp_path: Path) -> None:
    report = read_page(write(tmp_path, OPTICIAN[: OPTICIAN.index("- 3224102")])).report

    assert report.notes == ("the page ends inside a list of codes; the rest of it may be missing",)
    assert "related occupations" in report.missing


def test_a_name_without_latin_letters_has_no_key(tmp_path: Path) -> None:
    with pytest.raises(SourceFault, match="line 1: a name has letters"):
        read_page(write(tmp_path, WATCHMAKER.replace("Urmakar\n", "Часовщик\n", 1)))
