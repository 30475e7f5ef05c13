"""RDF literals of the values in records, and the namespaces of the vocabularies that statements use."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal

from rdflib.namespace import XSD, Namespace
from rdflib.term import Literal, URIRef

from . import vocab
from .model import Text
from .vocab import Statement

YG = Namespace(vocab.YG)
ORG = Namespace(vocab.PREFIXES["org"])
SD = Namespace(vocab.PREFIXES["sd"])
SH = Namespace(vocab.PREFIXES["sh"])
DCAT = Namespace(vocab.PREFIXES["dcat"])
VOID = Namespace(vocab.PREFIXES["void"])
VCARD = Namespace(vocab.PREFIXES["vcard"])


def text(passage: Text) -> Literal:
    """Return a passage as a literal in its own language."""
    return Literal(passage.value, lang=passage.language)


def whole(number: int) -> Literal:
    """Return a whole number as xsd:integer."""
    return Literal(str(number), datatype=XSD.integer)


def decimal(number: float) -> Literal:
    """Return a number as xsd:decimal, without a trailing ``.0``."""
    return Literal(f"{Decimal(str(number)).normalize():f}", datatype=XSD.decimal)


def day(date: datetime.date) -> Literal:
    """Return a date as xsd:date."""
    return Literal(date.isoformat(), datatype=XSD.date)


def runs(passages: Iterable[Text], joint: str) -> Iterator[Literal]:
    """Yield one literal per language, its passages in page order joined by *joint*."""
    by_language: dict[str, list[str]] = {}
    for passage in passages:
        by_language.setdefault(passage.language, []).append(passage.value)
    for language, parts in by_language.items():
        yield Literal(joint.join(parts), lang=language)


def spoken(subject: URIRef, property_: URIRef, words: Mapping[str, str]) -> Iterator[Statement]:
    """Yield one statement a language; the language '' gives a plain string."""
    for language, value in words.items():
        yield subject, property_, Literal(value, lang=language or None)


# As the engine writes them: control characters by number, but for those with a letter of their own.
_ESCAPED = str.maketrans(
    {chr(number): f"\\u{number:04X}" for number in (*range(32), 127)}
    | {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t", "\b": "\\b", "\f": "\\f"}
)


def ntriples_line(statement: Statement) -> str:
    """Return a statement as a line of N-Triples."""
    subject, predicate, object_ = statement
    if isinstance(object_, URIRef):
        return f"<{subject}> <{predicate}> <{object_}> .\n"
    words = object_.translate(_ESCAPED)
    if object_.language:
        return f'<{subject}> <{predicate}> "{words}"@{object_.language} .\n'
    if object_.datatype:
        return f'<{subject}> <{predicate}> "{words}"^^<{object_.datatype}> .\n'
    return f'<{subject}> <{predicate}> "{words}" .\n'
