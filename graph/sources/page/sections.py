"""The sections of a page, each read into facts, with a role for every line."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import zip_longest

from msgspec import structs

from ...casing import slug
from ...language import detect
from ...model import (
    EducationGroup,
    EducationLine,
    Language,
    PictureText,
    RelatedOccupation,
    Review,
    StatisticsSection,
    Text,
)
from .headings import Section, is_cut_heading, is_over_list
from .lines import Kind, Line
from .listed_codes import Codes
from .navigation import captions, is_label, is_navigation
from .outline import Block, Outline
from .people import is_video
from .phrases import find_date
from .related import read_related
from .report import ForeignText, Role
from .review import is_review, read_review
from .statistics_line import group_stem, read_figures, section_key
from .task_lists import not_tasks

# The destinations of the texts and the bullets of a section.
_PROSE: dict[Section, tuple[str, str, Role]] = {
    Section.TASKS: ("tasks", "common_tasks", Role.TASK),
    Section.WORKPLACES: ("workplaces", "workplaces", Role.WORKPLACE),
    Section.QUALITIES: ("qualities", "qualities", Role.QUALITY),
    Section.EDUCATION: ("education", "education", Role.EDUCATION),
}
# Known sections without facts about the occupation itself.
_ASIDE = {
    Section.INTERVIEWS: Role.INTERVIEW,
    Section.COMPANIES: Role.ABOUT,
    Section.TITLES: Role.ABOUT,
    Section.LINKS: Role.LINK,
}
_FIGURES = frozenset({Section.STATISTICS, Section.EDUCATION_CODES})
_ON_SPECIALISING = re.compile(r"spesialisering\w*.*\.$|spesialitet\w*.*\.$", re.IGNORECASE)
_MANY_SPECIALISE = re.compile(r"det (?:finnes|finst|fins) mange (?:\w+ )?\w*spesiali", re.IGNORECASE)
_IN_PROSE = frozenset({Kind.TEXT, Kind.BULLET})
_FEWEST_SUMMARY_WORDS = 3
_FEWEST_TELLING_WORDS = 4  # fewer give too little evidence of the language of a page


def page_language(outline: Outline, claimed: Language | None) -> Language:
    """Return the language of most of the page's own prose, by letters; the *claimed* one is evidence too."""
    prose = (*outline.front, *outline.lines_of(*_PROSE))
    letters = Counter[Language]()
    for line in prose or outline.lines_of(Section.RELATED):
        if len(line.text.split()) >= _FEWEST_TELLING_WORDS and line.kind in {Kind.TEXT, Kind.BULLET}:
            letters[detect(line.text, likely=claimed)] += len(line.text)
    return letters.most_common(1)[0][0] if letters else claimed or "nb"


