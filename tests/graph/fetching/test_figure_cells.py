"""Figures that a service gives one at a time: oldest first, resumed, conditional, and with every kind of fault."""

from __future__ import annotations

import datetime
import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from graph.fetching.figure_cells import CellFetcher, CellRound
from graph.fetching.polite import FetchFault, Manners, PoliteClient
from graph.progress import Progress
from graph.sources.portal.companies import read_companies
from graph.sources.statistics.areas import COUNTIES_2024
from tests.companies import PATH, company_replies
from tests.described_api import OPENAPI, Mock
from tests.services import Reply, Service, service

QUICK = Manners(attempts=1, first_wait=0.01, interval=0.0, silence=0.3)
COUNTIES = sorted(COUNTIES_2024.values())
ALL = len(COUNTIES)
TROMS = "55"


@pytest.fixture
def there() -> Iterator[Service]:
    with service() as made:
        yield made


def address(uno_id: str, county: str) -> str:
    return f"{PATH}?uno_id={uno_id}&fylkenr={county}"


def serve(there: Service, *uno_ids: str) -> None:
    there.replies |= company_replies(uno_ids)


def fetch(there: Service, folder: Path, *uno_ids: str, rhythm: str = "irregular", most: int = 900) -> CellRound:
    url = f"{there.url}{PATH}?uno_id={{occupation}}&fylkenr={{county}}"
    fetcher = CellFetcher(PoliteClient(QUICK), url, folder, rhythm, read_companies, most)
    return fetcher.fetch(uno_ids, Progress(quiet=True))


def cells(found: CellRound) -> dict[tuple[str, str], dict[str, Any]]:
    return {(one["uno_id"], one["fylkenr"]): one for one in json.loads(found.body)}


def grow_old(folder: Path, days: int) -> None:
    """Move the times in the state of *folder* back by so many days."""
    path = folder / "cells.json"
    state = json.loads(path.read_text("utf-8"))
    for cell in state.values():
        for field in ("tried", "answered"):
            if field in cell:
                cell[field] = (datetime.datetime.fromisoformat(cell[field]) - datetime.timedelta(days=days)).isoformat()
    path.write_text(json.dumps(state), "utf-8")


def test_every_county_of_every_occupation_is_asked_for_once(there: Service, tmp_path: Path) -> None:
    serve(there, "y_kokk", "y_baker")

    first = fetch(there, tmp_path, "y_kokk", "y_baker")
    asked = len(there.asked)
    second = fetch(there, tmp_path, "y_kokk", "y_baker")

    assert (first.fetched, first.failed, first.waiting, asked) == (2 * ALL, [], 0, 2 * ALL)
    assert list(cells(first)) == [(one, county) for one in ("y_baker", "y_kokk") for county in COUNTIES]
    assert (second.fetched, second.unchanged, second.body, len(there.asked)) == (0, 0, first.body, asked)


def test_the_answers_of_the_described_service_are_taken(
    there: Service, tmp_path: Path, shared: Callable[[str], Path]
) -> None:
    body = json.dumps(Mock(shared(OPENAPI)).answer(PATH, {"count": 7, "aarsverk": 9})).encode()
    there.replies |= {address("y_kokk", county): [Reply(body=body)] for county in COUNTIES}

    found = fetch(there, tmp_path, "y_kokk")

    assert found.failed == []
    assert cells(found)["y_kokk", TROMS]["answer"] == [{"id": "1", "count": 7, "aarsverk": 9}]


@pytest.mark.parametrize(
    ("rhythm", "days", "again"),
    [("nightly", 1, True), ("monthly", 29, False), ("monthly", 30, True), ("irregular", 30, True),
     ("yearly", 300, False), ("never", 4000, False)],
)  # fmt: skip
def test_a_figure_is_asked_for_again_when_it_is_older_than_the_rhythm(
    there: Service, tmp_path: Path, rhythm: str, days: int, again: bool
) -> None:
    serve(there, "y_kokk")
    fetch(there, tmp_path, "y_kokk")
    grow_old(tmp_path, days)

    found = fetch(there, tmp_path, "y_kokk", rhythm=rhythm)

    assert (found.fetched, found.unchanged) == (0, ALL if again else 0)


