"""utdanning.no's list is read whole: statements are kept, mended or reported, and nonsense is refused with a line."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from graph.errors import SourceFault
from graph.sources.portal.comparison import PortalEntry, read_main
from tests.paths import DATA

WORLD = DATA / "portal" / "main.json"


def changed(folder: Path, entry: str, **fields: Any) -> Path:
    """Write the small world with some *fields* of one entry changed."""
    data = json.loads(WORLD.read_text("utf-8"))
    data[entry].update(fields)
    path = folder / "main.json"
    path.write_text(json.dumps(data, ensure_ascii=False, indent=2), "utf-8")
    return path


def by_id(entries: list[PortalEntry]) -> dict[str, PortalEntry]:
    return {entry.uno_id: entry for entry in entries}


def test_an_entry_has_its_key_its_codes_and_its_counts() -> None:
    baker = by_id(read_main(WORLD)[0])["y_baker"]

    assert (baker.kind, baker.key, baker.name) == ("occupation", "baker", "Baker")
    assert (baker.groups, baker.codes, baker.interests) == (("7512",), ("481101",), ("mat", "håndverk"))
    assert baker.people["total"] == 120
    assert baker.people["private"] == 90


def test_a_count_of_two_persons_is_hidden_and_so_is_the_least_that_would_tell_it() -> None:
    baker = by_id(read_main(WORLD)[0])["y_baker"]

    assert baker.hidden == {"in-education": "too-few", "unemployed": "protects-others"}
    assert not {"in-education", "unemployed"} & baker.people.keys()


def test_odd_blanks_in_a_title_are_mended_and_reported() -> None:
    entries, report = read_main(WORLD)

    assert by_id(entries)["y_kokk"].name == "Kokk"
    assert report["titles with odd blanks"] == ["Kokk"]


def test_a_title_of_several_is_reported() -> None:
    assert read_main(WORLD)[1]["names of several"] == ["Matfag"]


def test_a_field_that_nobody_reads_is_reported(tmp_path: Path) -> None:
    assert read_main(changed(tmp_path, "y_baker", sektor_antall_ukjent=3))[1]["fields not read"] == {
        "sektor_antall_ukjent": 1
    }


def test_a_code_with_a_leading_zero_stays_a_string(tmp_path: Path) -> None:
    entries, _ = read_main(changed(tmp_path, "y_baker", yrkeskoder_styrk08=["0110"]))

    assert by_id(entries)["y_baker"].groups == ("0110",)


@pytest.mark.parametrize(
    ("fields", "complaint"),
    [
        ({"yrkeskoder_styrk08": ["7512101"]}, r"line 2: a STYRK-08 code is one to four digits, got '7512101'"),
        ({"yrkeskoder_styrk08": [7512]}, r"line 2: Expected `str`, got `int`"),
        ({"utdanningskoder_nus": ["48110"]}, r"line 2: a NUS2000 code is one to four digits, or six, got '48110'"),
        ({"sektor_antall_privat": "90"}, r"line 2: Expected `int`, got `str`"),
        ({"sektor_antall_privat": -1}, r"line 2: a head count is zero or more, got -1 for private"),
        ({"innholdstype": "studie"}, r"line 2: Invalid enum value 'studie'"),
        ({"innholdstype": "utdanningsbeskrivelse"}, r"line 2: a uno_id begins with y_ for an occupation"),
        ({"uno_id": "y_annen"}, r"line 2: the entry 'y_baker' says of itself that it is 'y_annen'"),
        ({"tittel": " "}, r"line 2: an entry has a title"),
    ],
)
def test_nonsense_is_refused_with_its_line(tmp_path: Path, fields: dict[str, Any], complaint: str) -> None:
    with pytest.raises(SourceFault, match=complaint):
        read_main(changed(tmp_path, "y_baker", **fields))


def test_the_real_list_has_the_counts_its_index_promises(shared: Callable[[str], Path]) -> None:
    entries, report = read_main(shared("sources/utdanning.no/main.json"))

    assert len(entries) == 943
    assert (report["occupations"], report["educations"]) == (590, 353)
    assert (report["occupations with STYRK-08"], report["occupations with NUS"]) == (520, 416)
    assert (report["NUS codes"], report["fields not read"]) == (3172, {})
    assert by_id(entries)["y_lege"].groups == ("2211", "2212", "1342")
