"""Runs the W3C's tests and writes their results to ``server/sparql/conformance.ttl``, which the server shows."""

from __future__ import annotations

import datetime
import sys
from collections import Counter
from pathlib import Path

from graph import __version__
from server.sparql.conformance import EARL

from .earl import write_earl
from .evaluation import run_evaluations
from .run import run_suites

SHARED = Path(__file__).resolve().parents[3] / "shared" / "w3c-sparql11"


def main() -> None:
    """Run the tests in the folder given as argument, by default ``../shared/w3c-sparql11``."""
    shared = Path(sys.argv[1]) if len(sys.argv) > 1 else SHARED
    if not shared.is_dir():
        sys.exit(f"{shared}: the W3C's tests are not here; give their folder as an argument")
    outcomes = [*run_suites(shared), *run_evaluations(shared)]
    EARL.write_text(write_earl(outcomes, __version__, datetime.datetime.now(datetime.UTC).date()), "utf-8")
    counts = Counter(one.outcome for one in outcomes)
    sys.stdout.write(f"{EARL}: {', '.join(f'{count} {outcome}' for outcome, count in counts.items())}\n")


if __name__ == "__main__":
    main()
