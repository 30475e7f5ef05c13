"""Bullets that are tasks, and bullets that are fields of work."""

from __future__ import annotations

import pytest

from graph.sources.page.lines import number_lines, read_plain
from graph.sources.page.task_lists import not_tasks, starts_with_verb


@pytest.mark.parametrize(
    ("lead", "bullets", "are_tasks"),
    [
        ("Oppgavene dine er:", ("renhold", "matlaging"), True),
        ("Du har ansvar for", ("mannskapet", "lasten"), True),
        ("Piloter kan arbeide som:", ("pilot i fly", "pilot i Forsvaret"), False),
        ("Du kan spesialisere deg innen:", ("redigere film", "redigere lyd"), False),
        ("Det finst fleire typar meglarar:", ("aksjemeklarar", "skipsmeklarar"), False),
        ("Eksempler på yrker:", ("arkitekt", "møbeldesigner"), False),
        ("På jobben kan du blant annet:", ("selge billetter", "rydde", "gi råd"), True),
        ("På deg har du:", ("hjelm", "hansker og støvler"), False),
    ],
)
def test_the_line_before_a_list_decides(lead: str, bullets: tuple[str, ...], are_tasks: bool) -> None:
    lines = number_lines(read_plain("\n".join((lead, *(f"- {bullet}" for bullet in bullets)))))

    left = not_tasks(lines, announced=False)

    assert left == (frozenset() if are_tasks else frozenset(range(1, len(lines))))


@pytest.mark.parametrize("announced", [True, False])
def test_bullets_without_a_line_before_them_follow_the_heading(announced: bool) -> None:
    lines = number_lines(read_plain("- renhold\n- mat\n"))

    assert bool(not_tasks(lines, announced=announced)) is not announced


@pytest.mark.parametrize(
    ("task", "expected"),
    [("å lage mat", True), ("ta prøver", True), ("lytta til folk", True), ("større saker", False), ("", False)],
)
def test_a_task_starts_with_an_infinitive(task: str, expected: bool) -> None:
    assert starts_with_verb(task) is expected
