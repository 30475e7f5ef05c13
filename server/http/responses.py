"""Answers with a document or page: its format by suffix, parameter or header, with validators and caching."""

from __future__ import annotations

from collections.abc import Sequence

from flask import Response, request

from graph.reading.release import Release

from ..formats import HTML, Format, choose
from ..languages import ReaderLanguage
from .headers import finish_document, make_etag

# Behind the address of a file: the address of its digest.
DIGEST_ENDING = ".sha256"
DIGEST = Format("sha256", "text/plain", "SHA-256", charset=True)


def choose_format(offered: Sequence[Format], suffix: str | None = None, name: str | None = None) -> Format:
    """Return the format of *offered* for this request; raises ``NoSuchForm``, as ``formats.choose`` does."""
    return choose(offered, request.headers.get("Accept"), suffix=suffix, name=name)


def document(body: bytes, chosen: Format, current: Release, *more: str) -> Response:
    """Return *body* as a document of this address, with validators and caching; *more* goes into its entity tag."""
    response = Response(body, content_type=chosen.content_type)
    return finish_document(response, current, make_etag(current, request.path, chosen.suffix, *more))


def digest_response(sha256: str, current: Release, language: str = "") -> Response:
    """
    Return the digest of the file of this address as the line that ``sha256sum --check`` reads.

    The line names the end of the address, by which ``curl -O`` saves the file. *language* is that of the file, '' for
    a file that is the same in every language.
    """
    name = request.path.rpartition("/")[2].removesuffix(DIGEST_ENDING)
    response = document(f"{sha256}  {name}\n".encode(), DIGEST, current, language)
    if language:
        response.content_language.add(language)
    return response


def page_response(page: str, current: Release, language: ReaderLanguage, *more: str) -> Response:
    """Return an HTML page of this address, with validators and caching; *more* goes into its entity tag."""
    return text_response(page, HTML, current, language, *more)


def text_response(text: str, chosen: Format, current: Release, language: ReaderLanguage, *more: str) -> Response:
    """Return *text* in *language* as the answer of this address and query string, with validators and caching."""
    response = Response(text, content_type=chosen.content_type)
    response.content_language.add(language.interface)
    query = request.query_string.decode("ascii", "replace")
    etag = make_etag(current, request.path, query, chosen.media_type, language.interface, *more)
    return finish_document(response, current, etag)
