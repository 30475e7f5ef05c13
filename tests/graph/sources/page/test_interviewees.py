"""Names of people stay out of a page's record and report however its headings are lost, turned or moved."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path

import msgspec
import pytest

from graph.errors import SourceFault
from graph.sources.page.facts import write_json
from graph.sources.page.reader import read_page
from graph.sources.page.report import PageReading
from tests.paths import DATA
from tests.some import some

PAGES = DATA / "pages"
TEXT, HTML = ((PAGES / name).read_text("utf-8") for name in ("optician.txt", "optician.html"))
OURS = ("Kari", "Nordhaug")
THEIRS = ("Marit", "Nymoen", "Aasbrenn", "Øystein", "Seth", "Fiskå", "Henrik", "Storstein", "Hytten")
ANNOUNCED = ("Bli med en lege på jobb", "Hvordan er det å jobbe som lege?", "Intervjuer")
HEADINGS = re.compile(
    r"Arbeidsoppgaver|Vanlege arbeids.*|Kor jobbar .*|Bli med .*|Hvordan .*\?|Intervjuer|Passer jeg .*|Hva .*\?"
    r"|Videreutdanning|Etter- og .*|Spesialistutd.*|Hvilke .*|Bedrifter.*|Vigo|NAV|Andre yrke"
)


def told(reading: PageReading) -> str:
    """Return all that reading a page brings out; the YAML of a record has the texts of its JSON."""
    return (
        write_json(reading.record) + reading.report.as_text() + msgspec.json.encode(reading.report.as_data()).decode()
    )


def leaks(folder: Path, text: str, names: tuple[str, ...], suffix: str = ".txt") -> list[str]:
    """Return which of *names* come out of a page with this *text*, in its record, its report or its fault."""
    path = folder / f"page.nn{suffix}"
    path.write_text(text, "utf-8")
    try:
        everything = told(read_page(path))
    except SourceFault as fault:
        everything = str(fault)
    return [name for name in names if re.search(rf"\b{name}", everything, re.IGNORECASE)]


def without(text: str, gone: tuple[str, ...]) -> str:
    return "\n".join(line for line in text.split("\n") if line.strip() not in gone)


def as_html(text: str) -> str:
    """Return a page in which each line of *text* is a paragraph and each heading is marked."""
    lines = (line.strip() for line in text.splitlines() if line.strip())
    parts = (f"<h2>{line}</h2>" if HEADINGS.fullmatch(line) else f"<p>{line}</p>" for line in lines)
    return "<html lang=nn><body>" + "\n".join(parts) + "</body></html>"


@pytest.mark.parametrize("count", [0, 1, 2, 3])
def test_no_heading_over_the_interviews_is_needed_to_keep_names_out(seed: Path, tmp_path: Path, count: int) -> None:
    text = seed.read_text("utf-8")

    for gone in some(combinations(ANNOUNCED, count)):
        left = without(text, gone)
        assert leaks(tmp_path, left, THEIRS) == []
        assert leaks(tmp_path, as_html(left), THEIRS, ".html") == []


def test_interviews_are_still_counted_and_kept_apart_without_their_headings(seed: Path, tmp_path: Path) -> None:
    (tmp_path / "lege.nn.txt").write_text(without(seed.read_text("utf-8"), ANNOUNCED), "utf-8")

    reading = read_page(tmp_path / "lege.nn.txt")

    assert reading.record.interviews == 3
    assert reading.report.people_left_out == 3
    assert not [text.value for text in reading.record.workplaces if "detektiv" in text.value or "[" in text.value]
    assert len(reading.record.related) == 12


def damaged(text: str) -> Iterator[str]:
    """Yield *text* without each of its headings, alone and with those over the interviews, and without all."""
    headings = [line.strip() for line in text.split("\n") if HEADINGS.fullmatch(line.strip())]
    for heading in headings:
        yield without(text, (heading,))
        yield without(text, (heading, *ANNOUNCED))
    yield without(text, ("Lege",))
    yield without(text, ("Lege", *ANNOUNCED))
    for kept in combinations(headings, 2):
        if len(set(kept) & {"Arbeidsoppgaver", "Kor jobbar legar?", "Andre yrke"}) == 2:
            yield without(text, tuple(set(headings) - set(kept)))


def test_no_other_lost_heading_lets_a_name_out(seed: Path, tmp_path: Path) -> None:
    for text in some(damaged(seed.read_text("utf-8"))):
        assert leaks(tmp_path, text, THEIRS) == []
        assert leaks(tmp_path, as_html(text), THEIRS, ".html") == []


def moved(text: str) -> Iterator[str]:
    """Yield *text* with its interviews, without their headings, in every other place where a block begins."""
    blocks = re.split(r"\n\n+", without(text, ANNOUNCED))
    first = next(at for at, block in enumerate(blocks) if block.startswith("Dame med"))
    after = next(at for at, block in enumerate(blocks) if block.startswith("Passer jeg"))
    interviews, others = blocks[first:after], blocks[:first] + blocks[after:]
    for at in range(len(others) + 1):
        yield "\n\n".join([*others[:at], *interviews, *others[at:]]) + "\n"


def test_interviews_keep_their_names_wherever_they_are_moved(seed: Path, tmp_path: Path) -> None:
    for text in some(moved(seed.read_text("utf-8"))):
        assert leaks(tmp_path, text, THEIRS) == []


@pytest.mark.parametrize(
    "line",
    [
        "Møt Kari Nordhaug",
        "Møt optikeren Kari",
        "Treff Kari på jobb",
        "Kari (34)",
        "Kari Nordhaug, 34 år",
        "Foto: Kari Nordhaug / Bildebyrået",
        "Foto: Kari Nordhaug",
        "Av Kari Nordhaug",
        "KARI NORDHAUG",
        "Kari Nordhaug",
        "Kari E Nordhaug",
        "- Kari Nordhaug",
        "Kari Nordhaug måler synet.",
        "Optiker Kari Nordhaug måler synet, og Kari liker det.",
        "– Jeg liker det, sier Kari.",
        "– Jeg liker det, forteller optiker og lærer Kari Nordhaug.",
        "«Jeg liker det», sier Kari Nordhaug ved Brillehuset.",
        "Butikkoptiker\nKari\n– Jeg liker det best i butikken.",
        "Spør kari.nordhaug@brillehuset.no om mer.",
        "Bli med Kari Nordhaug på jobb",
    ],
)
@pytest.mark.parametrize(
    "place", ["Optiker\nSom", "Om jobben", "Hvor jobber", "Utdanning\n", "Andre yrker", "Relaterte"]
)
def test_a_name_stays_out_however_it_is_introduced(tmp_path: Path, line: str, place: str) -> None:
    bare = "\n".join(kept for kept in TEXT.split("\n") if "Kari" not in kept and kept != "Intervjuer")
    heading, _, rest = bare.partition(place)[2].partition("\n")
    before = bare.partition(place)[0] + place + heading

    assert leaks(tmp_path, f"{line}\n{bare}", OURS) == []
    assert leaks(tmp_path, f"{before}\n{line}\n{rest}", OURS) == []
    assert leaks(tmp_path, f"{bare}{line}\n", OURS) == []


@pytest.mark.parametrize(
    "review", ["Kari Nordhaug", "Kari Nordhaug og Ola Li", "fagsjef Kari Nordhaug i Norges Optikerforbund"]
)
def test_a_person_who_reviewed_the_page_stays_out(tmp_path: Path, review: str) -> None:
    assert leaks(tmp_path, TEXT.replace("av Norges Optikerforbund", f"av {review}"), OURS) == []


def test_names_in_html_stay_out_without_their_heading(tmp_path: Path) -> None:
    lost = HTML.replace("<h2>Bli med en optiker på jobb</h2>", "")

    assert lost != HTML
    assert leaks(tmp_path, lost, OURS, ".html") == []


@pytest.mark.parametrize("name", ["Łukasz Wiśniewski", "Ngọc Anh Nguyễn", "Şükrü Çelik", "José García-Lorca"])
def test_names_of_all_languages_stay_out(tmp_path: Path, name: str) -> None:
    text = TEXT.replace("Intervjuer\n", "").replace("Kari Nordhaug Li", name).replace("sier Kari", f"sier {name}")

    assert leaks(tmp_path, text, tuple(name.split())) == []


def test_a_page_without_people_says_all_it_has_to_say(tmp_path: Path) -> None:
    lines = TEXT.replace("De fleste arbeider", "De fleste i Norges Optikerforbund arbeider").split("\n")
    text = "\n".join(line for line in lines if "Kari" not in line)
    (tmp_path / "page.txt").write_text(text, "utf-8")

    reading = read_page(tmp_path / "page.txt")

    assert reading.report.people_left_out == 0
    assert "[name left out]" not in told(reading)
