"""Columns for the codes of job titles, added to the right of the rows the titles came in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING

from .coded_titles import CERTAIN, DOUBTFUL, UNMATCHED, Coded
from .reasons import give_reason, note
from .routes import Reached

if TYPE_CHECKING:
    # It brings numpy, 11 MB of a server that shows columns and codes in another process.
    from .coder import Coder

VERDICTS = (CERTAIN, DOUBTFUL, UNMATCHED)
MANY = " | "
USUAL_LANGUAGE = "en"
_OWN = ("verdict", "matched", "score", "reason", "runner_up")
# The columns of each classification: codes, their names and probabilities, and the verdict on the first of them.
_OF_TARGET = ("", "_name", "_probability", "_verdict")
CELLS_OF_TARGET = len(_OF_TARGET)
# Rows read together: a title that stands several times among them is coded once.
BLOCK = 256
_REMEMBERED = 100_000


def columns(coder: Coder, given: Sequence[str]) -> list[str]:
    """Return the names of the added columns; a name already in *given* gets the prefix ``coded_``."""
    names = [*_OWN]
    for target in coder.targets:
        names += [f"{target}{ending}" for ending in _OF_TARGET]
    return [name if name not in given else f"coded_{name}" for name in [*names, "note"]]


def cells(coder: Coder, coded: Coded, language: str = USUAL_LANGUAGE) -> list[str]:
    """Return one cell per added column for a coded title; reason and note in *language* (``nb``, ``nn`` or ``en``)."""
    return [*_match_cells(coded, language), *_target_cells(coder, coded, language)]


def _match_cells(coded: Coded, language: str) -> list[str]:
    reason = give_reason(coded.how, language)
    return [coded.verdict, coded.matched, f"{coded.chance:.2f}", reason, coded.runner_up]


def _target_cells(coder: Coder, coded: Coded, language: str) -> list[str]:
    """Return the cells of each classification (codes, names, probabilities, verdict), then the note."""
    row: list[str] = []
    notes: list[str] = []
    for target in coder.targets:
        reached = coded.codes[target]
        row += [*_code_cells(coder, reached), coded.verdicts[target]]
        if coded.things and (told := _note(coder, coded, target, language)):
            notes.append(told)
    if len(coded.things) > 1 and len({thing.code for thing in coded.things if thing.code}) > 1:
        notes.insert(0, note("titles", language, count=len(coded.things)))
    return [*row, "; ".join(notes)]


def code_rows(
    coder: Coder, titles: Iterable[str], tally: Counter[str], language: str = USUAL_LANGUAGE
) -> Iterator[list[str]]:
    """Yield the added cells of each title and count verdicts in *tally*; a distinct title is coded once per block."""
    known: dict[str, tuple[str, list[str]]] = {}
    every = iter(titles)
    while block := list(islice(every, BLOCK)):
        if len(known) >= _REMEMBERED:
            known.clear()
        new = [title for title in dict.fromkeys(block) if title not in known]
        for title, coded in zip(new, coder.code_all(new), strict=True):
            known[title] = coded.verdict, cells(coder, coded, language)
        for title in block:
            verdict, row = known[title]
            tally[verdict] += 1
            yield row


def _code_cells(coder: Coder, reached: Sequence[Reached]) -> Iterator[str]:
    yield MANY.join(one.thing.code or one.thing.key for one in reached)
    yield MANY.join(coder.name(one.thing) for one in reached)
    yield MANY.join(f"{one.confidence:.2f}" for one in reached)


def _note(coder: Coder, coded: Coded, target: str, language: str) -> str:
    """Return the note on the codes of one classification: that there are several, or why there are none."""
    reached = coded.codes[target]
    if len(reached) > 1:
        belongs = all(one.confidence == reached[0].confidence for one in reached) and not reached[0].is_mapped
        return note("belongs" if belongs else "may_be", language, target=target, count=len(reached))
    if reached:
        return ""
    if coded.chances[target] > 0:
        return note("unlikely", language, target=target)
    why = _WHY_NONE.get(target, "nowhere") if coder.routes.leads_to(target) else "no_such"
    return note(why, language, target=target)


_WHY_NONE = {
    "title": "no_title",
    "styrk98": "no_group",
    "styrk08": "no_mapping",
    "isco08": "no_mapping",
    "occupation": "no_occupation",
}
