"""
A source document: its publisher, licence, languages, rhythm of change and place in a data folder.

ESCO's download has every file once in each of its languages, with the language at the end of the name.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Mapping
from pathlib import Path

import msgspec
from babel import Locale

from .bundled_tables import TABLES
from .errors import SourceFault
from .model import LANGUAGES, Record, check_key

DATA = Path(__file__).parent / "data"
# Our languages and ESCO's by their tags (BCP 47), with the codes of the EU's authority table.
LANGUAGE_CODES = {
    "nb": "NOB", "nn": "NNO", "en": "ENG", "da": "DAN", "ar": "ARA", "bg": "BUL", "cs": "CES", "de": "DEU", "el": "ELL",
    "es": "SPA", "et": "EST", "fi": "FIN", "fr": "FRA", "ga": "GLE", "hr": "HRV", "hu": "HUN", "is": "ISL", "it": "ITA",
    "lt": "LIT", "lv": "LAV", "mt": "MLT", "nl": "NLD", "pl": "POL", "pt": "POR", "ro": "RON", "sk": "SLK", "sl": "SLV",
    "sv": "SWE", "uk": "UKR",
}  # fmt: skip
_PLACE = "{language}"
_IN_FILE_NAMES = {"no": "nb"}  # ESCO's name for bokmål
_SHA256 = re.compile(r"[0-9a-f]{64}")
# Characters that an IRI may have as they are; the address to fetch may contain {today}.
_ADDRESS = re.compile(r"https?://[^\s<>\"\\^`|]+")
_FREQUENCIES = {"NIGHTLY": "DAILY", "MONTHLY": "MONTHLY", "YEARLY": "ANNUAL", "IRREGULAR": "IRREG", "NEVER": "NEVER"}


class Source(Record, frozen=True):
    """
    One source document.

    ``about`` describes its contents in a sentence, by language. ``rhythm`` is nightly, monthly, yearly, irregular or
    never; ``rhythm_text`` describes it in words, by language, and ``day`` is the day of the month (1-28) on which a
    monthly source changes, where it has one.
    ``notice`` is the sentence that the licence requires to be shown, by language. ``licence_note`` gives the origin of
    the licence where the document states none itself, by language. ``as_of`` is the reference date of the document,
    None where unknown; ``retrieved`` is the day it was fetched. ``sha256`` is checked when given. ``fetch`` is the URL
    of the newest version, where ``indexed`` of an index with an address for each record; with ``{occupation}`` and
    ``{county}`` in it, it is that of one figure, and the document is made of many. ``no_address`` is the reason for
    having none. An ``optional`` source is left out of the build without its document, a ``bundled`` one ships with
    the program; ``table`` replaces a missing document. A ``keeper``'s names of codes precede those of other sources.
    ``unpacked`` is another path of the document, that in the publisher's own archive. An optional ``path`` with
    ``{language}`` in it is a source for each language whose document is at hand.

    Raises ``ValueError`` for a malformed key, digest, address or language.
    """

    key: str
    adapter: str
    path: str
    titles: Mapping[str, str]
    publisher: str
    licence: str
    rhythm: str
    retrieved: datetime.date
    as_of: datetime.date | None = None
    about: Mapping[str, str] = {}
    rhythm_text: Mapping[str, str] = {}
    day: int | None = None
    notice: Mapping[str, str] = {}
    licence_note: Mapping[str, str] = {}
    url: str | None = None
    language: str | None = None
    sha256: str | None = None
    fetch: str | None = None
    indexed: bool = False
    unpacked: str | None = None
    optional: bool = False
    bundled: bool = False
    keeper: bool = False
    table: str | None = None
    no_address: Mapping[str, str] = {}

    def __post_init__(self) -> None:
        check_key(self.key)
        if self.rhythm.upper() not in _FREQUENCIES:
            known = ", ".join(word.lower() for word in _FREQUENCIES)
            raise ValueError(f"rhythm is one of {known}, got {self.rhythm!r}")
        if self.day is not None and not (self.rhythm == "monthly" and 1 <= self.day <= 28):
            raise ValueError(f"day is a day of the month, 1 to 28, of a monthly source, got {self.day}")
        if self.sha256 is not None and not _SHA256.fullmatch(self.sha256):
            raise ValueError(f"sha256 is 64 hexadecimal digits, got {self.sha256!r}")
        for field, address in (("licence", self.licence), ("url", self.url), ("fetch", self.fetch)):
            if address is not None and not _ADDRESS.fullmatch(address):
                raise ValueError(f"{field} is an address that begins with http:// or https://, got {address!r}")
        if not {"nb", "nn"} & self.titles.keys():
            raise ValueError("titles is a table with at least one of nb and nn")
        for field in ("titles", "about", "rhythm_text", "notice", "licence_note", "no_address"):
            if unknown := set(getattr(self, field)) - set(LANGUAGES):
                raise ValueError(f"{field} is in {', '.join(LANGUAGES)}, got {min(unknown)!r}")
        if self.language is not None and self.language not in LANGUAGE_CODES:
            raise ValueError(f"language is one of {', '.join(LANGUAGE_CODES)}, got {self.language!r}")
        if self.in_cells and self.indexed:
            raise ValueError("a service is asked by an index or by occupation and county, not by both")
        if self.fetch and ("{occupation}" in self.fetch) != ("{county}" in self.fetch):
            raise ValueError("fetch has {occupation} and {county}, or neither of the two")
        if _PLACE in self.path and not self.optional:
            raise ValueError(f"a path with {_PLACE} is that of an optional source")

    @property
    def in_cells(self) -> bool:
        """Whether the service gives one figure at a time."""
        return self.fetch is not None and "{occupation}" in self.fetch

    @property
    def frequency(self) -> str:
        """The EU frequency authority's code for the rhythm, such as ``MONTHLY``."""
        return _FREQUENCIES[self.rhythm.upper()]


