"""The reading stage of a build: every source into its own graph on the workbench, by its adapter."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from ..adapters.interface import Context
from ..adapters.registry import ADAPTERS
from ..assembled import Assembled
from ..progress import Progress
from ..sources_file import Catalogue
from .shrinkage import refuse_shrinkage


def read_sources(
    catalogue: Catalogue,
    assembled: Assembled,
    progress: Progress,
    last: Mapping[str, int],
    *,
    with_people: bool = False,
) -> None:
    """
    Read every source of *catalogue* into its own graph, one part of the *progress* each.

    *last* has the number of records by source in the current release. Raises ``SourceFault``, also for a source with a
    tenth less.
    """
    context = Context(assembled.names, with_people=with_people, crosswalks=assembled.crosswalks)
    provenance, bench = assembled.provenance, assembled.bench
    for source in catalogue.sources:
        with progress.part(source.key) as tell:
            context.language = source.language
            reading = ADAPTERS[source.adapter](catalogue.file(source), provenance.source_iri(source), context)
            refuse_shrinkage(catalogue, source, reading.report, last)
            count = bench.add(provenance.graph_iri(source.key), reading.statements)
            assembled.sources[source.key] = {"statements": count, **reading.report}
            about = msgspec.structs.replace(source, language=source.language or reading.language)
            bench.add(provenance.graph_iri("provenance"), provenance.source(about))
            tell(f"{count:,} statements")
