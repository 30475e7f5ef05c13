"""
Fits and measures the links from occupations to ESCO, whose coefficients stand in ``graph/data/esco_models.toml``.

Run with ``python -m tests.bench.esco_links [--write]``, with the extra ``fitting``. The truth is
``graph/data/esco_judged.csv``, of which only the occupations drawn by lot count. Figures are cross-validated by
occupation, ten parts: no occupation is measured by a model that was fitted on it.
"""

from __future__ import annotations

import csv
import json
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rich.console import Console

from graph.bundled_tables import TABLES
from graph.deriving.esco_features import FEATURES, EscoFeatures, EscoOccupations
from graph.deriving.esco_links import PATH, RELATIONS
from graph.deriving.judged_links import NONE, read_judged
from graph.deriving.reviewed_pairs import read_pairs
from graph.sources.classifications.search_words import read_search_words

console = Console(width=150)
_PARTS, _SEED, _STRENGTH, _BINS, _LEAST = 10, 15, 0.05, 10, 0.05


@dataclass(frozen=True)
class Pair:
    """A pair of an occupation and one of ESCO: its features, and the relation that the reader found."""

    occupation: str
    esco: str
    values: tuple[float, ...]
    relation: str


def read_sample() -> dict[tuple[str, str], str]:
    """Return the relation of each judged pair of the occupations drawn by lot, ``none`` for no relation."""
    return {(pair.occupation, pair.esco): pair.relation for pair in read_judged() if pair.by_lot}


def make_features() -> EscoFeatures:
    """Return the features of all pairs of the national release, from the bundled tables."""
    rows = _table("esco-occupations")
    steps: dict[str, list[str]] = {}
    for row in _table("esco-broader"):
        if "occupation/" in row["below"] and "occupation/" in row["above"]:
            steps.setdefault(_tail(row["below"]), []).append(_tail(row["above"]))
    esco = EscoOccupations(
        names={
            _tail(row["iri"]): [row["name"], *_parts(row["other_names"]), *_parts(row["hidden_names"])] for row in rows
        },
        groups={_tail(row["iri"]): row["group"] for row in rows},
        codes={_tail(row["iri"]): row["code"] for row in rows},
        broader=steps,
    )
    reached: dict[str, set[str]] = {}
    for pair in read_pairs():
        if pair.isco08:
            reached.setdefault(pair.styrk08, set()).add(pair.isco08)
    words = read_search_words()
    occupations = {row["uno_id"].removeprefix("y_"): _parts(row["groups"]) for row in _table("occupations")}
    groups = {
        key: frozenset(one for code in codes for one in reached.get(code, ())) for key, codes in occupations.items()
    }
    return EscoFeatures(esco, {key: words[key] for key in occupations}, groups)


def make_pairs() -> list[Pair]:
    """Return every pair of the judged occupations that anything speaks for; one that was not judged is unrelated."""
    judged, features = read_sample(), make_features()
    return [
        Pair(occupation, esco, values, judged.get((occupation, esco), NONE))
        for occupation in sorted({occupation for occupation, _ in judged})
        for esco, values in features.pairs(occupation).items()
    ]


def fit(pairs: Sequence[Pair]) -> Any:
    """Return a multinomial logistic regression on standardised features."""
    from sklearn.linear_model import LogisticRegression  # noqa: PLC0415 - the extra "fitting" only
    from sklearn.pipeline import make_pipeline  # noqa: PLC0415
    from sklearn.preprocessing import StandardScaler  # noqa: PLC0415

    model = make_pipeline(StandardScaler(), LogisticRegression(max_iter=5000, C=_STRENGTH))
    return model.fit([pair.values for pair in pairs], [pair.relation for pair in pairs])


def cross_validate(pairs: Sequence[Pair]) -> list[tuple[Pair, dict[str, float]]]:
    """Return each pair with the chances of its relations, by a model that has not seen its occupation."""
    import numpy as np  # noqa: PLC0415 - comes with scikit-learn

    order = [str(one) for one in np.random.RandomState(_SEED).permutation(sorted({pair.occupation for pair in pairs}))]
    found = []
    for part in range(_PARTS):
        held = set(order[part::_PARTS])
        model = fit([pair for pair in pairs if pair.occupation not in held])
        here = [pair for pair in pairs if pair.occupation in held]
        for pair, row in zip(here, model.predict_proba([pair.values for pair in here]), strict=True):
            found.append((pair, dict(zip(map(str, model.classes_), map(float, row), strict=True))))
    return found


