"""
Detection of people on a page by the form of their names, whatever the headings around them.

A heading may be lost, misspelt or new, and the names under it must stay out all the same. So a line that is a name, a
name with speech under it, a photographer's credit and an age in brackets identify a person anywhere on a page; any
other run of capitalised words is hidden in place: a hidden company is a smaller harm than a published name.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from .lines import Line
from .navigation import is_navigation, is_sentence
from .people import LEFT_OUT, NAME, NAME_RUN, SPEECH_MARKS, looks_like_name, name_among

ORGANISATION = re.compile(
    r"forbund|forening|foreining|lag\b|laget|direktorat|universitet|høgskol|høyskol|skole|skule|kommun|tilsyn|etat"
    r"|råd\b|rådet|institutt|museum|senter|sjukehus|sykehus|departement|organisasjon|utvalg|utval|akademi|selskap"
    r"|stiftels|nettverk|orkester|teater|teatret|opera\b|klubb|konsern|gruppen\b|gruppa\b|\w{3}verket\b|vesenet\b"
    # Organisations here have English names too; none of these words is a name of a person.
    r"|\b(?:academy|agency|airlines?|airways|association|authority|aviation|bank|center|centre|college|company|council"
    r"|consulting|drilling|energy|engineering|federation|film|flight|foundation|games?|group|industry|institute"
    r"|international|media|museum|network|nordic|norway|offshore|partners?|production|research|scandinavia|school"
    r"|seafood|services?|shipping|society|solutions?|studios?|subsea|systems?|technolog(?:y|ies)|union|university)\b"
    r"|\b(?:norsk|norske|norges|noregs|norge|noreg|statens|statistisk|utdanning|AS|ASA|SA|HF|KF)\b",
    re.IGNORECASE,
)
_VERBS = (
    r"(?:sier|seier|sa|forteller|fortel|fortalte|fortalde|forklarer|forklarar|mener|meiner|legger|legg|understreker"
    r"|understrekar|innrømmer|innrømmer|smiler|ler|avslutter|avsluttar|minnes|påpeker|påpeikar|svarer|svarar)"
)
_ROLE = r"(?:(?:[a-zæøå][\w-]*,? )*?(?!(?:at|om|i|på|ved|for|fra|frå|til|av|hos|med|og|som) )[a-zæøå][\w-]* )?"
_MEET = r"(?:[Mm]øt|[Tt]reff|[Ff]ølg|[Hh]ils på|[Bb]li (?:kjent )?med|[Ii]ntervju med|[Ss]amtale med|[Pp]ortrett av)"
# Introductions of a name; a one-word name counts where the page never has that word without a capital.
_SIGNS = (
    re.compile(rf"[,»”\"!?] {_VERBS} {_ROLE}(?P<name>{NAME})"),
    re.compile(rf"^{_MEET}:? {_ROLE}(?P<name>{NAME})"),
    re.compile(rf"(?P<name>{NAME}) ?\((?:\d\d|\d\d år)\)"),
    re.compile(rf"(?P<name>{NAME}),? \(?\d\d år\b"),
    re.compile(rf"^(?P<name>{NAME}), \d\d\b(?!\.)"),
)
_CREDIT = re.compile(
    rf"(?:\b[Ff]oto(?:graf)?|\b[Tt]ekst(?: og foto)?|\b[Ii]llustrasjon|\b[Vv]ideo|\b[Ff]ilm|\b[Jj]ournalist|^Av)\b"
    rf"(?: ?[:/]| av:?)? (?P<name>{NAME})"
)
_ADDRESS = re.compile(r"[\w.+-]+ ?(?:@|[\[(](?:at|krøllalfa)[\])]) ?[\w-]+(?:\.[\w-]+)+", re.IGNORECASE)
_SPOKEN = re.compile(rf"(?:{'|'.join(SPEECH_MARKS)}) ?[A-ZÆØÅ]")
# Words that begin a sentence, and so have a capital before a name or a word of their own.
_OPENING = frozenset(
    re.findall(
        r"\w+",
        "som du ein en eit et ei dei de den det i på ved for hos om mange alle når etter kilde kjelde her vi "
        "eg jeg da då kan skal vil har er var hvis viss dersom både fra frå til med og men også noen nokre "
        "andre ",
    )
)
_A_WORK = re.compile(r"(?:er|ar|ør|ist|ent|ant|log|graf|lege|mann|leder|leiar|sjef|ing)$")
_ABBREVIATION = re.compile(r"\b[A-ZÆØÅ]{2,5}\b")
_BEFORE_BRACKET = re.compile(r"\b([A-ZÆØÅ]{2,5}) \(")
_STANDS_FOR = re.compile(r"\b(?:står for|forkort(?:else|ing) for)\b")
_GAP, _FEW_WORDS = 3, 4


@dataclass(frozen=True, slots=True)
class NamedPeople:
    """
    Names found on a page: of ``people``, of people only pictured or credited (``aside``), and ``runs`` that may be one.

    ``places`` are the positions of the lines that mark an interview: a name, speech, an introduction.
    """

    people: tuple[str, ...]
    aside: tuple[str, ...]
    runs: tuple[str, ...]
    places: frozenset[int]

    @property
    def hidden(self) -> tuple[str, ...]:
        """All names that are removed whole and in part."""
        return (*self.people, *self.aside)


def find_named(lines: Sequence[Line], occupations: Collection[str]) -> NamedPeople:
    """
    Return the people named in *lines*, given without the title, known headings and codes.

    *occupations* (case folded) are words known to be no names.
    """
    kept = {word for line in lines for word in re.findall(r"\w+", line.text) if word.islower()} | set(occupations)
    people: list[str] = []
    places: set[int] = set()
    short: list[Line] = []
    for line in lines:
        found = list(_introduced(line.text, occupations)) or _alone(line, kept, occupations)
        is_spoken = _SPOKEN.match(line.text) is not None
        if is_spoken and short and (name := name_among([one.text for one in short], occupations)):
            found += [name] if name.casefold() not in kept else []
            places |= {one.position for one in short[-2:]}
        if found or is_spoken:
            places.add(line.position)
            people += found
        short = [] if is_sentence(line.text) or is_navigation(line.text) else [*short, line]
    aside, runs = _pictured(lines, kept)
    return NamedPeople(
        tuple(dict.fromkeys(people)), tuple(dict.fromkeys(aside)), tuple(dict.fromkeys(runs)), frozenset(places)
    )


def without_runs(lines: Iterable[Line], runs: Sequence[str]) -> tuple[Line, ...]:
    """Return *lines* with *runs* removed in place, and e-mail addresses too."""
    longest = sorted(runs, key=len, reverse=True)
    parts = [_ADDRESS.pattern, *(rf"(?<!\w){re.escape(run)}s?(?!\w)" for run in longest)]
    pattern = re.compile("|".join(parts))
    return tuple(replace(line, text=pattern.sub(LEFT_OUT, line.text)) for line in lines)


def interview_lines(lines: Iterable[Line], places: Collection[int], borders: Collection[int]) -> frozenset[int]:
    """
    Return the positions of the *lines* that belong to an interview: those at *places* and the few between two of them.

    *lines* have their names removed already. No interview crosses one of the *borders*, which are positions too.
    """
    found: set[int] = set()
    before: Line | None = None
    last: int | None = None
    for line in lines:
        if line.position in borders:
            before = last = None
            continue
        near = last is not None and line.position - last <= _GAP
        if line.position in places or (near and line.text.startswith(LEFT_OUT)):
            found |= set(range(last, line.position)) if near and last is not None else set()
            if before and not is_sentence(before.text) and len(before.text.split()) <= _FEW_WORDS:
                found.add(before.position)  # the person's occupation
            found.add(line.position)
            last = line.position
        before = line
    return frozenset(found)


def _alone(line: Line, kept: Collection[str], occupations: Collection[str]) -> list[str]:
    """Return the name that *line* is, as a list of one, or of none."""
    text = line.text.strip(" ,.:;*_–-")
    text = text.title() if text.isupper() else text
    if not looks_like_name(text) or ORGANISATION.search(text) or is_navigation(text):
        return []
    words = text.casefold().split()
    is_work = text.casefold() in occupations or (words[-1] in kept and bool(_A_WORK.search(words[-1])))
    return [] if is_work or words[0] in _OPENING else [line.text.strip(" ,.:;*_–-")]


def _introduced(text: str, occupations: Collection[str]) -> Iterator[str]:
    for sign in _SIGNS:
        for match in sign.finditer(text):
            name = match["name"]
            is_word = " " not in name and name.casefold() in {*occupations, *_OPENING}
            if not is_word and not ORGANISATION.search(name):
                yield name


def _pictured(lines: Iterable[Line], occupations: Collection[str]) -> tuple[list[str], list[str]]:
    """Return the names after a credit or at the beginning of a line, and every other run of capitalised words."""
    aside: list[str] = []
    runs: list[str] = []
    for line in lines:
        aside += [match["name"] for match in _CREDIT.finditer(line.text) if not ORGANISATION.search(match["name"])]
        for match in NAME_RUN.finditer(line.text):
            words = match.group().split()
            while words and (words[0].casefold() in _OPENING or (len(words) > 2 and _is_work(words[0], occupations))):
                words.pop(0)
            if len(words) > 1 and not ORGANISATION.search(" ".join(words)) and not _is_spelled_out(words, line.text):
                # The name at the beginning of a line is its subject, and a part of it may come again.
                (aside if match.start() == 0 else runs).append(" ".join(words))
    return aside, runs


def _is_work(word: str, occupations: Collection[str]) -> bool:
    return word.casefold() in occupations or _A_WORK.search(word) is not None


def _is_spelled_out(words: Sequence[str], text: str) -> bool:
    """Return whether *text* states that an abbreviation in it, such as NDT, stands for the last of *words*."""
    first = "".join(word[0] for word in words)
    abbreviations = _ABBREVIATION.findall(text) if _STANDS_FOR.search(text) else _BEFORE_BRACKET.findall(text)
    return any(short.endswith(first) for short in abbreviations)
