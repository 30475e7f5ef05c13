"""The cache of compiled templates, on disk and shared by the workers."""

from __future__ import annotations

import logging
from contextlib import suppress

from jinja2 import BytecodeCache, FileSystemBytecodeCache
from jinja2.bccache import Bucket

from graph import __version__

log = logging.getLogger(__name__)


class _CompiledTemplates(FileSystemBytecodeCache):
    """Compiled templates in a folder that may fill up or be cleaned away: a template is then compiled again."""

    def load_bytecode(self, bucket: Bucket) -> None:
        """Load the code of a template where its file can be read."""
        with suppress(OSError):
            super().load_bytecode(bucket)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Write the code of a template where there is room for it."""
        with suppress(OSError):
            super().dump_bytecode(bucket)


def find_bytecode_cache() -> BytecodeCache | None:
    """
    Return the cache of compiled templates in the user's folder for temporary files, or None where there can be none.

    Compiling the templates of one page takes a second of processor, in each worker.
    """
    try:
        return _CompiledTemplates(pattern=f"yrkesgraf-{__version__}-%s")
    except (OSError, RuntimeError) as error:
        log.debug("templates are compiled by each worker: %s", error)
        return None
