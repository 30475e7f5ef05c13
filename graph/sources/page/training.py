"""The way into the occupation: the length of the study, and the stages after it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ...casing import slug
from ...model import EducationPath, Text, TrainingPart, TrainingStage
from .phrases import NUMBER, number, sentences

_LONGEST = 12  # years; a larger number of years is an age

_YEARS = (
    re.compile(rf"(?<![\w,.-])(?P<years>{NUMBER})[- ]?årig", re.IGNORECASE),
    re.compile(
        rf"(?:tek|tar|varer|varar|går over|over|på|i) (?:om lag |cirka |ca\.? )?(?P<years>{NUMBER}) år\b", re.IGNORECASE
    ),
)
_MINIMUM = re.compile(rf"(?:minst|minimum) (?P<years>{NUMBER}) år\b", re.IGNORECASE)
_SPECIALIST = re.compile(r"spesiali", re.IGNORECASE)

_STAGE_NAMES = ("LIS",)  # lege i spesialisering, in parts with a number
_STAGE = re.compile(rf"\b(?P<name>{'|'.join(_STAGE_NAMES)}) ?-? ?(?P<part>[1-9])\b")
_MONTH_WORD = r"m[åa]n(?:ad|ed)(?:ar|er)?"
_PART = re.compile(
    rf"(?P<months>{NUMBER}) {_MONTH_WORD} (?:i|på|ved|innen|innan) "
    rf"(?P<place>[^.,;()]+?)(?= og (?:deretter |så )?{NUMBER} {_MONTH_WORD}|[.,;()]|$)",
    re.IGNORECASE,
)
_MONTHS = re.compile(rf"(?P<months>{NUMBER}) {_MONTH_WORD}", re.IGNORECASE)


def read_path(texts: Sequence[Text]) -> EducationPath | None:
    """
    Return the education path in *texts*, or None where they have no length and no stage.

    The programme is the sentence that states the length of the study in years.
    """
    programme, years = _programme(texts)
    stages = tuple(_stages(texts))
    minimum = _minimum(texts)
    if years is None and minimum is None and not stages:
        return None
    return EducationPath(programme=programme, years=years, stages=stages, minimum_years=minimum)


def _programme(texts: Sequence[Text]) -> tuple[Text | None, float | None]:
    for pattern in _YEARS:
        for text in texts:
            for sentence in sentences(text.value):
                match = pattern.search(sentence)
                if match and (years := number(match["years"])) <= _LONGEST:
                    return Text(value=sentence, language=text.language), years
    return None, None


def _minimum(texts: Sequence[Text]) -> float | None:
    for text in texts:
        if _SPECIALIST.search(text.value):
            for match in _MINIMUM.finditer(text.value):
                if (years := number(match["years"])) <= _LONGEST:
                    return years
    return None


def _stages(texts: Sequence[Text]) -> Iterator[TrainingStage]:
    told = [(sentence, text) for text in texts for sentence in sentences(text.value)]
    names = {f"{match['name']}{match['part']}" for sentence, _ in told for match in _STAGE.finditer(sentence)}
    for name in sorted(names):
        months, parts = None, tuple[TrainingPart, ...]()
        for sentence, text in told:
            # In a sentence about several stages, the months cannot be assigned to one of them.
            if {f"{match['name']}{match['part']}" for match in _STAGE.finditer(sentence)} == {name} and months is None:
                parts = tuple(_parts(sentence, text))
                whole = _MONTHS.search(sentence)
                months = sum(part.months for part in parts) or (int(number(whole["months"])) if whole else None)
        yield TrainingStage(key=slug(name), name=name, months=months, parts=parts)


def _parts(sentence: str, text: Text) -> Iterator[TrainingPart]:
    for match in _PART.finditer(sentence):
        place = match["place"].strip()
        yield TrainingPart(
            key=slug(place.split()[0]),
            place=Text(value=place, language=text.language),
            months=int(number(match["months"])),
        )
