"""The way to an occupation is shown in order, with the length of each step."""

from __future__ import annotations

import dataclasses

import pytest
from flask.testing import FlaskClient

from graph.reading.release import Release
from server.languages import Passage, ReaderLanguage
from server.things.cards import NamedLink, read_cards
from server.things.occupation.path import Step, find_steps, has_way
from server.things.page_questions import ask_about


def steps_of(release: Release, key: str, language: str) -> list[Step]:
    iri = release.names.thing("occupation", key)
    return find_steps(
        release,
        ask_about(release, iri, ReaderLanguage.of(language), "path", "authorisations"),
        ReaderLanguage.of(language),
        read_cards(release, ReaderLanguage.of(language))[key],
    )


def told(step: Step) -> tuple[str, str]:
    return ", ".join(stop.name.words for stop in step.stops), step.length


def test_the_way_to_lege_goes_from_the_programme_to_the_specialist(bundled: Release) -> None:
    steps = steps_of(bundled, "lege", "nb")

    assert [told(step) for step in steps] == [
        ("Profesjonsstudium i medisin", "6 år"),
        ("Autorisasjon som lege", ""),
        ("LIS1", "18 måneder"),
        ("LIS2, LIS3", ""),
        ("Spesialist", "minst 6,5 år etter autorisasjonen"),
    ]
    assert [stop.name.words for stop in steps[1].grantors] == ["Helsedirektoratet"]


def test_the_parts_of_a_stage_stand_in_their_order(bundled: Release) -> None:
    steps = steps_of(bundled, "lege", "en")

    assert [(length, place.words) for length, place in steps[2].parts.values()] == [
        ("12 months", "sjukehus"),
        ("6 months", "helse- og omsorgstenesta i ein kommune"),
    ]


def test_programmes_are_alternatives_and_continuing_education_a_step_after_them(bundled: Release) -> None:
    card = read_cards(bundled, ReaderLanguage.of("nb"))["audiograf"]
    names = ("Sykepleie", "Vernepleie", "Videreutdanning for sykepleiere")
    programmes = tuple(NamedLink(f"/doc/education/{name}", Passage(name, "nb")) for name in names)

    steps = find_steps(
        bundled,
        {"path": [], "authorisations": []},
        ReaderLanguage.of("nb"),
        dataclasses.replace(card, programmes=programmes),
    )

    assert [told(step)[0] for step in steps[:2]] == ["Sykepleie, Vernepleie", "Videreutdanning for sykepleiere"]
    assert steps[0].alternatives


def test_stages_of_training_add_up(bundled: Release) -> None:
    assert not any(step.alternatives for step in steps_of(bundled, "lege", "nb"))


@pytest.mark.parametrize(
    ("language", "words"), [("nb", "LIS2</a> og <a"), ("nn", "LIS2</a> og <a"), ("en", "LIS2</a> and <a")]
)
def test_the_page_joins_stages_by_and(client: FlaskClient, language: str, words: str) -> None:
    assert words in client.get(f"/doc/occupation/lege.html?lang={language}").text


@pytest.mark.parametrize(
    ("language", "last"),
    [("nn", "minst 6,5 år etter autorisasjonen"), ("en", "at least 6.5 years after authorisation")],
)
def test_the_years_to_a_specialist_are_counted_from_the_authorisation(
    bundled: Release, language: str, last: str
) -> None:
    assert steps_of(bundled, "lege", language)[-1].length == last


def test_an_occupation_no_source_tells_the_way_to_has_no_steps(bundled: Release) -> None:
    assert steps_of(bundled, "audiograf", "nb") == []


def test_levels_of_education_codes_are_no_step(portal: Release) -> None:
    reader = ReaderLanguage.of("nb")
    card = dataclasses.replace(read_cards(portal, reader)["kokk"], programmes=())
    found = ask_about(portal, portal.names.thing("occupation", "kokk"), reader, "path", "authorisations")

    assert card.levels
    assert find_steps(portal, found, reader, card) == []


def test_without_a_path_the_way_begins_with_the_study_programmes_and_ends_in_the_occupation(portal: Release) -> None:
    card = next(card for card in read_cards(portal, ReaderLanguage.of("nb")).values() if card.programmes)

    steps = steps_of(portal, card.key, "nb")

    assert [stop.name for stop in steps[0].stops] == [one.name for one in card.programmes]
    assert told(steps[-1]) == (card.name.words, "")
    assert has_way(steps)
