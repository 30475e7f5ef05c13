"""Educations of an occupation by level and field: study programmes that lead to it, and NUS2000 codes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from graph.reading.derived_facts import derive
from graph.reading.query_files import load_folder
from graph.reading.release import Release
from graph.reading.result_rows import Row
from graph.vocab import YG

from ...languages import NOTHING, Passage, ReaderLanguage
from ..values import Section, address

_PROGRAMME, _CODE = f"{YG}hasEducation", f"{YG}relevantEducationCode"
_DERIVED = ("levels and fields",)


@dataclass(frozen=True)
class Learnt:
    """A study programme, or a NUS2000 code with its digits in ``code`` ('' for a programme), and its field."""

    href: str
    code: str
    name: Passage
    field_code: str
    field: Passage


@dataclass
class Level:
    """The educations of one level; ``code`` is '' for those without a level."""

    code: str
    name: Passage
    learnt: list[Learnt] = field(default_factory=list)


@dataclass
class _Item:
    """A level or a field: its code and its names by language."""

    code: str
    names: dict[str, str] = field(default_factory=dict)


_NONE = _Item("")


def read_educations(
    release: Release, rows: Iterable[Row], sections: Mapping[str, Section], language: ReaderLanguage
) -> list[Level]:
    """
    Return the educations of an occupation by level, the highest first and those without a level last.

    *rows* are those of the query ``educations-filed``, and *sections* have the codes and names of the educations. The
    list is that of the query ``educations``, which takes ten times as long.
    """
    items = derive(release, _DERIVED, lambda: _read_items(release))
    programmes, codes = (
        {value.iri: value for value in sections[iri].values} if iri in sections else {} for iri in (_PROGRAMME, _CODE)
    )
    levels: dict[str, Level] = {}
    for row in rows:
        iri = row["thing"].value
        level, field_ = (items.get(row[name].value) if name in row else _NONE for name in ("level", "field"))
        code = codes[iri].notation if iri in codes else ""
        # The query has no row for what lacks a notation.
        if level is None or field_ is None or (iri in codes and not code):
            continue
        name = _choose((codes.get(iri) or programmes[iri]).names, language, "nb", "nn") or Passage(code, "")
        one = Learnt(
            address(iri, release.names), code, name, field_.code, _choose(field_.names, language, "nb") or NOTHING
        )
        place = levels.setdefault(level.code, Level(level.code, _choose(level.names, language, "nb") or NOTHING))
        if one not in place.learnt:
            place.learnt.append(one)
    for place in levels.values():
        place.learnt.sort(key=lambda one: (one.code != "", one.field_code, one.code, one.name.words, one.href))
    return sorted(levels.values(), key=lambda level: level.code, reverse=True)


def _read_items(release: Release) -> dict[str, _Item]:
    """Return the levels and fields by IRI."""
    found: dict[str, _Item] = {}
    for row in release.store.rows(load_folder("pages")["levels-and-fields"].text):
        item = found.setdefault(row["item"].value, _Item(row["notation"].value))
        if "name" in row:
            item.names[row["name"].language] = row["name"].value
    return found


def _choose(names: Mapping[str, str], language: ReaderLanguage, *others: str) -> Passage | None:
    return next((Passage(names[one], one) for one in (language.content, *others) if one in names), None)


def find_leading(levels: list[Level]) -> list[Learnt]:
    """Return the study programmes among *levels*, the lowest level first; a programme of several levels comes once."""
    return list({one.href: one for level in reversed(levels) for one in level.learnt if not one.code}.values())


def cut(levels: list[Level], most: int) -> tuple[list[Level], list[Level]]:
    """Split *levels* after *most* educations; return both parts, each by level."""
    shown, rest = [], []
    for level in levels:
        if head := level.learnt[:most]:
            shown.append(replace(level, learnt=head))
        if tail := level.learnt[most:]:
            rest.append(replace(level, learnt=tail))
        most = max(0, most - len(level.learnt))
    return shown, rest
