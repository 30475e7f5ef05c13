"""
The queries of the API as RDF: executables of SHACL with their parameters, the columns of CSVW, the address of Hydra.

A server writes them, not a build: a release may be served by a newer version with other queries.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from graph.kinds import BY_KEY
from graph.reading.query_definitions import (
    LANGUAGE,
    LANGUAGES,
    ColumnType,
    OutputColumn,
    Parameter,
    ParameterType,
    QueryDefinition,
)
from graph.reading.release import Release
from graph.reading.store import write_term
from graph.reading.term_lines import TermLine, join_lines, write_iri, write_name, write_typed
from graph.table_writer import MANY
from graph.vocab import expand

from ..formats import Format
from ..messages import message
from ..things.rdf.documents import write_lines
from .code_lists import list_codes

_PARAMETER_TYPES: Mapping[ParameterType, str] = {ParameterType.INTEGER: "xsd:integer", ParameterType.DATE: "xsd:date"}
_COLUMN_TYPES: Mapping[ColumnType, str] = {
    ColumnType.IRI: "xsd:anyURI",
    ColumnType.INTEGER: "xsd:integer",
    ColumnType.NUMBER: "xsd:decimal",
    ColumnType.DATE: "xsd:date",
    ColumnType.BOOLEAN: "xsd:boolean",
}
_MANY = frozenset((ColumnType.CODES, ColumnType.TEXTS))
_PAGING = ("limit", "offset")
# The variable of the address that the language is read from; its value in the query is LANGUAGE.
_LANG = "lang"
_OF_RESOURCES = (ParameterType.IRI, ParameterType.CODE)


def write_queries(definitions: Iterable[QueryDefinition], chosen: Format, current: Release) -> bytes:
    """Return the description of all *definitions*, as parts of one service, in the RDF format *chosen*."""
    service = current.names.thing("service", "api")
    lines = [*_describe_service(service, current.names.base)]
    for definition in definitions:
        lines += _describe(definition, current)
    return _write(lines, chosen, current, service)


def write_query(definition: QueryDefinition, chosen: Format, current: Release) -> bytes:
    """Return the description of *definition* in the RDF format *chosen*."""
    return _write(_describe(definition, current), chosen, current, _address(definition, current.names.base))


def _write(lines: Iterable[TermLine], chosen: Format, current: Release, first: str) -> bytes:
    return write_lines(join_lines(lines), chosen, current, first)


def _describe_service(service: str, base: str) -> Iterator[TermLine]:
    yield write_iri(service), write_name("rdf:type"), write_name("dcat:DataService")
    yield write_iri(service), write_name("dcat:endpointURL"), write_iri(f"{base}api")
    yield write_iri(service), write_name("dcat:endpointDescription"), write_iri(f"{base}openapi.json")


def _address(definition: QueryDefinition, base: str) -> str:
    return f"{base}api/{definition.key}"


def _describe(definition: QueryDefinition, current: Release) -> Iterator[TermLine]:
    """Yield the statements about a query, its parameters and its columns."""
    names, base = current.names, current.names.base
    address = _address(definition, base)
    query, header = write_iri(address), definition.query.header
    for class_ in ("sh:SPARQLSelectExecutable", "sh:Parameterizable"):
        yield query, write_name("rdf:type"), write_name(class_)
    yield query, write_name("rdf:type"), write_name("dcat:DataService")
    yield query, write_name("dct:identifier"), write_term(definition.key)
    for property_, field in (("dct:title", "title"), ("rdfs:label", "title"), ("rdfs:comment", "question")):
        yield from _spoken(query, property_, header[field])
    yield from _spoken(query, "dct:description", header.get("about", {}))
    yield query, write_name("dct:isPartOf"), write_iri(names.thing("service", "api"))
    yield query, write_name("dcat:keyword"), write_term(definition.group)
    yield query, write_name("dcat:servesDataset"), write_iri(names.thing("dataset", "yrkesgraf"))
    yield query, write_name("dcat:endpointURL"), query
    yield query, write_name("dcat:endpointDescription"), write_iri(f"{base}openapi.json")
    yield query, write_name("sh:select"), write_term(f"BASE <{base}>\n{definition.query.text}")
    yield query, write_name("schema:target"), write_iri(f"{base}sparql")
    yield from _describe_template(definition, address)
    for parameter in _variables(definition):
        yield query, write_name("sh:parameter"), write_iri(f"{address}#parameter-{parameter.name}")
        yield from _describe_parameter(parameter, address, current)
    yield query, write_name("csvw:tableSchema"), write_iri(f"{address}#columns")
    yield write_iri(f"{address}#columns"), write_name("rdf:type"), write_name("csvw:Schema")
    columns = [write_iri(f"{address}#column-{one.name}") for one in definition.columns]
    yield from _list(write_iri(f"{address}#columns"), "csvw:column", columns, f"{definition.key}-columns")
    for column in definition.columns:
        yield from _describe_column(column, address)


def _describe_template(definition: QueryDefinition, address: str) -> Iterator[TermLine]:
    """Yield the template of the address of a query, by Hydra, with the property that each variable stands for."""
    template = _blank(f"{definition.key}-template")
    variables = {
        _LANG if one.name == LANGUAGE else one.name: (write_iri(f"{address}#{one.name}"), one.is_required)
        for one in _variables(definition)
    } | {name: (write_name(f"hydra:{name}"), False) for name in _PAGING}
    yield write_iri(address), write_name("hydra:search"), template
    yield template, write_name("rdf:type"), write_name("hydra:IriTemplate")
    yield template, write_name("hydra:template"), write_term(f"{address}.json{{?{','.join(variables)}}}")
    yield template, write_name("hydra:variableRepresentation"), write_name("hydra:BasicRepresentation")
    for name, (property_, is_required) in variables.items():
        mapping = _blank(f"{definition.key}-mapping-{name}")
        yield template, write_name("hydra:mapping"), mapping
        yield mapping, write_name("rdf:type"), write_name("hydra:IriTemplateMapping")
        yield mapping, write_name("hydra:variable"), write_term(name)
        yield mapping, write_name("hydra:property"), property_
        yield mapping, write_name("hydra:required"), write_typed(_truth(is_required), "xsd:boolean")


def _variables(definition: QueryDefinition) -> Iterator[Parameter]:
    """Yield the variables of a query that take values: its parameters, and the language where it has names in one."""
    yield from definition.parameters
    if definition.has_language:
        labels = {one: message("language", one) for one in LANGUAGES}
        yield Parameter(LANGUAGE, ParameterType.CHOICE, labels, choices=LANGUAGES, default="nb")


def _describe_parameter(parameter: Parameter, address: str, current: Release) -> Iterator[TermLine]:
    """Yield a parameter by SHACL: the local name of its path is the variable of the query."""
    one, path = write_iri(f"{address}#parameter-{parameter.name}"), write_iri(f"{address}#{parameter.name}")
    yield one, write_name("rdf:type"), write_name("sh:Parameter")
    yield one, write_name("sh:path"), path
    yield path, write_name("rdf:type"), write_name("rdf:Property")
    for subject, property_ in ((one, "sh:name"), (path, "rdfs:label")):
        yield from _spoken(subject, property_, parameter.labels)
    yield one, write_name("sh:optional"), write_typed(_truth(not parameter.is_required), "xsd:boolean")
    if parameter.type in _OF_RESOURCES:
        yield one, write_name("sh:nodeKind"), write_name("sh:IRI")
        if parameter.of in BY_KEY:
            yield one, write_name("sh:class"), write_iri(expand(BY_KEY[parameter.of].class_))
    else:
        yield one, write_name("sh:datatype"), write_name(_PARAMETER_TYPES.get(parameter.type, "xsd:string"))
    if parameter.type is ParameterType.INTEGER:
        yield one, write_name("sh:minInclusive"), write_typed(str(parameter.least), "xsd:integer")
        yield one, write_name("sh:maxInclusive"), write_typed(str(parameter.most), "xsd:integer")
    if parameter.choices:
        yield from _list(one, "sh:in", [write_term(word) for word in parameter.choices], f"{address}{parameter.name}")
    for property_, value in (("sh:defaultValue", parameter.default), ("skos:example", parameter.example)):
        if value and (term := _write_value(parameter, value, current)):
            yield one, write_name(property_), term


def _write_value(parameter: Parameter, value: str, current: Release) -> str:
    """Return the term that *value* stands for in the query, '' for a code of figures that the release has not."""
    if parameter.of in BY_KEY:
        return write_iri(current.names.thing(parameter.of, value))
    if parameter.type is ParameterType.CODE:
        known = list_codes(current, parameter.of).get(value)
        return write_iri(known.iri) if known else ""
    datatype = _PARAMETER_TYPES.get(parameter.type)
    return write_typed(value, datatype) if datatype else write_term(value)


def _describe_column(column: OutputColumn, address: str) -> Iterator[TermLine]:
    one = write_iri(f"{address}#column-{column.name}")
    yield one, write_name("rdf:type"), write_name("csvw:Column")
    yield one, write_name("csvw:name"), write_term(column.name)
    yield from _spoken(one, "csvw:title", column.labels)
    yield one, write_name("csvw:datatype"), write_name(_COLUMN_TYPES.get(column.type, "xsd:string"))
    if column.type in _MANY:
        yield one, write_name("csvw:separator"), write_term(MANY)
    if column.unit:
        yield one, write_name("schema:unitText"), write_term(column.unit)


def _list(subject: str, property_: str, members: Sequence[str], name: str) -> Iterator[TermLine]:
    """Yield *members* as an RDF list, whose nodes are blank and named after *name*, unique in a document."""
    nodes = [_blank(f"{name}{number}") for number in range(len(members))]
    yield subject, write_name(property_), nodes[0]
    for node, member, rest in zip(nodes, members, (*nodes[1:], write_name("rdf:nil")), strict=True):
        yield node, write_name("rdf:first"), member
        yield node, write_name("rdf:rest"), rest


def _spoken(subject: str, property_: str, words: Mapping[str, str]) -> Iterator[TermLine]:
    for language, text in words.items():
        yield subject, write_name(property_), f"{write_term(text)}@{language}"


def _blank(name: str) -> str:
    return "_:" + "".join(character for character in name if character.isalnum())


def _truth(value: bool) -> str:
    return str(value).lower()
