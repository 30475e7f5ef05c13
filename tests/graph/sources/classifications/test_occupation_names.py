"""Names of occupations by language, and the index of them."""

from __future__ import annotations

from pathlib import Path

import pytest

import graph
from graph.errors import SourceFault
from graph.model import Text
from graph.sources.classifications.occupation_names import OccupationNames, name_index, read_names

BUNDLED = Path(graph.__file__).parent / "data" / "names.yaml"


def test_the_bundled_names_are_in_three_languages() -> None:
    found = read_names(BUNDLED)

    assert len(found) == 13
    assert all([name.language for name in entry.names] == ["nb", "nn", "en"] for entry in found)


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("ambulansearbeidar", "ambulansearbeider"),
        ("ambulansearbeider", "ambulansearbeider"),
        ("ambulance worker", "ambulansearbeider"),
        ("anestesisjukepleiar", "anestesisykepleier"),
        ("barnesjukepleiar", "sykepleier_barn"),
    ],
)
def test_an_occupation_is_known_by_any_of_its_names(name: str, key: str) -> None:
    assert name_index(read_names(BUNDLED))[name] == key


def test_a_name_two_occupations_have_stays_with_the_first() -> None:
    names = (Text(value="Smed", language="nb"),)

    assert name_index([OccupationNames(key="smed", names=names), OccupationNames(key="gullsmed", names=names)]) == {
        "smed": "smed"
    }


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("- {key: smed, names: {nb: Smed}}\n- {key: Urmaker, names: {nb: Urmaker}}\n", 2, "a key is lower-case"),
        ("- {key: smed, names: {}}\n", 1, "has at least one name"),
        ("- key: smed\n  names: {se: Rávdi}\n", 2, "is not one of the values allowed here"),
    ],
)
def test_names_that_are_wrong_are_refused_with_their_line(tmp_path: Path, text: str, line: int, said: str) -> None:
    path = tmp_path / "names.yaml"
    path.write_text(text + "...\n", "utf-8")

    with pytest.raises(SourceFault, match=said) as caught:
        read_names(path)

    assert caught.value.line == line
