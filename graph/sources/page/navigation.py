"""Lines without facts: buttons, menus and breadcrumbs, the names of cards, and the texts of pictures."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from .headings import Section
from .lines import Kind, Line

_SENTENCE_WORDS = 6
# A line of so few words without a full stop is the name of a card, a button or a heading of the page's own.
_LABEL_WORDS, _CARD_WORDS = 4, 6
_PICTURE = re.compile(r"(?:image|bilde|bilete)$", re.IGNORECASE)
_STOPS = (".", "!", "?", "…", ":", ";", ",", ")", "»")
# The kind of the page, which stands directly over the title.
_PAGE_KIND = re.compile(r"yrkes(?:beskrivelse|skildring)$|yrke$", re.IGNORECASE)

_NAVIGATION = re.compile(
    r"""(?: hopp\ (?:til|over)\b | (?:til|tilbake\ til)\ (?:innhold|innhald|hovedinnhold|hovudinnhald|toppen|forsid)
      | (?:(?:for|fram)sid(?:e|en|a)|hjem|heim|meny|søk|tilbake|lukk|lagre|skriv\ ut)$
      | favoritt(?:er|ar)?(?:[\ -]?ikon)?$ | (?:legg\ til|fjern|lagre)\ .{0,20}favoritt\w*$
      | (?:image|bilde|bilete|lenke|lenkje|link|video|feilmelding|feil|×|x)$ | video\ server\ error\b.*
      | (?:science\ photo\ library|colourbox|shutterstock|getty\ images|istock(?:photo)?|unsplash|scanpix|ntb)\b.{0,20}$
      | (?:foto|illustrasjonsfoto|fotograf)\ ?:.*
      | (?:kopier|lytt)\b.*$ | del(?:\ .{0,30})?$
      | (?:yrke|yrker|utdanningar?|utdanninger|karriere|jobb|yrkesbeskrivelser?|yrkesskildring(?:ar)?)$
      | utdanning\.no\b | logg\ (?:inn|ut|på)\b | (?:velg|vel|bytt|byt)\ språk | språk$
      | (?:bokmål|nynorsk|norsk|english|davvisámegiella|samisk|dansk)$
      | (?:les|vis|se|sjå)\ (?:mer|meir|mindre|alle|alt|fleire|flere|også|også\ på|òg|film|video)\b
      | (?:se|sjå|les|finn)\ (?:\w+\ ){0,2}
        (?:beskrivelse|skildring|oversikt|utdanning|studie|liste|tilbod|tilbud)\w*\b[^.]*$
      | (?:åpne|opne|spel|spill)\b | forklaring\ (?:til|på)\ statistikken
      | (?:facebook|instagram|linkedin|twitter|x|youtube|snapchat|e-post)$
      | (?:personvern|informasjonskapsler|informasjonskapslar|cookies|kontakt\ oss|om\ oss|nynorsk\ \|.*|bokmål\ \|.*)$
      | .+\ [›»>|]\ .+ | .+\ /\ .+\ /\ .+ | (?:forsid\w*|framsid\w*|hjem|heim|yrke[rn]?)\ /\ .+ )""",
    re.IGNORECASE | re.VERBOSE,
)


def is_navigation(text: str) -> bool:
    """
    Return whether *text* is a button, a menu word, a language switch or a breadcrumb trail.

    >>> [is_navigation(text) for text in ("Forsiden › Yrker › Lege", "Sjå alle spesialiseringar", "Lege")]
    [True, True, False]
    """
    return _NAVIGATION.match(text) is not None


def is_sentence(text: str) -> bool:
    """
    Return whether *text* has the form of a sentence: it ends like one, or is too long for a name.

    >>> is_sentence("Klinisk sosionom"), is_sentence("Du må like folk.")
    (False, True)
    """
    return text.endswith((".", "!", "?", "…", "»", "”")) or len(text.split()) >= _SENTENCE_WORDS


def is_page_kind(text: str) -> bool:
    """Return whether *text* names the kind of the page, as the line directly over the title does."""
    return _PAGE_KIND.match(text) is not None


def captions(lines: Sequence[Line]) -> Iterator[Line]:
    """Yield those of *lines*, which end with the title, that describe its picture."""
    texts = ["", *(line.text for line in lines)]
    for line, before, after in zip(lines[:-1], texts, texts[2:], strict=False):
        if not is_navigation(line.text) and (_PICTURE.match(before) or is_page_kind(after)):
            yield line


def is_label(line: Line, following: Line | None, section: Section) -> bool:
    """Return whether *line* of *section*, which *following* follows, is a label and no prose: a few words, no stop."""
    most = _CARD_WORDS if section is Section.EDUCATION else _LABEL_WORDS
    return (
        line.kind is Kind.TEXT
        and following is not None
        and following.kind is not Kind.BULLET
        and len(line.text.split()) <= most
        and not line.text.endswith(_STOPS)
        and not any(letter.isdigit() for letter in line.text)
    )
