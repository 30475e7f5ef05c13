"""
Recoding of a table from one edition of a classification to another, by the mappings of a release.

A row becomes one for each code that its own is mapped to, with the share of the row that goes there; the rest is
unallocated and has a row of its own, so that shares add up to 1 and counts to those given. A crosswalk without shares
gives its one code the whole row, and several codes equal parts, which is an assumption and has that name.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from ..errors import YrkesgrafError
from ..search.index import Indexed, SearchIndex
from .reasons import note

# The fate of a code: it has one partner of its own, or several, or shares its partner with others, or has none.
EXACT, SPLIT, MERGED, LOST = "exact", "split", "merged", "lost"
FATES = (EXACT, SPLIT, MERGED, LOST)
UNALLOCATED = "unallocated"
# The origin of shares: the crosswalk states them, or a code has one partner, or parts are assumed to be equal.
STATED, WHOLE, EQUAL = "stated", "whole", "equal"
# The added columns; that of counts only where the table has counts.
ADDED = ("code", "name", "share", "count", "division", "confidence", "fate", "flag")
EDITIONS = ("styrk98", "styrk08", "isco88", "isco08")
_GROUP_DIGITS, _TITLE_DIGITS, _DECIMALS = 4, 7, 4
_TITLES, _TITLES_OF = "title", "styrk98"
# The relations of a mapping in the index: what coding counts, the share that is stated, and the confidence if another.
_FIGURES = _MAPPING, _SHARE, _CERTAINTY = "mapping", "share", "certainty"
_NOISE = re.compile(r"[ .]|\.0+$")
_LEAST_SHARE = 0.00005


class Piece(NamedTuple):
    """
    A part of a row: its code and name ('' and *unallocated* for the rest), and its share of the row (0 to 1).

    ``confidence`` is that of the mapping (0 to 1), None for the rest.
    """

    code: str
    name: str
    share: float
    confidence: float | None = None


class Recoded(NamedTuple):
    """
    The pieces of one code, its fate (one of ``FATES``) and a flag in words, '' for none.

    ``division`` is the origin of the shares (``stated``, ``whole`` or ``equal``), '' for a code without partners.
    """

    pieces: tuple[Piece, ...]
    fate: str
    flag: str
    division: str = ""


@dataclass
class RecodingSummary:
    """
    The rows of a table by the fate of their codes, flagged rows, and the persons that came in and went out.

    ``uncounted`` rows have no count, and are in none of the sums.
    """

    fates: Counter[str] = field(default_factory=Counter)
    flagged: int = 0
    uncounted: int = 0
    given: float = 0.0
    allocated: float = 0.0
    unallocated: float = 0.0


class Recoder:
    """
    Recodes from the edition *source* to the edition *target* (of ``EDITIONS``) by the mappings in *index*.

    Flags are in *language* (``nb``, ``nn`` or ``en``).
    Raises ``YrkesgrafError`` for another edition, for the same one twice, and where no code of one is mapped to the
    other.
    """

    def __init__(self, index: SearchIndex, source: str, target: str, language: str = "en") -> None:
        if unknown := [one for one in (source, target) if one not in EDITIONS]:
            raise YrkesgrafError(f"unknown edition {unknown[0]!r}; choose from {', '.join(EDITIONS)}")
        if source == target:
            raise YrkesgrafError(f"the codes are of {source} already; choose another edition to recode to")
        self._index, self._source, self._target, self._language = index, source, target, language
        self._things = index.every_thing()
        self._known: dict[str, Recoded] = {}
        if not self._partners:
            raise YrkesgrafError(f"this release maps no code of {source} to {target}")

    def recode(self, code: str) -> Recoded:
        """Return the pieces of *code*, which has four digits, or seven for a title; zeros may be missing before it."""
        if code not in self._known:
            self._known[code] = self._recode(self._find(code), code)
        return self._known[code]

    def _recode(self, thing: Indexed | None, code: str) -> Recoded:
        if thing is None:
            return Recoded((Piece("", UNALLOCATED, 1.0),), LOST, self._flag(code))
        partners = self._partners.get(thing.number, {})
        division, shares = _find_shares(list(partners.values()))
        pieces = [
            Piece(self._things[one].code, self._name(one), share, figures.get(_CERTAINTY, figures[_MAPPING]))
            for (one, figures), share in zip(partners.items(), shares, strict=True)
        ]
        pieces.sort(key=lambda piece: (-piece.share, piece.code))
        rest = 1.0 - sum(piece.share for piece in pieces)
        if rest > _LEAST_SHARE:
            pieces.append(Piece("", UNALLOCATED, rest))
        if not partners:
            return Recoded(tuple(pieces), LOST, "")
        one_fate = MERGED if self._is_shared(thing, next(iter(partners))) else EXACT
        return Recoded(tuple(pieces), SPLIT if len(partners) > 1 else one_fate, "", division)

    def _is_shared(self, thing: Indexed, partner: int) -> bool:
        """Return whether codes of the same length as that of *thing* have the same *partner*."""
        return any(
            one != thing.number and len(self._things[one].code) == len(thing.code) for one in self._sharers[partner]
        )

    def _find(self, code: str) -> Indexed | None:
        digits = _NOISE.sub("", code.strip())
        if not digits.isascii() or not digits.isdigit():
            return None
        if len(digits) in (_TITLE_DIGITS, _TITLE_DIGITS - 1) and self._source == _TITLES_OF:
            return self._codes.get((_TITLES, digits.zfill(_TITLE_DIGITS)))
        return self._codes.get((self._source, digits.zfill(_GROUP_DIGITS)))

    def _flag(self, code: str) -> str:
        digits = _NOISE.sub("", code.strip())
        for other in EDITIONS:
            if other != self._source and (other, digits.zfill(_GROUP_DIGITS)) in self._codes and digits:
                return note("mixed_edition", self._language, edition=self._source, other=other)
        return note("unknown_code", self._language, edition=self._source)

    def _name(self, number: int) -> str:
        names = self._index.names([number]).get(number, [])
        shown = sorted(names, key=lambda entry: (entry.role != "preferred", entry.language != "nb", entry.number))
        return shown[0].text if shown else ""

    @cached_property
    def _codes(self) -> dict[tuple[str, str], Indexed]:
        kinds = (*EDITIONS, _TITLES)
        return {(one.kind, one.code): one for one in self._things.values() if one.kind in kinds}

    @cached_property
    def _partners(self) -> dict[int, dict[int, dict[str, float]]]:
        """The codes of the target that each code of the source is mapped to, each with its figures by relation."""
        kinds = (self._source, _TITLES) if self._source == _TITLES_OF else (self._source,)
        found: dict[int, dict[int, dict[str, float]]] = {}
        for number, steps in self._index.steps().items():
            if self._things[number].kind in kinds:
                for step in steps:
                    if step.relation in _FIGURES and self._things[step.target].kind == self._target:
                        found.setdefault(number, {}).setdefault(step.target, {})[step.relation] = step.confidence
        return found

    @cached_property
    def _sharers(self) -> dict[int, list[int]]:
        found: dict[int, list[int]] = {}
        for number, partners in self._partners.items():
            for partner in partners:
                found.setdefault(partner, []).append(number)
        return found


def _find_shares(partners: Sequence[Mapping[str, float]]) -> tuple[str, list[float]]:
    """Return the origin of the shares of *partners*, and the shares: equal parts unless all of them are stated."""
    if not partners:
        return "", []
    stated = [figures[_SHARE] for figures in partners if _SHARE in figures]
    if len(stated) == len(partners):
        whole = max(1.0, sum(stated))
        return STATED, [share / whole for share in stated]
    return EQUAL if len(partners) > 1 else WHOLE, [1 / len(partners)] * len(partners)


def added_columns(given: Sequence[str], target: str, count: str) -> list[str]:
    """Return the names of the added columns; a name already in *given* gets the prefix ``recoded_``."""
    renamed = {"code": target, "name": f"{target}_name", "count": f"{count}_recoded"}
    names = [renamed.get(part, part) for part in ADDED if count or part != "count"]
    return [name if name not in given else f"recoded_{name}" for name in names]


def recode_rows(
    recoder: Recoder,
    rows: Iterable[list[str]],
    place: int,
    counted: int | None,
    tally: RecodingSummary,
    *,
    best: bool = False,
) -> Iterator[list[str]]:
    """
    Yield each row once for every piece of the code at *place*, with the added cells; the counts of a row at *counted*.

    With *best*, a row stays one row, with the code that most of it goes to. A row without a count gets none. Adds to
    *tally*. Raises ``YrkesgrafError`` for a count that is no number from 0.
    """
    for line, row in enumerate(rows, start=2):
        found = recoder.recode(row[place])
        pieces = found.pieces[:1] if best else found.pieces
        count = _read_count(row[counted], line) if counted is not None else 1.0
        tally.fates[found.fate] += 1
        tally.flagged += bool(found.flag)
        tally.given += count or 0.0
        tally.uncounted += count is None
        shares = [1.0] if best else [piece.share for piece in pieces]
        for piece, share, part in zip(pieces, _divide(1.0, shares), _divide(count or 0.0, shares), strict=True):
            tally.allocated += part if piece.code else 0.0
            tally.unallocated += 0.0 if piece.code else part
            counts = ["" if count is None else _write(part)] if counted is not None else []
            certain = "" if piece.confidence is None else _write(piece.confidence)
            written = _write(piece.share if best else share)
            yield [*row, piece.code, piece.name, written, *counts, found.division, certain, found.fate, found.flag]


def _divide(whole: float, shares: Sequence[float]) -> list[float]:
    """Return *whole* in parts of these *shares*, rounded so that they still add up to it."""
    parts = [round(whole * share, _DECIMALS) for share in shares]
    parts[0] = round(parts[0] + whole - sum(parts), 2 * _DECIMALS)
    return parts


def _read_count(cell: str, line: int) -> float | None:
    """Return the count in *cell*, None where it is blank."""
    text = cell.strip().replace(" ", "").replace("\u00a0", "").replace(",", ".")
    if not text:
        return None
    try:
        count = float(text)
    except ValueError:
        count = -1.0
    if not 0 <= count < float("inf"):
        raise YrkesgrafError(f"row {line}: a count is a number from 0, not {cell!r}")
    return count


def _write(number: float) -> str:
    return f"{number:.{_DECIMALS}f}".rstrip("0").rstrip(".")
