"""
The queries of a page about one resource, from ``queries/pages``.

A query that many pages ask, and that takes little longer for all of them, is read for the whole release once some pages
have asked it. The first pages of a server do not wait for it, and a later page looks its rows up.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from graph.reading.query_files import load_folder
from graph.reading.question import Question
from graph.reading.release import Release
from graph.reading.result_rows import Cell, Row
from graph.reading.row_index import RowIndex
from graph.vocab import PREFIXES, YG, Iri

from ..languages import ReaderLanguage
from .rdf.neighbour_names import name_values

Found = Mapping[str, list[Row]]
# Looks up rows of a resource in an index, given its other rows.
Pick = Callable[[RowIndex, str, Found], list[Row]]

# Queries whose words are of the interface language rather than the content language.
_OF_THE_PAGE = frozenset({"related", "related-unnamed", "crossings"})

# Queries without a resource or a language: about 10 ms of each page of an occupation of Norway.
_OF_THE_RELEASE = frozenset({"figure-codes", "has-job-market"})
# Queries whose rows a page uses only of a resource that has this property.
_ABOUT = {
    "skills-unnamed": f"{YG}skillsFrom",
    "skill-lenders": f"{YG}skillsFrom",
    "authorisations": f"{YG}requiresAuthorisation",
    "group-names": f"{YG}hasJobTitle",
    "page-statistics": f"{YG}hasStatistics",
    "path": f"{YG}hasEducationPath",
    "titles": f"{YG}hasJobTitle",
}

_READING = threading.Lock()
_DERIVED = f"{PREFIXES['prov']}wasDerivedFrom"


@dataclass(frozen=True)
class WholeQuery:
    """A query for a whole release: its key, the column by which pages look up, and the pages that ask before it."""

    key: str
    by: str
    after: int

    def question(self, bindings: Mapping[str, str]) -> Question:
        """Return the question for all rows, with those of *bindings* that the query has, but for its column ``by``."""
        text = load_folder("pages")[self.key].unlimited
        return Question(
            text, {name: value for name, value in bindings.items() if name != self.by and f"?{name}" in text}
        )


def questions_about(iri: Iri, language: ReaderLanguage, *keys: str) -> dict[str, Question]:
    """Return the page queries of these *keys* about *iri*, with names in *language*."""
    found = {}
    for key in keys:
        text = load_folder("pages")[key].text
        spoken = language.interface if key in _OF_THE_PAGE else language.content
        bindings = {"this": iri, "language": spoken}
        found[key] = Question(text, {name: value for name, value in bindings.items() if f"?{name}" in text})
    return found


def facts_question(current: Release, iri: Iri, left_out: Collection[str]) -> Question:
    """
    Return the question ``facts`` of ``ask``: the statements about *iri*, without the properties *left_out*.

    A remote engine is asked for the names of their values at the same time, the embedded one for those not kept.
    """
    query = load_folder("pages")["facts" if current.store.is_remote else "facts-unnamed"]
    return Question(query.leave_out(left_out), {"this": iri})


def ask(current: Release, questions: Mapping[str, Question], unnamed: Collection[str] = ()) -> dict[str, list[Row]]:
    """
    Return the rows of each question by key; a remote engine answers them in few requests.

    The rows of a query that has the same rows on every page are kept with the release: readers leave them unchanged.
    Values of *unnamed* properties get no names in the rows of ``facts``.
    """
    asked = {key: one for key, one in questions.items() if ("rows", key) not in current.derived}
    found: dict[str, list[Row]] = {}
    indexes: dict[str, RowIndex] = {}
    if "facts" in questions and not current.store.is_remote:
        # A round trip more, but most resources have none of what half of the other queries ask for.
        facts = _ask_each(current, {"facts": asked.pop("facts")})["facts"]
        found = {"facts": name_values(current, facts, unnamed)}
        stated = {row["property"].value for row in found["facts"]}
        found |= {key: [] for key, property_ in _ABOUT.items() if key in asked and property_ not in stated}
        indexes = _find_indexes(current, {key: one for key, one in asked.items() if key not in found})
    found |= _ask_each(current, {key: one for key, one in asked.items() if key not in {**found, **indexes}})
    found |= {key: _WHOLE[key][1](index, asked[key].bindings["this"], found) for key, index in indexes.items()}
    current.derived.update({("rows", key): found[key] for key in _OF_THE_RELEASE & found.keys()})
    return {key: found[key] if key in found else current.derived["rows", key] for key in questions}


def _ask_each(current: Release, questions: Mapping[str, Question]) -> dict[str, list[Row]]:
    return dict(zip(questions, current.store.rows_of_each(list(questions.values())), strict=True))


def _find_indexes(current: Release, questions: Mapping[str, Question]) -> dict[str, RowIndex]:
    """Return the indexes of those *questions* whose rows are kept for the whole release, or are to be from now on."""
    kept = {key: _find_index(current, _WHOLE[key][0], questions[key].bindings) for key in _WHOLE.keys() & questions}
    return {key: index for key, index in kept.items() if index is not None}


def ask_about(current: Release, iri: Iri, language: ReaderLanguage, *keys: str) -> dict[str, list[Row]]:
    """Return the rows of the page queries of these *keys* about *iri*."""
    return ask(current, questions_about(iri, language, *keys))


def look_up(current: Release, whole: WholeQuery, values: Sequence[str]) -> list[Row] | None:
    """Return the rows of *whole* for *values*, in their order, or None where the page has to ask for them itself."""
    index = _find_index(current, whole, {})
    return None if index is None else [*chain.from_iterable(index.find(values))]


def _find_index(current: Release, whole: WholeQuery, bindings: Mapping[str, str]) -> RowIndex | None:
    """
    Return the rows of *whole*, read now where enough pages have asked for them, else None.

    They are never read from a remote engine, which bounds its answers.
    """
    question = whole.question(bindings)
    place = "index", whole.key, *question.bindings.values()
    if place not in current.derived and not current.store.is_remote:
        pages = current.derived["pages", *place] = current.derived.get(("pages", *place), 0) + 1
        # While one thread reads, the others ask for their own pages.
        if pages > whole.after and _READING.acquire(blocking=False):
            try:
                current.derived[place] = RowIndex(_ask_each(current, {whole.key: question})[whole.key], whole.by)
            finally:
                _READING.release()
    index: RowIndex | None = current.derived.get(place)
    return index


def _values(found: Found, property_: str) -> list[str]:
    return [row["value"].value for row in found["facts"] if row["property"].value == property_]


def _pick_pay(index: RowIndex, this: str, found: Found) -> list[Row]:
    groups = sorted(index.find([this, *_values(found, f"{YG}classifiedIn")]), key=_code)
    return [*chain.from_iterable(groups)]


def _code(rows: Sequence[Row]) -> str:
    return rows[0]["code"].value if "code" in rows[0] else ""


def _pick_counted(index: RowIndex, this: str, found: Found) -> list[Row]:
    # The page of an occupation leaves the related ones out of its facts, since it asks for them with their reasons.
    related = (row["other"].value for row in found.get("related-unnamed", ()))
    occupations = [*dict.fromkeys((this, *_values(found, f"{YG}relatedOccupation"), *related))]
    # One without any countable resource is counted among the occupations, too.
    return [{"occupation": Cell(one, "uri")} for one in occupations] + [*chain.from_iterable(index.find(occupations))]


def _pick_sources(index: RowIndex, this: str, found: Found) -> list[Row]:
    rows = [*chain.from_iterable(index.find(sorted(_values(found, _DERIVED))))]
    return sorted(rows, key=lambda row: row["asOf"].value if "asOf" in row else "", reverse=True)


def _pick_notices(index: RowIndex, this: str, found: Found) -> list[Row]:
    return [*chain.from_iterable(index.find(sorted(_values(found, _DERIVED))))]


def _pick_this(index: RowIndex, this: str, found: Found) -> list[Row]:
    return [*chain.from_iterable(index.find([this]))]


# Queries about one occupation that take at most 0.4 s for all, of whose rows 1.5 MB are kept, and how many pages ask
# them before. They take 7 of the 20 ms of the queries of a page.
OF_OCCUPATIONS = {
    "titles": 9,
    "path": 11,
    "page-statistics": 13,
    "authorisations": 15,
    "group-names": 16,
    "skill-lenders": 17,
    "educations-filed": 18,
    "code-names": 19,
}
# Pay in the groups of STYRK-08.
PAY = WholeQuery("all-pay", "group", 8)
_WHOLE: Mapping[str, tuple[WholeQuery, Pick]] = {
    "pay": (PAY, _pick_pay),
    "counted-with-related": (WholeQuery("all-counted", "occupation", 10), _pick_counted),
    "sources-of": (WholeQuery("sources", "source", 6), _pick_sources),
    "notices": (WholeQuery("all-notices", "source", 7), _pick_notices),
    **{key: (WholeQuery(key, "this", after), _pick_this) for key, after in OF_OCCUPATIONS.items()},
}
