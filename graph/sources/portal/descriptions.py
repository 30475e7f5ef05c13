"""
The open service for occupation descriptions of utdanning.no: one record an occupation, as a JSON list of all.

A failed record, one that has the field ``fetchError``, is a fault and no description. Names of persons among the
reviewers are left out when read.
"""

from __future__ import annotations

import datetime
import re
from collections import Counter
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any

import msgspec

from ...casing import even
from ...fetched import NOT_FETCHED
from ...model import EducationLine, Record, Text, TitleLine, check_key
from ..files.json_document import JsonDocument
from .reviewers import find_organisations
from .roster import NO_GROUP
from .section_texts import split_sections, to_texts

MISSING = "records that could not be fetched"
LEFT_OUT: Mapping[str, str] = {
    "arbeidsoppgave": "empty in every record seen; the tasks stand in the text",
    "yrke_lenke": "links to other sites, which the occupation's page keeps up to date",
    "yrke_lisens": "the licence of the content, which the source states once",
    "stat_vis_arb_markedskart": "whether the page shows a map",
    "stat_vis_hvilketyrke": "whether the page shows a figure",
    "stat_vis_lonnstat": "whether the page shows pay",
    "stat_vis_sammenligning": "whether the page shows a comparison",
    "stat_vis_utdanningbakgrunn": "whether the page shows a figure",
}
"""Fields of a record that have no place in the graph, each with the reason."""

_NUS = re.compile(r"[0-9]{1,6}")
_GROUP = re.compile(r"[0-9]{1,4}")
_EDUCATION = re.compile(r".*/(?P<uno_id>u_[a-z0-9_-]+)/?")


class Description(Record, frozen=True):
    """
    The description of an occupation: texts by section, forms of its name, codes, search words and its review.

    ``groups`` are codes of STYRK-08, ``educations`` pairs of uno_id and title. The names of ``titles`` may be older
    than those of the register, and are '' where the record has none.
    """

    uno_id: str
    name: str
    titles: tuple[TitleLine, ...] = ()
    groups: tuple[str, ...] = ()
    codes: tuple[EducationLine, ...] = ()
    broader_codes: tuple[str, ...] = ()
    search_words: tuple[str, ...] = ()
    interests: tuple[str, ...] = ()
    educations: tuple[tuple[str, str], ...] = ()
    plural: str | None = None
    genitive: str | None = None
    plural_genitive: str | None = None
    graduates: str | None = None
    summary: tuple[Text, ...] = ()
    tasks: tuple[Text, ...] = ()
    common_tasks: tuple[Text, ...] = ()
    education: tuple[Text, ...] = ()
    further_education: tuple[Text, ...] = ()
    specialising: tuple[Text, ...] = ()
    workplaces: tuple[Text, ...] = ()
    qualities: tuple[Text, ...] = ()
    pay_note: tuple[Text, ...] = ()
    reviewed: datetime.date | None = None
    reviewers: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not self.uno_id.startswith("y_"):
            raise ValueError(f"sammenligning_id of an occupation begins with y_, got {self.uno_id!r}")
        check_key(self.key)
        if not self.name:
            raise ValueError("a description has a title")
        for pattern, codes, words in (
            (_GROUP, self.groups, "a STYRK-08 code is one to four digits"),
            (_NUS, self.broader_codes, "a NUS2000 code is one to six digits"),
        ):
            if wrong := next((code for code in codes if not pattern.fullmatch(code)), None):
                raise ValueError(f"{words}, got {wrong!r}")

    @property
    def key(self) -> str:
        """The last part of the occupation's IRI: its uno_id without the letter that tells its kind."""
        return self.uno_id[2:]


class _Body(msgspec.Struct, frozen=True):
    value: str | None = None
    summary: str | None = None


class _Named(msgspec.Struct, frozen=True):
    title: str


class _Title(msgspec.Struct, frozen=True):
    yrkeskode_styrk98: str
    title: str = ""


class _Group(msgspec.Struct, frozen=True):
    styrk08_kode: str


class _Code(msgspec.Struct, frozen=True):
    nus_kode: str
    title: str = ""


class _Education(msgspec.Struct, frozen=True):
    uri: str
    title: str = ""


