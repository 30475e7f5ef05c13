"""
utdanning.no's comparison index: occupations and educations with interests, codes and head counts.

The service has renamed its fields since 2018 (``yrkeskoder_styrk08`` is ``styrk08`` today, ``utdanningskoder_nus`` is
``nus``) and answers a list in place of an object by uno_id; the reader takes both shapes. A head count of one or two
persons would identify them, and stays out of the record.
"""

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
_GROUP, _CODE = re.compile(r"[0-9]{1,4}"), re.compile(r"[0-9]{1,4}|[0-9]{6}")
_NO_GROUP = "9999"  # the code that utdanning.no gives an occupation without a group
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
_RENAMED = {"yrkeskoder_styrk08": "styrk08", "utdanningskoder_nus": "nus"}
_FIELDS = {"uno_id", "innholdstype", "tittel", "interesser", "styrk08", "nus"}
# Internal fields of the search index behind the API, and repetitions of the fields above.
_ITS_OWN = {"path", "funksjon", "id", "_version_", "score"}
_ITS_OWN |= {f"{field}_{form}" for field in ("title", "sokeord") for form in ("s", "suggest")}
_ITS_OWN |= {f"{field}_suggest_{form}" for field in ("title", "sokeord") for form in ("edge", "ngram")}
FEWEST = 3


class PortalEntry(Record, frozen=True):
    """
    An occupation or an education of utdanning.no.

    ``groups`` are codes of STYRK-08, ``codes`` of NUS2000: six digits, or fewer for a group of it. ``people`` counts
    persons by employment status (``STATUSES``), and the counts of two entries overlap where they share codes;
    ``hidden`` maps a withheld status to the reason: ``too-few``, or ``protects-others`` where the count would reveal
    such a one. Raises ``ValueError`` for a malformed uno_id, title, code or count.
    """

    uno_id: str
    kind: Literal["occupation", "education"]
    name: str
    interests: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()
    people: Mapping[str, int] = {}
    hidden: Mapping[str, str] = {}

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
                raise ValueError(f"a NUS2000 code is one to four digits, or six, got {code!r}")
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
    interesser: tuple[str, ...] | None = ()
    styrk08: tuple[str, ...] | None = ()
    nus: tuple[str, ...] | None = ()


def read_main(path: Path) -> tuple[list[PortalEntry], dict[str, Any]]:
    """
    Return the entries of the file at *path*, in its order, and a report.

    Raises ``SourceFault``, with the line, for another shape or a malformed entry.
    """
    document = JsonDocument(path)
    entries, trimmed, without_group = [], [], []
    unread: Counter[str] = Counter()
    for uno_id, fields in _listed(document):
        if fields.get("uno_id") != uno_id:
            raise document.fault(f"the entry {uno_id!r} says of itself that it is {fields.get('uno_id')!r}", uno_id)
        fields = {_RENAMED.get(name, name): value for name, value in fields.items()}  # noqa: PLW2901
        entry = _entry(document, fields, uno_id)
        entries.append(entry)
        trimmed += [entry.name] if entry.name != fields["tittel"] else []
        without_group += [uno_id] if _NO_GROUP in (fields.get("styrk08") or ()) else []
        unread.update(name for name in fields if not _is_known(name))
    report = _report(entries) | {"titles with odd blanks": trimmed, "fields not read": dict(unread)}
    report[f"left out, the code {_NO_GROUP} of no group"] = without_group
    return entries, report


def _listed(document: JsonDocument) -> list[tuple[str, dict[str, Any]]]:
    """Return the entries with their uno_id, whether they stand in a list or in an object by uno_id."""
    if isinstance(document.data, list):
        listed = document.convert(document.data, list[dict[str, Any]], "")
        return [(str(fields.get("uno_id")), fields) for fields in listed]
    return [(key, document.convert(value, dict[str, Any], key)) for key, value in document.objects().items()]


def _is_known(field: str) -> bool:
    return field in _FIELDS or field in _ITS_OWN or field.removeprefix(_COUNT) in STATUSES


def _entry(document: JsonDocument, fields: dict[str, Any], uno_id: str) -> PortalEntry:
    raw = document.convert({name: value for name, value in fields.items() if name in _FIELDS}, _Raw, uno_id)
    counts = {
        status: document.convert(fields[_COUNT + field], int, uno_id)
        for field, status in STATUSES.items()
        if fields.get(_COUNT + field) is not None
    }
    hidden = hide_few(counts)
    try:
        return PortalEntry(
            uno_id=uno_id,
            kind="occupation" if raw.innholdstype == _OCCUPATION else "education",
            name=even(raw.tittel),
            interests=tuple(dict.fromkeys(raw.interesser or ())),
            groups=tuple(dict.fromkeys(code for code in raw.styrk08 or () if code != _NO_GROUP)),
            codes=tuple(dict.fromkeys(raw.nus or ())),
            people={status: count for status, count in counts.items() if status not in hidden},
            hidden=hidden,
        )
    except ValueError as error:
        raise document.fault(str(error), uno_id) from None


def hide_few(counts: Mapping[str, int]) -> dict[str, str]:
    """
    Return the statuses whose count must not be shown, and why.

    A part alone that is too few could be worked out from everyone and the other parts, so the least of those goes too.

    >>> hide_few({"total": 12, "private": 6, "public": 4, "unemployed": 2})
    {'unemployed': 'too-few', 'public': 'protects-others'}
    """
    hidden = {status: "too-few" for status, count in counts.items() if 0 < count < FEWEST}
    parts = {status: count for status, count in counts.items() if status != "total" and count >= FEWEST}
    if len(hidden) == 1 and "total" in counts and "total" not in hidden and parts:
        hidden[min(parts, key=parts.__getitem__)] = "protects-others"
    return hidden


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
