"""Form fields of a query: a label, a value and the options of each parameter."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from graph.kinds import BY_KEY
from graph.reading.query_definitions import Parameter, ParameterType, QueryDefinition
from graph.reading.release import Release

from ..browse.lists import listed_by
from ..languages import Passage, ReaderLanguage, choose
from ..things.orders import read_entries
from .code_lists import list_codes

# Kinds with a few hundred resources at most, which a form offers by name.
_OFFERED_BY_NAME = frozenset(("occupation", "scheme", "crosswalk", "interest", "nav-category"))
_INPUT_TYPES = {ParameterType.INTEGER: "number", ParameterType.DATE: "date"}


@dataclass(frozen=True)
class FieldOption:
    """An option of a field: its value and label."""

    value: str
    words: Passage


@dataclass(frozen=True)
class FormField:
    """
    A field: its parameter, its label in the language of the page, its value, and the values to choose from.

    ``input`` is the type of the HTML element where there are no options.
    """

    parameter: Parameter
    label: str
    value: str
    input: str = "text"
    options: list[FieldOption] = field(default_factory=list)


def make_fields(
    definition: QueryDefinition, values: Mapping[str, str], current: Release, language: ReaderLanguage
) -> list[FormField]:
    """Return a field for each parameter of a query, filled from *values*."""
    return [
        FormField(
            one,
            one.labels[language.interface],
            values.get(one.name, ""),
            _INPUT_TYPES.get(one.type, "text"),
            _options(one, current, language),
        )
        for one in definition.parameters
    ]


def _options(parameter: Parameter, current: Release, language: ReaderLanguage) -> list[FieldOption]:
    """Return the options of *parameter*, [] where there are too many or no fixed set."""
    if parameter.type is ParameterType.CHOICE:
        return [FieldOption(word, Passage(word, "en")) for word in parameter.choices]
    if parameter.type is ParameterType.CODE and parameter.of not in BY_KEY:
        codes = list_codes(current, parameter.of).items()
        return [FieldOption(code, choose(one.names, language) or Passage(code, "")) for code, one in codes]
    if parameter.of in _OFFERED_BY_NAME:
        listed = {**listed_by(parameter.of, current.names), "language": language.content}
        entries = read_entries(current, "list-order", listed)
        pairs = [((current.names.split(one.iri) or ("", one.iri))[1], one) for one in entries]
        return [FieldOption(key, Passage(one.name or key, one.language)) for key, one in pairs]
    return []
