"""Interests and skills, and the occupations that suit the ticked ones."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import ClassVar

from flask import Blueprint, Response, request

from ..collation import alphabetical
from ..http.listings import OFFERED, Record, rows_response
from ..http.page_context import Page
from ..http.parameters import takes
from ..http.responses import choose_format, page_response
from ..http.site import release
from ..languages import Passage, requested_language
from ..refusals import UnknownPage
from ..things.cards import OccupationCard, read_cards
from ..things.occupation.skill_choice import OfferedSkill, read_offered_skills
from .occupations import UNKNOWN, Option, World, options, read_world

bp = Blueprint("interests", __name__)

# The most occupations on the page.
_MOST_SUITED = 60
# The columns of the data: of the interests and skills to choose among, and of the occupations that suit ticked ones.
_OFFERED = ("key", "name", "occupations", "kind")
_SUITED = ("key", "name", "ticked", "ticked_names")


@dataclass(frozen=True, kw_only=True)
class InterestsPage(Page):
    """
    The variables of ``interests.html``.

    ``skills`` are those to tick, ``ticked_skills`` the keys of the ticked ones. ``suited`` are the occupations with any
    ticked interest or skill, and the names of these, best first; ``total`` is their number before the list is cut.
    """

    template: ClassVar[str] = "interests.html"

    interests: Sequence[Option]
    skills: Sequence[OfferedSkill]
    ticked_skills: Collection[str]
    suited: Sequence[tuple[OccupationCard, Sequence[Passage]]]
    total: int


@bp.get("/interests")
@bp.get("/interests.<suffix>")
@takes("interest", "skill", several=("interest", "skill"))
def interests(suffix: str | None = None) -> Response:
    """
    List the interests and skills with their numbers of occupations, and the occupations with the ticked ones.

    CSV and JSON have the interests and skills to choose among; with ticked ones, all occupations that suit them.

    Raises ``UnknownPage`` for an interest that no occupation has, or a skill that is not offered.
    """
    chosen = choose_format(OFFERED, suffix)
    current, language = release(), requested_language()
    world = read_world(current, language)
    interesting = (option for option in options(world, {}, "interest") if option.value != UNKNOWN)
    found = sorted(interesting, key=lambda option: alphabetical(option.name.words))
    ticked = list(dict.fromkeys(request.args.getlist("interest")))
    for value in ticked:
        if not world.index.has("interest", value):
            raise UnknownPage(f"No occupation has {value!r} as its interest.")
    skills = read_offered_skills(current, language)
    ticked_skills = _ticked_skills(skills)
    suited = find_suited(world, ticked, ticked_skills, read_cards(current, language))
    if chosen.suffix != "html":
        if ticked or ticked_skills:
            return rows_response(_SUITED, map(_as_record, suited), chosen, current, language)
        return rows_response(_OFFERED, _offers(found, skills), chosen, current, language)
    page = InterestsPage(
        language=language, release=current, suited=suited[:_MOST_SUITED], total=len(suited),
        skills=skills, ticked_skills={skill.key for skill in ticked_skills},
        interests=[replace(one, is_chosen=one.value in ticked) for one in found],
    )  # fmt: skip
    return page_response(page.render(), current, language)


def _offers(interesting: Iterable[Option], skills: Iterable[OfferedSkill]) -> Iterator[Record]:
    for one in interesting:
        yield {"key": one.value, "name": one.name.words, "occupations": one.count, "kind": "interest"}
    for skill in skills:
        yield {"key": skill.key, "name": skill.name.words, "occupations": len(skill.holders), "kind": "skill"}


def _as_record(suited: tuple[OccupationCard, Sequence[Passage]]) -> Record:
    card, names = suited
    words = [name.words for name in names]
    return {"key": card.key, "name": card.name.words, "ticked": len(names), "ticked_names": words}


def _ticked_skills(skills: Sequence[OfferedSkill]) -> list[OfferedSkill]:
    by_key = {skill.key: skill for skill in skills}
    ticked = list(dict.fromkeys(request.args.getlist("skill")))
    for key in ticked:
        if key not in by_key:
            raise UnknownPage(f"There is no skill {key[:50]!r} to choose.")
    return [by_key[key] for key in ticked]


def find_suited(
    world: World, ticked: Sequence[str], skills: Sequence[OfferedSkill], cards: Mapping[str, OccupationCard]
) -> list[tuple[OccupationCard, list[Passage]]]:
    """Return the occupations with any *ticked* interest or one of *skills* and their names, those with most first."""
    had: dict[str, list[Passage]] = {}
    for value in ticked:
        for key in world.index.values["interest"][value]:
            had.setdefault(key, []).append(world.names.get(value) or Passage(value, ""))
    for skill in skills:
        for key in skill.holders:
            had.setdefault(key, []).append(skill.name)
    found = [(cards[key], names) for key, names in had.items()]
    return sorted(found, key=lambda one: (-len(one[1]), alphabetical(one[0].name.words)))
