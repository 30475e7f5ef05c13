"""
Titles with known codes, by which the chances of groups are fitted and measured.

*new* and *listed* are NAV's names, without and with a title of the same name; *taken out* are titles of the catalogue
that the coder does without; *noise* are others as people write them; *by hand* are those of advertisements and
payrolls, right where a group is one of those that whoever wrote them down found right, and wrong everywhere where none
is (of payrolls, only the groups of STYRK-98 were written down). ISCO-08 is right where the reviewed table leads from a
right group of STYRK-08, and unknown unless that pair holds for all members of the group: photographers of film are not
in the group of ISCO-08 that photographers are in. An occupation is right where its own list has the title.
A digest of the name decides the half: one is for fitting, the other for measuring. ``rows_of`` has the rows of the
tables that a case counts in.
"""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain
from pathlib import Path
from random import Random

from graph.building.group_fitting import fit_model
from graph.coding.coder import Coder
from graph.coding.evidence.nearest_names import OWN_CODES, read_nearest
from graph.coding.routes import Routes
from graph.search.folding import fold_words
from graph.search.index import SearchIndex
from tests.bench.coding import ENGLISH, FITTING, HELD_OUT, MESSY, advertised
from tests.bench.noise import KINDS, noisy
from tests.paths import SHARED

NAV = SHARED / "sources" / "nav" / "yrkesbetegnelser_half.csv"
NEW, LISTED, TAKEN_OUT, NOISE, BY_HAND = "new", "listed", "taken out", "noise", "by hand"
IN_ENGLISH, IN_ESCO = "English, not in ESCO", "English, in ESCO"
ALL_OF_NAV, OF_NAV = "all of NAV's", (NEW, LISTED)
SORTS = (*OF_NAV, TAKEN_OUT, NOISE, BY_HAND, IN_ENGLISH, IN_ESCO)
# Titles with noise of names that NAV has, right where NAV's group is; those by hand, by their number of right groups.
NOISE_BY_NAV = "noise, by NAV's groups"
NONE_RIGHT, ONE_RIGHT, SEVERAL_RIGHT = "by hand, none right", "by hand, one right", "by hand, several right"
_BY_RIGHT = NONE_RIGHT, ONE_RIGHT, SEVERAL_RIGHT
ROWS = (*OF_NAV, ALL_OF_NAV, TAKEN_OUT, NOISE, NOISE_BY_NAV, BY_HAND, *_BY_RIGHT, IN_ENGLISH, IN_ESCO)
PARTS = 4
# The classifications in which every way is measured.
BY_CROSSWALK = (*OWN_CODES, "isco08")
_KINDS = {"ISCO-88": "styrk98", "ISCO-08": "styrk08"}
# Codes that STYRK-98 or STYRK-08 lacks: NAV's own, and those of names without a group.
_NO_GROUP = {
    "styrk98": frozenset(("0000", "0009", "1220", "3434", "6101", "6102", "8115")),
    "styrk08": frozenset(("0000", "0009")),
}
_TAKEN_OUT_SHARE, _NOISE = 16, 40
# Pairs of the reviewed table that hold for all members of a group of STYRK-08 are surer than this, others at most 0.9.
_FOR_ALL = 0.99


@dataclass(frozen=True)
class GroupCase:
    """
    A title, the codes right for it by classification, the sort of case, and whether it is of the fitting half.

    ``by_nav`` are the codes that NAV has for the name of a title with noise, {} for none.
    """

    written: str
    groups: Mapping[str, frozenset[str]]
    sort: str
    is_fitting: bool
    by_nav: Mapping[str, frozenset[str]] = field(default_factory=dict)


def rows_of(case: GroupCase, kind: str) -> Iterator[tuple[str, frozenset[str]]]:
    """Yield the ``ROWS`` that *case* counts in, its sort first, each with the codes of *kind* that are right there."""
    right = case.groups[kind]
    yield case.sort, right
    if case.sort in OF_NAV:
        yield ALL_OF_NAV, right
    if case.sort == BY_HAND:
        yield _BY_RIGHT[min(len(right), 2)], right
    if kind in case.by_nav:
        yield NOISE_BY_NAV, case.by_nav[kind]


def folded(name: str) -> str:
    """Return *name* as the coder is told to do without it."""
    return " ".join(fold_words(name))


def digest(name: str, purpose: str) -> int:
    """Return a number from 0 to 255 of *name* for one *purpose*."""
    return hashlib.sha256(f"{purpose} {folded(name)}".encode()).digest()[0]


@dataclass(frozen=True)
class Unlisted:
    """The names that a coder does without (folded): *titles* of the catalogue, and names that NAV has *named*."""

    titles: frozenset[str]
    named: frozenset[str]

    def coder(self, index: SearchIndex, targets: Sequence[str]) -> Coder:
        """Return the coder over *index* that does without these."""
        names = read_nearest(index.model()).names
        return Coder(index, targets, 0.0, self.titles, fit_model(one for one in names if self._is_kept(one.text)))

    def _is_kept(self, text: str) -> bool:
        # Titles are registered in capitals, and NAV's names are not written so.
        name = folded(text)
        return name not in self.titles and (name not in self.named or text.isupper())


