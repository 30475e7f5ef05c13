"""The functions that a page calls for nearly every word: messages, links and names, bound to its languages once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from urllib.parse import urlencode

from markupsafe import Markup

from .languages import Passage, ReaderLanguage
from .markup import as_markup, escaped
from .messages import message


class PageFunctions:
    """
    Functions for a reader of *language*, whose links keep the parameters *chosen* in the address of the page.

    A page calls them a thousand times, and each look-up of the request takes longer than a message.
    """

    def __init__(self, language: ReaderLanguage, chosen: Mapping[str, str]) -> None:
        self._interface = language.interface
        self._chosen = chosen

    def translate(self, key: str, **values: object) -> str:
        """Return the interface message *key*."""
        return message(key, self._interface, **values)

    def here(self, path: str, **query: object) -> str:
        """Return *path* with *query*, and with the languages chosen in the address of the page if it is our own."""
        if not path.startswith("/") or not (query or self._chosen):
            return path
        path, hash_, fragment = path.partition("#")
        written = urlencode(query | dict(self._chosen), doseq=True)
        return f"{path}{'&' if '?' in path else '?'}{written}{hash_}{fragment}"


def figure_row(
    names: Sequence[Passage], figures: Sequence[str], reason: Passage | None, language: ReaderLanguage, withheld: str
) -> Markup:
    """
    Return a row of a table of figures: *names*, with the *reason* for withheld figures below the last, and *figures*.

    A figure that is '' is *withheld*. A page has two hundred cells of them, which a template takes twice as long for.
    """
    below = f'<br><span class="note">{said(reason, language)}</span>' if reason else ""
    heads = "</td><td>".join([said(name, language) for name in names])
    note = f'<span class="note">{escaped(withheld)}</span>'
    cells = "".join([f'<td class="number">{escaped(one) if one else note}</td>' for one in figures])
    return as_markup(f"<tr><td>{heads}{below}</td>{cells}</tr>")  # noqa: S704 - every text is escaped


def said(passage: Passage, language: ReaderLanguage) -> Markup:
    """Return *passage* as markup, with a ``lang`` attribute where its language is not that of the interface."""
    words, spoken = passage
    if not spoken or spoken == language.interface:
        return as_markup(escaped(words))  # noqa: S704 - escaped
    return as_markup(f'<span lang="{escaped(spoken)}">{escaped(words)}</span>')  # noqa: S704 - both are escaped
