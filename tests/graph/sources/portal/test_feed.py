"""The feed of educations is read for codes and texts; who wrote them stays out."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from graph.casing import even
from graph.errors import SourceFault
from graph.sources.files.xml_tree import read_xml
from graph.sources.portal.feed import FeedEducation, read_feed
from tests.paths import DATA

WORLD = DATA / "portal" / "feed.xml"


def first(path: Path = WORLD) -> FeedEducation:
    return read_feed(path)[0][0]


def changed(folder: Path, old: str, new: str) -> Path:
    text = WORLD.read_text("utf-8")
    assert old in text
    path = folder / "feed.xml"
    path.write_text(text.replace(old, new), "utf-8")
    return path


def test_an_education_has_its_page_its_codes_and_its_interests() -> None:
    baker = first()

    assert (baker.title, baker.page) == ("Bakerfag", "https://utdanning.no/studiebeskrivelse/bakerfag")
    assert [(code.code, code.name, code.isced97) for code in baker.codes] == [("481101", "Bakerfaget, Vg3", "3811")]
    assert baker.interests == ("mat", "service")


def test_texts_keep_paragraphs_and_lists_and_leave_videos_out() -> None:
    baker = first()

    assert [text.value for text in baker.text] == [
        "Fullført og bestått opplæring fører fram til fagbrev. Yrkestittelen er baker.",
        "brød\nkaker",
    ]
    assert [text.value for text in baker.summary] == ["Du lærer å bake brød og kaker."]
    assert baker.requirements[0].value.startswith("Du må ha fullført")


def test_a_code_without_isced_has_none() -> None:
    assert [code.isced97 for code in read_feed(WORLD)[0][1].codes] == [None]


def test_a_paragraph_has_the_language_it_is_written_in() -> None:
    assert [text.language for text in read_feed(WORLD)[0][1].text] == ["nn"]


def test_names_of_authors_are_counted_and_nothing_more() -> None:
    found, report = read_feed(WORLD)

    assert report["names of authors left out"] == 3
    assert "Nordmann" not in repr(found)
    assert "Nordmann" not in repr(report)


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ('term="481101"', 'term="48110"', r"line \d+: a code is digits, got NUS '48110'"),
        ('term="3811"', 'term="ISCED3"', r"line \d+: a code is digits, got NUS '481101' and ISCED 97 'ISCED3'"),
        ("https://utdanning.no/studiebeskrivelse/bakerfag", "ftp://x/", r"line 4: an entry has a title"),
        ("<feed ", "<rss ", r"this is not XML"),
    ],
)
def test_another_shape_is_refused_with_its_line(tmp_path: Path, old: str, new: str, complaint: str) -> None:
    with pytest.raises(SourceFault, match=complaint):
        read_feed(changed(tmp_path, old, new))


def test_the_real_feed_is_read_whole(shared: Callable[[str], Path]) -> None:
    path = shared("sources/utdanning.no/utdanning.xml")
    found, report = read_feed(path)

    assert (report["educations"], report["with codes"], report["NUS codes"]) == (353, 336, 974)
    for entry, education in zip(read_xml(path).all("entry"), found, strict=True):
        content = entry.first("content")
        written = even(content.text) if content else ""
        kept = "".join(text.value for text in education.text)
        # Four educations have a video, whose captions are left out.
        assert len(_bare(written)) - len(_bare(kept)) in range(90), education.title


def _bare(text: str) -> str:
    return "".join(text.split())
