"""A correspondence table of Klass is read with its gaps and repetitions, or refused with what is wrong."""

from __future__ import annotations

import datetime
import json
from pathlib import Path
from typing import Any

import pytest

from graph.build import Order, build
from graph.errors import SourceFault
from graph.progress import Progress
from graph.release import Releases
from graph.sources.klass_correspondence import CorrespondenceTable, read_correspondence
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


def read(folder: Path, answer: object) -> CorrespondenceTable:
    path = folder / "426.json"
    path.write_text(answer if isinstance(answer, str) else json.dumps(answer, ensure_ascii=False), "utf-8")
    return read_correspondence(path, "STYRK-98", "STYRK-08")


def test_pairs_come_once_each_with_their_zeros(tmp_path: Path) -> None:
    assert read(tmp_path, ANSWER).pairs == (("0110", "0310"), ("2221", "2211"), ("2221", "2212"))


def test_what_has_no_partner_and_what_is_listed_twice_is_told(tmp_path: Path) -> None:
    table = read(tmp_path, ANSWER)

    assert (table.without_target, table.without_source) == (("9999",), ("2267",))
    assert table.repeated == (("2221", "2212"),)


def test_the_table_says_when_it_was_changed(tmp_path: Path) -> None:
    assert read(tmp_path, ANSWER).modified == datetime.date(2023, 4, 4)


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        ({"source": "STYRK-08", "target": "STYRK-98"}, "the table's source is 'STYRK-08', and STYRK-98 is expected"),
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


def test_a_build_joins_the_two_editions_by_mappings_alone(tmp_path: Path) -> None:
    (tmp_path / "426.json").write_text(json.dumps(ANSWER, ensure_ascii=False), "utf-8")
    sources = tmp_path / "sources.toml"
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

    release = build(Order(Releases(tmp_path / "home"), DEFAULT_BASE, sources), Progress(quiet=True))
    rows = release.store.rows(
        """PREFIX yg: <https://w3id.org/yrkesgraf/def#> PREFIX dct: <http://purl.org/dc/terms/>
        SELECT ?to { ?mapping yg:mapsFrom <id/styrk98/2221> ; yg:mapsTo ?to ; dct:isPartOf ?crosswalk } ORDER BY ?to"""
    )

    assert [row["to"].value.rpartition("/")[2] for row in rows] == ["2211", "2212"]
    assert release.manifest.counts["yg:Mapping"] == 3
    report = json.loads((release.folder / "report.json").read_text("utf-8"))
    assert report["sources"]["klass"]["without a STYRK-08 code"] == ["9999"]
