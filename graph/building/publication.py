"""
Publication of a checked draft as a release folder, whole or not at all.

Everything is written in a hidden folder beside the releases and gets its name in one rename; a build killed at any
moment leaves that folder, which the next build removes, and ``current`` unchanged.
"""

from __future__ import annotations

import dataclasses
import datetime
import fcntl
import os
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

import ontology

from .. import __version__
from ..assembled import Assembled
from ..atomic_files import UNFINISHED, digest_file, sync_folder
from ..changes.history import CHANGES_FILE, History
from ..checking.findings import Finding
from ..errors import ReleaseFault
from ..progress import Progress
from ..reading.manifest import MANIFEST, FileEntry, Manifest
from ..reading.release import ONTOLOGY_FILE, Releases
from ..sources_file import Catalogue
from ..vocab import shorten
from ..workbench import Workbench
from .predecessor import NO_PREDECESSOR, Predecessor
from .side_work import beside
from .sssom import SssomWriter, file_name
from .storing_process import Storing
from .void import count_classes

_DAMAGED = f"{UNFINISHED}damaged-"


@dataclass
class Draft:
    """A release in memory, checked but not yet written."""

    assembled: Assembled
    findings: list[Finding]
    catalogue: Catalogue
    inputs: str
    before: Predecessor = NO_PREDECESSOR
    with_people: bool = False
    history: History | None = None
    seconds: dict[str, float] = field(default_factory=dict)
    processor_seconds: dict[str, float] = field(default_factory=dict)

    @property
    def id(self) -> str:
        """The release's name: the day of its newest source and the digest of all its inputs."""
        return name_release(self.catalogue, self.inputs)

    @contextmanager
    def stage(self, progress: Progress, name: str, parts: int | None = None) -> Iterator[None]:
        """Show *name* while the body runs, with its *parts* if any, and record its time and that of its own thread."""
        started, used = time.perf_counter(), time.thread_time()
        with progress.stage(name, parts):
            yield
        self.seconds[name] = time.perf_counter() - started
        self.processor_seconds[name] = time.thread_time() - used


def name_release(catalogue: Catalogue, inputs: str) -> str:
    """Return the name of the release made of these *inputs*: equal inputs, equal name."""
    return f"{catalogue.issued().isoformat()}-{inputs[:8]}"


@contextmanager
def new_folder(home: Path) -> Iterator[Path]:
    """Make a hidden folder in *home* to write a release in; remove it at the end unless it was renamed."""
    folder = home / f"{UNFINISHED}{os.getpid()}"
    folder.mkdir()
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def publish(
    draft: Draft,
    releases: Releases,
    storing: Storing,
    progress: Progress,
    *,
    judge: Callable[[], object],
    index: Callable[[Path], object],
    confirm: Callable[[], object],
) -> None:
    """
    Write *draft* to the folder of *storing*, and name it beside the other releases unless *judge* or *confirm* raises.

    *judge* runs in parallel; *index* writes the search index to the folder that it gets; *confirm* is called last.
    """
    folder = storing.folder
    description = draft.assembled.provenance.graph_iri("description")
    (folder / "void.ttl").write_bytes(draft.assembled.bench.turtle(description))
    # Nothing reads the statements of a graph while the dumps are written, which sort them in their files.
    finish = partial(storing.finish, draft.assembled.bench.files)
    with beside(judge) as judged, beside(finish, stop=storing.stop) as stored:
        with draft.stage(progress, "write the crosswalks"):
            _write_crosswalks(draft, folder)
        with draft.stage(progress, "write the search index"):
            index(folder)
        with progress.stage("reason over a sample of the facts"):
            judged()
        counts = _count(draft.assembled.bench)
        with draft.stage(progress, "write the store and the dumps"):
            stored()
    if draft.history:
        draft.history.copy_table(folder / CHANGES_FILE)
    (folder / ONTOLOGY_FILE).write_text(_ontology(), "utf-8")
    (folder / "report.json").write_bytes(msgspec.json.format(msgspec.json.encode(_report(draft)), indent=2))
    _write_manifest(draft, counts, folder)
    _sync_tree(folder)
    confirm()
    _name(folder, releases.home / draft.id)