def test_an_unchanged_figure_is_not_sent_again_and_keeps_its_day(there: Service, tmp_path: Path) -> None:
    serve(there, "y_kokk")
    first = fetch(there, tmp_path, "y_kokk")
    grow_old(tmp_path, 31)
    asked = len(there.asked)

    second = fetch(there, tmp_path, "y_kokk")

    assert second.body == first.body
    assert len([1 for _, headers, _ in there.asked[asked:] if "if-none-match" in headers]) == ALL


def test_a_figure_that_changed_has_the_day_of_the_change(there: Service, tmp_path: Path) -> None:
    serve(there, "y_kokk")
    fetch(there, tmp_path, "y_kokk")
    state = tmp_path / "cells.json"
    state.write_text(state.read_text("utf-8").replace('"received":"20', '"received":"19'), "utf-8")
    grow_old(tmp_path, 31)
    there.replies[address("y_kokk", TROMS)] = [Reply(body=b'[{"id": "x", "count": 1, "aarsverk": 2}]')]

    found = fetch(there, tmp_path, "y_kokk")

    days = {county: one["received"][:2] for (_, county), one in cells(found).items()}
    assert (found.fetched, found.unchanged) == (1, ALL - 1)
    assert {county for county, century in days.items() if century == "20"} == {TROMS}


@pytest.mark.parametrize(
    ("fault", "words"),
    [
        (Reply(500), "the server answers 500"),
        (Reply(404), "the server answers 404"),
        (Reply(body=b'[{"count": 3'), "this is not JSON"),
        (Reply(body=b'{"count": 3, "aarsverk": 4}'), "Expected `array`"),
        (Reply(body=b'[{"antall": 3, "aarsverk": 4}]'), "missing required field `count`"),
        (Reply(body=b'[{"count": 3, "arsverk": 4}]'), "missing required field `aarsverk`"),
        (Reply(body=b'[{"count": null, "aarsverk": 4}]'), "Expected `int`, got `null`"),
        (Reply(body=b'[{"count": -1, "aarsverk": 4}]'), "Expected `int` >= 0"),
        (Reply(body=b'[{"count": 3, "aarsverk": 4}, {"count": 5, "aarsverk": 6}]'), "one set of companies, got 2"),
        (Reply(body=b'[{"count": 3, "aarsverk": 4}]', dribble=0.5), "ReadTimeout"),
        (Reply(body=b'[{"count": 3, "aarsverk": 4}]', cut=10), "RemoteProtocolError|ReadTimeout"),
    ],
    ids=["500", "404", "truncated", "object", "no count", "no aarsverk", "null", "negative", "two sets", "hang", "cut"],
)  # fmt: skip
def test_a_figure_that_fails_leaves_the_old_one_and_is_named(
    there: Service, tmp_path: Path, fault: Reply, words: str
) -> None:
    serve(there, "y_baker", "y_kokk")
    first = fetch(there, tmp_path, "y_baker", "y_kokk")
    grow_old(tmp_path, 31)
    there.asked.clear()
    there.replies[address("y_kokk", TROMS)] = [fault]

    second = fetch(there, tmp_path, "y_baker", "y_kokk")

    assert second.body == first.body
    assert len(second.failed) == 1
    assert address("y_kokk", TROMS) in second.failed[0]
    # The counties after Troms wait; those before it, and the other occupation, were asked for.
    assert (second.unchanged, second.waiting) == (2 * ALL - 2, 1)
    assert any(word in second.failed[0] for word in words.split("|"))


def test_a_figure_that_never_came_stands_there_as_its_place(there: Service, tmp_path: Path) -> None:
    serve(there, "y_kokk")
    there.replies[address("y_kokk", COUNTIES[-1])] = [Reply(304)]

    found = fetch(there, tmp_path, "y_kokk")

    assert cells(found)["y_kokk", COUNTIES[-1]] == {"uno_id": "y_kokk", "fylkenr": COUNTIES[-1], "notFetched": True}
    assert "304 without a condition" in found.words


