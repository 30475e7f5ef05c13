"""Every example query runs over the endpoint and returns the described rows."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from graph.reading.query_files import QueryFile, load_folder
from graph.reading.release import Release

# The number of rows of an example on the bundled release; a change here is a change of the data.
ROWS = {
    "titles-by-group": 46,
    "shared-titles": 0,
    "safe-and-naive-count": 1,
    "related-and-why": 24,
    "educations-by-level-and-field": 2,
    "education-codes": 47,
    "specialisations-without-code": 0,
    "specialisations": 39,
    "regulated-occupations": 1,
    "source-ages": 4,
    "figures-and-their-dates": 2,
    "two-steps-away": 11,
    # The bundled facts have neither ESCO nor anything that occupations share.
    "esco-by-group": 0,
    "esco-names": 0,
    "likely-but-unnamed": 0,
    "what-two-share": 0,
    "codes-of-many-occupations": 0,
    "reasons-by-kind": 2,
    "safe-count-of-a-set": 1,
    # Nor the classifications whole: two groups of STYRK-98 with their major groups, and the levels of NUS2000.
    "titles-by-major-group": 2,
    "levels-of-classifications": 16,
    "newest-titles": 0,
    "group-from-the-top": 0,
    "occupations-by-nav-category": 0,
    "groups-nav-calls-otherwise": 0,
    "codes-without-name": 0,
    "codes-named-differently": 0,
    "educations-in-a-field": 0,
    "codes-by-narrow-field": 0,
    "isco-groups-in-esco": 0,
    "isco88-unit-groups": 0,
    "isco88-by-major-group": 0,
}

# Examples without rows on the small worlds: no fault to list, or data of the national release only.
EMPTY = {"specialisations-without-code", "esco-names", "occupations-by-interest", "what-two-share", "suggested-titles"}


@pytest.mark.parametrize("key", load_folder("examples"))
def test_an_example_runs_over_the_endpoint(client: FlaskClient, key: str) -> None:
    response = client.post("/sparql", data={"query": load_folder("examples")[key].text})

    assert response.status_code == 200


@pytest.mark.parametrize(("key", "count"), ROWS.items())
def test_an_example_has_the_rows_it_promises(bundled: Release, key: str, count: int) -> None:
    assert len(bundled.store.rows(load_folder("examples")[key].text)) == count


# Series, areas, skills and specialists are in the national release alone, where test_national runs these.
NATIONAL = {"job-market-by-county", "pay-over-the-years", "skills-to-learn", "specialists", "telling-skills"}
WORLDS = ("bundled", "portal", "joiners", "europe", "crossed", "classes")


@pytest.fixture(scope="session")
def worlds(request: pytest.FixtureRequest) -> list[Release]:
    """Releases that together contain every kind of resource in an example."""
    return [request.getfixturevalue(name) for name in WORLDS]


@pytest.mark.parametrize("key", [key for key in load_folder("examples") if key not in EMPTY | NATIONAL])
def test_an_example_has_an_answer_in_a_release_that_offers_it(worlds: list[Release], key: str) -> None:
    example = load_folder("examples")[key]

    answers = [answer(one, example) for one in worlds if offers(one, key)]

    assert any(answers)


@pytest.mark.parametrize("key", [key for key, query in load_folder("examples").items() if query.needs])
def test_an_example_without_data_is_not_offered(bundled: Release, client: FlaskClient, key: str) -> None:
    link = f"/doc/query/{key}"

    assert not offers(bundled, key)
    assert client.get(link).status_code == 404
    assert link not in client.get("/sparql", headers={"Accept": "text/html"}).text


def test_what_a_query_needs_is_a_term_that_some_release_uses(worlds: list[Release]) -> None:
    needed = {key for key, query in load_folder("examples").items() if query.needs and key not in NATIONAL}

    assert {key for key in needed for one in worlds if offers(one, key)} == needed


def offers(release: Release, key: str) -> bool:
    return release.store.ask(load_folder("pages")["exists"].text, {"this": release.names.thing("query", key)})


def answer(release: Release, example: QueryFile) -> bool:
    if example.is_construct:
        return bool(release.store.triples(example.text, "application/n-triples"))
    return bool(release.store.rows(example.text))


def test_shared_titles_name_their_occupations(joiners: Release) -> None:
    rows = joiners.store.rows(load_folder("examples")["shared-titles"].text)

    assert [row["code"].value for row in rows] == ["7421124"]
    assert set(rows[0]["names"].value.split(", ")) == {"Møbelsnekker", "Trevaresnekker", "Industrisnekker"}


def test_what_is_shared_is_counted_once_and_named(joiners: Release) -> None:
    text = load_folder("examples")["safe-count-of-a-set"].text
    for old, new in (("lege", "mobelsnekker"), ("allmennlege", "trevaresnekker"), ("kirurg", "industrisnekker")):
        text = text.replace(f"<id/occupation/{old}>", f"<id/occupation/{new}>")

    (row,) = joiners.store.rows(text)

    assert [row[name].value for name in ("safe", "naive", "shared", "names")] == [
        "4",
        "6",
        "1",
        "Spesialarbeider (snekker)",
    ]


def test_links_that_no_page_names_are_found(joiners: Release) -> None:
    rows = joiners.store.rows(load_folder("examples")["likely-but-unnamed"].text)

    assert {(row["one"].value, row["other"].value) for row in rows} == {
        ("Industrisnekker", "Møbelsnekker"),
        ("Industrisnekker", "Trevaresnekker"),
        ("Møbelsnekker", "Trevaresnekker"),
    }


def test_esco_is_counted_by_group(europe: Release) -> None:
    rows = europe.store.rows(load_folder("examples")["esco-by-group"].text)

    assert [(row["code"].value, row["occupations"].value) for row in rows] == [("7522", "3")]


def test_groups_that_must_be_split_are_told_with_their_surest_candidate(crossed: Release) -> None:
    rows = crossed.store.rows(load_folder("examples")["several-candidates"].text)

    assert [[row[name].value for name in ("code", "candidates", "surest", "most")] for row in rows] == [
        ["7421", "2", "7115 7522", "0.5"],
        ["8240", "2", "7522", "0.6055"],
    ]


def test_the_titles_of_a_group_lead_to_isco_with_the_confidence_of_the_way(crossed: Release) -> None:
    rows = crossed.store.rows(load_folder("examples")["titles-in-isco"].text)

    assert [[row[name].value for name in ("title", "isco", "way", "confidence")] for row in rows] == [
        ["7421101", "7522", "official table", "0.995"]
    ]


def test_moving_titles_by_confidence_never_makes_more_of_them(crossed: Release) -> None:
    rows = crossed.store.rows(load_folder("examples")["titles-moved-by-confidence"].text)
    titles = len(crossed.store.rows("SELECT ?title { ?title a <https://w3id.org/yrkesgraf/def#JobTitle> }"))

    assert [(row["code"].value, row["titles"].value) for row in rows] == [("7522", "2.6055"), ("7115", "1.3705")]
    assert sum(float(row["titles"].value) for row in rows) <= titles