class Cases:
    """The cases over the titles of *index*, in parts: a part does without its names of NAV and titles taken out."""

    def __init__(self, index: SearchIndex, nav: Path = NAV) -> None:
        self._index = index
        self._nav = nav

    def part(self, number: int) -> tuple[Unlisted, list[GroupCase]]:
        """Return the names of part *number* that the coder does without, and its cases."""
        named = {name: groups for name, groups in self.named.items() if digest(name, "part") % PARTS == number}
        # A title that NAV has under the same name is listed there, too.
        free = (name for name in self.titles if folded(name) not in self._by_nav)
        out = {name for name in free if digest(name, "out") % _TAKEN_OUT_SHARE == number}
        without = Unlisted(frozenset(map(folded, out)), frozenset(map(folded, named)))
        cases = [
            self._case(name, groups, LISTED if folded(name) in self._listed else NEW) for name, groups in named.items()
        ]
        cases += [self._case(name.lower(), self.titles[name], TAKEN_OUT) for name in sorted(out)]
        cases += self._with_noise(number, without.titles)
        return without, [*cases, *self._by_hand(number), *self._in_english(number)]

    def _with_noise(self, number: int, without: frozenset[str]) -> Iterator[GroupCase]:
        pool = sorted(
            name for name in self.titles if folded(name) not in without and digest(name, "part") % PARTS == number
        )
        for kind in KINDS:
            for name, written in noisy(pool, kind, min(_NOISE, len(pool)), Random(f"groups {number} {kind}")):
                by_nav = self._by_nav.get(folded(name), {})
                yield GroupCase(written, self.titles[name], NOISE, _is_fitting(name), by_nav)

    def _by_hand(self, number: int) -> Iterator[GroupCase]:
        for path in (FITTING, MESSY, HELD_OUT):
            of_styrk08 = {case.written: case.codes for case in advertised(path, "styrk08")}
            for case in advertised(path):
                if digest(case.written, "part") % PARTS == number:
                    is_fitting = path is FITTING or (path is MESSY and _is_fitting(case.written))
                    groups = {"styrk98": case.codes}
                    if case.written in of_styrk08:
                        groups["styrk08"] = of_styrk08[case.written]
                    yield GroupCase(case.written, self._with_isco(groups), BY_HAND, is_fitting)

    def _in_english(self, number: int) -> Iterator[GroupCase]:
        for case in advertised(ENGLISH, "styrk08"):
            if digest(case.written, "part") % PARTS == number:
                sort = IN_ESCO if folded(case.written) in self._esco else IN_ENGLISH
                groups = self._with_isco({"styrk08": case.codes})
                yield GroupCase(case.written, groups, sort, _is_fitting(case.written))

    def _with_isco(self, groups: Mapping[str, frozenset[str]]) -> dict[str, frozenset[str]]:
        """Return *groups* with those of ISCO-08, where all members of the groups of STYRK-08 are in them."""
        things = [thing for code in groups.get("styrk08", ()) for thing in self._index.with_code(code, ["styrk08"], 1)]
        reached = [self._routes.reach([thing.number], "isco08") for thing in things]
        if any(not of_group or of_group[0].confidence < _FOR_ALL for of_group in reached):
            return dict(groups)
        return {**groups, **({"isco08": frozenset(one.thing.code for one, *_ in reached)} if reached else {})}

    @staticmethod
    def _case(name: str, groups: Mapping[str, frozenset[str]], sort: str) -> GroupCase:
        return GroupCase(name, groups, sort, _is_fitting(name))

    @cached_property
    def named(self) -> dict[str, dict[str, frozenset[str]]]:
        """NAV's names with their groups."""
        found: dict[str, dict[str, set[str]]] = {}
        with self._nav.open(encoding="utf-8-sig", newline="") as file:
            for row in csv.DictReader(file, delimiter=";"):
                kind, code = _KINDS[row["isco_versjon"]], row["yrkeskode"]
                if code not in _NO_GROUP[kind]:
                    found.setdefault(row["yrkesbetegnelse"].strip(), {}).setdefault(kind, set()).add(code)
        return {
            name: self._with_isco({kind: frozenset(codes) for kind, codes in groups.items()})
            for name, groups in found.items()
        }

    @cached_property
    def titles(self) -> dict[str, dict[str, frozenset[str]]]:
        """The names of titles with their codes, of all titles of a name."""
        found: dict[str, dict[str, set[str]]] = {}
        texts: dict[str, str] = {}
        for entry in self._index.names_of_kinds(["title"]):
            groups = found.setdefault(texts.setdefault(entry.folded, entry.text), {})
            for kind in OWN_CODES:
                groups.setdefault(kind, set()).update(one.thing.code for one in self._routes.reach([entry.thing], kind))
            groups.setdefault("occupation", set()).update(self._stated.get(entry.thing, ()))
        return {
            name: self._with_isco({kind: frozenset(codes) for kind, codes in groups.items() if codes})
            for name, groups in found.items()
        }

    @cached_property
    def _stated(self) -> dict[int, set[str]]:
        """The keys of the occupations whose own lists have a title, by its number."""
        found: dict[int, set[str]] = {}
        for step in chain.from_iterable(self._index.steps().values()):
            if step.relation == "occupation":
                found.setdefault(step.source, set()).add(self._routes.things[step.target].key)
        return found

    @cached_property
    def _routes(self) -> Routes:
        return Routes(self._index)

    @cached_property
    def _esco(self) -> frozenset[str]:
        return frozenset(entry.folded for entry in self._index.names_of_kinds(["esco"]))

    @cached_property
    def _listed(self) -> frozenset[str]:
        return frozenset(map(folded, self.titles))

    @cached_property
    def _by_nav(self) -> dict[str, Mapping[str, frozenset[str]]]:
        return {folded(name): groups for name, groups in self.named.items()}


def _is_fitting(name: str) -> bool:
    return digest(name, "half") % 2 == 0
