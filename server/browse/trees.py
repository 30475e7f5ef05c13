"""
Classifications as trees: a page for each that is open at one code, and its rows as JSON.

The page is links in nested lists, and works as such; ``tree.js`` makes it a tree by the ARIA Authoring Practices.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from flask import Blueprint, Response, render_template, request

from graph.reading.batch import Question
from graph.reading.query_files import load_folder
from graph.reading.release import Release
from graph.reading.store import Row
from graph.vocab import Iri

from ..http.listings import OFFERED, Record, rows_response
from ..http.responses import choose_format, page_response
from ..http.site import release
from ..languages import NOTHING, Passage, choose, requested_language
from ..refusals import UnknownPage
from ..things.page_questions import Found, ask
from ..things.query_links import bound
from ..things.templating import here
from ..things.values import address

bp = Blueprint("trees", __name__)

# The classifications by their keys, each with the kinds of things that its codes may be, from the top.
TREES = {
    "styrk98": ("styrk98", "title"),
    "styrk08": ("styrk08",),
    "isco08": ("isco08",),
    "isco88": ("isco88",),
    "nus": ("nus",),
    "nus-field": ("nus-field", "nus"),
}
# How occupations are filed in them, where any are: by being classified, or by their relevant educations.
_FILED = {"styrk98": "occupations", "styrk08": "occupations", "nus": "educations", "nus-field": "educations"}
COLUMNS = ("code", "name", "language", "parent", "below", "occupations", "iri")


@dataclass
class Node:
    """A code in a tree: how many codes and occupations are below it, and those below that are shown."""

    iri: str
    key: str
    href: str
    code: str
    name: Passage
    parent: str
    below: int = 0
    occupations: int = 0
    children: list[Node] = field(default_factory=list)

    @property
    def above(self) -> str:
        """The key of the code above, '' at the top."""
        return self.parent.rpartition("/")[2]


@bp.app_template_global()
def tree_link(scheme: str, key: str, suffix: str = "") -> str:
    """Return the address of a tree that is open at the code *key* ('' for none), as a page or in the form *suffix*."""
    query = {"at": key} if key else {}
    return here(f"/tree/{scheme}.{suffix}" if suffix else f"/tree/{scheme}", **query)


@bp.app_template_global()
def tree_query(scheme: str, iri: str) -> str:
    """Return the query behind the codes right below *iri*, or at the top of a classification where that is ''."""
    if iri:
        return bound(load_folder("pages")["tree-below"].text, {"parent": Iri(iri)})
    return bound(load_folder("pages")["tree-top"].text, {"parent": release().names.thing("scheme", scheme)})


@bp.get("/tree/<scheme>")
@bp.get("/tree/<scheme>.<suffix>")
def tree(scheme: str, suffix: str | None = None) -> Response:
    """Show a classification, open down to the code ``?at=``."""
    if scheme not in TREES:
        raise UnknownPage(f"There is no tree called {scheme!r}; there are: {', '.join(TREES)}.")
    chosen = choose_format(OFFERED, suffix)
    current, language = release(), requested_language()
    code = request.args.get("at", "")
    found = ask_top(current, scheme, code, language)
    roots, at = grow(current, scheme, code, found, language)
    if chosen.suffix != "html":
        return rows_response(COLUMNS, (as_record(node) for node in walk(roots)), chosen, current, language)
    schemes = name_schemes(current, found["schemes"], language)
    label, about = schemes.get(scheme, (Passage(scheme, ""), None))
    page = render_template(
        "tree.html", language=language, release=current, scheme=scheme, label=label, about=about, roots=roots, at=at,
        path=path_to(roots, at), others=[(key, name) for key, (name, _) in schemes.items() if key != scheme],
    )  # fmt: skip
    return page_response(page, current, language)


def ask_top(current: Release, scheme: str, at: str, language: str) -> Found:
    """Ask what the top of a classification has, where the code *at* ('' for none) stands in it, and what others are."""
    pages, top = load_folder("pages"), current.names.thing("scheme", scheme)
    ways = {way: Question(pages["tree-path"].text, {"this": way}) for way in _called(current, scheme, at)}
    schemes = {"schemes": Question(pages["schemes"].text)}
    return ask(current, level_questions(scheme, top, language, is_top=True) | ways | schemes)


def _called(current: Release, scheme: str, at: str) -> list[Iri]:
    """Return what the code *at* may be called in a classification; nothing where it is ''."""
    return [current.names.thing(kind, at) for kind in TREES[scheme]] if at else []


def grow(current: Release, scheme: str, at: str, found: Found, language: str) -> tuple[list[Node], Node | None]:
    """
    Return the top of a classification with what is open below it, and the node of the code *at*.

    What ``ask_top`` *found* is the top and the way down.

    Raises ``UnknownPage`` where the release has no such classification, or it has no such code. Each level that is
    open is a question by itself, asked together: few codes are then looked up, where one question for all of them
    would read every code.
    """
    roots = read_level(current, current.names.thing("scheme", scheme), found, is_top=True)
    if not roots:
        raise UnknownPage(f"This release has no codes of {scheme!r} to make a tree of.")
    if not at:
        return roots, None
    tops = {node.iri: node for node in roots}
    for way in _called(current, scheme, at):
        if path := find_path(way, found[way], set(tops)):
            return roots, _open_path(current, scheme, tops[path[0]], path, language)
    raise UnknownPage(f"There is no code {at!r} in {scheme!r}.")


def _open_path(current: Release, scheme: str, node: Node, path: list[str], language: str) -> Node:
    """Open *node* and what is below it along *path*, which begins there; return the node at its end."""
    questions: dict[str, Question] = {}
    for iri in path:
        questions |= level_questions(scheme, Iri(iri), language)
    found = ask(current, questions)
    for following in (*path[1:], ""):
        node.children = read_level(current, Iri(node.iri), found)
        if following:
            node = next(child for child in node.children if child.iri == following)
    return node


def find_path(this: Iri, rows: Iterable[Row], tops: set[str]) -> list[str]:
    """Return the codes from one of *tops* down to *this*, itself included; none where no way leads there."""
    above: dict[str, list[str]] = {}
    for row in rows:
        above.setdefault(row["lower"].value, []).append(row["upper"].value if "upper" in row else "")
    ways = [[str(this)]]
    while ways:
        way = ways.pop()
        if way[0] in tops:
            return way
        ways += [[upper, *way] for upper in sorted(above.get(way[0], ())) if upper and upper not in way]
    return []


def level_questions(scheme: str, parent: Iri, language: str, *, is_top: bool = False) -> dict[str, Question]:
    """Return the questions of the codes right below *parent*, a code or the classification, and what they count."""
    pages, level = load_folder("pages"), "tree-top" if is_top else "tree-below"
    bound = {"parent": parent}
    questions = {
        f"{parent} items": Question(pages[level].text, bound | {"language": language}),
        f"{parent} codes": Question(pages[f"{level}-codes"].text, bound),
    }
    if filed := _FILED.get(scheme):
        questions[f"{parent} filed"] = Question(pages[f"{level}-{filed}"].text, bound)
    return questions


def read_level(current: Release, parent: Iri, found: Found, *, is_top: bool = False) -> list[Node]:
    """Return the codes right below *parent* from the answers to those questions."""
    nodes = {}
    for row in found[f"{parent} items"]:
        iri = row["item"].value
        key = (current.names.split(iri) or ("", ""))[1]
        name = Passage(row["name"].value, row["name"].language) if "name" in row else NOTHING
        code = row["code"].value if "code" in row else key
        nodes[iri] = Node(iri, key, address(iri, current.names), code, name, "" if is_top else str(parent))
    for row in found[f"{parent} codes"]:
        nodes[row["item"].value].below = int(row["count"].value)
    for row in found.get(f"{parent} filed", ()):
        nodes[row["item"].value].occupations = int(row["count"].value)
    return list(nodes.values())


def walk(nodes: list[Node]) -> Iterator[Node]:
    """Yield *nodes* and what is open below them, as a reader meets them."""
    for node in nodes:
        yield node
        yield from walk(node.children)


def path_to(roots: list[Node], at: Node | None) -> list[Node]:
    """Return the nodes from the top down to *at*, itself included."""
    nodes = {node.iri: node for node in walk(roots)}
    path: list[Node] = []
    while at is not None:
        path.insert(0, at)
        at = nodes.get(at.parent)
    return path


def as_record(node: Node) -> Record:
    """Return a node as plain data."""
    values = (node.code, node.name.words, node.name.language, node.above, node.below, node.occupations, node.iri)
    return dict(zip(COLUMNS, values, strict=True))


def name_schemes(current: Release, rows: list[Row], language: str) -> dict[str, tuple[Passage, Passage | None]]:
    """Return the name of each classification that this release has a tree of, by key, and what it is."""
    names: dict[str, dict[str, str]] = {}
    about: dict[str, dict[str, str]] = {}
    for row in rows:
        key = (current.names.split(row["scheme"].value) or ("", ""))[1]
        names.setdefault(key, {})[row["name"].language] = row["name"].value
        if "definition" in row:
            about.setdefault(key, {})[row["name"].language] = row["definition"].value
    return {
        key: (choose(names[key], language) or NOTHING, choose(about.get(key, {}), language))
        for key in TREES
        if key in names
    }
