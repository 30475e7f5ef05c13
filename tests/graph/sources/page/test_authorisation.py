"""Requirements of authorisation, as texts about occupations word them."""

from __future__ import annotations

import pytest

from graph.sources.page.authorisation import Requirement, find_authority, read_requirement
from graph.sources.page.phrases import sentences

OWN = Requirement("authorisation")


@pytest.mark.parametrize(
    ("name", "text", "requirement"),
    [
        ("Lege", "Du må ha autorisasjon for å jobbe som lege.", OWN),
        ("Audiograf", "Etter eksamen kan du søke om autorisasjon som audiograf.", OWN),
        ("Jordmor", "Jordmødre har eigen autorisasjon, i tillegg til autorisasjon som sjukepleiar.", OWN),
        ("Naprapat", "Naprapater har autorisasjon som helsepersonell.", OWN),
        ("Perfusjonist", "For å bli autorisert perfusjonist må du ha erfaring.", OWN),
        ("Revisor", "Du må være registrert eller statsautorisert revisor.", OWN),
        (
            "Hudlege",
            "Du kan spesialisere deg når du har fått autorisasjon som lege.",
            Requirement("authorisation", "lege"),
        ),
        ("Barnesykepleier", "Du må være autorisert sykepleier.", Requirement("authorisation", "sykepleier")),
        ("Intensivsykepleier", "De er autoriserte sykepleiere.", Requirement("authorisation", "sykepleier")),
        ("Siviløkonom", "Siviløkonom er en beskyttet tittel.", Requirement("protected title")),
        ("Heismontør", "Tittelen heismontør er beskyttet.", Requirement("protected title")),
        ("Homeopat", "Homeopat er ikke en beskyttet tittel.", Requirement("free")),
        ("Journalist", "Kven som helst kan kalle seg journalist.", Requirement("free")),
        ("Terapeut", "Det finnes ingen autorisasjon for terapeuter.", Requirement("free")),
        ("Regnskapsfører", "Du kan jobbe med eller uten autorisasjon. Noen har autorisasjon som regnskapsfører.", None),
        ("Pleieassistent", "Det er helsefagarbeideren som er leder. Helsefagarbeidere har autorisasjon.", None),
        ("Tolk", "Du kan være statsautorisert tolk.", None),
        ("Montør", "Du må jobbe i en bedrift med ekom-autorisasjon.", None),
        ("Matros", "Du må ha attest fra en autorisert lege.", None),
        ("Baker", "Bakere baker brød.", None),
    ],
)
def test_a_text_requires_an_authorisation_or_denies_one(name: str, text: str, requirement: Requirement | None) -> None:
    assert read_requirement([text], name) == requirement


def test_a_requirement_counts_for_more_than_a_protected_title() -> None:
    found = read_requirement(["Optiker er en verna tittel.", "Du må ha autorisasjon frå Tilsynet."], "Optiker")

    assert found == Requirement("authorisation", authority="Tilsynet")


@pytest.mark.parametrize(
    ("text", "authority"),
    [
        ("Du må ha autorisasjon fra Helsedirektoratet for å jobbe som lege.", "Helsedirektoratet"),
        ("Du må ha autorisasjon frå Statens helsetilsyn.", "Statens helsetilsyn"),
        (
            "Du får autorisasjon som installatør fra Direktoratet for tryggleik og beredskap, DT.",
            "Direktoratet for tryggleik og beredskap",
        ),
        ("Etter eksamen søker ein Helsedirektoratet om autorisasjon som tannlege.", "Helsedirektoratet"),
        ("Finanstilsynet gir autorisasjon til revisorer.", "Finanstilsynet"),
        ("Tannleger må ha autorisasjon. Denne får du gjennom Helsedirektoratet", "Helsedirektoratet"),
        ("Autorisasjonen blir gitt av Helsedirektoratet.", "Helsedirektoratet"),
        ("Det er kartverket som gir autorisasjonen.", "Kartverket"),
        ("Du må søke helsedirektoratet om autorisasjon.", "Helsedirektoratet"),
        ("Du må ha et brev, lisens utstedt av Finanstilsynet.", "Finanstilsynet"),
        ("Autorisasjon gis av Norske Lakseforeningen.", None),
        ("Du trenger ingen autorisasjon.", None),
        ("Autorisasjon er ikke det samme som godkjenning.", None),
    ],
)
def test_the_body_that_gives_the_licence_is_named(text: str, authority: str | None) -> None:
    assert find_authority(sentences(text)) == authority
