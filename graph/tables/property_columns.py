"""The columns of the tables: the word for each property, and the properties of each kind of resource."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from ..reading.query_definitions import ColumnType

KEY, KEYS, TEXT, TEXTS = ColumnType.CODE, ColumnType.CODES, ColumnType.TEXT, ColumnType.TEXTS
INTEGER, NUMBER, DATE, BOOLEAN = ColumnType.INTEGER, ColumnType.NUMBER, ColumnType.DATE, ColumnType.BOOLEAN
IRI = ColumnType.IRI


class PropertyColumn(NamedTuple):
    """
    The beginning of the column names of a property, and their type; see ``ColumnSource``.

    ``kind`` limits the column to values of one kind, since keys are unique by kind only: 2221 is a group of nurses in
    STYRK-08 and of doctors in STYRK-98.
    """

    stem: str
    type: ColumnType
    is_spoken: bool = False
    is_named: bool = False
    has_kinds: bool = False
    kind: str = ""


def _spoken(stem: str) -> PropertyColumn:
    return PropertyColumn(stem, TEXT, is_spoken=True)


def _named(stem: str) -> PropertyColumn:
    return PropertyColumn(stem, KEY, is_named=True)


# The words are those of the columns of the API queries, so that a figure has one name on all routes.
FIGURES: Mapping[str, PropertyColumn] = {
    "sdmx-dimension:refPeriod": PropertyColumn("period", DATE),
    "yg:forOccupationGroup": _named("group"),
    "yg:forOccupation": _named("occupation"),
    "yg:forEducationCode": _named("education"),
    "yg:countedFor": PropertyColumn("subject", KEY, is_named=True, has_kinds=True),
    "yg:inArea": _named("area"),
    "yg:inField": _named("field"),
    "yg:inSector": _named("sector"),
    "yg:inTrade": PropertyColumn("trade", TEXT),
    "yg:withWorkingTime": _named("time"),
    "yg:forSex": _named("sex"),
    "yg:forAge": _named("age"),
    "yg:withContract": _named("contract"),
    "yg:yearsSinceEducation": _named("since"),
    "yg:labourStatus": _named("doing"),
    "yg:averagePay": PropertyColumn("average", INTEGER),
    "yg:medianPay": PropertyColumn("median", INTEGER),
    "yg:lowerQuartilePay": PropertyColumn("lower", INTEGER),
    "yg:upperQuartilePay": PropertyColumn("upper", INTEGER),
    "yg:employees": PropertyColumn("employees", INTEGER),
    "yg:employed": PropertyColumn("employed", INTEGER),
    "yg:jobSeekers": PropertyColumn("seekers", INTEGER),
    "yg:vacancies": PropertyColumn("vacancies", INTEGER),
    "yg:shortage": PropertyColumn("shortage", INTEGER),
    "yg:unemployed": PropertyColumn("unemployed", INTEGER),
    "yg:unemploymentShare": PropertyColumn("share", NUMBER),
    "yg:persons": PropertyColumn("persons", INTEGER),
    "yg:approvedCompanies": PropertyColumn("approved", INTEGER),
    "yg:trainingCompanies": PropertyColumn("training", INTEGER),
    "yg:apprentices": PropertyColumn("apprentices", INTEGER),
    "yg:companiesWithOccupation": PropertyColumn("companies", INTEGER),
    "yg:fullTimeEquivalents": PropertyColumn("fullTimeEquivalents", NUMBER),
    "yg:womenPercent": PropertyColumn("womenPercent", INTEGER),
    "yg:menPercent": PropertyColumn("menPercent", INTEGER),
    "yg:figureStatus": _named("status"),
    "dct:dateAccepted": PropertyColumn("retrieved", DATE),
}
UNITS = {
    "nok-per-month": "NOK/month", "persons": "persons", "employees": "persons", "vacancies": "vacancies",
    "companies": "companies", "full-time-equivalents": "full-time equivalents", "share": "share",
}  # fmt: skip

MAPPINGS: Mapping[str, PropertyColumn] = {
    "yg:mapsFrom": _named("from"),
    "yg:mapsTo": _named("to"),
    "yg:mappingPredicate": PropertyColumn("relation", IRI),
    "yg:evidence": _named("evidence"),
    "yg:cardinality": PropertyColumn("cardinality", TEXT),
    "yg:confidence": PropertyColumn("confidence", NUMBER),
    "yg:share": PropertyColumn("share", NUMBER),
}

_CODE = {"skos:notation": PropertyColumn("code", KEY)}
_NAMES = {"skos:prefLabel": _spoken("name")}
_OTHER_NAMES = {
    "skos:altLabel": PropertyColumn("otherNames", TEXTS),
    "skos:hiddenLabel": PropertyColumn("searchWords", TEXTS),
}
_LABELS = {"rdfs:label": _spoken("name")}
_ABOVE = {"skos:broader": PropertyColumn("above", KEYS)}
_ITEM = _CODE | _NAMES | _ABOVE | {"skos:altLabel": PropertyColumn("otherNames", TEXTS)}

# The properties of each kind, in order, with a column each or one for each kind of values. Links of crosswalks and
# figures have tables of their own.
KINDS: Mapping[str, Mapping[str, PropertyColumn | tuple[PropertyColumn, ...]]] = {
    "occupation": _NAMES | _OTHER_NAMES | {
        "dct:identifier": PropertyColumn("identifiers", TEXTS),
        "yg:classifiedIn": (
            PropertyColumn("styrk08", KEYS, kind="styrk08"), PropertyColumn("styrk98", KEYS, kind="styrk98"),
        ),
        "yg:relevantEducationCode": PropertyColumn("educationCodes", KEYS),
        "yg:hasEducation": PropertyColumn("educations", KEYS),
        "yg:hasInterest": PropertyColumn("interests", KEYS),
        "yg:hasJobTitle": PropertyColumn("titles", KEYS),
        "yg:hasSpecialisation": PropertyColumn("specialisations", KEYS),
        "yg:requiresAuthorisation": PropertyColumn("authorisations", KEYS),
        "yg:authorisationForPart": PropertyColumn("authorisationsForPart", TEXTS),
        "yg:protectedTitle": PropertyColumn("protectedTitles", TEXTS),
        "skos:related": PropertyColumn("related", KEYS),
        "rdfs:seeAlso": PropertyColumn("pages", TEXTS),
    },
    "title": _CODE | _NAMES | _OTHER_NAMES | {
        "yg:registeredName": PropertyColumn("registeredName", TEXT),
        "yg:titleGroup": PropertyColumn("styrk98", KEY),
        "schema:validFrom": PropertyColumn("validFrom", DATE),
        "yg:jobTitleOf": PropertyColumn("occupations", KEYS),
        "yg:leastOccupations": PropertyColumn("leastOccupations", INTEGER),
        "yg:isShared": PropertyColumn("isShared", BOOLEAN),
    },
    "specialisation": _NAMES | _OTHER_NAMES | {
        "yg:specialisationOf": PropertyColumn("occupations", KEYS),
        "yg:educationCode": PropertyColumn("educationCodes", KEYS),
        "yg:specialistOccupation": PropertyColumn("specialistOccupations", KEYS),
    },
    "styrk08": _ITEM | {
        "yg:navCategory": PropertyColumn("navCategories", KEYS),
        "yg:classifies": PropertyColumn("occupations", KEYS),
    },
    "styrk98": _ITEM | {"yg:classifies": PropertyColumn("occupations", KEYS)},
    "isco08": _ITEM | {"yg:greenShare": PropertyColumn("greenShare", NUMBER)},
    "isco88": _ITEM,
    "education": _NAMES | {
        "dct:identifier": PropertyColumn("identifiers", TEXTS),
        "yg:hasEducationCode": PropertyColumn("educationCodes", KEYS),
        "yg:leadsTo": PropertyColumn("occupations", KEYS),
        "yg:hasInterest": PropertyColumn("interests", KEYS),
        "rdfs:seeAlso": PropertyColumn("pages", TEXTS),
    },
    "education-group": _NAMES | {"skos:member": PropertyColumn("educationCodes", KEYS)},
    "nus": _ITEM | {
        "skos:broader": PropertyColumn("above", KEYS, kind="nus"),
        "yg:educationLevel": PropertyColumn("level", KEY),
        "yg:educationField": PropertyColumn("field", KEY),
        "yg:isced97": PropertyColumn("isced97", TEXT),
    },
    "nus-field": _ITEM,
    "nav-category": _NAMES | _ABOVE,
    "esco": _CODE | _NAMES | _OTHER_NAMES | {
        "yg:iscoGroup": PropertyColumn("isco08", KEY),
        "skos:broader": PropertyColumn("above", KEYS, kind="esco"),
        "yg:greenShare": PropertyColumn("greenShare", NUMBER),
        "dct:modified": PropertyColumn("modified", TEXT),
    },
    "esco-skill": _NAMES | _OTHER_NAMES | {
        "skos:broader": PropertyColumn("above", KEYS),
        "esco:skillType": PropertyColumn("skillTypes", KEYS),
        "esco:skillReuseLevel": PropertyColumn("reuseLevels", KEYS),
        "yg:essentialFor": PropertyColumn("essentialFor", INTEGER),
    },
    "interest": _NAMES,
    "organisation": _NAMES | {"foaf:homepage": PropertyColumn("homepages", TEXTS)},
    "crosswalk": _LABELS | {
        "yg:sourceScheme": PropertyColumn("from", KEY),
        "yg:targetScheme": PropertyColumn("to", KEY),
        "yg:isOfficial": PropertyColumn("isOfficial", BOOLEAN),
        "yg:matchedSources": PropertyColumn("matchedSources", INTEGER),
        "yg:unmatchedSources": PropertyColumn("unmatchedSources", INTEGER),
        "yg:ambiguousSources": PropertyColumn("ambiguousSources", INTEGER),
        "yg:matchedTargets": PropertyColumn("matchedTargets", INTEGER),
        "yg:unmatchedTargets": PropertyColumn("unmatchedTargets", INTEGER),
        "yg:ambiguousTargets": PropertyColumn("ambiguousTargets", INTEGER),
    },
    "training": _LABELS | {
        "yg:position": PropertyColumn("position", INTEGER),
        "yg:months": PropertyColumn("months", INTEGER),
        "yg:stageOf": PropertyColumn("educationPaths", KEYS),
    },
    "authorisation": _LABELS | {
        "yg:grantedBy": PropertyColumn("grantedBy", KEYS),
        "yg:legalBasis": PropertyColumn("legalBasis", TEXTS),
        "yg:authorisationFor": PropertyColumn("occupations", KEYS),
    },
    "scheme": _NAMES | {
        "skos:definition": _spoken("definition"),
        "schema:validFrom": PropertyColumn("validFrom", TEXT),
        "schema:validThrough": PropertyColumn("validThrough", TEXT),
    },
    "level": _NAMES | {
        "xkos:depth": PropertyColumn("depth", INTEGER),
        "dct:isPartOf": PropertyColumn("schemes", KEYS),
        "xkos:notationPattern": PropertyColumn("notationPattern", TEXT),
    },
    "cube": _LABELS | {
        "dct:description": _spoken("description"),
        "dct:publisher": PropertyColumn("publishers", KEYS),
        "rdfs:seeAlso": PropertyColumn("pages", TEXTS),
    },
    "code": _CODE | _NAMES | {"skos:inScheme": PropertyColumn("scheme", KEYS)},
    "related": {
        "yg:linkFrom": _named("from"),
        "yg:linkTo": _named("to"),
        "yg:strength": PropertyColumn("strength", NUMBER),
        "yg:hasReason": PropertyColumn("reason", KEYS, is_named=True),
    },
    "reason": _LABELS | {
        "yg:reasonFor": PropertyColumn("relatedLinks", KEYS),
        "yg:reasonKind": PropertyColumn("reasonKind", KEY),
        "yg:reasonNumber": PropertyColumn("number", NUMBER),
        "yg:strength": PropertyColumn("strength", NUMBER),
    },
    "coverage": _LABELS | {
        "yg:coveredProperty": PropertyColumn("coveredProperty", IRI),
        "yg:coveredThings": PropertyColumn("covered", INTEGER),
        "yg:thingsInAll": PropertyColumn("all", INTEGER),
    },
    "source": _LABELS | {
        "dct:publisher": PropertyColumn("publishers", KEYS),
        "dct:license": PropertyColumn("licences", TEXTS),
        "dct:modified": PropertyColumn("modified", TEXT),
        "dct:accrualPeriodicity": PropertyColumn("rhythm", IRI),
        "dct:source": PropertyColumn("addresses", TEXTS),
    },
    "rule": _LABELS | {"yg:why": _spoken("why")},
    "check": _LABELS | {
        "yg:holds": _spoken("holds"), "yg:why": _spoken("why"), "yg:mend": _spoken("mend"),
        "sh:severity": PropertyColumn("severity", KEY),
    },
    "finding": {
        "yg:findingOf": PropertyColumn("check", KEY),
        "yg:findingAbout": PropertyColumn("about", TEXT),
        "sh:severity": PropertyColumn("severity", KEY),
        "rdfs:label": _spoken("message"),
    },
}  # fmt: skip
