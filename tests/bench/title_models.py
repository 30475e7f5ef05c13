"""
Fits and measures the models of job titles, whose coefficients stand in ``graph/data/title_models.toml``.

Run with ``python -m tests.bench.title_models SOURCES [--write]``, with the extra ``fitting``; SOURCES is a data folder.
The STYRK-08 groups are measured with every title held out in turn, likely titles on occupations held out: seven parts,
one half fitted on the other, and the occupation of the source document; with the texts of occupations and without.
``--write`` puts the coefficients in the file.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path

from rich.console import Console

from graph.deriving.likely_titles import FEATURES, WITH_TEXTS, WITHOUT_TEXTS
from graph.deriving.model_coefficients import PATH

from .likely_links import OWN_PAGE, PARTS, Pair, cross_validate, fit, held_out, make_world, pairs, shuffled, true_lists
from .link_figures import Link, figures, interval, known_lengths
from .title_groups import measure_groups

console = Console(width=150)
_SEEDS, _HALF = range(3), 7


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


def measure(found: Collection[Pair], lists: Mapping[str, Collection[str]]) -> None:
    """Print the figures of likely titles on occupations held out."""
    held = sorted(set(lists) - {OWN_PAGE})
    totals = {one: len(lists[one]) for one in held}
    every: dict[Pair, float] = {}
    for seed in _SEEDS:
        every = cross_validate(found, held, seed)
        console.print(f"likely titles, {PARTS} parts: {figures(links(every), sum(totals.values()))}")
    by_occupation = {one: links(every, one) for one in held}
    low, high = interval(by_occupation, totals)
    console.print(f"  95 % of samples of occupations are between {low}\n  and {high}")
    console.print(f"  F1 if the length of each list were known: {known_lengths(by_occupation, totals):.3f}")
    half = shuffled(held, _HALF)[len(held) // 2 :]
    judged = links(held_out(found, half, held))
    console.print(f"likely titles, the other half: {figures(judged, sum(totals[one] for one in half))}")
    own = links(held_out(found, [OWN_PAGE], held))
    console.print(f"likely titles, {OWN_PAGE}: {figures(own, len(lists[OWN_PAGE]))}")


def links(found: Mapping[Pair, float], occupation: str = "") -> list[Link]:
    """Return the probability of each pair and whether it is right, of one *occupation* or of all."""
    return [(sure, one.is_right) for one, sure in found.items() if occupation in ("", one.occupation)]


def main(sources: Path, *, is_written: bool) -> None:
    """Print the figures of all models, and fit the models of likely titles and write them where *is_written*."""
    right, error = measure_groups(sources)
    console.print(f"STYRK-08 of a title held out: {right:.3f} right, calibration error {error:.3f}")
    lists = true_lists(sources)
    for key in (WITH_TEXTS, WITHOUT_TEXTS):
        console.rule(key)
        found = list(pairs(make_world(sources, has_texts=key == WITH_TEXTS), lists))
        measure(found, lists)
        coefficients, intercept = fit([one for one in found if one.occupation != OWN_PAGE])
        console.print(dict(zip(FEATURES, (round(one, 3) for one in coefficients), strict=True)), round(intercept, 3))
        if is_written:
            write(key, FEATURES, coefficients, intercept)


if __name__ == "__main__":
    main(Path(sys.argv[1]), is_written="--write" in sys.argv[2:])
