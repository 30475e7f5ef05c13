"""
Size and SHA-256 of the files of a release, as statements of DCAT and SPDX.

They are written when they are read: the files hold the statements about their distributions, and no file can hold its
own digest.
"""

from __future__ import annotations

from collections.abc import Iterator

from .query_files import load_folder
from .release import Release
from .term_lines import TermLine, join_lines, write_iri, write_name, write_typed


def write_file_statements(release: Release) -> bytes:
    """
    Return the size and checksum of every distribution whose file is in the manifest of *release*, as N-Triples.

    A size is a decimal number and a checksum hexadecimal, as DCAT-AP-NO has them. Raises ``EngineFault`` where a
    remote engine fails.
    """
    return join_lines(_list_statements(release))


def _list_statements(release: Release) -> Iterator[TermLine]:
    entries = {f"{release.names.base}dumps/{release.id}/{one.path}": one for one in release.manifest.files}
    for row in release.store.rows(load_folder("entities")["downloads"].text):
        if (entry := entries.get(row["address"].value)) is None:
            continue
        distribution, checksum = (write_iri(row["distribution"].value + part) for part in ("", "-sha256"))
        yield distribution, write_name("dcat:byteSize"), write_typed(str(entry.bytes), "xsd:decimal")
        yield distribution, write_name("spdx:checksum"), checksum
        yield checksum, write_name("rdf:type"), write_name("spdx:Checksum")
        yield checksum, write_name("spdx:algorithm"), write_name("spdx:checksumAlgorithm_sha256")
        yield checksum, write_name("spdx:checksumValue"), write_typed(entry.sha256, "xsd:hexBinary")
