"""A title that names two jobs, or a job that it is only for, is certain of neither; a place leaves it as it is."""

from __future__ import annotations

import pytest

from graph.building.group_fitting import fit_model
from graph.coding.coded_titles import CERTAIN
from graph.coding.coder import Coder
from graph.coding.known_codes import gather_coded_names
from graph.search.index import SearchIndex
from graph.search.index_writer import write_index
from graph.search.records import Link, Name, Thing

# Titles of a register with their groups of STYRK-98 and STYRK-08.
REGISTER = {
    "Lege": ("2221", "2211"),
    "Assistentlege": ("2221", "2212"),
    "Tannlege": ("2222", "2261"),
    "Tannlegeassistent": ("5134", "5329"),
    "Advokat": ("2521", "2611"),
    "Sekretær": ("4113", "4110"),
    "Sykepleier": ("3231", "2223"),
    "Sengepostsykepleier": ("3231", "2223"),
    "Vernepleier": ("3232", "2224"),
    "Helsesøster/helsesykepleier": ("2230", "2221"),
    "Barne- og ungdomsarbeider": ("5131", "5311"),
    "Elektriker": ("7241", "7411"),
    "Rørlegger": ("7134", "7126"),
    "Butikkmedarbeider": ("5221", "5223"),
    "Kokk": ("5122", "5120"),
    "Servitør": ("5123", "5131"),
    "Renholder (bedrifter)": ("9132", "9112"),
    "Renholder (privathjem)": ("9131", "9111"),
    "Kjøkkenassistent": ("9133", "9412"),
    "Fører (hest med kjerre)": ("9151", "9331"),
    "Fører (pedaldrevet kjøretøy)": ("9151", "9331"),
    "Kranfører": ("8332", "8343"),
    "Lokomotivfører": ("8311", "8311"),
    "Skipsfører": ("3142", "3152"),
    "Båtfører": ("3142", "3152"),
    "Maskinfører": ("8331", "8342"),
    "Vognfører": ("8322", "8331"),
    "Truckfører": ("8334", "8344"),
    "Regnskapsfører": ("3432", "3313"),
    "Hundefører": ("5162", "5412"),
    "Forretningsfører": ("1210", "1120"),
    "Prosessfører": ("2522", "2619"),
    "Etser (klisje)": ("7341", "7321"),
    "Avdelingsleder (sykehus)": ("1228", "1342"),
    "Avdelingsleder (industri)": ("1222", "1321"),
    "Kjøreskolelærer": ("3349", "5165"),
    "Sjåfør (lastebil)": ("8323", "8332"),
    "Sjåfør (buss)": ("8322", "8331"),
}
BOTH = ("styrk98", "styrk08")


@pytest.fixture(scope="module")
def coder(tmp_path_factory: pytest.TempPathFactory) -> Coder:
    folder = tmp_path_factory.mktemp("register")
    things, links = [], []
    for number, (name, codes) in enumerate(REGISTER.items()):
        title = Thing(f"title/{number}", "title", f"{codes[0]}{number:03}", f"{codes[0]}{number:03}", _named(name))
        things.append(title)
        links += [Link(title.iri, f"styrk98/{codes[0]}", "group"), Link(title.iri, f"styrk08/{codes[1]}", "mapping")]
    groups = {(kind, code) for codes in REGISTER.values() for kind, code in zip(BOTH, codes, strict=True)}
    things += [Thing(f"{kind}/{code}", kind, code, code, ()) for kind, code in sorted(groups)]
    teacher = (*_named("Trafikklærer"), Name("sjåfør", "nb", "hidden"))
    things.append(Thing("occupation/trafikklarer", "occupation", "trafikklarer", "", teacher))
    links += [Link("occupation/trafikklarer", one, "classified") for one in ("styrk98/3349", "styrk08/5165")]
    model = fit_model(gather_coded_names(things, links))
    write_index(folder / "search.sqlite", things, links, model.tables())
    return Coder(SearchIndex(folder / "search.sqlite"), [*BOTH, "occupation"], least=0.05)


def _named(text: str) -> tuple[Name, ...]:
    return (Name(text, "nb", "preferred"),)


def verdicts(coder: Coder, title: str) -> set[str]:
    found = coder.code(title).verdicts
    return {found[kind] for kind in BOTH}


@pytest.mark.parametrize(
    "title",
    [
        "Sykepleier/vernepleier", "vernepleier/sykepleier", "Kokk og servitør", "servitør og kokk",
        "elektriker eller rørlegger", "Sykepleier, kokk", "Sykepleier / avdelingsleder", "Renholder/kjøkkenassistent",
        "sykepleiarar/kokk",
    ],
)  # fmt: skip
def test_a_title_of_two_jobs_is_certain_of_neither(coder: Coder, title: str) -> None:
    assert CERTAIN not in verdicts(coder, title)


def test_each_of_two_jobs_is_among_the_codes_the_first_before_the_second(coder: Coder) -> None:
    codes = coder.code("Kokk og servitør").codes

    assert [[one.thing.code for one in codes[kind]][:2] for kind in BOTH] == [["5122", "5123"], ["5120", "5131"]]


@pytest.mark.parametrize(
    "title",
    [
        "Assistent for lege", "assistent hos lege", "hjelper for elektriker", "Hjelper til rørlegger",
        "medhjelper for kokk", "vikar for lege", "Vikar for sykepleier", "tilkallingsvikar for sykepleier",
    ],
)  # fmt: skip
def test_a_helper_or_a_stand_in_is_not_certain_of_the_job_that_it_is_for(coder: Coder, title: str) -> None:
    coded = coder.code(title)

    assert {coded.verdicts[kind] for kind in BOTH}.isdisjoint({CERTAIN})
    assert coded.score < 0.9


@pytest.mark.parametrize("title", ["Assistent for tannlege", "assistent til tannlege", "assistent hos tannlege"])
def test_a_helper_whose_compound_is_a_title_has_its_group(coder: Coder, title: str) -> None:
    coded = coder.code(title)

    assert coded.matched == "Tannlegeassistent"
    assert [coded.codes[kind][0].thing.code for kind in BOTH] == ["5134", "5329"]


@pytest.mark.parametrize(
    "title",
    [
        "Sykepleier", "Elektriker", "Lege", "Butikkmedarbeider", "Elektriker i borettslag", "Sykepleier i Bergen",
        "Lege, Oslo", "vikar lege", "Lege/vikar", "Sykepleier/sengepostsykepleier", "Sykepleier ved Haukeland",
        "Helsesøster/helsesykepleier", "barne- og ungdomsarbeider", "Renholder (bedrifter)", "Renholder i bedrifter",
    ],
)  # fmt: skip
def test_a_place_and_a_title_written_in_two_leave_a_group_certain(coder: Coder, title: str) -> None:
    assert verdicts(coder, title) == {CERTAIN}


@pytest.mark.parametrize("title", ["Renholder", "vaskehjelp", "Fører", "førere"])
def test_a_bare_word_is_certain_only_where_its_variants_and_compounds_agree(coder: Coder, title: str) -> None:
    assert CERTAIN not in verdicts(coder, title)


@pytest.mark.parametrize("title", ["Sjåfør", "sjafør"])
def test_the_first_group_of_a_bare_word_is_one_of_its_variants(coder: Coder, title: str) -> None:
    codes = coder.code(title).codes

    assert codes["styrk98"][0].thing.code in {"8322", "8323"}
    assert codes["styrk08"][0].thing.code in {"8331", "8332"}
