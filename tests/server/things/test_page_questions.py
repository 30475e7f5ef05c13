"""No page takes more than three requests to a remote engine."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient

from graph.reading.batch import MOST_QUESTIONS
from graph.reading.counting import tally_with_related
from graph.reading.query_files import load_folder
from graph.reading.question import Question
from graph.reading.release import CurrentRelease, Release, Releases
from graph.reading.result_rows import Cell, Row
from graph.reading.store import Answer, GraphStore
from graph.vocab import Iri
from server.app import create_app
from server.browse.trees import TREES
from server.http.site import EXTENSION
from server.languages import ReaderLanguage
from server.settings import Settings
from server.things.long_lists import linked_questions
from server.things.occupation.page import UNREAD
from server.things.page_questions import OF_OCCUPATIONS, ask, ask_about, questions_about

MOST = 3
NB = ReaderLanguage.of("nb")
OCCUPATIONS = "SELECT ?thing WHERE { ?thing a <https://w3id.org/yrkesgraf/def#Occupation> }"
GROUPS = """
    PREFIX yg: <https://w3id.org/yrkesgraf/def#>
    SELECT DISTINCT ?group WHERE { ?observation yg:forOccupationGroup ?group }
"""
WORLDS = ("bundled", "joiners", "europe", "crossed", "portal", "classes")
PAGES = (
    "/", "/about", "/data", "/browse", "/occupations", "/interests", "/def.html", "/catalog.html", "/query", "/course",
    "/course/3",
    "/count", "/search?q=lege", "/code", "/limits", "/conformance", "/compare", *(f"/tree/{key}" for key in TREES),
)  # fmt: skip
# The pages that there are of a kind of thing beyond the thing's own, with the keys of two of them.
MORE = {
    "occupation": (
        "/list/occupation", "/neighbours/{0}", "/compare?occupation={0},{1}", "/count?occupation={0}&occupation={1}",
        "/report?iri={base}id/occupation/{0}",
    ),
    "crosswalk": ("/crosswalk/{0}/mappings", "/crosswalk/{0}/unmatched"),
    "level": ("/linked/level/{0}/to/skos:member",),
    "title": ("/tree/styrk98?at={0}", "/list/title"),
    **{key: (f"/tree/{key}?at={{0}}", f"/list/{key}") for key in ("styrk98", "styrk08", "isco08", "isco88", "nus")},
    "nus-field": ("/tree/nus-field?at={0}",),
}  # fmt: skip
THINGS = """
    SELECT DISTINCT ?thing WHERE {
      ?thing a ?class . FILTER (isIRI(?thing) && STRSTARTS(STR(?thing), STR(<id/>)) && !CONTAINS(STR(?thing), "#"))
    } ORDER BY DESC(?thing)
