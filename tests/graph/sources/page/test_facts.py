"""Facts kept by hand: read, written, refused with a line, and the bundled ones."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import msgspec
import pytest

import graph
from graph.errors import SourceFault
from graph.language import detect
from graph.model import OccupationRecord, Text
from graph.sources.classifications.occupation_names import name_index, read_names
from graph.sources.page.facts import read_facts, write_facts, write_json
from graph.sources.page.reader import read_page

DATA = Path(graph.__file__).parent / "data"

FACTS = """\
key: urmakar
names:
- {value: Urmakar, language: nn}
page_language: nn
review: {organisation: Urmakarlaget, date: 2024-02-01}
titles:
- {code: "7311109", name: URMAKER}
- code: "7311110"
  name: INSTRUMENTMAKER
...
"""


def write(folder: Path, text: str, name: str = "facts.yaml") -> Path:
    path = folder / name
    path.write_text(text, "utf-8")
    return path


@pytest.fixture(scope="module")
def lege() -> OccupationRecord:
    return read_facts(DATA / "lege.yaml")


@pytest.fixture(scope="module")
def words() -> OccupationRecord:
    """The same occupation in Yrkesgraf's own words, a source of its own."""
    return read_facts(DATA / "lege-words.yaml")


def test_facts_become_a_record(tmp_path: Path) -> None:
    record = read_facts(write(tmp_path, FACTS))

    assert record.names == (Text(value="Urmakar", language="nn"),)
    assert record.review is not None
    assert str(record.review.date) == "2024-02-01"
    assert [title.code for title in record.titles] == ["7311109", "7311110"]


def test_a_record_written_and_read_is_the_same(tmp_path: Path, lege: OccupationRecord) -> None:
    assert read_facts(write(tmp_path, write_facts(lege))) == lege
    assert read_facts(write(tmp_path, write_json(lege), "facts.json")) == lege


def test_a_leading_zero_survives_writing(tmp_path: Path) -> None:
    record = read_facts(write(tmp_path, FACTS.replace("7311109", "0110104")))

    assert '"0110104"' in write_facts(record)
    assert read_facts(write(tmp_path, write_facts(record))) == record


def test_writing_twice_gives_the_same_text(lege: OccupationRecord) -> None:
    assert write_facts(lege) == write_facts(lege)


@pytest.mark.parametrize(
    ("old", "new", "line", "said"),
    [
        ('"7311110"', '"73111"', 8, "has 7 digits, got '73111'"),
        ('"7311109"', '"73111O9"', 7, "has 7 digits, got '73111O9'"),
        ('"7311109"', "7311109", 7, "'7311109' is read as a number; put it in quotes"),
        ("name: INSTRUMENTMAKER", "name: no", 9, "'no' is read as yes or no; put it in quotes"),
        ("  name: INSTRUMENTMAKER\n", "", 8, "the field 'name' is missing"),
        ("name: INSTRUMENTMAKER", "nmae: INSTRUMENTMAKER", 9, "there is no field 'nmae' here"),
        ("name: INSTRUMENTMAKER", 'code: "7311111"', 9, "the field 'code' stands twice"),
        ("language: nn", "language: no", 3, "put it in quotes"),
        ("language: nn", "language: sv", 3, "'sv' is not one of the values allowed here"),
        ("2024-02-01", "2024-02-31", 5, "cannot be what timestamp means"),
        ("2024-02-01", "februar", 5, "'februar' is no date"),
        ("key: urmakar", "key: Urmakar", 1, "a key is lower-case letters"),
        ("page_language: nn\n", "", 1, "the field 'page_language' is missing"),
        ("titles:\n", "titles: nei\ninterviews:\n", 6, "here stands a list"),
        ("INSTRUMENTMAKER\n", "INSTRUMENTMAKER\ninterviews: to\n", 10, "'to' is no whole number"),
        ("INSTRUMENTMAKER\n...\n", "INSTRU", 9, "the file ends without the line '...'"),
        ("{value: Urmakar, language: nn}", "{value: Urmakar, language: nn", 4, "this is not YAML"),
        ("INSTRUMENTMAKER", "INSTRUMENT\bMAKER", 9, "control character"),
        ("value: Urmakar", "value: &a Urmakar, x: *a", 3, "an alias"),
    ],
)
def test_facts_that_are_wrong_are_refused_with_their_line(
    tmp_path: Path, old: str, new: str, line: int, said: str
) -> None:
    assert old in FACTS
    path = write(tmp_path, FACTS.replace(old, new, 1))

    with pytest.raises(SourceFault) as caught:
        read_facts(path)

    assert said in str(caught.value)
    assert (caught.value.path, caught.value.line) == (str(path), line)


