"""A title is suggested for an occupation when their names agree by a rule, and the rule says how sure that is."""

from __future__ import annotations

import csv
import json
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from graph.deriving.title_matches import RULES, suggest


@pytest.mark.parametrize(
    ("title", "occupation", "rule", "match"),
    [
        ("BARNELEGE", "Barnelege", "equal names", "closeMatch"),
        ("ØYELEGE ", "Øyelege", "equal names", "closeMatch"),
        ("WEB-DESIGNER", "Webdesigner", "equal but for spaces and punctuation", "closeMatch"),
        ("AU-PAIR", "Au pair", "equal but for spaces and punctuation", "closeMatch"),
        ("ORGANIST", "Organist/Kantor", "one of the occupation's two names", "broadMatch"),
        ("FORSKER (FYSIKK OG ASTRONOMI)", "Forsker", "equal before the title's parenthesis", "broadMatch"),
        ("BILMEKANIKER", "Bilmekaniker (lette kjøretøy)", "equal before the occupation's parenthesis", "narrowMatch"),
    ],
)
def test_names_agree_by_the_first_rule_that_fits(title: str, occupation: str, rule: str, match: str) -> None:
    (found,) = suggest({"t": [title]}, {"o": [occupation]})

    assert (found.rule.key, found.rule.match) == (rule, match)


@pytest.mark.parametrize(
    ("title", "occupation"),
    [("OVERLEGE", "Lege"), ("LEGE", "Tannlege"), ("MALER", "Måler"), ("LEGE I SPESIALISERING", "Lege"), ("", "Lege")],
)
def test_names_that_are_not_equal_suggest_nothing(title: str, occupation: str) -> None:
    assert list(suggest({"t": [title]}, {"o": [occupation]})) == []


def test_one_title_may_be_suggested_for_two_occupations() -> None:
    occupations = {"light": ["Bilmekaniker (lette kjøretøy)"], "heavy": ["Bilmekaniker (tunge kjøretøy)"]}

    assert {one.occupation for one in suggest({"t": ["BILMEKANIKER"]}, occupations)} == {"light", "heavy"}


def test_a_name_in_either_norwegian_will_do() -> None:
    assert len(list(suggest({"t": ["SJUKEPLEIAR"]}, {"o": ["Sykepleier", "Sjukepleiar"]}))) == 1


def test_the_surer_rule_comes_first() -> None:
    assert [rule.confidence for rule in RULES] == sorted((rule.confidence for rule in RULES), reverse=True)
    assert len(list(suggest({"t": ["LEGE"]}, {"o": ["Lege", "Lege (alle)"]}))) == 1


def test_the_confidence_of_equal_names_is_what_is_measured(shared: Callable[[str], Path]) -> None:
    with shared("sources/ssb/styrk98_to_styrk08_partial.csv").open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.DictReader(stream))
    main = json.loads(shared("sources/utdanning.no/main.json").read_text("utf-8")).values()
    occupations = {entry["uno_id"]: entry for entry in main if entry["uno_id"].startswith("y_")}
    by_title = {row["styrk98_7"]: row["styrk08_by_nav_title"] for row in rows}
    agree: Counter[tuple[str, bool]] = Counter()
    for one in suggest(
        {row["styrk98_7"]: [row["title"]] for row in rows}, {key: [it["tittel"]] for key, it in occupations.items()}
    ):
        stated, group = occupations[one.occupation].get("yrkeskoder_styrk08"), by_title[one.title]
        if stated and group:
            agree[one.rule.key, group in stated] += 1

    measured = {rule.key: (agree[rule.key, True], agree[rule.key, True] + agree[rule.key, False]) for rule in RULES}

    assert measured["equal names"] == (279, 292)
    assert measured["equal before the title's parenthesis"] == (101, 176)
    assert [measured[rule.key] for rule in RULES if measured[rule.key][1] < 10] == [(2, 2), (4, 4), (4, 5)]
