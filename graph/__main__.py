"""The command line, run as ``yrkesgraf`` or ``python -m graph``."""

from __future__ import annotations

import os
import sys

from .allocator import BUILD_OPTIONS, allocate_with


def main() -> None:
    """Run the command line; a build takes the place of this process first, to allocate with jemalloc."""
    if sys.argv[1:2] == ["build"]:
        allocator = allocate_with(BUILD_OPTIONS)
        if not allocator.items() <= os.environ.items():
            os.execve(sys.executable, [sys.executable, *sys.orig_argv[1:]], os.environ | allocator)  # noqa: S606
    from .commands.application import app  # noqa: PLC0415 - not for a process that is replaced

    app()


if __name__ == "__main__":
    main()
