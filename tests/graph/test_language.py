"""Bokmål, nynorsk, Danish and English told apart, also in short passages."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.language import detect
from graph.model import Language

PASSAGES: list[tuple[Language, str]] = [
    ("nn", "Dei fleste arbeider på kontor, men nokon er ute kvar dag."),
    ("nn", "Du må vere flink til å høyre etter kva folk seier."),
    ("nn", "Ein snikkar lagar møblar av tre og reparerer gamle stolar."),
    ("nb", "De fleste arbeider på kontor, men noen er ute hver dag."),
    ("nb", "Du må være flink til å høre etter hva folk sier."),
    ("nb", "En snekker lager møbler av tre og reparerer gamle stoler."),
    ("da", "Som tømrer arbejder du ude det meste af året og bygger huse af træ."),
    ("da", "Uddannelsen tager fire år, og du får løn mens du lærer faget."),
    ("en", "A carpenter builds houses of wood and works outdoors for most of the year."),
]


@pytest.mark.parametrize("likely", ["nb", "nn", None])
@pytest.mark.parametrize(("language", "text"), PASSAGES)
def test_a_sentence_is_heard_for_what_it_is_whatever_was_expected(
    language: Language, text: str, likely: Language | None
) -> None:
    assert detect(text, likely=likely) == language


@pytest.mark.parametrize("likely", ["nb", "nn", "en", "da"])
@pytest.mark.parametrize("text", ["Audiograf", "Lege", "Vikar", "Statistisk sentralbyrå"])
def test_a_word_or_two_says_nothing(text: str, likely: Language) -> None:
    assert detect(text, likely=likely) == likely


@pytest.mark.parametrize(
    "text",
    [
        "planleggje og styre arbeid",
        "montere og justere deler",
        "halde kontakt med kundar",
        "rapportere til leiar",
        "kjøre maskin og truck",
        "ta imot prøver",
    ],
)
def test_a_short_bullet_stays_in_the_language_of_its_page(text: str) -> None:
    assert detect(text, likely="nn") == "nn"


@pytest.mark.parametrize("text", ["montere og justere deler", "ta imot prøver", "kontroll av maskiner og utstyr"])
def test_a_bullet_that_could_be_either_follows_the_page(text: str) -> None:
    assert (detect(text, likely="nn"), detect(text, likely="nb")) == ("nn", "nb")


@pytest.mark.parametrize(
    ("language", "numbers"),
    [
        ("nn", (5, 9, 11, 19, 21, 23, 27, 59, 65, 67, 144, 152, 214, 219, 224, 239, 244, 254, 259, 264, 269)),
        ("nb", (41, 48, 75)),
        ("da", (229,)),
    ],
)
def test_the_passages_of_the_seed_are_heard_right(seed: Path, language: Language, numbers: tuple[int, ...]) -> None:
    lines = seed.read_text("utf-8").splitlines()

    assert {number: detect(lines[number - 1], likely="nn") for number in numbers} == dict.fromkeys(numbers, language)


def test_bokmal_texts_about_occupations_are_not_taken_for_nynorsk(occupation_texts: Path) -> None:
    source = occupation_texts.read_text("latin-1")
    lines = [line.strip() for line in source[source.index("<yrker>") :].split("\n")]
    sentences = [line for line in lines if line.endswith(".") and len(line.split()) >= 12][:400]

    wrong = [text for text in sentences if detect(text, likely="nb") != "nb"]

    assert len(wrong) <= 4, wrong
