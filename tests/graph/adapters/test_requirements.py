"""Requirements of authorisation are stated from the texts of every file of utdanning.no, the newest text first."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from rdflib.namespace import RDFS
from rdflib.term import Literal, URIRef

from graph.adapters.interface import Context
from graph.adapters.registry import ADAPTERS
from graph.bundled_tables import TABLES
from graph.literals import YG
from graph.vocab import DEFAULT_BASE, Names, Statement

NAMES = Names(DEFAULT_BASE)
ROSTER, EXPORT = NAMES.thing("source", "roster"), NAMES.thing("source", "export")
TODAY = {
    "Lege": "Du må ha autorisasjon fra Helsedirektoratet.",
    "Hudlege": "Spesialiseringen begynner når du har fått autorisasjon som lege.",
    "Naprapat": "Naprapater har autorisasjon som helsepersonell.",
    "Baker": "Bakere baker.",
}
OLDER = {
    "Naprapat": "Naprapat er ikke en beskyttet tittel.",
    "Baker": "Baker er en beskyttet tittel.",
    "Smed": "Smed er en beskyttet tittel.",
    "Jordmor": "Du må ha autorisasjon.",
}


def here(path: str) -> URIRef:
    return URIRef(f"{DEFAULT_BASE}id/{path}")


def read(folder: Path, context: Context) -> tuple[set[Statement], set[Statement]]:
    """Return the statements of a list of today's occupations, and of an older export read after it."""
    page = "https://utdanning.no/yrker/beskrivelse/"
    records = [
        {"id": f"y_{name.lower()}", "title": name, "url": page + name.lower(), "styrk08": ["2211"], "description": text}
        for name, text in TODAY.items()
    ]
    (folder / "yrker.json").write_text(json.dumps(records), "utf-8")
    entries = "".join(
        f"<yrker><yrkeTittel>{name}</yrkeTittel><yrkeBeskrivelse>{text}</yrkeBeskrivelse></yrker>"
        for name, text in OLDER.items()
    )
    (folder / "texts.xml").write_text(f"<utdanningogyrker>{entries}</utdanningogyrker>", "utf-8")
    today = set(ADAPTERS["portal-occupations"](folder / "yrker.json", ROSTER, context).statements)
    return today, set(ADAPTERS["portal-requirements"](folder / "texts.xml", EXPORT, context).statements)


def test_a_text_states_the_authorisation_its_authority_and_that_a_text_is_the_ground(tmp_path: Path) -> None:
    today, _ = read(tmp_path, Context(NAMES))

    authorisation = here("authorisation/lege")
    assert (here("occupation/lege"), YG.requiresAuthorisation, authorisation) in today
    assert (authorisation, YG.grantedBy, here("organisation/helsedirektoratet")) in today
    assert (authorisation, YG.legalBasis, Literal("teksten om yrket hos utdanning.no", lang="nb")) in today


def test_a_specialist_requires_the_authorisation_of_the_profession(tmp_path: Path) -> None:
    today, _ = read(tmp_path, Context(NAMES))

    assert (here("occupation/hudlege"), YG.requiresAuthorisation, here("authorisation/lege")) in today
    assert (here("authorisation/lege"), RDFS.label, Literal("Autorisasjon som lege", lang="nb")) in today
    assert not [one for one in today if one[0] == here("authorisation/hudlege")]


def test_an_older_text_is_silent_where_a_newer_one_has_spoken(tmp_path: Path) -> None:
    _, older = read(tmp_path, Context(NAMES))

    assert older == {(here("occupation/baker"), YG.protectedTitle, Literal(True))}


def about_painters(folder: Path, text: str) -> set[Statement]:
    """Return the statements of a list of today's occupations with one, whose text is *text*."""
    page = "https://utdanning.no/yrker/beskrivelse/maler"
    painter = {"id": "y_maler", "title": "Maler", "url": page, "styrk08": ["7131"], "description": text}
    (folder / "yrker.json").write_text(json.dumps([painter]), "utf-8")
    return set(ADAPTERS["portal-occupations"](folder / "yrker.json", ROSTER, Context(NAMES)).statements)


COVERED = (here("occupation/maler"), YG.coveredBy, here("coverage/roster--requiresAuthorisation"))


def test_a_title_without_protection_leaves_it_unknown_whether_an_authorisation_is_required(tmp_path: Path) -> None:
    statements = about_painters(tmp_path, "Tittelen maler er ikke beskyttet.")

    assert (here("occupation/maler"), YG.protectedTitle, Literal(False)) in statements
    assert COVERED not in statements


def test_a_text_that_denies_an_authorisation_is_a_known_no(tmp_path: Path) -> None:
    statements = about_painters(tmp_path, "Det finnes ingen autorisasjon for malere.")

    assert COVERED in statements
    assert not [one for one in statements if one[1] in {YG.requiresAuthorisation, YG.protectedTitle}]


def test_a_requirement_for_part_of_the_work_is_stated_as_that(tmp_path: Path) -> None:
    statements = about_painters(tmp_path, "Malere som vil drive verksted, må ha autorisasjon.")

    assert (here("occupation/maler"), YG.authorisationForPart, Literal(True)) in statements
    assert COVERED not in statements
    assert not [one for one in statements if one[1] == YG.requiresAuthorisation]


def test_a_profession_that_is_no_occupation_is_named_with_the_authority_and_the_act(tmp_path: Path) -> None:
    context = Context(NAMES)
    page = "https://utdanning.no/yrker/beskrivelse/apoteker"
    text = "Det kreves autorisasjon som provisorfarmasøyt."
    record = {"id": "y_apoteker", "title": "Apoteker", "url": page, "styrk08": ["2262"], "description": text}
    (tmp_path / "yrker.json").write_text(json.dumps([record]), "utf-8")
    regulated = tmp_path / "regulated.yaml"
    regulated.write_text("- {names: [Provisorfarmasøyt], authority: Tilsynet, basis: loven}\n...\n", "utf-8")

    today = set(ADAPTERS["portal-occupations"](tmp_path / "yrker.json", ROSTER, context).statements)
    listed = set(ADAPTERS["regulated"](regulated, EXPORT, context).statements)

    required = (here("occupation/apoteker"), YG.requiresAuthorisation, here("authorisation/provisorfarmasoyt"))
    assert required in today & listed
    assert (required[2], YG.legalBasis, Literal("loven", lang="nb")) in listed


def test_the_bundled_tables_have_the_requirements_of_the_texts(shared: Callable[[str], Path]) -> None:
    adapter = ADAPTERS["portal-requirements"]

    bundled = adapter(TABLES / "occupation-requirements.csv", EXPORT, _known())
    document = adapter(shared("sources/utdanning.no/utdanningogyrker.xml"), EXPORT, _known())

    assert bundled.report["records"] == document.report["records"] > 100
    assert set(bundled.statements) == set(document.statements)


def test_the_texts_of_fifty_six_occupations_require_an_authorisation() -> None:
    context = _known()

    statements = set(ADAPTERS["portal-occupations"](TABLES / "occupations.csv", ROSTER, context).statements)

    required = {one for one, property_, _ in statements if property_ == YG.requiresAuthorisation}
    part = {one for one, property_, _ in statements if property_ == YG.authorisationForPart}
    assert len(required) == 56
    assert here("occupation/sykepleier") in required
    assert part == {here(f"occupation/{key}") for key in ("bank_rad", "farmasoyt", "landmaler", "taksidermist")}


def _known() -> Context:
    context = Context(NAMES)
    ADAPTERS["portal-occupations"](TABLES / "occupations.csv", ROSTER, context)
    context.portal.required.clear()
    return context
