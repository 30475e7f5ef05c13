"""A hit has the name its reader should see, and tells the name that was found only where it is another."""

from __future__ import annotations

import pytest

from graph.reading.release import Release
from graph.search.index import IndexEntry
from server.languages import Passage, ReaderLanguage
from server.refusals import BadRequest
from server.search.hits import check_kinds, check_length, find_hits, shown_name


def test_the_preferred_name_in_the_language_of_the_reader_is_shown() -> None:
    names = [
        IndexEntry(1, 1, "Sjukepleiar", "nn", "preferred", ""),
        IndexEntry(2, 1, "Nurse", "en", "alternative", ""),
        IndexEntry(3, 1, "Sykepleier", "nb", "preferred", ""),
    ]

    assert shown_name(names, ReaderLanguage.of("nn")) == Passage("Sjukepleiar", "nn")
    assert shown_name(names, ReaderLanguage.of("en")) == Passage("Sykepleier", "nb")
    assert shown_name([], ReaderLanguage.of("nb")) is None


def test_a_hit_by_the_name_that_is_shown_names_it_once(bundled: Release) -> None:
    assert find_hits(bundled, "LEGE", ["occupation"], 1, ReaderLanguage.of("nb"))[0].matched is None


def test_a_hit_by_another_name_tells_which(bundled: Release) -> None:
    hit = find_hits(bundled, "medical doctor", ["occupation"], 1, ReaderLanguage.of("nb"))[0]

    assert hit.name.words == "Lege"
    assert hit.as_data(ReaderLanguage.of("nb"))["matched"] == {
        "name": "Medical doctor",
        "language": "en",
        "role": "preferred",
    }
    assert hit.why(ReaderLanguage.of("en")) == "the same name: “Medical doctor”"


def test_a_code_of_an_edition_is_shown_with_it(bundled: Release) -> None:
    hit = find_hits(bundled, "2221", ["styrk98"], 1, ReaderLanguage.of("nb"))[0]

    assert (hit.thing.code, hit.edition, hit.way) == ("2221", "STYRK-98", "code")


def test_types_may_be_given_apart_or_together() -> None:
    assert check_kinds(["title,occupation", "title", ""]) == ["title", "occupation"]
    with pytest.raises(BadRequest, match="'robot'"):
        check_kinds(["robot"])


def test_what_is_too_long_is_refused() -> None:
    assert check_length("  lege ", "q") == "lege"
    with pytest.raises(BadRequest, match="q has 201 characters"):
        check_length("a" * 201, "q")
