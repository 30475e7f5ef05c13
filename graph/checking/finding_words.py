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
