"""
Profiles of documents: the vocabulary in which a resource is described, chosen by ``?_profile=`` or Accept-Profile.

The headers and parameters are those of the W3C's "Content Negotiation by Profile". A profile is a query in
``queries/profiles`` of the same name; the full description is none of these.
"""

from __future__ import annotations

from dataclasses import dataclass

from .accept_headers import read_ranges
from .refusals import BadRequest

PARAMETER = "_profile"
HEADER = "Accept-Profile"


@dataclass(frozen=True)
class Profile:
    """A profile: its token in addresses, and its IRI in headers."""

    token: str
    iri: str


FULL = Profile("full", "https://w3id.org/yrkesgraf/def")
XKOS_AP_NO = Profile("xkos-ap-no", "https://data.norge.no/specification/xkos-ap-no")
ALTERNATES = Profile("alt", "http://www.w3.org/ns/dx/connegp/altr")
PROFILES = (
    FULL,
    Profile("skos", "http://www.w3.org/2004/02/skos/core"),
    XKOS_AP_NO,
    Profile("schema", "https://schema.org/"),
    ALTERNATES,
)
_BY_IRI = {profile.iri.rstrip("/#"): profile for profile in PROFILES}
_LONGEST = 1000


def find_profile(token: str) -> Profile:
    """Return the profile with this token; raises ``BadRequest`` with all of them for an unknown one."""
    for profile in PROFILES:
        if profile.token == token:
            return profile
    known = ", ".join(profile.token for profile in PROFILES)
    raise BadRequest(f"There is no profile {token[:50]!r} here; there are: {known}.")


def negotiate_profile(header: str | None) -> Profile:
    """
    Return the profile that the header Accept-Profile prefers, the full description where it names none of ours.

    >>> negotiate_profile("<http://example.org/x>, <https://schema.org/>;q=.5").token, negotiate_profile(None).token
    ('schema', 'full')
    """
    for value, quality in read_ranges((header or "")[:_LONGEST]):
        found = _BY_IRI.get(value.strip("<> ").rstrip("/#"))
        if found and quality:
            return found
    return FULL