class _Raw(msgspec.Struct, frozen=True):
    title: str
    sammenligning_id: str
    body: _Body
    styrk98: list[_Title]
    styrk08: list[_Group]
    nus: list[_Code]
    sokeord: list[_Named]
    interesse: list[_Named]
    utdanningsbeskrivelse: list[_Education]
    yrke_kvalitetssikrer: list[_Named]
    yrke_sist_kvalitetssikret: datetime.date | None = None
    flertallsform: str | None = None
    entallsform_genitiv: str | None = None
    flertallsform_genitiv: str | None = None
    yrke_hvor_jobber: str | None = None
    yrke_personegenskaper: str | None = None
    yrke_utdanning: str | None = None
    yrke_evu: str | None = None
    yrke_spesialisering: str | None = None
    lonn_fritekst: str | None = None
    yrke_utdanningsbetegnelse: str | None = None


PLACED = frozenset(_Raw.__struct_fields__)
"""Fields of a record that the graph has a place for."""


def read_descriptions(path: Path, known: Collection[str] = ()) -> tuple[list[Description], dict[str, Any]]:
    """
    Return the descriptions in the list at *path*, and a report; *known* are names of organisations, case folded.

    The report names the records that the service has and that could not be fetched.

    Raises ``SourceFault``, with the line, for another shape, a failed record, a code that is none, or an occupation
    that stands twice.
    """
    document = JsonDocument(path)
    found: dict[str, Description] = {}
    unread: Counter[str] = Counter()
    uncertain = 0
    missing: list[str] = []
    for fields in document.convert(document.data, list[dict[str, Any]], ""):
        near = str(fields.get("sammenligning_id") or fields.get("sourceUri", ""))
        if NOT_FETCHED in fields:
            missing.append(near)
            continue
        if "fetchError" in fields:
            raise document.fault(f"the service failed on this record: {fields['fetchError']}", near)
        raw = document.convert(fields, _Raw, near)
        unread.update(set(fields) - PLACED - LEFT_OUT.keys())
        reviewers, doubtful = find_organisations((one.title for one in raw.yrke_kvalitetssikrer), known)
        uncertain += doubtful
        try:
            one = _describe(raw, reviewers)
        except ValueError as error:
            raise document.fault(str(error), near) from None
        if found.setdefault(one.uno_id, one) is not one:
            raise document.fault(f"the occupation {one.uno_id} stands twice", near)
    descriptions = list(found.values())
    report = {
        "occupations": len(descriptions),
        "with titles": sum(bool(one.titles) for one in descriptions),
        "reviewers left out, since they may be persons": uncertain,
        MISSING: missing,
        "fields left out": dict(LEFT_OUT),
        "fields not read": dict(sorted(unread.items())),
    }
    return descriptions, report


def _describe(raw: _Raw, reviewers: tuple[str, ...]) -> Description:
    tasks, common = split_sections(raw.body.value or "", "")
    titles = {one.yrkeskode_styrk98: even(one.title) for one in raw.styrk98}
    codes = {one.nus_kode: even(one.title) for one in raw.nus}
    return Description(
        uno_id=raw.sammenligning_id,
        name=even(raw.title),
        titles=tuple(TitleLine(code=code, name=name) for code, name in titles.items()),
        groups=tuple(dict.fromkeys(one.styrk08_kode for one in raw.styrk08 if one.styrk08_kode != NO_GROUP)),
        codes=tuple(EducationLine(code=code, name=name) for code, name in codes.items() if len(code) == 6),
        broader_codes=tuple(code for code in codes if len(code) != 6),
        search_words=_words(raw.sokeord),
        interests=_words(raw.interesse),
        educations=tuple(
            (match["uno_id"], even(one.title))
            for one in raw.utdanningsbeskrivelse
            if (match := _EDUCATION.fullmatch(one.uri)) and even(one.title)
        ),
        plural=even(raw.flertallsform or "") or None,
        genitive=even(raw.entallsform_genitiv or "") or None,
        plural_genitive=even(raw.flertallsform_genitiv or "") or None,
        graduates=even(raw.yrke_utdanningsbetegnelse or "") or None,
        summary=to_texts([raw.body.summary or ""]),
        tasks=tasks,
        common_tasks=common,
        education=_section(raw.yrke_utdanning),
        further_education=_section(raw.yrke_evu),
        specialising=_section(raw.yrke_spesialisering),
        workplaces=_section(raw.yrke_hvor_jobber),
        qualities=_section(raw.yrke_personegenskaper),
        pay_note=_section(raw.lonn_fritekst),
        reviewed=raw.yrke_sist_kvalitetssikret,
        reviewers=reviewers,
    )


def _section(html: str | None) -> tuple[Text, ...]:
    paragraphs, items = split_sections(html or "", "")
    return (*paragraphs, *items)


def _words(found: list[_Named]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(words for one in found if (words := even(one.title))))
