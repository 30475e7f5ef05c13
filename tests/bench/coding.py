"""
Measures how often titles written with noise get their code back, by kind of noise, beside two simple ways.

Run with ``python -m tests.bench.coding [SIZE]``. The yrkeskatalog's titles are split in two by a digest of their names:
the numbers of ``graph/coding/confidence.py`` are fitted on the one half (``tests/bench/fitting.py``), everything is
measured on the other with another seed. *unseen* are titles taken out of the index before they are asked for, right
where the code of the group is; that is how it goes with titles nobody has listed. *by hand* are titles of
advertisements from a list.
"""

from __future__ import annotations

import csv
import hashlib
import resource
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from random import Random

from rapidfuzz import fuzz, process
from rich.console import Console
from rich.table import Table

from graph.coding.confidence import confidence
from graph.coding.matcher import Candidate, Known, Matcher
from tests.bench.noise import KINDS, noisy

CATALOGUE = Path(__file__).resolve().parents[3] / "shared" / "sources" / "ssb" / "yrkeskatalog.csv"
UNSEEN, ADVERTISED = "unseen (group)", "by hand (group)"
# Titles as they stand in advertisements, with the groups that are right in the judgement of who wrote them down: one
# list for fitting and one that nothing was fitted on.
FITTING, HELD_OUT = (Path(__file__).with_name(name) for name in ("fitting.csv", "advertised.csv"))
# Titles as payrolls and spreadsheets have them, those without a group because they are none; see ``messy.py``.
MESSY = Path(__file__).with_name("messy.csv")
# English titles with their groups of STYRK-08, half of them for fitting.
ENGLISH = Path(__file__).with_name("english.csv")
_MEASURING = "measuring-2026"
_UNSEEN_SHARE = 12
console = Console(width=150)

Titles = list[tuple[str, str]]
# The best five for a written title, as pairs of code and name.
Answer = Callable[[str], Titles]


@dataclass(frozen=True)
class Case:
    """A written title, the names and codes that are right for it, and how many digits of a code must be."""

    written: str
    name: str
    codes: frozenset[str]
    digits: int

    def place(self, found: Sequence[tuple[str, str]]) -> int | None:
        """Return the place of the first right one of *found*."""
        wanted = {code[: self.digits] for code in self.codes}
        return next((place for place, (code, _) in enumerate(found) if code[: self.digits] in wanted), None)


def advertised(path: Path, kind: str = "styrk98") -> list[Case]:
    """
    Return the titles of a list written for this by hand, right where any of their groups of *kind* is.

    There are none in a list without groups of that kind.
    """
    with path.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file, delimiter=";") if kind in row]
    return [Case(row["title"], row["title"], frozenset(filter(None, row[kind].split("|"))), 4) for row in rows]


def read_catalogue(path: Path = CATALOGUE) -> Titles:
    """Return the code and name of every title."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return [(row["code"].zfill(7), row["name"].strip()) for row in csv.DictReader(file, delimiter=";")]


def in_fitting_half(name: str) -> bool:
    """Return whether the title of this *name* is of the half that the numbers are fitted on."""
    return hashlib.sha256(name.encode()).digest()[0] % 2 == 0


def make_cases(titles: Titles, seed: str, size: int, *, fitting: bool) -> Iterator[tuple[str, list[Case]]]:
    """Yield each kind of noise with *size* cases of one half of *titles*."""
    codes: dict[str, set[str]] = {}
    for code, name in titles:
        codes.setdefault(bare(name), set()).add(code)
    names = sorted({name for _, name in titles if in_fitting_half(name) == fitting})
    for kind in KINDS:
        pairs = noisy(names, kind, size, Random(f"{seed} {kind}"))
        yield kind, [Case(written, name, frozenset(codes[bare(name)]), 7) for name, written in pairs]


def take_out(titles: Titles, seed: str, *, fitting: bool) -> tuple[Titles, list[Case]]:
    """Return *titles* without some of them, and those as cases that are right where their group is."""
    names = sorted({name for _, name in titles if in_fitting_half(name) == fitting})
    out = set(Random(seed).sample(names, len(names) // _UNSEEN_SHARE))
    cases = [Case(name.lower(), name, frozenset({code}), 4) for code, name in titles if name in out]
    return [(code, name) for code, name in titles if name not in out], cases


class Ours:
    """The matcher of this project over *titles*."""

    def __init__(self, titles: Titles) -> None:
        self._titles = titles
        self._matcher = Matcher(Known(number, name, code[:4]) for number, (code, name) in enumerate(titles))

    def candidates(self, written: str) -> list[Candidate]:
        """Return the matcher's proposals."""
        return self._matcher.match(written)

    def title(self, candidate: Candidate) -> tuple[str, str]:
        """Return the code and name of a candidate."""
        return self._titles[candidate.known.thing]

    def __call__(self, written: str) -> Titles:
        return [self.title(one) for one in self.candidates(written)]


