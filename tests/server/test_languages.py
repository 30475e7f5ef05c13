"""The language asked for decides which name is shown, and its fallback where there is none."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from server.languages import ReaderLanguage, choose, choose_in, look_up


@pytest.mark.parametrize(
    ("names", "language", "shown"),
    [
        ({"nb": "Lege", "nn": "Lækjar", "en": "Doctor"}, "nn", ("Lækjar", "nn")),
        ({"nb": "Lege", "en": "Doctor"}, "nn", ("Lege", "nb")),
        ({"en": "Doctor"}, "nn", ("Doctor", "en")),
        ({"nn": "Lækjar", "nb": "Lege"}, "en", ("Lege", "nb")),
        ({"da": "Læge"}, "en", ("Læge", "da")),
        ({"": "2221"}, "nb", ("2221", "")),
        ({"se": "Doavttir"}, "nb", ("Doavttir", "se")),
    ],
)
def test_the_nearest_language_is_shown_and_named(names: dict[str, str], language: str, shown: tuple[str, str]) -> None:
    assert choose_in(names, language) == shown


def test_without_a_name_nothing_is_made_up() -> None:
    assert choose_in({}, "nb") is None


def test_a_name_is_chosen_by_the_language_of_the_content() -> None:
    assert choose({"nb": "Lege", "en": "Doctor"}, ReaderLanguage("nb", "en")) == ("Doctor", "en")


@pytest.mark.parametrize("tags", [("da", "nb"), ("nb", "no"), ("", "nb")])
def test_a_reader_has_languages_of_the_interface(tags: tuple[str, str]) -> None:
    with pytest.raises(ValueError, match="a reader's language is one of nb, nn, en, got"):
        ReaderLanguage(*tags)


def test_names_are_in_the_language_of_the_content_and_words_in_that_of_the_page(client: FlaskClient) -> None:
    text = client.get("/doc/occupation/lege.html?lang=nb&content=en").text

    assert '<html lang="nb">' in text
    assert '<h1><span lang="en">Medical doctor</span></h1>' in text
    assert ">Meld feil<" in text
    assert "/doc/occupation/audiograf?lang=nb&amp;content=en" in text


def test_the_language_of_the_content_follows_to_the_document_and_tells_it_from_others(client: FlaskClient) -> None:
    sent = client.get("/id/occupation/lege?content=en", headers={"Accept": "text/html"})
    pages = [client.get(f"/doc/occupation/lege.html?content={one}") for one in ("nb", "en")]

    assert sent.location == "/doc/occupation/lege.html?content=en"
    assert len({page.headers["ETag"] for page in pages}) == 2


def test_what_is_no_language_is_not_one_of_the_content(client: FlaskClient) -> None:
    refused = client.get("/doc/occupation/lege.html?lang=nb&content=tlh")

    assert refused.status_code == 400
    assert "content must be one of nb, nn, en" in refused.text


@pytest.mark.parametrize(
    ("header", "language"),
    [
        (None, "nb"),
        ("", "nb"),
        ("*", "nb"),
        ("de", "nb"),
        ("nb-NO", "nb"),
        ("no", "nb"),
        ("no-NO, nn;q=0.9", "nb"),
        ("no-nyn", "nn"),
        ("nn-NO,en;q=0.5", "nn"),
        ("NN-no", "nn"),
        ("nn-NO-x-private", "nn"),
        ("en-GB,en;q=0.8", "en"),
        ("de, nn;q=0.3", "nn"),
        ("*, nn;q=0.1", "nn"),
        ("en;q=0.5, nn;q=0.8", "nn"),
        ("en;q=.2, nn;q=.8", "nn"),
        ("nb;q=.2, en;q=0.1", "nb"),
        ("nn;q=0, en;q=0.1", "en"),
        ("en;q=high, nn;q=0.9", "en"),
        ("english", "nb"),
        (";;q=,-", "nb"),
    ],
)
def test_the_language_is_looked_up_by_rfc_4647(header: str | None, language: str) -> None:
    assert look_up(header) == language
