"""
History of a release under construction: changes since the release before, and resources that it retires.

The new release takes over all earlier changes and retirements unchanged, with the order of the earlier releases.
"""

from __future__ import annotations

import shutil
import tempfile
import weakref
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from typing import TextIO

from rdflib.namespace import PROV
from rdflib.term import URIRef

from ..assembled import Assembled
from ..errors import ReleaseFault
from ..literals import ntriples_line
from ..reading.query_files import load_folder
from ..reading.release import Release
from ..table_writer import TableWriter
from ..vocab import PREFIXES, Names, Statement
from .description import describe_change
from .differences import TYPE, Difference, compare
from .events import type_changes
from .former_facts import FormerRelease
from .listing import COLUMNS, change_row
from .news import REPLACED_BY
from .record import ReleaseChange
from .retirement import CHANGES, RETIRED, TITLES, is_kept, replace, retire
from .sides import DraftSide, ReleaseSide

CHANGES_FILE = "changes.csv"
# Findings stand in a release only when its checks have run.
_LATE = "finding"
_PREVIOUS = URIRef(PREFIXES["dcat"] + "previousVersion")


def _open_table() -> TextIO:
    return tempfile.TemporaryFile("w+", encoding="utf-8", newline="")


@dataclass
class History:
    """
    The comparison of a release under construction with the *former* one.

    ``table`` is the list of changes as CSV, ``changes`` their number by kind, and ``retired`` counts resources.
    """

    former: Release
    assembled: Assembled
    table: TextIO = field(default_factory=_open_table)
    changes: dict[str, int] = field(default_factory=dict)
    retired: int = 0
    _statements: list[Statement] = field(default_factory=list)
    _late: list[tuple[str, list[Statement]]] = field(default_factory=list)
    _replacements: dict[str, list[tuple[str, str]]] = field(default_factory=dict)

    def copy_table(self, path: Path) -> None:
        """Write the list of changes to *path*."""
        self.table.seek(0)
        with path.open("w", encoding="utf-8", newline="") as file:
            shutil.copyfileobj(self.table, file)

    def report(self) -> dict[str, object]:
        """Return the figures of the comparison for the report of the release."""
        return {"former": self.former.id, "changes": dict(sorted(self.changes.items())), "retired": self.retired}

    def __post_init__(self) -> None:
        weakref.finalize(self, self.table.close)

    @property
    def names(self) -> Names:
        """The naming scheme that both releases share."""
        return self.assembled.names

    def record(self) -> None:
        """
        Add the changes and the retired resources to the assembled graph, each kind in its own named graph.

        Raises ``ReleaseFault`` where the former release has no dump or store.
        """
        bench, provenance = self.assembled.bench, self.assembled.provenance
        sides = ReleaseSide(self.former), DraftSide(bench)
        place = str(provenance.graph_iri(CHANGES))
        about, origin = provenance.graph_iri("provenance"), URIRef(self.names.thing("release", self.former.id))
        for key in (CHANGES, RETIRED):
            bench.add(about, provenance.graph(key, TITLES[key]))
            bench.add(about, [(provenance.graph_iri(key), PROV.wasDerivedFrom, origin)])
        retired = str(provenance.graph_iri(RETIRED))
        # Earlier changes are no news: their lines are copied, and no resource of theirs is looked up.
        differences = compare(*sides, is_left_out=lambda graph: graph == place, retired=retired)
        changes = type_changes(self._watch(differences), self.names, FormerRelease(self.former))
        described = chain(self._follow(), chain.from_iterable(map(self._describe, self._write(changes))))
        fresh = (ntriples_line(statement).encode() for statement in described)
        bench.add_lines(place, chain(fresh, ReleaseSide(self.former).lines(place)))
        bench.add(provenance.graph_iri(RETIRED), chain(self._statements, replace(self._replacements)))
        self._statements.clear()

    def finish(self) -> None:
        """
        Retire the findings that no check reports any more.

        Raises ``ReleaseFault`` where an IRI of the former release has no description now.
        """
        bench = self.assembled.bench
        known = self._described()
        late = (statements for iri, statements in self._late if iri not in known)
        bench.add(self.assembled.provenance.graph_iri(RETIRED), chain.from_iterable(late))
        missing = sorted(self._former_iris() - self._described())
        if missing:
            raise ReleaseFault(f"{len(missing)} IRIs of the release {self.former.id} would be lost, first {missing[0]}")

    def _watch(self, differences: Iterable[Difference]) -> Iterator[Difference]:
        """Yield *differences*, and keep the statements of resources that are gone."""
        provenance = self.assembled.provenance
        retired = str(provenance.graph_iri(RETIRED))
        last = URIRef(self.names.thing("release", self.former.id))
        for difference in differences:
            is_over = difference.is_gone or (difference.was_retired and not difference.is_new)
            if is_over and is_kept(difference.subject, self.names):
                self._keep(difference, list(retire(difference, last, retired, self.names)))
            yield difference

    def _keep(self, difference: Difference, statements: list[Statement]) -> None:
        kind = (self.names.split(difference.subject) or ("", ""))[0]
        if kind == _LATE:
            self._late.append((difference.subject, statements))
        else:
            self._statements += statements
            self.retired += 1

    def _follow(self) -> Iterator[Statement]:
        """Yield the place of the release in its history, which stands with the changes and is copied with them."""
        before = URIRef(self.names.thing("release", self.former.id))
        yield self.assembled.provenance.release, _PREVIOUS, before

    def _write(self, changes: Iterable[ReleaseChange]) -> Iterator[ReleaseChange]:
        """Yield *changes*, and write each to the table."""
        writer = TableWriter(self.table, COLUMNS)
        for change in changes:
            writer.write([change_row(change, self.former.id, self._release)])
            self.changes[change.kind] = self.changes.get(change.kind, 0) + 1
            if change.property == REPLACED_BY and change.new.kind:
                self._replacements.setdefault(change.thing, []).append((change.new.value, change.ground))
            yield change

    def _describe(self, change: ReleaseChange) -> Iterator[Statement]:
        return describe_change(change, self.names, self.former.id, self._release)

    @property
    def _release(self) -> str:
        return str(self.assembled.provenance.release).rpartition("/")[2]

    def _described(self) -> set[str]:
        return {row["thing"].value for row in self.assembled.bench.rows(load_folder("build")["described"].text)}

    def _former_iris(self) -> set[str]:
        """Return the IRIs with a document and a class in the former release."""
        head = f" <{TYPE}> ".encode()
        lines = (line for _, some in ReleaseSide(self.former).graphs() for line in some if head in line)
        found = {line[1 : line.index(b">")].decode() for line in lines if line.startswith(b"<")}
        return {iri for iri in found if is_kept(iri, self.names)}