@dataclass
class Findings:
    """The facts in the sections of one page, gathered in page order, and the role of each line by its position."""

    key: str
    language: Language
    known: Mapping[str, str]
    roles: dict[int, Role] = field(default_factory=dict)
    texts: defaultdict[str, list[Text]] = field(default_factory=lambda: defaultdict(list))
    review: Review | None = None
    group: tuple[str, Text] | None = None
    statistics: list[StatisticsSection] = field(default_factory=list)
    related: list[RelatedOccupation] = field(default_factory=list)
    pictures: list[PictureText] = field(default_factory=list)
    video: Text | None = None
    foreign: list[ForeignText] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    last: int = -1

    def read(self, outline: Outline, codes: Codes, interviews: Collection[int] = ()) -> None:
        """Gather everything in *outline*, except the lines of *codes* and those at *interviews*."""
        self.last = outline.last
        self.roles.update(dict.fromkeys(interviews, Role.INTERVIEW))
        self._place([outline.title], Role.TITLE)
        self._place(outline.menus, Role.NAVIGATION)
        self._place((line for line, _ in codes.educations), Role.EDUCATION_CODE)
        self._place((line for line, _ in codes.titles), Role.JOB_TITLE)
        name = outline.title.text.casefold()
        self._place(captions((*outline.before, outline.title)), Role.PICTURE)
        for line in (*outline.menus, *self._free(outline.before)):
            if line.text.casefold() == name or (line.kind is Kind.HEADING and not line.level):
                self._place([line], Role.NAVIGATION)
        self._read_front(outline)
        for block in outline.blocks:
            self._read_block(block, has_codes=bool(codes.educations))

    def education_group(self, members: tuple[EducationLine, ...], title: Text) -> EducationGroup | None:
        """Return the group that the education codes define: named by the heading over them, or after the occupation."""
        if not members:
            return None
        key, name = self.group or (self.key, title)
        return EducationGroup(key=key, name=name, members=members)

    def _place(self, lines: Iterable[Line], role: Role) -> None:
        self.roles.update((line.position, role) for line in lines)

    def _free(self, lines: Iterable[Line]) -> list[Line]:
        """Return the *lines* still without a role, after giving one to those that are the same in any section."""
        free = [line for line in lines if line.position not in self.roles]
        for line in free:
            if is_review(line.text):
                self._read_review(line)
            elif line.kind is Kind.PICTURE:
                self._place([line], Role.PICTURE)
            elif line.kind is not Kind.BULLET and is_navigation(line.text):
                self._place([line], Role.NAVIGATION)
        return [line for line in free if line.position not in self.roles]

    def _text(self, line: Line, value: str | None = None) -> Text:
        words = value or line.text
        text = Text(value=words, language=detect(words, likely=self.language))
        if text.language != self.language:
            self.foreign.append(ForeignText(number=line.number, language=text.language, text=words))
        return text

    def _read_review(self, line: Line) -> None:
        found = read_review(line.text)
        if found is None:
            return
        self._place([line], Role.REVIEW)
        if found.review is None:
            self.notes.append(f"line {line.number} names a person as the reviewer, and no organisation")
        elif self.review is None:
            self.review = found.review
        elif self.review.organisation != found.review.organisation:
            self.notes.append(f"line {line.number} names another reviewer than the first review line")

    def _read_front(self, outline: Outline) -> None:
        """
        Read the text between the title and the first heading: a summary, and in older layouts the tasks after it.

        Where no heading opens the section of tasks, the first paragraph is the summary and the others are tasks.
        """
        opened = any(
            block.section is Section.TASKS and not is_over_list(block.heading.text) for block in outline.blocks
        )
        rest: list[Line] = []
        for line in self._free(outline.front):
            if self.review and not self.review.date and (dated := find_date(line.text)) and len(line.text) < 25:
                self.review = structs.replace(self.review, date=dated[0])
                self._place([line], Role.REVIEW)
            elif line.kind is not Kind.TEXT or (self.texts["summary"] and not opened):
                rest.append(line)
            elif len(line.text.split()) >= _FEWEST_SUMMARY_WORDS:
                self.texts["summary"].append(self._text(line))
                self._place([line], Role.SUMMARY)
        self._read_prose(Section.TASKS, rest, announced=False)

    def _read_block(self, block: Block, *, has_codes: bool) -> None:
        if block.section is not Section.UNKNOWN:
            self._place([block.heading], Role.HEADING)
        if has_codes and block.section is Section.STATISTICS:
            self._read_group(block)
        if block.section is Section.INTERVIEWS and self.video is None and is_video(block.heading.text):
            words = block.heading.text
            self.video = Text(value=words, language="nb" if " en " in words else self.language)
        if role := _ASIDE.get(block.section):
            self._place((line for line in block.lines if line.position not in self.roles), role)
            return
        lines = [line for line in self._free(block.lines) if not self._read_figures(block, line)]
        lines = [line for line in lines if not self._read_specialising(block, line)]
        if block.section is Section.RELATED:
            self._read_related(lines)
        elif block.section in _PROSE:
            self._read_prose(block.section, lines, announced=True)

    def _read_prose(self, section: Section, lines: Sequence[Line], *, announced: bool) -> None:
        for_texts, for_bullets, role = _PROSE[section]
        left = not_tasks(lines, announced=announced) if section is Section.TASKS else frozenset[int]()
        for line, following in zip_longest(lines, lines[1:]):
            if line.position == self.last and is_cut_heading(line.text):
                self.notes.append(f"the page ends inside a heading, on line {line.number}; the rest of it is missing")
            elif line.kind in _IN_PROSE and line.position not in left and not is_label(line, following, section):
                self.texts[for_bullets if line.kind is Kind.BULLET else for_texts].append(self._text(line))
                self._place([line], role)

    def _read_group(self, block: Block) -> None:
        stem = group_stem(block.subject) if block.subject else None
        if stem and block.subject and self.group is None:
            self.group = slug(stem), Text(value=block.subject, language=self.language)

    def _read_figures(self, block: Block, line: Line) -> bool:
        figures = read_figures(line.text)
        if figures is None:
            return False
        self._place([line], Role.FIGURES)
        key = f"{self.key}-{section_key(block.section, block.heading.text)}"
        same = sum(section.key.startswith(key) for section in self.statistics)
        counts_group = self.group is not None and block.subject == self.group[1].value
        self.statistics.append(
            StatisticsSection(
                key=f"{key}-{same + 1}" if same else key,
                heading=self._text(block.heading),
                source=figures.source,
                published=figures.published,
                reference=figures.reference,
                group=self.group[0] if self.group and counts_group else None,
            )
        )
        return True

    def _read_specialising(self, block: Block, line: Line) -> bool:
        """Read a sentence about specialising as education: newer pages have lost the heading over it."""
        pattern = _ON_SPECIALISING if block.section in _FIGURES else _MANY_SPECIALISE
        if block.section is Section.EDUCATION or line.kind is not Kind.TEXT or not pattern.search(line.text):
            return False
        self.texts["education"].append(self._text(line))
        self._place([line], Role.EDUCATION)
        return True

    def _read_related(self, lines: list[Line]) -> None:
        found = read_related(lines, self.known)
        self._place(found.pictures, Role.PICTURE)
        for mention in found.mentions:
            self._place(mention.lines, Role.RELATED)
            key = self.known.get(mention.name.casefold()) or slug(mention.name)
            if any(occupation.key == key for occupation in self.related):
                self.notes.append(f"line {mention.lines[0].number} mentions {mention.name} again")
                continue
            blurb = self._text(mention.lines[-1], mention.blurb) if mention.blurb else None
            name = Text(value=mention.name, language=self.language)
            self.related.append(RelatedOccupation(key=key, name=name, blurb=blurb))
            if mention.picture:
                self.pictures.append(PictureText(key=key, text=self._described(mention.picture)))

    def _described(self, picture: Line) -> Text:
        return Text(value=picture.text, language=detect(picture.text, likely=self.language))
