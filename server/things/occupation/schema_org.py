"""Occupations as schema.org/Occupation, for search engines."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from graph.vocab import YG

from ...languages import Passage, ReaderLanguage
from ..pay import HeadlinePay
from ..subject import Subject
from ..values import Section, Value, own_text
from .educations import Learnt
from .titles import TitleGroup


def occupation(
    about: Subject,
    leading: Iterable[Learnt],
    stated: Iterable[Value],
    groups: Iterable[TitleGroup],
    paid: Iterable[HeadlinePay],
) -> dict[str, Any]:
    """
    Return an occupation as schema.org/Occupation in JSON-LD.

    *leading* are the study programmes that lead to it, *stated* its STYRK-08 and *groups* its STYRK-98 groups, *paid*
    the pay in its groups.

    Text in another language than the page has an ``@language``. Search engines require the name, the pay and the
    country of the figures.
    """
    teller, sections = _Teller(about.sections, about.language), about.sections
    found: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "Occupation",
        "@id": about.iri,
        "name": teller.mark(about.heading.title),
        "description": teller.text("summary") or teller.text("tasks"),
        "responsibilities": teller.lines("commonTasks"),
        "skills": teller.text("qualities"),
        "educationRequirements": _educations(teller, leading),
        "qualifications": _licences(teller, sections.get(f"{YG}requiresAuthorisation")),
        "occupationalCategory": list(_categories(teller, stated, groups)),
        "estimatedSalary": estimate_pay(paid, teller.mark),
        "occupationLocation": {"@type": "Country", "name": "NO"},
    }
    return {name: value for name, value in found.items() if value}


# A function that returns words of a passage as a JSON-LD value.
Mark = Callable[[Passage, str | None], str | dict[str, str]]


class _Teller:
    """Texts of an occupation as JSON-LD values, for a page in one language."""

    def __init__(self, sections: Mapping[str, Section], language: ReaderLanguage) -> None:
        self._sections = sections
        self._language = language

    def mark(self, passage: Passage, words: str | None = None) -> str | dict[str, str]:
        """Return *passage*, or *words* of it, as a JSON-LD value; tagged where its language is not that of the page."""
        told = passage.words if words is None else words
        if passage.language in {"", self._language.interface}:
            return told
        return {"@value": told, "@language": passage.language}

    def text(self, name: str) -> str | dict[str, str] | None:
        """Return the text of the property *name* of our ontology, None where there is none."""
        text = own_text(self._sections.get(YG + name), self._language)
        return self.mark(text) if text else None

    def lines(self, name: str) -> list[str | dict[str, str]]:
        """Return the lines of the text of the property *name* of our ontology."""
        text = own_text(self._sections.get(YG + name), self._language)
        return [self.mark(text, line) for line in text.words.split("\n")] if text else []


def _educations(teller: _Teller, leading: Iterable[Learnt]) -> list[Any]:
    """Return the text about the way to the occupation, and the study programmes that lead to it."""
    named = [{"@type": "EducationalOccupationalCredential", "name": teller.mark(one.name)} for one in leading]
    text = teller.text("howToBecome")
    return [*([text] if text else []), *named]


def _licences(teller: _Teller, section: Section | None) -> list[Any]:
    return [
        {
            "@type": "EducationalOccupationalCredential",
            "@id": value.iri,
            "name": teller.mark(value.shown),
            "credentialCategory": "license",
        }
        for value in (section.values if section else ())
    ]


def _categories(teller: _Teller, stated: Iterable[Value], groups: Iterable[TitleGroup]) -> Iterable[dict[str, Any]]:
    """Yield the groups of both editions, each with its code set, as a bare code would be read as O*NET-SOC."""
    codes = [("STYRK-08", value.notation, value.shown) for value in stated]
    codes += [("STYRK-98", group.code, group.name or Passage(group.code, "")) for group in groups]
    for edition, code, name in codes:
        yield {
            "@type": "CategoryCode",
            "codeValue": code,
            "name": teller.mark(name),
            "inCodeSet": {"@type": "CategoryCodeSet", "name": edition},
        }


def estimate_pay(paid: Iterable[HeadlinePay], mark: Mark) -> list[dict[str, Any]]:
    """
    Return the monthly pay in the STYRK-08 groups with a figure for all sectors, all working hours and both sexes.

    Other figures are left out: schema.org has no words for the part of a group that they are limited to.
    """
    return [
        {
            "@type": "MonetaryAmountDistribution",
            "name": mark(name, f"{name.words}, {pay.year}" if pay.year else name.words),
            "currency": "NOK",
            "duration": "P1M",
            "median": pay.median,
            **dict(zip(("percentile25", "percentile75"), pay.quartiles or (), strict=False)),
        }
        for pay in paid
        if pay.is_whole
        for name in [pay.name or Passage(pay.code, "")]
    ]
