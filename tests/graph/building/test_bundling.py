"""Facts are bundled as tables without the texts of others, and a build of the tables says the same as of documents."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from graph.adapters.interface import Context
from graph.adapters.registry import ADAPTERS
from graph.adapters.tabular import RecordAdapter
from graph.building.bundling import MOST_BYTES, bundle
from graph.bundled_tables import PACKAGE, TABLES, read_package
from graph.errors import YrkesgrafError
from graph.progress import Progress
from graph.source_document import Source, find
from graph.sources_file import NATIONAL, Catalogue, read_catalogue, read_sources_file
from graph.vocab import DEFAULT_BASE, Names
from tests.paths import DATA
from tests.some import some

QUIET = Progress(quiet=True)
ESCO = DATA / "world" / "esco-occupations.csv"


def made_source(**fields: str) -> Source:
    """Return a source of ESCO's occupations with a table."""
    known = {
        "key": "esco",
        "adapter": "esco-occupations",
        "path": ESCO.name,
        "table": "esco.csv",
        "titles": {"nb": "ESCO"},
        "publisher": "Europakommisjonen",
        "licence": "https://example.org/",
        "rhythm": "never",
        "retrieved": "2026-11-23",
    }
    return msgspec.convert(known | fields, Source)


def test_a_table_has_no_texts_and_makes_the_same_statements_but_for_them(tmp_path: Path) -> None:
    adapter = ADAPTERS["esco-occupations"]
    assert isinstance(adapter, RecordAdapter)
    context = Context(Names(DEFAULT_BASE))

    bundle(Catalogue(NATIONAL, ESCO.parent, (made_source(),)), tmp_path, QUIET)
    of_table = set(adapter(tmp_path / "esco.csv", "urn:source", context).statements)
    of_document = set(adapter(ESCO, "urn:source", context).statements)

    assert "description" not in (tmp_path / "esco.csv").read_text("utf-8").partition("\n")[0]
    assert of_table < of_document
    assert {predicate.rpartition("/")[2] for _, predicate, _ in of_document - of_table} <= {
        "description",
        "core#scopeNote",
        "core#definition",
    }


def test_the_package_tells_what_a_table_was_made_from(tmp_path: Path) -> None:
    bundle(Catalogue(NATIONAL, ESCO.parent, (made_source(),)), tmp_path, QUIET)
    (table,) = json.loads((tmp_path / PACKAGE).read_text("utf-8"))["resources"]

    assert (table["path"], table["rows"], table["sources"][0]["document"]) == ("esco.csv", 3, ESCO.name)


def test_a_document_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(YrkesgrafError, match=r"gone\.csv: there is no document of esco to make its table from"):
        bundle(Catalogue(NATIONAL, ESCO.parent, (made_source(path="gone.csv"),)), tmp_path, QUIET)


def test_a_field_that_no_record_has_is_a_fault(tmp_path: Path) -> None:
    path = tmp_path / "main.json"
    fields = {"uno_id": "y_kokk", "innholdstype": "yrke", "tittel": "Kokk", "interesser": ["mat"], "codes08": ["5120"]}
    path.write_text(json.dumps([fields]), "utf-8")

    with pytest.raises(YrkesgrafError, match=r"none of its 1 records has groups: the publisher has renamed or dropped"):
        ADAPTERS["portal-main"](path, "urn:source", Context(Names(DEFAULT_BASE)))


def test_the_bundled_tables_are_those_of_the_national_sources() -> None:
    tables = {source.table for source in read_sources_file(NATIONAL, ADAPTERS) if source.table}

    assert tables == set(read_package())
    assert tables | {PACKAGE} == {path.name for path in TABLES.iterdir()}


def test_the_bundled_tables_are_what_their_documents_give_today(shared: Callable[[str], Path], tmp_path: Path) -> None:
    """A reader that reads a document otherwise leaves a table behind that says what it said before."""
    bundle(read_catalogue(NATIONAL, shared("sources"), ADAPTERS), tmp_path, QUIET)

    found = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    assert [name for name, table in found.items() if table != (TABLES / name).read_bytes()] == []
    assert found.keys() == {path.name for path in TABLES.iterdir()}


def test_the_bundled_tables_are_small() -> None:
    assert sum(path.stat().st_size for path in TABLES.iterdir()) < MOST_BYTES


def test_every_bundled_table_names_its_licence_its_credit_and_its_document() -> None:
    for table in some(read_package().values()):
        assert table.licenses
        assert table.credit
        assert len(table.sources[0].hash) == 64


@pytest.mark.parametrize("source", read_sources_file(NATIONAL, ADAPTERS), ids=lambda source: source.key)
def test_a_national_source_has_an_address_or_a_reason_for_none(source: Source) -> None:
    assert source.bundled or source.fetch or source.no_address.keys() == {"nb", "nn", "en"}


def test_no_table_holds_a_sentence_of_another() -> None:
    context = Context(Names(DEFAULT_BASE))
    for source in some(read_sources_file(NATIONAL, ADAPTERS)):
        adapter = ADAPTERS[source.adapter]
        if isinstance(adapter, RecordAdapter) and source.table:
            records, _ = adapter.records(find(NATIONAL.parent, source), context)
            assert not [record for record in records if any(getattr(record, field) for field in adapter.texts)]
