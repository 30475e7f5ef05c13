"""The order of the changes between releases, and the filters of a request."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from graph.change_kinds import BY_CHANGE_KEY
from graph.kinds import BY_KEY
from graph.reading.query_files import load_folder
from graph.reading.release import Release
from graph.reading.result_rows import Row
from graph.vocab import is_iri

from ..http.release_cache import ListOrder
from ..http.site import site
from ..refusals import BadRequest
from ..things.history.change_lines import KIND_KEYS

_ALL = ("changes",)


class ChangeEntry(NamedTuple):
    """A change in the list of all: its IRI, its kind, the IRI of its resource, and the day of the newer release."""

    change: str
    kind: str
    thing: str
    day: str


class ChangeFilter(NamedTuple):
    """The changes to list: the first and last day of releases, the start of resource IRIs, the kind, the resource."""

    since: str = ""
    until: str = ""
    head: str = ""
    kind: str = ""
    thing: str = ""

    def takes(self, entry: ChangeEntry) -> bool:
        """Return whether *entry* is one of the changes."""
        return (
            self.since <= entry.day <= (self.until or entry.day)
            and entry.thing.startswith(self.head)
            and self.kind in {"", entry.kind}
            and self.thing in {"", entry.thing}
        )


def read_filters(current: Release, filters: Mapping[str, str]) -> ChangeFilter:
    """Return the filter in the parameters *filters*; raises ``BadRequest`` for a value outside its range."""
    if (kind := filters.get("kind", "")) and kind not in BY_CHANGE_KEY:
        raise BadRequest(f"There is no kind of change {kind[:50]!r}; there are: {', '.join(BY_CHANGE_KEY)}.")
    if (type_ := filters.get("type")) and type_ not in BY_KEY:
        raise BadRequest(f"There is no type {type_[:50]!r}; there are: {', '.join(BY_KEY)}.")
    kind_of, slash, key = filters.get("thing", "").partition("/")
    thing = current.names.thing(kind_of, key)
    if filters.get("thing") and (kind_of not in BY_KEY or not slash or not is_iri(thing)):
        raise BadRequest("The parameter thing is a type and a key, such as occupation/lege.")
    days = [_read_day(name, filters[name]) if name in filters else "" for name in ("from", "to")]
    head = str(current.names.thing(type_, "")) if type_ else ""
    return ChangeFilter(days[0], days[1], head, kind, str(thing) if slash else "")


def _read_day(name: str, day: str) -> str:
    try:
        return datetime.date.fromisoformat(day).isoformat()
    except ValueError:
        raise BadRequest(f"The parameter {name} must be a day, such as 2026-11-29.") from None


def find_changes(current: Release, wanted: ChangeFilter) -> ListOrder:
    """Return the changes that match *wanted*, newest release first."""
    return ListOrder("".join(f"{one.change}\n" for one in _all_changes(current) if wanted.takes(one)).encode())


def _all_changes(current: Release) -> Iterator[ChangeEntry]:
    """Yield all changes, newest release first; read once per release, whatever the filters."""
    orders = site().orders
    if (found := orders.find(current, _ALL)) is None:
        rows = current.store.rows(load_folder("pages")["change-order"].text)
        found = ListOrder("".join(f"{' '.join(_entry(row))}\n" for row in rows).encode())
        orders.keep(current, _ALL, found)
    return (ChangeEntry(*line.split()) for line in found.body.decode().split("\n") if line)


def _entry(row: Row) -> ChangeEntry:
    # The name of a release starts with its day.
    day = row["release"].value.rpartition("/")[2][:10]
    return ChangeEntry(row["value"].value, KIND_KEYS[row["kind"].value], row["thing"].value, day)