def test_a_round_asks_for_new_figures_first_and_leaves_the_rest(there: Service, tmp_path: Path) -> None:
    serve(there, "y_baker", "y_kokk", "y_lege")
    first = fetch(there, tmp_path, "y_kokk", "y_lege", most=ALL)
    grow_old(tmp_path, 31)
    there.asked.clear()

    second = fetch(there, tmp_path, "y_baker", "y_kokk", "y_lege", most=2 * ALL + 1)

    assert (first.fetched, first.waiting) == (ALL, ALL)
    assert [path for path, _, _ in there.asked[: 2 * ALL]] == [
        address(one, county) for one in ("y_baker", "y_lege") for county in COUNTIES
    ]
    assert (second.fetched, second.unchanged, second.waiting) == (2 * ALL, 1, ALL - 1)
    assert second.words == f"{2 * ALL} figures fetched, 1 unchanged, {ALL - 1} for later fetches"


def test_a_service_that_is_down_is_left_in_peace_and_the_round_goes_on_later(there: Service, tmp_path: Path) -> None:
    names = [f"y_prove_{number}" for number in range(8)]
    serve(there, *names)
    down = {path: there.replies[path] for path in there.replies if "y_prove_0" not in path}
    there.replies |= {path: [Reply(503)] for path in down}

    broken_off = fetch(there, tmp_path, *names)
    asked = len(there.asked)
    with pytest.raises(FetchFault, match=r"5 occupations in a row failed, .* 503 .*; fetch again to resume"):
        fetch(there, tmp_path, *names)
    there.replies |= down
    found = fetch(there, tmp_path, *names)

    assert asked == ALL + 5
    assert len([one for one in cells(broken_off).values() if "answer" in one]) == broken_off.fetched == ALL
    assert re.search(
        r"5 failed: .*; 5 occupations in a row failed, .* 503 .*; fetch again to resume$", broken_off.words
    )
    assert (found.fetched, found.failed) == (7 * ALL, [])


def test_an_occupation_that_always_fails_does_not_hold_up_the_others(there: Service, tmp_path: Path) -> None:
    unknown, known = [f"y_a_{number}" for number in range(5)], "y_b"
    serve(there, known)

    with pytest.raises(FetchFault, match="5 occupations in a row failed"):
        fetch(there, tmp_path, *unknown, known)
    found = fetch(there, tmp_path, *unknown, known, most=ALL)

    assert found.fetched == ALL


def test_an_interrupted_round_keeps_what_it_has(there: Service, tmp_path: Path) -> None:
    serve(there, "y_baker", "y_kokk")
    read: list[Path] = []

    def interrupt(path: Path) -> None:
        read.append(path)
        if len(read) > ALL:
            raise KeyboardInterrupt

    url = f"{there.url}{PATH}?uno_id={{occupation}}&fylkenr={{county}}"
    with pytest.raises(KeyboardInterrupt):
        CellFetcher(PoliteClient(QUICK), url, tmp_path, "monthly", interrupt).fetch(
            ["y_baker", "y_kokk"], Progress(quiet=True)
        )
    found = fetch(there, tmp_path, "y_baker", "y_kokk")

    assert found.fetched == ALL
    assert not [one for one in cells(found).values() if "notFetched" in one]


@pytest.mark.parametrize("state", [None, "half", '{"y_kokk 55": {}}'])
def test_without_a_readable_state_every_figure_is_fetched_again(
    there: Service, tmp_path: Path, state: str | None
) -> None:
    serve(there, "y_kokk")
    first = fetch(there, tmp_path, "y_kokk")
    (tmp_path / "cells.json").unlink()
    if state is not None:
        (tmp_path / "cells.json").write_text(state, "utf-8")

    second = fetch(there, tmp_path, "y_kokk")

    assert (second.fetched, second.body) == (ALL, first.body)


def test_an_occupation_that_is_gone_is_left_out(there: Service, tmp_path: Path) -> None:
    serve(there, "y_baker", "y_kokk")
    fetch(there, tmp_path, "y_baker", "y_kokk")

    assert {uno_id for uno_id, _ in cells(fetch(there, tmp_path, "y_kokk"))} == {"y_kokk"}


def test_no_occupations_are_a_fault(there: Service, tmp_path: Path) -> None:
    with pytest.raises(FetchFault, match="no source before this one has an occupation to ask for"):
        fetch(there, tmp_path)
