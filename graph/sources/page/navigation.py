"""Navigation on a page: buttons, menus and breadcrumbs, as opposed to content."""

from __future__ import annotations

import re

_SENTENCE_WORDS = 6

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
