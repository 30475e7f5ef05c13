"""The build of a release from its sources: reason, read, derive, check, describe, publish, make current."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext

import ontology

from .. import __version__
from ..adapters.registry import ADAPTERS
from ..assembled import Assembled
from ..atomic_files import digest_file
from ..changes.history import CHANGES_FILE, History
from ..checking.checks import all_checks, query_findings, shape_findings, stop_on_violations
from ..checking.findings import Finding
from ..checking.own_files import check_own_files
from ..checking.reasoning import check_ontology
from ..checking.sampled_facts import check_sample
from ..coding.known_codes import gather_coded_names
from ..deriving.keeper_names import settle_names
from ..deriving.rules import add_ontology, derive
from ..errors import ReleaseFault
from ..fetched import RECORD
from ..progress import Progress
from ..reading.query_files import load_folder
from ..reading.release import Release
from ..sources_file import Catalogue, read_catalogue
from ..statements.provenance import Provenance
from ..vocab import Names
from ..workbench import Workbench
from .assembly import read_sources
from .dcat import DataCatalogue
from .event_stream import event_stream
from .fitting_process import fit_beside
from .inputs import digest_project, input_files
from .order import Order
from .predecessor import NO_PREDECESSOR, Predecessor, find_predecessor, open_predecessor
from .publication import Draft, alone, name_release, new_folder, publish
from .publisher import Publisher, read_publisher
from .search_records import gather_records, write_search
from .shrinkage import count_last
from .side_work import beside
from .sssom import SssomWriter
from .storing_process import Storing
from .unchanged import View, remember
from .void import DUMP_NAME, describe, identify, identify_former


def build(order: Order, progress: Progress) -> Release:
    """
    Build the release for *order*, publish it, and return it.

    A complete release of the same inputs is reused. Raises ``YrkesgrafError`` and leaves the current release in place
    when anything is wrong.
    """
    Names(order.base)  # a malformed base is reported before any work is done
    order.releases.home.mkdir(parents=True, exist_ok=True)
    with alone(order.releases.home):
        catalogue = read_catalogue(order.sources, order.data, ADAPTERS)
        seen = look_at_inputs(catalogue)
        own_inputs = digest_inputs(order, catalogue)
        before = find_predecessor(order.releases, order.base, own_inputs, order.former)
        inputs = before.digest(own_inputs)
        name = name_release(catalogue, inputs)
        if (order.releases.home / name).is_dir():
            if not (broken := order.releases.get(name).broken_files()):
                progress.say(f"release {name} is built already")
                return _make_current(order, name, seen)
            progress.say(f"release {name} is damaged ({', '.join(broken[:3])}); building it again")
        with new_folder(order.releases.home) as folder, Storing(folder, DUMP_NAME) as storing:
            draft = prepare(order, catalogue, inputs, progress, before, storing=storing)
            bench = draft.assembled.bench
            with _checking_shapes(bench) as shaped:
                with draft.stage(progress, "gather the names"):
                    records = gather_records(bench, draft.assembled.names)
                    coded = gather_coded_names(records.things, records.links)
                with fit_beside(coded) as fitted:
                    inspect(draft, progress, shaped)
                    stop_on_violations(draft.findings)
                    publish(
                        draft,
                        order.releases,
                        storing,
                        progress,
                        judge=lambda: reason(draft, Progress(quiet=True)),
                        index=lambda folder: write_search(records, fitted(), folder),
                        confirm=lambda: _confirm_inputs(order, catalogue, seen, own_inputs),
                    )
        return _make_current(order, name, seen)


def _confirm_inputs(order: Order, catalogue: Catalogue, seen: View, digest: str) -> None:
    """
    Raise ``ReleaseFault`` where an input was written since *seen*, or *digest* is no longer that of the inputs.

    A file that has its old content again may have had another one when it was read. The record of what was fetched is
    read with the catalogue, and decides nothing later.
    """
    changed = seen.rewritten()
    if (record := str(catalogue.data / RECORD)) in changed:
        changed.remove(record)
    if not changed and (looked := seen.changed()) and digest_inputs(order, catalogue) != digest:
        changed = looked
    if changed:
        names = ", ".join(changed[:3])
        raise ReleaseFault(f"{names}: changed while the release was built of it; build again")


def _make_current(order: Order, name: str, seen: View) -> Release:
    release = order.releases.switch(name)
    remember(order, seen, release)
    return release


def prepare(
    order: Order,
    catalogue: Catalogue,
    inputs: str,
    progress: Progress,
    before: Predecessor = NO_PREDECESSOR,
    *,
    storing: Storing | None = None,
) -> Draft:
    """
    Read and derive everything on a workbench, and compare it with the release *before*.

    *storing*, where it is given, begins with the graphs of the sources.

    Raises ``ReleaseFault`` as ``open_predecessor`` does, before anything is read.
    """
    publisher = read_publisher(catalogue.path)
    former = open_predecessor(order.releases, order.base, before, with_people=order.with_people)
    names = Names(order.base)
    provenance = Provenance(names, name_release(catalogue, inputs))
    assembled = Assembled(Workbench(order.base, storing.folder.parent if storing else None), names, provenance)
    draft = Draft(assembled, [], catalogue, inputs, before, order.with_people)
    check_own_files()
    with beside(lambda: check_ontology([ontology.TERMS, ontology.ALIGNMENTS])) as reasoned:
        with draft.stage(progress, "read the sources", len(catalogue.sources)):
            last = count_last(order.releases, order.base)
            read_sources(catalogue, assembled, progress, last, with_people=order.with_people)
            settle_names(catalogue, assembled)
            if storing:
                storing.begin(assembled.bench.files, (provenance.graph_iri(one.key) for one in catalogue.sources))
        with draft.stage(progress, "reason over the ontology"):
            add_ontology(assembled, reasoned().hierarchy)
    with draft.stage(progress, "derive"):
        _describe_making(assembled, catalogue, former, publisher)
        derive(assembled)
        writer = SssomWriter(assembled.bench, names, provenance, catalogue.issued())
        for crosswalk in assembled.crosswalks:
            assembled.bench.add(provenance.graph_iri("catalogue"), writer.distribution(crosswalk))
        assembled.bench.construct(load_folder("build")["registrations"], provenance.graph_iri("provenance"))
    if former:
        with draft.stage(progress, "compare with the release before"):
            draft.history = History(former, assembled)
            draft.history.record()
    return draft


def _checking_shapes(bench: Workbench) -> AbstractContextManager[Callable[[], set[Finding]]]:
    """Check the shapes beside other work, which gets a function that waits for the findings."""
    return beside(lambda: set(shape_findings(bench)))


def inspect(draft: Draft, progress: Progress, shaped: Callable[[], set[Finding]] | None = None) -> None:
    """
    Check and describe *draft*; its findings may hold violations.

    *shaped* waits for the findings of the shapes, where their check has begun already.
    """
    assembled = draft.assembled
    begun = nullcontext(shaped) if shaped else _checking_shapes(assembled.bench)
    with draft.stage(progress, "check"), begun as wait:
        found = set(query_findings(assembled.bench)) | wait()
    draft.findings = sorted(found)
    with draft.stage(progress, "describe"):
        provenance = assembled.provenance
        about_findings = (one for finding in draft.findings for one in provenance.finding(finding))
        assembled.bench.add(provenance.graph_iri("findings"), about_findings)
        if draft.history:
            draft.history.finish()
        statements = describe(assembled.bench, assembled.names, provenance)
        assembled.bench.add(provenance.graph_iri("description"), statements)


def reason(draft: Draft, progress: Progress) -> None:
    """Reason over a sample of the facts of *draft*, and report its sizes; raises as ``check_sample`` does."""
    with draft.stage(progress, "reason over a sample of the facts"):
        draft.assembled.reasoned = check_sample(draft.assembled.bench, [ontology.TERMS, ontology.ALIGNMENTS])


def _describe_making(assembled: Assembled, catalogue: Catalogue, former: Release | None, publisher: Publisher) -> None:
    """Describe the release with its checks, examples, graphs and predecessors, so that links reach its parts."""
    bench, provenance = assembled.bench, assembled.provenance
    place = provenance.graph_iri("provenance")
    sources = [provenance.source_iri(source) for source in catalogue.sources]
    bench.add(place, identify(provenance, catalogue.issued(), sources))
    for check in all_checks():
        bench.add(place, provenance.check(check))
    for example in load_folder("examples").values():
        if all(bench.uses(term) for term in example.needs):
            bench.add(place, provenance.example(example))
    published = DataCatalogue(assembled.names, provenance, publisher, catalogue.issued(), catalogue.sources)
    bench.add(provenance.graph_iri("catalogue"), published.statements())
    if former:
        bench.add(place, identify_former(provenance, former))
        bench.add(provenance.graph_iri("catalogue"), published.download("changes", CHANGES_FILE, "text/csv", "CSV"))
        bench.add(provenance.graph_iri("catalogue"), event_stream(assembled.names, provenance))
    for key, title in _OWN_GRAPHS.items():
        bench.add(place, provenance.graph(key, title))


_OWN_GRAPHS = {
    "provenance": {"nb": "Opphav", "nn": "Opphav", "en": "Provenance"},
    "catalogue": {"nb": "Datakatalogen", "nn": "Datakatalogen", "en": "The data catalogue"},
    "findings": {"nb": "Funn", "nn": "Funn", "en": "Findings"},
    "description": {"nb": "Beskrivelse av utgaven", "nn": "Omtale av utgåva", "en": "Description of the release"},
}


def look_at_inputs(catalogue: Catalogue) -> View:
    """Look at the files that ``digest_inputs`` reads, and at the folders where others may appear."""
    files = [*input_files(), *catalogue.files()]
    return View.of(files, {path.parent for path in [*files, *catalogue.places()]})


def digest_inputs(order: Order, catalogue: Catalogue) -> str:
    """Return the SHA-256 of everything that a release depends on: version, base, sources, ontology, queries, code."""
    options = f"{__version__}\n{order.base}\n{order.with_people}\n"
    digest = hashlib.sha256(f"{options}{digest_project()}\n{digest_file(catalogue.path)}\n".encode())
    for source in catalogue.sources:
        digest.update(f"{source.key} {source.retrieved} {digest_file(catalogue.file(source))}\n".encode())
    return digest.hexdigest()
