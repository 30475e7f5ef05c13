"""The reading stage of a build: every source into its own graph on the workbench, by its adapter."""

from __future__ import annotations

import msgspec

from ..adapters.interface import Context
from ..adapters.registry import ADAPTERS
from ..assembled import Assembled
from ..progress import Progress
from ..sources_file import Catalogue


def read_sources(catalogue: Catalogue, assembled: Assembled, progress: Progress, *, with_people: bool = False) -> None:
    """Read every source of *catalogue* into its own graph, one part of the *progress* each; raises ``SourceFault``."""
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
