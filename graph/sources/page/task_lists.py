"""
The bullets in a text about tasks: tasks themselves, or fields of work and other lists.

The line before the first bullet decides. One that announces tasks has tasks under it; one that announces occupations,
fields or kinds has none. Under any other line, bullets are tasks where most of them start with a verb.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from .lines import Kind, Line

_TASKS = re.compile(
    r"\b\w*oppg[aå]ve(?:r|ne|ane)\b|\b(?:arbeids|ansvars)områd(?:er?|a|ene|ane)\b"
    r"|\b(?:ansvar|ansvaret)(?: \w+){0,3} for:?$|\bgår (?:\w+ )?ut på\b",
    re.IGNORECASE,
)
_OTHERS = re.compile(
    r"\b(?:jobb|arbeid)(?:e|a|ar|er)?(?: \w+){0,4} (?:som|innen|innan|innenfor|innanfor|på|ved|hos|i)\b(?!.*\bå\b)"
    r"|\b(?:spesialis|fordyp|fordjup|utdann)\w*|\b(?:fag)?(?:felt|områd|retning|grein|gren|type|form|gruppe)\w*"
    r"|\b(?:ansatt|tilsett|bli|være|vere) (?:\w+ ){0,2}som\b|\b(?:yrke|tittel|titl|roll|eksemp)\w*"
    r"|\bdel(?:es|t|ast|er)?(?: \w+){0,2} inn i\b|\bles (?:mer|meir)\b|\bblant an(?:net|na) bli\b",
    re.IGNORECASE,
)
# Words that start a task: an infinitive, of one syllable or with the ending -e (in nynorsk also -a).
_SHORT_VERBS = re.compile(
    r"(?:be|bo|by|dra|fly|få|gi|gje|gå|ha|la|nå|ri|ro|se|sjå|skru|slå|stå|sy|så|ta|te|tre)(?:st)?$"
)
_VERB = re.compile(r"[a-zæøå]{2,}[ea](?:st)?$")
_NO_VERB = re.compile(
    r"(?:ende|ande|ige|iske|else|elle|erne|ene|ane|ere?de|ulike|andre|flere|fleire|mange|noen|nokre|større|eigne|egne"
    r"|moderne|familie|pleie|olje|gjeve|store|små|nye|gode|norske|lokale)$"
)
_MOST = 0.6


def not_tasks(lines: Sequence[Line], *, announced: bool) -> frozenset[int]:
    """
    Return the positions of the bullets in *lines* that are no tasks.

    *announced* tells whether the heading over *lines* announces tasks, which bullets directly under it then are.
    """
    found: set[int] = set()
    for lead, bullets in _lists(lines):
        is_tasks = announced if lead is None else _announces_tasks(lead.text, [line.text for line in bullets])
        if not is_tasks:
            found |= {line.position for line in bullets}
    return frozenset(found)


def starts_with_verb(task: str) -> bool:
    """
    Return whether *task* starts with the form of an infinitive.

    >>> [starts_with_verb(text) for text in ("stille diagnose", "gi råd", "psykiske lidelser", "pilot i fly")]
    [True, True, False, False]
    """
    words = task.split()
    first = words[1] if words[:1] == ["å"] and len(words) > 1 else words[0].strip(",;:") if words else ""
    return bool(_SHORT_VERBS.match(first)) or (bool(_VERB.match(first)) and not _NO_VERB.search(first))


def _announces_tasks(lead: str, bullets: Sequence[str]) -> bool:
    if _TASKS.search(lead):
        return True
    if _OTHERS.search(lead):
        return False
    return sum(starts_with_verb(text) for text in bullets) >= _MOST * len(bullets)


def _lists(lines: Sequence[Line]) -> Iterator[tuple[Line | None, list[Line]]]:
    """Yield each run of bullets with the line before it, None for a run at the beginning."""
    lead: Line | None = None
    run: list[Line] = []
    for line in lines:
        if line.kind is Kind.BULLET:
            run.append(line)
            continue
        if run:
            yield lead, run
            run = []
        lead = line
    if run:
        yield lead, run
