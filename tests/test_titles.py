"""A title is read into the words that tell what the job is."""

from __future__ import annotations

import pytest

from graph.search.titles import read_title


@pytest.mark.parametrize(
    ("written", "telling"),
    [
        ("Erfaren sykepleier søkes, 80 %", ["sykepleier"]),
        ("50-100% stilling som barnehagelærer", ["barnehagelerer"]),
        ("Vi søker 2 stk. truckførere", ["truckforere"]),
        ("Avd.leder (drift)", ["avdelingsleder", "drift"]),
        ("avd. sykepl.", ["avdelingssykepleier"]),
        ("1. amanuensis", ["forsteamanuensis"]),
        ("Sjåfør kl. 2", ["sjafor", "2"]),
        ("Ass. butikksjef", ["assisterende", "butikksjef"]),
    ],
)
def test_only_telling_words_stay(written: str, telling: list[str]) -> None:
    assert read_title(written).telling == telling


def test_a_word_of_advertisements_stays_where_it_is_all_there_is() -> None:
    assert read_title("Vikar").telling == ["vikar"]


def test_a_name_in_the_index_keeps_its_words() -> None:
    assert read_title("Vikar (skole)", advertised=False).telling == ["vikar", "skole"]


def test_where_one_works_tells_less_than_what_one_does() -> None:
    (_, _, work), (_, _, place) = read_title("Kokk ved sykehus").words

    assert work > place


def test_nothing_is_read_from_nothing() -> None:
    assert read_title(" – ").folded == ""
