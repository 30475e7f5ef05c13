"""
The command ``releases diff``: the typed changes from one release to another.

The comparison, and the workbench with it, is imported inside the command; see ``graph/commands/application.py``.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from ..change_kinds import CHANGE_KEYS
from ..errors import YrkesgrafError
from ..json_writer import write_ascii_json
from ..reading.release import Release, Releases
from ..vocab import Names, shorten
from .printed_tables import show
from .releases import DEFAULT_HOME, Home, explained

if TYPE_CHECKING:
    from ..changes.record import ReleaseChange


@explained
def compare_releases(
    old: Annotated[
        str | None,
        typer.Argument(
            help="The name of the older release, or an unambiguous beginning of it.",
            show_default="the one before the newer",
        ),
    ] = None,
    new: Annotated[
        str | None,
        typer.Argument(
            help="The name of the newer release, or an unambiguous beginning of it.",
            show_default="the current release",
        ),
    ] = None,
    *,
    is_counted: Annotated[
        bool, typer.Option("--count", help="Print only the number of changes and resources by kind, type and property.")
    ] = False,
    is_csv: Annotated[bool, typer.Option("--csv", help="Print CSV.")] = False,
    is_json: Annotated[bool, typer.Option("--json", help="Print JSON, an array with one record a line.")] = False,
    kind: Annotated[list[str] | None, typer.Option(help="Only this kind of change; repeat for more.")] = None,
    home: Home = DEFAULT_HOME,
) -> None:
    """
    Print the changes from one release to another of the same base, and the number of each kind.

    Without names, it compares the current release with the one that it follows.

    Example: yrkesgraf releases diff 2026-03 2026-11 --kind renaming --csv > renamed.csv
    """
    from ..changes.between_releases import changes_between
    from ..changes.listing import change_records, write_changes

    if is_csv + is_json + is_counted > 1:
        raise YrkesgrafError("--csv, --json and --count exclude each other; give one of them")
    wanted = frozenset(kind or CHANGE_KEYS)
    if unknown := sorted(wanted.difference(CHANGE_KEYS)):
        raise YrkesgrafError(f"there is no kind of change {unknown[0]!r}; there are: {', '.join(CHANGE_KEYS)}")
    releases = Releases(home)
    named = releases.get(old) if old else None
    after = releases.get(new) if new else releases.current()
    if named is None and not after.manifest.former:
        raise YrkesgrafError(f"{after.id} follows no release; name the release to compare it with")
    before = named or releases.get(after.manifest.former)
    changes = (change for change in changes_between(before, after) if change.kind in wanted)
    if is_csv:
        write_changes(changes, before.id, after.id, sys.stdout)
    elif is_json:
        _print_json(change_records(changes, before.id, after.id))
    elif is_counted:
        _print_counts(changes, after.names)
    else:
        _print_table(changes, before.manifest.base)


def tell_changes(release: Release) -> str:
    """Return a line with the number of changes of each kind that *release* has since the one before."""
    history = json.loads((release.folder / "report.json").read_bytes())["history"]
    counts = ", ".join(f"{number} {kind}" for kind, number in history["changes"].items())
    return f"since {history['former']}: {counts or 'no changes'} (yrkesgraf releases diff lists them)"


def _print_json(records: Iterator[dict[str, str]]) -> None:
    lead = "["
    for record in records:
        typer.echo(f"{lead}{write_ascii_json(record)}", nl=False)
        lead = ",\n"
    typer.echo("]" if lead != "[" else "[]")


def _print_table(changes: Iterator[ReleaseChange], base: str) -> None:
    counts: Counter[str] = Counter()

    def rows() -> Iterator[tuple[str, ...]]:
        for change in changes:
            counts[change.kind] += 1
            thing, property_, source = (iri.removeprefix(f"{base}id/") for iri in _iris(change))
            values = (value.value.removeprefix(f"{base}id/") for value in (change.old, change.new))
            yield change.kind, thing, shorten(property_), *values, source

    show(("kind", "thing", "property", "old", "new", "source"), rows())
    typer.echo("")
    show(("kind", "changes"), [(key, str(counts[key])) for key in CHANGE_KEYS if counts[key]])


def _print_counts(changes: Iterator[ReleaseChange], names: Names) -> None:
    """Print the number of changes and of changed resources by kind of change, type of resource, and property."""
    counts: Counter[tuple[str, str, str]] = Counter()
    things: dict[tuple[str, str, str], set[str]] = {}
    for change in changes:
        type_ = (names.split(change.thing) or ("", ""))[0]
        key = change.kind, type_, shorten(change.property)
        counts[key] += 1
        things.setdefault(key, set()).add(change.thing)
    order = sorted(counts, key=lambda key: (CHANGE_KEYS.index(key[0]), key))
    rows = [(*key, str(counts[key]), str(len(things[key]))) for key in order]
    show(("kind", "type", "property", "changes", "resources"), rows)


def _iris(change: ReleaseChange) -> tuple[str, str, str]:
    return change.thing, change.property, change.source
