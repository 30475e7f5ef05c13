"""
The occupation that a page is about: its ``uno_id``, its addresses, or its name in either written Norwegian.

A page in nynorsk and one in bokmål describe the same occupation, whose key is utdanning.no's own. The markup of a page
has it in data attributes, and has the addresses of the page in each language; a page as text has only its name.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from selectolax.lexbor import LexborHTMLParser, LexborNode

from ...casing import slug

_UNO_ID = re.compile(r"(?<![\w-])y_(?P<key>[a-z0-9]+(?:_[a-z0-9]+)*)(?![\w-])")
_ATTRIBUTE = re.compile(r"uno[-_]?id", re.IGNORECASE)
_IN_JSON = re.compile(r"[\"']?uno_?id[\"']?\s*[:=]\s*[\"'](y_\w+)[\"']", re.IGNORECASE)
_ADDRESS = re.compile(r"/yrker/beskrivelse/(?P<slug>[^/?#]+)")
_BOKMAL = ("nb", "no", "nb-no", "no-no", "x-default")

# Nynorsk spellings within the names of occupations, and those of bokmål.
_SPELLINGS = {
    "pleiar": "pleier",
    "sjuk": "syk",
    "skule": "skole",
    "røyr": "rør",
    "leiar": "leder",
    "leiing": "ledelse",
    "heim": "hjem",
    "tenest": "tjenest",
    "snikk": "snekk",
    "målar": "maler",
    "gjevar": "giver",
    "skodespel": "skuespill",
    "spelar": "spiller",
    "omset": "overset",
    "handsam": "behandl",
    "vidare": "videre",
    "tryggleik": "sikkerhet",
    "rettleiar": "veileder",
    "verksemd": "virksomhet",
    "tilsett": "ansatt",
    "innreiing": "innredning",
    "reinhald": "renhold",
    "køyr": "kjør",
    "mjølk": "melk",
    "tolking": "tolkning",
    "handverk": "håndverk",
}
_AGENT = re.compile(r"ar(?=\b|s?k?inne\b)")


@dataclass(frozen=True, slots=True)
class Identity:
    """The key that the page's own ``uno_id`` gives, None without one, and the last parts of its addresses, nb first."""

    key: str | None = None
    addresses: tuple[str, ...] = ()


def read_identity(html: str) -> Identity:
    """
    Return the identity of a page as its markup *html* states it.

    >>> read_identity('<body data-uno_id="y_sykepleier_barn"><h1>Barnesjukepleiar</h1></body>').key
    'sykepleier_barn'
    """
    tree = LexborHTMLParser(html)
    return Identity(_own_key(tree), tuple(dict.fromkeys(_addresses(tree))))


def find_key(name: str, identity: Identity, known: Mapping[str, str]) -> str:
    """
    Return the key of the occupation called *name* on a page with *identity*; *known* are names, case folded, with keys.

    Raises ``ValueError`` for a name without a letter to make a key of.
    """
    if identity.key:
        return identity.key
    by_slug = {slug(other): key for other, key in reversed(list(known.items())) if any(map(str.isalnum, other))}
    for address in identity.addresses:
        if key := by_slug.get(address):
            return key
    if key := known.get(name.casefold()):
        return key
    same = {key for other, key in known.items() if in_bokmal(other) == in_bokmal(name)}
    if len(same) == 1:
        return same.pop()
    return identity.addresses[0] if identity.addresses else slug(name)


def in_bokmal(name: str) -> str:
    """
    Return *name* case folded and in the spelling of bokmål, to compare names by.

    >>> in_bokmal("Anestesisjukepleiar"), in_bokmal("Anestesisykepleier")
    ('anestesisykepleier', 'anestesisykepleier')
    """
    folded = name.casefold()
    for nynorsk, bokmal in _SPELLINGS.items():
        folded = folded.replace(nynorsk, bokmal)
    return _AGENT.sub("er", folded)


def _own_key(tree: LexborHTMLParser) -> str | None:
    """Return the key of the element around the title; else the only key there is, or that of most elements."""
    found = [(node, key) for node in tree.css("*") if (key := _key_of(node))]
    if not found:
        return None
    around = [key for node, key in found if node.tag in {"html", "body", "main", "article"} or node.css_first("h1")]
    if around:
        return around[0]
    (first, times), *others = Counter(key for _, key in found).most_common()
    return first if not others or times > others[0][1] else None


def _key_of(node: LexborNode) -> str | None:
    for name, value in node.attributes.items():
        written = _IN_JSON.search(value or "") if name.startswith("data-") else None
        text = written[1] if written else (value or "") if _ATTRIBUTE.search(name) else ""
        if match := _UNO_ID.search(text):
            return match["key"]
    return None


def _addresses(tree: LexborHTMLParser) -> list[str]:
    links = [
        (node.attributes.get("rel") or "", node.attributes.get("hreflang") or "", node) for node in tree.css("link")
    ]
    alternate = [node for rel, language, node in links if "alternate" in rel and language.lower() in _BOKMAL]
    canonical = [node for rel, _, node in links if "canonical" in rel]
    matches = (_ADDRESS.search(node.attributes.get("href") or "") for node in (*alternate, *canonical))
    return [slug(match["slug"]) for match in matches if match]
