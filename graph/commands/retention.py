"""
The commands ``releases pin``, ``unpin``, ``verify`` and ``prune``: retention of releases, and removal of the rest.

A pin is an empty file beside the releases, since a named release is never changed.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator, Set
from pathlib import Path
from typing import Annotated

import typer

from ..atomic_files import UNFINISHED, digest_file
from ..errors import YrkesgrafError
from ..reading.release import Release, Releases
from .releases import DEFAULT_HOME, Home, explained

_PIN = ".pinned-"
_REMOVED = f"{UNFINISHED}removed-"  # left by an interrupted removal

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
    """
    Verify the files of every release against its checksums; exit with status 1 if one is damaged.

    Each line has the files and bytes of a release, the release that it follows, and its mark.
    """
    releases = Releases(home)
    every, kept = releases.list(), set(releases.names())
    currents = {releases.current_id(release.manifest.base) for release in every}
    damaged = []
    for release in every:
        faults = list(_file_faults(release))
        typer.echo(f"{release.id}: {'; '.join(faults) if faults else _outline(release, kept, currents)}")
        damaged += [release.id] if faults else []
    if damaged:
        raise YrkesgrafError(f"{home}: damaged releases: {', '.join(damaged)}; copy them again or build them again")


def _file_faults(release: Release) -> Iterator[str]:
    """Yield each damaged file with its fault: missing, of another size, or of another checksum."""
    for entry in release.manifest.files:
        path = release.folder / entry.path
        if not path.is_file():
            yield f"{entry.path} is missing"
        elif (size := path.stat().st_size) != entry.bytes:
            yield f"{entry.path} has {size:,} bytes, not {entry.bytes:,}"
        elif digest_file(path) != entry.sha256:
            yield f"{entry.path} has another checksum"


def _outline(release: Release, kept: Set[str], currents: Set[str | None]) -> str:
    """Return a whole *release* in words: its files, the release before and whether that is on disk, its marks."""
    files, former = release.manifest.files, release.manifest.former
    size = sum(entry.bytes for entry in files)
    words = [f"whole, {len(files)} files, {size / 1e6:,.1f} MB"]
    if former:
        words.append(f"follows {former}{'' if former in kept else ', which has been removed'}")
    words += ["current"] if release.id in currents else []
    words += ["pinned"] if (release.folder.parent / f"{_PIN}{release.id}").exists() else []
    return "; ".join(words)


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