def test_facts_in_another_encoding_are_refused_with_their_line(tmp_path: Path) -> None:
    path = tmp_path / "facts.yaml"
    path.write_bytes(FACTS.replace("Urmakarlaget", "Måler").encode("latin-1"))

    with pytest.raises(SourceFault, match="line 5: the byte 0xe5"):
        read_facts(path)


@pytest.mark.parametrize("lines", range(1, 10))
def test_facts_cut_off_after_any_line_are_refused(tmp_path: Path, lines: int) -> None:
    with pytest.raises(SourceFault):
        read_facts(write(tmp_path, "\n".join(FACTS.split("\n")[:lines]) + "\n"))


def test_the_bundled_facts_have_the_figures_of_their_page(lege: OccupationRecord) -> None:
    assert lege.education_group is not None
    assert Counter(line.level for line in lege.education_group.members) == {7: 44, 8: 3}
    assert Counter(title.group for title in lege.titles) == {"2221": 46, "1228": 1}
    assert [code for code, count in Counter(title.code for title in lege.titles).items() if count > 1] == ["2221150"]
    assert (len(lege.specialisations), len(lege.related), lege.interviews, lege.people) == (39, 12, 3, ())


def test_the_bundled_facts_are_named_in_three_languages(lege: OccupationRecord) -> None:
    assert {name.language: name.value for name in lege.names} == {"nb": "Lege", "nn": "Lege", "en": "Medical doctor"}


def test_every_occupation_the_bundled_facts_name_is_in_the_bundled_names(lege: OccupationRecord) -> None:
    keys = {entry.key for entry in read_names(DATA / "names.yaml")}

    assert {lege.key, *(entry.key for entry in lege.related)} == keys


def passages(record: OccupationRecord) -> list[Text]:
    prose = (*record.summary, *record.tasks, *record.common_tasks, *record.workplaces, *record.qualities)
    blurbs = tuple(entry.blurb for entry in record.related if entry.blurb)
    return [*prose, *record.education, *blurbs, *(section.heading for section in record.statistics)]


def test_the_bundled_prose_is_in_the_language_it_says(words: OccupationRecord) -> None:
    assert {text.language for text in passages(words)} == {"nn"}
    assert [text.value for text in passages(words) if detect(text.value, likely="nn") != "nn"] == []


def test_the_facts_of_the_page_have_no_prose_and_the_own_words_have_no_reviewer(
    lege: OccupationRecord, words: OccupationRecord
) -> None:
    assert (lege.summary, lege.tasks, lege.education) == ((), (), ())
    assert not [entry for entry in lege.related if entry.blurb]
    assert lege.review is not None
    assert (words.review, words.titles, words.authorisation) == (None, (), None)


@pytest.mark.parametrize("fact", ["offentleg forvaltning", "fastlege", "LIS1", "spesialist", "Legeforeningen"])
def test_the_own_words_have_the_facts_of_the_page(words: OccupationRecord, fact: str) -> None:
    assert [text for text in passages(words) if fact in text.value]


def test_the_own_words_have_no_task_that_the_page_lacks(words: OccupationRecord) -> None:
    assert not [text for text in passages(words) if "journal" in text.value]


def test_the_bundled_facts_agree_with_the_seed_and_borrow_none_of_its_sentences(
    seed: Path, lege: OccupationRecord, words: OccupationRecord
) -> None:
    page = read_page(seed, known=name_index(read_names(DATA / "names.yaml"))).record
    told = {text.value.casefold() for text in passages(page)}

    assert (lege.titles, lege.specialisations, lege.review) == (page.titles, page.specialisations, page.review)
    assert msgspec.to_builtins(lege.education_group) == msgspec.to_builtins(page.education_group)
    assert [(entry.key, entry.name) for entry in lege.related] == [(entry.key, entry.name) for entry in page.related]
    assert {text.value for text in passages(words) if text.value.casefold() in told} <= {"offentleg forvaltning"}