def _write_crosswalks(draft: Draft, folder: Path) -> None:
    made = draft.assembled
    writer = SssomWriter(made.bench, made.names, made.provenance, draft.catalogue.issued())
    for crosswalk in made.crosswalks:
        (folder / file_name(crosswalk.key)).write_text(writer.text(crosswalk), "utf-8")


def _ontology() -> str:
    """Return the ontology with its alignments as written: the store rewrites datatypes that OWL 2 counts with."""
    return "\n".join(path.read_text("utf-8") for path in (ontology.TERMS, ontology.ALIGNMENTS))


def _name(folder: Path, target: Path) -> None:
    """Give *folder* the name *target*; a damaged release of that name is removed once the new one has it."""
    aside = target.with_name(f"{_DAMAGED}{target.name}")
    is_damaged = target.exists()
    if is_damaged:
        target.rename(aside)
    folder.rename(target)
    sync_folder(target.parent)
    if is_damaged:
        shutil.rmtree(aside)


def _report(draft: Draft) -> dict[str, Any]:
    return {
        "release": draft.id,
        "sources": draft.assembled.sources,
        "rules": draft.assembled.rules,
        "crosswalks": draft.assembled.coverage,
        "related occupations": draft.assembled.evaluation,
        "reasoned": draft.assembled.reasoned,
        **({"history": draft.history.report()} if draft.history else {}),
        "findings": [dataclasses.asdict(finding) for finding in draft.findings],
        "seconds": {stage: round(seconds, 3) for stage, seconds in draft.seconds.items()},
        "processor_seconds": {stage: round(seconds, 3) for stage, seconds in draft.processor_seconds.items()},
    }


class _Counts(NamedTuple):
    """The numbers of a release in its manifest, and that of the instances of each class by its short name."""

    triples: int
    quads: int
    things: int
    by_class: dict[str, int]


def _count(bench: Workbench) -> _Counts:
    classes = {shorten(class_): entities for class_, entities in count_classes(bench).items()}
    return _Counts(len(bench), sum(bench.graph_sizes().values()), bench.count_things(), classes)


def _write_manifest(draft: Draft, counts: _Counts, folder: Path) -> None:
    files = tuple(
        FileEntry(str(path.relative_to(folder)), path.stat().st_size, digest_file(path))
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    )
    manifest = Manifest(
        id=draft.id,
        base=draft.assembled.names.base,
        version=__version__,
        inputs=draft.inputs,
        issued=draft.catalogue.issued(),
        built=datetime.datetime.now(datetime.UTC).replace(microsecond=0),
        triples=counts.triples,
        quads=counts.quads,
        things=counts.things,
        counts=counts.by_class,
        files=files,
        former=draft.before.name,
        own_inputs=draft.before.own_inputs,
        with_people=draft.with_people,
    )
    (folder / MANIFEST).write_bytes(msgspec.json.format(msgspec.json.encode(manifest), indent=2))


def _sync_tree(folder: Path) -> None:
    """Flush every file to disk before the folder gets its name."""
    for path in sorted(folder.rglob("*")):
        if path.is_dir():
            sync_folder(path)
        else:
            with path.open("rb") as stream:
                os.fsync(stream.fileno())
    sync_folder(folder)


@contextmanager
def alone(home: Path) -> Iterator[None]:
    """
    Hold the releases folder for one build, and remove the remains of killed builds.

    Raises ``ReleaseFault`` where another build holds it; the lock ends with its process.
    """
    with (home / ".lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise ReleaseFault(f"{home}: another build is running here; wait for it to end") from None
        for aside in home.glob(f"{_DAMAGED}*"):
            if not (target := home / aside.name.removeprefix(_DAMAGED)).exists():
                aside.rename(target)  # killed before the new one had its name: what is left of it is served
        for leftover in home.glob(f"{UNFINISHED}*"):
            shutil.rmtree(leftover)
        for leftover in home.glob(".current-*"):
            leftover.unlink()
        yield
