"""Fetching accepts new, complete and readable documents, keeps the others, and reports on every source."""

from __future__ import annotations

import datetime
import fcntl
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from graph.adapters.registry import ADAPTERS
from graph.building.order import Order
from graph.building.pipeline import build
from graph.commands.application import app
from graph.errors import SourceFault, YrkesgrafError
from graph.fetched import RECORD, read_record
from graph.fetching.data_folder import Fetcher, Outcome, Result
from graph.fetching.page_sources import page_source
from graph.fetching.polite import Manners, PoliteClient
from graph.progress import Progress
from graph.reading.release import Releases
from graph.sources_file import read_catalogue, read_sources_file
from graph.vocab import DEFAULT_BASE
from tests.paths import DATA
from tests.services import Reply, Service, service

QUICK = Manners(attempts=2, first_wait=0.01, interval=0.0, silence=2.0)
NAMES = "- key: lege\n  names: {nb: Lege, nn: Lege}\n- key: tannlege\n  names: {nb: Tannlege}\n...\n"
SOURCE = """
[[source]]
key = "KEY"
adapter = "names"
path = "lists/KEY.yaml"
titles = { nb = "Navn" }
publisher = "Yrkesgraf"
licence = "https://creativecommons.org/publicdomain/zero/1.0/"
rhythm = "never"
as_of = 2020-01-01
retrieved = 2020-01-02
"""


class World:
    """A sources file with one fetched and one kept list, the service of the first, and a cache."""

    def __init__(self, folder: Path, there: Service) -> None:
        self.there = there
        self.cache = folder / "cache"
        self.spare = folder / "spare"
        self.sources = folder / "sources.toml"
        text = SOURCE.replace("KEY", "fetched") + f'fetch = "{there.url}/names"\n' + SOURCE.replace("KEY", "kept")
        self.sources.write_text(text + "[end]\nsources = 2\n", "utf-8")
        (self.spare / "lists").mkdir(parents=True)
        (self.spare / "lists" / "kept.yaml").write_text("- key: snekker\n  names: {nb: Snekker}\n...\n", "utf-8")
        self.answers(NAMES)

    def answers(self, text: str, **more: object) -> None:
        etag = f'"{hash(text)}"'
        self.there.replies["/names"] = [Reply(body=text.encode(), headers={"ETag": etag}, **more)]  # type: ignore[arg-type]

    def fetch(self, *, smaller: bool = False) -> dict[str, Result]:
        fetcher = Fetcher(self.cache, PoliteClient(QUICK), self.spare, smaller)
        found = read_sources_file(self.sources, ADAPTERS)
        return {result.key: result for result in fetcher.fetch(found, Progress(quiet=True))}

    @property
    def kept(self) -> str:
        return (self.cache / "lists" / "fetched.yaml").read_text("utf-8")


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    with service() as there:
        yield World(tmp_path, there)


def outcomes(results: dict[str, Result]) -> dict[str, str]:
    return {key: str(result.outcome) for key, result in results.items()}


def test_what_a_service_has_is_fetched_and_the_rest_is_copied(world: World) -> None:
    assert outcomes(world.fetch()) == {"fetched": "new", "kept": "copied"}
    assert world.kept == NAMES
    assert (world.cache / "lists" / "kept.yaml").is_file()


def test_the_record_says_from_where_when_and_what(world: World) -> None:
    world.fetch()

    entry = read_record(world.cache)["fetched"]
    assert entry.url == f"{world.there.url}/names"
    assert (entry.bytes, len(entry.sha256), entry.etag) == (len(NAMES), 64, f'"{hash(NAMES)}"')
    assert entry.fetched_at.year >= 2026
    assert entry.statements == 9


def test_an_address_may_ask_for_the_edition_of_today(world: World) -> None:
    world.sources.write_text(world.sources.read_text("utf-8").replace('/names"', '/{today}"'), "utf-8")
    address = f"/{datetime.datetime.now(datetime.UTC).date().isoformat()}"
    world.there.replies[address] = world.there.replies["/names"]

    assert outcomes(world.fetch())["fetched"] == "new"
    assert read_record(world.cache)["fetched"].url == f"{world.there.url}/{{today}}"


def test_a_second_time_nothing_is_sent(world: World) -> None:
    world.fetch()

    assert outcomes(world.fetch()) == {"fetched": "unchanged", "kept": "unchanged"}
    assert "if-none-match" in world.there.asked[-1][1]


def test_the_same_bytes_without_a_validator_are_unchanged_too(world: World) -> None:
    world.there.replies["/names"] = [Reply(body=NAMES.encode())]
    world.fetch()
    before = (world.cache / RECORD).read_bytes()

    assert outcomes(world.fetch())["fetched"] == "unchanged"
    assert (world.cache / RECORD).read_bytes() == before


def test_a_newer_document_takes_the_place_of_the_older(world: World) -> None:
    world.fetch()
    world.answers("- key: jordmor\n  names: {nb: Jordmor}\n" + NAMES)

    assert outcomes(world.fetch())["fetched"] == "new"
    assert "jordmor" in world.kept


def test_a_document_damaged_by_hand_is_fetched_whole_again(world: World) -> None:
    world.fetch()
    (world.cache / "lists" / "fetched.yaml").write_text("half", "utf-8")

    assert outcomes(world.fetch())["fetched"] == "new"
    assert world.kept == NAMES


