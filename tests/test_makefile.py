"""The environment that make sets up is of one Python and of one place, whole or made anew."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.paths import ROOT

# Steps of minutes are left out: a folder with a mark stands for an environment.
QUICK = ("NEW_VENV=mkdir -p .venv/bin && touch .venv/fresh", "INSTALL=true")


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    for name in ("Makefile", "pyproject.toml"):
        shutil.copy2(ROOT / name, tmp_path / name)
    set_up(tmp_path)
    (tmp_path / ".venv" / "fresh").unlink()
    return tmp_path


def set_up(folder: Path, python: str = sys.executable) -> subprocess.CompletedProcess[str]:
    command = ["make", "-C", str(folder), f"PYTHON={python}", *QUICK, ".venv/ready"]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def is_new(folder: Path) -> bool:
    """Return whether the environment in *folder* was made anew since the fixture made one."""
    return (folder / ".venv" / "fresh").exists()


def test_an_environment_that_is_whole_is_left_as_it_is(checkout: Path) -> None:
    assert "up to date" in set_up(checkout).stdout
    assert not is_new(checkout)


def test_new_requirements_are_installed_into_it(checkout: Path) -> None:
    an_hour_ago = time.time() - 3600
    os.utime(checkout / ".venv" / "ready", (an_hour_ago, an_hour_ago))
    (checkout / "pyproject.toml").touch()

    assert "setting up" in set_up(checkout).stdout
    assert not is_new(checkout)
    assert "up to date" in set_up(checkout).stdout


def test_one_that_was_left_half_made_is_made_anew(checkout: Path) -> None:
    (checkout / ".venv" / "ready").unlink()
    (checkout / ".venv" / "leftover").touch()

    set_up(checkout)

    assert is_new(checkout)
    assert not (checkout / ".venv" / "leftover").exists()


def test_one_of_another_python_is_made_anew(checkout: Path) -> None:
    (checkout / ".venv" / "ready").write_text(f"3.9 /usr {checkout}\n")

    set_up(checkout)

    assert is_new(checkout)


def test_one_that_came_along_from_another_place_is_made_anew(checkout: Path) -> None:
    moved = checkout.with_name(f"{checkout.name}-moved")
    checkout.rename(moved)

    set_up(moved)

    assert is_new(moved)


def test_a_python_that_is_too_old_or_missing_is_told_and_nothing_is_made(checkout: Path) -> None:
    old = checkout / "old"
    old.write_text("#!/bin/sh\nexit 1\n")
    old.chmod(0o755)

    for python in (str(old), "/nowhere/python"):
        result = set_up(checkout, python)

        assert result.returncode != 0
        assert "is no Python 3.11 or newer" in result.stderr
        assert not is_new(checkout)


@pytest.mark.parametrize(("uv_ends_with", "called"), [(0, ["uv"]), (1, ["uv", "python"])])
def test_pip_installs_where_uv_does_not(checkout: Path, uv_ends_with: int, called: list[str]) -> None:
    path = os.pathsep.join(folder for folder in ("/usr/bin", "/bin") if not Path(folder, "uv").exists())
    ready = ["make", "-C", str(checkout), f"PYTHON={sys.executable}", "NEW_VENV=mkdir -p .venv", ".venv/ready"]
    bin_ = checkout / ".venv" / "bin"
    bin_.mkdir(exist_ok=True)
    for name, status in (("uv", uv_ends_with), ("python", 0)):
        (bin_ / name).write_text(f"#!/bin/sh\necho {name} >> {checkout}/called\nexit {status}\n")
        (bin_ / name).chmod(0o755)
    (checkout / "pyproject.toml").touch()

    subprocess.run(ready, env={**os.environ, "PATH": path}, capture_output=True, check=True)

    assert (checkout / "called").read_text().split() == called
