"""Messages of findings in each language: the breach of a check with its values, and the requirement of a shape."""

from __future__ import annotations

from collections.abc import Mapping

from ..reading.result_rows import Row
from ..vocab import Names, shorten

LANGUAGES = ("nb", "nn", "en")
# The variables of checks whose values are language tags.
SPOKEN = frozenset({"language", "pageLanguage", "marked", "heard"})
_TAGS: Mapping[str, Mapping[str, str]] = {
    "nb": {"nb": "bokmål", "nn": "nynorsk", "en": "engelsk", "da": "dansk"},
    "nn": {"nb": "bokmål", "nn": "nynorsk", "en": "engelsk", "da": "dansk"},
    "en": {"nb": "bokmål", "nn": "nynorsk", "en": "English", "da": "Danish"},
}
# The ways in which editions meet past a crosswalk, by the codes of the variable ``how``; a property stands for itself.
WAYS: Mapping[str, Mapping[str, str]] = {
    "nb": {
        "in-both": "begge utgavene har",
        "other-iri": "har IRI-en til den andre utgaven og står i",
        "judged-pair": "går etter et par som er vurdert for en annen utgave, til",
        "no-crosswalk": "går uten noen overgangstabell til",
        "by-rule": "er plassert av en regel i",
        "no-title": "har ingen tittel i",
        "gathered": "er samlet med koder i STYRK-08 i",
    },
    "nn": {
        "in-both": "begge utgåvene har",
        "other-iri": "har IRI-en til den andre utgåva og står i",
        "judged-pair": "går etter eit par som er vurdert for ei anna utgåve, til",
        "no-crosswalk": "går utan nokon overgangstabell til",
        "by-rule": "er plassert av ein regel i",
        "no-title": "har ingen tittel i",
        "gathered": "er samla med kodar i STYRK-08 i",
    },
    "en": {
        "in-both": "both editions have",
        "other-iri": "has the IRI of the other edition and is in",
        "judged-pair": "maps by a pair judged for another edition to",
        "no-crosswalk": "maps outside any crosswalk to",
        "by-rule": "is put by a rule in",
        "no-title": "has no title in",
        "gathered": "is gathered with codes of STYRK-08 in",
    },
}
_WAY = "how"
_UNKNOWN = {"nb": "ukjent", "nn": "ukjend", "en": "unknown"}
_UNMET = {"nb": "Ikke oppfylt", "nn": "Ikkje oppfylt", "en": "Not met"}


class _Values(dict[str, str]):
    """The values of a breach by variable; one that the row leaves unbound is called unknown in its language."""

    def __init__(self, values: Mapping[str, str], language: str) -> None:
        super().__init__(values)
        self._language = language

    def __missing__(self, variable: str) -> str:
        return _UNKNOWN[self._language]


def read_values(row: Row, names: Names) -> dict[str, str]:
    """Return the values of a check's *row* by variable, without its subject: IRIs shortened, ours to kind and key."""
    return {
        variable: "/".join(named) if (named := names.split(cell.value)) else shorten(cell.value)
        for variable, cell in row.items()
        if variable != "about"
    }


def tell_breach(breach: Mapping[str, str], values: Mapping[str, str]) -> dict[str, str]:
    """
    Return the sentence about a *breach* in each language, with its *values* in place.

    >>> tell_breach({"nb": "på {language}", "nn": "på {language}", "en": "in {language}"}, {"language": "en"})["nb"]
    'på engelsk'
    """
    told = {}
    for language in LANGUAGES:
        tags = _TAGS[language]
        spoken = {key: tags.get(value, value) if key in SPOKEN else value for key, value in values.items()}
        if _WAY in spoken:
            spoken[_WAY] = WAYS[language].get(spoken[_WAY], spoken[_WAY])
        told[language] = breach[language].format_map(_Values(spoken, language))
    return told


def tell_shape(messages: Mapping[str, str], told: str, *, is_required: bool) -> dict[str, str]:
    """
    Return the requirement of a shape in each language, with the values in *told*, if any.

    A requirement is a statement, such as "The resource has a name", so the message opens with its not being met; a
    recommendation ("should have a name") stands as it is.
    """
    english = messages.get("en", "A shape is not met.")
    return {
        language: (f"{_UNMET[language]}: " if is_required and messages else "")
        + messages.get(language, english).removesuffix(".")
        + (f" ({told})" if told else "")
        for language in LANGUAGES
    }
