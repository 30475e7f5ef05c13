"""Says what an occupation is in schema.org's words, for search engines."""

from __future__ import annotations

from typing import Any

from graph.vocab import YG

from .occupation import TitleGroup
from .values import Section, Value


def occupation(
    iri: str, name: str, sections: dict[str, Section], groups: list[TitleGroup], stated: list[Value]
) -> dict[str, Any]:
    """
    Return schema.org/Occupation as JSON-LD; *groups* are of STYRK-98, *stated* ones of STYRK-08.

    The category is a ``CategoryCode`` that names its code set: a bare code would be read as O*NET-SOC.
    """
    found: dict[str, Any] = {"@context": "https://schema.org", "@type": "Occupation", "@id": iri, "name": name}
    if summary := _text(sections, "summary"):
        found["description"] = summary
    if tasks := _text(sections, "commonTasks"):
        found["responsibilities"] = tasks.split("\n")
    if qualities := _text(sections, "qualities"):
        found["qualifications"] = qualities
    codes = [("STYRK-08", value.notation, value.shown.words) for value in stated]
    codes += [("STYRK-98", group.code, group.name.words if group.name else group.code) for group in groups]
    if codes:
        found["occupationalCategory"] = [
            {
                "@type": "CategoryCode",
                "codeValue": code,
                "name": words,
                "inCodeSet": {"@type": "CategoryCodeSet", "name": edition},
            }
            for edition, code, words in codes
        ]
    return found


def _text(sections: dict[str, Section], name: str) -> str:
    section = sections.get(YG + name)
    return section.values[0].cell.value if section else ""
