"""
Definitions of the API queries, read from the headers in ``queries/api``.

A header has ``title`` and ``question`` in three languages, ``group``, and one line for each parameter and column, in
the order of the SELECT clause. The line starts with the type; the other parts follow in any order::

    # parameter occupation: iri occupation; required; example lege; nb Yrke; nn Yrke; en Occupation
    # column median: integer; unit NOK/month; nb Median; nn Median; en Median

A parameter is a variable of the query, and stays one where a request has no value for it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from ..errors import QueryFault, SourceFault
from .query_files import HeaderItem, QueryFile, load_folder
from .sparql_tokens import QueryOutline, outline_query

FOLDER = "api"
LANGUAGES = ("nb", "nn", "en")
# The variable with the language of names: its value comes from the reader, so no header has a line for it.
LANGUAGE = "language"
GROUPS = ("occupations", "titles", "codes", "crosswalks", "educations", "skills", "figures", "release")
# Parameters that every query has.
_RESERVED = frozenset(("limit", "offset", "format", "lang", "content", LANGUAGE))


class ParameterType(StrEnum):
    """
    The types of parameters.

    ``iri KIND`` takes the key or IRI of a resource, ``code LIST`` a code of a classification or of a code list of
    figures, ``integer LEAST MOST`` a number within bounds, and ``choice A B C`` one of some words.
    """

    IRI = "iri"
    CODE = "code"
    TEXT = "text"
    INTEGER = "integer"
    DATE = "date"
    CHOICE = "choice"


class ColumnType(StrEnum):
    """The types of columns; ``codes`` and ``texts`` are lists, whose parts the query joins with bars."""

    IRI = "iri"
    CODE = "code"
    TEXT = "text"
    INTEGER = "integer"
    NUMBER = "number"
    DATE = "date"
    BOOLEAN = "boolean"
    CODES = "codes"
    TEXTS = "texts"


@dataclass(frozen=True, slots=True)
class Parameter:
    """
    A parameter of a query: its name, which is that of the variable, its type, and its labels by language.

    ``of`` is the kind of an ``iri`` and the list of a ``code``, '' for other types; ``choices`` are the words of a
    ``choice``; ``least`` and ``most`` bound an ``integer``. ``default`` and ``example`` are '' for none.
    """

    name: str
    type: ParameterType
    labels: Mapping[str, str]
    of: str = ""
    choices: tuple[str, ...] = ()
    least: int = 0
    most: int = 0
    default: str = ""
    example: str = ""
    is_required: bool = False


@dataclass(frozen=True, slots=True)
class OutputColumn:
    """A column of the answer: its name, its type, its labels by language, and the unit of its numbers ('' for none)."""

    name: str
    type: ColumnType
    labels: Mapping[str, str]
    unit: str = ""


@dataclass(frozen=True, slots=True)
class QueryDefinition:
    """A query of the API with its parameters and columns."""

    query: QueryFile
    outline: QueryOutline
    group: str
    parameters: tuple[Parameter, ...]
    columns: tuple[OutputColumn, ...]

    @property
    def key(self) -> str:
        """The name of the query in addresses."""
        return self.query.key

    @property
    def has_language(self) -> bool:
        """Whether the answer depends on the language of names."""
        return any(token.text == f"?{LANGUAGE}" for token in self.outline.tokens)

    @property
    def example(self) -> dict[str, str]:
        """The examples of the parameters that have one, by name."""
        return {one.name: one.example for one in self.parameters if one.example}


@cache
def load_definitions() -> Mapping[str, QueryDefinition]:
    """
    Return the queries of the API by key, in alphabetical order.

    Raises ``SourceFault``, with file and line, where a header is faulty or declares another query.
    """
    return {key: define_query(query) for key, query in load_folder(FOLDER).items()}


def define_query(query: QueryFile) -> QueryDefinition:
    """Return the definition in the header of *query*; raises ``SourceFault`` where the text differs from it."""
    for field in ("title", "question"):
        if missing := set(LANGUAGES) - set(query.header.get(field, {})):
            raise SourceFault(query.path, 1, f"the header has no {field}@{min(missing)}")
    if (group := query.words("group")) not in GROUPS:
        raise SourceFault(query.path, 1, f"the group is one of {', '.join(GROUPS)}, got {group!r}")
    try:
        outline = outline_query(query.text)
    except QueryFault as fault:
        raise SourceFault(query.path, fault.line, str(fault)) from None
    parameters = tuple(_read_parameter(query, *item) for item in query.items.get("parameter", {}).items())
    columns = tuple(_read_column(query, *item) for item in query.items.get("column", {}).items())
    definition = QueryDefinition(query, outline, group, parameters, columns)
    _compare(definition)
    return definition


def projected_names(outline: QueryOutline) -> Iterator[str]:
    """Yield the names in the SELECT clause, in order."""
    before, depth = outline.tokens[outline.head], 0
    for token in outline.tokens[outline.head + 1 :]:
        if token.text == "{" or token.says("WHERE", "FROM"):
            return
        depth += {"(": 1, ")": -1}.get(token.text, 0)
        if token.kind == "variable" and (not depth or before.says("AS")):
            yield token.text[1:]
        before = token


def _compare(definition: QueryDefinition) -> None:
    """Raise ``SourceFault`` where the header and the text of a query differ."""
    query, outline = definition.query, definition.outline
    line = query.text.count("\n", 0, outline.tokens[outline.head].start) + 1
    if outline.form != "SELECT":
        raise SourceFault(query.path, line, f"a query of the API is a SELECT, got {outline.form}")
    declared, selected = [column.name for column in definition.columns], list(projected_names(outline))
    if declared != selected:
        raise SourceFault(
            query.path, line, f"the header has the columns {' '.join(declared)}, the query selects {' '.join(selected)}"
        )
    variables = {token.text[1:] for token in outline.tokens if token.kind == "variable"}
    for name, item in query.items.get("parameter", {}).items():
        if name not in variables:
            raise SourceFault(query.path, item.line, f"the query has no variable ?{name}")
    words = [token.text.upper() for token in outline.tokens[_end(outline) :] if token.kind == "word"]
    if "ORDER" not in words or {"LIMIT", "OFFSET"} & set(words):
        raise SourceFault(query.path, line, "a query that is read in pages ends in ORDER BY, without LIMIT and OFFSET")


def _end(outline: QueryOutline) -> int:
    """Return the place of the token after the last brace."""
    return max(place for place, token in enumerate(outline.tokens) if token.text == "}") + 1


def _read_parameter(query: QueryFile, name: str, item: HeaderItem) -> Parameter:
    if name in _RESERVED:
        raise SourceFault(query.path, item.line, f"every query has {name}; choose another name for the parameter")
    (word, *of), parts, labels = _read_parts(query, name, item, ("default", "example", "required"))
    if word not in list(ParameterType):
        raise SourceFault(query.path, item.line, f"the type of {name} is one of {', '.join(ParameterType)}")
    type_ = ParameterType(word)
    wanted = {ParameterType.IRI: 1, ParameterType.CODE: 1, ParameterType.INTEGER: 2}
    if len(of) != wanted.get(type_, len(of) if type_ is ParameterType.CHOICE else 0):
        raise SourceFault(query.path, item.line, f"the type {word} of {name} has other words behind it, got {of}")
    bounds = tuple(map(int, of)) if type_ is ParameterType.INTEGER else (0, 0)
    is_required = "required" in parts
    if is_required and not parts.get("example"):
        raise SourceFault(query.path, item.line, f"the parameter {name} is required and needs an example")
    return Parameter(
        name, type_, labels, is_required=is_required, default=parts.get("default", ""),
        example=parts.get("example", ""), least=bounds[0], most=bounds[1],
        of=of[0] if type_ in {ParameterType.IRI, ParameterType.CODE} else "",
        choices=tuple(of) if type_ is ParameterType.CHOICE else (),
    )  # fmt: skip


def _read_column(query: QueryFile, name: str, item: HeaderItem) -> OutputColumn:
    (word, *more), parts, labels = _read_parts(query, name, item, ("unit",))
    if more or word not in list(ColumnType):
        raise SourceFault(query.path, item.line, f"the type of {name} is one of {', '.join(ColumnType)}")
    return OutputColumn(name, ColumnType(word), labels, parts.get("unit", ""))


def _read_parts(
    query: QueryFile, name: str, item: HeaderItem, known: tuple[str, ...]
) -> tuple[list[str], dict[str, str], dict[str, str]]:
    """Return the words of the type, the parts by their first word, and the labels by language."""
    type_, *rest = item.words.split("; ")
    parts = {part.partition(" ")[0]: part.partition(" ")[2] for part in rest}
    if unknown := parts.keys() - {*known, *LANGUAGES}:
        raise SourceFault(query.path, item.line, f"the line of {name} has an unknown part {min(unknown)!r}")
    if missing := [language for language in LANGUAGES if not parts.get(language)]:
        raise SourceFault(query.path, item.line, f"the line of {name} has no label in {missing[0]}")
    return type_.split(), parts, {language: parts[language] for language in LANGUAGES}
