"""The kinds of resources with addresses of their own, ``/id/KIND/KEY``: one line for each, read by every room."""

from __future__ import annotations

from dataclasses import dataclass

# The page of a kind without a template of its own.
PLAIN = "thing.html"


@dataclass(frozen=True, slots=True)
class ResourceKind:
    """
    A kind of resource, and its treatment by search, lists, trees and pages.

    ``key`` is its name in addresses; ``kind_KEY`` in ``messages.toml`` is its name in the plural. ``class_`` and
    ``label`` are prefixed names: of its class, and of the class that lends it its name if that is another.
    ``standard`` is the publisher's page about the classification of its codes, '' where they have none.
    A kind ``in_scheme`` is listed by membership of the classification with its key, every other kind by its class.
    ``edition`` is the edition of its codes, '' for codes without editions. ``tree`` has the kinds of codes in the tree
    of the classification with its key, from the top; () for no tree. ``filed`` names the path from the codes of that
    tree to occupations: ``occupations``, ``educations`` or '' for none.
    """

    key: str
    class_: str
    label: str = ""
    template: str = PLAIN
    edition: str = ""
    tree: tuple[str, ...] = ()
    filed: str = ""
    standard: str = ""
    in_scheme: bool = False
    is_main: bool = False
    is_searchable: bool = False
    is_mapped: bool = False
    has_suggestions: bool = False
    has_figures: bool = False

    @property
    def naming_class(self) -> str:
        """The prefixed name of the class with the name of the kind."""
        return self.label or self.class_


_ITEM = "yg:ClassificationItem"
_KLASS = "https://www.ssb.no/klass/klassifikasjoner/"

# In display order; among equally good search results, an earlier kind goes before a later one.
KINDS = (
    ResourceKind("occupation", "yg:Occupation", template="occupation.html", is_main=True, is_searchable=True,
                 has_suggestions=True, has_figures=True),
    ResourceKind("title", "yg:JobTitle", edition="STYRK-98", is_main=True, is_searchable=True, is_mapped=True,
                 has_suggestions=True, standard=f"{_KLASS}145"),
    ResourceKind("specialisation", "yg:Specialisation", is_main=True, is_searchable=True),
    ResourceKind("styrk08", _ITEM, edition="STYRK-08", tree=("styrk08",), filed="occupations", in_scheme=True,
                 is_main=True, is_searchable=True, is_mapped=True, has_figures=True, standard=f"{_KLASS}7"),
    ResourceKind("styrk98", _ITEM, edition="STYRK-98", tree=("styrk98", "title"), filed="occupations", in_scheme=True,
                 is_main=True, is_searchable=True, is_mapped=True, standard=f"{_KLASS}7"),
    ResourceKind("isco08", _ITEM, edition="ISCO-08", tree=("isco08",), in_scheme=True, is_main=True, is_searchable=True,
                 is_mapped=True, standard="https://isco.ilo.org/en/isco-08/"),
    ResourceKind("isco88", _ITEM, edition="ISCO-88", tree=("isco88",), in_scheme=True, is_searchable=True,
                 is_mapped=True),
    ResourceKind("education", "yg:Education", template="education.html", is_main=True, is_searchable=True,
                 has_figures=True),
    ResourceKind("education-group", "yg:EducationGroup", is_searchable=True),
    ResourceKind("nus", _ITEM, tree=("nus",), filed="educations", in_scheme=True, is_main=True, is_searchable=True,
                 has_figures=True, standard=f"{_KLASS}36"),
    ResourceKind("nus-field", _ITEM, tree=("nus-field", "nus"), filed="educations", in_scheme=True, is_searchable=True),
    ResourceKind("nav-category", "yg:NavCategory", is_searchable=True),
    ResourceKind("esco", "esco:Occupation", is_main=True, is_searchable=True, is_mapped=True),
    ResourceKind("esco-skill", "esco:Skill", is_searchable=True),
    ResourceKind("interest", "yg:Interest", is_main=True),
    ResourceKind("organisation", "org:Organization", is_main=True),
    ResourceKind("crosswalk", "xkos:Correspondence", template="crosswalk.html", is_main=True),
    ResourceKind("education-path", "yg:EducationPath"),
    ResourceKind("training", "yg:TrainingStage"),
    ResourceKind("authorisation", "yg:Authorisation"),
    ResourceKind("review", "yg:Review"),
    ResourceKind("statistics", "yg:StatisticsSection"),
    ResourceKind("scheme", "skos:ConceptScheme", label="yg:Classification"),
    ResourceKind("level", "xkos:ClassificationLevel"),
    ResourceKind("cube", "yg:Cube"),
    ResourceKind("code", "yg:FigureCode"),
    ResourceKind("observation", "qb:Observation"),
    ResourceKind("mapping", "yg:Mapping"),
    ResourceKind("title-link", "yg:TitleLink"),
    ResourceKind("related", "yg:RelatedLink"),
    ResourceKind("reason", "yg:Reason"),
    ResourceKind("coverage", "yg:Coverage"),
    ResourceKind("query", "yg:ExampleQuery", template="example.html"),
    ResourceKind("source", "yg:SourceDocument"),
    ResourceKind("graph", "yg:NamedGraph"),
    ResourceKind("rule", "yg:Rule"),
    ResourceKind("check", "yg:Check"),
    ResourceKind("finding", "yg:Finding"),
    ResourceKind("change", "yg:ReleaseChange"),
    ResourceKind("release", "yg:Release", template="release.html"),
    ResourceKind("catalogue", "dcat:Catalog"),
    ResourceKind("dataset", "dcat:Dataset"),
    ResourceKind("service", "dcat:DataService"),
)  # fmt: skip
BY_KEY = {kind.key: kind for kind in KINDS}
SEARCHABLE = tuple(kind.key for kind in KINDS if kind.is_searchable)


def find_kind(key: str) -> ResourceKind:
    """
    Return the kind *key*; a kind outside the table has the plain page and no list.

    >>> find_kind("title").edition, find_kind("mystery").template
    ('STYRK-98', 'thing.html')
    """
    return BY_KEY.get(key) or ResourceKind(key, "")
