"""A page states the main language of its texts once, and others at the texts."""

from __future__ import annotations

import re

import pytest
from flask.testing import FlaskClient

from graph.search.sentences import split_sentences
from server.languages import Passage, ReaderLanguage
from server.things.texts import describe_texts, first_sentence

NOTES = {
    "nb": ["Det meste av teksten fra kilden finnes bare på nynorsk.", "Denne teksten finnes bare på dansk."],
    "nn": ["Denne teksten finst berre på bokmål.", "Denne teksten finst berre på dansk."],
    "en": [
        "Most of the source text is available in Norwegian Nynorsk only.",
        "This text is available in Norwegian Bokmål only.",
        "This text is available in Danish only.",
    ],
}


@pytest.mark.parametrize(
    ("spoken", "language", "note"),
    [
        (["nn", "nn"], "nb", "Teksten fra kilden finnes bare på nynorsk."),
        (["nn", "nn", "da"], "nb", "Det meste av teksten fra kilden finnes bare på nynorsk."),
        (["nn", "nn", "nb"], "nn", ""),
        (["nb", "nn"], "nn", ""),
        ([], "en", ""),
        (["nb"], "en", "The source text is available in Norwegian Bokmål only."),
    ],
)
def test_the_language_of_most_texts_is_told_unless_it_is_the_reader_s(
    spoken: list[str], language: str, note: str
) -> None:
    assert describe_texts(spoken, ReaderLanguage.of(language)).note == note


@pytest.mark.parametrize(("spoken", "name"), [("da", "dansk"), ("sv", "svensk"), ("fr", "fransk"), ("xx", "xx")])
def test_a_text_in_another_language_says_in_which(spoken: str, name: str) -> None:
    note = describe_texts(["nb"], ReaderLanguage.of("nb")).note_on(Passage("Hei", spoken))

    assert note == f"Denne teksten finnes bare på {name}."


@pytest.mark.parametrize("language", NOTES)
def test_the_page_about_lege_tells_each_language_once(client: FlaskClient, language: str) -> None:
    text = client.get(f"/doc/occupation/lege.html?lang={language}").text

    notes = re.findall(r'<p class="note"(?: lang="..")?>([^<]*)</p>', text)
    assert [one for one in notes if re.search(" is available in |(?:bare|berre) på ", one)] == NOTES[language]


@pytest.mark.parametrize("language", NOTES)
def test_every_text_of_the_page_is_marked_with_its_language(client: FlaskClient, language: str) -> None:
    text = client.get(f"/doc/occupation/lege.html?lang={language}").text

    assert re.findall(r'<p lang="(..)">Giver patienten', text) == ["da"]
    assert re.findall(r'<div class="text" lang="(..)">', text).count("nn") >= 5


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("En baker lager brød. Hun står tidlig opp.", "En baker lager brød."),
        ("Lager brød, kaker o.l. Baker i ovn. Selger.", "Lager brød, kaker o.l. Baker i ovn."),
        ("Arbeider fra 1. Mai til høsten. Så ferie.", "Arbeider fra 1. Mai til høsten."),
        ("Uten punktum\nny linje", "Uten punktum"),
        ("", ""),
    ],
)
def test_a_sentence_ends_at_a_full_stop_of_its_own(text: str, first: str) -> None:
    assert first_sentence(text) == first


def test_a_long_sentence_is_cut_at_a_word() -> None:
    cut = first_sentence("ord " * 100)

    assert len(cut) <= 220
    assert cut.endswith("ord …")


def test_every_sentence_is_kept_in_order() -> None:
    assert split_sentences("En. To! Tre?\nFire") == ["En.", "To!", "Tre?", "Fire"]
