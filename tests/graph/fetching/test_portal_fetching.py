"""Documents and figures of utdanning.no are fetched into a data folder, and its faults are told by field."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec
import pytest

from graph.adapters.registry import ADAPTERS
from graph.fetching.data_folder import Fetcher, Outcome
from graph.fetching.polite import Manners, PoliteClient
from graph.progress import Progress
from graph.source_document import Source
from graph.sources_file import NATIONAL, read_sources_file
from tests.companies import PATH as COMPANIES
from tests.companies import company_replies
from tests.paths import DATA
from tests.services import Reply, Service, service

QUICK = Manners(attempts=2, first_wait=0.01, interval=0.0, silence=2.0)
# The documents that the service of utdanning.no serves, with those that their readers depend on.
PORTAL = {"cubes": None, "utdanning-sammenligning": "main.json", "utdanning-lonn": "lonn.json"}


@pytest.fixture
def portal(tmp_path: Path, shared: Callable[[str], Path]) -> Iterator[tuple[Service, list[Source], Fetcher]]:
    """The service of utdanning.no with recorded answers, its sources, and a fetcher into a new folder."""
    with service() as there:
        sources = []
        for source in read_sources_file(NATIONAL, ADAPTERS):
            name = PORTAL.get(source.key)
            if name is not None:
                body = shared(f"sources/utdanning.no/{name}").read_bytes()
                there.replies[f"/{name}"] = [Reply(body=body, headers={"ETag": f'"{name}"'})]
                sources.append(msgspec.structs.replace(source, fetch=f"{there.url}/{name}", sha256=None))
            elif source.key in PORTAL:
                sources.append(source)
        yield there, sources, Fetcher(tmp_path / "cache", PoliteClient(QUICK), tmp_path)


def test_what_the_services_answer_is_fetched_and_read(portal: tuple[Service, list[Source], Fetcher]) -> None:
    _, sources, fetcher = portal

    first = fetcher.fetch(sources, Progress(quiet=True))
    second = fetcher.fetch(sources, Progress(quiet=True))

    assert [str(result.outcome) for result in first] == ["unchanged", "new", "new"]
    assert [str(result.outcome) for result in second] == ["unchanged"] * 3


@pytest.mark.parametrize(
    ("name", "change", "complaint"),
    [
        ("main.json", ('"tittel": "Lege"', '"tittel": 7'), "tittel|str"),
        ("lonn.json", ("{", "["), "this is not JSON"),
    ],
)
def test_a_service_that_changes_its_answer_is_told_of_by_field(
    portal: tuple[Service, list[Source], Fetcher], name: str, change: tuple[str, str], complaint: str
) -> None:
    there, sources, fetcher = portal
    fetcher.fetch(sources, Progress(quiet=True))
    body = there.replies[f"/{name}"][0].body.decode()
    there.replies[f"/{name}"] = [Reply(body=body.replace(*change).encode())]
    kept = {path.name: path.read_bytes() for path in fetcher.cache.rglob("*.json")}

    failed = [result for result in fetcher.fetch(sources, Progress(quiet=True)) if result.outcome is Outcome.FAILED]

    assert len(failed) == 1
    assert f"{there.url}/{name}" in failed[0].words
    assert re.search(complaint, failed[0].words), failed[0].words
    assert {path.name: path.read_bytes() for path in fetcher.cache.rglob("*.json")} == kept


def test_figures_one_at_a_time_are_asked_for_the_occupations_of_earlier_sources(tmp_path: Path) -> None:
    with service() as there:
        there.replies["/main"] = [Reply(body=(DATA / "portal" / "main.json").read_bytes(), headers={"ETag": '"main"'})]
        there.replies |= company_replies(("y_baker", "y_kokk"))
        known = {source.adapter: source for source in read_sources_file(NATIONAL, ADAPTERS)}
        sources = [
            known["cubes"],
            msgspec.structs.replace(known["portal-main"], fetch=f"{there.url}/main"),
            msgspec.structs.replace(
                known["portal-companies"], fetch=f"{there.url}{COMPANIES}?uno_id={{occupation}}&fylkenr={{county}}"
            ),
        ]
        fetcher = Fetcher(tmp_path / "cache", PoliteClient(QUICK), tmp_path, cells=20)

        results = [fetcher.fetch(sources, Progress(quiet=True))[-1] for _ in range(3)]
        there.replies = {"/main": there.replies["/main"]}
        (tmp_path / "cache" / sources[-1].path).with_suffix("").joinpath("cells.json").unlink()
        down = fetcher.fetch(sources, Progress(quiet=True))[-1]

    kept = json.loads((tmp_path / "cache" / sources[-1].path).read_text("utf-8"))
    assert [str(result.outcome) for result in results] == ["new", "new", "unchanged"]
    assert "20 figures fetched, 0 unchanged, 10 for later fetches" in results[0].words
    assert (str(down.outcome), len(kept)) == ("failed", 30)
    assert {one["uno_id"] for one in kept if "notFetched" not in one} == {"y_baker", "y_kokk"}
