"""The name from the keeper of a classification stands, once it is fetched; other names become names in use."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.adapters.registry import ADAPTERS
from graph.building.order import Order
from graph.building.pipeline import build
from graph.deriving.keeper_names import REPORTED
from graph.errors import YrkesgrafError
from graph.fetching.data_folder import Fetcher
from graph.fetching.polite import Manners, PoliteClient
from graph.progress import Progress
from graph.reading.release import Release, Releases
from graph.sources_file import read_sources_file
from graph.vocab import DEFAULT_BASE
from tests.services import Reply, Service, service

QUICK = Manners(attempts=2, first_wait=0.01, interval=0.0, silence=2.0)
SOURCE = """
[[source]]
key = "{key}"
adapter = "{adapter}"
path = "{path}"
{more}
titles = {{ nb = "Prøve", en = "Test" }}
publisher = "Statistisk sentralbyrå"
licence = "https://creativecommons.org/licenses/by/4.0/"
rhythm = "never"
as_of = 2026-01-01
retrieved = 2026-01-02
"""
GATHERED = """code,digits,name,isced97,sources,variant_names
763202,6,"Anestesi",5741,a,Narkoselege
663101,6,"Medisin, kort",,a,
"""
PAGE = "code;name;validFrom;validTo\n2221110;LEGE;01.01.1998;\n2221112;OVERLEGE;;\n"
CATALOGUE = "code;name;validFrom;validTo\n2221110;ALLMENNLEGE (KOMMUNE);01.01.1998;\n2221112;OVERLEGE;;\n"


def klass(*codes: tuple[str, str | None, str, str]) -> bytes:
    """An answer of Klass with codes as (code, code above, level, name)."""
    listed = [
        {"code": code, "parentCode": above, "level": level, "name": name, "shortName": "", "presentationName": ""}
        for code, above, level, name in codes
    ]
    return json.dumps({"codes": listed}, ensure_ascii=False).encode()


NUS = klass(
    ("7", None, "1", "Universitets- og høgskoleutdanning, høyere nivå"),
    ("76", "7", "2", "Helse-, sosial- og idrettsfag"),
    ("763", "76", "3", "Medisin"),
    ("7632", "763", "4", "Medisin, spesialistutdanning"),
    ("763202", "7632", "5", "Anestesiologi, spesialistutdanning for leger"),
)
STYRK = klass(("2", None, "1", "Akademiske yrker"), ("22", "2", "2", "Medisinske yrker"))


class World:
    """A folder with documents of three classifications, and the service that has the newest of each."""

    def __init__(self, folder: Path, there: Service, keeper: str) -> None:
        self.folder, self.there = folder, there
        there.replies |= {f"/{key}": [Reply(body=body)] for key, body in (("36", NUS), ("7", STYRK))}
        there.replies["/145"] = [Reply(body=CATALOGUE.encode())]
        (folder / "spare").mkdir()
        (folder / "spare" / "gathered.csv").write_text(GATHERED, "utf-8")
        (folder / "spare" / "page.csv").write_text(PAGE, "utf-8")
        (folder / "spare" / "older.json").write_bytes(STYRK.replace(b"Medisinske yrker", b"Helseyrker"))
        bundled = ("classifications", "classifications", "classifications.yaml", "bundled = true")
        fetched = (
            ("36", "klass-nus", "nus.json"),
            ("7", "klass-styrk08", "styrk.json"),
            ("145", "title-catalogue", "catalogue.csv"),
        )
        tables = [
            bundled,
            ("gathered", "nus-names", "gathered.csv", ""),
            ("page", "title-catalogue", "page.csv", ""),
            ("older", "klass-styrk08", "older.json", ""),
            *((f"klass-{key}", kind, path, f'{keeper}fetch = "{there.url}/{key}"') for key, kind, path in fetched),
        ]
        fields = ("key", "adapter", "path", "more")
        text = "".join(SOURCE.format(**dict(zip(fields, table, strict=True))) for table in tables)
        self.sources = folder / "sources.toml"
        self.sources.write_text(f"{text}[end]\nsources = {len(tables)}\n", "utf-8")

    def built(self) -> Release:
        """Fetch everything and build on it."""
        cache = self.folder / "cache"
        fetcher = Fetcher(cache, PoliteClient(QUICK), self.folder / "spare")
        results = fetcher.fetch(read_sources_file(self.sources, ADAPTERS), Progress(quiet=True))
        assert {str(result.outcome) for result in results} == {"new", "copied", "unchanged"}
        return build(Order(Releases(self.folder / "home"), DEFAULT_BASE, self.sources, cache), Progress(quiet=True))


@pytest.fixture(scope="module")
def release(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Release]:
    with service() as there:
        yield World(tmp_path_factory.mktemp("kept"), there, "keeper = true\n").built()


def names(release: Release, thing: str, property_: str) -> set[str]:
    query = f"""PREFIX skos: <http://www.w3.org/2004/02/skos/core#> PREFIX yg: <https://w3id.org/yrkesgraf/def#>
        SELECT ?name {{ <id/{thing}> {property_} ?name FILTER (LANG(?name) IN ("nb", "")) }}"""
    return {row["name"].value for row in release.store.rows(query)}


@pytest.mark.parametrize(
    ("thing", "name", "others"),
    [
        ("nus/763202", "Anestesiologi, spesialistutdanning for leger", {"Anestesi", "Narkoselege"}),
        ("nus/663101", "Medisin, kort", set()),
        ("styrk08/22", "Medisinske yrker", {"Helseyrker"}),
        ("title/2221110", "Allmennlege (kommune)", {"Lege"}),
        ("title/2221112", "Overlege", set()),
    ],
)
def test_what_the_keeper_calls_a_code_stands_and_other_names_still_find_it(
    release: Release, thing: str, name: str, others: set[str]
) -> None:
    assert names(release, thing, "skos:prefLabel") == {name}
    assert names(release, thing, "skos:altLabel") == others


def test_a_title_has_the_name_its_keeper_registered(release: Release) -> None:
    assert names(release, "title/2221110", "yg:registeredName") == {"ALLMENNLEGE (KOMMUNE)"}


def test_a_name_that_gave_way_stays_where_it_was_stated(release: Release) -> None:
    query = "SELECT ?name { GRAPH <id/graph/gathered> { <id/nus/763202> ?p ?name FILTER (LANG(?name) = 'nb') } }"

    assert {row["name"].value for row in release.store.rows(query)} == {"Anestesi", "Narkoselege"}


def test_every_name_that_gave_way_is_reported_under_its_source(release: Release) -> None:
    sources = json.loads((release.folder / "report.json").read_text("utf-8"))["sources"]

    assert {key: report[REPORTED] for key, report in sources.items() if REPORTED in report} == {
        "gathered": ["nus/763202: Anestesi | Anestesiologi, spesialistutdanning for leger"],
        "older": ["styrk08/22: Helseyrker | Medisinske yrker"],
        "page": ["title/2221110: LEGE | ALLMENNLEGE (KOMMUNE)"],
    }


def test_where_neither_is_the_keeper_the_build_stops(tmp_path: Path) -> None:
    with service() as there, pytest.raises(YrkesgrafError, match="one-name-per-language"):
        World(tmp_path, there, "").built()
