"""utdanning.no's comparison index: occupations and educations with interests, codes and head counts."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal

from ...casing import even
from ...model import Record, check_key
from ..files.json_document import JsonDocument

_OCCUPATION, _EDUCATION = "yrke", "utdanningsbeskrivelse"
_GROUP, _CODE = re.compile(r"[0-9]{1,4}"), re.compile(r"[0-9]{6}")
_COUNT = "sektor_antall_"
# The population of a head count, by its field: everyone, and the parts that everyone falls into.
STATUSES = {
    "personer": "total",
    "privat": "private",
    "offentlig": "public",
    "selvstendig": "self-employed",
    "arbeidsledig": "unemployed",
    "iutdanning": "in-education",
    "ikkearbeid": "not-working",
}
_FIELDS = {"uno_id", "innholdstype", "tittel", "interesser", "yrkeskoder_styrk08", "utdanningskoder_nus"}
# Internal fields of the search index behind the API, and repetitions of the fields above.
_ITS_OWN = {"path", "funksjon", "id", "_version_"} | {f"title_{form}" for form in ("s", "suggest")}
_ITS_OWN |= {"title_suggest_edge", "title_suggest_ngram"}


class PortalEntry(Record, frozen=True):
    """
    An occupation or an education of utdanning.no.

    ``groups`` are codes of STYRK-08, ``codes`` of NUS2000; ``people`` counts persons by employment status
    (``STATUSES``), and the counts of two entries overlap where they share codes. Raises ``ValueError`` for a malformed
    uno_id, title, code or count.
    """

    uno_id: str
    kind: Literal["occupation", "education"]
    name: str
    interests: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()
    people: Mapping[str, int] = {}

    def __post_init__(self) -> None:
        check_key(self.key)
        if self.uno_id[:2] != ("y_" if self.kind == "occupation" else "u_"):
            raise ValueError(f"a uno_id begins with y_ for an occupation, u_ for an education, got {self.uno_id!r}")
        if not self.name:
            raise ValueError("an entry has a title")
        for code in self.groups:
            if not _GROUP.fullmatch(code):
                raise ValueError(f"a STYRK-08 code is one to four digits, got {code!r}")
        for code in self.codes:
            if not _CODE.fullmatch(code):
                raise ValueError(f"a NUS2000 code here is six digits, got {code!r}")
        for status, count in self.people.items():
            if count < 0:
                raise ValueError(f"a head count is zero or more, got {count} for {status}")

    @property
    def key(self) -> str:
        """The last segment of the entry's IRI: its uno_id without the letter for its kind."""
        return self.uno_id[2:]


class _Raw(Record, frozen=True):
    uno_id: str
    innholdstype: Literal["yrke", "utdanningsbeskrivelse"]
    tittel: str
    interesser: tuple[str, ...] = ()
    yrkeskoder_styrk08: tuple[str, ...] = ()
    utdanningskoder_nus: tuple[str, ...] = ()


def read_main(path: Path) -> tuple[list[PortalEntry], dict[str, Any]]:
    """
    Return the entries of the file at *path*, in its order, and a report.

    Raises ``SourceFault``, with the line, for another shape or a malformed entry.
    """
    document = JsonDocument(path)
    entries, trimmed = [], []
    unread: Counter[str] = Counter()
    for uno_id, value in document.objects().items():
        fields = document.convert(value, dict[str, Any], uno_id)
        if fields.get("uno_id") != uno_id:
            raise document.fault(f"the entry {uno_id!r} says of itself that it is {fields.get('uno_id')!r}", uno_id)
        entry = _entry(document, fields, uno_id)
        entries.append(entry)
        trimmed += [entry.name] if entry.name != fields["tittel"] else []
        unread.update(name for name in fields if not _is_known(name))
    report = _report(entries) | {"titles with odd blanks": trimmed, "fields not read": dict(unread)}
    return entries, report


def _is_known(field: str) -> bool:
    return field in _FIELDS or field in _ITS_OWN or field.removeprefix(_COUNT) in STATUSES


def _entry(document: JsonDocument, fields: dict[str, Any], uno_id: str) -> PortalEntry:
    raw = document.convert({name: value for name, value in fields.items() if name in _FIELDS}, _Raw, uno_id)
    people = {
        status: document.convert(fields[_COUNT + field], int, uno_id)
        for field, status in STATUSES.items()
        if _COUNT + field in fields
    }
    try:
        return PortalEntry(
            uno_id=uno_id,
            kind="occupation" if raw.innholdstype == _OCCUPATION else "education",
            name=even(raw.tittel),
            interests=tuple(dict.fromkeys(raw.interesser)),
            groups=tuple(dict.fromkeys(raw.yrkeskoder_styrk08)),
            codes=tuple(dict.fromkeys(raw.utdanningskoder_nus)),
            people=people,
        )
    except ValueError as error:
        raise document.fault(str(error), uno_id) from None


def _report(entries: list[PortalEntry]) -> dict[str, Any]:
    occupations = [entry for entry in entries if entry.kind == "occupation"]
    educations = [entry for entry in entries if entry.kind == "education"]
    names = Counter((entry.kind, entry.name) for entry in entries)
    return {
        "occupations": len(occupations),
        "educations": len(educations),
        "occupations with STYRK-08": sum(bool(entry.groups) for entry in occupations),
        "occupations with NUS": sum(bool(entry.codes) for entry in occupations),
        "educations with NUS": sum(bool(entry.codes) for entry in educations),
        "STYRK-08 codes": len({code for entry in entries for code in entry.groups}),
        "NUS codes": len({code for entry in entries for code in entry.codes}),
        "interests": len({interest for entry in entries for interest in entry.interests}),
        "entries with head counts": sum(bool(entry.people) for entry in entries),
        "names of several": sorted(name for (_, name), count in names.items() if count > 1),
    }
