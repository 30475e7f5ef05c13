"""The sections of statistics on an occupation's own page, each with its producer, year and reference month in words."""

from __future__ import annotations

from dataclasses import dataclass, field

from graph.reading.release import Release
from graph.reading.result_rows import Row

from ...dates import write_date
from ...languages import NOTHING, Passage, ReaderLanguage, choose
from ...messages import message
from ..values import address


@dataclass
class StatisticsSection:
    """A section: its address, its heading, its ``origin`` in words, and the name of the group counted, if any."""

    href: str
    heading: Passage
    origin: str = ""
    group: Passage = NOTHING
    producers: dict[str, str] = field(default_factory=dict)


def read_statistics_sections(release: Release, rows: list[Row], language: ReaderLanguage) -> list[StatisticsSection]:
    """Return the sections in *rows* of the query ``page-statistics``, in their order."""
    found: dict[str, StatisticsSection] = {}
    for row in rows:
        iri = row["section"].value
        heading = Passage(row["heading"].value, row["heading"].language)
        section = found.setdefault(iri, StatisticsSection(address(iri, release.names), heading))
        section.producers[row["producer"].language] = row["producer"].value
        section.origin = _origin(row, choose(section.producers, language) or NOTHING, language)
        if "group" in row:
            section.group = Passage(row["group"].value, row["group"].language)
    return list(found.values())


def _origin(row: Row, producer: Passage, language: ReaderLanguage) -> str:
    month = write_date(row["reference"].value, language.interface) if "reference" in row else ""
    return message(
        "statistics_of_month" if month else "statistics_of_year",
        language.interface,
        producer=producer.words,
        published=row["published"].value,
        month=month,
    )
