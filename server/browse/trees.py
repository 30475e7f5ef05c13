"""
Classifications as trees: a page open at one code, and the same rows as CSV or JSON.

The page is nested lists of links and works without JavaScript; ``tree.js`` adds the tree pattern of the ARIA
Authoring Practices.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import ClassVar

from flask import Blueprint, Response, request

from graph.kinds import BY_KEY, KINDS
from graph.reading.query_files import load_folder
from graph.reading.question import Question
from graph.reading.release import Release
from graph.reading.result_rows import Row
from graph.vocab import Iri, is_iri

from ..http.listings import OFFERED, Record, rows_response
from ..http.page_context import Page
from ..http.parameters import takes
from ..http.responses import choose_format, page_response
from ..http.site import release
from ..languages import NOTHING, Passage, ReaderLanguage, choose, requested_language
from ..refusals import UnknownPage
from ..things.page_questions import Found, ask
from ..things.query_links import bound
from ..things.templating import here
from ..things.values import address

bp = Blueprint("trees", __name__)

# The classifications by key, each with the kinds of its codes from the top down.
TREES = {kind.key: kind.tree for kind in KINDS if kind.tree}
COLUMNS = ("code", "name", "language", "parent", "below", "occupations", "iri")


@dataclass
class Node:
    """A code in a tree: the numbers of codes and occupations below it, and the open codes below it."""

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
        """The key of the parent code, '' at the top."""
        return self.parent.rpartition("/")[2]


@dataclass(frozen=True, kw_only=True)
class TreePage(Page):
    """The variables of ``tree.html``: the tree is open at ``at``; ``path`` leads there; ``others`` are other trees."""

    template: ClassVar[str] = "tree.html"

    scheme: str
    label: Passage
    about: Passage | None
    roots: Sequence[Node]
    at: Node | None
    path: Sequence[Node]
    others: Sequence[tuple[str, Passage]]


@bp.app_template_global()
def tree_link(scheme: str, key: str, suffix: str = "") -> str:
    """Return the address of a tree open at the code *key* ('' for none), as a page or in the format *suffix*."""
    query = {"at": key} if key else {}
    return here(f"/tree/{scheme}.{suffix}" if suffix else f"/tree/{scheme}", **query)


@bp.app_template_global()
def tree_query(scheme: str, iri: str) -> str:
    """Return the query for the children of *iri*, or for the top of the classification if *iri* is ''."""
    if iri:
        return bound(load_folder("pages")["tree-below"].text, {"parent": Iri(iri)})
    return bound(load_folder("pages")["tree-top"].text, {"parent": release().names.thing("scheme", scheme)})


@bp.get("/tree/<scheme>")
@bp.get("/tree/<scheme>.<suffix>")
@takes("at")
def tree(scheme: str, suffix: str | None = None) -> Response:
    """Show a classification, open down to the code in ``?at=``; raises ``UnknownPage`` for an unknown tree or code."""
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
    page = TreePage(
        language=language, release=current, scheme=scheme, label=label, about=about, roots=roots, at=at,
        path=path_to(roots, at), others=[(key, name) for key, (name, _) in schemes.items() if key != scheme],
    )  # fmt: skip
    return page_response(page.render(), current, language)


def ask_top(current: Release, scheme: str, at: str, language: ReaderLanguage) -> Found:
    """Query the top of a classification, the path to the code *at* ('' for none), and the other classifications."""
    pages, top = load_folder("pages"), current.names.thing("scheme", scheme)
    ways = {way: Question(pages["tree-path"].text, {"this": way}) for way in _called(current, scheme, at)}
    schemes = {"schemes": Question(pages["schemes"].text)}
    return ask(current, level_questions(scheme, top, language, is_top=True) | ways | schemes)


def _called(current: Release, scheme: str, at: str) -> list[Iri]:
    """Return the possible IRIs of the code *at* in a classification; none for ''."""
    return [iri for kind in TREES[scheme] if is_iri(iri := current.names.thing(kind, at))] if at else []


def grow(
    current: Release, scheme: str, at: str, found: Found, language: ReaderLanguage
) -> tuple[list[Node], Node | None]:
    """
    Return the top of a classification with its open branches, and the node of the code *at*.

    *found* is the result of ``ask_top``. Raises ``UnknownPage`` if the release has no such classification, or the
    classification no such code. Each open level is a query of its own in one batch, which looks up few codes; one
    query for all levels would read every code.
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


def _open_path(current: Release, scheme: str, node: Node, path: list[str], language: ReaderLanguage) -> Node:
    """Open the nodes along *path*, which starts at *node*; return the last one."""
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
    """Return the codes from one of *tops* down to *this* inclusive; empty if no path leads there."""
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


def level_questions(scheme: str, parent: Iri, language: ReaderLanguage, *, is_top: bool = False) -> dict[str, Question]:
    """Return the queries for the children of *parent*, a code or the classification, and for their counts."""
    pages, level = load_folder("pages"), "tree-top" if is_top else "tree-below"
    bound = {"parent": parent}
    questions = {
        f"{parent} items": Question(pages[level].text, bound | {"language": language.content}),
        f"{parent} codes": Question(pages[f"{level}-codes"].text, bound),
    }
    # Occupations are counted by their own groups, or by their relevant educations.
    if filed := BY_KEY[scheme].filed:
        questions[f"{parent} filed"] = Question(pages[f"{level}-{filed}"].text, bound)
    return questions


def read_level(current: Release, parent: Iri, found: Found, *, is_top: bool = False) -> list[Node]:
    """Return the children of *parent* from the results of ``level_questions``."""
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
    """Yield *nodes* and the open nodes below them in reading order."""
    for node in nodes:
        yield node
        yield from walk(node.children)


def path_to(roots: list[Node], at: Node | None) -> list[Node]:
    """Return the nodes from the top down to *at* inclusive."""
    nodes = {node.iri: node for node in walk(roots)}
    path: list[Node] = []
    while at is not None:
        path.insert(0, at)
        at = nodes.get(at.parent)
    return path


def as_record(node: Node) -> Record:
    """Return a node as a record of the CSV and JSON answers."""
    values = (node.code, node.name.words, node.name.language, node.above, node.below, node.occupations, node.iri)
    return dict(zip(COLUMNS, values, strict=True))


def name_schemes(
    current: Release, rows: list[Row], language: ReaderLanguage
) -> dict[str, tuple[Passage, Passage | None]]:
    """Return the name and definition of each classification with a tree in this release, by key."""
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
