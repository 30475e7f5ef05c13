"""The changes between two releases are found, typed, and nothing else."""

from __future__ import annotations

import json

import pytest
from typer.testing import CliRunner

from graph.changes.between_releases import changes_between
from graph.changes.record import ReleaseChange
from graph.commands.application import app
from graph.commands.release_diff import tell_changes
from graph.errors import ReleaseFault
from graph.reading.release import Release
from graph.vocab import shorten
from tests.editions import Editions

RUNNER = CliRunner()


@pytest.fixture(scope="module")
def changes(editions: Editions) -> list[ReleaseChange]:
    return list(changes_between(editions.old, editions.new))


def lines(changes: list[ReleaseChange], kind: str) -> list[tuple[str, str, str, str]]:
    """Return the changes of a kind: resource, property, old and new value, each without its namespace."""
    return [
        (_tail(change.thing), shorten(change.property), _tail(change.old.value), _tail(change.new.value))
        for change in changes
        if change.kind == kind
    ]


def _tail(value: str) -> str:
    return value.rpartition("/id/")[2]


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("renaming", [("occupation/kokk", "skos:prefLabel", "Kokk", "Matkunstner")]),
        (
            "retirement",
            [
                ("occupation/fyrvokter", "skos:prefLabel", "Fyrvokter", ""),
                ("occupation/typograf", "dct:isReplacedBy", "Typograf", "occupation/forming"),
            ],
        ),
        (
            "appearance",
            [
                ("occupation/forming", "skos:prefLabel", "", "Formgiver"),
                ("occupation/solcelle", "skos:prefLabel", "", "Solcelleinstallatør"),
            ],
        ),
        ("deletion", [("styrk08/3152", "skos:prefLabel", "", "")]),
        ("creation", [("styrk08/7411", "skos:prefLabel", "", "")]),
        ("figure-revised", [("observation/pay-2017-7512-A-A-A", "yg:averagePay", "33000", "33100")]),
        ("source-renewed", [("source/pay", "dct:modified", "2018-11-14", "2019-11-14")]),
    ],
)
def test_a_change_has_the_kind_that_a_reader_would_give_it(
    changes: list[ReleaseChange], kind: str, expected: list[tuple[str, str, str, str]]
) -> None:
    assert lines(changes, kind) == expected


def test_another_code_is_a_link_lost_and_a_link_gained(changes: list[ReleaseChange]) -> None:
    lost, gained = lines(changes, "link-lost"), lines(changes, "link-gained")

    assert ("occupation/baker", "yg:classifiedIn", "styrk08/3434", "") in lost
    assert ("occupation/baker", "yg:classifiedIn", "", "styrk08/5120") in gained


def test_a_successor_by_equal_codes_has_its_ground(changes: list[ReleaseChange]) -> None:
    grounds = {change.thing.rpartition("/")[2]: change.ground for change in changes if change.kind == "retirement"}

    assert grounds == {"fyrvokter": "", "typograf": "same-codes"}


def test_a_change_names_the_source_that_states_it(changes: list[ReleaseChange]) -> None:
    sources = {change.kind: change.source.split("/id/")[1] for change in changes}

    assert sources["renaming"] == "source/main"
    assert sources["figure-revised"] == "source/pay"


def test_a_release_has_no_changes_from_itself(editions: Editions) -> None:
    assert list(changes_between(editions.new, editions.new)) == []


def test_dates_of_the_build_and_its_records_are_no_changes(changes: list[ReleaseChange]) -> None:
    about = {change.thing.split("/id/")[1].split("/")[0] for change in changes}

    assert about <= {"occupation", "styrk08", "observation", "source"}


def test_changes_backwards_exchange_old_and_new(editions: Editions) -> None:
    back = list(changes_between(editions.new, editions.old))

    assert ("occupation/kokk", "skos:prefLabel", "Matkunstner", "Kokk") in lines(back, "renaming")


def test_releases_of_two_bases_are_not_compared(editions: Editions) -> None:
    import msgspec  # noqa: PLC0415 - for this test alone

    other = Release(editions.old.folder, msgspec.structs.replace(editions.old.manifest, base="http://example.org/"))
    with pytest.raises(ReleaseFault, match="compare two releases of one base"):
        changes_between(other, editions.new)


def run_diff(editions: Editions, *options: str) -> str:
    names = (editions.old.id, editions.new.id)
    home = str(editions.old.folder.parent)
    found = RUNNER.invoke(app, ["releases", "diff", *names, "--home", home, *options])
    assert found.exit_code == 0
    return found.stdout


def test_the_command_prints_changes_and_their_number(editions: Editions) -> None:
    printed = run_diff(editions)

    assert "renaming\toccupation/kokk\tskos:prefLabel\tKokk\tMatkunstner\tsource/main" in printed
    assert "retirement\t2" in printed


def test_the_command_counts_changes_and_resources_by_type_and_property(editions: Editions) -> None:
    rows = [line.split("\t") for line in run_diff(editions, "--count").splitlines()]

    assert ["link-gained", "occupation", "yg:classifiedIn", "1", "1"] in rows
    assert ["appearance", "occupation", "skos:prefLabel", "2", "2"] in rows


def test_the_changes_since_the_release_before_are_told_in_a_line(editions: Editions) -> None:
    line = tell_changes(editions.new)

    assert line.startswith(f"since {editions.old.id}: 2 appearance, 1 creation")
    assert "1 renaming" in line


def test_without_names_the_command_compares_the_current_release_with_the_one_before(editions: Editions) -> None:
    home = str(editions.newest.folder.parent)
    found = RUNNER.invoke(app, ["releases", "diff", "--kind", "renaming", "--home", home])

    assert "Matkunstner\tKjøkkensjef" in found.stdout


def test_the_command_prints_csv_of_one_kind(editions: Editions) -> None:
    head, *rows = run_diff(editions, "--csv", "--kind", "renaming").splitlines()

    assert head == "kind,thing,property,old,new,language,from_release,to_release,source,ground"
    assert [row.split(",")[3:5] for row in rows] == [["Kokk", "Matkunstner"]]


def test_the_command_prints_json_with_both_releases(editions: Editions) -> None:
    (record,) = json.loads(run_diff(editions, "--json", "--kind", "renaming"))

    assert (record["old"], record["new"], record["language"]) == ("Kokk", "Matkunstner", "nb")
    assert (record["from_release"], record["to_release"]) == (editions.old.id, editions.new.id)
    assert "ground" not in record


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["nineteen", "2026"], "no release is named 'nineteen'"),
        (["2026", "2026"], "3 releases start with '2026'"),
        (["{old}", "{new}", "--kind", "rename"], "there is no kind of change 'rename'"),
        (["{old}", "{new}", "--csv", "--json"], "exclude each other"),
    ],
)
def test_a_fault_of_the_command_is_one_sentence(editions: Editions, arguments: list[str], words: str) -> None:
    names = [part.format(old=editions.old.id, new=editions.new.id) for part in arguments]
    found = RUNNER.invoke(app, ["releases", "diff", *names, "--home", str(editions.old.folder.parent)])

    assert found.exit_code == 1
    assert words in found.stderr
    assert len(found.stderr.splitlines()) == 1
