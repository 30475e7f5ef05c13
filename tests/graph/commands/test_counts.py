"""The command line prints safe and naive counts with shared names, and evaluates the derived links."""

from __future__ import annotations

import json

from graph.commands.counts import Countable
from graph.reading.counting import COUNTABLE
from graph.reading.release import Release
from tests.command_line import Ended, run

JOINERS = ("mobelsnekker", "trevaresnekker", "industrisnekker")


def count(release: Release, *arguments: str) -> Ended:
    """Run ``yrkesgraf count`` on *release*."""
    return run(release, "count", *arguments)


def test_the_table_shows_both_sums_and_names_what_is_shared(joiners: Release) -> None:
    result = count(joiners, *JOINERS)

    assert "counted more than once: 7421124 Spesialarbeider (snekker)" in result.stdout
    assert "(Møbelsnekker, Trevaresnekker, Industrisnekker)" in result.stdout.replace("\n", " ")


def test_csv_is_one_row_and_json_is_everything(joiners: Release) -> None:
    rows = count(joiners, *JOINERS, "--format", "csv").stdout.splitlines()
    data = json.loads(count(joiners, *JOINERS, "--of", "codes", "--format", "json").stdout)

    assert rows == ["of,occupations,known,safe,naive,shared,names", "titles,3,3,4,6,1,Spesialarbeider (snekker)"]
    assert (data["of"], data["safe"], data["naive"]) == ("codes", None, None)


def test_a_count_over_occupations_without_lists_is_a_lower_bound_and_says_so(bundled: Release) -> None:
    table = count(bundled, "lege", "allmennlege").stdout
    data = json.loads(count(bundled, "lege", "allmennlege", "--format", "json").stdout)

    assert "known for 1 of 2 occupations: the sums are lower bounds" in table
    assert (data["known"], [one["count"] for one in data["occupations"]]) == (1, [46, None])


def test_an_occupation_that_is_not_there_is_told(joiners: Release) -> None:
    result = count(joiners, "nobody")

    assert (result.returncode, result.stdout) == (1, "")
    assert "occupation/nobody" in result.stderr


def test_the_command_counts_all_that_can_be_counted() -> None:
    assert [of.value for of in Countable] == list(COUNTABLE)


def test_the_evaluation_is_a_table_or_data(bundled: Release) -> None:
    table = run(bundled, "evaluate")
    data = json.loads(run(bundled, "evaluate", "--format", "json").stdout)

    assert "1 pages name 12 occupations" in table.stdout
    assert data["recall at 12"] == 0.0  # the bundled facts have nothing but the page itself


def test_without_a_page_there_is_nothing_to_evaluate(joiners: Release) -> None:
    result = run(joiners, "evaluate")

    assert result.returncode == 1
    assert "nothing to compare" in result.stderr
