"""
Writes known titles as people do: a table of kinds of noise, each made from a source of chance that a seed decides.

The tables here are written apart from those the matcher reads, so that it meets words it was not told.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from random import Random

_VOWELS_SPELT = {"æ": ("ae", "e"), "ø": ("o", "oe"), "å": ("a", "aa")}
_NEIGHBOURS = {
    "a": "sqzw", "b": "vngh", "c": "xvdf", "d": "sfec", "e": "wrds", "f": "dgrv", "g": "fhtb", "h": "gjyn", "i": "uokj",
    "j": "hkum", "k": "jlim", "l": "køop", "m": "nkj", "n": "bmhj", "o": "ipl", "p": "oøå", "q": "wa", "r": "etf",
    "s": "adwx", "t": "ryg", "u": "yij", "v": "cbf", "w": "qes", "x": "zcs", "y": "tuh", "z": "xa", "ø": "lpæ",
    "æ": "øå", "å": "pæ",
}  # fmt: skip
_BEFORE = (
    "Erfaren", "Dyktig", "Vi søker", "Engasjert", "Ledig stilling som", "Vikariat som", "Fast stilling -", "Vil du bli",
    "Nyutdannet", "Flink og blid", "2 stk.", "Er du vår nye",
)  # fmt: skip
_AFTER = (
    "søkes", "søkes, 80 %", "100% fast stilling", "til sommeren", "(vikariat)", "i Drammen", "ved Haukeland",
    "- deltid", "søkes til vårt team", "i Lillehammer kommune", "50 % natt", "snarest",
    "med erfaring", "– søknadsfrist 1. mai",
)  # fmt: skip
# The nynorsk form for a bokmål one, as whole parts of words.
_NYNORSK = (
    ("sykepleier", "sjukepleiar"), ("pleier", "pleiar"), ("leder", "leiar"), ("lærer", "lærar"), ("skole", "skule"),
    ("rådgiver", "rådgjevar"), ("selger", "seljar"), ("mester", "meister"), ("arbeider", "arbeidar"), ("syke", "sjuke"),
    ("renhold", "reinhald"), ("regnskap", "rekneskap"), ("fører", "førar"), ("kjører", "køyrar"), ("legger", "leggjar"),
    ("snekker", "snikkar"), ("tegner", "teiknar"), ("vei", "veg"), ("hjemme", "heime"), ("tjeneste", "teneste"),
    ("kirke", "kyrkje"), ("bruker", "brukar"), ("forsker", "forskar"), ("utvikler", "utviklar"), ("kjøkken", "kjøken"),
    ("sted", "stad"), ("eier", "eigar"), ("eiendom", "eigedom"), ("faglig", "fagleg"), ("hoved", "hovud"),
    ("marked", "marknad"), ("salgs", "sals"), ("undervisning", "undervising"), ("behandler", "behandlar"),
    ("betjent", "betent"), ("vann", "vatn"), ("vitenskap", "vitskap"), ("enhet", "eining"), ("maler", "målar"),
    ("baker", "bakar"), ("spiller", "spelar"), ("veileder", "rettleiar"), ("øye", "auge"), ("melk", "mjølk"),
    ("tekniker", "teknikar"), ("mekaniker", "mekanikar"), ("håndterer", "handterar"),
    ("elektriker", "elektrikar"), ("programmerer", "programmerar"), ("trener", "trenar"),
    ("hjelper", "hjelpar"), ("formidler", "formidlar"), ("tømrer", "tømrar"), ("kelner", "kelnar"),
)  # fmt: skip
_HEADS = (
    "arbeider", "leder", "sjef", "konsulent", "assistent", "sykepleier", "ingeniør", "tekniker", "mester", "lærer",
    "direktør", "sekretær", "operatør", "rådgiver", "selger", "fører", "mekaniker", "inspektør", "medarbeider", "lege",
    "montør", "formann", "kontrollør", "lærling", "koordinator", "ansvarlig", "lektor", "pleier", "behandler",
)  # fmt: skip
_SHORT = (
    ("avdelings", "avd."), ("assisterende", "ass."), ("assistent", "ass."), ("konsulent", "kons."),
    ("direktør", "dir."), ("ingeniør", "ing."), ("sekretær", "sekr."), ("administrerende", "adm."),
    ("medarbeider", "medarb."),
    ("tekniker", "tekn."), ("mekaniker", "mek."), ("prosjekt", "prosj."), ("operatør", "op."), ("sivil", "siv."),
    ("sykepleier", "spl"), ("overlege", "overl."), ("produksjons", "prod."), ("renholder", "renh."),
    ("rådgiver", "rådg."), ("koordinator", "koord."), ("saksbehandler", "saksbeh."), ("professor", "prof."),
    ("regnskaps", "regn."), ("vaktmester", "vaktm."), ("arbeider", "arb."), ("økonomi", "øk."),
    ("fullmektig", "fullm."),
)  # fmt: skip


def _case(title: str, chance: Random) -> str:
    return chance.choice((str.lower, str.upper, str.title, str.capitalize))(title)


def _letters(title: str, chance: Random) -> str:
    small = title.lower()
    if "-" in small and chance.random() < 0.5:
        small = small.replace("-", chance.choice((" ", "")))
    for letter, spelt in _VOWELS_SPELT.items():
        small = small.replace(letter, chance.choice(spelt))
    return small


def _typo(title: str, chance: Random) -> str:
    """Take a letter out, put one in, hit the key beside it, or turn two around; never in the first place."""
    small = title.lower()
    places = [place for place in range(1, len(small)) if small[place].isalpha()]
    if not places:
        return small
    place = chance.choice(places)
    letter, rest = small[place], small[place + 1 :]
    kind = chance.randrange(4)
    if kind == 0:
        return small[:place] + rest
    if kind == 1:
        return small[:place] + letter + chance.choice((letter, chance.choice("aeinrst"))) + rest
    if kind == 2:
        return small[:place] + chance.choice(_NEIGHBOURS.get(letter, "e")) + rest
    return small[:place] + rest[:1] + letter + rest[1:]


def _inflected(title: str, chance: Random) -> str:
    """Put the first word that is no adjective in the plural or the definite form."""
    small = title.lower()
    base, bracket, field = small.partition(" (")
    if base.endswith("mann"):
        base = base[:-4] + chance.choice(("menn", "kvinne", "mannen", "person"))
    elif base.endswith("er"):
        base += chance.choice(("e", "en", "ne"))
    elif base.endswith("e"):
        base = base[:-1] + chance.choice(("er", "en", "ene"))
    elif base.endswith(("t", "d", "k", "g", "f", "m", "n", "r", "l", "s")):
        base += chance.choice(("er", "en", "ene"))
    return base + bracket + field


def _advertised(title: str, chance: Random) -> str:
    small = title.lower()
    if chance.random() < 0.33:
        return f"{chance.choice(_BEFORE)} {small}"
    if chance.random() < 0.5:
        return f"{small.capitalize()} {chance.choice(_AFTER)}"
    return f"{chance.choice(_BEFORE)} {small} {chance.choice(_AFTER)}"


def _nynorsk(title: str, _: Random) -> str:
    small = title.lower()
    for bokmal, nynorsk in _NYNORSK:
        small = small.replace(bokmal, nynorsk)
    return small


def _brackets(title: str, chance: Random) -> str:
    base, bracket, field = title.lower().partition(" (")
    if not bracket:
        return base
    field = field.rstrip(")").strip()
    return chance.choice((f"{base} {field}", f"{base}, {field}", f"{base} - {field}", f"{base}/{field}"))


def _apart(title: str, chance: Random) -> str:
    small = title.lower()
    for head in _HEADS:
        small = re.sub(rf"(?<=[a-zæøå]{{3}}){head}", chance.choice((" ", "-")) + head, small, count=1)
    return small


def _short(title: str, _: Random) -> str:
    small = title.lower()
    for whole, short in _SHORT:
        if whole in small:
            return small.replace(whole, short, 1)
    return small


def _typos(title: str, chance: Random) -> str:
    return _typo(_typo(title, chance), chance)


def _mixed(title: str, chance: Random) -> str:
    first, second = chance.choice(
        ((_typo, _advertised), (_inflected, _advertised), (_nynorsk, _typo), (_short, _advertised), (_apart, _letters))
    )
    return second(first(title, chance), chance)


KINDS: dict[str, Callable[[str, Random], str]] = {
    "case": _case,
    "letters": _letters,
    "one typo": _typo,
    "two typos": _typos,
    "inflection": _inflected,
    "advertisement": _advertised,
    "nynorsk": _nynorsk,
    "no brackets": _brackets,
    "written apart": _apart,
    "short forms": _short,
    "mixed": _mixed,
}


def noisy(titles: list[str], kind: str, size: int, chance: Random) -> list[tuple[str, str]]:
    """Return up to *size* pairs of a title and how it is written with noise, of titles that the *kind* changes."""
    pairs: list[tuple[str, str]] = []
    for title in chance.sample(titles, len(titles)):
        written = KINDS[kind](title, chance)
        if len(pairs) < size and (kind == "case" or written.lower() != title.lower()):
            pairs.append((title, written))
    return pairs
