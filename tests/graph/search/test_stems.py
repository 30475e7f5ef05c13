"""The forms of a word have one stem, in bokmål and nynorsk."""

from __future__ import annotations

import pytest

from graph.search.folding import fold
from graph.search.stems import stem

FORMS = [
    ("sykepleier", "sykepleiere sykepleieren sykepleierne sjukepleiar sjukepleiarar sjukepleiarane sykepleierske"),
    ("lærer", "lærere læreren lærerne lærar lærarar lærarane lærerinne lærarinne"),
    ("leder", "ledere lederen leiar leiarane"),
    ("konsulent", "konsulenter konsulenten konsulentar konsulentane konsulentene"),
    ("lege", "leger legen legene legar legane"),
    ("tjenestemann", "tjenestemenn tjenestekvinne tjenesteperson tenestemann tenestekvinne"),
    ("rørlegger", "rørleggere røyrleggjar røyrleggjarar"),
    ("renholder", "renholdere reinhaldar reinhaldarar"),
    ("rådgiver", "rådgivere rådgjevar rådgjevarane"),
    ("skoleleder", "skuleleiar skoleledere"),
    ("selger", "seljar selgere"),
    ("direktør", "direktører direktøren direktørar"),
]


@pytest.mark.parametrize(("word", "forms"), FORMS)
def test_the_forms_of_a_word_have_one_stem(word: str, forms: str) -> None:
    assert {stem(fold(form)) for form in forms.split()} == {stem(fold(word))}


@pytest.mark.parametrize(("one", "other"), [("leder", "lege"), ("lærer", "leder"), ("bakst", "baker"), ("vegg", "vei")])
def test_words_that_only_look_alike_keep_apart(one: str, other: str) -> None:
    assert stem(fold(one)) != stem(fold(other))


def test_a_lecturer_at_the_end_of_a_compound_has_the_stem_of_a_lecturer() -> None:
    assert stem("barnehagelerer").endswith(stem("lerer"))
