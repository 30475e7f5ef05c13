"""
The commands ``count``, for a set of occupations, and ``evaluate``, for the derived links between occupations.

The evaluation is imported inside its command; see ``graph/commands/application.py``.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from ..errors import YrkesgrafError
from ..json_writer import write_json
from ..reading.counting import SUMMARY, NamedThing, Tally, count, names_of
from ..reading.release import Releases
from ..table_writer import write_table
from .printed_tables import show
from .releases import DEFAULT_HOME, Home, explained


class Countable(StrEnum):
    """The kinds that ``count`` can count: job titles, education codes and study programmes."""

    TITLES = "titles"
    CODES = "codes"
    EDUCATIONS = "educations"


class TallyForm(StrEnum):
    """The output formats of a count."""

    TABLE = "table"
    CSV = "csv"
    JSON = "json"


class EvaluationForm(StrEnum):
    """The output formats of an evaluation."""

    TABLE = "table"
    JSON = "json"


@explained
def count_occupations(
    occupations: Annotated[list[str], typer.Argument(help="The keys of the occupations, such as lege.")],
    of: Annotated[Countable, typer.Option(help="The kind to count.")] = Countable.TITLES,
    form: Annotated[TallyForm, typer.Option("--format", help="The output format.")] = TallyForm.TABLE,
    home: Home = DEFAULT_HOME,
) -> None:
    """
    Count the distinct titles, education codes or study programmes of a set of occupations.

    Each is counted once, and those shared by several occupations are listed.

    Example: yrkesgraf count mobelsnekker trevaresnekker industrisnekker --of titles
    """
    release = Releases(home).current()
    names = names_of(release.store.rows, [release.names.thing("occupation", key) for key in occupations])
    counted = count(release.store.rows_of_each, [release.names.thing("occupation", key) for key in occupations])[of]
    if form is TallyForm.JSON:
        typer.echo(write_json(counted.as_data()), nl=False)
    elif form is TallyForm.CSV:
        typer.echo(write_table(SUMMARY, [counted.summary()]), nl=False)
    else:
        _print(counted, names)


@explained
def evaluate_related(
    form: Annotated[EvaluationForm, typer.Option("--format", help="The output format.")] = EvaluationForm.TABLE,
    home: Home = DEFAULT_HOME,
) -> None:
    """
    Evaluate the derived links between similar occupations.

    Prints the recall of the most similar occupations against those that the occupation pages name, by kind of reason,
    and the likeness of a judged sample of pairs.
    """
    from ..deriving.evaluation import evaluate
    from ..deriving.likeness import TOP, WEIGHTS, Relations
    from ..deriving.link_evidence import read_evidence

    release = Releases(home).current()
    found = evaluate(release.store.rows, Relations(read_evidence(release.store.rows)))
    if found is None:
        raise YrkesgrafError(
            f"no page in release {release.id} names related occupations, so there is nothing to compare"
        )
    if form is EvaluationForm.JSON:
        typer.echo(write_json(found.as_data()), nl=False)
        return
    show(
        ("kind of reason", f"recall at {TOP}, alone", f"recall at {TOP}, without it"),
        [(kind, f"{found.alone[kind]:.3f}", f"{found.without[kind]:.3f}") for kind in WEIGHTS],
    )
    typer.echo(
        f"{found.pages} pages name {found.named} occupations; recall at {TOP} with all kinds: {found.recall:.3f}"
    )
    typer.echo(f"alike at all: {found.anywhere:.3f}; {TOP} drawn at random would give {found.chance:.3f}")
    typer.echo(f"named occupations among the {TOP}: {found.found}, with 95 % intervals here and below")
    if found.judged:
        show(
            ("judged pairs", "near or of one field", "near"),
            [(key, str(share), str(found.judged.near[key])) for key, share in found.judged.related.items()],
        )
        share, low, high = found.judged.order
        typer.echo(f"a near pair is more alike than an unrelated one: {share:.2f} ({low:.2f}-{high:.2f})")


def _print(counted: Tally, names: dict[str, NamedThing]) -> None:
    sums = (str(counted.safe), str(counted.naive)) if counted.known else ("not stated", "not stated")
    show(
        ("occupation", counted.of),
        [
            (names[occupation].name, str(len(found)) if occupation in counted.known else "not stated")
            for occupation, found in counted.members.items()
        ],
        [("distinct (safe)", sums[0]), ("added up (naive)", sums[1])],
    )
    if len(counted.known) < len(counted.members):
        typer.echo(f"known for {len(counted.known)} of {len(counted.members)} occupations: the sums are lower bounds")
    for thing in counted.shared():
        holders = ", ".join(names[holder].name for holder in counted.holders(thing.iri))
        typer.echo(f"counted more than once: {thing.code} {thing.name} ({holders})")
