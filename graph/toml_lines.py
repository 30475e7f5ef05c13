"""TOML files that people edit, with the line of each fault."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

from .errors import SourceFault


def read_toml(path: Path) -> tuple[dict[str, Any], list[str]]:
    """
    Return the content of the sources file at *path* and its lines.

    Raises ``SourceFault``, with the line where there is one, for a file that cannot be read or is not TOML in UTF-8.
    """
    try:
        raw = path.read_text("utf-8")
    except FileNotFoundError:
        raise SourceFault(path, None, "there is no sources file here") from None
    except OSError as error:
        raise SourceFault(path, None, f"no sources file can be read here: {error.strerror}") from None
    except UnicodeDecodeError as error:
        line = path.read_bytes()[: error.start].count(b"\n") + 1
        raise SourceFault(path, line, "a sources file is UTF-8") from None
    try:
        return tomllib.loads(raw), raw.splitlines()
    except tomllib.TOMLDecodeError as error:
        match = re.search(r"line (\d+)", str(error))
        raise SourceFault(path, int(match[1]) if match else len(raw.splitlines()), f"not TOML: {error}") from None


def find_line(lines: list[str], number: int, field: str) -> int:
    """Return the line (from 1) of *field* in the table *number* (from 0), or that table's first line."""
    starts = [at for at, line in enumerate(lines, start=1) if line.strip() == "[[source]]"]
    if number >= len(starts):
        return 1
    start = starts[number]
    end = starts[number + 1] - 1 if number + 1 < len(starts) else len(lines)
    for at in range(start, end + 1):
        if re.match(rf"\s*{re.escape(field)}\s*=", lines[at - 1]):
            return at
    return start
