"""Descriptions are the first source of occupations: older files add no lists, and their lists are covered."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from graph.adapters.interface import Context
from graph.adapters.registry import ADAPTERS
from graph.building.order import Order
from graph.building.pipeline import build
from graph.progress import Progress
from graph.reading.release import Release, Releases
from graph.search.finding import Search
from graph.search.index import SearchIndex
from graph.search.index_writer import INDEX_FILE
from graph.vocab import DEFAULT_BASE, PREFIXES, YG, Names
from tests.described import EDUCATIONS, record
from tests.paths import DATA
from tests.worlds import unpack_dump

REVIEWERS = ("Norsk Tannpleierforening", "norsk tannpleierforening")
SOURCE = """
[[source]]
key = "KEY"
adapter = "ADAPTER"
path = "PATH"
titles = { nb = "Prøve: KEY", nn = "Prøve: KEY", en = "Test: KEY" }
publisher = "utdanning.no"
licence = "https://data.norge.no/nlod/no/2.0"
rhythm = "monthly"
as_of = 2026-11-01
retrieved = 2026-11-01

"""


def source(adapter: str, path: Path, data: object) -> str:
    """Write *data* to *path*, and return the source with that document for a sources file."""
    path.write_text(json.dumps(data, ensure_ascii=False), "utf-8")
    return SOURCE.replace("KEY", path.stem).replace("ADAPTER", adapter).replace("PATH", str(path))


def portal_with(folder: Path, records: list[dict[str, Any]], indicators: list[dict[str, Any]]) -> Release:
    """Build the small world of utdanning.no with *records* before its older files, and *indicators* after them."""
    text = (DATA / "portal" / "sources.toml").read_text("utf-8")
    first, last = text.index('[[source]]\nkey = "main"'), text.index("[end]")
    described = source("portal-descriptions", folder / "described.json", records)
    counted = source("portal-indicators", folder / "counted.json", indicators)
    count = text.count("[[source]]")
    end = text[last:].replace(f"sources = {count}", f"sources = {count + 2}")
    sources = folder / "sources.toml"
    sources.write_text(text[:first] + described + text[first:last] + counted + end, "utf-8")
    return build(Order(Releases(folder / "releases"), DEFAULT_BASE, sources, DATA / "portal"), Progress(quiet=True))


@pytest.fixture(scope="module")
def described(tmp_path_factory: pytest.TempPathFactory) -> Release:
    titles = {"y_baker": ("7412103", "7412104"), "y_kokk": ("5122114", "7412103")}
    groups = {"y_baker": "7512", "y_kokk": "5120"}
    records = [
        record(
            number,
            uno_id,
            name,
            styrk98=[{"yrkeskode_styrk98": code, "title": f"TITTEL {code}"} for code in titles[uno_id]],
            styrk08=[{"styrk08_kode": groups[uno_id], "title": ""}],
            utdanningsbeskrivelse=[{"uri": f"https://utdanning.no{EDUCATIONS}/u_bakerfag", "title": "Bakerfaget"}],
            interesse=[{"title": "smak" if number else "Smak"}],
            yrke_kvalitetssikrer=[
                {"title": ("Kari Nordmann , Norsk Tannpleierforening", "norsk tannpleierforening")[number]}
            ],
            yrke_utdanning="<p>Du må ha autorisasjon fra Helsedirektoratet for å bli kokk.</p>" if number else None,
        )
        for number, (uno_id, name) in enumerate((("y_baker", "Baker"), ("y_kokk", "Kokk")))
    ]
    row = {"fylkenr": "46", "programomradekode6": "RMKOK3", "yrke_uno_id": "y_kokk", "godkjente_bedr": "12"}
    indicators = [row | {"larlinger_faget": "2"}, row | {"fylkenr": "50", "larlinger_faget": "15"}]
    return portal_with(tmp_path_factory.mktemp("described"), records, indicators)


def ask(release: Release, pattern: str) -> set[tuple[str, ...]]:
    """Return the last parts of the values of ?a and ?b, where the pattern has it, in *pattern*."""
    query = f"PREFIX yg: <{YG}> PREFIX skos: <{PREFIXES['skos']}> SELECT DISTINCT * WHERE {{ {pattern} }}"
    rows = release.store.rows(query)
    return {tuple(row[name].value.rpartition("/")[2] for name in ("a", "b", "c") if name in row) for row in rows}


def test_a_title_list_of_every_occupation_makes_counts_exact(described: Release) -> None:
    counts = ask(described, "?title yg:occupationCount ?a ; skos:notation ?b ; yg:isShared ?c FILTER (?a > 0)")

    assert counts == {("2", "7412103", "true"), ("1", "7412104", "false"), ("1", "5122114", "false")}


def test_every_occupation_read_is_covered(described: Release) -> None:
    counts = ask(described, "?coverage yg:coveredProperty ?a ; yg:coveredThings ?b ; yg:thingsInAll ?c")

    lists = ("hasJobTitle", "relevantEducationCode", "hasEducation", "classifiedIn", "hasInterest", "hasReview")
    assert counts == {(f"def#{name}", "2", "2") for name in lists} | {("def#requiresAuthorisation", "1", "2")}


def test_older_files_add_no_lists_to_a_described_occupation(described: Release) -> None:
    assert ask(described, "?x yg:hasInterest ?a FILTER STRENDS(STR(?x), '/kokk')") == {("smak",)}
    assert ask(described, "?x yg:relevantEducationCode ?a FILTER STRENDS(STR(?x), '/kokk')") == {("763199",)}
    assert ask(described, "?a yg:leadsTo ?x FILTER STRENDS(STR(?x), '/kokk')") == {("bakerfag",)}


def test_the_name_of_today_is_the_name_and_the_older_one_an_alternative(described: Release) -> None:
    assert ask(described, "?x skos:prefLabel ?a FILTER STRENDS(STR(?x), '/education/bakerfag')") == {("Bakerfaget",)}
    assert ask(described, "?x skos:altLabel ?a FILTER STRENDS(STR(?x), '/education/bakerfag')") == {("Bakerfag",)}


@pytest.mark.parametrize(
    ("thing", "name", "other"),
    [("interest/smak", "Smak", "smak"), ("organisation/norsk-tannpleierforening", "Norsk Tannpleierforening", "norsk")],
)
def test_the_first_spelling_of_a_name_stands(described: Release, thing: str, name: str, other: str) -> None:
    assert ask(described, f"<{DEFAULT_BASE}id/{thing}> skos:prefLabel ?a") == {(name,)}
    ((other_name,),) = ask(described, f"<{DEFAULT_BASE}id/{thing}> skos:altLabel ?a")
    assert other_name.startswith(other)


def test_search_words_and_plurals_find_the_occupation(described: Release) -> None:
    assert ("kokk", "prøving") in ask(described, "?a skos:hiddenLabel ?b")
    index = SearchIndex(described.folder / INDEX_FILE)

    assert [found.thing.key for found in Search(index, "prøveord1").found(1)] == ["kokk"]
    assert "kokk" in [found.thing.key for found in Search(index, "kokke").found(5)]


def test_the_text_of_a_record_states_the_authorisation_that_it_requires(described: Release) -> None:
    assert ask(described, "?a a yg:RegulatedOccupation ; yg:requiresAuthorisation/yg:grantedBy ?b") == {
        ("kokk", "helsedirektoratet")
    }


def test_a_person_is_in_no_statement(described: Release) -> None:
    dump = unpack_dump(described, "nq").decode()

    assert "Nordmann" not in dump
    assert "Norsk Tannpleierforening" in dump


def test_apprenticeships_are_observations_of_a_release_that_passes_its_checks(described: Release) -> None:
    figures = ask(
        described, "?x yg:forOccupation ?c ; yg:inTrade 'RMKOK3' ; yg:approvedCompanies ?a ; yg:apprentices ?b"
    )

    assert figures == {("12", "15", "kokk")}
    statuses = ask(described, "?x yg:forOccupation ?c ; yg:inTrade ?trade ; yg:figureStatus ?a")
    assert statuses == {("figure-status-partly-shown", "kokk")}


@pytest.mark.parametrize(
    ("described", "has_waiting", "is_whole"),
    [(range(19), False, True), (range(19), True, False), (range(10), False, False), (range(0), False, False)],
    ids=["all at hand", "one was never fetched", "a part put there by hand", "none"],
)
def test_an_occupation_that_the_service_has_dropped_is_left_out_where_all_its_records_are_at_hand(
    tmp_path: Path, described: range, *, has_waiting: bool, is_whole: bool
) -> None:
    waiting = [{"sourceUri": "https://utdanning.no/api/v1/data_norge--yrkesbeskrivelse/y_prove_19", "notFetched": True}]
    records = [record(number) for number in described] + waiting * has_waiting
    (tmp_path / "records.json").write_text(json.dumps(records), "utf-8")
    page = "https://utdanning.no/yrker/beskrivelse/prove-"
    listed = [
        {"id": f"y_prove_{number}", "title": f"Prøve {number}", "url": f"{page}{number}", "styrk08": ["2211"]}
        for number in range(20)
    ]
    (tmp_path / "yrker.json").write_text(json.dumps(listed), "utf-8")
    context = Context(Names(DEFAULT_BASE))

    ADAPTERS["portal-descriptions"](tmp_path / "records.json", f"{DEFAULT_BASE}id/source/records", context)
    reading = ADAPTERS["portal-occupations"](tmp_path / "yrker.json", f"{DEFAULT_BASE}id/source/extract", context)

    subjects = {str(subject).rpartition("/")[2] for subject, _, _ in reading.statements}
    assert ("prove_19" in subjects) is not is_whole
    assert ("prove_19" in context.known.values()) is not is_whole
    gone = reading.report.get("left out, occupations that the service describes no more")
    assert gone == (["Prøve 19"] if is_whole else None)
