"""Lengths of study and training stages, as pages tell them."""

from __future__ import annotations

import pytest

from graph.model import Text
from graph.sources.page.phrases import sentences
from graph.sources.page.training import read_path


def texts(*values: str) -> list[Text]:
    return [Text(value=value, language="nb") for value in values]


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("Du må ha en treårig bachelorgrad.", 3),
        ("Studiet er et 5-årig løp. Det er krevende.", 5),
        ("Utdanninga tek fire år.", 4),
        ("Læretiden varer i to og et halvt år.", 2.5),
        ("Løpet er fem og et halvtårig.", 5.5),
        ("Opplæringa går over 4 år i bedrift.", 4),
        ("Utdanningen tar halvannet år.", 1.5),
    ],
)
def test_the_length_of_the_programme_is_read_in_words_and_digits(text: str, years: float) -> None:
    path = read_path(texts(text))

    assert path is not None
    assert path.years == years
    assert path.programme is not None
    assert path.programme.value == sentences(text)[0]


@pytest.mark.parametrize("text", ["Du må være fylt 18 år.", "Du må ha fagbrev.", "Det er lov fra 20 år."])
def test_an_age_is_no_length_of_study(text: str) -> None:
    assert read_path(texts(text)) is None


def test_a_specialist_needs_a_least_number_of_years() -> None:
    path = read_path(texts("Du kan bli spesialist etter minst fem og et halvt år i praksis."))

    assert path is not None
    assert (path.minimum_years, path.years) == (5.5, None)


def test_stages_have_their_months_and_places() -> None:
    path = read_path(
        texts(
            "Løpet har tre deler: LIS1, LIS 2 og LIS-3.",
            "LIS1 er 12 måneder på sykehus og seks måneder i kommunen. LIS2 tar 24 måneder.",
        )
    )

    assert path is not None
    assert [(stage.key, stage.name, stage.months) for stage in path.stages] == [
        ("lis1", "LIS1", 18),
        ("lis2", "LIS2", 24),
        ("lis3", "LIS3", None),
    ]
    assert [(part.key, part.months) for part in path.stages[0].parts] == [("sykehus", 12), ("kommunen", 6)]
