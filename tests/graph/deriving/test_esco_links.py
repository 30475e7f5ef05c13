"""Occupations are linked to those of ESCO by names, groups and hierarchy, with the relation and its confidence."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from graph.crosswalk import ESCO, OCCUPATIONS, Crosswalk, Match
from graph.crosswalk_words import OCCUPATIONS_TO_ESCO
from graph.deriving.english_words import Rarity
from graph.deriving.esco_crosswalk import SURE, occupations_to_esco, skill_sources
from graph.deriving.esco_features import FEATURES, EscoFeatures, EscoOccupations
from graph.deriving.esco_links import CLOSE, EXACT, RELATIONS, chances, esco_links, read_models
from graph.deriving.judged_links import NONE, read_judged
from graph.deriving.reviewed_pairs import styrk_to_isco
from graph.errors import SourceFault
from graph.sources.classifications.search_words import ENGLISH_WORDS, read_search_words
from tests.bench.esco_links import calibration, make_pairs, read_sample

NAMES = {
    "carpenter": ["carpenter", "joiner"],
    "supervisor": ["carpenter supervisor"],
    "waiter": ["waiter/waitress", "table server"],
    "doctor": ["specialised doctor", "oncologist", "neurologist"],
}
GROUPS = {"carpenter": "7115", "supervisor": "3123", "waiter": "5131", "doctor": "2212"}
WORLD = EscoOccupations(
    NAMES, GROUPS, {key: f"{group}.1" for key, group in GROUPS.items()}, {"supervisor": ["carpenter"]}
)


def features(english: dict[str, list[str]], groups: dict[str, str]) -> EscoFeatures:
    return EscoFeatures(WORLD, english, {key: frozenset([group]) for key, group in groups.items()})


def crosswalk(*matches: tuple[str, str, str, float]) -> Crosswalk:
    found = tuple(Match(source, target, None, sure, relation) for source, target, relation, sure in matches)  # type: ignore[arg-type]
    return Crosswalk(OCCUPATIONS_TO_ESCO, OCCUPATIONS, ESCO, False, found)


def test_an_equal_preferred_name_in_the_same_group_is_an_exact_match() -> None:
    links = esco_links(features({"tomrer": ["carpenter"]}, {"tomrer": "7115"}), ["tomrer"], 0.5)

    assert [(link.esco, link.relation, link.ground) for link in links] == [("carpenter", EXACT, "equal")]


def test_one_of_two_names_around_a_slash_is_enough() -> None:
    values = features({"servitor": ["waitress"]}, {"servitor": "5131"}).pairs("servitor")["waiter"]

    assert dict(zip(FEATURES, values, strict=True))["main name"] == 1.0


def test_only_the_surest_of_two_exact_matches_stays_exact() -> None:
    both = features(
        {"tomrer": ["carpenter"], "snekker": ["carpenter", "joiner"]}, {"tomrer": "7115", "snekker": "7115"}
    )

    links = [link for link in esco_links(both, ["tomrer", "snekker"], 0.5) if link.esco == "carpenter"]

    assert sorted(link.relation for link in links) == [CLOSE, EXACT]


def test_an_occupation_of_a_group_is_a_candidate_without_any_word_in_common() -> None:
    found = features({"geriater": ["geriatrician"]}, {"geriater": "2212"}).pairs("geriater")

    assert set(found) == {"doctor"}


def test_probabilities_of_the_relations_and_of_none_add_up_to_one() -> None:
    values = features({"tomrer": ["carpenter"]}, {"tomrer": "7115"}).pairs("tomrer")["carpenter"]

    by_relation = chances(values, read_models())

    assert set(by_relation) == set(RELATIONS)
    assert 0.9 < sum(by_relation.values()) < 1.0


def test_a_judged_pair_stands_in_the_place_of_computed_links() -> None:
    nurse = next(pair.esco for pair in read_judged() if (pair.occupation, pair.relation) == ("sykepleier", EXACT))
    esco = EscoOccupations(
        {nurse: ["nurse responsible for general care"], "n": ["nurse"]}, {nurse: "2221", "n": "2221"}
    )

    found = occupations_to_esco(styrk_to_isco(["2223"], ["2221"]), esco, {"sykepleier": ["2223"]}, {}, {})

    assert [(one.target, one.relation, one.evidence.term) for one in found.matches] == [(nurse, EXACT, "reviewedPair")]


def test_an_unknown_relation_is_refused_by_its_line(tmp_path: Path) -> None:
    path = tmp_path / "judged.csv"
    path.write_text("occupation,esco,name,relation,drawn\nlege,a,doctor,same,lot\n", "utf-8")

    with pytest.raises(SourceFault, match=r"judged\.csv.*2.*relation is one of"):
        read_judged(path)


def test_an_occupation_without_english_words_has_no_link() -> None:
    norwegian = styrk_to_isco(["7115"], ["7115"])

    found = occupations_to_esco(norwegian, WORLD, {"tomrer": ["7115"], "ukjent": ["7115"]}, {}, {})

    assert {match.source for match in found.matches} == {"tomrer"}


@pytest.mark.parametrize(
    ("links", "sources"),
    [
        ([("a", "x", EXACT, 0.9), ("a", "y", CLOSE, 0.99)], ["x"]),
        ([("a", "x", CLOSE, 0.6), ("a", "y", CLOSE, 0.7), ("a", "z", "broadMatch", 0.9)], ["x", "y"]),
        ([("a", "x", "narrowMatch", 0.6), ("a", "y", "broadMatch", 0.6)], ["y"]),
        ([("a", "x", EXACT, SURE - 0.01), ("a", "y", "broadMatch", SURE)], ["y"]),
    ],
)
def test_skills_come_from_the_nearest_relation_that_is_sure(
    links: list[tuple[str, str, str, float]], sources: list[str]
) -> None:
    assert skill_sources(crosswalk(*links)) == {"a": sources}


def test_a_computed_narrow_match_lends_no_skills() -> None:
    assert skill_sources(crosswalk(("a", "x", "narrowMatch", 0.9))) == {}


def test_a_rare_word_weighs_more_than_a_common_one() -> None:
    rarity = Rarity([["tram driver"], ["bus driver"], ["driver"]])

    assert rarity.weight("tram") > rarity.weight("driver")


def test_a_line_without_words_is_refused_by_its_number(tmp_path: Path) -> None:
    path = tmp_path / "words.csv"
    path.write_text("occupation,words\nlege,doctor\nsmed,\n", "utf-8")

    with pytest.raises(SourceFault, match=r"words\.csv.*3.*smed has no words"):
        read_search_words(path)


def test_every_occupation_has_its_english_words_once() -> None:
    keys = [line.partition(",")[0] for line in ENGLISH_WORDS.read_text("utf-8").splitlines()[1:]]

    assert keys == sorted(set(keys))


def test_the_judged_sample_has_a_hundred_and_twenty_occupations() -> None:
    judged = read_sample()

    assert len({occupation for occupation, _ in judged}) == 120
    assert set(Counter(judged.values())) == {NONE, *RELATIONS}


def test_the_model_in_its_file_is_calibrated_on_the_judged_sample() -> None:
    models = read_models()

    found = []
    for pair in make_pairs():
        by = chances(pair.values, models)
        found.append((pair, by | {NONE: 1.0 - sum(by.values())}))

    sure = [pair.relation != NONE for pair, by in found if by[NONE] <= 0.5]
    assert calibration(found)[1] <= 0.05
    assert sum(sure) / len(sure) >= 0.8
