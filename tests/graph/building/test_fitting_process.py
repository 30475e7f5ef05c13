"""The model fitted in a process of its own is the one fitted in place, and nobody waits for it after a failure."""

from __future__ import annotations

import os

import pytest

from graph.building.fitting_process import fit_beside
from graph.building.group_fitting import FEWEST_NAMES, fit_model
from graph.coding.evidence.nearest_names import CodedName
from graph.errors import ReleaseFault
from tests.processes import command_of, family, still_there

GROUPS = ("2221", "7421", "8323")
KINDS = ("styrk98", "styrk08")
MODULE = b"graph.building.fitting_process"


def many_names() -> list[CodedName]:
    """Return names enough for a classifier, in three groups of each edition."""
    return [
        CodedName(f"yrke{n:04} {('lege', 'snekker', 'sjåfør')[n % 3]}", {kind: {GROUPS[n % 3]: 1.0} for kind in KINDS})
        for n in range(FEWEST_NAMES)
    ]


@pytest.mark.parametrize("names", [many_names(), many_names()[:9]], ids=["in a process", "in place"])
def test_the_model_fitted_beside_other_work_is_the_one_fitted_alone(names: list[CodedName]) -> None:
    with fit_beside(names) as fitted:
        tables = fitted()

    assert tables == fit_model(names).tables()
    assert ("classifier-weights" in tables) == (len(names) >= FEWEST_NAMES)


def test_a_process_that_fails_says_so() -> None:
    # An integer is no code: the process cannot read it, and the parent must not take silence for a model.
    names = [CodedName(str(n), {"styrk98": {"2221": "much"}}) for n in range(FEWEST_NAMES)]  # type: ignore[dict-item]

    with (
        fit_beside(names) as fitted,
        pytest.raises(ReleaseFault, match="its process ended with status 1, for the reason above"),
    ):
        fitted()


def stop_while_fitting(found: list[int]) -> None:
    """Fail like a build with a violation, and tell the fitting processes that there were."""
    with fit_beside(many_names()):
        found += [pid for pid in family(os.getpid()) if MODULE in command_of(pid)]
        raise ReleaseFault("a violation")


def test_the_process_ends_with_a_build_that_fails() -> None:
    found: list[int] = []
    with pytest.raises(ReleaseFault, match="a violation"):
        stop_while_fitting(found)

    assert len(found) == 1
    assert still_there(found) == []
