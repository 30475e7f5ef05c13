"""The functions templates may call: words, addresses that keep the chosen language, and links to the query page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from hashlib import sha256
from itertools import product
from pathlib import Path
from urllib.parse import urlencode

from flask import Flask, g, request

from graph.queries import QueryFile, load_folder
from graph.terms import Term
from graph.vocab import YG, Iri, shorten

from .languages import FALLBACK, INTERFACE_LANGUAGES, LANGUAGE_NAMES, Passage, choose, requested_language
from .messages import find_message, message
from .numbers import write_number
from .values import Section, Value, address, name_licence
from .world import release, site

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
        kind_name=kind_name,
        name_licence=name_licence,
        many_name=many_name,
        unit_of=unit_of,
        chosen=lambda names: choose(names, page_language()) or Passage("", ""),
        term_part=term_part,
        address=lambda iri: address(iri, release().names),
        short=lambda iri: (release().names.split(iri) or ("", shorten(iri)))[1],
        sparql_link=sparql_link,
        public_limits=public_limits,
        examples=examples,
        own_language_first=own_language_first,
        in_one_language=in_one_language,
        list_query=list_query,
        describe_query=describe_query,
        bound=bound,
        bound_query=bound_query,
        counted_query=counted_query,
        related_query=related_query,
        titles_query=titles_query,
        sources_query=lambda: bound(load_folder("pages")["sources"].text, {}),
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


def page_language() -> str:
    """Return the language of the page being made, found once a request."""
    if "language" not in g:
        g.language = requested_language()
    return str(g.language)


def translate(key: str, **values: object) -> str:
    """Return an interface message in the language of the page."""
    return message(key, page_language(), **values)


def here(path: str, **query: object) -> str:
    """Return one of our own addresses, keeping a language that was chosen in the address of this page."""
    if not path.startswith("/"):
        return path
    if "lang" in request.args:
        query["lang"] = page_language()
    if not query:
        return path
    path, hash_, fragment = path.partition("#")
    return f"{path}?{urlencode(query)}{hash_}{fragment}"


def in_language(code: str) -> str:
    """Return the address of this page in another language."""
    query = [(name, value) for name, value in request.args.items(multi=True) if name != "lang"] + [("lang", code)]
    # An endpoint asked with any parameter expects a query among them.
    path = "/query" if request.path == "/sparql" else request.path
    return f"{path}?{urlencode(query)}"


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
    """Return texts with those in *language* first."""
    return sorted(values, key=lambda value: (value.cell.language != language, value.cell.language))


def in_one_language(values: list[Value], language: str) -> list[Value]:
    """Return *values*, but of texts that say the same once a language only the one that suits the page."""
    spoken = {value.cell.language: value for value in values}
    if "" in spoken or len(spoken) != len(values) or len(values) < 2:
        return values
    return [next(spoken[one] for one in FALLBACK[language] if one in spoken)]


def term_part(term: Term) -> str:
    """Return which part of the ontology page a term stands in: Class, Property, or '' for an individual."""
    if f"{_OWL}Class" in term.types:
        return "Class"
    return "Property" if any(type_.endswith("Property") for type_ in term.types) else ""


def sparql_link(query: str, form: str = "") -> str:
    """Return the address that shows *query* on the query page, or its answer in the format *form*."""
    if form:
        return "/sparql?" + urlencode({"query": query, "format": form})
    return "/query?" + urlencode({"query": query})


def bound(query: str, values: Mapping[str, Iri | Sequence[Iri]]) -> str:
    """Return a query file's text with its variables bound to one IRI or several, to run anywhere as it stands."""
    base = f"BASE <{release().names.base}>\n{query.rstrip()}\n"
    if not values:
        return base
    choices = [[value] if isinstance(value, str) else value for value in values.values()]
    rows = " ".join(f"({' '.join(f'<{iri}>' for iri in row)})" for row in product(*choices))
    names = " ".join(f"?{name}" for name in values)
    return f"{base}VALUES ({names}) {{ {rows} }}\n"


def list_query(listed: Mapping[str, Iri]) -> str:
    """Return the query behind a list, given what its things are *listed* by."""
    return bound(load_folder("pages")["list"].text, listed)


def describe_query(iri: str) -> str:
    """Return the query behind the table of facts about *iri*."""
    return bound(load_folder("entities")["table"].text, {"this": Iri(iri)})


def related_query(iri: str) -> str:
    """Return the query behind the table of occupations related to *iri*."""
    return bound(load_folder("pages")["related-table"].text, {"this": Iri(iri)})


def titles_query(iri: str) -> str:
    """Return the query behind the tables of the job titles of *iri*."""
    return bound(load_folder("pages")["titles"].text, {"this": Iri(iri)})


def counted_query(values: Mapping[str, Sequence[Iri]]) -> str:
    """Return the query behind the table of what some occupations have, each with each."""
    return bound(load_folder("pages")["counted-table"].text, values)


def count_link(keys: Iterable[str], suffix: str = "") -> str:
    """Return the address of the count over the occupations of these *keys*, as a page or in the form *suffix*."""
    query = [("occupation", key) for key in keys]
    if "lang" in request.args:
        query.append(("lang", page_language()))
    return (f"/count.{suffix}?" if suffix else "/count?") + urlencode(query)


def bound_query(query: str, iri: str) -> str:
    """Return a query file's text with ``?this`` bound to *iri*."""
    return bound(query, {"this": Iri(iri)})


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
