"""Writes what titles are coded as beside the rows they came in: which columns, and what stands in them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from .coder import CERTAIN, DOUBTFUL, UNMATCHED, Coded, Coder
from .index import Indexed
from .matcher import FOLDED, NEAR, PART, SAME, SPELT, STEMS, WITHIN
from .routes import Reached

VERDICTS = (CERTAIN, DOUBTFUL, UNMATCHED)
MANY = " | "
REASONS = {
    SAME: "the same name",
    FOLDED: "the same but for signs, short forms or words of advertisements",
    STEMS: "the same words in other forms",
    WITHIN: "the name is part of what was written",
    NEAR: "nearly the same words",
    PART: "some of the same words",
    SPELT: "nearly the same letters",
    "": "no name is like it",
}
_OWN = ("verdict", "matched", "score", "reason", "runner_up")
_SHOWN_CODES = 10
_REMEMBERED = 100_000


def columns(coder: Coder, given: Sequence[str]) -> list[str]:
    """Return the names of the columns to add to those *given*, none of which is used twice."""
    names = [*_OWN]
    for target in coder.targets:
        names += [target, f"{target}_name", f"{target}_confidence"]
    return [name if name not in given else f"coded_{name}" for name in [*names, "note"]]


def cells(coder: Coder, coded: Coded) -> list[str]:
    """Return what stands in the columns for one title."""
    return [*_told(coded), *_led_to(coder, coded)]


def _told(coded: Coded) -> list[str]:
    return [coded.verdict, coded.matched, f"{coded.score:.2f}", REASONS[coded.how], coded.runner_up]


def _led_to(coder: Coder, coded: Coded) -> list[str]:
    """Return what stands in the columns of each system and in the note."""
    row: list[str] = []
    notes: list[str] = []
    for target in coder.targets:
        reached = coded.codes.get(target, [])
        row += list(_code_cells(coder, reached))
        if coded.things and (note := _note(coder, target, reached)):
            notes.append(note)
    if len(coded.things) > 1 and len({thing.code for thing in coded.things if thing.code}) > 1:
        notes.insert(0, f"{len(coded.things)} titles have this name")
    return [*row, "; ".join(notes)]


def code_rows(coder: Coder, titles: Iterable[str], tally: Counter[str]) -> Iterator[list[str]]:
    """Yield the cells for each of *titles*, and count the verdicts in *tally*; what comes again is remembered."""
    known: dict[str, tuple[str, list[str]]] = {}
    rendered: dict[tuple[Indexed, ...], list[str]] = {}
    for title in titles:
        found = known.get(title)
        if found is None:
            if len(known) >= _REMEMBERED:
                known.clear()
            coded = coder.code(title)
            if coded.things not in rendered:
                rendered[coded.things] = _led_to(coder, coded)
            found = known[title] = coded.verdict, [*_told(coded), *rendered[coded.things]]
        tally[found[0]] += 1
        yield found[1]


def _code_cells(coder: Coder, reached: Sequence[Reached]) -> Iterator[str]:
    shown = reached[:_SHOWN_CODES]
    yield MANY.join(one.thing.code or one.thing.key for one in shown)
    yield MANY.join(coder.name(one.thing) for one in shown)
    yield MANY.join(f"{one.confidence:.2f}" for one in shown) if any(one.is_mapped for one in shown) else ""


def _note(coder: Coder, target: str, reached: Sequence[Reached]) -> str:
    """Return what is to be known of the codes of one system: that there are several, or why there is none."""
    if len(reached) > 1:
        more = f", {_SHOWN_CODES} of them shown" if len(reached) > _SHOWN_CODES else ""
        belongs = "belongs to all of them" if not any(one.is_mapped for one in reached) else "may be any of them"
        return f"{target}: {len(reached)}, the title {belongs}{more}"
    if reached:
        return ""
    if not coder.routes.leads_to(target):
        return f"{target}: this release has no such codes"
    return f"{target}: {_WHY_NONE.get(target, 'nothing in this release leads there')}"


_WHY_NONE = {
    "title": "an occupation has this name, no title",
    "styrk98": "an occupation has this name, and no title of it is known",
    "styrk08": "no crosswalk of this release maps the title or its group there",
    "isco08": "no crosswalk of this release maps the title or its group there",
    "occupation": "no occupation has the title",
}
