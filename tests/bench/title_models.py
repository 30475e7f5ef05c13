"""
Fits and measures the models of job titles, whose coefficients stand in ``graph/data/title_models.toml``.

Run with ``python -m tests.bench.title_models SOURCES [--write]``, with the extra ``fitting``; SOURCES is a data folder.
The STYRK-08 groups are measured with every title held out in turn, likely titles on occupations held out: seven parts,
one half fitted on the other, and the occupation of the source document. ``--write`` puts the coefficients in the file.
"""

from __future__ import annotations

import csv
import json
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import astuple, dataclass
from pathlib import Path

import yaml
from rich.console import Console

from graph.deriving import likely_titles
from graph.deriving.likely_titles import LikelyTitles, TitlesAndOccupations
from graph.deriving.model_coefficients import PATH
from graph.deriving.nearest_titles import CodedTitle, NearestTitles
from graph.sources.classifications.klass_correspondence import read_correspondence
from graph.sources.classifications.title_catalogue import read_titles
from graph.sources.portal.title_lists import read_title_lists
from tests.paths import ROOT

console = Console(width=150)
_SEEDS, _PARTS, _BINS, _LEAST = range(3), 7, 10, 0.05
_LISTS = "utdanning.no/2026/titles_of_occupations.json"


@dataclass(frozen=True)
class Figures:
    """How good links are: F1 at best and at 0.5, precision at recall 0.5, and calibration error (0 to 1 each)."""

    best: float
    at_half: float
    precision: float
    error: float

    def __str__(self) -> str:
        """Return the figures as one line."""
        return (
            f"F1 at best {self.best:.3f}, at 0.5 {self.at_half:.3f}; "
            f"precision at recall 0.5 {self.precision:.3f}; calibration error {self.error:.3f}"
        )


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


def make_world(sources: Path) -> TitlesAndOccupations:
    """Return the catalogue, and the occupations of 2026 with their names, groups and texts of 2018 and 2026."""
    catalogue = {title.code: title.name for title in read_titles(sources / "ssb/yrkeskatalog.csv")[0]}
    titles = coded_titles(sources)
    groups = {title.code: {title.group: 1.0} for title in titles}
    model = NearestTitles(titles, group_names(sources))
    groups |= {code: model.groups(code, name) for code, name in catalogue.items() if code not in groups}
    older = json.loads((sources / "utdanning.no/main.json").read_text("utf-8"))
    today = json.loads((sources / "utdanning.no/2026/yrker.json").read_text("utf-8"))
    with (sources / "ssb/styrk98_groups.csv").open(encoding="utf-8-sig", newline="") as stream:
        named = {row["code"]: row["name_nb_nav"] for row in csv.DictReader(stream)}
    names, codes = {}, {}
    for one in today:
        before = older.get(one["id"], {})
        key = one["id"].removeprefix("y_")
        names[key] = list(dict.fromkeys([one["title"].strip(), before.get("tittel", one["title"]).strip()]))
        codes[key] = frozenset(one["styrk08"]) | frozenset(before.get("yrkeskoder_styrk08") or ())
    texts = {one["id"].removeprefix("y_"): one["description"] for one in today}
    return TitlesAndOccupations(catalogue, names, groups, codes, texts, named)


def true_lists(sources: Path) -> dict[str, frozenset[str]]:
    """Return the titles that the service lists, by occupation, and those of the bundled page."""
    found = {one.uno_id.removeprefix("y_"): frozenset(one.codes) for one in read_title_lists(sources / _LISTS)[0]}
    page = yaml.safe_load((ROOT / "graph" / "data" / "lege.yaml").read_text("utf-8"))
    return found | {page["key"]: frozenset(line["code"] for line in page["titles"])}


def figures(found: Sequence[tuple[float, bool]], total: int) -> Figures:
    """Return the figures of links (probability, whether it is right), of *total* that are right."""
    ranked = sorted(found, key=lambda one: -one[0])
    right, best, precision = 0, 0.0, 0.0
    for count, (_, is_right) in enumerate(ranked, start=1):
        right += is_right
        best = max(best, 2 * right / (count + total))
        if right * 2 >= total and not precision:
            precision = right / count
    likely = [is_right for probability, is_right in ranked if probability >= 0.5]
    at_half = 2 * sum(likely) / (len(likely) + total)
    return Figures(best, at_half, precision, calibration_error(found))


def calibration_error(found: Sequence[tuple[float, bool]]) -> float:
    """Return the mean gap of probability and truth over ten bins, of probabilities of at least 0.05."""
    bins: dict[int, list[tuple[float, bool]]] = {}
    for one in found:
        if one[0] >= _LEAST:
            bins.setdefault(min(_BINS - 1, int(one[0] * _BINS)), []).append(one)
    gaps = [abs(sum(p for p, _ in held) - sum(right for _, right in held)) for held in bins.values()]
    return sum(gaps) / max(1, sum(map(len, bins.values())))


