"""A build follows the current release of its base, and one of the same inputs follows the same."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from graph.building.order import Order
from graph.building.pipeline import build
from graph.building.predecessor import NO_PREDECESSOR, Predecessor, find_predecessor, open_predecessor
from graph.errors import ReleaseFault
from graph.progress import Progress
from graph.reading.release import Release, Releases
from graph.vocab import DEFAULT_BASE
from tests.editions import Editions, make_release


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

    assert find_predecessor(releases, DEFAULT_BASE, "00", bundled.id[:-1]) == Predecessor(bundled.id, "00")
    assert open_predecessor(releases, DEFAULT_BASE, Predecessor(bundled.id, "00")) == releases.get(bundled.id)
    with pytest.raises(ReleaseFault, match="no release is named"):
        find_predecessor(releases, DEFAULT_BASE, "00", "nineteen")
    with pytest.raises(ReleaseFault, match="the release before must have"):
        open_predecessor(releases, "http://example.org/", Predecessor(bundled.id, "00"))


def test_a_predecessor_that_is_gone_or_damaged_is_told_with_the_remedy(editions: Editions, tmp_path: Path) -> None:
    shutil.copytree(editions.new.folder, tmp_path / editions.new.id)
    (tmp_path / editions.new.id / "changes.csv").write_text("", "utf-8")
    releases = Releases(tmp_path)

    with pytest.raises(ReleaseFault, match=r"changes\.csv; .* --former NAME, .* --former none"):
        open_predecessor(releases, DEFAULT_BASE, Predecessor(editions.new.id, "00"))
    with pytest.raises(ReleaseFault, match=f"{editions.old.id}, has been removed; .* --former NAME, .* --former none"):
        open_predecessor(releases, DEFAULT_BASE, Predecessor(editions.old.id, "00"))


def test_names_of_people_do_not_live_on_as_former_values(editions: Editions, tmp_path: Path) -> None:
    releases = Releases(tmp_path)
    named = make_release(releases, editions.sources, with_people=True)
    order = Order(releases, DEFAULT_BASE, editions.sources)

    with pytest.raises(ReleaseFault, match=r"names of interviewed people.* --with-people, .* --former none"):
        build(order, Progress(quiet=True))
    assert open_predecessor(releases, DEFAULT_BASE, Predecessor(named.id, "00"), with_people=True) == named
    assert releases.names() == [named.id]


def test_a_current_release_with_the_same_inputs_needs_no_predecessor_on_disk(
    editions: Editions, tmp_path: Path
) -> None:
    shutil.copytree(editions.newest.folder, tmp_path / editions.newest.id)
    Releases(tmp_path).switch(editions.newest.id)
    own = editions.newest.manifest.own_inputs

    found = find_predecessor(Releases(tmp_path), DEFAULT_BASE, own)

    assert (found.name, found.digest(own)) == (editions.new.id, editions.newest.manifest.inputs)
