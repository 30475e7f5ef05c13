"""RDF literals of the values in records, and the namespaces of the vocabularies that statements use."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from functools import lru_cache

from rdflib.namespace import XSD, Namespace
from rdflib.term import Literal, URIRef

from . import vocab
from .model import Text
from .vocab import Statement

# Numbers and days recur: a quarter of a million literals of a release have some ten thousand values.
_MOST_KNOWN = 10_000


class _Vocabulary(Namespace):
    """A namespace that makes each of its terms once; rdflib checks a term each time it is named."""

    def __getattr__(self, name: str) -> URIRef:
        term = super().__getattr__(name)
        vars(self)[name] = term
        return term


YG = _Vocabulary(vocab.YG)
ORG = _Vocabulary(vocab.PREFIXES["org"])
SD = _Vocabulary(vocab.PREFIXES["sd"])
SH = _Vocabulary(vocab.PREFIXES["sh"])
DCAT = _Vocabulary(vocab.PREFIXES["dcat"])
VOID = _Vocabulary(vocab.PREFIXES["void"])
VCARD = _Vocabulary(vocab.PREFIXES["vcard"])


def text(passage: Text) -> Literal:
    """Return a passage as a literal in its own language."""
    return Literal(passage.value, lang=passage.language)


@lru_cache(_MOST_KNOWN)
def whole(number: int) -> Literal:
    """Return a whole number as xsd:integer."""
    return Literal(str(number), datatype=XSD.integer)


@lru_cache(_MOST_KNOWN)
def decimal(number: float) -> Literal:
    """Return a number as xsd:decimal, without a trailing ``.0``."""
    return Literal(f"{Decimal(str(number)).normalize():f}", datatype=XSD.decimal)


@lru_cache(_MOST_KNOWN)
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