def interval(
    found: Mapping[str, Sequence[tuple[float, bool]]], totals: Mapping[str, int], rounds: int = 1000
) -> tuple[Figures, Figures]:
    """
    Return the least and the greatest of each figure in 95 of 100 samples of as many occupations, drawn with return.

    *found* has the links of each occupation, as ``figures`` takes them, and *totals* the number that is right.
    """
    import numpy as np  # noqa: PLC0415 - comes with scikit-learn

    random, keys = np.random.RandomState(0), sorted(found)
    drawn = []
    for _ in range(rounds):
        sample = [keys[place] for place in random.randint(len(keys), size=len(keys))]
        sampled = figures([one for key in sample for one in found[key]], sum(totals[key] for key in sample))
        drawn.append(astuple(sampled))
    low, high = np.quantile(drawn, [0.025, 0.975], axis=0).tolist()
    return Figures(*low), Figures(*high)


@dataclass(frozen=True)
class Pair:
    """A pair of an occupation and a title: its features, and whether the list has it."""

    occupation: str
    values: tuple[float, ...]
    is_right: bool


def pairs(sources: Path, lists: Mapping[str, frozenset[str]]) -> Iterator[Pair]:
    """Yield every pair that anything speaks for, of the occupations in *lists*."""
    world = make_world(sources)
    model = LikelyTitles(world)
    for title in world.title_names:
        for occupation, values in model.features(title).items():
            if occupation in lists:
                yield Pair(occupation, values, title in lists[occupation])


def fit(found: Sequence[Pair]) -> tuple[list[float], float]:
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


def write(key: str, features: Sequence[str], coefficients: Sequence[float], intercept: float) -> None:
    """Put the coefficients of the model *key* in the file; its comments stay."""
    text = PATH.read_text("utf-8")
    head, rest = text.split(f"[{key}]\n", 1)
    rest = re.sub(r"intercept = .*", f"intercept = {intercept:.3f}", rest, count=1)
    before, after = rest.split(f"[{key}.coefficients]\n", 1)
    block = "".join(
        f"{name if name.isidentifier() else json.dumps(name)} = {value:.3f}\n"
        for name, value in zip(features, coefficients, strict=True)
    )
    tail = after.partition("\n\n")
    PATH.write_text(f"{head}[{key}]\n{before}[{key}.coefficients]\n{block}{tail[1][1:]}{tail[2]}", "utf-8")


def main(sources: Path, *, is_written: bool) -> None:
    """Print the figures of both models, and fit the likely titles anew where *is_written*."""
    right, error = measure_groups(sources)
    console.print(f"STYRK-08 of a title held out: {right:.3f} right, calibration error {error:.3f}")
    lists = true_lists(sources)
    found = list(pairs(sources, lists))
    held = sorted(set(lists) - {"lege"})
    every: dict[str, list[tuple[float, bool]]] = {}
    for seed in _SEEDS:
        order = _shuffled(held, seed)
        for part in range(_PARTS):
            out = order[part::_PARTS]
            fitted = fit([one for one in found if one.occupation in set(held) - set(out)])
            every |= {occupation: _tell(found, occupation, *fitted) for occupation in out}
        judged = [one for of_occupation in every.values() for one in of_occupation]
        console.print(f"likely titles, {_PARTS} parts: {figures(judged, sum(len(lists[one]) for one in held))}")
    low, high = interval(every, {one: len(lists[one]) for one in held})
    console.print(f"  95 % of samples of occupations are between {low}\n  and {high}")
    half = _shuffled(held, 7)[len(held) // 2 :]
    judged = _judge(found, half, set(held))
    console.print(f"likely titles, the other half: {figures(judged, sum(len(lists[one]) for one in half))}")
    console.print(f"likely titles, lege: {figures(_judge(found, ['lege'], set(held) - set(half)), len(lists['lege']))}")
    coefficients, intercept = fit([one for one in found if one.occupation in held])
    console.print(
        dict(zip(likely_titles.FEATURES, (round(one, 3) for one in coefficients), strict=True)), round(intercept, 3)
    )
    if is_written:
        write("likely-titles", likely_titles.FEATURES, coefficients, intercept)


def _judge(found: Sequence[Pair], held_out: Sequence[str], known: set[str]) -> list[tuple[float, bool]]:
    fitted = fit([one for one in found if one.occupation in known - set(held_out)])
    return [one for occupation in held_out for one in _tell(found, occupation, *fitted)]


def _tell(
    found: Sequence[Pair], occupation: str, coefficients: Sequence[float], intercept: float
) -> list[tuple[float, bool]]:
    return [
        (likely_titles.probability(one.values, coefficients, intercept), one.is_right)
        for one in found
        if one.occupation == occupation
    ]


def _shuffled(keys: Sequence[str], seed: int) -> list[str]:
    import numpy as np  # noqa: PLC0415 - comes with scikit-learn

    return [str(one) for one in np.random.RandomState(seed).permutation(list(keys))]


if __name__ == "__main__":
    main(Path(sys.argv[1]), is_written="--write" in sys.argv[2:])
