"""A code is digits, and as many as a level of its classification has."""

from __future__ import annotations

import pytest

from graph.sources.classifications.coded import CodedItem, check_depth


@pytest.mark.parametrize(("kind", "code"), [("styrk08", "22111"), ("nus", "76320"), ("nus-field", "6320"), ("nus", "")])
def test_a_code_of_another_length_is_refused(kind: str, code: str) -> None:
    with pytest.raises(ValueError, match=kind):
        check_depth(kind, code)


@pytest.mark.parametrize(("kind", "code"), [("styrk08", "0"), ("nus", "763202"), ("nus-field", "632")])
def test_a_code_of_a_level_is_taken(kind: str, code: str) -> None:
    check_depth(kind, code)


def test_a_code_is_digits() -> None:
    with pytest.raises(ValueError, match="digits"):
        CodedItem(code="X21")
