"""A correspondence table of Klass is read with its gaps and repetitions, or refused with its fault."""

from __future__ import annotations

import datetime
import json
from pathlib import Path
from typing import Any

import pytest

from graph.building.order import Order
from graph.building.pipeline import build
from graph.errors import SourceFault
from graph.progress import Progress
from graph.reading.release import Release, Releases
from graph.sources.classifications.klass_correspondence import CorrespondenceTable, read_correspondence
from graph.vocab import DEFAULT_BASE

# In the shape of the Klass API guide, "correspondenceTables by ID"; the codes are of the editions, the selection ours.
ANSWER: dict[str, Any] = {
    "name": "STYRK-98 - STYRK-08",
    "id": 426,
    "contactPerson": {"name": "Nordmann, Ola", "email": "ola.nordmann@example.no", "phone": "99999999"},
    "owningSection": "Seksjon for arbeidsmarkeds- og lønnsstatistikk",
    "source": "Standard for yrkesklassifisering (STYRK-98)",
    "sourceId": 68,
    "target": "Standard for yrkesklassifisering (STYRK-08)",
    "targetId": 33,
    "changeTable": True,
    "lastModified": "2023-04-04T07:38:04.000+0000",
    "published": ["nb", "en"],
    "sourceLevel": None,
    "targetLevel": {"levelNumber": 4, "levelName": "Yrke"},
    "description": "",
    "changelogs": [],
    "correspondenceMaps": [
        {"sourceCode": "0110", "sourceName": "Militære", "targetCode": "0310", "targetName": "Menige"},
        {"sourceCode": "2221", "sourceName": "Leger", "targetCode": "2211", "targetName": "Allmennpraktiserende leger"},
        {"sourceCode": "2221", "sourceName": "Leger", "targetCode": "2212", "targetName": "Legespesialister"},
        {"sourceCode": "2221", "sourceName": "Leger", "targetCode": "2212", "targetName": "Legespesialister"},
        {"sourceCode": "9999", "sourceName": "Uoppgitt", "targetCode": None, "targetName": None},
        {"sourceCode": None, "sourceName": None, "targetCode": "2267", "targetName": "Optikere"},
    ],
    "_links": {"self": {"href": "https://data.ssb.no/api/klass/v1/correspondencetables/426"}},
}


# The other shape it may have: from the catalogue of titles, by their seven digits.
OF_TITLES: dict[str, Any] = ANSWER | {
    "name": "Yrkeskatalogen - STYRK-08",
    "source": "Yrkeskatalogen, basert på STYRK 98 og oppdatert løpende",
    "target": "Yrkesklassifisering 2011",
    "correspondenceMaps": [
        {"sourceCode": "0111101", "sourceName": "MENIG", "targetCode": "0310", "targetName": "Menige"},
        {
            "sourceCode": "2221110",
            "sourceName": "LEGE",
            "targetCode": "2211",
            "targetName": "Allmennpraktiserende leger",
        },
        {"sourceCode": "2221112", "sourceName": "OVERLEGE", "targetCode": "2212", "targetName": "Legespesialister"},
        {"sourceCode": "2221199", "sourceName": "TROLLDOKTOR", "targetCode": None, "targetName": None},
    ],
}


def read(folder: Path, answer: object) -> CorrespondenceTable:
    path = folder / "426.json"
    path.write_text(answer if isinstance(answer, str) else json.dumps(answer, ensure_ascii=False), "utf-8")
    return read_correspondence(path)


def test_pairs_come_once_each_with_their_zeros(tmp_path: Path) -> None:
    assert read(tmp_path, ANSWER).groups.each == (("0110", "0310"), ("2221", "2211"), ("2221", "2212"))


def test_what_has_no_partner_and_what_is_listed_twice_is_told(tmp_path: Path) -> None:
    table = read(tmp_path, ANSWER)

    assert (table.groups.without_target, table.without_source) == (("9999",), ("2267",))
    assert table.groups.repeated == (("2221", "2212"),)


