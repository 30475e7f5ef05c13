"""Readable labels of titles registered in capitals, and keys of names."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from graph.casing import cased, slug
from graph.model import check_key


@pytest.mark.parametrize(
    ("title", "label"),
    [
        ("LEGE", "Lege"),
        ("LEGE I SPESIALISERING, DEL 1 (LIS1)", "Lege i spesialisering, del 1 (LIS1)"),
        ("LEGE I SPESIALISERING (LIS)", "Lege i spesialisering (LIS)"),
        ("ØRE-NESE-HALS-SPESIALIST", "Øre-nese-hals-spesialist"),
        ("LEGE (PSYKISK HELSEARBEID)", "Lege (psykisk helsearbeid)"),
    ],
)
def test_a_title_in_capitals_is_written_as_in_a_text(title: str, label: str) -> None:
    assert cased(title) == label


@pytest.mark.parametrize(
    ("title", "label"),
    [
        ("KOMMUNELEGE I", "Kommunelege I"),
        ("KOMMUNELEGE II", "Kommunelege II"),
        ("BIOINGENIØR III", "Bioingeniør III"),
        ("BYDELSLEGE I (VIKAR)", "Bydelslege I (vikar)"),
        ("VERTINNE I BAR", "Vertinne i bar"),
        ("POLITISK RÅDGIVER (I REGJERING, BYRÅD O.L.)", "Politisk rådgiver (i regjering, byråd o.l.)"),
    ],
)
def test_a_roman_number_is_told_from_the_word_i(title: str, label: str) -> None:
    assert cased(title) == label


@pytest.mark.parametrize(
    ("title", "label"),
    [
        ("IT-LEDER", "IT-leder"),
        ("SYSTEMUTVIKLER (DAK/DAP)", "Systemutvikler (DAK/DAP)"),
        ("RADIO- OG TV-REPARATØR", "Radio- og TV-reparatør"),
        ("PROSJEKTKOORDINATOR (IT/DATA-SIVILINGENIØR)", "Prosjektkoordinator (IT/data-sivilingeniør)"),
        ("LEDER (NRK)", "Leder (NRK)"),
        ("SAKSBEHANDLER NAV", "Saksbehandler NAV"),
        ("DIREKTØR A/S", "Direktør A/S"),
        ("B&B-VERT/VERTINNE", "B&B-vert/vertinne"),
        ("HMS-INGENIØR", "HMS-ingeniør"),
        ("MAC-OPERATØR", "Mac-operatør"),
        ("FOLKEVALGT (STORTINGET)", "Folkevalgt (Stortinget)"),
    ],
)
def test_abbreviations_and_names_keep_their_capitals(title: str, label: str) -> None:
    assert cased(title) == label


@pytest.mark.parametrize(
    ("title", "label"),
    [
        ("SJÅFØR KLASSE B", "Sjåfør klasse B"),
        ("SJÅFØR KLASSE E", "Sjåfør klasse E"),
        ("ELEKTROMONTØR GR.L", "Elektromontør gr.L"),
        ("ELVERKSMONTØR GRUPPE A + B", "Elverksmontør gruppe A + B"),
        ("T-BANEFØRER", "T-banefører"),
        ("E-VERKSJEF", "E-verksjef"),
        ("PROSJEKTLEDER (U-HJELPSPROSJEKTER)", "Prosjektleder (u-hjelpsprosjekter)"),
        ("MEDARBEIDER (RIGGING MV. V/ARRANGEMENT)", "Medarbeider (rigging mv. v/arrangement)"),
        ("CHARGE D'AFFAIRES", "Charge d'affaires"),
    ],
)
def test_a_letter_alone_is_a_class_or_a_small_word(title: str, label: str) -> None:
    assert cased(title) == label


def test_spaces_too_many_are_taken_out() -> None:
    assert cased("  LINJEPRODUSENT  (FILM O.L.) ") == "Linjeprodusent (film o.l.)"


def test_a_title_that_is_not_in_capitals_is_left_alone() -> None:
    assert cased("Lege ved NTNU") == "Lege ved NTNU"


def test_every_title_of_the_yrkeskatalog_keeps_its_letters_and_begins_with_a_capital(yrkeskatalog: Path) -> None:
    with yrkeskatalog.open(encoding="utf-8-sig", newline="") as file:
        titles = [" ".join(row["name"].split()) for row in csv.DictReader(file, delimiter=";")]

    labels = [cased(title) for title in titles]

    assert [label.upper() for label in labels] == titles
    assert all(label[0].isupper() for label in labels)


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Bioingeniør", "bioingenior"),
        ("Aktivitør", "aktivitor"),
        ("Fødselshjelp og kvinnesykdommer", "fodselshjelp-og-kvinnesykdommer"),
        ("Ærlig båtfører", "aerlig-batforer"),
        ("Barne- og ungdomspsykiatri", "barne-og-ungdomspsykiatri"),
        ("Kafémedarbeider", "kafemedarbeider"),
        ("Bioingenio\u0308r", "bioingenior"),
        ("  LIS 1 (sjukehus) ", "lis-1-sjukehus"),
    ],
)
def test_a_key_is_lower_case_letters_and_hyphens(name: str, key: str) -> None:
    assert slug(name) == key
    check_key(key)


def test_a_name_without_letters_has_no_key() -> None:
    with pytest.raises(ValueError, match="has letters"):
        slug("–")
