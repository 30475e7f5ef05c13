"""Documents for harvesters and crawlers: the data catalogue, ``robots.txt`` and the site map."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import ClassVar

from flask import Blueprint, Response

from graph.reading.query_files import load_folder
from graph.reading.release import Release

from ..formats import BY_SUFFIX, CSV, Format
from ..http.page_context import Page, TemplateContext
from ..http.parameters import takes
from ..http.responses import choose_format, document, page_response
from ..http.site import release
from ..languages import NOTHING, Passage, ReaderLanguage, choose, requested_language
from ..refusals import UnknownPage
from ..things.rdf.documents import with_files
from ..things.values import address

bp = Blueprint("catalogue", __name__)

MOST_ADDRESSES = 50_000
_OFFERED = [BY_SUFFIX[suffix] for suffix in ("html", "ttl", "jsonld", "rdf", "nt")]
_SITEMAP = Format("xml", "application/xml", "XML", charset=True)
_ROBOTS = Format("txt", "text/plain", "text", charset=True)


@dataclass
class Dataset:
    """
    A dataset of the catalogue.

    ``modified`` is a day, '' if unknown; texts are by language; forms are names by language, by (address, licence).
    """

    href: str
    publisher: str
    modified: str
    titles: dict[str, str] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)
    forms: dict[tuple[str, str], dict[str, str]] = field(default_factory=dict)
    title: Passage = NOTHING
    text: Passage = NOTHING

    def forms_in(self, language: ReaderLanguage) -> list[tuple[Passage, str, str]]:
        """Return name, address and licence of each form for a reader of *language*."""
        return [(choose(names, language) or NOTHING, *form) for form, names in self.forms.items()]


@dataclass(frozen=True, kw_only=True)
class CataloguePage(Page):
    """The variables of ``catalogue.html``."""

    template: ClassVar[str] = "catalogue.html"

    datasets: Sequence[Dataset]


@dataclass(frozen=True, kw_only=True)
class SiteMap(TemplateContext):
    """The variables of ``sitemap.xml``: the names of its elements, the addresses in them, and the date of all."""

    template: ClassVar[str] = "sitemap.xml"

    whole: str
    part: str
    addresses: Sequence[str]
    date: datetime.date


@bp.get("/catalog")
@bp.get("/catalog.<suffix>")
@takes()
def catalogue(suffix: str | None = None) -> Response:
    """Return the data catalogue, as a page or as DCAT-AP-NO in an RDF format."""
    chosen = choose_format(_OFFERED, suffix)
    current, language = release(), requested_language()
    if chosen.suffix == "html":
        page = CataloguePage(language=language, release=current, datasets=datasets(current, language))
        return page_response(page.render(), current, language)
    bindings: dict[str, str] = {"graph": current.names.thing("graph", "catalogue")}
    return document(with_files(current, load_folder("entities")["graph"].text, bindings, chosen), chosen, current)


@bp.get("/robots.txt")
@takes()
def robots() -> Response:
    """Return ``robots.txt``: the address of the site map, and the paths that crawlers should leave alone."""
    current = release()
    lines = (
        "User-agent: *",
        "Disallow: /api/",
        "Disallow: /sparql",
        "Disallow: /query?",
        "Disallow: /report",
        "Disallow: /search",
        "Disallow: /suggest",
        "Disallow: /reconcile",
        f"Sitemap: {current.names.base}sitemap.xml",
    )
    return document("".join(f"{line}\n" for line in lines).encode(), _ROBOTS, current)


@bp.get("/sitemap.xml")
@takes()
def sitemap() -> Response:
    """Return the site map, or an index of site maps for more than ``MOST_ADDRESSES`` documents."""
    current = release()
    pages = -(-current.manifest.things // MOST_ADDRESSES)
    if pages <= 1:
        return _addresses(current, 1)
    maps = [f"{current.names.base}sitemap-{page}.xml" for page in range(1, pages + 1)]
    return _xml(current, "sitemapindex", "sitemap", maps)


@bp.get("/sitemap-<int:page>.xml")
@takes()
def sitemap_page(page: int) -> Response:
    """Return site map number *page*, counted from 1; raises ``UnknownPage`` if there is none."""
    current = release()
    if not 1 <= page <= -(-current.manifest.things // MOST_ADDRESSES):
        raise UnknownPage(f"There is no site map number {page}.")
    return _addresses(current, page)


def _addresses(current: Release, page: int) -> Response:
    # Ordered here: the engine would take 14 seconds for those of all Norway.
    answer = current.store.answer(load_folder("pages")["things"].text, results=CSV.media_type)
    things = sorted(answer.body.decode().split()[1:])[(page - 1) * MOST_ADDRESSES : page * MOST_ADDRESSES]
    root = current.names.base.rstrip("/")
    return _xml(current, "urlset", "url", [root + address(thing, current.names) for thing in things])


def _xml(current: Release, whole: str, part: str, addresses: list[str]) -> Response:
    listed = SiteMap(whole=whole, part=part, addresses=addresses, date=current.manifest.issued)
    return document(listed.render().encode(), _SITEMAP, current)


def datasets(current: Release, language: ReaderLanguage) -> list[Dataset]:
    """Return the datasets of the catalogue, newest first, with titles and texts for a reader of *language*."""
    found: dict[str, Dataset] = {}
    for row in current.store.rows(load_folder("pages")["catalogue"].text):
        iri = row["dataset"].value
        modified = row["modified"].value if "modified" in row else ""
        new = Dataset(address(iri, current.names), row["publisher"].value, modified)
        dataset = found.setdefault(iri, new)
        dataset.titles[row["title"].language] = row["title"].value
        if "text" in row:
            dataset.texts[row["text"].language] = row["text"].value
        place = row["address"].value
        place = "/" + place.removeprefix(current.names.base) if place.startswith(current.names.base) else place
        dataset.forms.setdefault((place, row["licence"].value), {})[row["form"].language] = row["form"].value
    for dataset in found.values():
        dataset.title = choose(dataset.titles, language) or NOTHING
        dataset.text = choose(dataset.texts, language) or NOTHING
    return list(found.values())
