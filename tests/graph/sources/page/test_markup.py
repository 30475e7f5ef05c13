"""HTML read as lines, with the line of the file each stands on."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.errors import SourceFault
from graph.sources.page.lines import Kind
from graph.sources.page.markup import read_markup

PATH = Path("page.html")


def read(text: str) -> list[tuple[int, str, str]]:
    return [(number, kind.name, words) for number, kind, words, _ in read_markup(PATH, text)[0]]


def test_blocks_become_lines_with_their_place_in_the_file() -> None:
    assert read("<h1>Lege</h1>\n<p>Som <b>lege</b>\n hjelper du.</p>\n\n<ul>\n<li>lytte<li>måle</ul>") == [
        (1, "HEADING", "Lege"),
        (2, "TEXT", "Som lege hjelper du."),
        (6, "BULLET", "lytte"),
        (6, "BULLET", "måle"),
    ]


def test_a_line_break_parts_two_lines_and_text_around_a_block_stands_alone() -> None:
    assert read("<div>ein<br/>to<p>tre</p>fire</div>") == [(1, "TEXT", word) for word in ("ein", "to", "tre", "fire")]


@pytest.mark.parametrize(
    "unseen",
    [
        "<script>document.write('<p>nei</p>')</script>",
        "<style>p { color: red }</style>",
        "<noscript><p>nei</p></noscript>",
        "<template><p>nei</p></template>",
        "<svg><text>nei</text></svg>",
        "<!-- <p>nei</p> -->",
        '<img src="nei.jpg" alt="">',
    ],
)
def test_what_no_reader_sees_is_no_line(unseen: str) -> None:
    assert read(f"<body>{unseen}<p>ja</p>") == [(1, "TEXT", "ja")]


@pytest.mark.parametrize(
    "menu",
    [
        "<nav><ul><li>Yrke</li></ul></nav>",
        "<footer><p>Yrke</p></footer>",
        "<header><h2>Yrke</h2></header>",
        '<div role="navigation"><p>Yrke</p></div>',
        "<button>Yrke</button>",
        "<form><label>Yrke</label></form>",
    ],
)
def test_menus_and_buttons_are_navigation(menu: str) -> None:
    assert read(f"<body>{menu}<p>ja</p></body>") == [(1, "NAVIGATION", "Yrke"), (1, "TEXT", "ja")]


def test_a_header_with_the_title_is_no_menu() -> None:
    assert read("<header><h1>Lege</h1></header>") == [(1, "HEADING", "Lege")]


def test_a_button_inside_a_heading_is_the_heading() -> None:
    assert read("<h2><button>Utdanning</button></h2>") == [(1, "HEADING", "Utdanning")]


def test_picture_texts_are_told_apart() -> None:
    assert read('<figure><img alt="Ein lege"><figcaption>Foto</figcaption></figure>') == [
        (1, "PICTURE", "Ein lege"),
        (1, "PICTURE", "Foto"),
    ]


def test_a_row_of_a_table_is_one_line() -> None:
    table = "<table><tr><td>763101</td><td>Cand.med.</td></tr>\n<tr><td>763102<td>Anna</table>"

    assert read(table) == [(1, "TEXT", "763101 - Cand.med."), (2, "TEXT", "763102 - Anna")]


def test_tags_written_inside_an_attribute_do_no_harm() -> None:
    assert read('<p title="a <b c">ein</p>\n<p>to &amp; tre&nbsp;&oslash;</p>') == [
        (1, "TEXT", "ein"),
        (2, "TEXT", "to & tre ø"),
    ]


def test_a_page_nested_as_deep_as_it_likes_is_read() -> None:
    assert read("<div>" * 5000 + "<p>djupt</p>")[-1] == (1, "TEXT", "djupt")


def test_the_level_of_a_heading_is_kept() -> None:
    raw, _ = read_markup(PATH, "<h1>a</h1><h2>b</h2><h4>c</h4><p>d</p>")

    assert [(kind, level) for _, kind, _, level in raw] == [
        (Kind.HEADING, 1),
        (Kind.HEADING, 2),
        (Kind.HEADING, 4),
        (Kind.TEXT, 0),
    ]


@pytest.mark.parametrize(("lang", "language"), [("nn", "nn"), ("nb-NO", "nb"), ("no", "nb"), ("", None)])
def test_the_language_a_page_claims_is_read(lang: str, language: str | None) -> None:
    assert read_markup(PATH, f'<html lang="{lang}"><p>a</p></html>')[1] == language


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("<p>ein</p>\n<p", 2, "in the middle of a tag"),
        ('<p>ein</p>\n<img alt="to', 2, "in the middle of a tag"),
        ("<p>ein</p>\n<p>to</", 2, "in the middle of a tag"),
        ("<html>\n<p>ein</p>\n", 2, "no </html>"),
    ],
)
def test_html_that_is_cut_off_is_refused(text: str, line: int, said: str) -> None:
    with pytest.raises(SourceFault, match=said) as caught:
        read_markup(PATH, text)

    assert caught.value.line == line
