"""README prints the floors that the import contracts hold."""

from __future__ import annotations

from tests.floors import print_floors, write_floors
from tests.paths import ROOT

README = ROOT / "README.md"


def test_readme_prints_the_floors_in_force() -> None:
    assert "graph" in print_floors()
    assert write_floors(README) == README.read_text("utf-8")


def test_readme_is_short() -> None:
    assert len(README.read_text("utf-8").splitlines()) <= 120