def relations_table(found: Sequence[tuple[Pair, Mapping[str, float]]], total: Mapping[str, int]) -> list[list[str]]:
    """Return a line per relation, of links with a confidence of at least 0.5: its figures and its recall."""
    lines = []
    for relation in RELATIONS:
        stated = [pair for pair, by in found if by[NONE] <= 0.5 and max(RELATIONS, key=by.__getitem__) == relation]
        right = sum(pair.relation == relation for pair in stated)
        linked = sum(pair.relation != NONE for pair in stated)
        count = max(1, len(stated))
        lines.append([
            relation, str(total[relation]), str(len(stated)), f"{right / count:.2f}", f"{linked / count:.2f}",
            f"{right / max(1, total[relation]):.2f}",
        ])  # fmt: skip
    return lines


def links_table(found: Sequence[tuple[Pair, Mapping[str, float]]], total: int) -> list[list[str]]:
    """Return precision and recall of links of any relation from several confidences on."""
    lines = []
    for least in (0.3, 0.5, 0.7, 0.9):
        stated = [pair for pair, by in found if 1 - by[NONE] >= least]
        right = sum(pair.relation != NONE for pair in stated)
        lines.append([f"{least}", str(len(stated)), f"{right / max(1, len(stated)):.2f}", f"{right / total:.2f}"])
    return lines


def calibration(found: Sequence[tuple[Pair, Mapping[str, float]]]) -> tuple[list[list[str]], float]:
    """Return a line per tenth of confidence (how many, mean confidence, share right), and the mean gap of the two."""
    bins: dict[int, list[tuple[float, bool]]] = {}
    for pair, by in found:
        if (sure := 1 - by[NONE]) >= _LEAST:
            bins.setdefault(min(_BINS - 1, int(sure * _BINS)), []).append((sure, pair.relation != NONE))
    lines, gap = [], 0.0
    for number, held in sorted(bins.items()):
        expected, right = sum(sure for sure, _ in held), sum(is_right for _, is_right in held)
        gap += abs(expected - right)
        mean = expected / len(held), right / len(held)
        lines.append([f"{number / 10:.1f}", str(len(held)), *(f"{value:.2f}" for value in mean)])
    return lines, gap / max(1, sum(map(len, bins.values())))


def write(pairs: Sequence[Pair], path: Path = PATH) -> None:
    """Fit on all *pairs*, and put the coefficients in the file; its first comments stay."""
    model = fit(pairs)
    scaler, regression = model[0], model[1]
    classes = [str(one) for one in regression.classes_]
    none = classes.index(NONE)
    head = path.read_text("utf-8").split("[", 1)[0]
    blocks = []
    for relation in RELATIONS:
        row = classes.index(relation)
        coefficients = (regression.coef_[row] - regression.coef_[none]) / scaler.scale_
        shift = float(sum(coefficients * scaler.mean_))
        intercept = float(regression.intercept_[row] - regression.intercept_[none]) - shift
        lines = "".join(
            f"{name if name.isidentifier() else json.dumps(name)} = {value:.3f}\n"
            for name, value in zip(FEATURES, coefficients, strict=True)
        )
        blocks.append(f"[{relation}]\nintercept = {intercept:.3f}\n\n[{relation}.coefficients]\n{lines}")
    path.write_text(head + "\n".join(blocks), "utf-8")


def main(*, is_written: bool) -> None:
    """Print the figures, and write the coefficients where *is_written*."""
    pairs = make_pairs()
    found = cross_validate(pairs)
    total = Counter(relation for relation in read_sample().values() if relation != NONE)
    bins, gap = calibration(found)
    for title, lines in (
        ("relation, judged, stated, right relation, linked at all, recall", relations_table(found, total)),
        ("confidence from, stated, precision, recall", links_table(found, total.total())),
        (f"confidence, pairs, mean confidence, right (mean gap {gap:.3f})", bins),
    ):
        console.print(title)
        for line in lines:
            console.print("  ", *line)
    if is_written:
        write(pairs)


def _table(key: str) -> list[dict[str, str]]:
    with (TABLES / f"{key}.csv").open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def _parts(cell: str) -> list[str]:
    return [part for part in cell.split("|") if part]


def _tail(iri: str) -> str:
    return iri.rpartition("/")[2]


if __name__ == "__main__":
    main(is_written="--write" in sys.argv[1:])