def test_a_table_may_start_from_the_titles_of_the_catalogue(tmp_path: Path) -> None:
    table = read(tmp_path, OF_TITLES)

    assert table.groups.each == ()
    assert table.titles.each == (("0111101", "0310"), ("2221110", "2211"), ("2221112", "2212"))
    assert table.titles.without_target == ("2221199",)
    assert table.old_names["2221199"] == "TROLLDOKTOR"


def test_titles_and_groups_of_one_table_are_kept_apart(tmp_path: Path) -> None:
    both = ANSWER | {"correspondenceMaps": ANSWER["correspondenceMaps"] + OF_TITLES["correspondenceMaps"]}

    table = read(tmp_path, both)

    assert (table.groups, table.titles) == (read(tmp_path, ANSWER).groups, read(tmp_path, OF_TITLES).titles)


def test_a_table_the_other_way_round_is_turned(tmp_path: Path) -> None:
    ends = {"source": "target", "target": "source"}
    turned = [
        {end + field: one[other + field] for end, other in ends.items() for field in ("Code", "Name")}
        for one in ANSWER["correspondenceMaps"]
    ]

    table = read(tmp_path, ANSWER | {"source": "STYRK 08", "target": "STYRK98", "correspondenceMaps": turned})

    assert table.is_turned
    assert (table.groups, table.without_source) == (read(tmp_path, ANSWER).groups, ("2267",))


def test_pairs_above_unit_groups_are_told_and_left_out(tmp_path: Path) -> None:
    above = [{"sourceCode": "22", "targetCode": "22"}, {"sourceCode": "2221", "targetCode": "221"}]

    table = read(tmp_path, ANSWER | {"correspondenceMaps": ANSWER["correspondenceMaps"] + above})

    assert table.above == (("22", "22"), ("2221", "221"))
    assert table.groups.each == read(tmp_path, ANSWER).groups.each


def test_the_table_says_when_it_was_changed(tmp_path: Path) -> None:
    assert read(tmp_path, ANSWER).modified == datetime.date(2023, 4, 4)


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        ({"source": "Standard for yrker"}, "the table's source is 'Standard for yrker', which does not say whether"),
        (
            {"target": "STYRK-98 og STYRK-08"},
            "the table's target is .* does not say whether it is STYRK-98 or STYRK-08",
        ),
        ({"target": "Yrkeskatalogen"}, "both ends of the table are STYRK-98: .* and 'Yrkeskatalogen'"),
        ({"correspondenceMaps": [{"sourceCode": "111101", "targetCode": "0310"}]}, "7 digits, got '111101'"),
        ({"correspondenceMaps": [{"sourceCode": "0110", "targetCode": "0310000"}]}, "4 digits, got '0310000'"),
        ({"correspondenceMaps": [{"sourceCode": "2221110", "targetCode": "22"}]}, "2221110 has the code 22, .* above"),
        ({"correspondenceMaps": []}, "no correspondences"),
        ({"correspondenceMaps": [{"sourceCode": 110, "targetCode": "0310"}]}, r"Expected `str \| null`.*sourceCode"),
        ({"correspondenceMaps": [{"sourceCode": "0110"}]}, "missing required field `targetCode`"),
        ({"correspondenceMaps": [{"sourceCode": "ab", "targetCode": "0310"}]}, "a code is digits, got 'ab'"),
        ({"correspondenceMaps": None}, r"Expected `array`.*correspondenceMaps"),
    ],
)
def test_another_shape_is_told_with_its_place(tmp_path: Path, change: dict[str, Any], complaint: str) -> None:
    with pytest.raises(SourceFault, match=complaint):
        read(tmp_path, ANSWER | change)


def test_an_answer_that_is_cut_off_is_told_with_its_line(tmp_path: Path) -> None:
    whole = json.dumps(ANSWER, indent=1)

    with pytest.raises(SourceFault, match=r"426\.json, line \d+: this is not JSON"):
        read(tmp_path, whole[:-40])


