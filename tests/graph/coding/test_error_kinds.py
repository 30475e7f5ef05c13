"""Titles are sorted by the difficulty that their names have for every way of coding."""

from __future__ import annotations

import pytest

from tests.bench.error_kinds import kind_of, varied_names

VARIED = varied_names(["BILLETTØR (KINO)", "BILLETTØR (TRANSPORTMIDLER)", "BAKER", "BAKER (LÆRLING)"])


@pytest.mark.parametrize(
    ("written", "kind"),
    [
        ("Lærling (gartner)", "apprentice"),
        ("Avdelingsleder (fiske)", "leader"),
        ("Billettør", "only variants listed"),
        ("Operatør (olje/gass)", "field in brackets"),
        ("Key account manager", "English"),
        ("Kantinemedarbeider", "compound"),
        ("Baker", "other"),
    ],
)
def test_a_title_is_of_the_first_kind_that_fits(written: str, kind: str) -> None:
    assert kind_of(written, VARIED) == kind
