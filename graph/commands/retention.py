"""
The commands ``releases pin``, ``unpin``, ``verify`` and ``prune``: retention of releases, and removal of the rest.

A pin is an empty file beside the releases, since a named release is never changed.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import Annotated

import typer

from ..errors import YrkesgrafError
from ..reading.release import Release, Releases
from .releases import DEFAULT_HOME, Home, explained

_PIN = ".pinned-"
# The next build deletes folders of this name, left by an interrupted removal.
_REMOVED = ".building-removed-"

Name = Annotated[str, typer.Argument(help="The name of the release, or an unambiguous beginning of it.")]


@explained
def pin_release(name: Name, home: Home = DEFAULT_HOME) -> None:
    """Keep a release for good: prune never removes it."""
    release = Releases(home).get(name)
    (home / f"{_PIN}{release.id}").touch()
    typer.echo(f"{release.id} is pinned")


@explained
def unpin_release(name: Name, home: Home = DEFAULT_HOME) -> None:
    """Let prune remove a pinned release."""
    release = Releases(home).get(name)
    try:
        (home / f"{_PIN}{release.id}").unlink()
    except FileNotFoundError:
        raise YrkesgrafError(f"{release.id} is not pinned") from None
    typer.echo(f"{release.id} is not pinned any more")


@explained
def verify_releases(home: Home = DEFAULT_HOME) -> None:
    """Verify the files of every release against its checksums; exit with status 1 if one is damaged."""
    damaged = []
    for release in Releases(home).list():
        broken = release.broken_files()
        typer.echo(f"{release.id}: {', '.join(broken) if broken else 'whole'}")
        damaged += [release.id] if broken else []
    if damaged:
        raise YrkesgrafError(f"{home}: damaged releases: {', '.join(damaged)}; copy them again or build them again")


@explained
def prune_releases(
    keep: Annotated[int, typer.Option(help="The number of newest releases to keep, of each base.", min=1)],
    home: Home = DEFAULT_HOME,
) -> None:
    """
    Remove old releases, except the current and the pinned ones.

    A server answers 410 at the addresses of a removed release. Later releases keep its IRIs.
    """
    from ..building.publication import alone

    releases = Releases(home)
    with alone(home):
        surplus = find_surplus(releases, keep)
        for release in surplus:
            aside = home / f"{_REMOVED}{os.getpid()}"
            release.folder.rename(aside)
            shutil.rmtree(aside)
            typer.echo(f"{release.id} is removed")
    typer.echo(f"{len(surplus)} removed, {len(releases.names())} kept")


def find_surplus(releases: Releases, keep: int) -> list[Release]:
    """Return the releases that are neither current, nor pinned, nor among the newest *keep* of their base."""
    every = releases.list()
    bases = {release.manifest.base for release in every}
    kept = {releases.current_id(base) for base in (*bases, "")}
    kept |= {path.name.removeprefix(_PIN) for path in Path(releases.home).glob(f"{_PIN}*")}
    for base in bases:
        kept |= {release.id for release in [one for one in every if one.manifest.base == base][-keep:]}
    return [release for release in every if release.id not in kept]
