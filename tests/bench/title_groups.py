"""STYRK-08 groups of job titles, measured with every title of Klass 426 held out in turn."""

from __future__ import annotations

import json
from pathlib import Path

from graph.deriving.nearest_titles import CodedTitle, NearestTitles
from graph.sources.classifications.klass_correspondence import read_correspondence
from graph.sources.classifications.title_catalogue import read_titles

from .link_figures import calibration_error


def coded_titles(sources: Path) -> list[CodedTitle]:
    """Return the titles of Klass 426 with the names of today's catalogue."""
    names = {title.code: title.name for title in read_titles(sources / "ssb/yrkeskatalog.csv")[0]}
    table = read_correspondence(sources / "ssb/klass426_styrk98_styrk08.csv")
    return [CodedTitle(code, names.get(code, table.old_names[code]), group) for code, group in table.titles.each]


def group_names(sources: Path) -> dict[str, str]:
    """Return the names of the groups of STYRK-08."""
    codes = json.loads((sources / "ssb/styrk08.klass.json").read_text("utf-8"))["codes"]
    return {one["code"]: one["name"] for one in codes if len(one["code"]) == 4}


def measure_groups(sources: Path, every: int = 1) -> tuple[float, float]:
    """Return the share of titles whose group is right with the title held out, and the calibration error."""
    titles = coded_titles(sources)
    model = NearestTitles(titles, group_names(sources))
    found = []
    for title in titles[::every]:
        best = next(iter(model.groups(title.code, title.name).items()), ("", 0.0))
        found.append((best[1], best[0] == title.group))
    return sum(right for _, right in found) / len(found), calibration_error(found)
