"""The additions of JavaScript: a tree for the arrow keys, an editor for queries, a drawing tied to its table."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from urllib.request import urlopen

import pytest
from playwright.sync_api import Page, expect

from tests.paths import ROOT
from tests.some import some

from .conftest import Windows

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(
        not (ROOT / "server" / "static" / "built" / "manifest.json").is_file(),
        reason="needs the bundled front end (make assets)",
    ),
]


@pytest.fixture
def view(windows: Windows, site: str) -> Iterator[Page]:
    """A page with JavaScript, in bokmål."""
    with windows.lend(site, locale="nb-NO") as page:
        yield page


def test_a_tree_is_walked_with_the_arrow_keys(view: Page) -> None:
    view.goto("/tree/styrk98")
    doctors = view.locator("#code-2221")
    view.locator("#code-2").focus()
    view.keyboard.press("ArrowRight")
    expect(doctors).to_be_visible()
    view.keyboard.type("2221")
    expect(doctors).to_be_focused()

    view.keyboard.press("ArrowRight")
    expect(doctors).to_have_attribute("aria-expanded", "true")
    expect(view).to_have_url(re.compile(r"at=2221$"))
    view.keyboard.press("ArrowRight")
    expect(view.locator("#code-2221101")).to_be_focused()
    view.keyboard.press("ArrowLeft")
    view.keyboard.press("ArrowLeft")
    expect(doctors).to_have_attribute("aria-expanded", "false")

    view.keyboard.press("Enter")
    expect(view).to_have_url(re.compile(r"/doc/styrk98/2221"))


def test_the_editor_fills_prefixes_in_completes_and_runs(view: Page) -> None:
    view.goto("/query")
    editor = view.locator(".CodeMirror")
    editor.click()
    view.keyboard.press("Control+a")
    with view.expect_response("**/query/vocabulary.json"):
        view.reload()
    editor.click()
    view.keyboard.press("Control+a")
    view.keyboard.type("SELECT * { ?x a yg:JobTi")
    view.keyboard.press("Control+Space")
    view.keyboard.press("Enter")
    expect(editor).to_contain_text("PREFIX yg:")
    view.keyboard.type(" }")

    view.keyboard.press("Control+Enter")
    expect(view.get_by_role("heading", name="Svaret")).to_be_visible()


def completions(view: Page, text: str) -> list[str]:
    """Return the completions that the editor shows at the end of *text*, and choose the first."""
    view.goto("/query")
    view.locator(".CodeMirror").click()
    view.keyboard.press("Control+a")
    view.keyboard.insert_text(f"PREFIX yg: <https://w3id.org/yrkesgraf/def#>\n{text}")
    view.keyboard.press("Control+Space")
    hints = view.locator(".CodeMirror-hint")
    hints.first.wait_for()
    shown = hints.all_inner_texts()
    view.keyboard.press("Enter")
    return shown


@pytest.mark.parametrize(
    ("text", "first", "result"),
    [
        # A property of the class, though others start alike; and one by its label.
        ("SELECT * { ?x a yg:JobTitle ; yg:title", "yg:titleGroup – ", "?x a yg:JobTitle ; yg:titleGroup"),
        ("SELECT * { ?x a yg:Occupation . ?x yg:stillingstit", "yg:hasJobTitle – ", "?x yg:hasJobTitle"),
        # An entity by its label.
        ("SELECT * { ?x yg:relatedOccupation allmenn", "<http", "?x yg:relatedOccupation <http"),
    ],
)
def test_the_editor_completes_properties_of_a_class_and_entities(
    view: Page, text: str, first: str, result: str
) -> None:
    shown = completions(view, text)

    assert shown[0].startswith(first)
    expect(view.locator(".CodeMirror")).to_contain_text(result)


def test_the_editor_knows_which_properties_a_class_has(view: Page, site: str) -> None:
    with urlopen(f"{site}/query/vocabulary.json") as answer:
        vocabulary = json.load(answer)
    used = vocabulary["used"]["https://w3id.org/yrkesgraf/def#JobTitle"]
    shown = completions(view, "SELECT * { ?x a yg:JobTitle ; ")

    assert len(shown) == len(used) < len(vocabulary["properties"])


def test_the_keyboard_leaves_the_editor_by_tab(view: Page) -> None:
    view.goto("/query")
    view.locator(".CodeMirror").click()
    view.keyboard.press("Tab")

    expect(view.get_by_role("button", name="Kjør", exact=True)).to_be_focused()


def test_a_row_that_is_focused_is_marked_in_the_drawing(view: Page) -> None:
    view.goto("/neighbours/lege")
    view.locator("tr[data-key=audiograf] a").first.focus()

    expect(view.locator(".node[data-key=audiograf]")).to_have_class(re.compile(r"\bon\b"))


def test_a_neighbourhood_is_drawn_within_a_telephone(windows: Windows, site: str) -> None:
    with windows.watched(site, locale="nb-NO", viewport={"width": 360, "height": 800}) as page:
        page.goto("/neighbours/lege")
        drawing = page.locator("svg.neighbours")
        expect(drawing).to_have_attribute("viewBox", re.compile(r"^0 0 3\d\d "))

        edges = page.locator("svg.neighbours .node text").evaluate_all(
            "texts => texts.map(text => text.getBoundingClientRect()).flatMap(box => [box.left, box.right])"
        )
        assert drawing.evaluate("svg => svg.parentElement.scrollWidth <= svg.parentElement.clientWidth")
        assert min(edges) >= 0
        assert max(edges) <= 360


def test_a_branch_of_a_tree_stands_beside_its_sign_on_a_telephone(windows: Windows, site: str) -> None:
    with windows.watched(site, locale="nb-NO", viewport={"width": 360, "height": 800}) as page:
        page.goto("/tree/styrk98?at=2221")

        for row in some(page.locator(".tree .row:visible").all()):
            sign, words = row.locator(".toggle").bounding_box(), row.locator(".words").bounding_box()
            assert sign is not None
            assert words is not None
            assert words["y"] < sign["y"] + sign["height"]
            assert words["x"] > sign["x"]
