"""Arguments of a query: request values, checked by parameter type and written as SPARQL terms."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from werkzeug.datastructures import MultiDict

from graph.kinds import BY_KEY
from graph.reading.query_definitions import LANGUAGE, Parameter, ParameterType, QueryDefinition
from graph.reading.query_files import load_folder
from graph.reading.release import Release
from graph.reading.sparql_tokens import Edit, apply_edits, bind_terms
from graph.reading.store import write_term
from graph.vocab import PREFIXES, Iri, is_iri

from ..dates import parse_day
from ..languages import ReaderLanguage
from ..refusals import BadRequest, UnknownPage
from .code_lists import list_codes

MOST_ROWS = 100_000
MOST_OFFSET = 100_000_000
_LONGEST = 200
_WHOLE = re.compile(r"[+-]?[0-9]{1,9}")
_COMMENT_LINE = re.compile(r"^#[^\n]*\n?", re.MULTILINE)


@dataclass(frozen=True)
class Arguments:
    """
    The arguments of a request: values by parameter, their SPARQL terms by variable, and the range of rows.

    ``limit`` is None for all rows from ``offset``.
    """

    values: Mapping[str, str]
    terms: Mapping[str, str]
    limit: int | None
    offset: int

    def write(self, definition: QueryDefinition, base: str, more: int = 0) -> str:
        """Return the query with its variables replaced by these terms; its LIMIT is *more* rows above ``limit``."""
        text = definition.query.text
        # Comments go before the values come, which may hold any character that ends a line in some alphabet.
        comments = (Edit(found.start(), found.end(), "") for found in _COMMENT_LINE.finditer(text))
        lines = [apply_edits(text, (*comments, *bind_terms(definition.outline, self.terms))).removesuffix("\n")]
        if self.limit is not None:
            lines.append(f"LIMIT {self.limit + more}")
        if self.offset:
            lines.append(f"OFFSET {self.offset}")
        return "\n".join((f"BASE <{base}>", *lines, ""))


def read_arguments(
    definition: QueryDefinition,
    given: MultiDict[str, str],
    current: Release,
    language: ReaderLanguage,
    default_limit: int | None,
) -> Arguments:
    """
    Return the arguments among the parameters *given* in an address; an empty one counts as absent.

    Raises ``BadRequest`` for a missing value or one of another type, ``UnknownPage`` for an unknown resource.
    """
    values, terms = {}, {}
    for parameter in definition.parameters:
        value = _read_value(parameter, given)
        if value:
            values[parameter.name] = value
            terms[parameter.name] = _WRITERS[parameter.type](parameter, value, current)
    if definition.has_language:
        terms[LANGUAGE] = write_term(language.content)
    limit, offset = read_range(given)
    return Arguments(values, terms, default_limit if limit is None else limit, offset or 0)


def read_range(given: MultiDict[str, str]) -> tuple[int | None, int | None]:
    """Return ``limit`` and ``offset``, None for an absent one; raises ``BadRequest`` for one out of bounds."""
    return _read_number("limit", given, 1, MOST_ROWS), _read_number("offset", given, 0, MOST_OFFSET)


def _read_value(parameter: Parameter, given: MultiDict[str, str]) -> str:
    """Return the one value for *parameter*, '' for none; raises ``BadRequest`` for several and for a missing one."""
    found = [value for value in given.getlist(parameter.name) if value]
    if len(found) > 1:
        raise BadRequest(f"The parameter {parameter.name} has {len(found)} values; send one.")
    if not found and parameter.is_required:
        example = f"{parameter.name}={parameter.example}"
        raise BadRequest(f"The parameter {parameter.name} is required, such as {example}.")
    return found[0] if found else parameter.default


def _read_number(name: str, given: MultiDict[str, str], least: int, most: int) -> int | None:
    """Return the number *name*, None where it is absent; raises ``BadRequest`` for one out of bounds."""
    if not (value := given.get(name, "")):
        return None
    if not _WHOLE.fullmatch(value) or not least <= int(value) <= most:
        raise _mismatch(name, f"a whole number from {least} to {most}", value)
    return int(value)


def _mismatch(name: str, wanted: str, value: str) -> BadRequest:
    return BadRequest(f"The parameter {name} must be {wanted}, got {value[:_LONGEST]!r}.")


def _write_iri(parameter: Parameter, value: str, current: Release) -> str:
    key = value
    if value.startswith(("http://", "https://")):
        kind, key = current.names.split(value) or ("", "")
        if kind != parameter.of:
            raise _mismatch(parameter.name, f"the key or IRI of a resource of the kind {parameter.of}", value)
    return _write_known(parameter.of, key, current)


def _write_code(parameter: Parameter, value: str, current: Release) -> str:
    if parameter.of in BY_KEY:
        return _write_iri(parameter, value, current)
    known = list_codes(current, parameter.of)
    if not known:
        raise BadRequest(f"The parameter {parameter.name} has no values in this release; leave it out.")
    value = value.removeprefix(current.names.thing("code", f"{parameter.of}-"))
    if value not in known:
        raise _mismatch(parameter.name, f"one of {', '.join(known)}", value)
    return write_term(known[value].iri)


def _write_known(kind: str, key: str, current: Release) -> str:
    """Return the term for a resource; raises ``UnknownPage`` where the release has none of this *kind* and *key*."""
    iri = current.names.thing(kind, key)
    if (
        len(key) > _LONGEST
        or not is_iri(iri)
        or not current.store.ask(load_folder("pages")["exists"].text, {"this": iri})
    ):
        raise UnknownPage(f"There is no {kind} {key[:_LONGEST]!r} in this release; /list/{kind} has them all.")
    return write_term(iri)


def _write_text(parameter: Parameter, value: str, _: Release) -> str:
    if len(value) > _LONGEST:
        raise _mismatch(parameter.name, f"text of at most {_LONGEST} characters", value)
    return write_term(value)


def _write_integer(parameter: Parameter, value: str, _: Release) -> str:
    if not _WHOLE.fullmatch(value) or not parameter.least <= int(value) <= parameter.most:
        raise _mismatch(parameter.name, f"a whole number from {parameter.least} to {parameter.most}", value)
    return _typed(str(int(value)), "integer")


def _write_date(parameter: Parameter, value: str, _: Release) -> str:
    try:
        day = parse_day(value)
    except ValueError:
        raise _mismatch(parameter.name, "a date such as 2024-12-31", value) from None
    return _typed(day.isoformat(), "date")


def _write_choice(parameter: Parameter, value: str, _: Release) -> str:
    if value not in parameter.choices:
        raise _mismatch(parameter.name, f"one of {', '.join(parameter.choices)}", value)
    return write_term(value)


def _typed(value: str, datatype: str) -> str:
    return f"{write_term(value)}^^{write_term(Iri(PREFIXES['xsd'] + datatype))}"


_WRITERS: Mapping[ParameterType, Callable[[Parameter, str, Release], str]] = {
    ParameterType.IRI: _write_iri,
    ParameterType.CODE: _write_code,
    ParameterType.TEXT: _write_text,
    ParameterType.INTEGER: _write_integer,
    ParameterType.DATE: _write_date,
    ParameterType.CHOICE: _write_choice,
}
