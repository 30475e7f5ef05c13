"""Data cubes as JSON-stat 2.0: one number for each combination of codes that has an observation."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ..reading.release import Release
from .layout import ColumnSource, TableDefinition
from .resource_rows import TableRow

_MEASURE = "measure"


def describe_cube(release: Release, table: TableDefinition, rows: Sequence[TableRow], language: str) -> dict[str, Any]:
    """
    Return *rows* of the cube *table* as JSON data, with names in *language*, else in bokmål.

    Its values are sparse: an object from the number of the cell, the last dimension varying fastest, to the figure. The
    measures are the last dimension. A figure that is not shown has a status, the code of the reason, and no value.
    """
    dimensions = [one for one in table.sources if one.role == "dimension"]
    measures = [one for one in table.sources if one.role == "measure"]
    described = {one.stem: _describe_dimension(one, rows, language) for one in dimensions}
    places = {name: one["category"]["index"] for name, one in described.items()}
    sizes = [*(len(index) for index in places.values()), len(measures)]
    values: dict[str, Any] = {}
    status: dict[str, Any] = {}
    for row in rows:
        cell = 0
        for one in dimensions:
            index = places[one.stem]
            cell = cell * len(index) + index[str(row[one.code_column])]
        for number, one in enumerate(measures):
            place = str(cell * len(measures) + number)
            if row[one.stem] is not None:
                values[place] = row[one.stem]
            elif row.get("statusCode"):
                status[place] = row["statusCode"]
    found: dict[str, Any] = {
        "version": "2.0",
        "class": "dataset",
        "label": _say(table.titles, language),
        "source": release.names.thing("release", release.id),
        "updated": release.manifest.built.isoformat(),
        "id": [*described, _MEASURE],
        "size": sizes,
        "role": {"metric": [_MEASURE]} | ({"time": ["period"]} if "period" in described else {}),
        "dimension": {**described, _MEASURE: _describe_measures(measures, language)},
        "value": values,
    }
    return found | ({"status": status} if status else {})


def _describe_dimension(source: ColumnSource, rows: Sequence[TableRow], language: str) -> dict[str, Any]:
    columns = [source.name_column(one) for one in (language, "nb")] if source.is_named else []
    names = {
        str(row[source.code_column]): next((str(row[one]) for one in columns if row[one]), str(row[source.code_column]))
        for row in rows
    }
    codes = sorted(names)
    index = {code: place for place, code in enumerate(codes)}
    return {
        "label": _say(source.labels, language),
        "category": {"index": index, "label": {code: names[code] for code in codes}},
    }


def _describe_measures(measures: Sequence[ColumnSource], language: str) -> dict[str, Any]:
    return {
        "label": {"nb": "Mål", "nn": "Mål", "en": "Measure"}[language],
        "category": {
            "index": {one.stem: place for place, one in enumerate(measures)},
            "label": {one.stem: _say(one.labels, language) for one in measures},
            "unit": {one.stem: {"label": one.unit or _say(one.labels, language)} for one in measures},
        },
    }


def _say(words: Mapping[str, str], language: str) -> str:
    return str(words.get(language) or words.get("nb") or next(iter(words.values()), ""))
