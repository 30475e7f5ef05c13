"""Names with known codes are gathered from titles, groups and occupations, each with its share of them."""

from __future__ import annotations

from graph.coding.evidence.nearest_names import CodedName
from graph.coding.known_codes import gather_coded_names
from graph.search.records import Link, Name, Thing

GROUP98 = Thing("98/5221", "styrk98", "5221", "5221", ())
GROUP08 = Thing("08/5223", "styrk08", "5223", "5223", (Name("Butikkmedarbeider", "nb", "hidden"),))
OTHER08 = Thing("08/5222", "styrk08", "5222", "5222", (Name("butikkmedarbeider", "nb", "hidden"),))
ABOVE = Thing("08/522", "styrk08", "522", "522", (Name("Butikkmedarbeidere", "nb", "preferred"),))
TITLE = Thing(
    "t/1",
    "title",
    "5221101",
    "5221101",
    (Name("BUTIKKSELGER", "", "registered"), Name("Butikkselger", "nb", "preferred")),
)
OCCUPATION = Thing(
    "o/1", "occupation", "selger", "", (Name("Selger", "nb", "preferred"), Name("Salesperson", "en", "preferred"))
)


def test_a_title_has_the_group_it_is_in_and_the_one_it_is_mapped_to_once_whatever_its_case() -> None:
    links = [Link("t/1", "98/5221", "group"), Link("t/1", "08/5223", "mapping", 0.9)]

    assert gather_coded_names([TITLE, GROUP98, GROUP08], links)[0] == CodedName(
        "BUTIKKSELGER", {"styrk98": {"5221": 1.0}, "styrk08": {"5223": 0.9}}
    )


def test_a_name_of_two_groups_is_shared_and_groups_above_have_no_say() -> None:
    assert gather_coded_names([GROUP08, OTHER08, ABOVE], []) == [
        CodedName("Butikkmedarbeider", {"styrk08": {"5222": 0.5, "5223": 0.5}})
    ]


def test_an_occupation_speaks_in_norwegian_for_the_groups_it_is_classified_in() -> None:
    links = [Link("o/1", "08/5223", "classified"), Link("o/1", "08/5222", "classified")]

    found = gather_coded_names([OCCUPATION, GROUP08, OTHER08], links)

    assert [(one.text, one.codes) for one in found if one.text != "Butikkmedarbeider"] == [
        ("Selger", {"styrk08": {"5222": 0.5, "5223": 0.5}})
    ]


def test_a_word_to_search_by_is_no_name_of_an_occupation_in_none_of_the_groups_of_its_titles() -> None:
    words = ("sjåfør", "kjørelærer", "trafikklærer")
    names = (Name("Trafikklærer", "nb", "preferred"), *(Name(word, "nb", "hidden") for word in words))
    teacher = Thing("o/2", "occupation", "trafikklarer", "", names)
    driver = Thing("t/2", "title", "8323101", "8323101", (Name("Sjåfør (lastebil)", "nb", "preferred"),))
    groups = [Thing(f"08/{code}", "styrk08", code, code, ()) for code in ("5165", "8332")]
    links = [Link("o/2", "08/5165", "classified"), Link("t/2", "08/8332", "mapping")]

    found = gather_coded_names([teacher, driver, *groups], links)

    assert [one.text for one in found] == ["Sjåfør (lastebil)", "Trafikklærer", "kjørelærer"]
