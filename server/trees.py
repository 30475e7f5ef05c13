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
from graph.store import Row
from graph.vocab import Iri

from .errors import UnknownPage
from .languages import NOTHING, Passage, choose, requested_language
from .listings import OFFERED, Record, rows_response
from .responses import choose_format, page_response
from .templating import bound, here
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
    """Return the query behind a tree that is open at *iri* ('' for nothing)."""
    scheme_iri = release().names.thing("scheme", scheme)
    return bound(load_folder("pages")["tree"].text, {"scheme": scheme_iri, "this": Iri(iri) if iri else scheme_iri})


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

    Raises ``UnknownPage`` where the release has no such classification, or it has no such code.
    """
    scheme_iri = current.names.thing("scheme", scheme)
    for this in _places(current, scheme, at):
        bindings = {"scheme": scheme_iri, "this": this}
        rows = current.store.rows(load_folder("pages")["tree"].text, {**bindings, "language": language})
        roots, nodes = arrange(rows, current)
        if not roots:
            raise UnknownPage(f"This release has no codes of {scheme!r} to make a tree of.")
        if not at or this in nodes:
            for row in current.store.rows(load_folder("pages")["tree-counts"].text, bindings):
                if node := nodes.get(row["item"].value):
                    node.below, node.occupations = int(row["below"].value), int(row["occupations"].value)
            return roots, nodes.get(this)
    raise UnknownPage(f"There is no code {at!r} in {scheme!r}.")


def _places(current: Release, scheme: str, at: str) -> list[Iri]:
    """Return what the code *at* may be called; the classification itself where none is asked for."""
    if not at:
        return [current.names.thing("scheme", scheme)]
    return [current.names.thing(kind, at) for kind in TREES[scheme]]


def arrange(rows: list[Row], current: Release) -> tuple[list[Node], dict[str, Node]]:
    """Return the nodes at the top and all that hang together with them, by IRI; a code of another tree is left out."""
    waiting: dict[str, list[Node]] = {}
    for row in rows:
        iri, parent = row["item"].value, row["parent"].value if "parent" in row else ""
        key = (current.names.split(iri) or ("", ""))[1]
        name = Passage(row["name"].value, row["name"].language) if "name" in row else NOTHING
        code = row["code"].value
        waiting.setdefault(parent, []).append(Node(iri, key, address(iri, current.names), code, name, parent))
    roots = waiting.get("", [])
    nodes: dict[str, Node] = {}
    level = roots
    while level:
        nodes |= {node.iri: node for node in level}
        for node in level:
            node.children = waiting.pop(node.iri, [])
        level = [child for node in level for child in node.children if child.iri not in nodes]
    return roots, nodes


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
