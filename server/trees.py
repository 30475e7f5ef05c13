"""
Classifications as trees: a page for each that is open at one code, and its rows as JSON.

The page is links in nested lists, and works as such; ``tree.js`` makes it a tree by the ARIA Authoring Practices.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from flask import Blueprint, Response, render_template, request

from graph.queries import load_folder
from graph.release import Release
from graph.vocab import Iri

from .languages import NOTHING, Passage, choose, requested_language
from .listings import OFFERED, Record, rows_response
from .query_links import bound
from .refusals import UnknownPage
from .responses import choose_format, page_response
from .templating import here
from .values import address
from .world import release

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
    roots, at = grow(current, scheme, request.args.get("at", ""), language)
    if chosen.suffix != "html":
        return rows_response(COLUMNS, (as_record(node) for node in walk(roots)), chosen, current, language)
    schemes = name_schemes(current, language)
    label, about = schemes.get(scheme, (Passage(scheme, ""), None))
    page = render_template(
        "tree.html", language=language, release=current, scheme=scheme, label=label, about=about, roots=roots, at=at,
        path=path_to(roots, at), others=[(key, name) for key, (name, _) in schemes.items() if key != scheme],
    )  # fmt: skip
    return page_response(page, current, language)


def grow(current: Release, scheme: str, at: str, language: str) -> tuple[list[Node], Node | None]:
    """
    Return the top of a classification with what is open below it, and the node of the code *at*.

    Raises ``UnknownPage`` where the release has no such classification, or it has no such code. Each level that is
    open is asked for by itself: few codes are then looked up, where one query for all of them would read every code.
    """
    roots = read_level(current, scheme, current.names.thing("scheme", scheme), language)
    if not roots:
        raise UnknownPage(f"This release has no codes of {scheme!r} to make a tree of.")
    if not at:
        return roots, None
    tops = {node.iri: node for node in roots}
    for kind in TREES[scheme]:
        if path := find_path(current, current.names.thing(kind, at), set(tops)):
            return roots, _open_path(current, scheme, tops[path[0]], path, language)
    raise UnknownPage(f"There is no code {at!r} in {scheme!r}.")


def _open_path(current: Release, scheme: str, node: Node, path: list[str], language: str) -> Node:
    """Open *node* and what is below it along *path*, which begins there; return the node at its end."""
    for following in (*path[1:], ""):
        node.children = read_level(current, scheme, Iri(node.iri), language)
        if following:
            node = next(child for child in node.children if child.iri == following)
    return node


def find_path(current: Release, this: Iri, tops: set[str]) -> list[str]:
    """Return the codes from one of *tops* down to *this*, itself included; none where no way leads there."""
    above: dict[str, list[str]] = {}
    for row in current.store.rows(load_folder("pages")["tree-path"].text, {"this": this}):
        above.setdefault(row["lower"].value, []).append(row["upper"].value if "upper" in row else "")
    ways = [[str(this)]]
    while ways:
        way = ways.pop()
        if way[0] in tops:
            return way
        ways += [[upper, *way] for upper in sorted(above.get(way[0], ())) if upper and upper not in way]
    return []


def read_level(current: Release, scheme: str, parent: Iri, language: str) -> list[Node]:
    """Return the codes right below *parent*, a code or the classification, with what they count; three queries."""
    pages, is_top = load_folder("pages"), parent == current.names.thing("scheme", scheme)
    level = "tree-top" if is_top else "tree-below"
    nodes = {}
    for row in current.store.rows(pages[level].text, {"parent": parent, "language": language}):
        iri = row["item"].value
        key = (current.names.split(iri) or ("", ""))[1]
        name = Passage(row["name"].value, row["name"].language) if "name" in row else NOTHING
        code = row["code"].value if "code" in row else key
        nodes[iri] = Node(iri, key, address(iri, current.names), code, name, "" if is_top else str(parent))
    for row in current.store.rows(pages[f"{level}-codes"].text, {"parent": parent}):
        nodes[row["item"].value].below = int(row["count"].value)
    if filed := _FILED.get(scheme):
        for row in current.store.rows(pages[f"{level}-{filed}"].text, {"parent": parent}):
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


def name_schemes(current: Release, language: str) -> dict[str, tuple[Passage, Passage | None]]:
    """Return the name of each classification that this release has a tree of, by key, and what it is."""
    names: dict[str, dict[str, str]] = {}
    about: dict[str, dict[str, str]] = {}
    for row in current.store.rows(load_folder("pages")["schemes"].text):
        key = (current.names.split(row["scheme"].value) or ("", ""))[1]
        names.setdefault(key, {})[row["name"].language] = row["name"].value
        if "definition" in row:
            about.setdefault(key, {})[row["name"].language] = row["definition"].value
    return {
        key: (choose(names[key], language) or NOTHING, choose(about.get(key, {}), language))
        for key in TREES
        if key in names
    }
