"""The keepers' library of SSSOM, whose dependencies warn of their own futures when they are imported and used."""

from __future__ import annotations

import warnings
from pathlib import Path

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    from sssom.parsers import parse_sssom_table
    from sssom.validators import validate


def read_and_validate(path: Path) -> tuple[int, list[str]]:
    """Return how many rows the library reads from a file of SSSOM/TSV, and the faults it finds."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        mappings = parse_sssom_table(path)
        reports = validate(mappings, fail_on_error=False)
    return len(mappings.df), [result.message for report in reports.values() for result in report.results]
