"""
Citations of a resource as it is in one release: as text, BibTeX, RIS and CSL-JSON.

RIS has a tag of two letters on each line and CR LF between them; the type DATA is a dataset. CSL-JSON is the input of
citation processors (citationstyles.org, schema 1.0.2).
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from graph.json_writer import write_json

from ...formats import JSON, Format

TEXT = Format("txt", "text/plain", "TXT", charset=True)
BIBTEX = Format("bib", "application/x-bibtex", "BibTeX", charset=True)
RIS = Format("ris", "application/x-research-info-systems", "RIS", charset=True)
CSL_JSON = Format("json", "application/vnd.citationstyles.csl+json", "CSL-JSON", (JSON.media_type,))

# Signs with a meaning of their own in TeX.
_TEX = {
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "&": r"\&", "%": r"\%", "$": r"\$", "#": r"\#", "_": r"\_",
    "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
}  # fmt: skip
_NO_KEY = re.compile(r"[^A-Za-z0-9:.-]+")


@dataclass(frozen=True)
class Citation:
    """
    The facts of a citation.

    ``key`` identifies it, ``title`` is in ``language``, ``url`` is the address of the page in the release, ``iri`` the
    resource. ``licences`` are names or addresses, ``credits`` the sentences that the licences of the sources require.
    """

    key: str
    title: str
    author: str
    publisher: str
    release: str
    issued: datetime.date
    url: str
    iri: str
    language: str
    licences: Sequence[str]
    credits: Sequence[str]

    @property
    def note(self) -> str:
        """The resource, the licences and the credits as sentences."""
        return " ".join((f"{self.iri}.", f"{', '.join(self.licences)}.", *self.credits))


def as_text(citation: Citation) -> str:
    """Return *citation* as a sentence, with the licences and the credits after it."""
    by = citation.author if citation.author == citation.publisher else f"{citation.author}, {citation.publisher}"
    head = f"{citation.title.rstrip('.')}. {by}, {citation.release}, {citation.issued}. {citation.url}"
    return f"{head}\n{citation.note}\n"


def as_bibtex(citation: Citation) -> str:
    """Return *citation* as an entry of BibTeX."""
    fields = {
        "author": f"{{{_for_tex(citation.author)}}}",
        "title": f"{{{_for_tex(citation.title)}}}",
        "year": f"{citation.issued.year}",
        "month": f"{citation.issued.month}",
        "date": f"{citation.issued}",
        "publisher": _for_tex(citation.publisher),
        "version": _for_tex(citation.release),
        "url": citation.url,
        "note": _for_tex(citation.note),
    }
    body = ",\n".join(f"  {name} = {{{value}}}" for name, value in fields.items())
    return f"@misc{{{_NO_KEY.sub('-', citation.key)},\n{body}\n}}\n"


def as_ris(citation: Citation) -> str:
    """Return *citation* as a reference of RIS."""
    lines = [
        ("TY", "DATA"), ("AU", citation.author), ("TI", citation.title), ("PY", f"{citation.issued.year}"),
        ("DA", f"{citation.issued:%Y/%m/%d}"), ("PB", citation.publisher), ("ET", citation.release),
        ("LA", citation.language), ("UR", citation.url), ("N1", citation.note), ("ER", ""),
    ]  # fmt: skip
    return "".join(f"{tag}  - {' '.join(value.split())}\r\n" for tag, value in lines)


def as_csl(citation: Citation) -> str:
    """Return *citation* as the one item of a list in CSL-JSON."""
    day = citation.issued
    item = {
        "id": citation.key,
        "type": "dataset",
        "title": citation.title,
        "author": [{"literal": citation.author}],
        "issued": {"date-parts": [[day.year, day.month, day.day]]},
        "publisher": citation.publisher,
        "version": citation.release,
        "URL": citation.url,
        "language": citation.language,
        "note": citation.note,
    }
    return write_json([{name: value for name, value in item.items() if value}])


def _for_tex(words: str) -> str:
    return "".join(_TEX.get(sign, sign) for sign in words)


# How each format is written, in the order in which a page offers them.
WRITERS: Mapping[Format, Callable[[Citation], str]] = {
    TEXT: as_text,
    BIBTEX: as_bibtex,
    RIS: as_ris,
    CSL_JSON: as_csl,
}