def test_an_error_page_is_told(tmp_path: Path) -> None:
    with pytest.raises(SourceFault, match="line 1: this is not JSON"):
        read(tmp_path, "<html>Vedlikehold</html>")


def built(folder: Path, answer: dict[str, Any]) -> Release:
    """A release of the two editions and a table between them."""
    (folder / "426.json").write_text(json.dumps(answer, ensure_ascii=False), "utf-8")
    sources = folder / "sources.toml"
    table = """
[[source]]
key = "klass"
adapter = "klass-correspondence"
path = "426.json"
titles = { nb = "Prøve", en = "Test" }
publisher = "Statistisk sentralbyrå"
licence = "https://creativecommons.org/licenses/by/4.0/"
rhythm = "never"
as_of = 2026-01-01
retrieved = 2026-01-02
"""
    bundled = table.replace('"klass"', '"classifications"', 1).replace('"klass-correspondence"', '"classifications"')
    bundled = bundled.replace('"426.json"', '"classifications.yaml"\nbundled = true')
    sources.write_text(f"{bundled}{table}[end]\nsources = 2\n", "utf-8")
    return build(Order(Releases(folder / "home"), DEFAULT_BASE, sources), Progress(quiet=True))


def mapped(release: Release, thing: str) -> list[str]:
    """The targets of *thing*, with the crosswalk."""
    rows = release.store.rows(
        f"""PREFIX yg: <https://w3id.org/yrkesgraf/def#> PREFIX dct: <http://purl.org/dc/terms/>
        SELECT ?crosswalk ?to {{ ?mapping yg:mapsFrom <id/{thing}> ; yg:mapsTo ?to ; dct:isPartOf ?crosswalk }}
        ORDER BY ?to"""
    )
    return [" ".join(row[name].value.rpartition("/")[2] for name in ("crosswalk", "to")) for row in rows]


def test_a_build_joins_the_two_editions_by_mappings_alone(tmp_path: Path) -> None:
    release = built(tmp_path, ANSWER)

    assert mapped(release, "styrk98/2221") == ["klass-styrk98-styrk08 2211", "klass-styrk98-styrk08 2212"]
    assert release.manifest.counts["yg:Mapping"] == 3
    report = json.loads((release.folder / "report.json").read_text("utf-8"))
    assert report["sources"]["klass"]["without a STYRK-08 code"] == ["9999"]


def test_a_build_on_a_table_of_titles_has_a_crosswalk_of_titles(tmp_path: Path) -> None:
    release = built(tmp_path, OF_TITLES)

    assert mapped(release, "title/2221112") == ["klass-titles-styrk08 2212"]
    assert {one.split()[0] for one in mapped(release, "styrk98/2221")} == {"styrk98-styrk08-unofficial"}
    assert release.manifest.counts["yg:Mapping"] == 8


CSV = """"sourceCode";"sourceName";"targetCode";"targetName"
"0111101";"MENIG (FORSVARET)";"0310";"Menige"
"2221110";"LEGE";"2211";"Allmennpraktiserende leger"
"""


def test_the_export_as_csv_is_read_with_leading_zeros(tmp_path: Path) -> None:
    path = tmp_path / "426.csv"
    path.write_text(CSV, "utf-8")

    table = read_correspondence(path)

    assert table.titles.each == (("0111101", "0310"), ("2221110", "2211"))
    assert (table.groups.each, table.old_names["2221110"]) == ((), "LEGE")


def test_groups_as_csv_are_refused_since_nothing_names_their_edition(tmp_path: Path) -> None:
    path = tmp_path / "426.csv"
    path.write_text(CSV.replace("2221110", "2221"), "utf-8")

    with pytest.raises(SourceFault, match="titles of 7 digits, got '2221'") as caught:
        read_correspondence(path)
    assert caught.value.line == 3
