"""
The numbers of classifications, versions and correspondence tables.

Klass has numbers for three of the classifications and for one table. Numbers from 900000 are of this service: Klass has
none so high, and each description with such a number tells that it is not of Klass.
"""

from __future__ import annotations

from dataclasses import dataclass

from ..refusals import UnknownPage

FIRST_OWN = 900_000
_VERSIONS = 910_000


@dataclass(frozen=True)
class ClassificationId:
    """A classification: its number, the key of its scheme, the kind of its items, and its language of origin."""

    number: int
    scheme: str
    kind: str
    language: str = "nb"
    unit: str = "Yrke"

    @property
    def version(self) -> int:
        """The number of its one version here."""
        return _VERSIONS + self.number % FIRST_OWN

    @property
    def is_official(self) -> bool:
        """Whether Klass has the classification under the same number."""
        return self.number < FIRST_OWN


CLASSIFICATIONS = (
    ClassificationId(7, "styrk08", "styrk08"),
    ClassificationId(36, "nus", "nus", unit="Utdanning"),
    ClassificationId(145, "styrk98-titles", "title"),
    ClassificationId(900_001, "styrk98", "styrk98"),
    ClassificationId(900_002, "isco08", "isco08", "en"),
    ClassificationId(900_003, "isco88", "isco88", "en"),
    ClassificationId(900_004, "nus-field", "nus-field", unit="Utdanning"),
)
# The correspondence tables by the keys of their crosswalks, official ones first.
TABLES = {
    "klass-titles-styrk08": 426,
    "styrk08-isco08": 920_001,
    "isco88-isco08": 920_002,
    "styrk98-styrk08-unofficial": 920_003,
    "titles-styrk08-unofficial": 920_004,
}
_BY_NUMBER = {one.number: one for one in CLASSIFICATIONS}
_BY_VERSION = {one.version: one for one in CLASSIFICATIONS}
_BY_SCHEME = {one.scheme: one for one in CLASSIFICATIONS}
_TABLES_BY_NUMBER = {number: key for key, number in TABLES.items()}


def find_classification(number: int) -> ClassificationId:
    """Return the classification with this number; raises ``UnknownPage`` for none."""
    if found := _BY_NUMBER.get(number):
        return found
    known = ", ".join(str(one.number) for one in CLASSIFICATIONS)
    raise UnknownPage(f"Classification not found: there is no number {number} here; there are: {known}.")


def find_version(number: int) -> ClassificationId:
    """Return the classification whose version has this number; raises ``UnknownPage`` for none."""
    if found := _BY_VERSION.get(number):
        return found
    known = ", ".join(map(str, _BY_VERSION))
    raise UnknownPage(f"Version not found: there is no number {number} here; there are: {known}.")


def find_table(number: int) -> str:
    """Return the key of the crosswalk whose correspondence table has this number; raises ``UnknownPage`` for none."""
    if found := _TABLES_BY_NUMBER.get(number):
        return found
    known = ", ".join(map(str, _TABLES_BY_NUMBER))
    raise UnknownPage(f"Correspondence table not found: there is no number {number} here; there are: {known}.")


def scheme_number(scheme: str) -> int | None:
    """Return the number of the classification with the scheme of this key, None for one without a number."""
    found = _BY_SCHEME.get(scheme)
    return found.number if found else None
