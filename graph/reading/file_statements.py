"""
Size and SHA-256 of the files of a release, as statements of DCAT and SPDX.

They are written when they are read: the files hold the statements about their distributions, and no file can hold its
own digest.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..vocab import PREFIXES, Iri
from .query_files import load_folder
from .release import Release
from .store import write_term

_DCAT, _RDF, _SPDX, _XSD = (PREFIXES[name] for name in ("dcat", "rdf", "spdx", "xsd"))


def write_file_statements(release: Release) -> bytes:
    """
    Return the size and checksum of every distribution whose file is in the manifest of *release*, as N-Triples.

    A size is a decimal number and a checksum hexadecimal, as DCAT-AP-NO has them. Raises ``EngineFault`` where a
    remote engine fails.
    """
    return "".join(
        f"{subject} {property_} {value} .\n" for subject, property_, value in _list_statements(release)
    ).encode()


def _list_statements(release: Release) -> Iterator[tuple[str, str, str]]:
    """Yield the statements as terms of N-Triples."""
    entries = {f"{release.names.base}dumps/{release.id}/{one.path}": one for one in release.manifest.files}
    for row in release.store.rows(load_folder("entities")["downloads"].text):
        if (entry := entries.get(row["address"].value)) is None:
            continue
        distribution, checksum = (_iri(row["distribution"].value + part) for part in ("", "-sha256"))
        yield distribution, _iri(f"{_DCAT}byteSize"), _typed(str(entry.bytes), "decimal")
        yield distribution, _iri(f"{_SPDX}checksum"), checksum
        yield checksum, _iri(f"{_RDF}type"), _iri(f"{_SPDX}Checksum")
        yield checksum, _iri(f"{_SPDX}algorithm"), _iri(f"{_SPDX}checksumAlgorithm_sha256")
        yield checksum, _iri(f"{_SPDX}checksumValue"), _typed(entry.sha256, "hexBinary")


def _iri(value: str) -> str:
    return write_term(Iri(value))


def _typed(value: str, datatype: str) -> str:
    return f"{write_term(value)}^^{_iri(_XSD + datatype)}"
