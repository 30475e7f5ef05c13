"""Functions of the templates: messages, numbers, and addresses that keep the chosen languages."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from urllib.parse import urlencode

from flask import Flask, g, request
from jinja2 import StrictUndefined
from markupsafe import Markup

from graph.reading.query_files import QueryFile, load_folder
from graph.vocab import PREFIXES, YG
from graph.vocab import shorten as shorten_iri

from ..charts.ranges import Row as BarRow
from ..charts.ranges import draw_ranges
from ..compiled_templates import find_bytecode_cache
from ..http.page_context import Documented
from ..http.site import release, site
from ..languages import (
    FALLBACK,
    INTERFACE_LANGUAGES,
    LANGUAGE_CHOICES,
    LANGUAGE_NAMES,
    Passage,
    ReaderLanguage,
    chosen_language,
    requested_language,
)
from ..messages import find_message, message, name_unit
from ..numbers import write_number, write_share
from ..page_functions import PageFunctions, figure_row, said
from .headings import Heading
from .history.citations import WRITERS
from .tables import shorten
from .texts import name_language
from .values import Section, Value, address, name_licence, own_text

# The best descriptions of a resource in falling order, and the number of letters that search engines show.
_SUMMARIES = (f"{YG}summary", f"{YG}tasks", PREFIXES["skos"] + "definition", PREFIXES["dct"] + "description")
_DESCRIPTION = 160

_OWL = "http://www.w3.org/2002/07/owl#"


def register(app: Flask) -> None:
    """Add filters and global functions to the templates of *app*."""
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
    app.jinja_env.bytecode_cache = find_bytecode_cache()
    app.jinja_env.filters.update(number=write_in_language, upper_first=upper_first, lower_first=lower_first)
    app.context_processor(bind_to_page)
    app.jinja_env.globals.update(
        t=translate,
        here=here,
        said=said,
        figure_row=figure_row,
        in_language=in_language,
        page_address=page_address,
        chosen_language=chosen_language,
        describe_page=describe_page,
        kind_name=kind_name,
        name_licence=name_licence,
        many_name=many_name,
        unit_of=unit_of,
        unit_name=lambda unit: name_unit(unit, page_language().interface),
        address=lambda iri: address(iri, release().names),
        short=lambda iri: (release().names.split(iri) or ("", shorten_iri(iri)))[1],
        public_limits=public_limits,
        examples=examples,
        own_language_first=own_language_first,
        in_one_language=in_one_language,
        languages_chosen=languages_chosen,
        language_name=lambda spoken: name_language(spoken, page_language()),
        share=written_share,
        percent=lambda share: round(100 * share),
        count_link=count_link,
        drawn_ranges=drawn_ranges,
        languages=[(code, LANGUAGE_NAMES[code]) for code in INTERFACE_LANGUAGES],
        citation_formats=list(WRITERS),
        static_version=digest_static(Path(app.static_folder or "")),
    )


def written_share(share: float) -> str:
    """Return a *share* from 0 to 1 with two significant digits, in the notation of the page language."""
    return write_share(share, page_language().interface)


def drawn_ranges(rows: Sequence[BarRow]) -> Markup:
    """Return the bars of *rows* on one axis, as an element of the page."""
    return draw_ranges(rows, page_language().interface).markup


def page_language() -> ReaderLanguage:
    """Return the language of the current page, negotiated once per request."""
    if "language" not in g:
        g.language = requested_language()
    language: ReaderLanguage = g.language
    return language


def bind_to_page() -> dict[str, Callable[..., str]]:
    """Return the functions that take the place of ``t`` and ``here`` in the templates of one page."""
    functions = page_functions()
    return {"t": functions.translate, "here": functions.here}


def page_functions() -> PageFunctions:
    """Return the functions of the current page."""
    return PageFunctions(page_language(), languages_chosen())


def translate(key: str, **values: object) -> str:
    """Return an interface message in the language of the current page."""
    return page_functions().translate(key, **values)


def here(path: str, **query: object) -> str:
    """Return *path* with *query*, and with the languages chosen in the address of the current page if it is our own."""
    return page_functions().here(path, **query)


def languages_chosen() -> dict[str, str]:
    """Return the language parameters in the address of the current page, for its links and forms."""
    language = page_language()
    said = {"lang": language.interface, "content": language.content}
    return {name: value for name, value in said.items() if name in request.args}


def in_language(code: str, choice: str = "lang") -> str:
    """Return the address of this page in the language *code*; with *choice* "content", with names and texts in it."""
    query = [(name, value) for name, value in request.args.items(multi=True) if name != choice] + [(choice, code)]
    # The endpoint requires a query as soon as it gets any parameter.
    path = "/query" if request.path == "/sparql" else request.path
    return f"{path}?{urlencode(query)}"


def page_address(language: str, thing: Documented | None) -> str:
    """Return the absolute address of this page, or of the page about *thing*, in *language* ('' to negotiate it)."""
    names = release().names
    if thing:
        return names.document(thing.kind, thing.key, f".html?lang={language}" if language else "")
    query = [(name, value) for name, value in request.args.items(multi=True) if name not in LANGUAGE_CHOICES]
    query += [("lang", language)] if language else []
    path = "/query" if request.path == "/sparql" and query else request.path
    return names.base.rstrip("/") + path + (f"?{urlencode(query)}" if query else "")


def describe_page(heading: Heading, sections: Mapping[str, Section], language: ReaderLanguage) -> str:
    """Return the meta description of a page: the beginning of the summary, or else class, code and title."""
    for property_ in _SUMMARIES:
        if text := own_text(sections.get(property_), language):
            return shorten(" ".join(text.words.split()), _DESCRIPTION)
    kind = " ".join(part for part in (heading.class_label.words, heading.code) if part)
    return f"{kind}: {heading.title.words}. {message('tagline', language.interface)}."


def kind_name(kind: str, label: Passage) -> Passage:
    """Return the plural name of a *kind*; its singular *label* where no message has one."""
    language = page_language()
    words = find_message(f"kind_{kind}", language.interface)
    return Passage(words, language.interface) if words else label


def many_name(section: Section) -> Passage:
    """Return the heading over the values of a property: its plural name, or else the label of the property."""
    language = page_language()
    words = find_message(f"many_{section.iri.removeprefix(YG)}", language.interface)
    return Passage(words, language.interface) if words else section.label


def unit_of(section: Section) -> str:
    """Return the unit of the numbers of a property, or ''."""
    return find_message(f"unit_{section.iri.removeprefix(YG)}", page_language().interface) or ""


def write_in_language(number: str | float) -> str:
    """Return a number in the notation of the page language."""
    return write_number(number, page_language().interface)


def upper_first(words: str) -> str:
    """Return *words* with a capital first letter and the rest unchanged."""
    return words[:1].upper() + words[1:]


def lower_first(words: str) -> str:
    """
    Return *words* with a lower-case first letter, unless the first word has another capital.

    >>> lower_first("Ansatt i Forsvaret"), lower_first("HMS-ingeniør"), lower_first("DevOps-ingeniør")
    ('ansatt i Forsvaret', 'HMS-ingeniør', 'DevOps-ingeniør')
    """
    first = words.partition(" ")[0]
    return words if any(letter.isupper() for letter in first[1:]) else words[:1].lower() + words[1:]


def own_language_first(values: list[Value], language: ReaderLanguage) -> list[Value]:
    """Return texts ordered by the fallbacks of *language*, those in its content language first."""
    order = {spoken: place for place, spoken in enumerate(FALLBACK[language.content])}
    return sorted(values, key=lambda value: order.get(value.cell.language, len(order)))


def in_one_language(values: list[Value], language: ReaderLanguage) -> list[Value]:
    """Return *values*, equal words once; where they are one text in several languages, only the best for the page."""
    spoken = {value.cell.language: value for value in values}
    if "" in spoken or len(spoken) != len(values) or len(values) < 2:
        once: dict[tuple[str, str], Value] = {}
        for value in values:
            once.setdefault((value.cell.kind, value.cell.value), value)
        return list(once.values())
    return [next((spoken[one] for one in FALLBACK[language.content] if one in spoken), values[0])]


def count_link(keys: Iterable[str], suffix: str = "") -> str:
    """Return the address of the count over the occupations of these *keys*, as a page or in the format *suffix*."""
    query = [("occupation", key) for key in keys]
    query += languages_chosen().items()
    return (f"/count.{suffix}?" if suffix else "/count?") + urlencode(query)


def digest_static(folder: Path) -> str:
    """Return a digest of all static files; in their addresses it lets browsers cache them until they change."""
    digest = sha256()
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


def public_limits() -> list[tuple[str, float, str]]:
    """Return the published limits as (name, value, unit)."""
    return site().settings.public()


def examples() -> list[QueryFile]:
    """Return the example queries whose data is in the release."""
    current = release()
    here = {row["query"].value for row in current.store.rows(load_folder("pages")["examples-here"].text)}
    return [one for one in load_folder("examples").values() if current.names.thing("query", one.key) in here]
