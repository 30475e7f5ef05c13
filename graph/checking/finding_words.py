"""Messages of findings in each language: the condition that should hold, and the values that break it."""

from __future__ import annotations

import re
from collections.abc import Mapping

from ..reading.result_rows import Row
from ..vocab import shorten

# Before the capitals inside a variable's name.
_CAPITAL = re.compile(r"(?<=[a-z])(?=[A-Z])")
LANGUAGES = ("nb", "nn", "en")
_NOT_SO = {"nb": "Slik er det ikke", "nn": "Slik er det ikkje", "en": "Not so"}
_READS_LIKE = {
    "nb": "merket {marked}, ser ut som {heard}: {text} …",
    "nn": "merkt {marked}, ser ut som {heard}: {text} …",
    "en": "marked {marked}, reads like {heard}: {text} …",
}
# The Norwegian names of the variables of checks; in English they have their names in the query.
_VARIABLES: Mapping[str, tuple[str, str]] = {
    "above": ("over", "over"),
    "code": ("kode", "kode"),
    "cubes": ("statistikkuber", "statistikkubar"),
    "dimension": ("dimensjon", "dimensjon"),
    "from": ("fra", "frå"),
    "group": ("gruppe", "gruppe"),
    "how": ("hvordan", "korleis"),
    "items": ("plasser", "plassar"),
    "language": ("språk", "språk"),
    "measure": ("mål", "mål"),
    "missing": ("mangler", "manglar"),
    "observations": ("observasjoner", "observasjonar"),
    "occupation": ("yrke", "yrke"),
    "one": ("den ene", "den eine"),
    "other": ("den andre", "den andre"),
    "period": ("periode", "periode"),
    "pageLanguage": ("språket på siden", "språket på sida"),
    "property": ("egenskap", "eigenskap"),
    "reason": ("begrunnelse", "grunngjeving"),
    "reasonStrength": ("styrken av begrunnelsen", "styrken av grunngjevinga"),
    "rule": ("regel", "regel"),
    "specialist": ("spesialist", "spesialist"),
    "strength": ("styrke", "styrke"),
    "times": ("ganger", "gonger"),
    "title": ("tittel", "tittel"),
    "titles": ("titler", "titlar"),
    "to": ("til", "til"),
    "wrong": ("feil", "feil"),
}


def name_variable(name: str, language: str) -> str:
    """Return the name of a check's variable in *language*; a test checks that every one has a name."""
    return _CAPITAL.sub(" ", name).lower() if language == "en" else _VARIABLES[name][language == "nn"]


def tell_row(row: Row, language: str) -> str:
    """Return the values of a check's *row* with their names; '' where its only value is the subject of the finding."""
    values = ((name_variable(name, language), cell) for name, cell in row.items() if name != "about")
    return ", ".join(f"{name} {shorten(cell.value)}" for name, cell in values)


def tell_language(text: str, marked: str, heard: str, language: str) -> str:
    """Return the message that a text *marked* as one language reads like another, with its beginning."""
    return _READS_LIKE[language].format(marked=marked, heard=heard, text=text[:60])


def tell_breach(holds: Mapping[str, str], told: Mapping[str, str]) -> dict[str, str]:
    """Return in each language the condition that is broken, with the values in *told*, if any."""
    return {
        language: f"{holds[language]} {_NOT_SO[language]}{': ' + told[language] if told[language] else ''}."
        for language in LANGUAGES
    }


def tell_shape(messages: Mapping[str, str], told: str) -> dict[str, str]:
    """Return in each language the message of a shape that is not met, with the values in *told*, if any."""
    english = messages.get("en", "A shape is not met.")
    return {language: messages.get(language, english) + (f" ({told})" if told else "") for language in LANGUAGES}
