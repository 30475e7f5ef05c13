"""The way to an occupation as a drawing of its own."""

from __future__ import annotations

from collections.abc import Iterable

from flask import Blueprint, Response

from ..browse.entries import read_names
from ..charts.steps import draw_steps
from ..http.parameters import takes
from ..http.site import release
from ..languages import requested_language
from ..messages import message
from ..refusals import UnknownPage
from ..things.cards import read_cards
from ..things.occupation.path import Step, find_steps, has_way
from ..things.page_questions import ask_about
from .svg_format import svg_response

bp = Blueprint("paths", __name__)


@bp.get("/path/<key>.svg")
@takes()
def path(key: str) -> Response:
    """Return the drawing of the way to the occupation *key*; raises ``UnknownPage`` where no source has one."""
    current, language = release(), requested_language()
    if key not in read_names(current, language):
        raise UnknownPage(f"There is no occupation called {key!r}.")
    card = read_cards(current, language, [key])[key]
    found = ask_about(current, current.names.thing("occupation", key), language, "path", "authorisations")
    steps = find_steps(current, found, language, card)
    if not has_way(steps):
        raise UnknownPage(f"No source has the way to the occupation {key!r}.")
    title = f"{message('stage_timeline', language.interface)}: {card.name.words}"
    return svg_response(draw_steps(list(_words(steps, language.interface)), title), current, language)


def _words(steps: Iterable[Step], language: str) -> Iterable[tuple[str, str]]:
    """Yield the name and the note of each step."""
    for step in steps:
        grantors = ", ".join(stop.name.words for stop in step.grantors)
        notes = [step.length, f"{message('granted_by', language)} {grantors}" if grantors else ""]
        notes += [f"{place.words} {length}" for length, place in step.parts.values()]
        yield _enumerate(step, language), "; ".join(note for note in notes if note)


def _enumerate(step: Step, language: str) -> str:
    """Return the names of the stops of *step* in one phrase, with the word for alternatives or for all of them."""
    *first, last = [stop.name.words for stop in step.stops]
    return f"{', '.join(first)} {message('or' if step.alternatives else 'and', language)} {last}" if first else last