def place(folder: Path, source: Source) -> Path:
    """Return the path of the document of *source* in the data *folder*."""
    return (DATA if source.bundled else folder) / source.path


def locate(folder: Path, source: Source) -> Path:
    """Return the document of *source* in the data *folder*, as the publisher's archive names it where that is there."""
    unpacked = folder / source.unpacked if source.unpacked else None
    return unpacked if unpacked and unpacked.is_file() else place(folder, source)


def find(folder: Path, source: Source) -> Path:
    """Return the document of *source* in the data *folder*, or its bundled table where the document is not there."""
    document = locate(folder, source)
    return TABLES / source.table if source.table and not document.is_file() else document


def places(folder: Path, source: Source) -> list[Path]:
    """Return each path where the document of *source* is looked for in the data *folder*, and its bundled table's."""
    unpacked = [folder / source.unpacked] if source.unpacked else []
    return [*unpacked, place(folder, source), *([TABLES / source.table] if source.table else [])]


def in_languages(source: Source, folder: Path, others: Iterable[Source]) -> list[Source]:
    """
    Return *source*, or where its path has ``{language}``, one for each document in *folder*.

    A language that one of the *others* has for the same adapter is left out. Raises ``SourceFault`` for a document in
    an unknown language.
    """
    if _PLACE not in source.path:
        return [source]
    known = {one.language for one in others if one.adapter == source.adapter}
    return [
        msgspec.structs.replace(
            source,
            key=f"{source.key}-{language}",
            path=path,
            titles=_titles_in(source.titles, language),
            language=language,
        )
        for language, path in _languages_at_hand(folder, source.path).items()
        if language not in known
    ]


def _languages_at_hand(folder: Path, path: str) -> dict[str, str]:
    """
    Return the path of each document in *folder* that *path* with ``{language}`` in it stands for, by language.

    Raises ``SourceFault`` for a document in a language that is not known, and for two in one language.
    """
    before, _, after = path.partition(_PLACE)
    found: dict[str, str] = {}
    for file in sorted(folder.glob(f"{before}*{after}")):
        name = file.relative_to(folder).as_posix()
        tag = name.removeprefix(before).removesuffix(after)
        language = _IN_FILE_NAMES.get(tag, tag)
        if language not in LANGUAGE_CODES:
            known = ", ".join(sorted({*LANGUAGE_CODES, *_IN_FILE_NAMES}))
            raise SourceFault(file, None, f"{tag!r} in its name is no language of ESCO; there are {known}")
        if language in found:
            raise SourceFault(file, None, f"{found[language]} beside it is in the same language; keep one of them")
        found[language] = name
    return found


def _titles_in(titles: Mapping[str, str], language: str) -> dict[str, str]:
    """
    Return *titles*, by language, with the name of *language* after each.

    >>> _titles_in({"nb": "ESCO: yrker", "en": "ESCO: occupations"}, "fr")
    {'nb': 'ESCO: yrker (fransk)', 'en': 'ESCO: occupations (French)'}
    """
    return {own: f"{title} ({Locale(language).get_display_name(own)})" for own, title in titles.items()}
