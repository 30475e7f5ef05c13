"""
The way to an occupation, step by step: programme of study, authorisation, training, specialist.

Authorisation comes before training: a training stage is service in the occupation, which nobody may practise without
authorisation where it is regulated; the years to a specialist are counted from the authorisation.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from graph.reading.release import Release
from graph.reading.result_rows import Row

from ...languages import NOTHING, Passage, ReaderLanguage, choose
from ...messages import message
from ..cards import OccupationCard
from ..page_questions import Found
from ..values import address

# Continuing education in the names of study programmes, in bokmål and nynorsk.
_FURTHER = re.compile(r"\bvid[ae]reutdanning", re.IGNORECASE)


@dataclass
class Stop:
    """A resource named in a step: its address, its names by language and the name to show."""

    href: str
    names: dict[str, str] = field(default_factory=dict)
    name: Passage = NOTHING


@dataclass
class Step:
    """
    A step on the way: its stops, its length in words ('' where unknown), and its parts by IRI as (length, place).

    One of the stops is enough where they are ``alternatives``; otherwise the step takes them all.
    """

    stops: list[Stop]
    length: str = ""
    alternatives: bool = False
    parts: dict[str, tuple[str, Passage]] = field(default_factory=dict)
    grantors: list[Stop] = field(default_factory=list)


def has_way(steps: Sequence[Step]) -> bool:
    """Return whether *steps* are a way: at least one step before the occupation itself."""
    return len(steps) > 1


def find_steps(release: Release, found: Found, language: ReaderLanguage, card: OccupationCard) -> list[Step]:
    """
    Return the steps on the way to an occupation, in order, the last of which is the occupation itself.

    Where no source has a path, the study programmes on its *card* are the first step. The levels of education codes are
    none: they do not tell which education the occupation takes.
    """
    rows = found["path"]
    licences = _authorisations(release, found["authorisations"])
    steps = [*_programmes(release, rows, language), *licences, *_training(release, rows, language)]
    minimum = next((row["minimum"].value for row in rows if "minimum" in row), None)
    if minimum is not None:
        key = "minimum_years_authorised" if licences else "minimum_years"
        steps.append(Step([_own("specialist", language)], message(key, language.interface, n=float(minimum))))
    if not any(step for step in steps if step not in licences):
        steps = [*_learnt(card), *steps]
        steps += [Step([Stop("", name=card.name)])] if steps else []
    for step in steps:
        for stop in (*step.stops, *step.grantors):
            stop.name = choose(stop.names, language) or stop.name
    return steps


def _learnt(card: OccupationCard) -> list[Step]:
    """
    Return the study programmes on *card* as alternatives.

    Continuing education builds on a programme before it, and is a step of its own.
    """
    stops = [Stop(one.href, name=one.name) for one in card.programmes]
    further = [stop for stop in stops if _FURTHER.search(stop.name.words)]
    first = [stop for stop in stops if stop not in further]
    return [Step(some, alternatives=True) for some in (first, further) if some]


def _own(key: str, language: ReaderLanguage) -> Stop:
    return Stop("", name=Passage(message(key, language.interface), language.interface))


def _programmes(release: Release, rows: list[Row], language: ReaderLanguage) -> list[Step]:
    found: dict[str, Step] = {}
    for row in rows:
        if "programme" not in row and "years" not in row:
            continue
        step = found.setdefault(row["path"].value, Step([Stop(address(row["path"].value, release.names))]))
        if "programme" in row:
            step.stops[0].names[row["programme"].language] = row["programme"].value
        else:
            step.stops[0].name = _own("programme_of_study", language).name
        if "years" in row:
            step.length = message("programme_years", language.interface, n=float(row["years"].value))
    return list(found.values())


def _authorisations(release: Release, rows: list[Row]) -> list[Step]:
    found: dict[str, Step] = {}
    for row in rows:
        iri = row["authorisation"].value
        step = found.setdefault(iri, Step([Stop(address(iri, release.names))]))
        step.stops[0].names[row["label"].language] = row["label"].value
        if "authority" in row:
            href = address(row["authority"].value, release.names)
            if href not in {one.href for one in step.grantors}:
                step.grantors.append(Stop(href))
            grantor = next(one for one in step.grantors if one.href == href)
            grantor.names[row["authorityName"].language] = row["authorityName"].value
    return list(found.values())


def _training(release: Release, rows: list[Row], language: ReaderLanguage) -> list[Step]:
    """Return the training stages; adjacent stages of unknown length are merged into one step."""
    stages: dict[str, Step] = {}
    for row in rows:
        if "stage" not in row:
            continue
        iri = row["stage"].value
        step = stages.setdefault(iri, Step([Stop(address(iri, release.names))]))
        step.stops[0].names[row["label"].language] = row["label"].value
        if "months" in row:
            step.length = message("months", language.interface, n=int(row["months"].value))
        if "part" in row:
            length = message("months", language.interface, n=int(row["partMonths"].value))
            step.parts[row["part"].value] = length, Passage(row["place"].value, row["place"].language)
    steps: list[Step] = []
    for step in stages.values():
        if steps and not (step.length or step.parts or steps[-1].length or steps[-1].parts):
            steps[-1].stops += step.stops
        else:
            steps.append(step)
    return steps
