"""
Write a document of generated descriptions for every occupation of the bundled tables, and so measure their coverage.

    python -m tests.replay FOLDER && yrkesgraf build --data FOLDER

Titles are those the service lists where the tables have them, and elsewhere the first of the occupation's groups.
"""

from __future__ import annotations

import csv
import json
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from graph.bundled_tables import TABLES
from tests.described import EDUCATIONS, record

_DOCUMENT = "utdanning.no/yrkesbeskrivelser.json"
_MOST_TITLES = 10


def national_records() -> list[dict[str, Any]]:
    """Return a record for each occupation in the bundled list, with the codes of the bundled tables."""
    listed = {row["uno_id"]: row["codes"].split("|") if row["codes"] else [] for row in _rows("occupation-titles.csv")}
    compared = {row["uno_id"]: row for row in _rows("comparison.csv")}
    titles: dict[str, list[str]] = defaultdict(list)
    names = {}
    for row in _rows("klass426.csv", ";"):
        titles[row["targetCode"]].append(row["sourceCode"])
        names[row["sourceCode"]] = row["sourceName"]
    leading: dict[str, list[str]] = defaultdict(list)
    for row in _rows("education-links.csv"):
        leading[f"y_{row['slug']}"].append(row["education"])
    records = []
    for number, row in enumerate(_rows("occupations.csv")):
        uno_id, groups = row["uno_id"], _parts(row["groups"])
        others = [code for group in groups for code in titles[group]][:_MOST_TITLES]
        known = compared.get(uno_id, {})
        fields: dict[str, Any] = {
            "styrk98": [
                {"yrkeskode_styrk98": code, "title": names.get(code, "")} for code in listed.get(uno_id, others)
            ],
            "styrk08": [{"styrk08_kode": group, "title": ""} for group in groups],
            "nus": [{"nus_kode": code, "title": ""} for code in _parts(known.get("codes", ""))],
            "interesse": [{"title": name} for name in _parts(known.get("interests", ""))],
            "utdanningsbeskrivelse": [
                {"uri": f"https://utdanning.no{EDUCATIONS}/{education}", "title": compared[education]["name"]}
                for education in leading[uno_id]
                if education in compared
            ],
        }
        records.append(record(number, uno_id, row["name"], **fields))
    return records


def _parts(cell: str) -> list[str]:
    return cell.split("|") if cell else []


def _rows(name: str, delimiter: str = ",") -> Iterator[dict[str, str]]:
    with (TABLES / name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file, delimiter=delimiter)


if __name__ == "__main__":
    target = Path(sys.argv[1]) / _DOCUMENT
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(json.dumps(national_records(), ensure_ascii=False, indent=1), "utf-8")