@pytest.mark.parametrize(
    ("reply", "complaint"),
    [
        (Reply(500), "500 Internal Server Error"),
        (Reply(429, headers={"Retry-After": "9999"}), "requests a wait of 9999 seconds"),
        (Reply(404), "404 Not Found"),
        (Reply(body=NAMES.encode() * 2, cut=40), "without sending complete|incomplete"),
        (Reply(body=b"<html>Vedlikehold</html>"), "format of the document has changed"),
        (Reply(body=b'{"navn": []}'), "format of the document has changed"),
        (Reply(body=NAMES.replace("key:", "id:").encode()), "line 1: .*format of the document has changed"),
        (
            Reply(body=b"- key: lege\n  names: {nb: Lege}\n...\n"),
            "4 statements, down from 9",
        ),
    ],
)
def test_what_is_wrong_with_an_answer_is_told_and_the_kept_document_stays(
    world: World, reply: Reply, complaint: str
) -> None:
    world.fetch()
    record = (world.cache / RECORD).read_bytes()
    world.there.replies["/names"] = [reply]

    result = world.fetch()["fetched"]

    assert result.outcome is Outcome.FAILED
    assert result.words.startswith(f"{world.there.url}/names")
    assert re.search(complaint, result.words), result.words
    assert world.kept == NAMES
    assert (world.cache / RECORD).read_bytes() == record
    assert [path.name for path in world.cache.rglob(".fetching-*")] == []


def test_half_a_list_is_told_the_first_time_too_where_the_spare_folder_has_the_whole(world: World) -> None:
    (world.spare / "lists" / "fetched.yaml").write_text(NAMES, "utf-8")
    world.answers("- key: lege\n  names: {nb: Lege}\n...\n")

    result = world.fetch()["fetched"]

    assert (result.outcome, (world.cache / "lists" / "fetched.yaml").exists()) == (Outcome.FAILED, False)
    assert "statements, down from 9" in result.words


def test_a_list_that_really_became_shorter_is_taken_when_asked_to(world: World) -> None:
    world.fetch()
    world.answers("- key: lege\n  names: {nb: Lege}\n...\n")

    assert outcomes(world.fetch(smaller=True))["fetched"] == "new"
    assert "tannlege" not in world.kept


def test_one_failure_leaves_the_others_alone(world: World) -> None:
    world.there.replies["/names"] = [Reply(500)]

    assert outcomes(world.fetch()) == {"fetched": "failed", "kept": "copied"}


def test_a_document_that_nobody_has_is_told_as_absent(world: World) -> None:
    (world.spare / "lists" / "kept.yaml").unlink()

    assert world.fetch()["kept"].outcome is Outcome.ABSENT


def test_a_build_takes_the_day_from_the_record(world: World, tmp_path: Path) -> None:
    world.fetch()

    catalogue = read_catalogue(world.sources, world.cache, ADAPTERS)
    release = build(Order(Releases(tmp_path / "home"), DEFAULT_BASE, world.sources, world.cache), Progress(quiet=True))

    fetched_at = read_record(world.cache)["fetched"].fetched_at.date()
    assert catalogue.sources[0].retrieved == fetched_at
    assert release.manifest.issued == fetched_at


def test_a_build_refuses_a_document_that_is_not_what_was_fetched(world: World) -> None:
    world.fetch()
    (world.cache / "lists" / "fetched.yaml").write_text(NAMES + "\n", "utf-8")

    with pytest.raises(SourceFault, match=r"fetched\.json: .* has the SHA-256 .*fetch it again"):
        read_catalogue(world.sources, world.cache, ADAPTERS)


def test_an_optional_source_is_left_out_until_it_is_there(world: World) -> None:
    text = world.sources.read_text("utf-8").replace("[end]", "optional = true\n[end]")
    world.sources.write_text(text, "utf-8")
    (world.spare / "lists" / "kept.yaml").unlink()
    world.fetch()

    assert [source.key for source in read_catalogue(world.sources, world.cache, ADAPTERS).sources] == ["fetched"]


def test_a_broken_record_is_told(world: World) -> None:
    world.cache.mkdir()
    (world.cache / RECORD).write_text("{]", "utf-8")

    with pytest.raises(SourceFault, match="not a record of fetched documents"):
        world.fetch()


def test_two_at_once_are_refused(world: World) -> None:
    world.cache.mkdir()
    with (world.cache / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)

        with pytest.raises(YrkesgrafError, match="another fetch is using"):
            world.fetch()


def test_a_page_is_fetched_by_its_address(world: World) -> None:
    page = (DATA / "pages" / "optician.html").read_bytes()
    world.there.replies["/yrker/beskrivelse/optiker"] = [Reply(body=page)]
    source = page_source(f"{world.there.url}/yrker/beskrivelse/optiker")

    results = Fetcher(world.cache, PoliteClient(QUICK), world.spare).fetch([source], Progress(quiet=True))

    assert [(result.key, str(result.outcome)) for result in results] == [("page-optiker", "new")]
    assert (world.cache / "pages" / "optiker.html").read_bytes() == page


def test_the_command_reports_and_its_exit_status_tells(world: World) -> None:
    arguments = ["fetch", "--sources", str(world.sources), "--data", str(world.spare), "--cache", str(world.cache)]

    good = CliRunner().invoke(app, arguments)
    world.there.replies["/names"] = [Reply(404)]
    bad = CliRunner().invoke(app, arguments)

    assert (good.exit_code, bad.exit_code) == (0, 1)
    assert "new" in good.output
    assert "404" in bad.output
    assert json.loads((world.cache / RECORD).read_text("utf-8"))["fetched"]["statements"] == 9
