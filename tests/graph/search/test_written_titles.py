"""A title is parsed into the words that identify the job."""

from __future__ import annotations

import pytest

from graph.search.written_titles import part_title, read_title, split_title


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


@pytest.mark.parametrize(
    "written", ["Ola Nordmann", "ansatt", "Diverse", "n/a", "Vikar 80 %", "Pensjonist", "Avd. 3", "Kari Hansen, Bergen"]
)
def test_what_is_no_title_tells_of_no_job(written: str) -> None:
    assert not read_title(written).tells


def test_a_word_in_the_place_of_a_title_stays_beside_a_title() -> None:
    reading = read_title("Sivilingeniør, andre")

    assert (reading.telling, reading.tells) == (["sivilingenior", "andre"], True)


def test_what_a_full_stop_cuts_short_is_written_out() -> None:
    assert read_title("Veterinærass. og prosjektkoord.").telling == ["veterinerassistent", "prosjektkoordinator"]


def test_a_field_in_brackets_is_no_title_of_its_own() -> None:
    assert split_title("Leder (bygg, anlegg) / rørlegger") == ["Leder (bygg, anlegg)", "rørlegger"]


def test_a_part_knows_whether_it_belongs_to_the_job_before_it() -> None:
    parts = part_title("Assistent for lege og tannlege")

    assert [(part.text, part.joint, part.is_of) for part in parts] == [
        ("Assistent", "", False),
        ("lege", "for", True),
        ("tannlege", "og", False),
    ]
    assert part_title("Lege") == []


@pytest.mark.parametrize(
    ("written", "is_apart"), [("assistent for lege", True), ("assistentlege", False), ("i", False)]
)
def test_words_stand_apart_behind_a_preposition(written: str, is_apart: bool) -> None:
    assert read_title(written).is_apart == is_apart


def test_nothing_is_read_from_nothing() -> None:
    assert read_title(" – ").folded == ""
