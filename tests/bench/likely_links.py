"""
Likely links of titles and occupations as a release has them, with the truth of known lists, and models held out.

A release from the bundled tables has no texts of occupations; one of fetched records has them. Both are measured. Names
and STYRK-08 groups of occupations are those of 2026 in both.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml

from graph.deriving import likely_titles
from graph.deriving.likely_titles import LikelyTitles, TitlesAndOccupations
from graph.deriving.nearest_titles import NearestTitles
from graph.sources.classifications.title_catalogue import read_titles
from graph.sources.portal.title_lists import read_title_lists
from tests.paths import HAND_KEPT

from .title_groups import coded_titles, group_names

PARTS = 7
# The bundled page, whose list takes no part in a fit.
OWN_PAGE = "lege"
_LISTS = "utdanning.no/2026/titles_of_occupations.json"
_TEXTS = ("description", "education", "traits", "where_work")


@dataclass(frozen=True)
class Pair:
    """A pair of an occupation and a title: its features, and whether the list has it."""

    occupation: str
    title: str
    values: tuple[float, ...]
    is_right: bool


def make_world(sources: Path, *, has_texts: bool) -> TitlesAndOccupations:
    """Return the catalogue, and the occupations of 2026 with their names and groups, and their texts if *has_texts*."""
    catalogue = {title.code: title.name for title in read_titles(sources / "ssb/yrkeskatalog.csv")[0]}
    titles = coded_titles(sources)
    groups = {title.code: {title.group: 1.0} for title in titles}
    model = NearestTitles(titles, group_names(sources))
    groups |= {code: model.groups(code, name) for code, name in catalogue.items() if code not in groups}
    with (sources / "ssb/styrk98_groups.csv").open(encoding="utf-8-sig", newline="") as stream:
        named = {row["code"]: row["name_nb_nav"] for row in csv.DictReader(stream)}
    today = {
        one["id"].removeprefix("y_"): one
        for one in json.loads((sources / "utdanning.no/2026/yrker.json").read_text("utf-8"))
    }
    return TitlesAndOccupations(
        catalogue,
        {key: [one["title"].strip()] for key, one in today.items()},
        groups,
        {key: frozenset(one["styrk08"]) for key, one in today.items()},
        {key: " ".join(one[name] or "" for name in _TEXTS) for key, one in today.items()} if has_texts else {},
        named,
    )


def true_lists(sources: Path) -> dict[str, frozenset[str]]:
    """Return the titles that the service lists, by occupation, and those of the bundled page."""
    found = {one.uno_id.removeprefix("y_"): frozenset(one.codes) for one in read_title_lists(sources / _LISTS)[0]}
    page = yaml.safe_load((HAND_KEPT / "lege.yaml").read_text("utf-8"))
    return found | {page["key"]: frozenset(line["code"] for line in page["titles"])}


def pairs(world: TitlesAndOccupations, lists: Mapping[str, Collection[str]]) -> Iterator[Pair]:
    """Yield every pair in *world* that anything speaks for, of the occupations in *lists*."""
    model = LikelyTitles(world)
    for title in world.title_names:
        for occupation, values in model.features(title).items():
            if occupation in lists:
                yield Pair(occupation, title, values, title in lists[occupation])


def fit(found: Collection[Pair]) -> tuple[list[float], float]:
    """Return the coefficients and the intercept of a logistic regression on standardised features."""
    from sklearn.linear_model import LogisticRegression  # noqa: PLC0415 - the extra "fitting" only
    from sklearn.pipeline import make_pipeline  # noqa: PLC0415
    from sklearn.preprocessing import StandardScaler  # noqa: PLC0415

    line = make_pipeline(StandardScaler(), LogisticRegression(max_iter=2000))
    line.fit([one.values for one in found], [one.is_right for one in found])
    scaler, regression = line[0], line[1]
    coefficients = [float(c / s) for c, s in zip(regression.coef_[0], scaler.scale_, strict=True)]
    shift = sum(c * m for c, m in zip(coefficients, scaler.mean_, strict=True))
    return coefficients, float(regression.intercept_[0] - shift)


def held_out(found: Collection[Pair], out: Collection[str], fitted: Collection[str]) -> dict[Pair, float]:
    """Return the probability of each pair of the occupations *out*, by a model of those *fitted* without them."""
    model = fit([one for one in found if one.occupation in fitted and one.occupation not in out])
    return {one: likely_titles.probability(one.values, *model) for one in found if one.occupation in out}


def cross_validate(found: Collection[Pair], held: Sequence[str], seed: int) -> dict[Pair, float]:
    """Return the probability of each pair of the occupations *held*, each part by a model of the other parts."""
    order = shuffled(held, seed)
    every: dict[Pair, float] = {}
    for part in range(PARTS):
        every |= held_out(found, order[part::PARTS], held)
    return every


def shuffled(keys: Sequence[str], seed: int) -> list[str]:
    """Return *keys* in an order that follows from *seed*."""
    import numpy as np  # noqa: PLC0415 - comes with scikit-learn

    return [str(one) for one in np.random.RandomState(seed).permutation(list(keys))]
