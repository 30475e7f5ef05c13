"""A build follows the current release of its base, and one of the same inputs follows the same."""

from __future__ import annotations

import pytest

from graph.building.predecessor import NO_PREDECESSOR, Predecessor, find_predecessor
from graph.errors import ReleaseFault
from graph.reading.release import Release, Releases
from graph.vocab import DEFAULT_BASE


def test_the_first_release_follows_none(tmp_path_factory: pytest.TempPathFactory) -> None:
    found = find_predecessor(Releases(tmp_path_factory.mktemp("empty")), DEFAULT_BASE, "00")

    assert found == NO_PREDECESSOR
    assert found.digest("00") == "00"


def test_other_inputs_follow_the_current_release(bundled: Release) -> None:
    found = find_predecessor(Releases(bundled.folder.parent), DEFAULT_BASE, "00")

    assert found.name == bundled.id
    assert found.digest("00") not in {"00", found.digest("01")}


def test_the_same_inputs_are_the_same_release(bundled: Release) -> None:
    found = find_predecessor(Releases(bundled.folder.parent), DEFAULT_BASE, bundled.manifest.inputs)

    assert found.digest(bundled.manifest.inputs) == bundled.manifest.inputs


@pytest.mark.parametrize(("base", "named"), [("http://example.org/", ""), (DEFAULT_BASE, "none")])
def test_a_release_of_another_base_and_an_unwanted_one_are_not_followed(
    bundled: Release, base: str, named: str
) -> None:
    assert find_predecessor(Releases(bundled.folder.parent), base, "00", named) == NO_PREDECESSOR


def test_a_named_predecessor_must_be_there_and_of_the_base(bundled: Release) -> None:
    releases = Releases(bundled.folder.parent)

    assert find_predecessor(releases, DEFAULT_BASE, "00", bundled.id) == Predecessor(releases.get(bundled.id), "00")
    with pytest.raises(ReleaseFault, match="no release is named"):
        find_predecessor(releases, DEFAULT_BASE, "00", "nineteen")
    with pytest.raises(ReleaseFault, match="the release before must have"):
        find_predecessor(releases, "http://example.org/", "00", bundled.id)
