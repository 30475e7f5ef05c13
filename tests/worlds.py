"""Makes a release of given files, for tests that need their own statements rather than occupations."""

from __future__ import annotations

import datetime
import gzip
from collections.abc import Mapping
from pathlib import Path

import msgspec

from graph.building.store_files import write_store
from graph.building.void import DUMP_NAME
from graph.reading.manifest import MANIFEST, Manifest
from graph.reading.release import Release, Releases
from graph.vocab import YG, Names
from graph.workbench import Workbench

_DAY = datetime.datetime(2026, 11, 23, tzinfo=datetime.UTC)


def unpack_dump(release: Release, suffix: str) -> bytes:
    """Return the dump of *release* in the format of *suffix* (``ttl``, ``nq``)."""
    return gzip.decompress((release.folder / f"{DUMP_NAME}.{suffix}.gz").read_bytes())


def make_release(home: Path, name: str, base: str, files: Mapping[str, Path]) -> Release:
    """
    Write a release called *name* with the statements of *files* (Turtle, by graph IRI), and make it the current.

    The release itself and its graphs are described as far as the server asks for it.
    """
    bench = Workbench(base)
    for graph, path in files.items():
        bench.add_turtle(graph, path)
    description = home / f"{name}.ttl"
    home.mkdir(parents=True, exist_ok=True)
    own = Names(base).thing("graph", "description")
    graphs = "".join(f"<{graph}> a <{YG}NamedGraph> .\n" for graph in (*files, own))
    release_iri = Names(base).thing("release", name)
    description.write_text(f"<{release_iri}> a <{YG}Release> .\n{graphs}", "utf-8")
    bench.add_turtle(own, description)
    folder = home / name
    folder.mkdir()
    write_store(bench.files, folder, DUMP_NAME)
    manifest = Manifest(name, base, "0.1.0", "00", _DAY.date(), _DAY, len(bench), len(bench), 0, {}, ())
    (folder / MANIFEST).write_bytes(msgspec.json.encode(manifest))
    return Releases(home).switch(name)
