"""Reads every source of a release into its own graph on the workbench, by the adapter its table names."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import msgspec

from .adapters import Adapter, Context, Reading
from .catalogue import Catalogue
from .classification_adapters import CLASSIFICATION_ADAPTERS
from .crosswalk import Crosswalk
from .crosswalk_adapters import CROSSWALK_ADAPTERS
from .esco_adapters import ESCO_ADAPTERS
from .model import OccupationRecord
from .portal_adapters import PORTAL_ADAPTERS
from .progress import Progress
from .provenance import Provenance
from .schemes import name_statements, organisation_statements, scheme_statements
from .sources.classification import read_classifications, read_organisations
from .sources.facts import read_facts
from .sources.names import name_index, read_names
from .sources.page import read_page
from .statements import OccupationWriter
from .vocab import Names
from .workbench import Workbench

BUNDLED = Path(__file__).parent / "data" / "sources.toml"
BUNDLED_NAMES = BUNDLED.with_name("names.yaml")


def _names(path: Path, source: str, context: Context) -> Reading:
    found = read_names(path)
    context.known.update(name_index(found))
    return Reading(name_statements(found, context.names, source), {"occupations": len(found)})


def _organisations(path: Path, source: str, context: Context) -> Reading:
    found = read_organisations(path)
    return Reading(organisation_statements(found, context.names, source), {"organisations": len(found)})


def _classifications(path: Path, source: str, context: Context) -> Reading:
    schemes = read_classifications(path)
    statements = (one for scheme in schemes for one in scheme_statements(scheme, context.names, source))
    return Reading(statements, {scheme.key: len(scheme.items) for scheme in schemes})


def _facts(path: Path, source: str, context: Context) -> Reading:
    record = read_facts(path)
    statements = OccupationWriter(context.names, source).statements(record)
    return Reading(statements, _counts(record), record.page_language)


def _page(path: Path, source: str, context: Context) -> Reading:
    reading = read_page(path, with_people=context.with_people, known=context.known)
    report = _counts(reading.record) | {"reading": reading.report.as_data()}
    statements = OccupationWriter(context.names, source).statements(reading.record)
    return Reading(statements, report, reading.record.page_language)


def _counts(record: OccupationRecord) -> dict[str, Any]:
    return {
        "occupation": record.key,
        "titles": len(record.titles),
        "distinct titles": len({line.code for line in record.titles}),
        "education codes": len(record.education_group.members) if record.education_group else 0,
        "specialisations": len(record.specialisations),
        "related occupations": len(record.related),
    }


ADAPTERS: Mapping[str, Adapter] = {
    "organisations": _organisations,
    "classifications": _classifications,
    "names": _names,
    "facts": _facts,
    "page": _page,
    **ESCO_ADAPTERS,
    **PORTAL_ADAPTERS,
    **CLASSIFICATION_ADAPTERS,
    **CROSSWALK_ADAPTERS,
}


@dataclass
class Assembled:
    """A graph in the making: the bench that holds it, and what is known of how it came about."""

    bench: Workbench
    names: Names
    provenance: Provenance
    sources: dict[str, dict[str, Any]] = field(default_factory=dict)
    rules: dict[str, int] = field(default_factory=dict)
    evaluation: dict[str, Any] = field(default_factory=dict)
    crosswalks: list[Crosswalk] = field(default_factory=list)
    coverage: dict[str, Any] = field(default_factory=dict)


def read_sources(catalogue: Catalogue, assembled: Assembled, progress: Progress, *, with_people: bool = False) -> None:
    """Read every source of *catalogue* into its own graph, one part of the *progress* each."""
    context = Context(assembled.names, with_people=with_people, crosswalks=assembled.crosswalks)
    provenance, bench = assembled.provenance, assembled.bench
    for source in catalogue.sources:
        with progress.part(source.key) as tell:
            reading = ADAPTERS[source.adapter](catalogue.file(source), provenance.source_iri(source), context)
            count = bench.add(provenance.graph_iri(source.key), reading.statements)
            assembled.sources[source.key] = {"statements": count, **reading.report}
            about = msgspec.structs.replace(source, language=source.language or reading.language)
            bench.add(provenance.graph_iri("provenance"), provenance.source(about))
            tell(f"{count:,} statements")
