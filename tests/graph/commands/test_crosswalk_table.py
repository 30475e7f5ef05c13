"""The command line prints a crosswalk, its unmatched codes and its SSSOM file."""

from __future__ import annotations

from graph.reading.release import Release
from tests.command_line import run


def test_mappings_are_rows_with_codes_names_evidence_and_confidence(crossed: Release) -> None:
    lines = run(crossed, "crosswalk", "styrk08-isco08").stdout.splitlines()

    assert lines == [
        "fromCode,fromName,toCode,toName,relation,ground,cardinality,confidence",
        "7522,Møbelsnekkere,7522,Cabinet-makers and related workers,exactMatch,vurdert par,1:1,0.995",
        "8172,Operatører innen trelast,8172,Wood processing plant operators,closeMatch,vurdert par,1:1,0.8",
    ]


def test_what_has_no_match_is_printed_for_both_sides(crossed: Release) -> None:
    lines = run(crossed, "crosswalk", "styrk08-isco08", "--unmatched", "--format", "tsv").stdout.splitlines()

    assert lines[:3] == ["side\tcode\tname", "source\t7115\tTømrere og snekkere", "source\t7421\tServiceelektronikere"]
    assert len(lines) == 6


def test_sssom_is_the_file_of_the_release(crossed: Release) -> None:
    printed = run(crossed, "crosswalk", "isco88-isco08", "--format", "sssom").stdout

    assert printed == (crossed.folder / "crosswalk-isco88-isco08.sssom.tsv").read_text("utf-8")


def test_an_unknown_crosswalk_is_told_with_those_there_are(crossed: Release) -> None:
    result = run(crossed, "crosswalk", "isco68-isco88")

    assert result.returncode == 1
    assert "has no crosswalk 'isco68-isco88'" in " ".join(result.stderr.split())
    assert "isco88-isco08" in result.stderr
