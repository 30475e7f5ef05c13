"""Every way of matching has a reason, and every note a text, in each language."""

from __future__ import annotations

import tomllib
from pathlib import Path
from string import Formatter

import pytest

from graph.coding import reasons
from graph.coding.evidence.ways import WAYS
from graph.coding.reasons import LANGUAGES, give_reason, note

TEXTS = tomllib.loads(Path(reasons.__file__).with_suffix(".toml").read_text("utf-8"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_way_has_a_reason_of_its_own(language: str) -> None:
    ways = (*WAYS, "code", "")

    assert len({give_reason(how, language) for how in ways}) == len(ways)


@pytest.mark.parametrize("key", sorted(TEXTS["notes"]))
def test_a_note_has_the_same_values_in_each_language(key: str) -> None:
    texts = TEXTS["notes"][key]
    fields = [{field for _, field, _, _ in Formatter().parse(texts[language]) if field} for language in LANGUAGES]

    assert set(texts) == set(LANGUAGES)
    assert fields[0] == fields[1] == fields[2]


def test_a_note_has_its_values() -> None:
    assert note("no_such", "nn", target="styrk08") == "styrk08: denne utgåva har ingen slike kodar"
