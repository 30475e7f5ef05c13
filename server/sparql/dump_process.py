"""The process that writes a dump in another format: ``python -m server.sparql.dump_process FILE MEDIA_TYPE``."""

from __future__ import annotations

import gzip
import os
import signal
import sys
from typing import IO, cast

from graph.reading.rdf_formats import convert_turtle

from ..executors.sandbox import end_before_others

_NICENESS = 5
_BUFFER = 1 << 16


def main(dump: str, media_type: str) -> None:
    """Write the triples of the gzipped Turtle file *dump* in *media_type* to standard output."""
    # A stop is left to the web process, which finishes its answers first; a closed pipe ends this one.
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)
    os.nice(_NICENESS)
    end_before_others()
    with gzip.open(dump) as given, os.fdopen(sys.stdout.fileno(), "wb", _BUFFER, closefd=False) as output:
        convert_turtle(cast("IO[bytes]", given), media_type, output)  # the engine only reads


if __name__ == "__main__":
    main(*sys.argv[1:])
