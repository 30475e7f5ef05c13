"""The functions templates may call: words, and addresses that keep the chosen languages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from hashlib import sha256
from pathlib import Path
from urllib.parse import urlencode

from flask import Flask, g, request

from graph.reading.query_files import QueryFile, load_folder
from graph.vocab import PREFIXES, YG
from graph.vocab import shorten as shorten_iri

from ..http.site import release, site
from ..languages import (
    FALLBACK,
    INTERFACE_LANGUAGES,
    LANGUAGE_CHOICES,
    LANGUAGE_NAMES,
    Language,
    Passage,
    chosen_language,
    content_of,
    requested_language,
)
from ..messages import find_message, message
from ..numbers import write_number
from .headings import Heading
from .tables import shorten
from .texts import name_language
from .values import Section, Value, address, name_licence, own_text

# What tells most of a thing in fewest words, and how many letters of it a search engine shows.
_SUMMARIES = (f"{YG}summary", f"{YG}tasks", PREFIXES["skos"] + "definition", PREFIXES["dct"] + "description")
_DESCRIPTION = 160

_OWL = "http://www.w3.org/2002/07/owl#"


def register(app: Flask) -> None:
    """Give *app*'s templates their functions."""
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
    app.jinja_env.filters.update(number=write_in_language, upper_first=upper_first)
    app.jinja_env.globals.update(
        t=translate,
        here=here,
        in_language=in_language,
        page_address=page_address,
        chosen_language=chosen_language,
        describe_page=describe_page,
        kind_name=kind_name,
        name_licence=name_licence,
        many_name=many_name,
        unit_of=unit_of,
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
        languages=[(code, LANGUAGE_NAMES[code]) for code in INTERFACE_LANGUAGES],
        static_version=digest_static(Path(app.static_folder or "")),
    )


def written_share(share: float) -> str:
    """Return a share from 0 to 1 with two digits that count, as the page's language writes it."""
    written = f"{share:.2g}"
    return written if page_language() == "en" else written.replace(".", ",")


def page_language() -> Language:
    """Return the language of the page being made, found once a request."""
    if "language" not in g:
        g.language = requested_language()
    language: Language = g.language
    return language


def translate(key: str, **values: object) -> str:
    """Return an interface message in the language of the page."""
    return message(key, page_language(), **values)


def here(path: str, **query: object) -> str:
    """Return one of our own addresses, keeping a language that was chosen in the address of this page."""
    if not path.startswith("/"):
        return path
    query |= languages_chosen()
    if not query:
        return path
    path, hash_, fragment = path.partition("#")
    return f"{path}{'&' if '?' in path else '?'}{urlencode(query)}{hash_}{fragment}"


def languages_chosen() -> dict[str, str]:
    """Return what the address of this page says of languages, as its links and forms are to say it too."""
    language = page_language()
    said = {"lang": str(language), "content": language.content}
    return {name: value for name, value in said.items() if name in request.args}


def in_language(code: str, choice: str = "lang") -> str:
    """Return the address of this page in another language, or with names and texts (*choice* "content") in one."""
    query = [(name, value) for name, value in request.args.items(multi=True) if name != choice] + [(choice, code)]
    # An endpoint asked with any parameter expects a query among them.
    path = "/query" if request.path == "/sparql" else request.path
    return f"{path}?{urlencode(query)}"


def page_address(language: str, thing: Heading | None) -> str:
    """Return the whole address of this page, or of that about *thing*, in *language*; '' is the client's wish."""
    names = release().names
    if thing:
        return names.document(thing.kind, thing.key, f".html?lang={language}" if language else "")
    query = [(name, value) for name, value in request.args.items(multi=True) if name not in LANGUAGE_CHOICES]
    query += [("lang", language)] if language else []
    path = "/query" if request.path == "/sparql" and query else request.path
    return names.base.rstrip("/") + path + (f"?{urlencode(query)}" if query else "")


def describe_page(heading: Heading, sections: Mapping[str, Section], language: Language) -> str:
    """Return what a page about one thing is about, for lists of pages: its summary, or what kind of thing it is."""
    for property_ in _SUMMARIES:
        if text := own_text(sections.get(property_), language):
            return shorten(" ".join(text.words.split()), _DESCRIPTION)
    kind = " ".join(part for part in (heading.class_label.words, heading.code) if part)
    return f"{kind}: {heading.title.words}. {message('tagline', language)}."


def kind_name(kind: str, label: Passage) -> Passage:
    """Return what several things of *kind* are called; *label*, the name of one, where no word is known."""
    language = page_language()
    words = find_message(f"kind_{kind}", language)
    return Passage(words, language) if words else label


def many_name(section: Section) -> Passage:
    """Return the heading over the values of a property: what several are called, or else the property's own name."""
    language = page_language()
    words = find_message(f"many_{section.iri.removeprefix(YG)}", language)
    return Passage(words, language) if words else section.label


def unit_of(section: Section) -> str:
    """Return the unit of the numbers of a property, or ''."""
    return find_message(f"unit_{section.iri.removeprefix(YG)}", page_language()) or ""


def write_in_language(number: str | float) -> str:
    """Return a number as the language of the page writes it."""
    return write_number(number, page_language())


def upper_first(words: str) -> str:
    """Return *words* with a capital first letter, the rest as it is."""
    return words[:1].upper() + words[1:]


def own_language_first(values: list[Value], language: str) -> list[Value]:
    """Return texts with those in the language that is wanted on a page in *language* first, then by what stands in."""
    order = {spoken: place for place, spoken in enumerate(FALLBACK[content_of(language)])}
    return sorted(values, key=lambda value: order.get(value.cell.language, len(order)))


def in_one_language(values: list[Value], language: str) -> list[Value]:
    """Return *values*, but of texts that say the same once a language only the one that suits the page."""
    spoken = {value.cell.language: value for value in values}
    if "" in spoken or len(spoken) != len(values) or len(values) < 2:
        return values
    return [next(spoken[one] for one in FALLBACK[content_of(language)] if one in spoken)]


def count_link(keys: Iterable[str], suffix: str = "") -> str:
    """Return the address of the count over the occupations of these *keys*, as a page or in the form *suffix*."""
    query = [("occupation", key) for key in keys]
    query += languages_chosen().items()
    return (f"/count.{suffix}?" if suffix else "/count?") + urlencode(query)


def digest_static(folder: Path) -> str:
    """Return a digest of all static files, so that browsers may keep them until they change."""
    digest = sha256()
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


def public_limits() -> list[tuple[str, float, str]]:
    """Return the limits a client should know."""
    return site().settings.public()


def examples() -> list[QueryFile]:
    """Return the example queries that the release has something to answer with."""
    current = release()
    here = {row["query"].value for row in current.store.rows(load_folder("pages")["examples-here"].text)}
    return [one for one in load_folder("examples").values() if current.names.thing("query", one.key) in here]