"""


class CountingStore(GraphStore):
    """A store of a release that records its queries, several asked at once as the requests of a remote engine."""

    def __init__(self, place: Path, base: str) -> None:
        super().__init__(place, base)
        self.is_remote = True
        self.asked: list[str] = []

    def answer(self, query: str, **more: Any) -> Answer:
        self.asked.append(query)
        return super().answer(query, **more)

    def rows_of_each(self, questions: Sequence[Question]) -> list[list[Row]]:
        before = len(self.asked)
        found = super().rows_of_each(questions)
        self.asked[before:] = [
            "\n".join(self.asked[at : at + MOST_QUESTIONS]) for at in range(before, len(self.asked), MOST_QUESTIONS)
        ]
        return found


def addresses(release: Release) -> Iterator[str]:
    """Yield the address of every kind of page, those about the last things of their kinds by their names."""
    yield from PAGES
    keys: dict[str, list[str]] = {}
    for row in release.store.rows(THINGS):
        if found := release.names.split(row["thing"].value):
            keys.setdefault(found[0], []).append(found[1])
    for kind, own in keys.items():
        yield f"/doc/{kind}/{own[0]}.html"
        yield f"/doc/{kind}/{own[-1]}.html"
        for page in MORE.get(kind, ()):
            yield page.format(own[0], own[-1], base=release.names.base)


@pytest.fixture
def release(request: pytest.FixtureRequest) -> Release:
    """The release of the world that a test is given by name."""
    found: Release = request.getfixturevalue(request.param)
    return found


@pytest.fixture(scope="module")
def ask_twice() -> Iterator[Callable[[Release, str], tuple[int, list[str]]]]:
    """Return a function that gets a page twice and returns its status and the queries of the second time."""
    with ExitStack() as stack:
        made: dict[str, tuple[FlaskClient, CountingStore]] = {}

        def ask(release: Release, address: str) -> tuple[int, list[str]]:
            if release.id not in made:
                world = CurrentRelease(Releases(release.folder.parent, CountingStore))
                app = create_app(world, Settings(home=release.folder.parent, query_memory=512 << 20, executors=1))
                stack.callback(app.extensions[EXTENSION].executors.close)
                store = world.get().store
                assert isinstance(store, CountingStore)
                made[release.id] = app.test_client(), store
            client, store = made[release.id]
            for _ in range(2):
                store.asked.clear()
                response = client.get(address, headers={"Accept": "text/html", "Cache-Control": "no-cache"})
            return response.status_code, list(store.asked)

        yield ask


@pytest.mark.parametrize("release", WORLDS, indirect=True)
def test_no_kind_of_page_asks_the_engine_more_than_three_times(
    ask_twice: Callable[[Release, str], tuple[int, list[str]]], release: Release
) -> None:
    found = {address: ask_twice(release, address) for address in addresses(release)}

    assert sum(status == 200 for status, _ in found.values()) > 30
    assert max(len(asked) for _, asked in found.values()) == MOST
    assert {address: asked for address, (_, asked) in found.items() if len(asked) > MOST} == {}


def test_the_names_in_reasons_are_the_pages_own_and_all_others_its_contents(bundled: Release) -> None:
    lege = bundled.names.thing("occupation", "lege")

    found = ask_about(bundled, lege, ReaderLanguage.of("en"), "related", "sources-of")

    assert {row["why"].language for row in found["related"]} == {"en"}
    assert all(row["label"].language in {"en", "nb"} for row in found["sources-of"])


def test_the_codes_of_figures_are_asked_once_for_a_release(bundled: Release) -> None:
    release = Release.open(bundled.folder, CountingStore)
    lege = release.names.thing("occupation", "lege")

    first, second = (ask_about(release, lege, ReaderLanguage.of("nb"), "figure-codes") for _ in range(2))

    assert first == second == ask_about(bundled, lege, ReaderLanguage.of("en"), "figure-codes")
    assert isinstance(release.store, CountingStore)
    assert len(release.store.asked) == 1


def occupations_of(release: Release) -> list[Iri]:
    return [Iri(row["thing"].value) for row in release.store.rows(OCCUPATIONS)]


@pytest.mark.parametrize("release", ["portal", "bundled", "joiners"], indirect=True)
def test_the_rows_of_a_resource_are_the_same_read_for_it_alone_and_for_the_whole_release(release: Release) -> None:
    served = Release.open(release.folder)
    keys = ("pay", "sources-of", "counted-with-related")
    occupations = occupations_of(release)
    groups = [Iri(row["group"].value) for row in release.store.rows(GROUPS)]

    for iri in [*occupations, *groups] * 3:
        questions = linked_questions(served, iri, [], NB) | questions_about(iri, NB, *keys)
        alone, kept = ask(Release.open(release.folder), questions), ask(served, questions)

        assert all(alone[key] == kept[key] for key in ("facts", "pay", "sources-of"))
        assert tally_with_related(iri, alone[keys[2]]) == tally_with_related(iri, kept[keys[2]])
        shown = linked_questions(served, iri, [], NB, UNREAD) | questions_about(iri, NB, keys[2], "related-unnamed")
        assert tally_with_related(iri, ask(served, shown)[keys[2]]) == tally_with_related(iri, kept[keys[2]])

    assert len(occupations) > 1
    # An index is kept for as many queries as there were pages enough.
    assert ("index", "sources", "nb") in served.derived


# The queries that have rows for an occupation of each world; together all of them.
HAVING_ROWS = {
    "portal": {"code-names", "educations-filed"},
    "bundled": {"authorisations", "code-names", "group-names", "page-statistics", "path", "titles"},
    "crossed": {"code-names", "group-names", "skill-lenders", "titles"},
}


def comparable(key: str, rows: list[Row]) -> list[list[tuple[str, Cell]]]:
    """Return the columns of *rows* but for ``this``, sorted where the query *key* leaves their order open."""
    columns = [sorted((name, cell) for name, cell in row.items() if name != "this") for row in rows]
    return columns if "ORDER BY" in load_folder("pages")[key].text else sorted(columns)


@pytest.mark.parametrize(("release", "having_rows"), HAVING_ROWS.items(), indirect=["release"])
def test_after_some_pages_an_occupation_is_looked_up_in_the_rows_of_all(
    release: Release, having_rows: set[str]
) -> None:
    served = Release.open(release.folder)
    questions = {
        iri: linked_questions(served, iri, [], NB, UNREAD) | questions_about(iri, NB, *OF_OCCUPATIONS)
        for iri in occupations_of(release)
    }
    for _ in range(25):
        kept = {iri: ask(served, asked) for iri, asked in questions.items()}
    alone = {iri: ask(Release.open(release.folder), asked) for iri, asked in questions.items()}

    assert len(kept) > 1
    assert {("index", key) for key in ("educations-filed", "code-names")} <= served.derived.keys()
    assert {(iri, key): comparable(key, rows[key]) for iri, rows in kept.items() for key in OF_OCCUPATIONS} == {
        (iri, key): comparable(key, rows[key]) for iri, rows in alone.items() for key in OF_OCCUPATIONS
    }
    assert {key for rows in kept.values() for key in OF_OCCUPATIONS if rows[key]} == having_rows
    assert set().union(*HAVING_ROWS.values()) == OF_OCCUPATIONS.keys()


@pytest.mark.parametrize("release", ["portal", "bundled", "crossed", "joiners"], indirect=True)
def test_no_link_to_an_occupation_is_left_unread_that_its_page_shows(release: Release) -> None:
    occupations = occupations_of(release)
    shown, read = (
        [ask(release, {"in": linked_questions(release, iri, [], NB, unread)["links-in"]})["in"] for iri in occupations]
        for unread in ({}, UNREAD)
    )

    assert len(shown) > 1
    assert [comparable("links-in", rows) for rows in shown] == [comparable("links-in", rows) for rows in read]


def test_a_remote_engine_is_never_asked_for_a_whole_release(bundled: Release) -> None:
    release = Release.open(bundled.folder, CountingStore)
    lege = release.names.thing("occupation", "lege")

    for _ in range(20):
        ask(release, linked_questions(release, lege, [], NB) | questions_about(lege, NB, "pay", "sources-of"))

    assert not [key for key in release.derived if key[0] == "index"]
