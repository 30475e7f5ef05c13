"""The order of the changes between releases, and the filters of a request."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Literal, NamedTuple

from graph.change_kinds import BY_CHANGE_KEY
from graph.kinds import BY_KEY
from graph.reading.query_files import load_folder
from graph.reading.release import Release
from graph.reading.result_rows import Row
from graph.vocab import is_iri

from ..dates import parse_day
from ..http.release_cache import ListOrder
from ..http.site import site
from ..refusals import BadRequest
from ..things.history.change_lines import KIND_KEYS
from ..things.history.past import release_chain

_ALL = ("changes",)


class ChangeEntry(NamedTuple):
    """A change in the list of all: its key, its kind, and its resource by kind and key (an IRI where it has none)."""

    change: str
    kind: str
    thing: str

    @property
    def type(self) -> str:
        """The kind of the resource."""
        return self.thing.partition("/")[0]

    @property
    def release(self) -> str:
        """The name of the newer release, with which the key of a change starts."""
        return self.change.rpartition("-")[0]

    @property
    def day(self) -> str:
        """The day with which the name of a release starts."""
        return self.change[:10]


class ChangeFilter(NamedTuple):
    """The changes to list: the first and last day of releases, the type of resources, the kind, the resource."""

    since: str = ""
    until: str = ""
    type: str = ""
    kind: str = ""
    thing: str = ""

    def takes(self, entry: ChangeEntry) -> bool:
        """Return whether *entry* is one of the changes."""
        return (
            self.since <= entry.day <= (self.until or entry.day)
            and self.type in {"", entry.type}
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
    return ChangeFilter(days[0], days[1], type_ or "", kind, filters.get("thing", ""))


def _read_day(name: str, day: str) -> str:
    try:
        return parse_day(day).isoformat()
    except ValueError:
        raise BadRequest(f"The parameter {name} must be a date such as 2026-11-29, got {day[:50]!r}.") from None


def find_changes(current: Release, wanted: ChangeFilter) -> ListOrder:
    """Return the changes that match *wanted*, newest release first."""
    head = current.names.thing("change", "")
    return ListOrder("".join(f"{head}{one.change}\n" for one in all_changes(current) if wanted.takes(one)).encode())


def count_changes(current: Release, wanted: ChangeFilter, by: Literal["kind", "type"]) -> dict[str, int]:
    """Return the number of changes that match *wanted* by kind or by type of resource, the most first."""
    found = Counter(getattr(one, by) for one in all_changes(current) if wanted.takes(one))
    return dict(found.most_common())


def all_changes(current: Release) -> Iterator[ChangeEntry]:
    """Yield all changes, newest release first; read once per release, whatever the filters."""
    orders = site().orders
    if (found := orders.find(current, _ALL)) is None:
        rows = current.store.rows(load_folder("pages")["change-order"].text)
        entries = order_entries((_entry(current, row) for row in rows), release_chain(current))
        found = ListOrder("".join(f"{' '.join(entry)}\n" for entry in entries).encode())
        orders.keep(current, _ALL, found)
    return (ChangeEntry(*line.split()) for line in found.body.decode().split("\n") if line)


def order_entries(entries: Iterable[ChangeEntry], chain: Sequence[str]) -> list[ChangeEntry]:
    """
    Return *entries* by release, newest first, then by kind, resource and key.

    *chain* has the names of the releases, oldest first.
    """
    places = {name: -place for place, name in enumerate(chain)}
    return sorted(entries, key=lambda entry: (places.get(entry.release, 1), *entry[1:], entry.change))


def _entry(current: Release, row: Row) -> ChangeEntry:
    thing = row["thing"].value
    kind_and_key = "/".join(current.names.split(thing) or (thing,))
    return ChangeEntry(row["value"].value.rpartition("/")[2], KIND_KEYS[row["kind"].value], kind_and_key)
