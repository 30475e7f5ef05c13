"""The command line, run within the test's own process: starting one and importing the build takes two seconds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from typer.testing import CliRunner

from graph.commands.application import app
from graph.reading.release import Release


@dataclass(frozen=True)
class Ended:
    """A command that has ended: its exit status, and its output as text."""

    returncode: int
    stdout: str
    stderr: str


def yrkesgraf(*arguments: str, env: Mapping[str, str] | None = None) -> Ended:
    """Run ``yrkesgraf`` with *arguments*; unexpected exceptions propagate."""
    done = CliRunner().invoke(app, arguments, env=env, catch_exceptions=False)
    return Ended(done.exit_code, done.stdout, done.stderr)


def run(release: Release, *arguments: str) -> Ended:
    """Run ``yrkesgraf`` on *release*."""
    return yrkesgraf(*arguments, "--home", str(release.folder.parent))
