"""The rules derive the designed statements, on a small world and on the bundled release."""

from __future__ import annotations

from graph.reading.release import Release

YG = "PREFIX yg: <https://w3id.org/yrkesgraf/def#> PREFIX skos: <http://www.w3.org/2004/02/skos/core#>"


def values(release: Release, query: str, name: str = "x") -> set[str]:
    return {row[name].value for row in release.store.rows(f"{YG} {query}")}


def test_a_title_of_three_occupations_is_shared_and_says_so(joiners: Release) -> None:
    rows = joiners.store.rows(f"{YG} SELECT * {{ <id/title/7421124> yg:occupationCount ?n ; yg:isShared ?shared }}")

    assert [(row["n"].value, row["shared"].value) for row in rows] == [("3", "true")]


def test_a_title_of_one_occupation_is_exclusive(joiners: Release) -> None:
    assert values(joiners, "SELECT ?x { <id/title/7422101> yg:isShared ?x }") == {"false"}


def test_whether_a_title_is_exclusive_is_unknown_while_some_occupations_have_no_list(bundled: Release) -> None:
    rows = bundled.store.rows(f"{YG} SELECT * {{ <id/title/2221150> yg:leastOccupations ?least }}")

    assert [row["least"].value for row in rows] == ["1"]
    assert not bundled.store.ask(f"{YG} ASK {{ ?title yg:isShared false }}")
    assert not bundled.store.ask(f"{YG} ASK {{ ?title yg:occupationCount ?any }}")


def test_a_coverage_counts_the_occupations_whose_list_its_source_gives(joiners: Release, bundled: Release) -> None:
    query = f"""{YG} SELECT ?covered ?all {{
      ?coverage yg:coveredProperty yg:hasJobTitle ; yg:coveredThings ?covered ; yg:thingsInAll ?all }}"""
    of_joiners = [(row["covered"].value, row["all"].value) for row in joiners.store.rows(query)]
    of_lege = [(row["covered"].value, row["all"].value) for row in bundled.store.rows(query)]

    assert of_joiners == [("1", "3")] * 3
    assert of_lege == [("1", "13")]


def test_the_naive_sum_is_too_high_and_the_safe_one_is_not(joiners: Release) -> None:
    rows = joiners.store.rows(
        f"{YG} SELECT (COUNT(DISTINCT ?t) AS ?safe) (COUNT(?t) AS ?naive) {{ ?o a yg:Occupation ; yg:hasJobTitle ?t }}"
    )

    assert (rows[0]["safe"].value, rows[0]["naive"].value) == ("4", "6")


def test_a_title_belongs_to_the_styrk98_group_of_its_first_four_digits(bundled: Release) -> None:
    groups = values(bundled, "SELECT ?x { ?t yg:titleGroup ?x }")

    assert groups == {f"http://localhost:8000/id/styrk98/{code}" for code in ("1228", "2221")}


def test_nothing_of_styrk98_is_styrk08(bundled: Release) -> None:
    assert not bundled.store.ask("ASK { ?s ?p ?o FILTER (isIRI(?o) && CONTAINS(STR(?o), '/styrk08/')) }")


def test_a_title_listed_twice_is_one_title(bundled: Release) -> None:
    assert values(bundled, "SELECT (COUNT(?t) AS ?x) { ?t a yg:JobTitle }") == {"46"}
    assert values(bundled, "SELECT ?x { <id/title/2221150> yg:timesListed ?x }") == {"2"}


def test_a_registered_name_keeps_its_capitals_and_gets_a_readable_form(bundled: Release) -> None:
    rows = bundled.store.rows(f"{YG} SELECT * {{ <id/title/2221150> yg:registeredName ?r ; skos:prefLabel ?l }}")

    assert [(row["r"].value, row["r"].language, row["l"].value, row["l"].language) for row in rows] == [
        ("LEGE I SPESIALISERING, DEL 1 (LIS1)", "", "Lege i spesialisering, del 1 (LIS1)", "nb")
    ]


def test_related_occupations_link_back_with_their_own_reason(bundled: Release) -> None:
    reasons = values(bundled, "SELECT ?x { <id/related/audiograf--lege> yg:hasReason/yg:reasonKind ?x }")

    assert reasons == {"https://w3id.org/yrkesgraf/def#statedOnOtherPage"}


def test_an_occupation_and_a_specialisation_of_like_names_stay_two_things(bundled: Release) -> None:
    assert values(bundled, "SELECT ?x { <id/occupation/allmennlege> a ?x FILTER STRSTARTS(STR(?x), STR(yg:)) }") == {
        "https://w3id.org/yrkesgraf/def#Occupation"
    }


def test_levels_of_education_come_from_the_first_digit(bundled: Release) -> None:
    rows = bundled.store.rows(
        f"{YG} SELECT ?level (COUNT(?e) AS ?n) {{ ?e yg:educationLevel ?level }} GROUP BY ?level ORDER BY ?level"
    )

    assert [(row["level"].value[-1], row["n"].value) for row in rows] == [("7", "44"), ("8", "3")]


def test_one_can_go_down_a_classification_as_well_as_up(bundled: Release) -> None:
    assert values(bundled, "SELECT ?x { <id/styrk98/2> skos:narrower ?x }") == {"http://localhost:8000/id/styrk98/2221"}
    assert values(bundled, "SELECT ?x { <id/styrk98/2221> skos:broader ?x }") == {"http://localhost:8000/id/styrk98/2"}


def test_the_danish_text_is_marked_danish(bundled: Release) -> None:
    assert values(bundled, "SELECT ?x { ?x yg:blurb ?b FILTER(LANG(?b) = 'da') }") == {
        "http://localhost:8000/id/related/lege--anestesisykepleier"
    }


def test_nobody_interviewed_is_named(bundled: Release) -> None:
    assert values(bundled, "SELECT ?x { <id/occupation/lege> yg:interviewCount ?x }") == {"3"}
