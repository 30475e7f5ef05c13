"""The service's records are read whole: every field has a place or a reason, and no person is among the reviewers."""

from __future__ import annotations

import datetime
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from graph.errors import SourceFault
from graph.model import TitleLine
from graph.sources.portal.descriptions import LEFT_OUT, PLACED, read_descriptions
from graph.sources.portal.reviewers import find_organisations
from tests.described import record


def written(folder: Path, *records: dict[str, Any]) -> Path:
    path = folder / "records.json"
    path.write_text(json.dumps(records, ensure_ascii=False, indent=1), "utf-8")
    return path


def test_every_field_of_a_record_is_placed_or_left_out_for_a_reason(shared: Callable[[str], Path]) -> None:
    sample = shared("sources/utdanning.no/2026/data_norge_y_kokk.sample.json")
    fields = set(json.loads(sample.read_text("utf-8")))

    assert fields == PLACED | LEFT_OUT.keys()
    assert not PLACED & LEFT_OUT.keys()
    assert all(len(reason) > 10 for reason in LEFT_OUT.values())
    assert set(record(1)) == fields


def test_the_sample_is_read_with_codes_words_texts_and_review(shared: Callable[[str], Path], tmp_path: Path) -> None:
    sample = shared("sources/utdanning.no/2026/data_norge_y_kokk.sample.json")

    (cook,), report = read_descriptions(written(tmp_path, json.loads(sample.read_text("utf-8"))))

    assert (cook.key, cook.name, cook.plural, cook.graduates) == ("kokk", "Kokk", "kokker", "kokkeutdannede")
    assert (len(cook.titles), cook.titles[0]) == (14, TitleLine(code="5122129", name="PIZZABAKER"))
    assert cook.groups == ("5120", "3434", "1412", "5246")
    assert [line.code for line in cook.codes] == ["458108", "458106", "483202", "458109"]
    assert "soussjef" in cook.search_words
    assert (len(cook.common_tasks), cook.educations) == (6, (("u_kokkfag", "Kokkfaget"),))
    assert cook.further_education[0].language == "nb"
    assert (cook.reviewed, cook.reviewers) == (datetime.date(2026, 2, 12), ("Faglig råd for restaurant og matfag",))
    assert report["fields not read"] == {}


def test_codes_that_repeat_count_once_and_9999_is_no_group(tmp_path: Path) -> None:
    (one,), _ = read_descriptions(written(tmp_path, record(2)))

    assert (len(one.titles), one.groups, one.broader_codes) == (1, ("2211",), ("7631",))


def test_a_new_field_is_reported(tmp_path: Path) -> None:
    _, report = read_descriptions(written(tmp_path, record(1, yrke_nytt="1")))

    assert report["fields not read"] == {"yrke_nytt": 1}


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"sammenligning_id": "u_kokkfag"}, "begins with y_"),
        ({"title": " "}, "has a title"),
        ({"styrk98": [{"yrkeskode_styrk98": "222111", "title": ""}]}, "7 digits, got '222111'"),
        ({"styrk08": [{"styrk08_kode": "22110", "title": ""}]}, "one to four digits"),
        ({"nus": [{"nus_kode": "76319x", "title": ""}]}, "6 digits"),
        ({"fetchError": "timeout"}, "failed on this record: timeout"),
        ({"sokeord": None}, "Expected `array`"),
    ],
)
def test_a_record_at_fault_is_named_with_its_line(tmp_path: Path, fields: dict[str, Any], words: str) -> None:
    with pytest.raises(SourceFault, match=words) as fault:
        read_descriptions(written(tmp_path, record(1), record(2, **fields)))

    assert fault.value.line is not None


@pytest.mark.parametrize(
    ("reviewer", "kept"),
    [
        ("Faglig råd for håndverk, design og produktutvikling", "Faglig råd for håndverk, design og produktutvikling"),
        ("Seksjon for byutvikling, Tromsø kommune", "Seksjon for byutvikling, Tromsø kommune"),
        ("Ergoterapeutene", "Ergoterapeutene"),
        ("UIB", "UIB"),
        ("Norsk gynekologisk forening", "Norsk gynekologisk forening"),
        ("Kari Nordmann , Norsk Tannpleierforening", "Norsk Tannpleierforening"),
        ("NITO, Ola Nordmann", "NITO"),
        ("Nordmann, Kari, NITO", "NITO"),
        ("Faglig råd for elektro ved Ola Nordmann", "Faglig råd for elektro"),
        ("seniorrådgiver Kari Li, Helsedirektoratet", "Helsedirektoratet"),
        ("Kari Nordmann Legeforeningen", None),
        ("Norsk Psykologforening Kari Nordmann", None),
        ("Ola Nordmann i Norges Bondelag", None),
        ("Kari Nordmann og Faglig råd for elektro", None),
        ("Ola nordmann", None),
        ("Ola", None),
    ],
)
def test_a_reviewer_is_kept_only_where_it_cannot_be_a_person(reviewer: str, kept: str | None) -> None:
    assert find_organisations([reviewer])[0] == ((kept,) if kept else ())


def test_an_organisation_of_our_list_is_known_by_its_name() -> None:
    assert find_organisations(["Tekna"], {"tekna"}) == (("Tekna",), 0)
