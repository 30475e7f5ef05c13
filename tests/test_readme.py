"""The commands of README's tour print the output it shows."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.reading.release import Release
from tests.bench.servers import Server, serving
from tests.paths import ROOT

README = (ROOT / "README.md").read_text("utf-8")


def shown() -> Iterator[tuple[str, str]]:
    """Yield each command of the tour and the output shown for it; a command ends where its quotes do."""
    for block in re.findall(r"```console\n(.*?)```", README, re.DOTALL):
        for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            lines = part.splitlines(keepends=True)
            length = next(count for count in range(1, len(lines) + 1) if is_whole("".join(lines[:count])))
            yield "".join(lines[:length]).rstrip("\n"), "".join(lines[length:])


def is_whole(command: str) -> bool:
    try:
        shlex.split(command)
    except ValueError:
        return False
    return True


@pytest.fixture(scope="module")
def server(national: Release) -> Iterator[Server]:
    with serving(national.folder.parent) as running:
        yield running


@pytest.mark.parametrize(("command", "output"), list(shown()), ids=lambda text: text.partition("\n")[0][:40])
def test_a_command_of_the_tour_prints_what_is_shown(
    server: Server, national: Release, tmp_path: Path, command: str, output: str
) -> None:
    (tmp_path / ".venv").symlink_to(sys.prefix)
    (tmp_path / "tests").symlink_to(ROOT / "tests")
    # The port of the tour may be taken here; curl goes to another without a word of it in its request.
    (tmp_path / ".curlrc").write_text(f'connect-to = "localhost:8000:127.0.0.1:{server.port}"\n')
    place = {"HOME": str(tmp_path), "YRKESGRAF_HOME": str(national.folder.parent)}

    done = subprocess.run(
        ["bash", "-c", command], cwd=tmp_path, env=os.environ | place, capture_output=True, check=False
    )

    assert done.returncode == 0
    # HTTP and CSV end their lines with two characters, of which a terminal shows one.
    assert (done.stdout + done.stderr).decode().replace("\r\n", "\n") == output


def test_every_file_that_the_tour_reads_is_here() -> None:
    words = " ".join(command for command, _ in shown())

    assert [name for name in re.findall(r"\btests/[\w./]+", words) if not (ROOT / name).is_file()] == []
