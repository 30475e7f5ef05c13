"""Changes between releases in the reader's words, from the rows of the queries about changes."""

from __future__ import annotations

from dataclasses import dataclass

from graph.change_kinds import BY_CHANGE_KEY, CHANGE_KINDS
from graph.kinds import BY_KEY
from graph.reading.release import Release
from graph.reading.result_rows import Row
from graph.vocab import PREFIXES, YG, expand

from ...languages import Passage, ReaderLanguage
from ...messages import find_message, message
from ..nameless import name_code
from ..values import address, edition, term_label

# The properties whose values are names.
NAME_PROPERTIES = frozenset(
    (PREFIXES["skos"] + "prefLabel", PREFIXES["rdfs"] + "label", PREFIXES["dct"] + "title", YG + "registeredName")
)
# The keys of the kinds of changes, by term.
KIND_KEYS = {YG + kind.term: kind.key for kind in CHANGE_KINDS}
# Properties of other vocabularies, with the message that names each.
_REPLACED_BY = PREFIXES["dct"] + "isReplacedBy"
# The property of a change that counts the observations of a cube.
OBSERVED = PREFIXES["qb"] + "dataSet"
# The kinds that tell of a resource as it begins or ends, by its name.
_OF_A_WHOLE = frozenset(("appearance", "creation", "retirement", "deletion"))
_KNOWN_BY = {PREFIXES["skos"] + "notation": "code", _REPLACED_BY: "replaced_by", OBSERVED: "observations"}
_KNOWN_BY |= dict.fromkeys(NAME_PROPERTIES, "name")


@dataclass(frozen=True)
class ChangeLine:
    """
    A change on a page: its kind, the resource with its address, the property, and both values as text.

    ``key`` is the key of the kind, ``release`` the name of the newer release, which starts with its ``day``. The new
    value of ``is_succession`` is a successor, so that the old name adds nothing; ``is_plain`` has all in its kind: the
    resource begins, or ends without a successor.
    """

    key: str
    kind: str
    href: str
    thing: Passage
    property: Passage
    property_iri: str
    old: Passage
    new: Passage
    release: str
    day: str
    iri: str
    is_renaming: bool = False
    is_succession: bool = False
    is_plain: bool = False


def read_line(current: Release, row: Row, language: ReaderLanguage, thing: str = "") -> ChangeLine:
    """Return the change in *row*, about *thing* where the row has no resource of its own."""
    kind = BY_CHANGE_KEY[KIND_KEYS[row["kind"].value]]
    about = row["thing"].value if "thing" in row else thing
    newer, property_ = row["to"].value.rpartition("/")[2], row["property"].value
    named = Passage(row["name"].value, row["name"].language) if "name" in row else _place(about, current, language)
    return ChangeLine(
        kind.key,
        kind.words[language.interface],
        address(about, current.names),
        named,
        name_property(current, property_, language),
        property_,
        _words(row, "old", current, language),
        _words(row, "new", current, language),
        newer,
        newer[:10],
        row["change"].value,
        is_renaming=kind.key in {"renaming", "name-change"},
        is_succession=property_ == _REPLACED_BY,
        is_plain=kind.key in _OF_A_WHOLE and property_ in NAME_PROPERTIES and not {"old", "new"} <= row.keys(),
    )


def name_property(current: Release, iri: str, language: ReaderLanguage) -> Passage:
    """Return the name of a property in *language*; its shortened IRI, in no language, where nothing names it."""
    if key := _KNOWN_BY.get(iri):
        return Passage(message(key, language.interface).lower(), language.interface)
    return term_label(current.terms, iri, language)


def _words(row: Row, side: str, current: Release, language: ReaderLanguage) -> Passage:
    """Return the value on one *side* in words; the code of a classification stands before its name."""
    if side not in row:
        return Passage("", "")
    value = row[side]
    if value.kind != "uri":
        return Passage(value.value, value.language)
    if f"{side}Name" not in row:
        return _place(value.value, current, language)
    name = Passage(row[f"{side}Name"].value, row[f"{side}Name"].language)
    kind, key = current.names.split(value.value) or ("", "")
    return name._replace(words=f"{edition(kind)} {key} {name.words}") if edition(kind) else name


def _place(iri: str, current: Release, language: ReaderLanguage) -> Passage:
    """Return the words for a resource without a name: its kind and key, and of a code also the code it stands under."""
    kind, key = current.names.split(iri) or ("", iri)
    if edition(kind) or kind not in BY_KEY:
        return Passage(" ".join(filter(None, (edition(kind) or kind, key))), "")
    one = find_message(f"one_{kind}", language.interface)
    type_ = one or term_label(current.terms, expand(BY_KEY[kind].naming_class), language).words
    above = name_code(current, kind, key, language)
    return Passage(f"{type_} {key}" + (f", {above.words}" if above.words != key else ""), above.language)
