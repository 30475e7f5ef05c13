"""The command ``releases``, and the parts that all commands share."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Annotated, Any

import typer

from ..errors import YrkesgrafError
from ..reading.release import Release, Releases
from .printed_tables import show

_NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
_SAYING_SO = (*map(os.strerror, _NO_ROOM), "database or disk is full", "disk I/O error")
_NO_ROOM_WORDS = "the disk is full, or a file may not grow any more"
DEFAULT_HOME = Path("var/releases")
Home = Annotated[Path, typer.Option(envvar="YRKESGRAF_HOME", help="The folder of the releases.", metavar="FOLDER")]

releases_app = typer.Typer(no_args_is_help=True, help="List, show, switch, compare and keep releases.")


def explained(command: Callable[..., None]) -> Callable[..., None]:
    """Return *command* with expected errors printed as one sentence on standard error, and exit status 1."""

    @wraps(command)
    def run(*args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - typer passes the parameters the command declares
        try:
            command(*args, **kwargs)
        except YrkesgrafError as error:
            words = str(error)
        except OSError as error:  # a disk that is full or read-only, a file where a folder should be
            if (told := _tell(error)) is None:
                raise
            words = told
        else:
            return
        typer.echo(f"yrkesgraf: {words}", err=True)
        raise typer.Exit(1)

    return run


def _tell(error: OSError) -> str | None:
    """Return the sentence for *error*, None for a fault that the user cannot mend."""
    if error.filename is not None:
        return f"{error.filename}: {error.strerror}"
    # The engine and SQLite give no error number, only text.
    if error.errno in _NO_ROOM or any(words in str(error) for words in _SAYING_SO):
        return f"{_NO_ROOM_WORDS}; nothing has changed. Make room, and run the command again."
    return None


@releases_app.command("list")
@explained
def list_releases(home: Home = DEFAULT_HOME) -> None:
    """List the releases, oldest first; → marks the current release, · the current one of another base."""
    releases = Releases(home)
    last = releases.current_id()
    rows = []
    for release in releases.list():
        manifest = release.manifest
        mark = "→" if release.id == last else "·" if release.id == releases.current_id(manifest.base) else ""
        built = f"{manifest.built:%Y-%m-%d %H:%M}"
        rows.append((mark, release.id, built, str(manifest.things), str(manifest.triples), manifest.base))
    show(("", "release", "built", "things", "triples", "base"), rows)


@releases_app.command("show")
@explained
def show_release(
    name: Annotated[
        str | None, typer.Argument(help="The name of the release.", show_default="the current release")
    ] = None,
    home: Home = DEFAULT_HOME,
) -> None:
    """Show the contents of a release and verify its files; exit with status 1 if one is damaged."""
    releases = Releases(home)
    release = releases.current() if name is None else releases.get(name)
    _print_release(release)
    if broken := release.broken_files():
        raise YrkesgrafError(f"{release.folder}: damaged files: {', '.join(broken)}; build the release again")


def _print_release(release: Release) -> None:
    manifest = release.manifest
    typer.echo(f"{manifest.id}, built {manifest.built:%Y-%m-%d %H:%M} by version {manifest.version}")
    typer.echo(f"{manifest.things} things, {manifest.triples} triples in {manifest.quads} statements, {manifest.base}")
    show(("class", "things"), [(class_, str(count)) for class_, count in sorted(manifest.counts.items())])


@releases_app.command("switch")
@explained
def switch_release(
    name: Annotated[str, typer.Argument(help="The name of the release, or an unambiguous beginning of it.")],
    home: Home = DEFAULT_HOME,
) -> None:
    """Make a release the current one; a running server of the same base serves it from the next request on."""
    release = Releases(home).switch(name)
    typer.echo(f"{home}: the current release is now {release.id}")