def exact_after_folding(titles: Titles) -> Answer:
    """Return the first baseline: the same letters and digits, whatever their case and the signs between."""
    held: dict[str, Titles] = {}
    for code, name in titles:
        held.setdefault(bare(name), []).append((code, name))
    return lambda written: held.get(bare(written), [])


def bare(name: str) -> str:
    """Return the letters and digits of *name*; names that differ in nothing else are right for one another."""
    return "".join(filter(str.isalnum, name.casefold()))


def rapidfuzz_over_all(titles: Titles) -> Answer:
    """Return the second baseline: rapidfuzz's own choice of scorer over every name in small letters."""
    names = [name.lower() for _, name in titles]

    def answer(written: str) -> Titles:
        found = process.extract(written.lower(), names, scorer=fuzz.WRatio, limit=5)
        return [titles[place] for _, _, place in found]

    return answer


def shares(answer: Answer, cases: Sequence[Case]) -> tuple[float, float, float]:
    """Return the shares of *cases* right first and among five, and titles a second of processor time."""
    started = time.process_time()
    places = [case.place(answer(case.written)) for case in cases]
    seconds = time.process_time() - started
    first = sum(place == 0 for place in places) / len(cases)
    return first, sum(place is not None for place in places) / len(cases), len(cases) / max(seconds, 1e-9)


def judged(ours: Ours, cases: Sequence[Case]) -> list[tuple[list[Candidate], bool]]:
    """Return the proposals for each case, and whether the first of it is right; without those that find nothing."""
    found = [(case, ours.candidates(case.written)) for case in cases]
    return [(candidates, case.place([ours.title(candidates[0])]) == 0) for case, candidates in found if candidates]


def main() -> None:
    """Print the tables of right answers, of confidence, and of time and memory."""
    titles = read_catalogue()
    numbers = [int(word) for word in sys.argv[1:] if word.isdigit()]
    size = numbers[0] if numbers else 400
    started = time.process_time()
    ours = Ours(titles)
    made = time.process_time() - started
    ways: dict[str, Answer] = {
        "ours": ours,
        "folded": exact_after_folding(titles),
        "rapidfuzz": rapidfuzz_over_all(titles),
    }
    table = Table(
        "noise", "cases", *(f"{way} {what}" for way in ways for what in ("top 1", "top 5")), "ours/s", "score"
    )
    every: list[tuple[float, bool]] = []
    for kind, cases in make_cases(titles, _MEASURING, size, fitting=False):
        every += add_row(table, kind, cases, ours, ways)
    by_hand = add_row(table, ADVERTISED, advertised(HELD_OUT), ours, ways)
    left, out = take_out(titles, _MEASURING, fitting=False)
    without = Ours(left)
    ways = {"ours": without, "folded": exact_after_folding(left), "rapidfuzz": rapidfuzz_over_all(left)}
    unseen = add_row(table, UNSEEN, out, without, ways)
    console.print(table)
    print_calibration({"known": every, "unseen": unseen, "by hand": by_hand})
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    console.print(f"made ready in {made:.2f} s of processor time; {memory:.0f} MB at the most, with all of the above")


def add_row(
    table: Table, kind: str, cases: list[Case], ours: Ours, ways: dict[str, Answer]
) -> list[tuple[float, bool]]:
    """Add the right answers of each way to *cases*; returns how sure ours was of each and whether it was right."""
    measured = {way: shares(answer, cases) for way, answer in ways.items()}
    found = [(confidence(candidates), right) for candidates, right in judged(ours, cases)]
    sure = sum(score for score, _ in found) / max(1, len(found))
    percents = [f"{100 * share:.1f}" for first, five, _ in measured.values() for share in (first, five)]
    table.add_row(kind, str(len(cases)), *percents, f"{measured['ours'][2]:.0f}", f"{100 * sure:.1f}")
    return found


def print_calibration(found: dict[str, list[tuple[float, bool]]]) -> None:
    """Print how often a score of each size was right, for each sort of titles."""
    table = Table("score", *(words for sort in found for words in (f"{sort}: cases", "mean score", "right")))
    bounds = (0.0, 0.3, 0.5, 0.7, 0.8, 0.9, 0.95, 0.98, 1.01)
    for low, high in pairwise(bounds):
        row = [f"{low:g}-{min(high, 1):g}"]
        for of_sort in found.values():
            within = [(score, right) for score, right in of_sort if low <= score < high]
            means = [f"{100 * sum(column) / len(within):.1f}" for column in zip(*within, strict=True)]
            row += [str(len(within)), *(means or ["", ""])]
        table.add_row(*row)
    console.print(table)


if __name__ == "__main__":
    main()
