"""The way from one occupation to another: the skills to learn, those in common, and those left behind."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from flask import Blueprint, Response, request

from graph.reading.query_files import load_folder
from graph.reading.question import Question
from graph.reading.release import Release
from graph.vocab import Iri

from ..http.listings import OFFERED, Record, rows_response
from ..http.page_context import Page
from ..http.parameters import takes
from ..http.responses import choose_format, page_response
from ..http.site import release
from ..languages import ReaderLanguage, requested_language
from ..refusals import UnknownPage
from ..things.crossings import CrossingLine
from ..things.occupation.skills import ESSENTIAL, NEW, Skill, read_lenders, read_skills
from ..things.page_questions import ask
from ..things.query_links import bound
from .entries import Entry, read_names

bp = Blueprint("way", __name__)

_COLUMNS = ("skill", "name", "need", "known", "occupations")


@dataclass(frozen=True)
class Way:
    """
    The skills of an occupation as seen from another.

    ``skills`` are those of the new occupation, with whether each is known in the present one; ``present`` and ``new``
    are the links to ESCO that the skills of each come from.
    """

    skills: Sequence[Skill]
    present: Sequence[CrossingLine]
    new: Sequence[CrossingLine]

    @property
    def groups(self) -> list[tuple[str, list[Skill]]]:
        """The skills by the key of their heading: essential to learn, optional to learn, in common; none are empty."""
        by_key: dict[str, list[Skill]] = {"way_essential": [], "way_optional": [], "way_common": []}
        for skill in self.skills:
            is_new = skill.known == NEW
            key = "way_common" if not is_new else "way_essential" if skill.need == ESSENTIAL else "way_optional"
            by_key[key].append(skill)
        return [(key, skills) for key, skills in by_key.items() if skills]


@dataclass(frozen=True, kw_only=True)
class WayPage(Page):
    """
    The variables of ``way.html``: the ``present`` and the ``new`` occupation, None where not chosen, and the ``way``.

    ``entries`` are the occupations to choose from, and ``query`` the query behind the table, '' without a way.
    """

    template: ClassVar[str] = "way.html"

    entries: Sequence[Entry]
    present: Entry | None
    new: Entry | None
    way: Way | None
    query: str


@bp.get("/way")
@bp.get("/way.<suffix>")
@takes("from", "to")
def way(suffix: str | None = None) -> Response:
    """Show the skills to learn between ``?from=`` and ``?to=``; raises ``UnknownPage`` for a key that is none."""
    chosen = choose_format(OFFERED, suffix)
    current, language = release(), requested_language()
    entries = read_names(current, language)
    present, new = (_entry(entries, request.args.get(name, "")) for name in ("from", "to"))
    found = find_way(current, present, new, language) if present and new else None
    if chosen.suffix != "html":
        return rows_response(_COLUMNS, as_records(found), chosen, current, language)
    query = way_query(present, new, language) if present and new else ""
    page = WayPage(
        language=language,
        release=current,
        entries=list(entries.values()),
        present=present,
        new=new,
        way=found,
        query=query,
    )
    return page_response(page.render(), current, language)


def find_way(current: Release, present: Entry, new: Entry, language: ReaderLanguage) -> Way:
    """Return the way from *present* to *new*, by one batch of queries."""
    pages = load_folder("pages")
    spoken = {"language": language.content}
    questions = {
        "way": Question(pages["way"].text, {"this": Iri(present.iri), "target": Iri(new.iri), **spoken}),
        "present": Question(pages["skill-sources"].text, {"this": Iri(present.iri), **spoken}),
        "new": Question(pages["skill-sources"].text, {"this": Iri(new.iri), **spoken}),
    }
    found = ask(current, questions)
    lenders = (read_lenders(current, found[key], language) for key in ("present", "new"))
    return Way(read_skills(current, found["way"]), *lenders)


def way_query(present: Entry, new: Entry, language: ReaderLanguage) -> str:
    """Return the query behind the table of the way from *present* to *new*."""
    values = {"this": Iri(present.iri), "target": Iri(new.iri), "language": language.content}
    return bound(load_folder("pages")["way"].text, values)


def as_records(found: Way | None) -> list[Record]:
    """Return one record for each skill of the new occupation; none without a way."""
    return [
        {
            "skill": skill.iri,
            "name": skill.name.words,
            "need": skill.need,
            "known": skill.known,
            "occupations": skill.occupations,
        }
        for skill in (found.skills if found else ())
    ]


def _entry(entries: dict[str, Entry], key: str) -> Entry | None:
    if key and key not in entries:
        raise UnknownPage(f"There is no occupation called {key!r}.")
    return entries.get(key)
