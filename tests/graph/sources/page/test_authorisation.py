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
        ("Tannpleier", "Etter eksamen må du søke om autorisasjon som tannpleier.", OWN),
        ("Jordmor", "Jordmødre har eigen autorisasjon, i tillegg til autorisasjon som sjukepleiar.", OWN),
        ("Naprapat", "Naprapater har autorisasjon som helsepersonell.", OWN),
        ("Kiropraktor", "Du må ha autorisasjon for å kunne utøve yrket.", OWN),
        ("Forsikringsrådgiver", "For å jobbe med forsikringsrådgivning, skal du ha autorisasjon.", OWN),
        ("Revisor", "Du må være registrert eller statsautorisert revisor.", OWN),
        (
            "Hudlege",
            "Du kan spesialisere deg når du har fått autorisasjon som lege.",
            Requirement("authorisation", "lege"),
        ),
        ("Barnesykepleier", "Du må være autorisert sykepleier.", Requirement("authorisation", "sykepleier")),
        ("Intensivsykepleier", "De er autoriserte sykepleiere.", Requirement("authorisation", "sykepleier")),
        (
            "Anestesisykepleier",
            "Hvis du vil bli anestesisykepleier, må du først være en autorisert sykepleier.",
            Requirement("authorisation", "sykepleier"),
        ),
        ("Regnskapsfører", "Du kan jobbe med eller uten autorisasjon. Noen har autorisasjon som regnskapsfører.", None),
        ("Pleieassistent", "Det er helsefagarbeideren som er leder. Helsefagarbeidere har autorisasjon.", None),
        ("Tolk", "Du kan være statsautorisert tolk.", None),
        ("Tolk", "Du kan ta statsautorisasjonsprøve eller en test. Tolken må ha autorisasjon.", None),
        ("Tolk", "For å kunne kalle deg autorisert tolk, må du ha autorisasjon.", None),
        ("Tolk", "Hvis du består, kan du søke om autorisasjon som tolk.", None),
        ("Audiograf", "Etter eksamen kan du søke om autorisasjon som audiograf.", None),
        ("Perfusjonist", "For å bli autorisert perfusjonist må du ha erfaring.", None),
        ("Kiropraktor", "Praksis er nødvendig for å få autorisasjon som kiropraktor.", None),
        ("Optiker", "Utdanningen kvalifiserer for autorisasjon som optiker.", None),
        ("Naprapat", "Har du gammel utdanning, må du søke helsedirektoratet om autorisasjon.", None),
        ("Manuellterapeut", "De kan også få autorisasjon som manuellterapeut. Autorisasjon gis av Tilsynet.", None),
        ("Montør", "Du må jobbe i en bedrift med ekom-autorisasjon.", None),
        ("Matros", "Du må ha attest fra en autorisert lege.", None),
        ("Baker", "Bakere baker brød.", None),
    ],
)
def test_a_text_requires_an_authorisation_or_denies_one(name: str, text: str, requirement: Requirement | None) -> None:
    assert read_requirement([text], name) == requirement


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Kunderådgiver i bank", "Kunderådgivere som skal veilede kunder i kreditt, må ha autorisasjon."),
        ("Taksidermist", "Taksidermister som vil drive verksted, må søke Tilsynet om autorisasjon."),
        ("Landmåler", "Du må være autorisert som landmåler, hvis du skal måle opp eiendom."),
        ("Landmåler", "Personer som skal måle opp grenser må få en autorisasjon kalt Landmålerbrev."),
        ("Farmasøyt", "For å jobbe på apotek og sykehus må du ha autorisasjon fra Tilsynet."),
        ("Farmasøyt", "De må ha autorisasjon for å arbeide på apotek."),
    ],
)
def test_a_clause_limits_a_requirement_to_part_of_the_work(name: str, text: str) -> None:
    assert read_requirement([text], name) == Requirement("part")


def test_an_authorisation_as_health_personnel_is_that_of_the_profession_named_elsewhere() -> None:
    texts = [
        "Apotekeren har autorisasjon som helsepersonell, som gis av Helsedirektoratet.",
        "Det kreves master i farmasi, autorisasjon som provisorfarmasøyt og praksis.",
    ]

    found = read_requirement(texts, "Apoteker")

    assert found == Requirement("authorisation", "provisorfarmasøyt", "Helsedirektoratet")


@pytest.mark.parametrize(
    ("name", "text", "protected"),
    [
        ("Siviløkonom", "Siviløkonom er en beskyttet tittel.", True),
        ("Heismontør", "Tittelen heismontør er beskyttet.", True),
        ("Homeopat", "Homeopat er ikke en beskyttet tittel.", False),
        ("Landmåler", "Landmåler er en ubeskyttet tittel.", False),
        ("Journalist", "Kven som helst kan kalle seg journalist.", False),
    ],
)
def test_a_title_that_is_protected_or_not_says_nothing_about_authorisation(
    name: str, text: str, protected: bool
) -> None:
    assert read_requirement([text], name) == Requirement(None, protected=protected)


def test_the_protected_titles_within_an_occupation_are_not_its_own() -> None:
    assert read_requirement(["Yrket farmasøyt har to beskyttede titler."], "Farmasøyt") is None


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Terapeut", "Det finnes ingen autorisasjon for terapeuter."),
        ("Gestaltterapeut", "Det ikke finnes noen autorisasjon for å kalle seg gestaltterapeut."),
        ("Maler", "Det kreves ikke autorisasjon."),
        ("Målar", "Det krevst ikkje autorisasjon."),
    ],
)
def test_a_text_denies_that_there_is_an_authorisation(name: str, text: str) -> None:
    assert read_requirement([text], name) == Requirement("none")


def test_a_denial_for_some_work_is_no_denial_for_the_occupation() -> None:
    assert read_requirement(["Det kreves ikke autorisasjon for å male innendørs."], "Elektriker") is None


def test_a_text_states_a_requirement_and_a_protected_title() -> None:
    found = read_requirement(["Optiker er en verna tittel.", "Du må ha autorisasjon frå Tilsynet."], "Optiker")

    assert found == Requirement("authorisation", authority="Tilsynet", protected=True)


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
