"""Regulated professions are joined to occupations by name, each with its authority and its ground."""

from __future__ import annotations

from pathlib import Path

import pytest
from rdflib.term import Literal, URIRef

from graph.adapters.interface import Context
from graph.adapters.registry import ADAPTERS
from graph.errors import SourceFault
from graph.literals import YG
from graph.vocab import DEFAULT_BASE, Names
from tests.paths import ROOT

NAMES = Names(DEFAULT_BASE)
SOURCE = NAMES.thing("source", "regulated")
LIST = ROOT / "graph" / "data" / "regulated.yaml"


def here(path: str) -> URIRef:
    return URIRef(f"{DEFAULT_BASE}id/{path}")


def test_an_occupation_of_that_name_requires_the_authorisation() -> None:
    context = Context(NAMES, known={"sykepleier": "sykepleier", "snekker": "snekker"})

    reading = ADAPTERS["regulated"](LIST, SOURCE, context)

    statements = set(reading.statements)
    authorisation = here("authorisation/sykepleier")
    assert (here("occupation/sykepleier"), YG.requiresAuthorisation, authorisation) in statements
    assert (authorisation, YG.grantedBy, here("organisation/helsedirektoratet")) in statements
    assert (authorisation, YG.legalBasis, Literal("helsepersonelloven § 48", lang="nb")) in statements
    assert not [one for one in statements if one[0] == here("occupation/snekker")]


def test_the_occupation_is_covered_and_every_profession_without_one_is_reported() -> None:
    reading = ADAPTERS["regulated"](LIST, SOURCE, Context(NAMES, known={"lege": "lege"}))

    covered = {subject for subject, property_, _ in reading.statements if property_ == YG.coveredBy}
    assert covered == {here("occupation/lege")}
    assert reading.report["occupations joined by name"] == 1
    assert len(reading.report["no occupation of that name"]) == reading.report["professions"] - 1 > 50


def test_a_profession_without_an_authority_is_refused_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "regulated.yaml"
    path.write_text("- {names: [Lege], authority: Helsedirektoratet, basis: x}\n- {names: [Prest], basis: x}\n...\n")

    with pytest.raises(SourceFault, match="line 2"):
        ADAPTERS["regulated"](path, SOURCE, Context(NAMES))
