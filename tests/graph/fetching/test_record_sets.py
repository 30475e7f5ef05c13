"""Records that a service gives one at a time: 600 of them, resumed, conditional, and with every kind of fault."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from graph.fetching.polite import FetchFault, Manners, PoliteClient
from graph.fetching.record_sets import RecordFetcher, RecordSet
from graph.progress import Progress
from graph.sources.portal.descriptions import read_descriptions
from tests.described import PATH, record, replies
from tests.services import Reply, Service, service

QUICK = Manners(attempts=1, first_wait=0.01, interval=0.0, silence=0.3)
ALL = 600


@pytest.fixture
def there() -> Iterator[Service]:
    with service() as made:
        yield made


def serve(there: Service, *records: dict[str, Any]) -> None:
    there.replies.update(replies(there.url, records))


def fetch(there: Service, folder: Path) -> RecordSet:
    fetcher = RecordFetcher(PoliteClient(QUICK), there.url + PATH, folder, read_descriptions)
    return fetcher.fetch(Progress(quiet=True))


def names(found: RecordSet) -> list[str]:
    return [one["sammenligning_id"] for one in json.loads(found.body)]


def test_all_records_of_the_index_are_fetched_once_and_the_second_time_nothing_is_sent(
    there: Service, tmp_path: Path
) -> None:
    serve(there, *(record(number) for number in range(ALL)))

    first = fetch(there, tmp_path)
    asked = len(there.asked)
    second = fetch(there, tmp_path)

    assert (first.fetched, first.failed, len(names(first)), asked) == (ALL, [], ALL, ALL + 1)
    assert (second.fetched, second.unchanged) == (0, ALL)
    assert second.body == first.body
    assert all("if-none-match" in headers for path, headers, _ in there.asked[asked:] if path != PATH)


@pytest.mark.parametrize(
    ("fault", "words"),
    [
        (Reply(500), "the server answers 500"),
        (Reply(404), "the server answers 404"),
        (Reply(body=b'{"title": "Lege", "body"'), "this is not JSON"),
        (Reply(body=json.dumps(record(1, styrk98="none")).encode()), "Expected `array`"),
        (Reply(body=b'{"title": "Lege"}'), "missing required field"),
        (Reply(body=b'{"sourceUri": "http://x/y_prove_1", "fetchError": "timeout"}'), "failed on this record"),
        (Reply(body=b"[1, 2]"), "Expected `object`"),
        (Reply(body=json.dumps(record(1)).encode(), dribble=0.5), "ReadTimeout"),
        (Reply(body=json.dumps(record(1)).encode(), cut=100), "RemoteProtocolError|ReadTimeout"),
    ],
    ids=["500", "404", "truncated JSON", "wrong type", "missing field", "failed record", "list", "hang", "cut"],
)
def test_a_record_that_fails_leaves_the_old_one_and_is_named(
    there: Service, tmp_path: Path, fault: Reply, words: str
) -> None:
    serve(there, *(record(number) for number in range(3)))
    first = fetch(there, tmp_path)
    there.replies[f"{PATH}/y_prove_1"] = [fault]

    second = fetch(there, tmp_path)

    assert second.body == first.body
    assert len(second.failed) == 1
    assert f"{PATH}/y_prove_1" in second.failed[0]
    assert any(word in second.failed[0] for word in words.split("|"))


def test_a_record_that_never_came_stands_there_as_its_address(there: Service, tmp_path: Path) -> None:
    serve(there, *(record(number) for number in range(3)))
    there.replies[f"{PATH}/y_prove_1"] = [Reply(500)]

    found = fetch(there, tmp_path)
    (tmp_path / "records.json").write_bytes(found.body)
    descriptions, report = read_descriptions(tmp_path / "records.json")

    assert [one.uno_id for one in descriptions] == ["y_prove_0", "y_prove_2"]
    assert report["records that could not be fetched"] == [f"{there.url}{PATH}/y_prove_1"]


def test_only_a_record_that_changed_is_fetched_again(there: Service, tmp_path: Path) -> None:
    serve(there, *(record(number) for number in range(3)))
    fetch(there, tmp_path)
    serve(there, record(0), record(1, title="Ny prøver"), record(2))

    found = fetch(there, tmp_path)

    assert (found.fetched, found.unchanged) == (1, 2)
    assert "Ny prøver" in found.body.decode()


def test_a_round_that_stopped_goes_on_where_it_was(there: Service, tmp_path: Path) -> None:
    serve(there, *(record(number) for number in range(100, 130)))
    down = {path: there.replies[path] for path in sorted(there.replies)[11:]}
    there.replies.update({path: [Reply(503)] for path in down})

    with pytest.raises(FetchFault, match=r"5 records in a row failed, .*; fetch again to resume"):
        fetch(there, tmp_path)
    there.replies.update(down)
    asked = len(there.asked)
    found = fetch(there, tmp_path)

    assert (len(names(found)), found.fetched) == (30, 20)
    assert len(there.asked) - asked == 1 + 20


def test_a_record_that_the_index_no_longer_has_is_left_out(there: Service, tmp_path: Path) -> None:
    serve(there, *(record(number) for number in range(3)))
    fetch(there, tmp_path)
    serve(there, record(0), record(2))

    assert names(fetch(there, tmp_path)) == ["y_prove_0", "y_prove_2"]


@pytest.mark.parametrize(
    ("index", "words"),
    [
        (b"<html>", "the index is not JSON"),
        (b"[]", "names no record"),
        (b'[{"uri": "https://elsewhere.example/other/y_lege"}]', "names no record"),
        (b'[{"uri": "/api/v1/data_norge--yrkesbeskrivelse/../../etc"}]', "names no record"),
    ],
)
def test_an_index_of_another_shape_is_a_fault(there: Service, tmp_path: Path, index: bytes, words: str) -> None:
    there.replies[PATH] = [Reply(body=index)]

    with pytest.raises(FetchFault, match=words):
        fetch(there, tmp_path)
